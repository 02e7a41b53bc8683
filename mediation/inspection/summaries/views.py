"""Pages of the auditor: the list of summaries, one case, what is withheld from whom, a new series."""

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.accounts.store import units
from mediation.cases import page, withheld
from mediation.clock import from_micros
from mediation.inspection.summaries import listing as lists
from mediation.inspection.summaries import redaction, services, store, wording
from mediation.inspection.summaries.forms import SeriesForm
from mediation.inspection.summaries.model import FIELDS, Field, Filter, Group, Kind, Lateness, Redacted
from mediation.permissions import Permission
from mediation.web.guards import needs, reading, today, writing, zone

blueprint = Blueprint("summaries", __name__)

_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
_MONTHS_OFFERED = 36
_MOST_PAGES = 1_000_000
_TONES = {"met": "green", "missed": "red", "overdue": "red", "running": "blue"}
_CLOCKS = ("superior", "official", "return")


@blueprint.get("/a")
@needs(Permission.AUDIT_WORK)
def listing() -> ResponseReturnValue:
    """Show the summaries, page by page, with counts over all that was chosen; a page shown is an audit entry."""
    # The number stands in the trail: what is no page is none there either.
    wanted, number = chosen(), min(max(1, request.args.get("halaman", 1, type=int)), _MOST_PAGES)
    with writing() as transaction:
        services.note_list(transaction, number)
    with reading() as transaction:
        found = lists.listed(transaction, wanted, number)
        known = units.every(transaction)
        holds = store.holds_key(transaction)
    return render_template(
        "summaries/listing.html", found=found, lines=[_row(each) for each in found.rows], wanted=wanted, units=known,
        holds=holds, months=_months(), latenesses=Lateness, narrowed=wanted != Filter(),
        href=_paged(wanted), take=in_address(wanted), columns=_clock_names(),
    )


@blueprint.get("/a/<string(length=14):pseudonym>")
@needs(Permission.AUDIT_WORK)
def case(pseudonym: str) -> ResponseReturnValue:
    """Show one case under its pseudonym: an audit entry; absent, foreign and his own are the same 404."""
    with reading() as transaction:
        found = services.resolve(transaction, pseudonym)
    with writing() as transaction:
        services.note_one(transaction, found)
    with reading() as transaction:
        shown = services.one(transaction, found)
        untouched = store.untouched(transaction, found)
    facts = shown.facts
    return render_template(
        "summaries/case.html", shown=shown, untouched=untouched, groups=_groups(facts), clocks=_clocks(facts),
        trail=trail_of(shown.pseudonym), months=wording.month, attendance=_lines(facts, "attendance"),
        sessions=_lines(facts, "session_list"), history=_history(facts),
    )


@blueprint.get("/a/apa")
@needs(Permission.AUDIT_WORK)
def withheld_page() -> ResponseReturnValue:
    """Show what is withheld from whom, and what remains linkable."""
    return render_template("summaries/withheld.html", chapters=_chapters(), told=_told())


@blueprint.route("/a/deret", methods=["GET", "POST"])
@needs(Permission.AUDIT_WORK)
def series() -> ResponseReturnValue:
    """Show what a new series does, and begin one."""
    with reading() as transaction:
        begun = store.begun(transaction)
    form = SeriesForm(data={"seen": str(begun or "")})
    if page.perform(form, lambda transaction: services.begin_series(transaction, seen=_number(form.seen.data))):
        page.saved(_("Deret samaran yang baru berlaku. Setiap berkas sekarang bernama lain bagi Anda."))
        return redirect(url_for("summaries.listing"))
    # Whatever was sent, the page shows the newest series, and the next sending is about that one.
    form.seen.data = str(begun or "")
    body = render_template(
        "summaries/series.html", form=form, begun=from_micros(begun) if begun else None, zone=zone(),
    )
    return body, g.get("answer_status", 200)


def _told() -> list[tuple[str, list[str]]]:
    """Return what an auditor is told, by heading."""
    return [(_(group.label), [_(field.label) for field in FIELDS if field.group is group]) for group in Group]


def _chapters() -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Return the table of who sees what, by what auditors see of it: the readers' sights, and all that is seen so."""
    alike: dict[str, dict[str, list[str]]] = {}
    for part in withheld.PARTS:
        for line in part.lines:
            alike.setdefault(line.sight, {}).setdefault(_(part.title), []).append(_(line.words))
    place = list(withheld.Reader).index(withheld.Reader.AUDITOR)
    titles = {
        withheld.Seen.WITHHELD: _("Tidak Anda lihat"), withheld.Seen.COUNTED: _("Anda lihat sebagai jumlah"),
        withheld.Seen.COARSE: _("Anda lihat secara kasar"), withheld.Seen.WHOLE: _("Anda lihat utuh"),
    }
    return [
        (title, [
            (_sight(sight), [f"{name}: {'; '.join(words)}" for name, words in parts.items()])
            for sight, parts in alike.items() if sight[place] == seen.value
        ])
        for seen, title in titles.items()
    ]


def _sight(sight: str) -> str:
    """Return a sight as a sentence: who sees it whole, coarsely, counted, not at all."""
    said = []
    for seen in withheld.Seen:
        readers = [_(each.label) for each, letter in zip(withheld.Reader, sight, strict=True) if letter == seen.value]
        if readers:
            said.append(f"{_(seen.label)}: {', '.join(readers)}.")
    return " ".join(said)


def chosen() -> Filter:
    """Return what the address chooses; what it does not offer chooses nothing, months in the wrong order both."""
    first, last = (_month(request.args.get(name, "")) for name in ("dari", "sampai"))
    if first and last:
        first, last = sorted((first, last))
    unit = _id(request.args.get("unit", ""))
    return Filter(
        units=frozenset({unit}) if unit else frozenset(), first=first, last=last,
        lateness=next((each for each in Lateness if each.value == request.args.get("batas")), Lateness.ALL),
        submitted_only=request.args.get("diserahkan") == "ya",
    )


def in_address(wanted: Filter) -> dict[str, Any]:
    """Return `wanted` as the query that `chosen` reads."""
    given = {
        "unit": next((str(unit) for unit in wanted.units), ""), "dari": wanted.first, "sampai": wanted.last,
        "batas": "" if wanted.lateness is Lateness.ALL else wanted.lateness.value,
        "diserahkan": "ya" if wanted.submitted_only else "",
    }
    return {name: value for name, value in given.items() if value}


def trail_of(pseudonym: str) -> str:
    """Return the address of the trail about this case; empty while there is no such page."""
    if "trail.listing" not in current_app.view_functions:
        return ""
    return url_for("trail.listing", berkas=pseudonym)


def _paged(wanted: Filter) -> str:
    address = url_for("summaries.listing", **in_address(wanted))
    return f"{address}{'&' if '?' in address else '?'}halaman="


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _month(text: str) -> str:
    return text if _MONTH.fullmatch(text) else ""


def _id(wanted: str) -> UUID | None:
    with suppress(ValueError):
        return UUID(wanted)
    return None


def _months() -> list[tuple[str, str]]:
    """Return the months that the filter offers, the latest first, with their names."""
    number = today().year * 12 + today().month - 1
    offered = [f"{each // 12}-{each % 12 + 1:02d}" for each in range(number, number - _MONTHS_OFFERED, -1)]
    return [(value, wording.month(value, _)) for value in offered]


def _clock_names() -> dict[str, str]:
    return {
        "superior": _("Atasan langsung, 3 bulan"), "official": _("Pejabat, 3 bulan"),
        "return": _("Melengkapi berkas yang dikembalikan"),
    }


def _row(each: Redacted) -> dict[str, Any]:
    facts = each.facts
    row = {"pseudonym": each.pseudonym, "damaged": each.damaged, "unit": facts["unit"]}
    if each.damaged:
        return row
    return row | {
        "month": wording.month(facts["received_month"], _), "stage": _(wording.label("stage", facts["stage"])),
        "level": _(wording.label("level", facts["level"])), "clocks": _clocks(facts),
        "late": redaction.lateness(facts) is Lateness.LATE,
    }


def _clocks(facts: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the clocks that have begun: name, tag, colour and by how much."""
    names = _clock_names()
    return [
        {
            "name": names[name], "text": _(wording.label(f"{name}_clock", facts[f"{name}_clock"])),
            "tone": _TONES.get(facts[f"{name}_clock"], "neutral"),
            "margin": _margin(facts[f"{name}_clock"], facts[f"{name}_days"]),
        }
        for name in _CLOCKS if facts[f"{name}_clock"] not in {None, "not_begun"}
    ]


def _margin(state: str, days: int | None) -> str:
    """Return by how much a clock was met or missed; of one that runs, whole weeks."""
    if days is None:
        return ""
    weeks = abs(days) // 7
    words = {
        "met": _("%(days)s hari sebelum batas", days=days) if days else _("tepat pada hari terakhir"),
        "missed": _("%(days)s hari sesudah batas", days=-days),
        "running": _("sisa %(weeks)s minggu lebih", weeks=weeks) if weeks else _("sisa kurang dari 1 minggu"),
        "overdue": _("lewat %(weeks)s minggu lebih", weeks=weeks) if weeks else _("lewat kurang dari 1 minggu"),
    }
    return str(words.get(state, ""))


def _groups(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the plain fields under their headings; lists and clocks have tables of their own."""
    skipped = {"pseudonym"}
    found = []
    for group in (Group.CASE, Group.COUNTS, Group.RESULT):
        rows = [
            {"key": _(field.label), "value": _value(field, facts)}
            for field in FIELDS
            if field.group is group and field.kind is not Kind.LIST and field.code not in skipped
        ]
        found.append({"title": _(group.label), "rows": rows, "result": group is Group.RESULT})
    return found


def _value(field: Field, facts: Mapping[str, Any]) -> str:
    """Return what stands beside the field's name; a file that was handed in and not decided says so."""
    if field.code == "outcome" and facts["outcome"] is None:
        return str(_("Belum diputus"))
    return wording.written(field, facts[field.code], _)


def _lines(facts: Mapping[str, Any], code: str) -> list[str]:
    return wording.lines(code, facts[code], _) if facts[code] else []


def _history(facts: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the stages as events of a timeline, the newest first."""
    return [
        {
            "title": _(wording.label("stage", each["stage"])),
            "when": _("Hari ke-%(day)s sejak penerimaan", day=each["day"]),
            "text": _(wording.label("level", each["level"])),
        }
        for each in reversed(facts["history"] or ())
    ]

"""Pages of the trail: the list in sentences with its filters, one case looked for, and the verification."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.errors import NotFound
from mediation.inspection import verifying
from mediation.inspection.trail import services, telling
from mediation.inspection.trail.forms import CaseForm, VerifyForm
from mediation.inspection.trail.model import ON_PAGE, ON_PAPER, Kind, Line, Names, Sheet, Wanted
from mediation.inspection.trail.sentences import Label, Part
from mediation.inspection.verifying import own_records
from mediation.permissions import Permission
from mediation.transaction import Transaction
from mediation.web.filters import jumlah, tanggal
from mediation.web.guards import needs, premises, reading, writing, zone

blueprint = Blueprint("trail", __name__)

_CONFLICT = 409
_YEARS = range(2000, 2200)
_WRITTEN = "%d-%m-%Y"


@blueprint.route("/a/jejak", methods=["GET", "POST"])
@needs(Permission.TRAIL_READ)
def listing() -> ResponseReturnValue:
    """Show a page of the trail; every page shown is an entry itself. A case is looked for by POST."""
    form = CaseForm()
    with reading() as transaction:
        auditor, wanted = services.is_auditor(transaction), _chosen(transaction)
        found = _looked_for(transaction, form, auditor=auditor)
    if found is not None:
        return redirect(url_for("trail.listing", **{**_in_address(wanted), "berkas": found}))
    printed = request.args.get("cetak") == "ya"
    with writing() as transaction:
        services.note(transaction, wanted, printed=printed)
    with reading() as transaction:
        sheet = services.read(
            transaction, wanted, zone=zone(), place=request.args.get("lanjut", ""),
            most=ON_PAPER if printed else ON_PAGE,
        )
        context = _context(transaction, wanted, sheet)
    body = render_template(
        "trail/listing.html", form=form, sheet=sheet, days=_days(sheet), wanted=wanted, kinds=Kind, auditor=auditor,
        printed=printed, zone=zone(), berkas=request.args.get("berkas", ""), now=premises().clock(), **context,
    )
    return body, g.get("answer_status", 200)


@blueprint.route("/a/jejak/periksa", methods=["GET", "POST"])
@needs(Permission.TRAIL_READ)
def verify() -> ResponseReturnValue:
    """Verify the trail. The answer is not redirected to: it stands for this moment alone."""
    form, found = VerifyForm(), None
    if form.validate_on_submit():
        records = own_records(premises())
        with reading() as transaction:
            found = verifying.verify(transaction, records)
        with writing() as transaction:
            services.note_verified(transaction, found)
    return render_template("trail/verify.html", form=form, found=found, unseen=verifying.UNSEEN)


def _looked_for(transaction: Transaction, form: CaseForm, *, auditor: bool) -> str | None:
    """Return what stands in the address for the case that was typed: its pseudonym, or for a head its id."""
    if auditor:
        form.for_auditor()
    if not form.validate_on_submit():
        return None
    try:
        found = services.find(transaction, form.called.data)
    except NotFound:
        g.answer_status = _CONFLICT
        form.problem(_("Tidak ada berkas dengan nama itu yang dapat Anda lihat. Periksa ejaannya."), form.called)
        return None
    return services.name_of(transaction, found) if auditor else str(found)


def _chosen(transaction: Transaction) -> Wanted:
    """Return what the address chooses; what it does not offer chooses nothing. Raises NotFound for a foreign case."""
    args = request.args
    return Wanted(
        first=_day(args.get("dari", "")), last=_day(args.get("sampai", "")), person=_id(args.get("orang", "")),
        case=_case(transaction, args["berkas"]) if args.get("berkas") else None,
        kind=next((kind for kind in Kind if kind.value == args.get("jenis")), None),
    )


def _case(transaction: Transaction, named: str) -> UUID:
    if services.is_auditor(transaction):
        return services.find(transaction, named)
    found = _id(named)
    if found is None or not services.readable(transaction, found):
        raise NotFound
    return found


def _in_address(wanted: Wanted) -> dict[str, Any]:
    given = {
        "dari": f"{wanted.first:{_WRITTEN}}" if wanted.first else "",
        "sampai": f"{wanted.last:{_WRITTEN}}" if wanted.last else "",
        "orang": str(wanted.person or ""), "jenis": wanted.kind.value if wanted.kind else "",
        "berkas": request.args.get("berkas", "") if wanted.case else "",
    }
    return {name: value for name, value in given.items() if value}


def _context(transaction: Transaction, wanted: Wanted, sheet: Sheet) -> dict[str, Any]:
    address = _in_address(wanted)
    auditor = services.is_auditor(transaction)
    return {
        "accounts": services.accounts(transaction),
        "called": services.name_of(transaction, wanted.case) if wanted.case else "",
        "older": url_for("trail.listing", **{**address, "lanjut": sheet.further}) if sheet.further else "",
        "newest": url_for("trail.listing", **address) if request.args.get("lanjut") else "",
        "paper": url_for("trail.listing", **{**address, "lanjut": request.args.get("lanjut") or None, "cetak": "ya"}),
        "all_cases": url_for("trail.listing", **{**address, "berkas": None}),
        "untold": services.untold(transaction, zone()) if auditor else (),
        "narrowed": bool(address), "newest_address": url_for("trail.listing", **address),
    }


def _days(sheet: Sheet) -> list[dict[str, Any]]:
    """Return the lines in words, by day."""
    return [
        {"day": day, "lines": [_words(line, sheet.names) for line in of_day]}
        for day, of_day in groupby(sheet.lines, key=lambda line: line.day)
    ]


def _words(line: Line, names: Names) -> dict[str, Any]:
    clauses = telling.clauses(line.act, names, whole=line.whole)
    return {
        "at": line.at, "times": line.times, "text": _say(telling.sentence(line.act, names)),
        "more": "; ".join(map(_say, clauses)), "damaged": line.act.damaged,
    }


def _say(part: Part) -> str:
    values = {name: _said(value) for name, value in part.values.items()}
    return str(_(part.text, **values) if values else _(part.text))


def _said(value: object) -> str:
    if isinstance(value, Label):
        return str(_(str(value)))
    if isinstance(value, tuple):
        return ", ".join(map(_said, value))
    if isinstance(value, datetime):
        return tanggal(value, zone())
    if isinstance(value, date):
        return tanggal(value)
    return jumlah(value) if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _day(text: str) -> date | None:
    """Return a day as people write it, 20-11-2026, or 2026-11-20; None for what is no day."""
    parts: Sequence[str] = text.replace("/", "-").replace(".", "-").split("-")
    if len(parts) == 3 and len(parts[2]) == 4:  # noqa: PLR2004 - day, month, year
        parts = parts[::-1]
    with suppress(ValueError, OverflowError):
        day = date(*map(int, parts)) if len(parts) == 3 else None  # noqa: PLR2004 - as above
        return day if day and day.year in _YEARS else None
    return None


def _id(text: str) -> UUID | None:
    with suppress(ValueError):
        return UUID(text)
    return None

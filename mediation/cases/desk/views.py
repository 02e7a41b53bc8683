"""Pages of the desk: what needs me today, all my cases, one case."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.accounts import groups
from mediation.cases import page, store, summary, workflow
from mediation.cases.agenda import Task, TaskKind
from mediation.cases.desk import history, lines, links, overview, services
from mediation.cases.desk.forms import AdoptForm
from mediation.cases.model import Party
from mediation.cases.moves import Act, Move
from mediation.cases.papers.model import Tie, TieKind
from mediation.cases.papers.store import papers
from mediation.cases.store import CaseFile
from mediation.language import mark
from mediation.law.dates import long_date
from mediation.law.deadlines import official_deadline, superior_deadline
from mediation.permissions import Permission
from mediation.web.guards import needs, reading, today, writing, zone

blueprint = Blueprint("desk", __name__)

PAGE_SIZE = 25
# What is due with the report alone: no day of its own is set for it.
_UNTIL_REPORT = frozenset({
    TaskKind.HOUSEHOLD, TaskKind.COMMON_SENSE, TaskKind.COMPOSE, TaskKind.CONCLUDE, TaskKind.ISSUE_REPORT,
    TaskKind.REVIEWER, TaskKind.WEIGH,
})

# What is due by our own working target: no rule sets a day for it, and the line says so.
_OWN_TARGET = frozenset({TaskKind.SCREEN, TaskKind.TELL_DAY, TaskKind.SUMMON})

_OPTIONAL = {
    Act.SUMMON: mark("Buat panggilan untuk %(who)s"),
    Act.SCREEN: mark("Percakapan sendirian tambahan dengan %(who)s"),
    Act.EXAMINE: mark("Berita acara tambahan: %(who)s"),
    Act.CLOSE_ROUNDS: mark("Cukupkan panggilan kepada pasangan"),
    Act.SET_LETTER_DAY: mark("Ubah hari surat keluar"),
    Act.ADD_EVIDENCE: mark("Catat bukti"),
    Act.MEDIATE: mark("Catat sesi mediasi"),
    Act.ATTACH_PAPER: mark("Lampirkan dokumen"),
    Act.RELEASE_REVIEWER: mark("Batalkan penelaah kedua"),
    Act.SUPPORT: mark("Tulis rencana dukungan di tempat kerja"),
}

_ACT_PAGES = {
    Act.SUMMON: "summon.plan",
    Act.SCREEN: "screen.screen",
    Act.EXAMINE: "examine.record",
    Act.CLOSE_ROUNDS: "summon.close_rounds",
    Act.SET_LETTER_DAY: "screen.letter_day",
    Act.ADD_EVIDENCE: "examine.evidence",
    Act.MEDIATE: "mediate.session",
    Act.ATTACH_PAPER: "papers.listing",
    Act.RELEASE_REVIEWER: "second.release",
    Act.SUPPORT: "after.support",
}


@blueprint.get("/b")
@needs(Permission.CASE_WORK)
def home() -> ResponseReturnValue:
    """Show what needs the supervisor: late, today, soon; and his cases."""
    day = today()
    with reading() as transaction:
        total = store.count_held(transaction)
        shown = store.covers_on(transaction, first=0, most=PAGE_SIZE)
        at_work = store.covers_at_work(transaction)
        missing = groups.ready(transaction)
        shared = store.covers_shared(transaction)
    readable = [cover for cover in at_work if cover.data]
    work = lines.lines(readable, day)
    return render_template(
        "desk/home.html", groups=_grouped(work), upcoming=_upcoming(lines.upcoming(readable, day)), missing=missing,
        cases=[_case_row(cover, day) for cover in shown], total=total, shared=len(shared),
        asked=[cover for cover in shared if cover.data.get("lies_with") == "reviewer"],
    )


@blueprint.get("/b/semua")
@needs(Permission.CASE_WORK)
def listing() -> ResponseReturnValue:
    """Show all the supervisor's cases, page by page."""
    number, day = max(1, request.args.get("halaman", 1, type=int)), today()
    with reading() as transaction:
        pages = max(1, -(-store.count_held(transaction) // PAGE_SIZE))
        number = min(number, pages)
        shown = store.covers_on(transaction, first=(number - 1) * PAGE_SIZE, most=PAGE_SIZE)
    return render_template(
        "desk/listing.html", cases=[_case_row(cover, day) for cover in shown], number=number, pages=pages,
    )


@blueprint.get("/b/<uuid:case>")
@needs(Permission.CASE_WORK)
def case(case: UUID) -> ResponseReturnValue:
    """Show one case: strip of steps, what is to be done, what was done, its documents."""
    file = page.opened(case, damaged=True)
    if not file.intact:
        return _damaged(file, AdoptForm())
    with reading() as transaction:
        happened = history.events(transaction, case)
    return page.show("desk/case.html", file, **_overview(file), events=happened, zone=zone())


@blueprint.post("/b/<uuid:case>")
@needs(Permission.CASE_WORK)
def adopt(case: UUID) -> ResponseReturnValue:
    """Take over the state of a damaged case."""
    file = page.opened(case, damaged=True)
    form = AdoptForm()
    if form.validate_on_submit():
        with writing() as transaction:
            services.adopt(transaction, case, reason=form.reason.data)
        page.saved(_("Keadaan berkas diambil alih. Periksa kembali isinya."))
        return redirect(url_for("desk.case", case=case))
    return _damaged(file, form)


def _damaged(file: CaseFile, form: AdoptForm) -> ResponseReturnValue:
    parts = [(row.table.name, row.broken) for rows in file.rows.values() for row in rows]
    whole = not any(broken for _name, broken in parts)
    return render_template("desk/damaged.html", parts=parts, whole=whole, form=form, file=file), 200


def _grouped(work: list[lines.Line]) -> list[tuple[str, list[dict[str, str]]]]:
    """Return the lines under late, today, soon and later, leaving out what is empty."""
    groups_ = ((urgency, [_work_line(each) for each in work if each.urgency is urgency]) for urgency in lines.Urgency)
    return [(_(urgency.label), found) for urgency, found in groups_ if found]


def _work_line(line: lines.Line) -> dict[str, str]:
    return {
        "title": links.title(line.task),
        "href": links.href(line.task, line.case),
        "meta": _("Berkas %(number)s · %(initials)s", number=line.number, initials=line.initials),
        "hidden": _("berkas %(number)s", number=line.number),
        "status": _days(line),
        "tone": line.urgency.tone,
        "date": _by_when(line.task),
    }


def _by_when(task: Task) -> str:
    """Return the day in words; the report's own limit is called so, lest it be taken for the task's."""
    if task.kind in _UNTIL_REPORT:
        return str(_("Batas laporan: %(on)s", on=long_date(task.due)))
    if task.kind in _OWN_TARGET:
        return str(_("Target: %(on)s", on=long_date(task.due)))
    return long_date(task.due)


def _days(line: lines.Line) -> str:
    if line.urgency is lines.Urgency.LATE:
        return str(_("Terlambat %(days)d hari", days=-line.days))
    if line.urgency is lines.Urgency.TODAY:
        return str(_("Hari ini"))
    return str(_("Sisa %(days)d hari", days=line.days))


def _upcoming(found: tuple[Any, store.Cover] | None) -> dict[str, Any] | None:
    if found is None:
        return None
    task, cover = found
    return {
        "title": links.title(task), "on": task.opens_on, "number": cover.data["number"],
        "href": url_for("desk.case", case=cover.id),
    }


def _case_row(cover: store.Cover, day: date) -> dict[str, Any]:
    if not cover.data:
        return {"href": url_for("desk.case", case=cover.id), "damaged": True}
    received = store.received_on(cover)
    deadline = superior_deadline(received)
    met = store.met_on(cover)
    status = deadline.status(day, met_on=met)
    return {
        "href": url_for("desk.case", case=cover.id), "number": cover.data["number"],
        "initials": cover.data["initials"], "stage": cover.stage.label, "due": deadline.due,
        "met": met, "finished": cover.data["finished_on"], "awaits": cover.data["awaits_reviewer"],
        "status": _(status.text, days=status.days), "tone": _tone(status.standing.value, soon=status.soon),
    }


def _tone(standing: str, *, soon: bool) -> str:
    if standing == "late":
        return "red"
    return "amber" if soon else "blue"


def _overview(file: CaseFile) -> dict[str, Any]:
    progress, cover, day = file.progress, store.cover_of(file), today()
    deadline = superior_deadline(progress.received_on, employment=file.request.applicant.employment)
    met = summary.clock_met_on(progress)
    status = deadline.status(day, met_on=met)
    return {
        "progress": progress,
        "steps": overview.steps(progress),
        "work": [_work_line(line) | {"meta": ""} for line in lines.lines([cover], day)],
        "later": [_later(line) for line in _waiting(cover, day)],
        "optional": _also(file),
        "deadline": deadline, "met": met, "clock": _(status.text, days=status.days),
        "tone": "green" if met else _tone(status.standing.value, soon=status.soon),
        "decision_due": official_deadline(progress.handling.submitted_on).due if progress.handling else None,
        "documents": [_document(file, each) for each in store.documents_shown(file)],
        "sides": [(party, page.side(party)) for party in (Party.APPLICANT, Party.SPOUSE)],
    }


def _document(file: CaseFile, issued: store.IssuedDocument) -> dict[str, Any]:
    return {
        "title": page.document_title(file, issued),
        "number": issued.number, "day": issued.day,
        "href": url_for("issue.document", case=file.id, row=issued.id),
        "signed": _signed(file, issued),
    }


def _signed(file: CaseFile, issued: store.IssuedDocument) -> dict[str, str]:
    """Return where the scanned, signed copy of a document is seen, else where it is attached; empty when neither."""
    tie = Tie(TieKind.DOCUMENT, issued.id.hex)
    found = [paper.id for paper in papers(file) if paper.stands and paper.record.tie == tie]
    if found:
        return {
            "text": _("Lihat salinan bertanda tangan"), "href": url_for("papers.look", case=file.id, row=found[-1]),
        }
    if workflow.refuse(file.progress, Move(Act.ATTACH_PAPER, today())):
        return {}
    return {
        "text": _("Unggah salinan bertanda tangan"), "href": url_for("papers.attach", case=file.id, untuk=tie.text),
    }


def _waiting(cover: store.Cover, day: date) -> list[lines.Line]:
    return [lines.line(cover, task, day) for task in cover.tasks if task.opens_on and task.opens_on > day]


def _later(line: lines.Line) -> dict[str, Any]:
    return {"title": links.title(line.task), "on": line.task.opens_on}


def _also(file: CaseFile) -> list[dict[str, str]]:
    """Return what may also be done: acts of the workflow, and correcting how a side is reached."""
    acts = [_optional(file.id, act, party) for act, party in overview.optional_acts(file.progress, today())]
    if file.progress.report_issued_on:
        return acts
    return acts + [
        {"href": url_for("receive.contact", case=file.id, side=page.side(party)), "title": words}
        for party, words in (
            (Party.APPLICANT, _("Perbaiki alamat dan kontak pemohon")),
            (Party.SPOUSE, _("Perbaiki alamat dan kontak pasangan")),
        )
    ]


def _optional(case: UUID, act: Act, party: Party | None) -> dict[str, str]:
    values: dict[str, Any] = {"side": page.side(party)} if party and act is not Act.CLOSE_ROUNDS else {}
    return {"href": url_for(_ACT_PAGES[act], case=case, **values), "title": _optional_title(act, party)}


def _optional_title(act: Act, party: Party | None) -> str:
    return str(_(_OPTIONAL[act], who=_(party.label).lower() if party else ""))

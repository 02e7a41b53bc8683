"""One file at the bureau: where it stands and what comes next; read, take, hand on; what it is opened for."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.accounts.store import people, units
from mediation.audit import Purpose
from mediation.bureau import agenda
from mediation.bureau.agenda import Kind, Step
from mediation.bureau.page import attempt, opened
from mediation.bureau.queue import dossier as bureau_dossier
from mediation.bureau.queue import history, services
from mediation.bureau.queue.covering import own_officers
from mediation.bureau.queue.forms import HandOnForm, PurposeForm, TakeForm
from mediation.bureau.queue.links import STEP_PAGES
from mediation.bureau.queue.views.room import blueprint
from mediation.cases import dossier, page, store
from mediation.cases.model import HandlingState
from mediation.cases.moves import Act
from mediation.cases.store import CaseFile
from mediation.law.dates import long_date
from mediation.law.deadlines import Deadline, official_deadline
from mediation.permissions import Permission
from mediation.web.choices import Choice
from mediation.web.drafting import load_form
from mediation.web.guards import needs, present, reading, today, writing, zone


@blueprint.get("/k/<uuid:case>")
@needs(Permission.BUREAU_WORK)
def file(case: UUID) -> ResponseReturnValue:
    """Show one file: what comes next, by whom and by when; its parts, its documents, its history."""
    told = _purpose(case)
    if told is None:
        return redirect(url_for("queue.purpose", case=case))
    shown = opened(case, told, damaged=True, own=True)
    if not shown.intact:
        return render_template("queue/damaged.html", number=_number(shown)), 200
    return page.show("queue/file.html", shown, **_overview(shown, told))


@blueprint.route("/k/<uuid:case>/untuk", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def purpose(case: UUID) -> ResponseReturnValue:
    """Ask what a file is opened for that is somebody else's, or nobody's yet; once in a session."""
    if _purpose(case) is not None:
        return redirect(url_for("queue.file", case=case))
    form = PurposeForm()
    if form.validate_on_submit():
        with writing() as transaction:
            services.tell_purpose(transaction, case, present().session, form.purpose.data)
        return redirect(url_for("queue.file", case=case))
    return render_template("queue/purpose.html", form=form, case=case)


@blueprint.get("/k/<uuid:case>/baca")
@needs(Permission.BUREAU_WORK)
def read(case: UUID) -> ResponseReturnValue:
    """Show the whole file to read."""
    told = _purpose(case)
    if told is None:
        return redirect(url_for("queue.purpose", case=case))
    shown = opened(case, told)
    links = {
        "document": lambda row: url_for("issue_bureau.document", case=case, row=row),
        "paper": lambda row: url_for("papers.bureau_look", case=case, row=row, untuk=told.value),
    }
    return page.show("queue/read.html", shown, links=links, zone=zone(),
                     sections=dossier.sections(shown, bureau_dossier.sections(shown)))


@blueprint.route("/k/<uuid:case>/ambil", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def take(case: UUID) -> ResponseReturnValue:
    """Take an untaken file."""
    shown = opened(case, Purpose.CHECKLIST)
    early = page.too_early(shown, attempt(shown, Act.TAKE), _("Ambil berkas"))
    if early:
        return early
    form = load_form(TakeForm, version=shown.version)
    if page.perform(form, lambda t: services.take(t, case, version=form.expected_version)):
        page.saved(_("Berkas ini sekarang Anda pegang."))
        return redirect(url_for("queue.file", case=case))
    return page.show("queue/take.html", shown, form=form)


@blueprint.route("/k/<uuid:case>/alih", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def hand_on(case: UUID) -> ResponseReturnValue:
    """Give a file to a colleague, with the reason."""
    shown = opened(case, Purpose.COLLEAGUE)
    early = page.too_early(shown, attempt(shown, Act.HAND_ON), _("Alihkan berkas"))
    if early:
        return early
    form = load_form(HandOnForm, version=shown.version)
    with reading() as transaction:
        able = services.successors(transaction, shown)
    # The same form sent again names whom the file lies with by then: that it was done is told by its key.
    form.to.choices = [
        Choice(person.id, person.name) for person in able if form.is_submitted() or person.id != shown.officer
    ]
    if page.perform(form, lambda t: services.hand_on(
        t, case, to=form.to.data, reason=form.reason.data, version=form.expected_version,
    )):
        page.saved(_("Berkas dialihkan. Pengalihan dan alasannya tercatat."))
        return redirect(url_for("queue.listing"))
    return page.show("queue/hand_on.html", shown, form=form)


def _purpose(case: UUID) -> Purpose | None:
    with reading() as transaction:
        return services.purpose(transaction, case, present().session)


def _number(shown: CaseFile) -> str:
    return "" if "request" in shown.case_row.broken else shown.request.number


def _overview(shown: CaseFile, told: Purpose) -> dict[str, Any]:
    handling, own = shown.progress.handling, attempt(shown, Act.TAKE).own_case
    steps = agenda.steps(handling, violence=shown.progress.violence) if handling else ()
    with reading() as transaction:
        officer = people.get(transaction, shown.officer).name if shown.officer else ""
        mine = shown.officer in own_officers(transaction)
        unit = units.get(transaction, shown.unit)
        happened = history.events(transaction, shown.id)
    return {
        "work": [_step(shown, step) for step in steps], "clock": _clock(shown), "officer": officer, "mine": mine,
        "own": own, "unit": unit, "purpose": told, "events": happened, "zone": zone(),
        "state": handling.state if handling else HandlingState.NEW, "handling": handling,
        "parts": _parts(shown), "take": TakeForm(version=shown.version) if shown.officer is None else None,
        "may_take": page.allowed(shown, attempt(shown, Act.TAKE)),
        "may_hand_on": page.allowed(shown, attempt(shown, Act.HAND_ON)), "today": today(),
        "documents": [] if own else [_document(shown, each) for each in store.documents(shown)],
    }


def _step(shown: CaseFile, step: Step) -> dict[str, Any]:
    waits = step.opens_on is not None and step.opens_on > today()
    href = url_for(STEP_PAGES[step.act], case=shown.id) if step.act else url_for("queue.file", case=shown.id)
    return {
        "title": _(step.title), "href": href, "meta": _("Oleh %(who)s", who=_(step.who.label)),
        "status": _("Mulai %(on)s", on=long_date(step.opens_on)) if waits and step.opens_on else _left(step.due),
        "tone": "neutral" if waits or step.due is None else _urgency(step.due),
        "date": _by_when(step.kind, step.due), "act": step.act,
    }


def _left(due: date | None) -> str:
    if due is None:
        return str(_("Tanpa batas hari"))
    left = (due - today()).days
    if left < 0:
        return str(_("Terlambat %(days)d hari", days=-left))
    return str(_("Sisa %(days)d hari", days=left)) if left else str(_("Hari ini"))


def _urgency(due: date) -> str:
    left = (due - today()).days
    if left < 0:
        return "red"
    return "amber" if left <= 7 else "blue"  # noqa: PLR2004 - a week


def _by_when(kind: Kind, due: date | None) -> str:
    return f"{_(kind.label)}: {long_date(due)}" if due else ""


def _clock(shown: CaseFile) -> dict[str, Any] | None:
    handling = shown.progress.handling
    if handling is None:
        return None
    deadline: Deadline = official_deadline(
        handling.submitted_on, employment=shown.request.applicant.employment,
    )
    status = deadline.status(today(), met_on=handling.decided_on)
    tone = "green" if handling.decided_on else ("red" if status.standing.value == "late" else
                                                "amber" if status.soon else "blue")
    words = _("Diputus %(on)s", on=long_date(handling.decided_on)) if handling.decided_on else _(
        status.text, days=status.days)
    return {"deadline": deadline, "words": words, "tone": tone}


def _parts(shown: CaseFile) -> list[dict[str, Any]]:
    """Return the parts of the bureau's work, each with its page."""
    handling = shown.progress.handling
    parts = (
        (_("Baca seluruh berkas"), "queue.read", ""),
        (_("Kelengkapan"), "check.lines", _("Diperiksa") if handling and handling.checked_on else _("Belum diperiksa")),
        (_("Penelaahan"), "review.home", _("Telaahan ada") if handling and handling.memo_on else ""),
        (_("Keputusan"), "decide.home", _("Selesai") if handling and handling.decided else ""),
        (_("Sesudah keputusan"), "after.home", ""),
        (_("Lampiran"), "papers.bureau_listing", _("%(count)s lampiran", count=shown.progress.papers)),
        (_("Permintaan pihak"), "requests.listing", ""),
    )
    return [
        {"title": title, "href": url_for(endpoint, case=shown.id), "status": status}
        for title, endpoint, status in parts
    ]


def _document(shown: CaseFile, issued: store.IssuedDocument) -> dict[str, Any]:
    return {
        "title": page.document_title(shown, issued), "meta": _meta(issued),
        "href": url_for("issue_bureau.document", case=shown.id, row=issued.id),
    }


def _meta(issued: store.IssuedDocument) -> str:
    if not issued.number:
        return str(_("Tanpa nomor · %(on)s · DOCX", on=long_date(issued.day)))
    return str(_("Nomor %(number)s · %(on)s · DOCX", number=issued.number, on=long_date(issued.day)))

"""Pages of the bureau's documents: preview and issue on one page, download, the emblem that the preview shows."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, Response, abort, g, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.audit import Purpose
from mediation.bureau import page as bureau
from mediation.bureau.review.model import Talk
from mediation.bureau.store import RecordKind, one
from mediation.cases import page
from mediation.cases.model import TalkKind
from mediation.cases.store import CaseFile
from mediation.errors import Refusal
from mediation.permissions import Permission
from mediation.reports import html
from mediation.reports import store as letterheads
from mediation.reports.blocks import Kind
from mediation.reports.issue.forms import IssueForm
from mediation.reports.issue.writing import Subject
from mediation.reports.issue_bureau import services
from mediation.reports.issue_bureau.forms import DecreeForm, PlainForm
from mediation.web.drafting import load_form
from mediation.web.guards import actor, needs, reading, writing

blueprint = Blueprint("issue_bureau", __name__)

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Neutral letters for the forms that people sign themselves.
_FORMS = dict(zip("abcd", services.FORMS, strict=True))


@blueprint.route("/k/<uuid:case>/6/a", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def return_letter(case: UUID) -> ResponseReturnValue:
    """Look at the letter that returns the file, and issue it."""
    return _newest(case, Kind.RETURN_LETTER, "queue.file")


@blueprint.route("/k/<uuid:case>/6/b/<uuid:row>", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def talk(case: UUID, row: UUID) -> ResponseReturnValue:
    """Look at the record of a statement or a session, and issue it."""
    file = _opened(case)
    told = one(file, RecordKind.TALK, Talk, row).record
    kind = Kind.SESSION_RECORD if told.kind is TalkKind.SESSION else Kind.STATEMENT_RECORD
    return _issue(file, Subject(kind, row), "review.home")


@blueprint.route("/k/<uuid:case>/6/c", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def memo(case: UUID) -> ResponseReturnValue:
    """Look at the memo for the official, and issue it."""
    return _newest(case, Kind.REVIEW_MEMO, "review.home")


@blueprint.route("/k/<uuid:case>/6/d", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def decision(case: UUID) -> ResponseReturnValue:
    """Look at the paper of the prepared decision, and issue it for signature."""
    file = _opened(case)
    return _issue(file, services.paper_of_decision(file), "decide.home")


@blueprint.route("/k/<uuid:case>/6/e", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def recommendation(case: UUID) -> ResponseReturnValue:
    """Look at the recommendation to whoever decides by delegation, and issue it."""
    return _newest(case, Kind.RECOMMENDATION, "decide.home")


@blueprint.route("/k/<uuid:case>/6/f", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def deferral(case: UUID) -> ResponseReturnValue:
    """Look at the letter that defers the decision, and issue it."""
    return _newest(case, Kind.DEFERRAL_LETTER, "review.home")


@blueprint.route("/k/<uuid:case>/6/g", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def receipt(case: UUID) -> ResponseReturnValue:
    """Look at the receipt for what was handed over, and issue it."""
    return _newest(case, Kind.HAND_OVER_RECEIPT, "after.home")


@blueprint.route("/k/<uuid:case>/6/h/<any(a,b,c,d):side>", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def form(case: UUID, side: str) -> ResponseReturnValue:
    """Look at a form that people sign themselves, and issue it."""
    return _issue(_opened(case), Subject(_FORMS[side]), "queue.file")


@blueprint.route("/k/<uuid:case>/6/i/<uuid:row>", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def answer(case: UUID, row: UUID) -> ResponseReturnValue:
    """Look at the letter that answers a party's request, and issue it."""
    return _issue(_opened(case), Subject(Kind.ANSWER_LETTER, row), "requests.listing")


@blueprint.get("/k/<uuid:case>/6/<uuid:row>")
@needs(Permission.BUREAU_WORK)
def document(case: UUID, row: UUID) -> ResponseReturnValue:
    """Hand out an issued document, whoever issued it, byte for byte, under a neutral name."""
    with writing() as transaction:
        _found, body = services.open_document(transaction, case, row)
    return send_file(
        BytesIO(body), mimetype=_DOCX, as_attachment=True, download_name=f"dokumen-{row.hex[:8]}.docx", max_age=0,
    )


@blueprint.get("/k/lambang")
@needs(Permission.BUREAU_WORK)
def emblem() -> ResponseReturnValue:
    """Show the emblem of the bureau's letterhead in a preview."""
    with reading() as transaction:
        settings = letterheads.for_unit(transaction, actor().unit)
    if settings is None or settings.emblem is None:
        abort(404)
    return Response(settings.emblem, mimetype="image/png")


def _opened(case: UUID) -> CaseFile:
    return bureau.opened(case, Purpose.PREVIEW)


def _newest(case: UUID, kind: Kind, home: str) -> ResponseReturnValue:
    file = _opened(case)
    return _issue(file, services.newest_of(file, kind), home)


def _issue(file: CaseFile, subject: Subject, home: str) -> ResponseReturnValue:
    """Show the document as it would be issued, and issue it; `home` is the page to go back to."""
    sheet = load_form(_form_of(subject.kind), version=file.version)
    unnumbered = bool("unnumbered" in sheet and sheet["unnumbered"].data)
    if page.perform(sheet, lambda transaction: services.issue(
        transaction, file.id, subject, number=_number(sheet), unnumbered=unnumbered,
        version=sheet.expected_version,
    )):
        page.saved(_("Dokumen diterbitkan. Unduh di bagian Dokumen, cetak, dan tandatangani."))
        return redirect(url_for(home, case=file.id))
    with reading() as transaction:
        draft = services.draft(transaction, file, subject, unnumbered=unnumbered)
    back, heading = url_for(home, case=file.id), _(services.TITLES[subject.kind])
    if isinstance(draft, Refusal):
        g.answer_status = 409
        return page.show("issue_bureau/refused.html", file, refusal=draft, back_href=back)
    preview = html.render(draft.document, url_for("issue_bureau.emblem"))
    return page.show("issue_bureau/issue.html", file, form=sheet, draft=draft, preview=preview, heading=heading,
                     back_href=back)


def _form_of(kind: Kind) -> type[IssueForm]:
    if kind in services.FORMS:
        return PlainForm
    return DecreeForm if kind in services.DECREES else IssueForm


def _number(sheet: IssueForm) -> str:
    return sheet["number"].data if "number" in sheet else ""

"""Pages of documents: preview and issue on one page, download, and the emblem that the preview shows."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, Response, abort, g, redirect, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.audit import Purpose
from mediation.cases import page
from mediation.errors import Refusal
from mediation.permissions import Permission
from mediation.reports import html
from mediation.reports import store as letterheads
from mediation.reports.blocks import Kind
from mediation.reports.issue import services
from mediation.reports.issue.forms import IssueForm
from mediation.reports.issue.services import Subject
from mediation.web.guards import actor, needs, reading, writing

blueprint = Blueprint("issue", __name__)

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.route("/b/<uuid:case>/6/a/<uuid:row>", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def summons(case: UUID, row: UUID) -> ResponseReturnValue:
    """Look at a summons letter and issue it."""
    return _issue(case, Subject(Kind.SUMMONS, row))


@blueprint.route("/b/<uuid:case>/6/b/<uuid:row>", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def record(case: UUID, row: UUID) -> ResponseReturnValue:
    """Look at an examination record and issue it."""
    return _issue(case, Subject(Kind.EXAMINATION_RECORD, row))


@blueprint.route("/b/<uuid:case>/6/c", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def report(case: UUID) -> ResponseReturnValue:
    """Look at the mediation-result report and issue it."""
    return _issue(case, Subject(Kind.MEDIATION_REPORT))


@blueprint.get("/b/<uuid:case>/6/<uuid:row>")
@needs(Permission.CASE_WORK)
def document(case: UUID, row: UUID) -> ResponseReturnValue:
    """Hand out an issued document, byte for byte as it was issued, under a neutral name."""
    with writing() as transaction:
        _found, body = services.open_document(transaction, case, row)
    return send_file(
        BytesIO(body), mimetype=_DOCX, as_attachment=True, download_name=f"dokumen-{row.hex[:8]}.docx", max_age=0,
    )


@blueprint.get("/b/lambang.png")
@needs(Permission.CASE_WORK)
def emblem() -> ResponseReturnValue:
    """Show the emblem of the supervisor's letterhead in a preview."""
    with reading() as transaction:
        settings = letterheads.for_unit(transaction, actor().unit)
    if settings is None or settings.emblem is None:
        abort(404)
    return Response(settings.emblem, mimetype="image/png")


def _issue(case: UUID, subject: Subject) -> ResponseReturnValue:
    file = page.opened(case, purpose=Purpose.PREVIEW)
    form = IssueForm(version=file.version)
    if page.perform(form, lambda transaction: services.issue(
        transaction, case, subject, number=form.number.data, version=form.expected_version,
    )):
        page.saved(_("Dokumen diterbitkan. Unduh di bagian Dokumen, cetak, dan tandatangani."))
        return redirect(url_for("desk.case", case=case))
    with reading() as transaction:
        draft = services.draft(transaction, file, subject)
    if isinstance(draft, Refusal):
        g.answer_status = 409
        return page.show("issue/refused.html", file, refusal=draft)
    preview = html.render(draft.document, url_for("issue.emblem"))
    return page.show("issue/issue.html", file, form=form, draft=draft, preview=preview, kind=subject.kind)

"""The page on which everybody who is signed in verifies a letter. The answer is the answer to a POST."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.clock import from_micros
from mediation.permissions import Permission
from mediation.reports.verify import services
from mediation.reports.verify.forms import CodeForm, FileForm
from mediation.reports.verify.model import Finding
from mediation.web.forms import BaseForm
from mediation.web.guards import needs, writing, zone
from mediation.web.uploads import Held, takes_file

blueprint = Blueprint("verify", __name__)

_REFUSED = 409


@blueprint.route("/periksa", methods=["GET", "POST"])
@needs(Permission.SELF_MANAGE)
def code() -> ResponseReturnValue:
    """Ask for a check code, and say what may be said of the letter that bears it."""
    form = CodeForm()
    finding = None
    if form.validate_on_submit() and _admitted(form):
        with writing() as transaction:
            finding = services.by_code(transaction, form.code.data)
    return _answer(form, FileForm(formdata=None), finding)


@blueprint.route("/periksa/berkas", methods=["GET", "POST"])
@needs(Permission.SELF_MANAGE)
@takes_file
def file() -> ResponseReturnValue:
    """Say what may be said of a file that is sent: it is looked at in memory and not kept."""
    if request.method == "GET":
        # Whoever signed in again meanwhile comes back here; the file has to be chosen anew.
        return redirect(url_for("verify.code"))
    form = FileForm()
    finding = None
    if form.validate_on_submit() and _fits(form) and _admitted(form):
        given = services.sample(form.file.data.read())
        with writing() as transaction:
            finding = services.by_file(transaction, given)
    return _answer(CodeForm(formdata=None), form, finding)


def _admitted(form: BaseForm) -> bool:
    with writing() as transaction:
        refusal = services.admit(transaction)
    if refusal:
        form.refuse(refusal)
        g.answer_status = _REFUSED
    return refusal is None


def _fits(form: FileForm) -> bool:
    held = form.file.data.stream
    if isinstance(held, Held) and held.too_large:
        form.problem(_("Berkas lebih besar daripada 20 MB."), form.file)
        return False
    return True


def _answer(code_form: CodeForm, file_form: FileForm, finding: Finding | None) -> ResponseReturnValue:
    # Shown without a redirect: what was asked stands in no address, and asking again changes nothing but the count.
    issued = from_micros(finding.issued) if finding and finding.issued is not None else None
    return render_template(
        "verify/verify.html", code_form=code_form, file_form=file_form, finding=finding, issued=issued, zone=zone(),
    ), g.get("answer_status", 200)

"""Pages of handing in: the checklist with the declaration, and the receipt."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.cases import page
from mediation.cases.moves import Act, Move
from mediation.cases.store import CaseFile
from mediation.cases.submit import services, store
from mediation.cases.submit.checklist import Checklist, Listed, checklist
from mediation.cases.submit.forms import SubmitForm
from mediation.law.deadlines import official_deadline, superior_deadline
from mediation.permissions import Permission
from mediation.web.choices import Choice
from mediation.web.drafting import load_form
from mediation.web.guards import needs, reading

blueprint = Blueprint("submit", __name__)


@blueprint.route("/b/<uuid:case>/7", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def check(case: UUID) -> ResponseReturnValue:
    """Go through the checklist, declare, and hand the file in."""
    file, heading = page.opened(case), _("Serahkan melalui saluran hierarki")
    early = page.too_early(file, Move(Act.SUBMIT, page.today()), heading)
    if early:
        return early
    with reading() as transaction:
        list_ = checklist(transaction, file)
    form = load_form(SubmitForm, version=file.version, data={"lines": _there(file, list_)})
    form.lines.choices = [_choice(each) for each in list_.lines]
    if page.perform(form, lambda t: services.submit(
        t, case, ticked=tuple(form.lines.data), note=form.note.data, version=form.expected_version,
    )):
        return redirect(url_for("submit.receipt", case=case))
    return page.show("submit/check.html", file, form=form, heading=heading, missing=_missing(list_, form.lines.data),
                     deadline=superior_deadline(file.request.received_on))


@blueprint.get("/b/<uuid:case>/7/a")
@needs(Permission.CASE_WORK)
def receipt(case: UUID) -> ResponseReturnValue:
    """Show that the file was handed in, when, and until when it is decided."""
    file = page.opened(case)
    handling, handed_in = file.progress.handling, store.handings_in(file)
    if handling is None or not handed_in:
        abort(404)
    return page.show("submit/receipt.html", file, heading=_("Berkas sudah diserahkan"), last=handed_in[-1],
                     handling=handling, deadline=official_deadline(handling.submitted_on))


def _choice(each: Listed) -> Choice:
    known = _("sudah ada dalam program") if each.known else ""
    attached = _("%(count)s dokumen dilampirkan", count=len(each.papers)) if each.papers else ""
    wanted = "" if each.required else _("bila ada")
    hint = " · ".join(part for part in (wanted, known, attached, _(each.line.hint) if each.line.hint else "") if part)
    return Choice(each.line.code, each.line.label, hint)


def _there(file: CaseFile, list_: Checklist) -> tuple[str, ...]:
    # On paper before is on paper now: what was ticked once stays ticked.
    before = {code for one in store.handings_in(file) for code in one.ticked}
    return tuple(each.line.code for each in list_.lines if each.there or each.line.code in before)


def _missing(list_: Checklist, ticked: Any) -> list[str]:  # noqa: ANN401 - a field's data
    return [each.line.label for each in list_.missing if each.line.code not in (ticked or ())]

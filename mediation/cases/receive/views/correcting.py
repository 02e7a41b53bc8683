"""The page on which an address or contact is corrected after the case was opened."""

from uuid import UUID

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.cases import page
from mediation.cases.model import Party
from mediation.cases.receive import services
from mediation.cases.receive.forms import ContactForm
from mediation.errors import NotFound
from mediation.permissions import Permission
from mediation.web.drafting import load_form
from mediation.web.guards import needs


def register(blueprint: Blueprint) -> None:
    """Open the page under the room's blueprint."""
    blueprint.add_url_rule(
        "/b/<uuid:case>/1/<any(a,b):side>/alamat", view_func=contact, methods=["GET", "POST"],
    )


@needs(Permission.CASE_WORK)
def contact(case: UUID, side: str) -> ResponseReturnValue:
    """Correct how one side is reached, and whether that is safe."""
    file, party = page.opened(case), page.party(side)
    known = file.contacts
    if known is None:
        raise NotFound
    form = load_form(ContactForm, version=file.version, data=ContactForm.filled(known.of(party)))
    if form.is_submitted():
        form.demand()
    if page.perform(form, lambda transaction: services.correct_contact(
        transaction, case, party, form.reached(), version=form.expected_version,
    )):
        page.saved(_("Alamat dan kontak diperbaiki. Periksa panggilan yang suratnya belum disampaikan."))
        return redirect(url_for("desk.case", case=case))
    heading = _("Alamat dan kontak pemohon") if party is Party.APPLICANT else _("Alamat dan kontak pasangan")
    return page.show("receive/correct_contact.html", file, form=form, heading=heading)


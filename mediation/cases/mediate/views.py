"""Pages of the mediation: record a session, and read one again."""

from uuid import UUID, uuid4

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.cases import page
from mediation.cases.mediate import services, store
from mediation.cases.mediate.forms import SessionForm
from mediation.cases.model import Outcome, Party
from mediation.cases.moves import Act, Move
from mediation.cases.store import CaseFile
from mediation.permissions import Permission
from mediation.transaction import Transaction
from mediation.web.drafting import load_form
from mediation.web.guards import needs, present

blueprint = Blueprint("mediate", __name__)


@blueprint.route("/b/<uuid:case>/4", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def session(case: UUID) -> ResponseReturnValue:
    """Record a session that was held."""
    file = page.opened(case)
    heading = _("Catat sesi mediasi ke-%(number)s", number=len(file.progress.sittings) + 1)
    early = page.too_early(file, _asked_beforehand(file), heading)
    if early:
        return early
    form = load_form(SessionForm, version=file.version)
    if file.progress.apart:
        form.hold_apart()
    form.demand()
    row = uuid4()

    def act(transaction: Transaction) -> object:
        held = form.session(present().actor.name)
        return services.record_session(transaction, case, row=row, session=held, notes=form.caucus.data)

    if page.perform(form, act):
        page.saved(_said(form.outcome.data))
        return redirect(url_for("desk.case", case=case))
    return page.show(
        "mediate/session.html", file, form=form, heading=heading, sessions=store.sessions(file),
        mediator=present().actor.name,
    )


@blueprint.get("/b/<uuid:case>/4/<uuid:row>")
@needs(Permission.CASE_WORK)
def read(case: UUID, row: UUID) -> ResponseReturnValue:
    """Show one session as it was recorded, with the author's own notes of separate talks."""
    file = page.opened(case)
    filed = store.session(file, row)
    order = [each.id for each in store.sessions(file)]
    return page.show(
        "mediate/read.html", file, held=filed.session, notes=store.notes(file, row), number=order.index(row) + 1,
    )


def _asked_beforehand(file: CaseFile) -> Move:
    # Who will be there and how is asked on the page; whoever was screened may come.
    progress = file.progress
    screened = tuple(party for party in (Party.APPLICANT, Party.SPOUSE) if party in progress.screened)
    one_side = screened[:1] if progress.apart else screened
    return Move(Act.MEDIATE, page.today(), present=one_side)


def _said(outcome: Outcome) -> str:
    if outcome is Outcome.CONTINUE:
        return str(_("Sesi tersimpan. Mediasi dilanjutkan pada tanggal yang Anda isi."))
    return str(_("Sesi tersimpan. Berikutnya: simpulkan keutuhan rumah tangga dan akal sehat."))

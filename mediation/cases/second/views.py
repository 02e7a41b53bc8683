"""Pages of the second reviewer, and the supervisor's pages about that reviewer."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation import audit
from mediation.accounts.model import Person
from mediation.cases import dossier, page
from mediation.cases import store as cases
from mediation.cases.conclude.store import conclusion
from mediation.cases.model import Standing
from mediation.cases.moves import Act, Move
from mediation.cases.second import services, store
from mediation.cases.second.forms import AnswerForm, NameForm, OpinionForm, ReasonForm
from mediation.cases.store import CaseFile
from mediation.permissions import Permission
from mediation.web.choices import Choice
from mediation.web.drafting import load_form
from mediation.web.guards import actor, needs, reading

blueprint = Blueprint("second", __name__)


@blueprint.route("/b/<uuid:case>/9/a", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def name(case: UUID) -> ResponseReturnValue:
    """Name the second reviewer after comparing the fingerprint."""
    file, heading = page.opened(case), _("Tunjuk penelaah kedua")
    early = page.too_early(file, Move(Act.NAME_REVIEWER, page.today()), heading)
    if early:
        return early
    with reading() as transaction:
        found = services.candidates(transaction, file)
    form = load_form(NameForm, version=file.version)
    form.reviewer.choices = [Choice(person.id, _label(person)) for person in found]
    if page.perform(form, lambda t: services.name(
        t, case, reviewer=form.reviewer.data, why=form.why.data, version=form.expected_version,
    )):
        page.saved(_("Penelaah kedua ditunjuk. Berkas ini sekarang terbuka baginya."))
        return redirect(url_for("desk.case", case=case))
    prints = [(_label(person), store.fingerprint_of(person)) for person in found]
    return page.show("second/name.html", file, form=form, heading=heading, prints=prints)


def _label(person: Person) -> str:
    return f"{person.name}, {person.position}" if person.position else person.name


@blueprint.route("/b/<uuid:case>/9/b", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def release(case: UUID) -> ResponseReturnValue:
    """Take the naming back, with the reason."""
    file, heading = page.opened(case), _("Batalkan penelaah kedua")
    early = page.too_early(file, Move(Act.RELEASE_REVIEWER, page.today()), heading)
    if early:
        return early
    form = load_form(ReasonForm, version=file.version)
    if page.perform(
        form, lambda t: services.release(t, case, reason=form.reason.data, version=form.expected_version),
    ):
        page.saved(_("Penunjukan dibatalkan; berkas ini tertutup lagi baginya."))
        return redirect(url_for("desk.case", case=case))
    return page.show("second/release.html", file, form=form, heading=heading, held=store.consultations(file).current)


@blueprint.route("/b/<uuid:case>/9/c", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def weigh(case: UUID) -> ResponseReturnValue:
    """Read the reviewer's opinion, and let the finding stand with an answer, or go and revise it."""
    file, heading = page.opened(case), _("Pendapat penelaah kedua")
    form = load_form(AnswerForm, version=file.version)
    if page.perform(
        form, lambda t: services.let_stand(t, case, answer=form.answer.data, version=form.expected_version),
    ):
        page.saved(_("Kesimpulan dipertahankan. Laporan akan memuat kedua pertimbangan."))
        return redirect(url_for("desk.case", case=case))
    return page.show("second/weigh.html", file, form=form, heading=heading, held=store.consultations(file).current,
                     finding=conclusion(file).common_sense, answered=file.progress.lets_stand)


@blueprint.get("/b/dibaca")
@needs(Permission.CASE_WORK)
def listing() -> ResponseReturnValue:
    """List the cases whose supervisor has named the visitor as second reviewer."""
    with reading() as transaction:
        shared = cases.covers_shared(transaction)
    return render_template("second/listing.html", cases=[cover for cover in shared if cover.data])


@blueprint.get("/b/<uuid:case>/9")
@needs(Permission.CASE_WORK)
def read(case: UUID) -> ResponseReturnValue:
    """Show the whole file to its named second reviewer, to read."""
    file = _opened(case)
    return page.show(
        "second/read.html", file, heading=_("Berkas %(number)s", number=file.request.number),
        sections=dossier.sections(file), open=page.allowed(file, _move()), held=store.consultations(file).current,
    )


@blueprint.route("/b/<uuid:case>/9/d", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def opinion(case: UUID) -> ResponseReturnValue:
    """Write the second reviewer's own opinion."""
    file, heading = _opened(case), _("Pendapat Anda")
    early = page.too_early(file, _move(), heading)
    if early:
        return early
    form = load_form(OpinionForm, version=file.version)
    if page.perform(form, lambda t: services.give_opinion(
        t, case, opinion=form.opinion.data, reasons=form.reasons.data, version=form.expected_version,
    )):
        page.saved(_("Pendapat Anda tersimpan dan dapat dibaca atasan langsung."))
        return redirect(url_for("second.read", case=case))
    return page.show("second/opinion.html", file, form=form, heading=heading, finding=conclusion(file).common_sense)


def _opened(case: UUID) -> CaseFile:
    return page.opened(case, audit.Purpose.SECOND, standing=Standing.REVIEWER)


def _move() -> Move:
    return Move(Act.GIVE_OPINION, page.today(), by=Standing.REVIEWER, actor=actor().id)


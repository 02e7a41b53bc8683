"""Pages of the screening: ask one side alone, tell the letter's day, what holds after a flag, and the notes."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from mediation.accounts.store import people
from mediation.cases import agenda, page
from mediation.cases.model import Party
from mediation.cases.moves import Act, Move
from mediation.cases.screen import bank, services
from mediation.cases.screen.forms import AnnotateForm, LetterDayForm, form_for
from mediation.cases.store import CaseFile
from mediation.law.identity import Sex
from mediation.permissions import Permission
from mediation.transaction import Transaction
from mediation.web.drafting import load_form
from mediation.web.guards import needs, reading, writing

blueprint = Blueprint("screen", __name__)

HEADINGS = {Party.APPLICANT: _l("Percakapan sendirian dengan pemohon"),
            Party.SPOUSE: _l("Percakapan sendirian dengan pasangan")}


@blueprint.route("/b/<uuid:case>/1/<any(a,b):side>", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def screen(case: UUID, side: str) -> ResponseReturnValue:
    """Ask one side alone; more may be recorded at any time."""
    file, party = page.opened(case), page.party(side)
    early = page.too_early(file, Move(Act.SCREEN, page.today(), party=party), str(HEADINGS[party]))
    if early:
        return early
    letter = party is Party.APPLICANT and file.progress.letter_day is None
    form = load_form(form_for(party, letter=letter), version=file.version, data=_usual())
    form.demand()

    def act(transaction: Transaction) -> object:
        return services.screen(
            transaction, case, party, screening=form.screening(), letter_day=form.told_day(),
            version=form.expected_version,
        )

    if page.perform(form, act):
        return _after(case, flagged=form.screening().flagged)
    return page.show(
        "screen/screen.html", file, form=form, heading=HEADINGS[party], party=party, side=side,
        opening=bank.opening_words(), closing=bank.closing_words(), again=party in file.progress.screened,
    )


def _usual() -> dict[str, object]:
    with reading() as transaction:
        person = people.get(transaction, transaction.actor.id)
    return {"on": page.today(), "name": person.name, "sex": Sex(person.sex), "trained": person.trained or None}


def _after(case: UUID, *, flagged: bool) -> ResponseReturnValue:
    flash(_("Percakapan tersimpan."), "success")
    return redirect(url_for("screen.afterwards" if flagged else "desk.case", case=case))


@blueprint.route("/b/<uuid:case>/1/hari", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def letter_day(case: UUID) -> ResponseReturnValue:
    """Record which day the applicant was told."""
    file = page.opened(case)
    heading = _("Hari surat kepada pasangan keluar")
    early = page.too_early(file, Move(Act.SET_LETTER_DAY, page.today()), heading)
    if early:
        return early
    form = load_form(LetterDayForm, version=file.version, data={"told_on": page.today()})

    def act(transaction: Transaction) -> object:
        return services.tell_letter_day(
            transaction, case, told=form.letter(), version=form.expected_version,
        )

    if page.perform(form, act):
        flash(_("Hari surat keluar tersimpan. Surat kepada pasangan ditahan sampai hari itu."), "success")
        return redirect(url_for("desk.case", case=case))
    return page.show("screen/letter_day.html", file, form=form, heading=heading)


@blueprint.route("/b/<uuid:case>/1/selanjutnya")
@needs(Permission.CASE_WORK)
def afterwards(case: UUID) -> ResponseReturnValue:
    """Say what holds in a case that is held apart; never why, nor from whom it came."""
    file = page.opened(case)
    if not file.progress.apart:
        return redirect(url_for("desk.case", case=case))
    return page.show("screen/afterwards.html", file, conflict=agenda.conflicting(file.progress))


@blueprint.route("/b/<uuid:case>/1/<any(a,b):side>/catatan", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def entries(case: UUID, side: str) -> ResponseReturnValue:
    """Read what was recorded of one side, and add a note; nothing is ever removed."""
    file, party = page.opened(case), page.party(side)
    form = load_form(AnnotateForm, version=file.version)

    def act(transaction: Transaction) -> object:
        return services.annotate(
            transaction, case, party, text=form.text.data, version=form.expected_version,
        )

    if page.perform(form, act):
        flash(_("Catatan tambahan tersimpan."), "success")
        return redirect(url_for("screen.entries", case=case, side=side))
    return _entries_page(file, party, form)


def _entries_page(file: CaseFile, party: Party, form: AnnotateForm) -> ResponseReturnValue:
    with writing() as transaction:
        found = services.read(transaction, file, party)
    questions = {question.id: question.text for question in bank.screening_questions()}
    return page.show(
        "screen/entries.html", file, form=form, heading=_("Catatan percakapan"), party=party,
        entries=found, questions=questions,
    )

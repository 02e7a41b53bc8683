"""Pages of the examination: one record for each person, its signature, and the evidence."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.cases import outrun, page
from mediation.cases.examine import asking, services, store
from mediation.cases.examine.forms import EvidenceForm, RecordForm, SignForm, filled, record_form
from mediation.cases.examine.model import Record
from mediation.cases.examine.store import FiledRecord
from mediation.cases.model import Attendance, HearingState, Party
from mediation.cases.moves import Act, Move
from mediation.cases.store import CaseFile
from mediation.law.grounds import Ground, evidence_kind, evidence_kinds, ground_entry
from mediation.permissions import Permission
from mediation.web.drafting import load_form
from mediation.web.guards import needs, present

blueprint = Blueprint("examine", __name__)


@blueprint.route("/b/<uuid:case>/3/<any(a,b,c):side>", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def record(case: UUID, side: str) -> ResponseReturnValue:
    """Begin the record of one person. Of a witness only who it is: the questions follow from that."""
    party = page.party(side)
    file = page.opened(case)
    unfinished = _unfinished(file, party)
    if unfinished and request.method == "GET":
        return redirect(url_for("examine.edit", case=case, row=unfinished.id))
    if unfinished:
        # Begun in two tabs: the second one shows both texts and loses nothing.
        return _go_on(file, unfinished)
    early = page.too_early(file, Move(Act.EXAMINE, page.today(), party=party), _heading(file, party))
    if early:
        return early
    questions = () if party is Party.WITNESS else asking.asked(file.request, party)
    form = load_form(_form_class(party, questions), data=_expected(file, party), version=file.version)
    row = uuid4()
    if page.perform(form, lambda t: services.begin(t, case, row=row, record=form.record(party, present().actor.name))):
        return _begun(file, form, party, row)
    return _writing_page(file, form, party, questions)


@blueprint.route("/b/<uuid:case>/3/<uuid:row>", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def edit(case: UUID, row: UUID) -> ResponseReturnValue:
    """Go on with an unsigned record; a closed one is shown and no longer changes."""
    file = page.opened(case)
    filed = store.record(file, row)
    if not filed.open:
        if request.method == "POST":
            g.answer_status = page.CONFLICT
        return page.show("examine/closed.html", file, filed=filed, who=_who(file, filed.record))
    return _go_on(file, filed)


def _go_on(file: CaseFile, filed: FiledRecord) -> ResponseReturnValue:
    stored, party = filed.record, filed.record.party
    questions = asking.asked(file.request, party, stored)
    form = load_form(_form_class(party, questions), data=filled(stored), version=file.version)
    if page.perform(form, _revision(form, file.id, filed.id, stored)):
        _tell_revised(file, form.record(party, stored.examiner))
        return redirect(url_for("desk.case", case=file.id))
    lost = _outrun(form, stored)
    return _writing_page(file, form, party, questions, filed=filed, differences=lost)


@blueprint.route("/b/<uuid:case>/3/<uuid:row>/ttd", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def sign(case: UUID, row: UUID) -> ResponseReturnValue:
    """Close a record: signed on paper, or refused with the reason."""
    file = page.opened(case)
    filed = store.record(file, row)
    early = page.too_early(file, Move(Act.CLOSE_RECORD, page.today(), row=row), _("Tanda tangan berita acara"))
    if early:
        return early
    form = load_form(SignForm, data={"on": page.today()}, version=file.version)
    form.demand()
    if page.perform(form, lambda t: services.close(t, case, row, signing=form.signing())):
        page.saved(_closed_words(form))
        return redirect(url_for("desk.case", case=case))
    return page.show("examine/sign.html", file, form=form, filed=filed, who=_who(file, filed.record))


@blueprint.route("/b/<uuid:case>/3/bukti", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def evidence(case: UUID) -> ResponseReturnValue:
    """Describe evidence, one piece at a time, under the list of what is there."""
    file = page.opened(case)
    early = page.too_early(file, Move(Act.ADD_EVIDENCE, page.today()), _("Bukti"))
    if early:
        return early
    form = load_form(EvidenceForm, version=file.version)
    grounds = _claimed(file)
    form.offer(evidence_kinds(grounds), grounds)
    if page.perform(form, _description(form, case)):
        page.saved(_("Bukti tercatat. Catat bukti berikutnya, atau kembali ke berkas."))
        return redirect(url_for("examine.evidence", case=case))
    return page.show(
        "examine/evidence.html", file, form=form, found=store.evidence(file), grounds=grounds,
        asked_of=lambda ground: ground_entry(ground).evidence_asked,
    )


def _form_class(party: Party, questions: tuple[asking.Asked, ...]) -> type[RecordForm]:
    return record_form(party, [(question.id, question.text) for question in questions])


def _expected(file: CaseFile, party: Party) -> dict[str, Any]:
    # Whoever came when called is usually examined at that hour; the examiner may write another.
    came = [a for a in file.progress.standing(party) if a.attendance not in {None, Attendance.ABSENT}]
    return {"on": came[-1].on, "at": came[-1].at} if came else {}


def _unfinished(file: CaseFile, party: Party) -> FiledRecord | None:
    if party is Party.WITNESS:
        return None
    return next((r for r in store.records(file) if r.record.party is party and r.open), None)


def _revision(form: RecordForm, case: UUID, row: UUID, stored: Record) -> Callable[[Any], Any]:
    return lambda transaction: services.revise(
        transaction, case, row, record=form.record(stored.party, stored.examiner), version=form.expected_version,
    )


def _description(form: EvidenceForm, case: UUID) -> Callable[[Any], Any]:
    return lambda transaction: services.add_evidence(
        transaction, case, evidence=form.evidence(evidence_kind(form.kind.data).ground),
    )


def _begun(file: CaseFile, form: RecordForm, party: Party, row: UUID) -> ResponseReturnValue:
    if party is Party.WITNESS:
        page.saved(_("Saksi tercatat. Lanjutkan dengan pertanyaan."))
        return redirect(url_for("examine.edit", case=file.id, row=row))
    _tell_revised(file, form.record(party, ""))
    return redirect(url_for("desk.case", case=file.id))


def _tell_revised(file: CaseFile, made: Record) -> None:
    page.saved(_("Berita acara tersimpan. Berikutnya: terbitkan, bacakan kembali, lalu minta tanda tangan."))
    if made.claims_violence and not file.progress.apart:
        page.saved(_("Mulai sekarang kedua pihak dalam berkas ini dipanggil dan ditemui pada hari yang berlainan."))


def _closed_words(form: SignForm) -> str:
    if form.state.data is HearingState.REFUSED:
        return str(_("Penolakan menandatangani tercatat. Berita acara ditutup."))
    return str(_("Tanda tangan tercatat. Berita acara ditutup."))


def _writing_page(
    file: CaseFile, form: RecordForm, party: Party, questions: tuple[asking.Asked, ...], *,
    filed: FiledRecord | None = None, differences: tuple[outrun.Difference, ...] = (),
) -> ResponseReturnValue:
    return page.show(
        "examine/record.html", file, form=form, party=party, sections=asking.sections(questions), filed=filed,
        differences=differences, who=_who(file, filed.record if filed else None, party),
        heading=_heading(file, party, filed), examiner=filed.record.examiner if filed else present().actor.name,
    )


def _who(file: CaseFile, made: Record | None, party: Party | None = None) -> str:
    if made and made.witness:
        return made.witness.name
    side = made.party if made else party
    return "" if side in {None, Party.WITNESS} else file.request.person(side or Party.APPLICANT).name


def _heading(file: CaseFile, party: Party, filed: FiledRecord | None = None) -> str:
    name = _who(file, filed.record if filed else None, party)
    role = _(party.label).lower()
    return str(_("Berita acara %(role)s: %(name)s", role=role, name=name) if name else _("Berita acara saksi"))


def _claimed(file: CaseFile) -> tuple[Ground, ...]:
    asked = [claim.ground for claim in file.request.grounds]
    answered = [ground for filed in store.records(file) for ground in filed.record.claims]
    return tuple(ground for ground in Ground if ground in {*asked, *answered})


def _outrun(form: RecordForm, stored: Record) -> tuple[outrun.Difference, ...]:
    made = form.expected_version
    if made is None or made >= stored.revision:
        return ()
    theirs = type(form)(formdata=None, data=filled(stored))
    return outrun.differences(theirs.written(), form.written())

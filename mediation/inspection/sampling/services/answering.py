"""What the bureau does about a look: two of its members grant it, or one refuses; a head ends it.

One of the two is a head. Neither is the auditor, a party of the case or its supervisor.
"""

from dataclasses import dataclass
from uuid import UUID

from mediation.accounts import groups
from mediation.accounts.model import Person
from mediation.accounts.store import people
from mediation.bureau.queue.covering import members
from mediation.cases import store as cases
from mediation.cases.model import Standing
from mediation.cases.second.store import fingerprint_of
from mediation.cases.store import CaseFile, looks, queue, taking_part
from mediation.cases.store.looks import Cause, Look, State
from mediation.errors import NotFound, Refusal, Tampered
from mediation.inspection.sampling import store
from mediation.inspection.sampling.model import Sample
from mediation.language import mark
from mediation.permissions import Permission
from mediation.transaction import Transaction

PAGE_SIZE = 25
_TWO = 2


@dataclass(frozen=True)
class Asked:
    """A look in the bureau's list; `number` is the case's own, "" when its cover does not open."""

    look: Look
    number: str
    auditor: str
    state: State
    mine: bool


@dataclass(frozen=True)
class Question:
    """One look as a member of the bureau reads it before he answers.

    `missing` says who is wanting for it to be granted, `refusal` why not by the actor, `closed` why by nobody any more;
    None when nothing stands in the way.
    """

    asked: Asked
    sample: Sample
    note: str
    reason: str
    fingerprint: str
    first: str
    second: str
    refused_by: str
    missing: Refusal | None
    refusal: Refusal | None
    closed: Refusal | None


def listed(transaction: Transaction, number: int) -> tuple[tuple[Asked, ...], int, int]:
    """Return a page of the looks that concern the actor, its number and how many pages there are."""
    pages = max(1, -(-looks.count_for_bureau(transaction) // PAGE_SIZE))
    here = min(max(number, 1), pages)
    found = looks.for_bureau(transaction, first=(here - 1) * PAGE_SIZE, most=PAGE_SIZE)
    return _asked(transaction, found), here, pages


def question(transaction: Transaction, id_: UUID) -> Question:
    """Return one look with everything that its answer needs; raises NotFound, Tampered."""
    look = _concerned(transaction, id_)
    auditor = people.get(transaction, look.auditor)
    able = _able(transaction, look)

    def name(person: UUID | None) -> str:
        return people.get(transaction, person).name if person else ""

    return Question(
        _asked(transaction, (look,))[0], store.any_one(transaction, look.sample), looks.note(transaction, look),
        looks.reason(transaction, look), fingerprint_of(auditor), name(look.approved_by), name(look.granted_by),
        name(look.refused_by), _missing(look, able), _refuse_actor(transaction, look, able),
        _refuse_state(transaction, look),
    )


def approve(transaction: Transaction, id_: UUID) -> Refusal | None:
    """Approve a look: the first act notes it, the second seals the file's key to the auditor. Return why not.

    Raises NotFound, Tampered.
    """
    look = _concerned(transaction, id_)
    looks.check(transaction, look)
    file = _opened(transaction, look)
    refusal = _refuse_state(transaction, look) or _refuse_actor(transaction, look, _able(transaction, look))
    auditor = people.get(transaction, look.auditor)
    refusal = refusal or _refuse_auditor(transaction, file, auditor)
    if refusal:
        return refusal
    if look.approved is None:
        looks.approve(transaction, look)
    else:
        looks.grant(transaction, look, file, auditor)
    transaction.commit()
    return None


def refuse(transaction: Transaction, id_: UUID, *, reason: str) -> Refusal | None:
    """Refuse a look with a reason that the auditor reads; return why not. Raises NotFound."""
    look = _concerned(transaction, id_)
    refusal = _refuse_state(transaction, look)
    if refusal:
        return refusal
    looks.refuse(transaction, look, reason=reason)
    transaction.commit()
    return None


def cut(transaction: Transaction, id_: UUID) -> Refusal | None:
    """End a running look before its time, as a head; return why not. Raises NotFound."""
    look = _concerned(transaction, id_)
    if look.state(transaction.micros) is not State.GRANTED:
        return Refusal(mark("Pembukaan ini sedang tidak berlaku."), mark("Buka kembali daftarnya."))
    looks.end(transaction, look, Cause.HEAD)
    transaction.commit()
    return None


def _concerned(transaction: Transaction, id_: UUID) -> Look:
    look = looks.one(transaction, id_)
    if not looks.concerns(transaction, look):
        # His own marriage, or a case that he supervises: the same answer as for what is not there.
        raise NotFound
    return look


def _opened(transaction: Transaction, look: Look) -> CaseFile:
    file = cases.get_to_change(transaction, look.case_id, standing=Standing.BUREAU)
    if file.holder == transaction.actor.id:
        raise NotFound
    return file


def _asked(transaction: Transaction, found: tuple[Look, ...]) -> tuple[Asked, ...]:
    files = {file.id: file for file in queue.of_ids(transaction, [look.case_id for look in found])}
    return tuple(
        Asked(
            look, files[look.case_id].cover.get("number", "") if look.case_id in files else "",
            people.get(transaction, look.auditor).name, look.state(transaction.micros),
            look.approved_by == transaction.actor.id,
        )
        for look in found
    )


def _able(transaction: Transaction, look: Look) -> list[Person]:
    """Return who of the bureau may answer for this look: no party of the case, not its supervisor or the auditor."""
    return [
        each for each in members(transaction)
        if each.id != look.auditor and taking_part.is_stranger(transaction, look.case_id, each)
    ]


def _is_head(person: Person) -> bool:
    return person.actor.may(Permission.BUREAU_LEAD)


def _first(look: Look, able: list[Person]) -> Person | None:
    return next((each for each in able if each.id == look.approved_by), None)


def _needs_head(look: Look, able: list[Person]) -> bool:
    first = _first(look, able)
    return look.approved is not None and (first is None or not _is_head(first))


def _missing(look: Look, able: list[Person]) -> Refusal | None:
    if len(able) < _TWO:
        return Refusal(
            mark("Belum ada dua anggota biro yang dapat menyetujui permintaan ini."),
            mark("Diperlukan seorang lagi yang memegang kunci biro, bukan pihak, dan bukan atasan langsung dalam "
                 "berkas ini. Kepala biro dapat memasukkannya di halaman Kelompok."),
        )
    if not any(map(_is_head, able)):
        return Refusal(
            mark("Tidak ada kepala biro yang dapat ikut menyetujui permintaan ini."),
            mark("Salah satu dari kedua orang harus kepala biro yang bukan pihak dan bukan atasan langsung dalam "
                 "berkas ini."),
        )
    if look.approved is not None and _needs_head(look, able) and not any(
        _is_head(each) for each in able if each.id != look.approved_by
    ):
        return Refusal(
            mark("Persetujuan kedua harus dari kepala biro, dan tidak ada yang lain."),
            mark("Tolak permintaan ini, dan mintalah auditor mengajukannya lagi."),
        )
    return None


def _refuse_state(transaction: Transaction, look: Look) -> Refusal | None:
    state = look.state(transaction.micros)
    if state.waits:
        return None
    if state is State.LAPSED:
        return Refusal(mark("Hari terakhir yang diminta sudah lewat."), mark("Auditor dapat mengajukannya lagi."))
    return Refusal(mark("Permintaan ini sudah dijawab."), mark("Buka kembali daftar permintaan."))


def _refuse_actor(transaction: Transaction, look: Look, able: list[Person]) -> Refusal | None:
    """Return why the actor cannot approve now: who is no party and no supervisor of the case, and not twice."""
    own = next((each for each in able if each.id == transaction.actor.id), None)
    if own is None:
        return Refusal(mark("Anda tidak dapat menyetujui permintaan ini."), mark("Mintalah rekan lain menjawabnya."))
    if look.approved_by == own.id:
        return Refusal(
            mark("Anda sudah memberikan persetujuan pertama."), mark("Persetujuan kedua diberikan orang lain."),
        )
    if look.approved is not None and _first(look, able) is None:
        return Refusal(
            mark("Yang memberikan persetujuan pertama tidak dapat lagi menyetujuinya."),
            mark("Tolak permintaan ini, dan mintalah auditor mengajukannya lagi."),
        )
    if _needs_head(look, able) and not _is_head(own):
        return Refusal(
            mark("Salah satu dari kedua orang harus kepala biro."), mark("Tunggu persetujuan kepala biro."),
        )
    return None


def _refuse_auditor(transaction: Transaction, file: CaseFile, auditor: Person) -> Refusal | None:
    """Return why this auditor is given no key to this file; raises Tampered when his key is not the enrolled one."""
    group = groups.group(transaction, looks.AUDITORS)
    enrolled = {one.member for one in groups.holders(transaction, looks.AUDITORS)}
    if not (auditor.active and auditor.enrolled and auditor.actor.may(Permission.AUDIT_WORK)) or (
        auditor.id not in enrolled
    ):
        return Refusal(mark("Orang ini tidak lagi memegang kunci auditor."), mark("Tolak permintaan ini."))
    if not groups.is_told_of(transaction, group, auditor.id, auditor.public_key):
        raise Tampered("auditor")
    request = file.request
    named = {request.applicant.digits, request.spouse.digits} - {""}
    if (
        auditor.digits in named or file.progress.reviewer == auditor.id
        or taking_part.involved(transaction, file.id, auditor)
    ):
        return Refusal(
            mark("Auditor ini pernah atau sedang terlibat dalam berkas ini."),
            mark("Tolak permintaan ini; auditor lain dapat menarik contohnya sendiri."),
        )
    return None

"""The second part of a dossier: what the supervisor did: summonses, records in full, evidence, sessions. Pure."""

from datetime import time

from mediation.cases.dossier.parts import (
    Block,
    Dialogue,
    Entry,
    Exchange,
    Grid,
    Section,
    Value,
    Words,
    facts,
    joined,
    label,
    listed,
    prose,
)
from mediation.cases.examine.model import Answer, Record
from mediation.cases.examine.store import FiledEvidence, FiledRecord
from mediation.cases.mediate.model import Session
from mediation.cases.mediate.store import FiledSession
from mediation.cases.model import Party, Request
from mediation.cases.summon.model import StoredSummons, Summons
from mediation.language import mark


def summonses(found: tuple[StoredSummons, ...]) -> Section:
    """Return every summons with its letter, its delivery and how it was answered."""
    entries = tuple(Entry(_summons(each), _called(each.summons)) for each in found)
    return Section("panggilan", Words(mark("Panggilan dan kehadiran")), entries)


def _called(told: Summons) -> Words:
    values: dict[str, str | int | Words] = {"round": told.round, "who": Words(told.party.label)}
    return Words(mark("Panggilan ke-%(round)d: %(who)s"), values)


def _summons(found: StoredSummons) -> tuple[Block, ...]:
    told = found.summons
    rows: list[tuple[str, Value]] = [
        (mark("Hari"), told.on), (mark("Pukul"), _hour(told.at)), (mark("Tempat"), told.place),
        (mark("Keperluan"), label(told.purpose)), (mark("Surat terbit"), found.appointment.letter_issued_on),
    ]
    if told.service:
        rows += [
            (mark("Surat disampaikan"), told.service.on), (mark("Cara penyampaian"), label(told.service.how)),
            (mark("Diterima oleh"), joined(told.service.handed_to, told.service.relation)),
        ]
    rows.append((mark("Kehadiran"), _answer(told)))
    if told.answer and told.answer.companion:
        rows.append((mark("Pendamping"), joined(told.answer.companion, told.answer.companion_relation)))
    return (facts(*rows), *_reasons(told))


def _answer(told: Summons) -> Words:
    if told.withdrawal:
        return Words(mark("Panggilan ditarik"))
    return Words(told.answer.presence.label) if told.answer else Words(mark("Belum dicatat"))


def _reasons(told: Summons) -> tuple[Block, ...]:
    return prose(
        (mark("Yang diperhatikan"), " ".join(told.cautions)),
        (mark("Alasan atasan langsung"), told.reason),
        (mark("Catatan penyampaian"), told.service.note if told.service else ""),
        (mark("Alasan tidak hadir"), told.answer.reason if told.answer else ""),
        (mark("Alasan ditarik"), told.withdrawal.reason if told.withdrawal else ""),
        (mark("Tidak dipanggil lagi"), told.closing.reason if told.closing else ""),
    )


def records(asked: Request, found: tuple[FiledRecord, ...]) -> Section:
    """Return every examination record in full, question by question, each person's apart."""
    entries = tuple(Entry(_record(filed), _heard(asked, filed.record)) for filed in found)
    return Section("pemeriksaan", Words(mark("Berita acara pemeriksaan")), entries)


def _heard(asked: Request, record: Record) -> Words:
    name = record.witness.name if record.witness else asked.person(record.party).name
    return Words(mark("%(who)s: %(name)s"), {"who": Words(record.party.label), "name": name})


def _record(filed: FiledRecord) -> tuple[Block, ...]:
    record = filed.record
    rows: list[tuple[str, Value]] = [
        (mark("Hari"), record.on), (mark("Pukul"), _hour(record.at)), (mark("Tempat"), record.place),
        (mark("Pemeriksa"), listed(name for name in (record.examiner, record.second_examiner) if name)),
        (mark("Pendamping"), record.companion),
    ]
    return (
        facts(*rows, *_witness(record)), Dialogue(tuple(map(_exchange, record.exchanges))), *_stance(record),
        *_closing(filed),
    )


def _witness(record: Record) -> tuple[tuple[str, Value], ...]:
    who = record.witness
    if who is None:
        return ()
    return (
        (mark("Jenis kelamin"), Words(who.sex.label)), (mark("Pekerjaan"), who.occupation),
        (mark("Hubungan dengan para pihak"), who.relation),
        (mark("Kabupaten atau kota tempat tinggal"), who.town),
    )


def _exchange(answer: Answer) -> Exchange:
    return Exchange(answer.asked, answer.said or Words(mark("Belum tahu") if answer.unknown else mark("Tidak dijawab")))


def _stance(record: Record) -> tuple[Block, ...]:
    if record.party is not Party.SPOUSE:
        return ()
    known = {True: Words(mark("Ya")), False: Words(mark("Tidak")), None: None}[record.knows_request]
    return (
        facts(
            (mark("Sudah mengetahui permohonan"), known), (mark("Pendapat"), label(record.stance)),
            (mark("Alasan yang ia ajukan"), listed(Words(ground.label) for ground in record.claims)),
        ),
        *prose((mark("Pertimbangan"), record.stance_reason), (mark("Kejadiannya"), record.claim_facts)),
    )


def _closing(filed: FiledRecord) -> tuple[Block, ...]:
    signing = filed.record.signing
    rows: list[tuple[str, Value]] = [(mark("Tanda tangan"), label(filed.hearing.state))]
    if signing:
        rows += [(mark("Ditutup"), signing.on), (mark("Pukul"), _hour(signing.at))]
    return (facts(*rows), *prose((mark("Alasan menolak"), signing.reason if signing else "")))


def evidence(found: tuple[FiledEvidence, ...]) -> Section:
    """Return what was brought forward: what it is, what it bears on, who brought it."""
    head = (mark("Bukti"), mark("Nomor dan tanggal"), mark("Menerangkan"), mark("Untuk alasan"), mark("Diajukan oleh"))
    rows = tuple(
        (
            Words(each.label), listed(part for part in (each.number, each.on, each.issuer) if part), each.about,
            listed(Words(ground.label) for ground in each.grounds), label(each.brought_by),
        )
        for each in (filed.evidence for filed in found)
    )
    entries = (Entry((Grid(tuple(map(Words, head)), rows),)),) if rows else ()
    return Section("bukti", Words(mark("Bukti")), entries)


def sessions(found: tuple[FiledSession, ...]) -> Section:
    """Return every session as recorded; notes of separate talks are the supervisor's own."""
    entries = tuple(
        Entry(_session(filed.session), Words(mark("Sesi mediasi ke-%(number)d"), {"number": number}))
        for number, filed in enumerate(found, start=1)
    )
    return Section("mediasi", Words(mark("Mediasi")), entries)


def _session(held: Session) -> tuple[Block, ...]:
    rows: list[tuple[str, Value]] = [
        (mark("Hari"), held.on), (mark("Pukul"), _hour(held.at)), (mark("Tempat"), held.place),
        (mark("Cara"), label(held.mode)), (mark("Yang hadir"), listed(label(party) for party in held.present)),
        (mark("Pendamping pemohon"), held.applicant_companion), (mark("Pendamping pasangan"), held.spouse_companion),
        (mark("Mediator"), listed(name for name in (held.mediator, held.second_mediator) if name)),
        (mark("Hasil sesi"), label(held.outcome)),
    ]
    if held.next_on:
        rows.append((mark("Sesi berikutnya"), held.next_on))
    return (facts(*rows), *prose(
        (mark("Pokok keterangan pemohon"), held.applicant_points),
        (mark("Pokok keterangan pasangan"), held.spouse_points),
        (mark("Nasihat yang diberikan"), held.advice), (mark("Pilihan yang dibicarakan"), held.options),
        (mark("Isi kesepakatan atau pencabutan"), held.terms), (mark("Mengapa mediasi dihentikan"), held.reason),
    ))



def _hour(at: time) -> str:
    return f"{at:%H.%M}"

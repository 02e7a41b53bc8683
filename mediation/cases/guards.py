"""The guards of the transition table: each answers None or says why not, and what comes first. Pure.

Safety guards ([DESIGN] in the domain notes) refuse; that is one of the two exceptions to "only cited law refuses".
"""

from datetime import date
from uuid import UUID

from mediation.cases.model import (
    Attendance,
    HearingState,
    Outcome,
    Party,
    Progress,
    SittingMode,
)
from mediation.cases.moves import Move
from mediation.errors import Refusal
from mediation.language import mark

ROUNDS = 3


def not_finished(progress: Progress, move: Move) -> Refusal | None:
    """Refuse every step once the report is issued."""
    if progress.report_issued_on is None:
        return None
    return Refusal(
        mark("Berkas ini sudah selesai di atasan langsung."),
        mark("Serahkan melalui saluran hierarki; tidak ada langkah lagi di sini."),
    )


def not_concluded(progress: Progress, move: Move) -> Refusal | None:
    """Refuse new facts once the case is concluded, unless the second reviewer is awaited."""
    if progress.concluded_on is None or progress.awaits_second_reviewer:
        return None
    return Refusal(
        mark("Berkas ini sudah disimpulkan."), mark("Terbitkan laporannya."),
    )


def spouse_appeared_before_screening(progress: Progress, move: Move) -> Refusal | None:
    """Screen the other party at the first appearance, not before."""
    if move.party is not Party.SPOUSE or progress.came(Party.SPOUSE):
        return None
    return Refusal(
        mark("Pasangan diajak bicara sendirian pada kehadiran pertamanya."),
        mark("Catat dahulu kehadiran pasangan atas panggilan."),
    )


def applicant_screened(progress: Progress, move: Move) -> Refusal | None:
    """Require the applicant's screening."""
    if Party.APPLICANT in progress.screened:
        return None
    return Refusal(
        mark("Percakapan sendirian dengan pemohon belum dilakukan."), mark("Lakukan percakapan itu terlebih dahulu."),
    )


def applicant_screened_before_spouse_is_called(progress: Progress, move: Move) -> Refusal | None:
    """Screen the applicant, and tell the day of the letter, before any summons to the other side."""
    if move.party is not Party.SPOUSE:
        return None
    if Party.APPLICANT not in progress.screened:
        return Refusal(
            mark("Pasangan belum boleh dipanggil: percakapan sendirian dengan pemohon belum dilakukan."),
            mark("Lakukan percakapan itu sebelum surat apa pun kepada pasangan."),
        )
    if progress.letter_day is None:
        return Refusal(
            mark("Pemohon belum diberi tahu kapan surat kepada pasangan keluar."),
            mark("Sampaikan harinya kepada pemohon dan catat."),
        )
    return None


def letter_day_reached(progress: Progress, move: Move) -> Refusal | None:
    """Keep the promise to the applicant: no letter to the other side before the day that was told."""
    day = progress.letter_day
    if move.party is not Party.SPOUSE or day is None or move.today >= day:
        return None
    return Refusal(
        mark("Pemohon diberi tahu bahwa surat kepada pasangan keluar pada %(day)s."),
        mark("Tunggu hari itu, atau sampaikan hari yang baru kepada pemohon dan catat."),
        values={"day": day},
    )


def letter_can_arrive_in_time(progress: Progress, move: Move) -> Refusal | None:
    """Call the other side for no day before the letter may go out."""
    day = progress.letter_day
    if move.party is not Party.SPOUSE or day is None or move.on is None or move.on >= day:
        return None
    return Refusal(
        mark("Pemohon diberi tahu bahwa surat kepada pasangan keluar pada %(day)s."),
        mark("Pilih hari panggilan sesudahnya."), values={"day": day},
    )


def summons_day_ahead(progress: Progress, move: Move) -> Refusal | None:
    """Issue no letter that calls for a day gone by: nobody could follow it, and nobody is absent by it."""
    appointment = progress.appointment(move.row) if move.row else None
    if appointment is None or move.today <= appointment.on:
        return None
    return Refusal(
        mark("Hari panggilan sudah lewat: %(day)s."), mark("Tarik panggilan ini, lalu buat panggilan baru."),
        values={"day": appointment.on},
    )


def no_open_summons(progress: Progress, move: Move) -> Refusal | None:
    """Answer the last summons before the next one."""
    party = move.party or Party.APPLICANT
    if all(a.attendance is not None for a in progress.standing(party)):
        return None
    return Refusal(
        mark("Panggilan sebelumnya belum dijawab."),
        mark("Catat kehadirannya, atau tarik panggilan itu."),
    )


def no_shared_day(progress: Progress, move: Move) -> Refusal | None:
    """Keep the two on separate calendar days once a case is held apart."""
    if not progress.apart or move.on is None:
        return None
    parties = move.present or ((move.party,) if move.party else ())
    for party in parties:
        if party is not Party.WITNESS and shares_day(progress, party, move.on, move.row):
            return Refusal(
                mark("Kedua pihak tidak boleh hadir pada hari yang sama dalam berkas ini."),
                mark("Pilih hari lain."),
            )
    return None


def shares_day(progress: Progress, party: Party, on: date, row: UUID | None = None) -> bool:
    """Tell whether the other side has anything on the calendar day `on`."""
    other = party.other
    called = any(a.on == on and a.id != row for a in progress.standing(other))
    heard = any(h.on == on and h.party is other for h in progress.hearings)
    met = any(s.on == on and other in s.present for s in progress.sittings)
    at_bureau = progress.handling.talks if progress.handling else ()
    return called or heard or met or any(talk.on == on and other in talk.present for talk in at_bureau)


def summons_stands(progress: Progress, move: Move) -> Refusal | None:
    """Require a summons that exists and was not withdrawn."""
    appointment = progress.appointment(move.row) if move.row else None
    if appointment and not appointment.withdrawn:
        return None
    return Refusal(mark("Panggilan ini sudah ditarik."), mark("Buat panggilan baru."))


def summons_unanswered(progress: Progress, move: Move) -> Refusal | None:
    """Refuse to touch a summons that was answered."""
    appointment = progress.appointment(move.row) if move.row else None
    if appointment is None or appointment.attendance is None:
        return None
    return Refusal(mark("Kehadiran atas panggilan ini sudah dicatat."), mark("Buat panggilan berikutnya."))


def summons_shares_no_day(progress: Progress, move: Move) -> Refusal | None:
    """Refuse to send a letter for a day on which the other side has something, once held apart."""
    appointment = progress.appointment(move.row) if move.row else None
    if not appointment or not progress.apart:
        return None
    if not shares_day(progress, appointment.party, appointment.on):
        return None
    return Refusal(
        mark("Kedua pihak tidak boleh hadir pada hari yang sama dalam berkas ini."),
        mark("Tarik panggilan ini dan pilih hari lain."),
    )


def letter_issued(progress: Progress, move: Move) -> Refusal | None:
    """Require the issued letter."""
    appointment = progress.appointment(move.row) if move.row else None
    if appointment and appointment.letter_issued_on:
        return None
    return Refusal(mark("Surat panggilan belum diterbitkan."), mark("Terbitkan dahulu suratnya."))


def letter_not_issued(progress: Progress, move: Move) -> Refusal | None:
    """Issue a letter once."""
    appointment = progress.appointment(move.row) if move.row else None
    if appointment and appointment.letter_issued_on is None:
        return None
    return Refusal(mark("Surat panggilan ini sudah diterbitkan."), mark("Buka dokumennya di halaman berkas."))


def absence_needs_issued_letter(progress: Progress, move: Move) -> Refusal | None:
    """Nobody is absent who was not called by letter."""
    if move.attendance is not Attendance.ABSENT or letter_issued(progress, move) is None:
        return None
    return summons_day_ahead(progress, move) or letter_issued(progress, move)


def summons_day_reached(progress: Progress, move: Move) -> Refusal | None:
    """Record attendance on the day or later."""
    appointment = progress.appointment(move.row) if move.row else None
    if appointment is None or move.today >= appointment.on:
        return None
    return Refusal(
        mark("Hari panggilan belum tiba: %(day)s."), mark("Catat kehadiran pada hari itu atau sesudahnya."),
        values={"day": appointment.on},
    )


def came(progress: Progress, move: Move) -> Refusal | None:
    """Examine only who came."""
    if move.party is Party.WITNESS or (move.party and progress.came(move.party)):
        return None
    return Refusal(
        mark("Orang ini belum tercatat hadir."), mark("Catat dahulu kehadirannya atas panggilan."),
    )


def screened(progress: Progress, move: Move) -> Refusal | None:
    """Examine only who was screened alone before."""
    if move.party is Party.WITNESS or move.party in progress.screened:
        return None
    return Refusal(
        mark("Percakapan sendirian dengan orang ini belum dilakukan."), mark("Lakukan sebelum pemeriksaan."),
    )


def one_record_a_party(progress: Progress, move: Move) -> Refusal | None:
    """Keep one record per party; witnesses have one each. A second comes only after the first is closed."""
    if move.party is Party.WITNESS:
        return None
    unfinished = [h for h in progress.hearings if h.party is move.party and h.state is HearingState.OPEN]
    if not unfinished:
        return None
    return Refusal(
        mark("Berita acara orang ini masih terbuka."), mark("Lanjutkan berita acara yang ada."),
    )


def record_exists(progress: Progress, move: Move) -> Refusal | None:
    """Require the record."""
    if move.row and progress.hearing(move.row):
        return None
    return Refusal(mark("Berita acara ini tidak ada."), mark("Buka kembali halaman berkas."))


def record_open(progress: Progress, move: Move) -> Refusal | None:
    """Change or sign only a record that is unsigned."""
    hearing = progress.hearing(move.row) if move.row else None
    if hearing and hearing.state is HearingState.OPEN:
        return None
    return Refusal(
        mark("Berita acara ini sudah ditutup dan tidak dapat diubah."),
        mark("Bila ada keterangan tambahan, buat berita acara baru."),
    )


def record_issued(progress: Progress, move: Move) -> Refusal | None:
    """Sign what is on paper: the document is issued before the signature is recorded."""
    hearing = progress.hearing(move.row) if move.row else None
    if hearing and hearing.document_issued:
        return None
    return Refusal(
        mark("Berita acara ini belum diterbitkan."),
        mark("Terbitkan dahulu, bacakan, lalu minta tanda tangan di atas kertas."),
    )


def record_not_issued(progress: Progress, move: Move) -> Refusal | None:
    """Issue a record's document once, before it is signed on paper."""
    hearing = progress.hearing(move.row) if move.row else None
    if hearing and not hearing.document_issued:
        return None
    return Refusal(mark("Berita acara ini sudah diterbitkan."), mark("Buka dokumennya di halaman berkas."))


def applicant_record_closed(progress: Progress, move: Move) -> Refusal | None:
    """Mediate after the applicant's record is signed, or refused with reason."""
    if any(h.party is Party.APPLICANT and h.state is not HearingState.OPEN for h in progress.hearings):
        return None
    return Refusal(
        mark("Berita acara pemohon belum ditandatangani."),
        mark("Selesaikan pemeriksaan pemohon terlebih dahulu."),
    )


def together_is_safe(progress: Progress, move: Move) -> Refusal | None:
    """Hold a joint session only when both were screened and nothing stands against it."""
    if move.mode is not SittingMode.TOGETHER:
        return None
    if progress.apart:
        return Refusal(
            mark("Mediasi dalam berkas ini dilaksanakan secara terpisah."),
            mark("Pilih mediasi terpisah; berkas tetap berjalan."),
        )
    if {Party.APPLICANT, Party.SPOUSE} <= set(progress.screened):
        return None
    return Refusal(
        mark("Percakapan sendirian dengan setiap pihak belum lengkap."), mark("Lakukan sebelum mediasi bersama."),
    )


def present_fit_mode(progress: Progress, move: Move) -> Refusal | None:
    """Hold a joint session with both; hold a session apart with one side at a time once a case is held apart."""
    sides = {p for p in move.present if p is not Party.WITNESS}
    if not sides:
        return Refusal(mark("Belum ada pihak yang hadir."), mark("Catat siapa yang hadir."))
    if move.mode is SittingMode.TOGETHER and len(sides) == 1:
        return Refusal(
            mark("Mediasi bersama memerlukan kedua pihak."), mark("Pilih mediasi terpisah, atau catat keduanya."),
        )
    if progress.apart and len(sides) > 1:
        return Refusal(
            mark("Kedua pihak tidak boleh hadir pada hari yang sama dalam berkas ini."),
            mark("Catat satu sesi untuk setiap pihak, pada hari yang berlainan."),
        )
    return None


def present_came(progress: Progress, move: Move) -> Refusal | None:
    """Hold no session with a side that was not screened alone before."""
    for party in move.present:
        if party is not Party.WITNESS and party not in progress.screened:
            return Refusal(
                mark("Percakapan sendirian dengan pihak yang hadir belum dilakukan."),
                mark("Lakukan pada kehadiran pertamanya."),
            )
    return None


def not_in_future(progress: Progress, move: Move) -> Refusal | None:
    """Record what has happened, on the day it happened."""
    if move.on is None or move.on <= move.today:
        return None
    return Refusal(mark("Tanggalnya belum tiba."), mark("Catat pada hari itu atau sesudahnya."))


def ready_to_conclude(progress: Progress, move: Move) -> Refusal | None:
    """Conclude after a session that ended, or after the other party did not come to the last round."""
    if progress.sittings and last_outcome(progress) is not Outcome.CONTINUE:
        return None
    called = progress.standing(Party.SPOUSE)
    absent = bool(called) and called[-1].attendance is Attendance.ABSENT
    if absent and (called[-1].round >= ROUNDS or progress.rounds_closed):
        return None
    if absent:
        return Refusal(
            mark("Pasangan baru dipanggil %(rounds)s kali."),
            mark("Panggil lagi, atau tuliskan alasan mengapa tidak dipanggil lagi."),
            values={"rounds": called[-1].round},
        )
    return Refusal(
        mark("Mediasi belum berakhir."),
        mark("Catat sesi mediasi sampai ada hasil, atau ketidakhadiran pasangan pada panggilan terakhir."),
    )


def spouse_was_absent(progress: Progress, move: Move) -> Refusal | None:
    """Stop calling only after the other party did not come."""
    called = progress.standing(Party.SPOUSE)
    if called and called[-1].attendance is Attendance.ABSENT:
        return None
    return Refusal(
        mark("Pasangan belum tercatat tidak hadir pada panggilan terakhir."), mark("Catat dahulu kehadirannya."),
    )


def last_outcome(progress: Progress) -> Outcome | None:
    """Return the outcome of the newest session; None before the first."""
    newest = max(enumerate(progress.sittings), key=lambda pair: (pair[1].on, pair[0]), default=None)
    return newest[1].outcome if newest else None


def records_closed(progress: Progress, move: Move) -> Refusal | None:
    """Conclude only when no examination record is open."""
    if all(h.state is not HearingState.OPEN for h in progress.hearings):
        return None
    return Refusal(
        mark("Masih ada berita acara yang belum ditandatangani."),
        mark("Minta tanda tangan, atau catat penolakan beserta alasannya."),
    )


def both_findings(progress: Progress, move: Move) -> Refusal | None:
    """Require both findings, each made by itself."""
    if progress.household and progress.common_sense:
        return None
    return Refusal(
        mark("Kesimpulan belum lengkap: keutuhan rumah tangga dan akal sehat."),
        mark("Isi kedua kesimpulan beserta pertimbangannya."),
    )


def composed(progress: Progress, move: Move) -> Refusal | None:
    """Require the supervisor's own text for the report."""
    if progress.composed:
        return None
    return Refusal(mark("Bagian laporan belum ditulis."), mark("Tulis fakta, analisis, dan saran tindak."))


def concluded(progress: Progress, move: Move) -> Refusal | None:
    """Issue the report after the check-answers page was confirmed."""
    if progress.concluded_on:
        return None
    return Refusal(mark("Berkas ini belum disimpulkan."), mark("Periksa jawaban Anda dan simpulkan."))


def second_reviewer_not_awaited(progress: Progress, move: Move) -> Refusal | None:
    """Issue no report while a second reviewer's written reasons are awaited (the Kendal warning)."""
    if not progress.awaits_second_reviewer:
        return None
    return Refusal(
        mark("Laporan menunggu penelaah kedua."),
        mark("Kesimpulan bahwa alasan bertentangan dengan akal sehat bersama adanya kekerasan "
             "memerlukan alasan tertulis penelaah kedua. Tunjuk penelaahnya, atau ubah kesimpulannya."),
    )

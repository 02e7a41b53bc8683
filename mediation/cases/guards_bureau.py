"""The guards of what comes after the supervisor's report: second reviewer, papers, handing in, bureau, after. Pure.

Each answers None or says why not, and what comes first.
"""

from mediation.cases import guards
from mediation.cases.model import CourtOutcome, DecisionKind, Handling, Opinion, Outcome, Party, Progress, Standing
from mediation.cases.moves import Move
from mediation.errors import Refusal
from mediation.language import mark

LARGEST_CASE = 200 * 1024 * 1024  # bytes of papers


def second_reviewer_needed(progress: Progress, move: Move) -> Refusal | None:
    """Name a second reviewer only where one is needed: a third reader is one reader more."""
    if progress.needs_second_reviewer:
        return None
    return Refusal(mark("Berkas ini tidak memerlukan penelaah kedua."), mark("Lanjutkan tanpa penelaah kedua."))


def opinion_not_given(progress: Progress, move: Move) -> Refusal | None:
    """Change nothing about the reviewer once the opinion is written."""
    if progress.opinion is None:
        return None
    return Refusal(
        mark("Penelaah kedua sudah memberikan pendapatnya."),
        mark("Bila kesimpulan diubah, pendapat itu tidak berlaku lagi dan penelaah dapat ditunjuk lagi."),
    )


def reviewer_named(progress: Progress, move: Move) -> Refusal | None:
    """Require a named reviewer."""
    if progress.reviewer is not None:
        return None
    return Refusal(mark("Penelaah kedua belum ditunjuk."), mark("Tunjuk penelaah kedua terlebih dahulu."))


def no_reviewer_yet(progress: Progress, move: Move) -> Refusal | None:
    """Name one reviewer at a time."""
    if progress.reviewer is None:
        return None
    return Refusal(mark("Penelaah kedua sudah ditunjuk."), mark("Batalkan dahulu penunjukan yang ada."))


def is_the_reviewer(progress: Progress, move: Move) -> Refusal | None:
    """Let the named reviewer alone write the opinion, and never the supervisor of the case."""
    if move.actor is not None and move.actor == progress.reviewer and not move.own_case:
        return None
    return Refusal(mark("Anda bukan penelaah kedua berkas ini."), mark("Hanya penelaah yang ditunjuk yang menulis."))


def disagreed(progress: Progress, move: Move) -> Refusal | None:
    """Let a finding stand only against a written disagreement."""
    if progress.opinion is Opinion.DISAGREES and not progress.lets_stand:
        return None
    return Refusal(
        mark("Tidak ada pendapat berbeda yang perlu ditanggapi."), mark("Lanjutkan dengan menerbitkan laporan."),
    )


def paper_may_change(progress: Progress, move: Move) -> Refusal | None:
    """Let the one with whom the file lies attach papers; after the decision, the bureau."""
    with_bureau = progress.with_bureau or progress.decided
    if with_bureau == (move.by is Standing.BUREAU):
        return None
    if move.by is Standing.BUREAU:
        return Refusal(mark("Berkas ini sedang berada pada atasan langsung."), mark("Tunggu sampai diserahkan lagi."))
    return Refusal(
        mark("Berkas ini sudah diserahkan ke biro kepegawaian."),
        mark("Dokumen dapat ditambah lagi bila biro mengembalikan berkas untuk dilengkapi."),
    )


def case_has_room(progress: Progress, move: Move) -> Refusal | None:
    """Keep a case's papers within 200 MB."""
    if progress.paper_bytes + move.size <= LARGEST_CASE:
        return None
    return Refusal(
        mark("Dokumen dalam satu berkas paling banyak 200 MB."),
        mark("Pindai dengan mutu lebih rendah, atau tarik dokumen yang tidak diperlukan."),
    )


def report_issued(progress: Progress, move: Move) -> Refusal | None:
    """Hand in a file with its report."""
    if progress.report_issued_on is not None:
        return None
    return Refusal(mark("Laporan Hasil Mediasi belum diterbitkan."), mark("Terbitkan laporannya lebih dahulu."))


def lies_with_supervisor(progress: Progress, move: Move) -> Refusal | None:
    """Hand in what is not handed in, and not what is decided."""
    if not progress.with_bureau and not progress.decided:
        return None
    return Refusal(mark("Berkas ini sudah diserahkan ke biro kepegawaian."), mark("Tidak perlu diserahkan lagi."))


def with_bureau(progress: Progress, move: Move) -> Refusal | None:
    """Let the bureau work on what lies with it."""
    if progress.with_bureau:
        return None
    return Refusal(
        mark("Berkas ini sedang berada pada atasan langsung."), mark("Tunggu sampai berkas diserahkan lagi."),
    )


def not_decided(progress: Progress, move: Move) -> Refusal | None:
    """Refuse every step before the decision once there is one."""
    if not progress.decided:
        return None
    return Refusal(
        mark("Keputusan atas berkas ini sudah dicatat."), mark("Lanjutkan dengan langkah sesudah keputusan."),
    )


def decided(progress: Progress, move: Move) -> Refusal | None:
    """Require a confirmed decision."""
    if progress.decided:
        return None
    return Refusal(mark("Belum ada keputusan atas berkas ini."), mark("Catat keputusannya lebih dahulu."))


def not_prepared(progress: Progress, move: Move) -> Refusal | None:
    """Change nothing that a prepared decision rests on."""
    if _handling(progress).prepared is None:
        return None
    return Refusal(
        mark("Keputusan sudah disiapkan dan menunggu pengesahan."), mark("Tarik dahulu keputusan yang disiapkan."),
    )


def prepared(progress: Progress, move: Move) -> Refusal | None:
    """Require a prepared decision."""
    if _handling(progress).prepared is not None:
        return None
    return Refusal(mark("Keputusan belum disiapkan."), mark("Siapkan keputusannya lebih dahulu."))


def not_own_case(progress: Progress, move: Move) -> Refusal | None:
    """Keep the case's supervisor out of the bureau's part in it."""
    if not move.own_case:
        return None
    return Refusal(
        mark("Anda atasan langsung dalam berkas ini."), mark("Bagian biro dikerjakan oleh petugas lain."),
    )


def not_the_preparer(progress: Progress, move: Move) -> Refusal | None:
    """Have a decision confirmed by another person than who prepared it."""
    waiting = _handling(progress).prepared
    if waiting is None or waiting.by != move.actor:
        return None
    return Refusal(
        mark("Keputusan ini Anda siapkan sendiri."), mark("Pengesahan dicatat oleh orang lain di biro."),
    )


def checked(progress: Progress, move: Move) -> Refusal | None:
    """Require a checklist that was gone through."""
    if _handling(progress).checked_on is not None:
        return None
    return Refusal(mark("Kelengkapan belum diperiksa."), mark("Periksa daftar kelengkapan lebih dahulu."))


def complete(progress: Progress, move: Move) -> Refusal | None:
    """Review and decide on a complete file alone; an end without a decree needs no complete file."""
    if _handling(progress).complete or not _needs_decree(move):
        return None
    return Refusal(
        mark("Berkas belum lengkap."), mark("Lengkapi pemeriksaan kelengkapan, atau kembalikan berkas."),
    )


def memo_issued(progress: Progress, move: Move) -> Refusal | None:
    """Put a decision before the official with the bureau's memo."""
    if _handling(progress).memo_issued or not _needs_decree(move):
        return None
    return Refusal(mark("Telaahan belum diterbitkan."), mark("Tulis dan terbitkan telaahan lebih dahulu."))


def memo_written(progress: Progress, move: Move) -> Refusal | None:
    """Require the memo, not issued yet."""
    handling = _handling(progress)
    if handling.memo_on is None:
        return Refusal(mark("Telaahan belum ditulis."), mark("Tulis telaahan lebih dahulu."))
    if handling.memo_issued:
        return Refusal(mark("Telaahan sudah diterbitkan."), mark("Buka dokumennya di halaman berkas."))
    return None


def kind_fits(progress: Progress, move: Move) -> Refusal | None:
    """End as reconciled or withdrawn only what was; certify only a sued employee (PP 45/1990, track B)."""
    if move.decision is DecisionKind.CERTIFICATE:
        return Refusal(
            mark("Surat keterangan hanya untuk pegawai yang digugat."), mark("Pilih izin atau penolakan."),
        )
    handling = _handling(progress)
    if move.decision is DecisionKind.RECONCILED and Outcome.RECONCILED not in outcomes(progress):
        return Refusal(mark("Tidak ada sesi yang berakhir rukun."), mark("Catat sesinya lebih dahulu."))
    if move.decision is DecisionKind.WITHDRAWN and handling.withdrawal is None:
        return Refusal(mark("Pencabutan belum dicatat."), mark("Catat surat pencabutan pemohon lebih dahulu."))
    return None


def withdrawal_was_free(progress: Progress, move: Move) -> Refusal | None:
    """End no case with violence as withdrawn or reconciled before the applicant was heard alone on another day."""
    if move.decision not in {DecisionKind.WITHDRAWN, DecisionKind.RECONCILED} or not progress.violence:
        return None
    withdrawal = _handling(progress).withdrawal
    if withdrawal is None or withdrawal.heard_on is None:
        return Refusal(
            mark("Pemohon belum didengar sendirian pada hari lain tentang pencabutannya."),
            mark("Dengar pemohon sendirian lebih dahulu."),
        )
    if not withdrawal.free:
        return Refusal(
            mark("Pemohon menyatakan pencabutan itu bukan kehendaknya sendiri."),
            mark("Berkas tetap berjalan; permohonan tidak dicabut."),
        )
    return None


def withdrawal_recorded(progress: Progress, move: Move) -> Refusal | None:
    """Hear the applicant about a withdrawal that exists, once."""
    withdrawal = _handling(progress).withdrawal
    if withdrawal is None:
        return Refusal(mark("Pencabutan belum dicatat."), mark("Catat surat pencabutan pemohon lebih dahulu."))
    if withdrawal.heard_on is not None:
        return Refusal(mark("Pemohon sudah didengar tentang pencabutannya."), mark("Lanjutkan dengan penutupan."))
    return None


def heard_on_another_day(progress: Progress, move: Move) -> Refusal | None:
    """Hear the applicant on another day than that of the withdrawal: nobody waits outside."""
    withdrawal = _handling(progress).withdrawal
    if withdrawal is None or move.on is None or move.on > withdrawal.asked_on:
        return None
    return Refusal(
        mark("Pemohon didengar pada hari lain, sesudah hari pencabutan (%(day)s)."), mark("Pilih hari sesudahnya."),
        values={"day": withdrawal.asked_on},
    )


def no_withdrawal_yet(progress: Progress, move: Move) -> Refusal | None:
    """Record a withdrawal once; a further one after the applicant said that the first was not his will."""
    withdrawal = _handling(progress).withdrawal
    if withdrawal is None or withdrawal.free is False:
        return None
    return Refusal(mark("Pencabutan sudah dicatat."), mark("Lanjutkan dengan mendengar pemohon atau menutup berkas."))


def screened_or_just_now(progress: Progress, move: Move) -> Refusal | None:
    """Hear at the bureau only who was spoken with alone before, be it just now."""
    if move.party is Party.WITNESS or move.screens or move.party in progress.screened:
        return None
    return Refusal(
        mark("Percakapan sendirian dengan orang ini belum dilakukan."), mark("Lakukan sebelum meminta keterangan."),
    )


def talk_not_issued(progress: Progress, move: Move) -> Refusal | None:
    """Issue the paper of a talk once."""
    talk = _handling(progress).talk(move.row) if move.row else None
    if talk is not None and not talk.document_issued:
        return None
    return Refusal(mark("Dokumen ini sudah diterbitkan."), mark("Buka dokumennya di halaman berkas."))


def returned_without_letter(progress: Progress, move: Move) -> Refusal | None:
    """Issue one letter for each return."""
    handling = _handling(progress)
    if handling.returned_on is not None and not handling.return_letter:
        return None
    return Refusal(mark("Tidak ada pengembalian yang menunggu surat."), mark("Buka dokumennya di halaman berkas."))


def decision_not_printed(progress: Progress, move: Move) -> Refusal | None:
    """Issue the paper of a decision once; another needs the decision to be taken back first."""
    waiting = _handling(progress).prepared
    if waiting is not None and waiting.document is None:
        return None
    return Refusal(
        mark("Naskah keputusan sudah diterbitkan."), mark("Tarik keputusan yang disiapkan bila ada yang salah."),
    )


def decision_printed(progress: Progress, move: Move) -> Refusal | None:
    """Confirm what was on paper before the official."""
    waiting = _handling(progress).prepared
    if waiting is not None and waiting.document is not None:
        return None
    return Refusal(mark("Naskah keputusan belum diterbitkan."), mark("Terbitkan naskahnya lebih dahulu."))


def recommendation_not_printed(progress: Progress, move: Move) -> Refusal | None:
    """Issue the recommendation once for each prepared decision."""
    waiting = _handling(progress).prepared
    if waiting is not None and not waiting.recommended:
        return None
    return Refusal(mark("Rekomendasi sudah diterbitkan."), mark("Buka dokumennya di halaman berkas."))


def not_handed_over(progress: Progress, move: Move) -> Refusal | None:
    """Hand over once."""
    if _handling(progress).handed_over_on is None:
        return None
    return Refusal(mark("Penyerahan sudah dicatat."), mark("Lihat catatannya di halaman berkas."))


def may_sue(progress: Progress, move: Move) -> Refusal | None:
    """Record a court's outcome after a permit or certificate alone."""
    if _handling(progress).decided in {DecisionKind.PERMIT, DecisionKind.CERTIFICATE}:
        return None
    return Refusal(
        mark("Keputusan ini tidak membawa perkara ke pengadilan."),
        mark("Bila pegawai bercerai tanpa izin, catat penunjuk ke berkas disiplin."),
    )


def divorced(progress: Progress, move: Move) -> Refusal | None:
    """Record the employee's report of a divorce that was recorded."""
    handling = _handling(progress)
    if handling.court is not CourtOutcome.DIVORCED:
        return Refusal(mark("Putusan perceraian belum dicatat."), mark("Catat hasil pengadilan lebih dahulu."))
    if handling.reported_on is not None:
        return Refusal(mark("Laporan perceraian sudah dicatat."), mark("Lihat catatannya di halaman berkas."))
    return None


def not_challenged(progress: Progress, move: Move) -> Refusal | None:
    """Follow one challenge at a time."""
    if _handling(progress).challenged_on is None:
        return None
    return Refusal(mark("Ada keberatan atau gugatan yang belum diputus."), mark("Catat hasilnya lebih dahulu."))


def challenged(progress: Progress, move: Move) -> Refusal | None:
    """Record the ruling on a challenge that runs."""
    if _handling(progress).challenged_on is not None:
        return None
    return Refusal(mark("Tidak ada keberatan atau gugatan yang berjalan."), mark("Catat pengajuannya lebih dahulu."))


def refusal_annulled(progress: Progress, move: Move) -> Refusal | None:
    """Reopen a refused case that a ruling has annulled."""
    handling = _handling(progress)
    if handling.decided is DecisionKind.REFUSAL and handling.annulled_on is not None:
        return None
    return Refusal(
        mark("Tidak ada penolakan yang dibatalkan dalam berkas ini."), mark("Catat dahulu putusan pembatalannya."),
    )


def handed_in(progress: Progress, move: Move) -> Refusal | None:
    """Keep the bureau's registers for files that were handed in."""
    if progress.handling is not None:
        return None
    return Refusal(mark("Berkas ini belum diserahkan."), mark("Tunggu sampai berkas diserahkan."))


def outcomes(progress: Progress) -> frozenset[Outcome]:
    """Return the newest outcome of the supervisor's sessions and those of the bureau's."""
    newest = guards.last_outcome(progress)
    held = {talk.outcome for talk in _handling(progress).talks}
    return frozenset(outcome for outcome in {newest, *held} if outcome is not None)


def _needs_decree(move: Move) -> bool:
    return move.decision is None or move.decision.by_official


def _handling(progress: Progress) -> Handling:
    return progress.handling or Handling(progress.received_on)

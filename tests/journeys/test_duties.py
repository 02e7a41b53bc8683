"""A failure of protection, from the first minute to what was learnt; and the papers about the data that are kept."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask

from mediation import audit
from mediation.audit import Action
from mediation.inspection.duties import store
from mediation.inspection.duties.model import Span, Whom
from tests import duties, pages
from tests.builders import Office
from tests.pages import Visitor
from tests.walks import day

LIST = "/a/kejadian"
KNOWN = {
    "known_on": ["20", "11", "2026"], "known_at": ["08", "00"], "span": "at", "since_on": ["19", "11", "2026"],
    "since_at": ["16", "30"], "what": "Cetakan tertinggal.", "how": "Mesin yang salah.", "kinds": ["identity", "money"],
    "people": "3", "risks": "",
}


@pytest.fixture
def app(office: Office) -> Flask:
    return pages.application(office)


@pytest.fixture
def head(office: Office, app: Flask) -> Visitor:
    return pages.arrive(office, office.head, app)


@pytest.fixture
def auditor(office: Office, app: Flask) -> Visitor:
    return pages.arrive(office, office.auditor, app)


def words(document: bytes) -> str:
    """Return the body of a DOCX without its markup."""
    with ZipFile(BytesIO(document)) as opened:
        return opened.read("word/document.xml").decode()


def test_a_failure_is_shown_once_more_before_it_counts(head: Visitor) -> None:
    checked = head.get(f"{LIST}/baru").send(KNOWN)
    empty = head.get(LIST)

    assert "Cetakan tertinggal." in checked.text
    assert "Belum ada kejadian yang dicatat" in empty.text


def test_a_recorded_failure_shows_its_clock_in_words_with_day_hours_and_basis(head: Visitor) -> None:
    shown = head.get(f"{LIST}/baru").confirm(KNOWN)

    # The clock of the office stands at 10.00 WIB on the 20th.
    assert shown.text.count("Sisa 70 jam") == 2
    assert "Senin, 23 November 2026 pukul 08.00 WIB" in shown.text
    assert "Pasal 46 Undang-Undang Nomor 27 Tahun 2022" in shown.text


def test_heads_and_auditors_are_told_on_every_page_while_a_clock_runs_and_nobody_else(
    office: Office, app: Flask, head: Visitor, auditor: Visitor,
) -> None:
    supervisor, breach = pages.arrive(office, app=app), duties.breached(office)
    said = "Kegagalan pelindungan data: sisa 72 jam"
    seen = [said in visitor.get("/profil").text for visitor in (head, auditor, supervisor)]
    duties.told(office, breach, Whom.PERSON)
    one_left = head.get("/profil").text
    duties.told(office, breach, Whom.AUTHORITY)

    assert seen == [True, True, False]
    assert "untuk memberi tahu lembaga pelindungan data pribadi, paling lambat" in one_left
    assert "Kegagalan pelindungan data:" not in head.get("/profil").text


def test_a_notice_that_came_late_says_by_how_much(office: Office, head: Visitor) -> None:
    breach = duties.breached(office)
    office.clock.forward(hours=73, minutes=20)
    duties.told(office, breach, Whom.AUTHORITY)

    shown = pages.arrive(office, office.head).get(f"{LIST}/{breach}")

    assert "Sudah diberi tahu, terlambat 1 jam 20 menit" in shown.text
    assert "Terlambat 2 jam" in shown.text


def test_what_was_known_before_stays_readable(office: Office, head: Visitor) -> None:
    breach = duties.breached(office, what="Mula-mula diduga satu berkas.")
    form = head.get(f"{LIST}/{breach}/c")

    shown = form.confirm({"what": "Ternyata dua berkas.", "reason": "Dihitung ulang."})

    assert "Ternyata dua berkas." in shown.text
    assert "Mula-mula diduga satu berkas." in shown.text
    assert "Dihitung ulang." in shown.text


def test_that_the_beginning_of_the_clock_was_changed_is_said(office: Office, head: Visitor) -> None:
    breach = duties.breached(office)
    office.clock.forward(hours=2)
    later = pages.arrive(office, office.head)

    shown = later.get(f"{LIST}/{breach}/c").confirm({"known_at": ["11", "00"], "reason": "Salah ketik."})

    assert "Saat diketahui pernah diubah: semula Jumat, 20 November 2026 pukul 10.00 WIB" in shown.text


def test_no_letter_tells_of_what_was_no_failure(office: Office, head: Visitor) -> None:
    duties.furnish(office)
    breach = duties.breached(office)
    duties.handled(office, breach)
    head.get(f"{LIST}/{breach}/d").confirm({"finding": "none", "lesson": "Kosong."})

    assert "bukan kegagalan" in head.get(f"{LIST}/{breach}/surat/a").text


def test_of_two_tabs_the_slower_one_sees_both_texts_and_can_send_again(office: Office, head: Visitor) -> None:
    breach = duties.breached(office, what="Semula.")
    first, second = head.get(f"{LIST}/{breach}/c"), head.get(f"{LIST}/{breach}/c")
    first.confirm({"what": "Yang lebih cepat.", "reason": "Satu."})

    outrun = second.confirm({"what": "Yang lebih lambat.", "reason": "Dua."})
    again = outrun.confirm({})

    assert outrun.status == 409
    assert "Yang lebih cepat." in outrun.text
    assert "Yang lebih lambat." in outrun.text
    assert "Yang lebih lambat." in again.text
    assert again.path == f"{LIST}/{breach}"


def test_a_note_that_comes_second_sees_what_was_added_before_it(office: Office, head: Visitor) -> None:
    breach = duties.breached(office)
    form = head.get(f"{LIST}/{breach}/a")
    duties.handled(office, breach, "Kata sandi diganti.")

    outrun = form.send({"text": "Peladen dimatikan.", "on": day(office.clock().date()), "at": ["09", "00"]})

    assert outrun.status == 409
    assert "Kata sandi diganti." in outrun.text
    assert "Peladen dimatikan." in outrun.text


def test_a_failure_is_not_closed_before_everybody_was_told(office: Office, head: Visitor) -> None:
    breach = duties.breached(office)
    early = head.get(f"{LIST}/{breach}/d").confirm({"finding": "failure", "lesson": "Mesin di ruang terkunci."})
    for whom in (Whom.PERSON, Whom.AUTHORITY):
        duties.told(office, breach, whom)
    duties.handled(office, breach)

    closed = head.get(f"{LIST}/{breach}/d").confirm({"finding": "failure", "lesson": "Mesin di ruang terkunci."})

    assert early.status == 409
    assert "semua orang yang terdampak sudah diberi tahu" in early.text
    assert "Dasar: Pasal 46" in early.text
    assert "Ditutup: memang kegagalan" in closed.text
    assert "Mesin di ruang terkunci." in closed.text


def test_what_was_no_failure_is_closed_with_a_reason_alone(office: Office, head: Visitor) -> None:
    breach = duties.breached(office)

    closed = head.get(f"{LIST}/{breach}/d").confirm({"finding": "none", "lesson": "Cetakan itu kosong."})

    assert "ternyata bukan kegagalan" in closed.text
    assert "paling lambat" not in closed.text


def test_nothing_is_added_to_a_closed_failure(office: Office, head: Visitor) -> None:
    breach = duties.breached(office)
    late = head.get(f"{LIST}/{breach}/a")
    head.get(f"{LIST}/{breach}/d").confirm({"finding": "none", "lesson": "Kosong."})

    refused = late.send({"text": "Tambahan.", "on": day(office.clock().date()), "at": ["09", "00"]})

    assert refused.status == 409


def test_a_letter_says_what_is_missing_before_it_is_printed(office: Office, head: Visitor) -> None:
    breach = duties.breached(office, span=Span.UNKNOWN, since=None)
    without_kop = head.get(f"{LIST}/{breach}/surat/a")
    duties.furnish(office)
    without_when = head.get(f"{LIST}/{breach}/surat/a")

    assert "Kop surat instansi belum diisi" in without_kop.text
    assert "Kapan terjadinya belum dicatat" in without_when.text
    assert "Unduh surat" not in without_when.text


def test_a_letter_to_a_person_is_printed_and_its_reader_is_kept_nowhere(office: Office, head: Visitor) -> None:
    duties.furnish(office)
    breach = duties.breached(office)
    duties.handled(office, breach)
    form = head.get(f"{LIST}/{breach}/surat/a")

    printed = form.send({"name": "Zulaikha Takdisimpan", "sex": "female", "address": "Jalan Rahasia 7"})

    told = words(printed.response.data)
    assert "Saudari Zulaikha Takdisimpan" in told
    assert "Cetakan diambil dan dihancurkan." in told
    assert printed.response.headers["Content-Disposition"] == "attachment; filename=surat.docx"
    stored = b"".join(path.read_bytes() for path in office.folder.rglob("*") if path.is_file())
    assert b"Takdisimpan" not in stored


def test_a_printed_letter_stands_in_the_trail_without_its_reader(office: Office, head: Visitor) -> None:
    duties.furnish(office)
    breach = duties.breached(office)
    duties.handled(office, breach)
    head.get(f"{LIST}/{breach}/surat/a").send({"name": "Zulaikha", "sex": "female", "address": ""})
    with office.premises.reading() as transaction:
        entry = audit.about(transaction, store.about(breach), {Action.DOCUMENT_PREVIEWED})[0]

    assert entry.detail == {"kind": "breach_notice"}


def test_a_name_for_a_letter_that_comes_after_the_screen_closed_is_not_kept(office: Office, head: Visitor) -> None:
    duties.furnish(office)
    breach = duties.breached(office)
    duties.handled(office, breach)
    form = head.get(f"{LIST}/{breach}/surat/a")
    office.clock.forward(minutes=30)

    form.send({"name": "Zulaikha", "sex": "female", "address": ""})

    with office.premises.reading() as transaction:
        assert transaction.connection.exec_driver_sql("SELECT count(*) FROM draft").scalar() == 0


def test_the_letter_to_the_authority_names_what_was_told_so_far(office: Office, head: Visitor) -> None:
    duties.furnish(office)
    breach = duties.breached(office)
    duties.handled(office, breach)
    duties.told(office, breach, Whom.PERSON)

    printed = head.get(f"{LIST}/{breach}/surat/b").send({"number": "R.045/1/2026"})

    told = words(printed.response.data)
    assert "R.045/1/2026" in told
    assert "kepada orang yang datanya terdampak pada Jumat, 20 November 2026 pukul 10.00 WIB (tepat waktu)" in told
    assert "2 (dua) orang" in told


def test_hostile_text_stays_text_on_the_page_and_in_the_letter(office: Office, head: Visitor) -> None:
    duties.furnish(office)
    hostile = "<script>alert(1)</script> {{ 7*7 }} ]]> & \" ' \u202e terbalik"
    breach = duties.breached(office, what=hostile, how=hostile, risks=hostile)
    duties.handled(office, breach, hostile)

    shown = head.get(f"{LIST}/{breach}")
    printed = head.get(f"{LIST}/{breach}/surat/b").send({"number": hostile})

    assert "<script>alert(1)" not in shown.response.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} ]]&gt; &amp;" in words(printed.response.data)


def test_the_head_writes_the_agencys_words_and_an_auditor_reads_them(
    office: Office, head: Visitor, auditor: Visitor,
) -> None:
    duties.furnish(office)

    head.get("/a/catatan/isian").send({"officer_contact": "kontak baru"})

    assert "kontak baru" in auditor.get("/a/catatan").text
    assert "Edisi 2" in auditor.get("/a/catatan").text
    assert "data@contoh.example" in auditor.get("/a/catatan/1").text
    assert auditor.get("/a/catatan/isian").status == 403
    assert "kontak baru" in auditor.get("/perlindungan").text


def test_two_heads_at_the_agencys_words_see_both_texts(office: Office, head: Visitor) -> None:
    duties.furnish(office)
    first, second = head.get("/a/catatan/isian"), head.get("/a/catatan/isian")
    first.send({"officer": "Yang lebih cepat"})

    outrun = second.send({"officer": "Yang lebih lambat"})
    again = outrun.send({})

    assert outrun.status == 409
    assert "Yang lebih cepat" in outrun.text
    assert "Yang lebih lambat" in again.text


@pytest.mark.parametrize(("path", "said"), [
    ("/a/catatan/unduh", "CATATAN KEGIATAN PEMROSESAN DATA PRIBADI"),
    ("/a/catatan/dampak/unduh", "PENILAIAN DAMPAK PELINDUNGAN DATA PRIBADI"),
])
def test_the_papers_are_handed_out_under_neutral_names(office: Office, head: Visitor, path: str, said: str) -> None:
    duties.furnish(office)

    answer = head.get(path)

    assert said in words(answer.response.data)
    assert "cerai" not in answer.response.headers["Content-Disposition"]


def test_everybody_can_read_what_is_protected_and_what_not(office: Office, app: Flask) -> None:
    for who in (office.supervisor, office.head, office.auditor, office.administrator):
        visitor = pages.arrive(office, who, app)
        link = next(link for link in visitor.get("/profil").reader.links if link == "/perlindungan")

        assert "Root di peladen yang sedang berjalan" in visitor.get(link).text


def test_a_failure_whose_rows_were_changed_is_shown_and_takes_nothing(office: Office, head: Visitor) -> None:
    breach = duties.breached(office)
    form = head.get(f"{LIST}/{breach}/a")
    with office.premises.engines.write.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER breach_event_no_update")
        connection.exec_driver_sql("UPDATE breach_event SET made = made - 1")

    shown = head.get(f"{LIST}/{breach}")
    refused = form.send({"text": "Isi.", "on": day(office.clock().date()), "at": ["09", "00"]})

    assert "tidak cocok dengan jejak" in shown.text
    assert "Catat penanganan" not in shown.text
    assert refused.status == 409
    assert "Sebuah catatan kejadian tidak cocok dengan jejak" in head.get("/profil").text


def test_the_clock_stands_at_nought_after_exactly_72_hours(office: Office) -> None:
    breach = duties.breached(office)
    office.clock.forward(hours=72)
    at_the_end = duties.get(office, breach).status(Whom.PERSON, office.clock())
    after = duties.get(office, breach).status(Whom.PERSON, office.clock() + timedelta(seconds=1))

    assert at_the_end is not None
    assert after is not None
    assert (at_the_end.words, after.words) == ("Sisa 0 jam", "Terlambat 1 jam")

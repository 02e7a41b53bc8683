"""The bureau's head keeps the agency's lists: writes, checks, saves, ends, takes up again; through the front door."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import builders, pages
from tests.builders import Office
from tests.pages import Page, Visitor

LINE = {"label": "Surat keterangan domisili", "needed": "boleh", "after": "K13", "grounds": ["G3_TINGGAL_2TH"]}
ENTRY = {
    "label": "Bupati bagi semua", "title": "BUPATI CONTOH", "block": "a.n. BUPATI CONTOH\nSEKRETARIS DAERAH,",
    "name": "Nama Contoh", "rank": "Pembina Utama Madya (IV/d)", "digits": "19720303 199703 1 003", "head": "agency",
}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = builders.office(tmp_path)
    yield made
    made.premises.engines.dispose()


@pytest.fixture
def head(office: Office) -> Visitor:
    return pages.arrive(office, office.head, pages.application(office))


def saved(page: Page) -> Page:
    """Go through the page on which the answers are checked."""
    assert "Periksa sebelum disimpan" in page.heading, page.text
    after = page.send({})
    assert "Tersimpan" in after.text, after.text
    return after


def test_the_head_sees_all_lists_and_that_nobody_can_decide_yet(head: Visitor) -> None:
    page = head.get("/k/atur")

    assert all(name in page.text for name in (
        "Daftar kelengkapan", "Pejabat yang memutus", "Masa simpan", "Nama tim", "Tindak lanjut", "Tembusan",
    ))
    assert "masih contoh" in page.text


def test_a_new_line_is_checked_before_it_is_saved(head: Visitor) -> None:
    checked = head.get("/k/atur/1/baru").send(LINE)

    assert checked.path == "/k/atur/1/baru/periksa"
    assert "Surat keterangan domisili" in checked.text
    assert "domisili" not in head.get("/k/atur/1").text
    listed = saved(checked)
    assert listed.text.index("K13") < listed.text.index("K44") < listed.text.index("K14")
    assert "Versi 2" in listed.text


def test_one_can_go_back_from_the_check_and_find_what_was_typed(head: Visitor) -> None:
    head.get("/k/atur/1/baru").send(LINE)

    again = head.get("/k/atur/1/baru")
    assert dict(again.form().fields)["label"] == "Surat keterangan domisili"
    saved(again.send({"label": "Surat keterangan tempat tinggal"}))
    assert "Surat keterangan tempat tinggal" in head.get("/k/atur/1").text


def test_after_saving_the_next_new_line_begins_empty(head: Visitor) -> None:
    saved(head.get("/k/atur/1/baru").send(LINE))

    assert dict(head.get("/k/atur/1/baru").form().fields)["label"] == ""


def test_a_line_is_changed_where_it_stands_and_the_old_version_reads_as_before(head: Visitor) -> None:
    saved(head.get("/k/atur/1/K12").send({"label": "KTP pegawai dan pasangan"}))

    assert "KTP pegawai dan pasangan" in head.get("/k/atur/1").text
    assert "KTP pegawai dan pasangan" in head.get("/k/atur/1/riwayat/2").text
    assert "KTP pegawai dan pasangan" not in head.get("/k/atur/1/riwayat/1").text


def test_a_line_can_be_moved_without_other_change(head: Visitor) -> None:
    listed = saved(head.get("/k/atur/1/K36").send({"after": ""}))

    assert listed.text.index("K36") < listed.text.index("K01")
    assert "Urutannya berubah." in head.get("/k/atur/1/riwayat").text


def test_what_was_sent_unchanged_is_no_version(head: Visitor) -> None:
    after = head.get("/k/atur/1/K12").send({}).send({})

    assert "Tidak ada yang berubah." in after.text
    assert "Versi 1" in after.text


def test_the_history_says_who_changed_what_and_when(head: Visitor) -> None:
    saved(head.get("/k/atur/4/baru").send({"label": "Tim Contoh"}))
    head.get("/k/atur/4/T04/henti").send({"reason": "Dibubarkan."})
    head.get("/k/atur/4/T04/pakai").send({})

    told = head.get("/k/atur/4/riwayat").text
    assert "Versi 4" in told
    assert told.index("T04 dipakai lagi: Tim Contoh.") < told.index("T04 tidak dipakai lagi: Tim Contoh.")
    assert told.index("T04 tidak dipakai lagi") < told.index("T04 ditambahkan: Tim Contoh.")
    assert "Jumat, 20 November 2026 pukul 10.00 WIB oleh Kepala Biro Contoh" in told


def test_the_use_of_a_line_ends_only_with_a_reason(head: Visitor) -> None:
    page = head.get("/k/atur/1/K35/henti").send({"reason": " "})
    assert "Isi alasannya." in page.text

    ended = page.send({"reason": "Tidak diminta lagi."})
    assert "Tidak diminta lagi." in ended.text
    assert "Tidak dipakai (4)" in ended.text


@pytest.mark.parametrize("label", ["Surat persetujuan istri", "Surat kesepakatan cerai"])
def test_the_spouses_consent_cannot_be_made_a_gate(head: Visitor, label: str) -> None:
    page = head.get("/k/atur/1/baru").send({**LINE, "label": label, "needed": "wajib"})

    assert page.status == 409
    assert "bukan syarat hukum" in page.text
    assert dict(page.form().fields)["label"] == label
    saved(page.send({"needed": "boleh"}))


def test_the_decider_is_filled_in_and_is_an_example_no_longer(head: Visitor) -> None:
    listed = saved(head.get("/k/atur/2/D01").send(ENTRY))

    assert "BUPATI CONTOH, Nama Contoh" in listed.text
    assert "masih contoh" not in head.get("/k/atur").text
    shown = dict(head.get("/k/atur/2/D01").form().fields)
    assert shown["block"] == "a.n. BUPATI CONTOH\nSEKRETARIS DAERAH,"
    assert shown["digits"] == "19720303 199703 1 003"


# what is filled in wrongly, what is said
WRONG = [
    ({"grade_from": "III/a"}, "Pilih satu status kepegawaian saja"),
    ({"grade_from": "IV/a", "grade_to": "III/a", "employments": ["pns"]}, "dari yang rendah ke yang tinggi"),
    ({"grade_from": "IX", "employments": ["pns"]}, "golongan yang ada padanya"),
    ({"since": ["1", "2", "2026"], "until": ["31", "1", "2026"]}, "Hari terakhir berlaku lebih awal"),
]


@pytest.mark.parametrize(("given", "said"), WRONG)
def test_who_can_decide_for_nobody_is_refused_on_the_form(head: Visitor, given: dict[str, str], said: str) -> None:
    page = head.get("/k/atur/2/D01").send({**ENTRY, **given})

    assert page.status == 409
    assert said in page.text
    assert dict(page.form().fields)["name"] == "Nama Contoh"


def test_a_number_that_is_none_is_said_at_its_field(head: Visitor) -> None:
    page = head.get("/k/atur/2/D01").send({**ENTRY, "digits": "1234"})

    assert "NIP terdiri atas 18 angka." in page.text


def test_a_decider_for_one_unit_names_it(office: Office, head: Visitor) -> None:
    listed = saved(head.get("/k/atur/2/baru").send({**ENTRY, "unit": str(office.unit.id), "after": "D01"}))

    assert office.unit.name in listed.text


def test_how_long_is_kept_is_a_number_or_the_agencys_schedule(head: Visitor) -> None:
    listed = saved(head.get("/k/atur/3/R01").send({"years": "10"}))

    assert "10 tahun" in listed.text
    assert "Sesuai JRA" in listed.text


def test_two_at_once_see_both_texts_and_neither_is_lost(head: Visitor) -> None:
    mine = head.get("/k/atur/1/K12")
    saved(head.get("/k/atur/1/K12").send({"label": "KTP keduanya"}))

    late = mine.send({"label": "KTP elektronik"})
    assert late.status == 409
    assert "KTP keduanya" in late.text
    assert "KTP elektronik" in late.html
    saved(late.send({}))
    assert "KTP elektronik" in head.get("/k/atur/1").text


def test_a_check_that_was_outrun_shows_both_texts_before_it_saves(head: Visitor) -> None:
    check = head.get("/k/atur/1/K12").send({"label": "KTP elektronik"})
    head.get("/k/atur/1/K35/henti").send({"reason": "Tidak diminta."})

    late = check.send({})
    assert late.status == 409
    assert "berubah sejak halaman ini dibuka" in late.text
    saved(late)


def test_the_check_of_nothing_leads_to_the_form(head: Visitor) -> None:
    assert head.get("/k/atur/1/K12/periksa").path == "/k/atur/1/K12"


@pytest.mark.parametrize("path", [
    "/k/atur/7", "/k/atur/1/K99", "/k/atur/1/baru/henti", "/k/atur/1/K99/henti", "/k/atur/1/riwayat/9",
])
def test_what_is_not_there_is_not_found(head: Visitor, path: str) -> None:
    assert head.get(path).status == 404


def test_every_page_of_every_list_opens(head: Visitor) -> None:
    first = {1: "K01", 2: "D01", 3: "R01", 4: "T01", 5: "L01", 6: "S01"}
    for number, code in first.items():
        for rest in ("", f"/{code}", "/baru", f"/{code}/henti", f"/{code}/pakai", "/riwayat", "/riwayat/1"):
            assert head.get(f"/k/atur/{number}{rest}").status == 200, (number, rest)


@pytest.mark.parametrize("who", ["supervisor", "auditor", "administrator"])
def test_nobody_but_the_head_keeps_the_lists(office: Office, who: str) -> None:
    visitor = pages.arrive(office, getattr(office, who), pages.application(office))

    assert visitor.get("/k/atur").status == 403

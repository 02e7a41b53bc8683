"""An auditor at the front door: keys that two persons vouch for, an export from the first page to its end."""

import io
import json
import re
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from bech32 import bech32_encode, convertbits
from flask import Flask
from pyrage import decrypt, x25519

from mediation.inspection.exporting.model import SILENT
from mediation.permissions import Role
from mediation.vault.keys import raw_of
from tests import builders, pages
from tests.builders import Office, Someone
from tests.pages import Page, Visitor


@dataclass
class House:
    """An office with three cases, its auditor and head at their browsers, and somebody outside who holds a key."""

    office: Office
    app: Flask
    auditor: Visitor
    head: Visitor
    holder: x25519.Identity

    @property
    def line(self) -> str:
        return str(self.holder.to_public())

    @property
    def folder(self) -> Path:
        folder = self.app.extensions["premises"].exports
        assert isinstance(folder, Path)
        return folder

    def visitor(self, who: Someone) -> Visitor:
        return pages.arrive(self.office, who, self.app)


@pytest.fixture
def house(office: Office) -> House:
    for number in ("0001/2026", "0002/2026", "0003/2026"):
        builders.open_case(office, builders.a_request(number))
    app = pages.application(office)
    auditor, head = (pages.arrive(office, who, app) for who in (office.auditor, office.head))
    return House(office, app, auditor, head, x25519.Identity.generate())


def register(house: House, name: str = "Inspektur Contoh", line: str = "") -> Page:
    return house.auditor.get("/a/kunci/baru").confirm({"name": name, "line": line or house.line})


def waiting(visitor: Visitor) -> str:
    """Return the address of the key that waits for this visitor."""
    return next(link for link in visitor.get("/a/kunci").reader.links if re.fullmatch("/a/kunci/[0-9a-f-]{36}", link))


def confirm(house: House, by: Visitor | None = None, heard: str = "") -> Page:
    visitor = by or house.head
    return visitor.get(waiting(visitor)).confirm({"heard": heard or house.line[-20:]})


def answered(house: House, **given: dict[str, str | list[str]]) -> Page:
    """Answer the pages up to the check."""
    auditor = house.auditor
    auditor.get("/a/bawa/baru/1").send(given.get("period", {}))
    auditor.get("/a/bawa/baru/2").send({"aim": "routine", "reason": "Surat tugas 7/2026", **given.get("aim", {})})
    auditor.get("/a/bawa/baru/3").send(given.get("fields", {}))
    page = auditor.get("/a/bawa/baru/4")
    return page.send({"keys": page.form().offered["keys"]})


def finished(visitor: Visitor, path: str) -> Page:
    """Wait until the export is made or not."""
    for _ in range(200):
        page = visitor.get(path)
        if "Sedang dibuat" not in page.text:
            return page
        time.sleep(0.02)
    raise AssertionError(page.text)


def made(house: House, **given: dict[str, str | list[str]]) -> Page:
    """Make an export and return its page."""
    register(house)
    confirm(house)
    begun = answered(house, **given).send({})
    return finished(house.auditor, begun.path)


def recovery_of(house: House) -> x25519.Identity:
    """Return the recovery key as its holders have it."""
    words = convertbits(raw_of(house.office.recovery), 8, 5)
    assert words
    return x25519.Identity.from_str(bech32_encode("age-secret-key-", words).upper())


def fetched(visitor: Visitor, page: Page, what: str = "berkas") -> bytes:
    """Fetch a file of the export."""
    answer = visitor.client.get(f"{page.path}/{what}", base_url=pages.ADDRESS)
    body = answer.get_data()
    answer.close()
    assert answer.status_code == 200, body
    return body


def opened(house: House, page: Page) -> dict[str, bytes]:
    """Fetch the bundle and open it as its holder does."""
    with zipfile.ZipFile(io.BytesIO(decrypt(fetched(house.auditor, page), [house.holder]))) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_a_key_is_used_after_a_second_person_typed_what_the_holder_reads(house: House) -> None:
    register(house)
    before = house.auditor.get("/a/bawa/baru/4").text
    page = confirm(house)

    assert "Belum ada kunci yang disahkan" in before
    assert "Kunci disahkan" in page.text
    assert "Inspektur Contoh" in house.auditor.get("/a/bawa/baru/4").text


def test_who_registered_a_key_cannot_confirm_it(house: House) -> None:
    register(house)
    key = waiting(house.head)

    page = house.auditor.get(key)

    assert key not in house.auditor.get("/a/kunci").reader.links
    assert "bukan yang mendaftarkannya" in page.text


def test_what_is_heard_otherwise_confirms_nothing_and_stands_in_the_trail(house: House) -> None:
    register(house)

    page = confirm(house, heard="qqqq qqqq qqqq qqqq qqqq")

    assert page.status == 409
    assert "tidak sama" in page.text
    assert "Menunggu pengesahan" in house.head.get("/a/kunci").text


def test_a_whole_line_that_was_pasted_is_not_what_was_heard(house: House) -> None:
    register(house)

    page = house.head.get(waiting(house.head)).send({"heard": house.line})

    assert "jangan menempelkan seluruh baris" in page.text
    assert "Menunggu pengesahan" in house.head.get("/a/kunci").text


def test_the_page_of_the_second_person_does_not_show_what_he_is_to_hear(house: House) -> None:
    register(house)

    page = house.head.get(waiting(house.head))

    assert house.line not in page.html
    assert house.line[-20:] not in page.html


def test_a_private_half_is_refused_kindly_and_never_shown_again(house: House) -> None:
    secret = str(house.holder)

    page = house.auditor.get("/a/kunci/baru").send({"name": "Inspektur Contoh", "line": secret})

    assert "tidak lagi rahasia" in page.text
    assert secret not in page.html
    assert "Belum ada kunci ekspor" in house.auditor.get("/a/kunci").text


def test_a_retired_key_is_offered_no_more(house: House) -> None:
    register(house)
    confirm(house)
    key = next(link for link in house.head.get("/a/kunci").reader.links if link.endswith("/cabut"))

    house.head.get(key).send({"sure": "ya"})

    assert "Inspektur Contoh" not in house.auditor.get("/a/bawa/baru/4").text
    assert "pernah terdaftar" in register(house).text


def test_an_export_holds_what_was_asked_for_and_its_holder_opens_it(house: House) -> None:
    page = made(house, fields={"sheets": ["csv", "xlsx"]})

    members = opened(house, page)

    rows = [json.loads(line) for line in members["summaries.jsonl"].splitlines()]
    manifest = json.loads(members["manifest.json"])
    assert list(members) == ["summaries.jsonl", "summaries.csv", "summaries.xlsx", "manifest.json"]
    assert len(rows) == manifest["rows"] == 3
    assert all(len(row["pseudonym"]) == 14 for row in rows)
    assert [one["name"] for one in manifest["recipients"]] == ["Inspektur Contoh", "Kunci pemulihan instansi"]
    assert manifest["filter"]["damaged"] == 0
    assert manifest["purpose"] == "Pemeriksaan berkala: Surat tugas 7/2026"


def test_the_recovery_key_opens_it_too(house: House) -> None:
    page = made(house)

    body = fetched(house.auditor, page)

    assert decrypt(body, [recovery_of(house)]) == decrypt(body, [house.holder])


def test_the_file_and_its_name_are_gone_after_a_day(house: House) -> None:
    page = made(house)
    there = {path.name.partition(".")[0] for path in house.folder.iterdir()}
    house.office.clock.forward(hours=24)
    auditor = house.visitor(house.office.auditor)

    answer = auditor.client.get(f"{page.path}/berkas", base_url=pages.ADDRESS)

    assert len(there) == 1
    assert answer.status_code == 404
    assert list(house.folder.iterdir()) == []
    assert there.pop() not in auditor.get(page.path).html


def test_another_auditors_export_is_as_absent_as_none(house: House) -> None:
    page = made(house)
    other = house.visitor(builders.member(house.office, "pengawas", Role.AUDITOR))

    for path in (page.path, f"{page.path}/berkas", f"{page.path}/tanda", f"{page.path}/akhiri"):
        assert other.get(path).status == 404


def test_the_check_sent_twice_makes_one(house: House) -> None:
    register(house)
    confirm(house)
    checked = answered(house)
    first = checked.send({})
    finished(house.auditor, first.path)

    again = checked.send({})

    assert "sudah dikirim sebelumnya" in again.text
    links = house.auditor.get("/a/bawa").reader.links
    assert len({link for link in links if re.fullmatch("/a/bawa/[0-9a-f-]{36}", link)}) == 1


def test_answers_changed_in_another_tab_are_checked_once_more(house: House) -> None:
    register(house)
    confirm(house)
    checked = answered(house)
    house.auditor.get("/a/bawa/baru/2").send({"aim": "complaint", "reason": "Lain"})

    page = checked.send({})

    assert page.status == 409
    assert "berubah di jendela lain" in page.text
    assert "Menindaklanjuti pengaduan" in page.text


def test_back_and_forth_loses_nothing(house: House) -> None:
    register(house)
    confirm(house)
    answered(house, period={"first": "1 2026", "units": [str(house.office.unit.id)]})

    page = house.auditor.get("/a/bawa/baru/1")

    assert ("first", "1 2026") in page.form().fields
    assert ("units", str(house.office.unit.id)) in page.form().fields


@pytest.mark.parametrize("typed", ["13 2026", "2026", "Januari", "1 1999", "x"])
def test_a_month_that_is_none_is_refused_on_its_page(house: House, typed: str) -> None:
    page = house.auditor.get("/a/bawa/baru/1").send({"first": typed})

    assert page.reader.title.startswith("Galat")
    assert ("first", typed) in page.form().fields


def test_months_in_the_wrong_order_are_refused(house: House) -> None:
    page = house.auditor.get("/a/bawa/baru/1").send({"first": "6 2026", "last": "1 2026"})

    assert "tidak boleh mendahului" in page.text


def test_a_period_without_cases_makes_no_export(house: House) -> None:
    register(house)
    confirm(house)

    page = answered(house, period={"last": "1 2020"}).send({})

    assert page.status == 409
    assert "Tidak ada berkas yang cocok" in page.text


def test_a_maker_without_a_sign_of_life_is_told_as_stopped_and_leaves_nothing(house: House) -> None:
    page = made(house)
    export = page.path.rsplit("/", 1)[1]
    with house.office.premises.writing() as transaction:
        transaction.connection.exec_driver_sql(
            "UPDATE export SET state = 'making', until = NULL WHERE id = ?", (export.replace("-", ""),),
        )
        transaction.commit()
    house.office.clock.forward(seconds=SILENT.total_seconds() + 1)

    shown = house.auditor.get(page.path)

    assert "Terhenti" in shown.text
    assert "Program berhenti" in shown.text
    assert list(house.folder.iterdir()) == []


def test_what_is_over_goes_when_the_program_starts(house: House) -> None:
    made(house)
    house.office.clock.forward(hours=25)

    pages.application(house.office)

    assert list(house.folder.iterdir()) == []


def test_a_bundle_changed_on_the_disk_is_not_handed_out(house: House) -> None:
    page = made(house)
    sealed = next(house.folder.glob("*.age"))
    sealed.write_bytes(sealed.read_bytes()[:-1] + b"x")
    house.app.config["TESTING"] = False

    answer = house.auditor.client.get(f"{page.path}/berkas", base_url=pages.ADDRESS)

    assert answer.status_code == 500
    assert b"age-encryption" not in answer.get_data()


def test_asking_how_far_it_is_keeps_no_session_open(house: House) -> None:
    page = made(house)
    for _ in range(4):
        house.office.clock.forward(minutes=5)
        shown = house.auditor.get(page.path)

    assert "/lanjut" in str(shown.response.request.path)


def test_a_row_that_says_it_is_being_made_is_asked_for_again_by_the_page(house: House) -> None:
    page = made(house)
    with house.office.premises.writing() as transaction:
        transaction.connection.exec_driver_sql("UPDATE export SET state = 'making', done = 1, total = 3")
        transaction.commit()

    shown = house.auditor.get(page.path)

    assert shown.response.headers["Refresh"] == "3"
    assert "Sedang dibuat: 33 %" in shown.text
    assert f"{page.path}/berkas" not in shown.reader.links


def test_an_export_that_is_ended_is_gone_at_once(house: House) -> None:
    page = made(house)

    after = house.auditor.get(f"{page.path}/akhiri").send({})

    assert "tidak ada lagi di peladen" in after.text
    assert list(house.folder.iterdir()) == []
    assert house.auditor.get(f"{page.path}/berkas").status == 404


def test_a_supervisor_and_an_administrator_see_neither_keys_nor_exports(house: House) -> None:
    for who in (house.office.supervisor, house.office.administrator):
        visitor = house.visitor(who)

        assert {visitor.get(path).status for path in ("/a/kunci", "/a/bawa", "/a/bawa/baru/1")} == {403}


def test_the_head_confirms_keys_and_makes_no_export(house: House) -> None:
    assert house.head.get("/a/kunci").status == 200
    assert {house.head.get(path).status for path in ("/a/kunci/baru", "/a/bawa")} == {403}


def test_what_the_list_shows_is_what_the_first_page_begins_with(house: House) -> None:
    listed = house.auditor.get(f"/a?dari=2026-10&unit={house.office.unit.id}")
    link = next(link for link in listed.reader.links if link.startswith("/a/bawa/baru/1"))

    fields = house.auditor.get(link).form().fields

    assert ("first", "2026-10") in fields
    assert ("units", str(house.office.unit.id)) in fields

"""A group's manager at the front door: enrol after comparing by voice, remove, and what the others see of it."""

import re
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from mediation.accounts.store import people
from mediation.accounts.tables import group_member, principal
from tests.doors import Door, open_door, sign_in
from tests.pages import Page, Visitor

FINGERPRINT = r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}"


@dataclass
class House:
    """Head, auditor and administrator at their browsers, and an officer and a second head with keys of their own."""

    door: Door
    head: Visitor
    auditor: Visitor
    admin: Visitor
    officer: Visitor
    second: Visitor

    def id_of(self, name: str) -> UUID:
        with self.door.premises.reading() as transaction:
            found = people.find(transaction, name)
        assert found is not None
        return found.id

    def again(self, name: str) -> Visitor:
        """Let somebody sign in anew, a minute later."""
        self.door.clock.forward(minutes=1)
        visitor = self.door.visitor()
        sign_in(visitor, name)
        return visitor


@pytest.fixture
def house(tmp_path: Path) -> House:
    door = open_door(tmp_path)
    head, auditor, admin = (door.enrolled(name) for name in ("kepala", "auditor", "admin"))
    door.clock.forward(minutes=1)
    for name, role in (("petugas", "bureau_officer"), ("wakil", "bureau_head")):
        door.added(name, role, admin)
    return House(door, head, auditor, admin, door.enrolled("petugas"), door.enrolled("wakil"))


def compare(house: House, name: str, by: Visitor | None = None) -> Page:
    """Open the page of a candidate from the list."""
    visitor = by or house.head
    listed = visitor.get("/kelola/kelompok/calon")
    path = f"/kelola/kelompok/calon/{house.id_of(name)}"
    assert path in listed.reader.links, listed.text
    return visitor.get(path)


def enrol(house: House, name: str, by: Visitor | None = None) -> Page:
    return compare(house, name, by).send({"outcome": "same"}).send({})


def remove(house: House, name: str, by: Visitor | None = None) -> Page:
    page = (by or house.head).get(f"/kelola/kelompok/anggota/{house.id_of(name)}")
    return page.send({"reason": "moved"}).send({})


def test_the_manager_sees_the_fingerprint_that_the_candidate_reads_aloud(house: House) -> None:
    read_aloud = re.findall(FINGERPRINT, house.officer.get("/profil").text)

    page = compare(house, "petugas")

    shown = re.findall(r'm-code__letters">([0-9A-Z]{4})<', page.html)
    assert read_aloud == ["-".join(shown)]


def test_an_officer_is_enrolled_after_the_answers_were_checked(house: House) -> None:
    checked = compare(house, "petugas").send({"outcome": "same"})
    before = house.officer.get("/kelompok").text

    page = checked.send({})

    assert "Sama dengan yang ia bacakan" in checked.text
    assert "Anda belum memegang kunci kelompok ini" in before
    assert "Petugas Contoh sekarang memegang kunci kelompok" in page.text
    after = house.officer.get("/kelompok").text
    assert "Anda memegang kunci kelompok ini" in after
    assert "Kepala Biro Contoh" in after


def test_a_different_fingerprint_enrols_nobody_and_stands_in_the_trail(house: House) -> None:
    page = compare(house, "petugas").send({"outcome": "different"})

    assert page.status == 409
    assert "Jangan daftarkan" in page.text
    assert "Anda belum memegang" in house.officer.get("/kelompok").text


def test_without_comparing_nothing_goes_on(house: House) -> None:
    page = compare(house, "petugas").send({})

    assert page.reader.title.startswith("Galat")
    assert "Bandingkan sidiknya dahulu" in page.text


def test_the_check_sent_twice_enrols_once(house: House) -> None:
    checked = compare(house, "petugas").send({"outcome": "same"})
    checked.send({})

    again = checked.send({})

    assert "sudah dikirim sebelumnya" in again.text


def test_two_managers_at_once_and_the_second_is_told(house: House) -> None:
    enrol(house, "wakil")
    mine, theirs = (
        compare(house, "petugas", who).send({"outcome": "same"}) for who in (house.head, house.second)
    )
    mine.send({})

    page = theirs.send({})

    assert page.status == 409
    assert "sudah memegang kunci kelompok ini" in page.text


def test_keys_made_anew_since_the_comparison_are_not_enrolled(house: House) -> None:
    checked = compare(house, "petugas").send({"outcome": "same"})
    house.admin.get(f"/kelola/orang/{house.id_of('petugas')}/atur-ulang").send({})

    page = checked.send({})

    assert page.status == 409
    assert "Bandingkan sekali lagi" in page.text
    assert "Anda belum memegang" in house.second.get("/kelompok").text


def test_a_swapped_public_key_leads_to_a_page_that_says_so(house: House) -> None:
    with house.door.premises.writing() as transaction:
        row = sa.update(principal).where(principal.c.id == house.id_of("petugas"))
        transaction.execute(row.values(public_key=b"\x07" * 32))
        transaction.commit()

    page = house.head.get(f"/kelola/kelompok/calon/{house.id_of('wakil')}")
    broken = house.head.get("/kelola/kelompok/calon")

    assert page.status == 200
    assert broken.status == 500
    assert "tidak cocok" in broken.text


def test_past_the_comparison_nobody_is_enrolled(house: House) -> None:
    form = compare(house, "petugas").form()

    page = house.head.post(f"/kelola/kelompok/calon/{house.id_of('petugas')}/daftar", dict(form.fields))

    assert page.status == 409
    assert "Bandingkan sidiknya dahulu" in page.text
    assert "Anda belum memegang" in house.officer.get("/kelompok").text


@pytest.mark.parametrize("who", ["officer", "auditor", "admin"])
def test_nobody_else_enrols_into_the_bureau(house: House, who: str) -> None:
    form = compare(house, "petugas").send({"outcome": "same"}).form()
    visitor: Visitor = getattr(house, who)

    page = visitor.post(f"/kelola/kelompok/calon/{house.id_of('petugas')}/daftar", dict(form.fields))

    assert page.status in {400, 403, 404}
    assert "Anda belum memegang" in house.officer.get("/kelompok").text


def test_a_new_member_stands_on_the_pages_of_all_until_each_has_read_it(house: House) -> None:
    enrol(house, "wakil")
    enrol(house, "petugas", house.second)
    told = house.head.get("/profil")

    page = house.head.get("/kelompok")

    assert "Ada pemegang kunci baru" in told.text
    assert "Petugas Contoh memegang kunci sejak" in page.text
    page = page.send({"who": str(house.id_of("petugas"))}, having="who")
    assert "Tercatat bahwa Anda sudah membacanya" in page.text
    assert "Petugas Contoh memegang kunci sejak" not in page.text


def test_the_one_who_enrolled_reads_of_it_at_the_next_sign_in(house: House) -> None:
    enrol(house, "petugas")
    at_once = house.head.get("/profil").text

    later = house.again("kepala").get("/profil").text

    assert ("Ada pemegang kunci baru" in at_once, "Ada pemegang kunci baru" in later) == (False, True)


def test_the_auditor_enrols_auditors(house: House) -> None:
    house.door.added("pemeriksa", "auditor", house.admin)
    house.door.enrolled("pemeriksa")

    page = enrol(house, "pemeriksa", house.auditor)

    assert "Pemeriksa Contoh sekarang memegang kunci kelompok" in page.text


def test_a_lone_holder_is_warned_on_every_page(house: House) -> None:
    alone = house.head.get("/bantuan").text
    enrol(house, "petugas")

    both = house.head.get("/bantuan").text

    assert ("Hanya Anda yang memegang" in alone, "Hanya Anda yang memegang" in both) == (True, False)


def test_a_removed_member_is_out_at_once_and_the_key_is_changed(house: House) -> None:
    enrol(house, "petugas")
    house.officer.get("/kelompok")

    page = remove(house, "petugas")

    assert "tidak lagi memegang kunci kelompok" in page.text
    assert "Kunci kelompok mutakhir" in page.text
    assert house.officer.get("/kelompok").path == "/masuk"
    back = house.again("petugas").get("/kelompok").text
    assert "Anda belum memegang kunci kelompok ini" in back
    events = house.head.get("/kelompok").text
    assert "Petugas Contoh tidak lagi memegang kunci" in events
    assert "Alasan: pindah tugas" in events


def test_a_removal_says_that_it_works_forward_only(house: House) -> None:
    enrol(house, "petugas")
    page = house.head.get(f"/kelola/kelompok/anggota/{house.id_of('petugas')}")

    assert "tidak menarik kembali" in page.text


def test_a_removal_without_a_reason_asks_for_it(house: House) -> None:
    enrol(house, "petugas")

    page = house.head.get(f"/kelola/kelompok/anggota/{house.id_of('petugas')}").send({})

    assert "Pilih alasannya" in page.text
    assert "Anda memegang kunci kelompok ini" in house.officer.get("/kelompok").text


def test_a_removal_sent_twice_is_done_once(house: House) -> None:
    enrol(house, "petugas")
    checked = house.head.get(f"/kelola/kelompok/anggota/{house.id_of('petugas')}").send({"reason": "away"})
    checked.send({})

    again = checked.send({})

    assert "sudah dikirim sebelumnya" in again.text


def test_nobody_removes_himself_by_the_page_or_past_it(house: House) -> None:
    own = house.id_of("kepala")
    page = house.head.get(f"/kelola/kelompok/anggota/{own}")
    form = compare(house, "petugas").form()

    past = house.head.post(f"/kelola/kelompok/anggota/{own}/keluarkan", dict(form.fields) | {"seen": "moved"})

    assert "Anda tidak dapat mengeluarkan diri sendiri" in page.text
    assert past.status == 409
    assert "Anda memegang kunci kelompok ini" in house.head.get("/kelompok").text


def test_two_heads_who_remove_each_other_leave_one(house: House) -> None:
    enrol(house, "wakil")
    mine = house.head.get(f"/kelola/kelompok/anggota/{house.id_of('wakil')}").send({"reason": "doubted"})
    theirs = house.second.get(f"/kelola/kelompok/anggota/{house.id_of('kepala')}").send({"reason": "doubted"})
    mine.send({})

    page = theirs.send({})

    assert page.path == "/masuk"
    assert "Anda memegang kunci kelompok ini" in house.head.get("/kelompok").text


def test_after_a_deactivation_the_next_sign_in_changes_the_key(house: House) -> None:
    enrol(house, "petugas")
    house.admin.get(f"/kelola/orang/{house.id_of('petugas')}/nonaktif").send({})
    waiting = house.head.get("/kelola/kelompok/kunci").text

    page = house.again("kepala").get("/kelola/kelompok/kunci")

    assert "kuncinya harus diganti" in waiting
    assert "Kunci kelompok mutakhir" in page.text


def test_a_change_that_is_due_goes_on_by_its_button(house: House) -> None:
    enrol(house, "petugas")
    house.admin.get(f"/kelola/orang/{house.id_of('petugas')}/nonaktif").send({})

    page = house.head.get("/kelola/kelompok/kunci").send({})

    assert "Kunci kelompok mutakhir" in page.text


def test_a_broken_member_row_keeps_nobody_from_signing_in(house: House) -> None:
    with house.door.premises.writing() as transaction:
        mine = group_member.c.member == house.id_of("kepala")
        transaction.execute(sa.update(group_member).where(mine).values(stored=b"\x01" * 90))
        transaction.commit()

    page = house.again("kepala").get("/bantuan")

    assert page.status == 200
    assert "Bantuan" in page.heading

"""What is asked, of whom, and what is never asked."""

import re

import pytest

from mediation.cases.examine.bank import all_questions, question, questions
from mediation.cases.model import Party
from mediation.law.grounds import Ground

# Pinned: an id, once used, keeps its role and ground for ever. New questions are added at the end of their row.
PINNED = {
    (Party.APPLICANT, None): "A101 A102 A103 A104 A201 A202 A203 A204 A301 A302 A303 A304 A401 A402 A403 A404 "
    "A601 A701 A702 A703 A704 A801 A802 A901 A902 A903",
    (Party.APPLICANT, Ground.G1_ZINA): "A511 A512 A513",
    (Party.APPLICANT, Ground.G2_MABUK_PADAT_JUDI): "A521 A522 A523",
    (Party.APPLICANT, Ground.G3_TINGGAL_2TH): "A531 A532 A533",
    (Party.APPLICANT, Ground.G4_PENJARA_5TH): "A541 A542",
    (Party.APPLICANT, Ground.G5_ANIAYA): "A551 A552 A553 A554 A555 A556",
    (Party.APPLICANT, Ground.G6_CEKCOK): "A561 A562 A563",
    (Party.SPOUSE, None): "S101 S102 S103 S104 S105 S201 S202 S203 S301 S302 S303 S304 S401 S402 S403 S404 "
    "S601 S701 S702 S703 S704 S801 S901 S902 S903",
    (Party.SPOUSE, Ground.G1_ZINA): "S511",
    (Party.SPOUSE, Ground.G2_MABUK_PADAT_JUDI): "S521",
    (Party.SPOUSE, Ground.G3_TINGGAL_2TH): "S531",
    (Party.SPOUSE, Ground.G4_PENJARA_5TH): "S541",
    (Party.SPOUSE, Ground.G5_ANIAYA): "S551 S552",
    (Party.SPOUSE, Ground.G6_CEKCOK): "S561",
    (Party.WITNESS, None): "W101 W102 W103 W104 W301 W302 W303 W401 W601 W901 W902 W903",
    (Party.WITNESS, Ground.G1_ZINA): "W511",
    (Party.WITNESS, Ground.G2_MABUK_PADAT_JUDI): "W521",
    (Party.WITNESS, Ground.G3_TINGGAL_2TH): "W531",
    (Party.WITNESS, Ground.G5_ANIAYA): "W551",
    (Party.WITNESS, Ground.G6_CEKCOK): "W561",
}
FOUR = [
    ("female", "male", "Apakah Saudari masih tinggal serumah dengan suami Saudari?"),
    ("male", "female", "Apakah Saudara masih tinggal serumah dengan istri Saudara?"),
]
BLAMING = re.compile(r"mengapa (ia|dia|suami|istri)|kesalahan|memancing|memicu|membuatnya marah", re.IGNORECASE)


def test_an_id_keeps_its_role_and_ground() -> None:
    found: dict[tuple[Party, Ground | None], list[str]] = {}
    for entry in all_questions():
        found.setdefault((entry.role, entry.ground), []).append(entry.id)

    assert {key: " ".join(ids) for key, ids in found.items()} == PINNED


def test_no_id_is_used_twice() -> None:
    ids = [entry.id for entry in all_questions()]

    assert len(ids) == len(set(ids))


def test_only_the_grounds_that_were_put_forward_are_asked_about() -> None:
    asked = {entry.ground for entry in questions(Party.APPLICANT, [Ground.G5_ANIAYA])}

    assert asked == {None, Ground.G5_ANIAYA}


@pytest.mark.parametrize("role", list(Party))
def test_questions_come_in_the_order_of_asking_and_end_with_the_reading(role: Party) -> None:
    asked = questions(role, list(Ground))

    assert [entry.order for entry in asked] == sorted({entry.order for entry in asked})
    assert "dibacakan kembali" in asked[-1].text


@pytest.mark.parametrize("role", [Party.APPLICANT, Party.SPOUSE])
def test_both_sides_are_asked_about_every_ground(role: Party) -> None:
    assert {entry.ground for entry in questions(role, list(Ground))} == {None, *Ground}


@pytest.mark.parametrize(("examined", "other", "spoken"), FOUR)
def test_a_question_addresses_the_person_by_sex(examined: str, other: str, spoken: str) -> None:
    assert question("A401").spoken(examined, other).startswith(spoken)


def test_no_slot_is_left_when_a_question_is_spoken() -> None:
    spoken = [entry.spoken(examined, other) for entry in all_questions() for examined, other, _ in FOUR]

    assert not any("[[" in text or "%" in text for text in spoken)


def test_every_question_says_why_it_is_asked() -> None:
    assert all(entry.text.strip() and entry.why.strip() and "[[" not in entry.why for entry in all_questions())


def test_no_question_blames() -> None:
    assert not [entry.id for entry in all_questions() if BLAMING.search(entry.text)]


@pytest.mark.parametrize("role", [Party.SPOUSE, Party.WITNESS])
def test_no_question_tells_what_the_applicant_said(role: Party) -> None:
    told = re.compile(r"menurut pemohon|pemohon (mengatakan|menyatakan|menuduh)|dituduh|laporan", re.IGNORECASE)

    assert not [entry.id for entry in questions(role, list(Ground)) if told.search(entry.text)]


def test_who_tells_of_violence_decides_first_whether_to_go_on() -> None:
    first = next(entry for entry in questions(Party.APPLICANT, [Ground.G5_ANIAYA]) if entry.ground)

    assert "boleh" in first.text
    assert "tidak menjawab" in first.text


def test_no_question_asks_for_an_address() -> None:
    asking = [entry for entry in all_questions() if "alamat" in entry.text.lower()]

    assert all("tidak perlu disebutkan" in entry.text for entry in asking)

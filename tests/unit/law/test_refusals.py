"""Grounds of refusal: what may be printed by itself, and what somebody must first look up."""

from datetime import date

import pytest

from mediation.law.refusals import RefusalGround, known_article, proposed_article

ON = date(2027, 1, 14)


def test_only_the_article_that_is_verified_is_known() -> None:
    known = {ground: known_article(ground, ON) for ground in RefusalGround}

    assert {ground for ground, words in known.items() if words} == {RefusalGround.ILLNESS}
    assert known[RefusalGround.ILLNESS] == "Pasal 7 ayat (2) Peraturan Pemerintah Nomor 10 Tahun 1983"


def test_before_the_rule_there_was_no_article() -> None:
    assert known_article(RefusalGround.ILLNESS, date(1983, 4, 20)) == ""


@pytest.mark.parametrize(("ground", "article"), [
    (RefusalGround.RELIGION, "Pasal 7 ayat (3) huruf a"),
    (RefusalGround.NO_LAWFUL_GROUND, "Pasal 7 ayat (3) huruf b"),
    (RefusalGround.LEGISLATION, "Pasal 7 ayat (3) huruf c"),
    (RefusalGround.COMMON_SENSE, "Pasal 7 ayat (3) huruf d"),
    (RefusalGround.ILLNESS, "Pasal 7 ayat (2)"),
])
def test_the_article_to_look_up_is_proposed(ground: RefusalGround, article: str) -> None:
    assert proposed_article(ground, ON) == f"{article} Peraturan Pemerintah Nomor 10 Tahun 1983"


def test_every_ground_has_a_label_and_words_of_its_own() -> None:
    assert len({ground.label for ground in RefusalGround}) == len({ground.words for ground in RefusalGround}) == 5

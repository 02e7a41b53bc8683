"""Grounds, evidence and causes are three lists, and only the first is a ground."""

import pytest

from mediation.law import grounds
from mediation.law.grounds import Ground

# ground, as a letter writes it
WORDING = [
    (Ground.G1_ZINA, "salah satu pihak berbuat zina"),
    (
        Ground.G2_MABUK_PADAT_JUDI,
        "salah satu pihak menjadi pemabuk, pemadat, atau penjudi yang sukar disembuhkan",
    ),
    (
        Ground.G3_TINGGAL_2TH,
        (
            "salah satu pihak meninggalkan pihak lain selama 2 (dua) tahun berturut-turut tanpa izin pihak lain dan "
            "tanpa alasan yang sah atau karena hal lain di luar kemampuannya"
        ),
    ),
    (
        Ground.G4_PENJARA_5TH,
        (
            "salah satu pihak mendapat hukuman penjara 5 (lima) tahun atau hukuman yang lebih berat "
            "secara terus-menerus setelah perkawinan berlangsung"
        ),
    ),
    (
        Ground.G5_ANIAYA,
        (
            "salah satu pihak melakukan kekejaman atau penganiayaan berat, baik lahir maupun batin, "
            "yang membahayakan pihak lain"
        ),
    ),
    (
        Ground.G6_CEKCOK,
        (
            "antara suami dan istri terus-menerus terjadi perselisihan dan pertengkaran dan tidak ada harapan "
            "akan hidup rukun lagi dalam rumah tangga"
        ),
    ),
]

# Evidence of injury or threat: whoever brings it, it means violence.
VIOLENT = {"E501", "E502", "E503", "E504", "E901", "E902", "E903"}


@pytest.mark.parametrize(("ground", "words"), WORDING)
def test_a_ground_is_written_as_the_circular_has_it(ground: Ground, words: str) -> None:
    assert ground.words == words


def test_there_are_six_grounds_each_with_label_evidence_and_source() -> None:
    entries = grounds.ground_entries()

    assert [entry.ground for entry in entries] == list(Ground)
    assert all(e.label and e.evidence_asked and e.facts_hint and e.sources for e in entries)


def test_disability_is_a_cause_with_a_warning_and_never_a_ground() -> None:
    cause = next(cause for cause in grounds.causes() if cause.code == "C12")

    assert "tidak diberikan" in cause.note
    assert not any("cacat" in ground.words for ground in Ground)


def test_only_cruelty_is_a_violent_ground() -> None:
    assert [ground for ground in Ground if ground.violent] == [Ground.G5_ANIAYA]


def test_every_ground_has_evidence_of_its_own_with_a_source() -> None:
    for ground in Ground:
        own = [kind for kind in grounds.all_evidence_kinds() if kind.ground is ground]

        assert own, ground
        assert all(kind.sources for kind in own)


def test_evidence_of_injury_or_threat_is_marked() -> None:
    assert {kind.code for kind in grounds.all_evidence_kinds() if kind.violence} == VIOLENT


def test_evidence_of_cruelty_always_means_violence() -> None:
    assert all(k.violence for k in grounds.all_evidence_kinds() if k.ground is Ground.G5_ANIAYA)


def test_evidence_of_injury_can_be_recorded_whatever_ground_was_claimed() -> None:
    offered = {kind.code for kind in grounds.evidence_kinds([Ground.G6_CEKCOK])}

    assert {"E601", "E901", "E902", "E903"} <= offered
    assert "E101" not in offered


def test_codes_are_unique() -> None:
    codes = [k.code for k in grounds.all_evidence_kinds()] + [c.code for c in grounds.causes()]

    assert len(codes) == len(set(codes))


def test_an_unknown_code_is_not_found() -> None:
    assert grounds.evidence_kind("E501").ground is Ground.G5_ANIAYA
    with pytest.raises(KeyError):
        grounds.evidence_kind("E000")

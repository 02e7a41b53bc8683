"""What may be cited, what may refuse. The tables are meant to be read by a lawyer."""

from datetime import date, timedelta

import pytest

from mediation.errors import Refusal
from mediation.law import statutes

NOW = date(2026, 11, 22)
AMENDED = (
    "Peraturan Pemerintah Nomor 10 Tahun 1983 sebagaimana telah diubah dengan Peraturan Pemerintah Nomor 45 Tahun 1990"
)

# Only these articles are cited with a source of their own. A new row here needs that source in hand.
VERIFIED = {
    "uu1-1974.39.2": ("S9",),
    "pp10-1983.1": ("S100", "S101"),
    "pp10-1983.3.2-3": ("S1", "S4"),
    "pp45-1990.5.2": ("S4",),
    "pp10-1983.7.2": ("S107",),
    "pp10-1983.12": ("S5", "S53"),
    "pp45-1990.15": ("S54", "S83"),
    "sema10-2020.c.1.c": ("S6",),
    "uu14-2008.17.h": ("S38",),
    "bkn17-2020.5": ("S42",),
    "uu27-2022.4": ("S32", "S33"),
    "uu27-2022.46": ("S34", "S134"),
    "uu27-2022.53": ("S36",),
}

# rule, on, as a letter writes it
AS_WRITTEN = [
    ("pp45-1990.5.2", NOW, "Pasal 5 ayat (2) Peraturan Pemerintah Nomor 45 Tahun 1990"),
    ("pp10-1983.3.2-3", NOW, f"Pasal 3 ayat (2) dan ayat (3) {AMENDED}"),
    (
        "pp10-1983.3.2-3",
        date(1985, 1, 1),
        "Pasal 3 ayat (2) dan ayat (3) Peraturan Pemerintah Nomor 10 Tahun 1983",
    ),
    (
        "uu1-1974.39.2",
        NOW,
        (
            "Penjelasan Pasal 39 ayat (2) Undang-Undang Nomor 1 Tahun 1974 tentang Perkawinan "
            "sebagaimana telah diubah dengan Undang-Undang Nomor 16 Tahun 2019"
        ),
    ),
    ("disiplin-berat", date(2021, 8, 30), "Peraturan Pemerintah Nomor 53 Tahun 2010"),
    ("disiplin-berat", date(2021, 8, 31), "Pasal 41 Peraturan Pemerintah Nomor 94 Tahun 2021"),
]

# rule, may it refuse?, why
MAY_REFUSE = [
    ("pp45-1990.5.2", True, "the article has a source"),
    ("pp10-1983.3.1", True, "the duty has a source, though its paragraph number has none"),
    ("se08-1983.grounds", True, "the list of grounds has a source"),
    ("design.screening", True, "a rule of safety"),
    ("bentuk-nip", True, "a rule of shape"),
    ("uu27-2022.46", True, "the article has a source"),
    ("jarak-panggilan", False, "general knowledge"),
    ("hari-panggilan", False, "advice of this program"),
    ("pp10-1983.6.2", False, "general knowledge"),
    ("pp10-1983.6.3", False, "general knowledge"),
    ("pp45-1990.15.3", False, "general knowledge"),
    ("no-such-rule", False, "unknown"),
]


def test_only_articles_with_a_source_of_their_own_are_verified() -> None:
    verified = {rule.id: rule.sources for rule in statutes.citations() if rule.verified}

    assert verified == VERIFIED


def test_a_verified_rule_names_its_article_and_is_marked_as_sourced() -> None:
    verified = [rule for rule in statutes.citations() if rule.verified]

    assert all(rule.article and rule.sources and rule.mark is statutes.Mark.SOURCED for rule in verified)


def test_a_doubtful_discipline_article_is_not_printed() -> None:
    assert statutes.printable(["disiplin-berat"], NOW) == ()


@pytest.mark.parametrize(("rule", "on", "words"), AS_WRITTEN)
def test_a_rule_is_cited_as_it_stood_on_the_day(rule: str, on: date, words: str) -> None:
    assert statutes.citation(rule, on).words == words


def test_a_rule_before_its_time_is_not_found() -> None:
    with pytest.raises(statutes.NoSuchRule):
        statutes.citation("pp45-1990.5.2", date(1990, 9, 5))


def test_forms_of_a_rule_follow_each_other_without_gap_or_overlap() -> None:
    for first in statutes.citations():
        later = [c for c in statutes.citations() if c.id == first.id and c.effective_from > first.effective_from]
        ends = first.effective_to
        starts = min((c.effective_from for c in later), default=None)

        assert (ends is None) is (starts is None)
        assert ends is None or starts == ends + timedelta(days=1)


@pytest.mark.parametrize(("rule", "expected", "why"), MAY_REFUSE)
def test_only_a_rule_with_a_source_may_refuse(rule: str, expected: bool, why: str) -> None:
    assert statutes.may_refuse(rule) is expected, why


def test_every_basis_that_the_workflow_names_is_in_the_data() -> None:
    from mediation.cases.workflow import TRANSITIONS  # noqa: PLC0415 - the law itself never imports cases

    missing = {row.basis for row in TRANSITIONS if statutes.in_force(row.basis, NOW) is None}

    assert missing == set()


def test_the_report_of_a_permanent_employee_prints_verified_articles_alone() -> None:
    basis = statutes.basis_for("pns", NOW, None)

    assert basis == tuple(statutes.citation(rule, NOW).words for rule in statutes.PERMIT_BASIS)
    assert set(statutes.PERMIT_BASIS) <= set(VERIFIED)


@pytest.mark.parametrize("empty", [None, "", "  \n \t"])
def test_the_report_of_a_contract_employee_is_refused_without_the_agencys_own_basis(empty: str | None) -> None:
    answer = statutes.basis_for("pppk", NOW, empty)

    assert isinstance(answer, Refusal)
    assert "Dasar bagi PPPK" in answer.remedy


def test_the_report_of_a_contract_employee_prints_the_agencys_own_basis_and_nothing_else() -> None:
    assert statutes.basis_for("pppk", NOW, " Peraturan Bupati A \n\nPerjanjian kerja ") == (
        "Peraturan Bupati A",
        "Perjanjian kerja",
    )

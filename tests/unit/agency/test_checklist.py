"""Which lines concern whom. The tables are meant to be read by somebody of a personnel bureau."""

from dataclasses import replace

import pytest

from mediation.agency.codec import defaults, from_text, to_text
from mediation.agency.model import (
    CHECKLIST,
    COPIES,
    DELEGATION,
    FOLLOW_UP,
    RETENTION,
    TEAMS,
    AnyItem,
    Book,
    Conditions,
    Decision,
    Facts,
    Faith,
    KnownBy,
    Line,
    Track,
    asks_consent,
    copies_for,
    lines_for,
    next_code,
    placed,
    predecessor,
    refuse_line,
    required,
    with_evidence,
)
from mediation.cases.words import DecisionKind, Religion
from mediation.errors import Refusal, Tampered
from mediation.law.grounds import Ground, all_evidence_kinds
from mediation.law.identity import Employment, Sex

BOOKS = (CHECKLIST, DELEGATION, RETENTION, TEAMS, FOLLOW_UP, COPIES)
WOMAN = Facts(Track.PERMIT, "pns", "islam", "female", frozenset({Ground.G6_CEKCOK}))
MAN = replace(WOMAN, sex="male")
SUED = replace(WOMAN, track=Track.CERTIFICATE)
CONTRACT = replace(WOMAN, employment="pppk")
BEATEN = replace(WOMAN, grounds=frozenset({Ground.G5_ANIAYA, Ground.G6_CEKCOK}))
CATHOLIC = replace(WOMAN, religion="katolik")
UNRECORDED = replace(WOMAN, religion="")

# line, whom it concerns, whom it does not
CONCERNS = [
    ("Surat permintaan izin perceraian", [WOMAN, MAN, CONTRACT], [SUED]),
    ("Surat permintaan surat keterangan", [SUED], [WOMAN, MAN]),
    ("Surat pemberitahuan adanya gugatan", [SUED], [WOMAN, MAN]),
    ("Panggilan pengadilan (relaas)", [SUED], [WOMAN, MAN]),
    ("Salinan surat gugatan", [SUED], [WOMAN, MAN]),
    ("Surat pernyataan penyerahan bagian gaji", [MAN], [WOMAN, replace(MAN, employment="pppk"), SUED]),
    ("SK pangkat terakhir", [WOMAN, MAN], [CONTRACT]),
    ("SK pengangkatan PPPK atau perjanjian kerja", [CONTRACT], [WOMAN]),
    ("Hasil penasihatan BP4", [WOMAN], [CATHOLIC, UNRECORDED]),
    ("Surat dari gereja atau pemuka agama", [CATHOLIC], [WOMAN, UNRECORDED]),
    ("Alat bukti: Kekejaman atau penganiayaan berat, lahir atau batin", [BEATEN], [WOMAN, MAN]),
    ("Alat bukti: Perselisihan terus-menerus tanpa harapan rukun", [BEATEN, WOMAN, SUED], []),
    ("Buku nikah atau kutipan akta perkawinan", [WOMAN, MAN, SUED, CONTRACT, CATHOLIC], []),
]


def asked_of(facts: Facts) -> list[str]:
    return [line.label for line in lines_for(defaults(CHECKLIST), facts)]


@pytest.mark.parametrize(("label", "concerned", "others"), CONCERNS)
def test_a_line_concerns_those_whom_its_conditions_name(
    label: str, concerned: list[Facts], others: list[Facts],
) -> None:
    assert all(label in asked_of(facts) for facts in concerned)
    assert not any(label in asked_of(facts) for facts in others)


def test_a_retired_line_concerns_nobody() -> None:
    line = Line("K01", "Surat")

    assert lines_for([line, replace(line, retired="Tidak diminta.")], WOMAN) == (line,)


@pytest.mark.parametrize("facts", [WOMAN, MAN, SUED, CONTRACT, BEATEN, CATHOLIC])
def test_the_spouses_consent_is_asked_of_nobody_at_first(facts: Facts) -> None:
    assert not any(asks_consent(line) for line in lines_for(defaults(CHECKLIST), facts))


def test_the_spouses_consent_is_never_required_even_when_a_list_says_so() -> None:
    asking = [replace(line, required=True, retired="") for line in defaults(CHECKLIST) if line.consent]

    assert len(asking) == 2
    assert not any(required(line) for line in asking)
    assert all(isinstance(refuse_line(line), Refusal) for line in asking)


# as an agency might word it, is it the spouse's consent?
WORDED = [
    ("Surat persetujuan suami", True),
    ("SURAT PERSETUJUAN ISTRI bermaterai", True),
    ("Surat kesepakatan cerai", True),
    ("Surat pernyataan bersama untuk bercerai", True),
    ("Surat tidak keberatan dari pasangan", True),
    ("Surat izin suami", True),
    ("Surat permintaan izin perceraian", False),
    ("Persetujuan kepala dinas", False),
    ("KTP pasangan", False),
    ("Hasil penasihatan BP4", False),
]


@pytest.mark.parametrize(("label", "expected"), WORDED)
def test_consent_is_known_by_its_words(label: str, expected: bool) -> None:
    line = Line("K99", label, required=True)

    assert (refuse_line(line) is not None, required(line)) == (expected, not expected)


def test_no_line_that_the_program_comes_with_is_refused() -> None:
    assert [line.label for line in defaults(CHECKLIST) if refuse_line(line)] == []


def test_every_ground_has_a_required_line_of_the_evidence_that_the_law_asks_for_it() -> None:
    for ground in Ground:
        line = next(each for each in defaults(CHECKLIST) if each.conditions.grounds == (ground,))
        asked = tuple(kind.code for kind in all_evidence_kinds() if kind.ground is ground)

        assert (line.required, line.known_by, line.evidence) == (True, KnownBy.EVIDENCE, asked)


def test_the_kinds_of_evidence_follow_the_grounds_of_a_line() -> None:
    line = Line("K99", "Bukti", known_by=KnownBy.EVIDENCE, conditions=Conditions(grounds=(Ground.G3_TINGGAL_2TH,)))

    assert with_evidence(line).evidence == ("E301",)
    assert with_evidence(replace(line, known_by=KnownBy.NOTHING, evidence=("E301",))).evidence == ()


def test_evidence_of_no_ground_is_refused() -> None:
    assert isinstance(refuse_line(Line("K99", "Bukti", known_by=KnownBy.EVIDENCE)), Refusal)


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.kind)
def test_what_the_program_comes_with_has_codes_of_its_own_and_no_name_twice(book: Book[AnyItem]) -> None:
    items = defaults(book)

    assert len({item.code for item in items}) == len({item.label.casefold() for item in items}) == len(items)
    assert all(item.code.startswith(book.prefix) and item.label for item in items)


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.kind)
def test_a_list_is_read_as_it_was_written(book: Book[AnyItem]) -> None:
    assert from_text(book, to_text(defaults(book))) == defaults(book)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"label": "x"}]', '[{"code": "K1", "label": "x", "more": 1}]'])
def test_a_list_that_is_none_was_tampered_with(text: str) -> None:
    with pytest.raises(Tampered):
        from_text(CHECKLIST, text)


def test_each_line_of_the_checklist_says_whose_list_asks_for_it() -> None:
    assert [line.label for line in defaults(CHECKLIST) if not line.sources] == []


def test_the_years_of_no_retention_class_are_invented() -> None:
    assert {item.years for item in defaults(RETENTION)} == {None}


def test_the_delegation_decides_nothing_before_it_was_filled_in() -> None:
    assert all(entry.example for entry in defaults(DELEGATION))


def test_the_words_of_the_lists_are_those_of_the_cases() -> None:
    assert [*Decision] == [*DecisionKind]
    assert {faith.value for faith in Faith} - {"muslim", "non-muslim"} == {kind.value for kind in Religion} - {"islam"}
    assert [*Employment] == ["pns", "pppk"]
    assert [*Sex] == ["male", "female"]


def test_a_copy_goes_to_those_whom_the_kind_of_decision_concerns() -> None:
    copies = [replace(copy, retired="") for copy in defaults(COPIES)]

    assert [copy.label for copy in copies_for(copies, "lapsed")] == [
        "Kepala BKPSDM", "Kepala perangkat daerah yang bersangkutan",
    ]
    assert len(copies_for(copies, "permit")) == 5


# codes there are, the next
CODES = [
    ([], "K01"), (["K01"], "K02"), (["K01", "K43"], "K44"), (["K09"], "K10"), (["K99"], "K100"), (["X7", "K2"], "K03"),
]


@pytest.mark.parametrize(("codes", "expected"), CODES)
def test_a_new_line_gets_a_code_that_none_has_or_had(codes: list[str], expected: str) -> None:
    assert next_code("K", [Line(code, code) for code in codes]) == expected


# code, after, the order that comes of it
PLACES = [
    ("C", "", "CAB"), ("C", "A", "ACB"), ("A", "C", "BCA"), ("B", "A", "ABC"), ("D", "B", "ABDC"), ("D", "C", "ABCD"),
    ("A", "", "ABC"),
]


@pytest.mark.parametrize(("code", "after", "order"), PLACES)
def test_a_line_stands_where_it_was_put(code: str, after: str, order: str) -> None:
    items = [Line(each, each) for each in "ABC"]

    assert "".join(item.code for item in placed(items, Line(code, "neu"), after)) == order


def test_a_line_knows_the_one_before() -> None:
    items = [Line(each, each) for each in "ABC"]

    assert [predecessor(items, code) for code in "ABCX"] == ["", "A", "B", ""]

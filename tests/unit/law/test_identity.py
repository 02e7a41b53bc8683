"""Employee and citizen numbers: a wrong shape refuses, everything else warns. All numbers are made up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.errors import Refusal
from mediation.law.identity import (
    Employment,
    NikReading,
    NipReading,
    Sex,
    bare_digits,
    grouped,
    masked,
    read_nik,
    read_nip,
)

TODAY = date(2026, 11, 22)

# number, kind, recorded sex
FITTING = [
    ("198609262015051001", "pns", "male"),
    ("19860926 201505 1 001", "pns", "male"),
    ("19860926.201505.1.001", "pns", "male"),
    ("19860926 201505 2 999", "pns", "female"),
    ("19960229 202611 2 001", "pns", "female"),
    ("199001012021211003", "pppk", "male"),
    ("197001012024222001", "pppk", "female"),
]

# number, kind, what the refusal says
MISSHAPEN = [
    ("", "pns", "belum diisi"),
    ("19860926201505100", "pns", "yang diisi %(count)d angka"),
    ("1986092620150510011", "pns", "yang diisi %(count)d angka"),
    ("19860926201505100X", "pns", "hanya terdiri atas angka"),
    ("١٩٨٦٠٩٢٦٢٠١٥٠٥١٠٠١", "pns", "hanya terdiri atas angka"),
    ("19860926-201505-1-1", "pns", "hanya terdiri atas angka"),
    ("198602302015051001", "pns", "tanggal lahir yang ada"),
    ("198613012015051001", "pns", "tanggal lahir yang ada"),
    ("000001012015051001", "pns", "tanggal lahir yang ada"),
    ("198609262015131001", "pns", "tahun dan bulan pengangkatan"),
    ("198609262015001001", "pns", "tahun dan bulan pengangkatan"),
    ("198609262021211001", "pns", "tahun dan bulan pengangkatan"),
    ("198609260000051001", "pns", "tahun dan bulan pengangkatan"),
    ("198609260000211001", "pppk", "tahun pengangkatan"),
    ("198609262015050001", "pns", "1 (laki-laki) atau 2 (perempuan)"),
    ("198609262015053001", "pns", "1 (laki-laki) atau 2 (perempuan)"),
    ("198609262015051000", "pns", "tidak mungkin 000"),
    ("198609262021211000", "pppk", "tidak mungkin 000"),
]

# number, kind, recorded sex, what the warnings say
DOUBTFUL = [
    ("198609262015051001", "pns", "female", ["Jenis kelamin"]),
    ("203001012050011001", "pns", "male", ["Tanggal lahir"]),
    ("199609262026121001", "pns", "male", ["Waktu pengangkatan"]),
    ("199609262027211001", "pppk", "male", ["Waktu pengangkatan"]),
    ("200101012016121001", "pns", "male", ["di luar 16 sampai 60"]),
    ("195001012011011001", "pns", "male", ["di luar 16 sampai 60"]),
    ("197801012015051001", "pns", "male", ["tidak lazim"]),
    ("197801012015021001", "pppk", "male", ["seperti NIP seorang PNS"]),
    ("197001012028021001", "pppk", "female", ["Jenis kelamin", "Waktu pengangkatan", "tidak lazim", "seperti NIP"]),
]

# number, recorded sex, birth date, what the warnings say
CITIZENS = [
    ("3578012609860001", "male", date(1986, 9, 26), []),
    ("3578016609860001", "female", date(1986, 9, 26), []),
    ("35.7801 660986 0001", "female", None, []),
    ("3578012609860001", "female", None, ["Jenis kelamin"]),
    ("3578017109860001", "male", date(1986, 9, 30), ["Jenis kelamin", "Tanggal lahir"]),
    ("3578013102860001", "male", None, []),
]
NO_CITIZENS = [
    "",
    "357801260986000",
    "3578012609860000",
    "3578010009860001",
    "3578013209860001",
    "3578014009860001",
    "3578017209860001",
    "3578012613860001",
    "3578012600860001",
    "357801260986000A",
]


@pytest.mark.parametrize(("text", "employment", "sex"), FITTING)
def test_a_number_that_fits_gives_no_warning(text: str, employment: str, sex: str) -> None:
    reading = read_nip(text, employment, sex, TODAY)

    assert isinstance(reading, NipReading)
    assert (reading.digits, reading.warnings) == (bare_digits(text), ())


@pytest.mark.parametrize(("text", "employment", "said"), MISSHAPEN)
def test_a_number_of_the_wrong_shape_is_refused_with_a_remedy(text: str, employment: str, said: str) -> None:
    refusal = read_nip(text, employment, "male", TODAY)

    assert isinstance(refusal, Refusal)
    assert said in refusal.reason
    assert refusal.remedy
    assert refusal.reason % refusal.values


@pytest.mark.parametrize(("text", "employment", "sex", "said"), DOUBTFUL)
def test_a_number_that_does_not_fit_the_person_warns(text: str, employment: str, sex: str, said: list[str]) -> None:
    reading = read_nip(text, employment, sex, TODAY)

    assert isinstance(reading, NipReading)
    assert len(reading.warnings) == len(said)
    assert all(words in warning for words, warning in zip(said, reading.warnings, strict=True))


def test_the_month_rule_is_not_applied_to_contract_employees() -> None:
    assert isinstance(read_nip("199001012021211003", "pppk", "male", TODAY), NipReading)


def test_what_a_number_says_is_read_from_it() -> None:
    reading = read_nip("19860926 201505 2 001", Employment.PNS, Sex.FEMALE, TODAY)

    assert isinstance(reading, NipReading)
    assert (reading.born, reading.appointed_year, reading.sex) == (date(1986, 9, 26), 2015, Sex.FEMALE)


def test_the_age_is_that_on_the_first_day_of_the_first_month() -> None:
    # Born 15 May 1997: on 1 May 2015 still 17, unusual; on 1 June 2015 already 18.
    before = read_nip("199705152015051001", "pns", "male", TODAY)
    after = read_nip("199705152015061001", "pns", "male", TODAY)

    assert isinstance(before, NipReading)
    assert isinstance(after, NipReading)
    assert (len(before.warnings), len(after.warnings)) == (1, 0)


def test_a_number_is_written_in_groups_of_8_6_1_3() -> None:
    assert grouped("198609262015051001") == "19860926 201505 1 001"
    assert grouped("12345") == "12345"


def test_lists_show_the_last_three_digits_alone() -> None:
    assert masked("198609262015051001") == "•••001"


@given(st.text(max_size=40), st.sampled_from(Employment), st.sampled_from(Sex))
def test_whatever_is_typed_gets_an_answer(text: str, employment: Employment, sex: Sex) -> None:
    assert isinstance(read_nip(text, employment, sex, TODAY), NipReading | Refusal)
    assert isinstance(read_nik(text, sex), NikReading | Refusal)


@given(st.text("0123456789", min_size=18, max_size=18), st.sampled_from(Employment), st.sampled_from(Sex))
def test_any_eighteen_digits_get_an_answer(text: str, employment: Employment, sex: Sex) -> None:
    assert isinstance(read_nip(text, employment, sex, TODAY), NipReading | Refusal)


@pytest.mark.parametrize(("text", "sex", "born", "said"), CITIZENS)
def test_a_citizen_number_that_differs_only_warns(text: str, sex: str, born: date | None, said: list[str]) -> None:
    reading = read_nik(text, sex, born)

    assert isinstance(reading, NikReading)
    assert len(reading.warnings) == len(said)
    assert all(words in warning for words, warning in zip(said, reading.warnings, strict=True))


@pytest.mark.parametrize("text", NO_CITIZENS)
def test_a_citizen_number_of_the_wrong_shape_is_refused(text: str) -> None:
    assert isinstance(read_nik(text, "male"), Refusal)


def test_forms_of_address_follow_from_sex() -> None:
    assert [(sex.address, sex.spouse_word) for sex in Sex] == [("Saudara", "suami"), ("Saudari", "istri")]

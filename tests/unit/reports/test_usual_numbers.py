"""How documents are numbered while an agency has set nothing else."""

from dataclasses import replace

import pytest

from mediation.reports.blocks import Kind
from mediation.reports.letterhead import USUAL_CODES, LetterheadSettings, Pattern, number

SETTINGS = LetterheadSettings(owner="", name="", address="", contact="", town="")
DECISIONS = {Kind.PERMIT_DECREE, Kind.REFUSAL_DECREE, Kind.CERTIFICATE}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_decision_bears_no_mark_of_secrecy_in_its_number_and_all_else_does(kind: Kind) -> None:
    made = number(SETTINGS, kind, 7, 2027, 1)

    assert made == f"{'' if kind in DECISIONS else 'R.'}{USUAL_CODES[kind]}/0007/-/2027"


@pytest.mark.parametrize(("kind", "made"), [
    (Kind.RETURN_LETTER, "R.700/0007/DINAS/2027"), (Kind.SESSION_RECORD, "R.800/0007/DINAS/2027"),
    (Kind.PERMIT_DECREE, "700/0007/DINAS/2027"), (Kind.SUMMONS, "R.005/0007/-/2027"),
])
def test_what_an_agency_has_not_numbered_by_itself_is_numbered_like_its_report_or_its_record(
    kind: Kind, made: str,
) -> None:
    patterns = {
        Kind.MEDIATION_REPORT: Pattern(code="700", unit="DINAS", subject="Laporan"),
        Kind.EXAMINATION_RECORD: Pattern(code="800", unit="DINAS"),
    }
    settings = replace(SETTINGS, patterns=patterns)

    assert number(settings, kind, 7, 2027, 1) == made
    assert settings.pattern(kind).subject == ""

"""How documents are numbered while an agency has set nothing else."""

import pytest

from mediation.reports.blocks import Kind
from mediation.reports.letterhead import USUAL_CODES, LetterheadSettings, number

SETTINGS = LetterheadSettings(owner="", name="", address="", contact="", town="")
DECISIONS = {Kind.PERMIT_DECREE, Kind.REFUSAL_DECREE, Kind.CERTIFICATE}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_decision_bears_no_mark_of_secrecy_in_its_number_and_all_else_does(kind: Kind) -> None:
    made = number(SETTINGS, kind, 7, 2027, 1)

    assert made == f"{'' if kind in DECISIONS else 'R.'}{USUAL_CODES[kind]}/0007/-/2027"

"""What is changed after concluding is confirmed anew; only a case that goes on waiting keeps its day."""

from datetime import date

import pytest

from mediation.cases.advance import advance
from mediation.cases.model import CommonSenseResult, Progress
from mediation.cases.moves import Act, Move

CONCLUDED, LATER = date(2026, 11, 20), date(2026, 11, 27)
YES, NO = CommonSenseResult.ACCORDS, CommonSenseResult.DOES_NOT_ACCORD


@pytest.mark.parametrize(("before", "after", "stands"), [
    (YES, NO, None),
    (NO, YES, None),
    (NO, NO, CONCLUDED),
    (YES, YES, None),
])
def test_a_violent_case_keeps_its_day_only_while_it_goes_on_waiting(
    before: CommonSenseResult, after: CommonSenseResult, stands: date | None,
) -> None:
    progress = Progress(CONCLUDED, apart=True, common_sense=before, concluded_on=CONCLUDED)

    changed = advance(progress, Move(Act.FIND_COMMON_SENSE, LATER, common_sense=after))

    assert changed.concluded_on == stands

"""The agency's working week decides whether a Saturday needs a reason."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path
from uuid import UUID

import pytest

from mediation.cases.model import Party
from mediation.cases.summon import services
from mediation.cases.summon.model import Delivery, Purpose
from mediation.errors import Refusal
from tests import builders

SATURDAY = date(2026, 12, 5)


@pytest.mark.parametrize(("week", "refused"), [(5, True), (6, False)])
def test_a_saturday_needs_a_reason_in_a_week_of_five_days(tmp_path: Path, week: int, refused: bool) -> None:
    place = builders.office(tmp_path)
    case = builders.open_case(place)
    premises = replace(place.premises, work_week=week)
    who = place.supervisor
    with premises.writing(who.person.actor, who.key) as transaction:
        result: Refusal | UUID = services.plan(
            transaction, case, party=Party.APPLICANT, on=SATURDAY, at=time(9), place="Ruang Contoh",
            purpose=Purpose.EXAMINATION, delivery=Delivery.BY_HAND,
        )
    premises.engines.dispose()

    assert isinstance(result, Refusal) is refused

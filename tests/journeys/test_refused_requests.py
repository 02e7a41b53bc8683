"""What was refused stands in the trail: by whom, never what was asked for."""

from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from mediation.audit import Action
from mediation.audit.tables import entry
from tests.builders import Office, open_case
from tests.pages import Visitor, application, arrive

REFUSED = Action.REQUEST_REFUSED.value


def told(office: Office) -> list[tuple[str, str]]:
    """Return the trail's refusals as action and subject."""
    with office.premises.engines.read.connect() as connection:
        rows = connection.execute(sa.select(entry.c.action, entry.c.object).order_by(entry.c.seq))
        return [(row.action, row.object) for row in rows if row.action == REFUSED]


@pytest.fixture
def colleague(office: Office) -> Visitor:
    return arrive(office, office.colleague)


@pytest.mark.parametrize("kind", ["another's", "absent"])
def test_anothers_case_and_an_absent_one_leave_the_same_entry(office: Office, colleague: Visitor, kind: str) -> None:
    case: UUID = open_case(office) if kind == "another's" else uuid4()

    page = colleague.get(f"/b/{case}")

    assert page.status == 404
    assert told(office) == [(REFUSED, f"person:{office.colleague.person.id}")]


def test_a_form_without_its_token_leaves_an_entry(office: Office) -> None:
    visitor = arrive(office)

    page = visitor.post("/b/baru", {"involved": "tidak"})

    assert page.status == 400
    assert told(office) == [(REFUSED, f"person:{office.supervisor.person.id}")]


def test_who_is_not_signed_in_cannot_fill_the_trail(office: Office) -> None:
    app = application(office)
    stranger = Visitor(app.test_client(), app)

    stranger.post("/masuk", {"name": "atasan", "password": "x"})
    stranger.get(f"/b/{uuid4()}")
    stranger.get("/tidak-ada")

    assert told(office) == []

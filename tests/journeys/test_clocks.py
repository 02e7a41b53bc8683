"""The clocks through the front door: numbers over all units for the bureau, late files alone for a superior."""

from dataclasses import replace

import pytest

from mediation.accounts import units
from mediation.accounts.model import Unit
from mediation.errors import Refusal
from tests import files, submitted
from tests.builders import Office, open_case
from tests.pages import arrive


@pytest.fixture
def above(office: Office) -> Unit:
    """Return a unit above the supervisor's own, supervised by the colleague."""
    with office.desk(office.administrator) as transaction:
        top = units.add_unit(
            transaction, name="Dinas Contoh", zone="WIB", supervisor=office.colleague.person.id,
        )
    assert not isinstance(top, Refusal)
    with office.desk(office.administrator) as transaction:
        changed = units.change_unit(transaction, replace(office.unit, parent=top.id))
    assert not isinstance(changed, Refusal)
    return top


def test_the_bureau_sees_who_holds_how_many_how_long_and_what_is_late(office: Office, above: Unit) -> None:
    open_case(office)
    case = files.handed_in(office)
    submitted.taken(office, case)
    office.clock.forward(days=93)
    page = arrive(office, office.head).get("/k/jam")

    for words in ("Dinas Contoh", "dengan unit di bawahnya", "1 terlambat", "Kepala Biro Contoh", "Terlambat 19 hari",
                  "Terlambat 1 hari", "93 / 93 hari"):
        assert words in page.text, words


def test_a_branch_of_the_agency_opens_by_its_name(office: Office, above: Unit) -> None:
    open_case(office)
    visitor = arrive(office, office.head)
    link = next(link for link in visitor.get("/k/jam").reader.links if link.startswith("/k/jam/"))
    page = visitor.get(link)

    assert (page.heading, "SD Negeri 1 Contoh" in page.text) == ("Jam setiap unit Dinas Contoh", True)


def test_no_clock_tells_whose_file_it_is(office: Office, above: Unit) -> None:
    first, second = files.handed_in(office), open_case(office)
    office.clock.forward(days=120)
    visitor = arrive(office, office.head)
    told = visitor.get("/k/jam").html + visitor.get(f"/k/jam/{above.id}").html

    for hidden in ("0001/2026", "0002/2026", "Ani Contoh", "Budi Contoh", str(first), str(second), "1986092620150520"):
        assert hidden not in told


def test_the_clocks_tell_of_no_second_reviewer(office: Office) -> None:
    open_case(office)
    page = arrive(office, office.head).get("/k/jam")

    assert "penelaah" not in page.text.casefold()


def test_a_superior_reads_how_many_are_late_right_below_and_nothing_else(office: Office, above: Unit) -> None:
    case = open_case(office)
    before = arrive(office, office.colleague).get("/jam").text
    office.clock.forward(days=93)
    page = arrive(office, office.colleague).get("/jam")

    assert "SD Negeri 1 Contoh Tidak ada" in before
    assert "SD Negeri 1 Contoh 1 terlambat" in page.text
    for hidden in ("0001/2026", "Ani Contoh", str(case), "Nov 2026"):
        assert hidden not in page.html


def test_a_unit_without_units_below_says_so(office: Office) -> None:
    open_case(office)

    assert "Tidak ada unit di bawah unit Anda." in arrive(office).get("/jam").text


@pytest.mark.parametrize("handed_in", [True, False])
def test_a_file_that_was_handed_in_is_late_with_nobody_below(office: Office, above: Unit, *, handed_in: bool) -> None:
    (files.handed_in if handed_in else files.unsubmitted)(office)
    office.clock.forward(days=93)
    text = arrive(office, office.colleague).get("/jam").text

    assert ("1 terlambat" in text) is not handed_in

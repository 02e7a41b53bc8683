"""The queue against a real database: who sees which files, in which order, and how few of them are opened."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from mediation import audit
from mediation.accounts import units
from mediation.accounts.store import people
from mediation.audit.tables import entry
from mediation.bureau import store as records
from mediation.bureau.clocks import services as clocks
from mediation.bureau.queue import covering, searching, services
from mediation.bureau.queue.limits import starts
from mediation.bureau.queue.model import MINE, NOBODY, Chosen, HandedOn, Lateness, Place, Sorting
from mediation.bureau.store import RecordKind
from mediation.cases import store as cases
from mediation.cases import tables
from mediation.cases.model import Stage, Standing
from mediation.cases.store import queue
from mediation.errors import Conflict, NotFound, Refusal
from mediation.law.deadlines import official_deadline
from tests.builders import Office, Someone, a_person, a_request, open_case
from tests.files import handed_in, several, unsubmitted
from tests.submitted import also_officer, officer

TODAY = date(2026, 11, 20)


@pytest.fixture
def clerk(office: Office) -> Someone:
    """Return a second member of the bureau."""
    return officer(office)


def listed(office: Office, who: Someone | None = None, number: int = 1, **chosen: object) -> list[UUID]:
    with office.desk(who or office.head) as transaction:
        found = services.listed(transaction, Chosen(**chosen), number)  # type: ignore[arg-type]
    return [line.id for line in found.lines]


def take(office: Office, case: UUID, who: Someone) -> Refusal | None:
    with office.desk(who) as transaction:
        return services.take(transaction, case)


# --- who sees what


def test_a_case_comes_into_the_queue_when_it_is_handed_in_and_not_before(office: Office) -> None:
    case = unsubmitted(office)
    before = listed(office)
    other = handed_in(office)

    assert before == []
    assert listed(office) == [other]
    assert case != other


def test_somebody_without_the_groups_key_sees_nothing_of_it(office: Office) -> None:
    handed_in(office)
    open_case(office)
    with office.desk(office.auditor) as transaction:
        seen = services.listed(transaction, Chosen(), 1).lines, queue.pending(transaction, first=0, most=9)

    assert seen == ((), ())


@pytest.mark.parametrize("side", ["applicant", "spouse"])
def test_a_file_of_which_the_reader_is_a_party_stands_in_no_list_and_no_search(office: Office, side: str) -> None:
    digits = "198504032010011003"
    clerk = _with_digits(office, officer(office), digits)
    case = handed_in(office, replace(a_request(), **{side: a_person(name="Rekan Contoh", digits=digits)}))  # type: ignore[arg-type]
    with office.desk(clerk) as transaction:
        found = services.listed(transaction, Chosen(), 1).lines
        by_number = searching.search(transaction, typed=digits, year=None)
    with office.desk(clerk) as transaction:
        by_name = searching.search(transaction, typed="Rekan", year=None)

    assert (found, by_number, by_name) == ((), (), ())
    assert listed(office) == [case]


@pytest.mark.parametrize("side", ["applicant", "spouse"])
def test_an_unsubmitted_case_of_the_readers_own_stands_in_no_list_and_no_clock(office: Office, side: str) -> None:
    digits = "198504032010011003"
    clerk = _with_digits(office, officer(office), digits)
    open_case(office, replace(a_request(), **{side: a_person(digits=digits)}))  # type: ignore[arg-type]
    with office.desk(clerk) as transaction:
        pending, number = queue.pending(transaction, first=0, most=9), queue.count_pending(transaction)
        clock = clocks.overview(transaction, None).total.supervisors.files

    assert (pending, number, clock) == ((), 0, 0)


def test_before_it_is_handed_in_the_bureau_reads_unit_stage_and_course_alone(office: Office) -> None:
    open_case(office)
    with office.desk(office.head) as transaction:
        found, _number, _pages = services.waiting(transaction, 1)

    assert [(each.unit, each.stage) for each in found] == [(office.unit.name, Stage.RECEIVED)]
    assert "Ani" not in str(found[0].course)


def _with_digits(office: Office, who: Someone, digits: str) -> Someone:
    with office.desk(office.administrator) as transaction:
        person = people.get(transaction, who.person.id)
        details = replace(people.details_of(person), digits=digits)
        after = people.change(transaction, person, audit.Action.PERSON_CHANGED, details=details)
        transaction.commit()
    return replace(who, person=after)


# --- order, pages, filters


def test_ones_own_files_come_first_then_the_others_each_once_over_all_pages(office: Office, clerk: Someone) -> None:
    made = several(office, services.PAGE_SIZE + 4)
    mine = [made[3], made[-1]]
    for case in mine:
        assert take(office, case, clerk) is None
    others = [case for case in made if case not in mine]

    assert listed(office, clerk) + listed(office, clerk, 2) == mine + others


def test_only_what_is_shown_is_opened(office: Office) -> None:
    several(office, services.PAGE_SIZE + 3)
    with office.desk(office.head) as transaction:
        shown = services.listed(transaction, Chosen(), 2).lines

        assert (len(shown), len(transaction.memory)) == (3, 3)


def test_a_page_beyond_the_last_is_the_last(office: Office) -> None:
    made = several(office, 2)

    assert listed(office, number=99) == listed(office, number=-1) == made


def test_the_order_that_one_likes_is_kept_for_that_person_alone(office: Office, clerk: Someone) -> None:
    made = several(office, 3)
    with office.desk(clerk) as transaction:
        services.sort(transaction, Sorting.NEWEST)

    assert listed(office, clerk) == made[::-1]
    assert listed(office) == made


def test_the_order_by_unit_goes_by_its_name(office: Office) -> None:
    made = several(office, 2)
    _move_to(office, made[0], "Zona Contoh")
    with office.desk(office.head) as transaction:
        services.sort(transaction, Sorting.UNIT)

    assert listed(office) == [made[1], made[0]]


def _move_to(office: Office, case: UUID, name: str, parent: UUID | None = None) -> UUID:
    """Let a case lie in another unit, in clear: who lists, reads no seal."""
    with office.desk(office.administrator) as transaction:
        unit = units.add_unit(transaction, name=name, zone="WIT", parent=parent)
    assert not isinstance(unit, Refusal)
    with office.premises.engines.write.begin() as connection:
        connection.execute(sa.update(tables.case_file).where(tables.case_file.c.id == case).values(unit=unit.id))
    return unit.id


def test_a_unit_is_wanted_with_all_units_below_it(office: Office) -> None:
    first, second, third = several(office, 3)
    top = _move_to(office, first, "Dinas Contoh")
    _move_to(office, second, "Bidang Contoh", top)

    assert listed(office, unit=top) == [first, second]
    assert listed(office, unit=office.unit.id) == [third]
    assert listed(office, unit=uuid4()) == []


def test_files_are_wanted_by_who_has_them(office: Office, clerk: Someone) -> None:
    free, mine, theirs = several(office, 3)
    take(office, mine, office.head)
    take(office, theirs, clerk)

    assert listed(office, officer=NOBODY) == [free]
    assert listed(office, officer=MINE) == [mine]
    assert listed(office, officer=str(clerk.person.id)) == [theirs]


def test_files_are_wanted_by_where_they_lie(office: Office) -> None:
    new, taken = several(office, 2)
    take(office, taken, office.head)

    assert listed(office, place=Place.SUBMITTED) == [new]
    assert listed(office, place=Place.IN_REVIEW) == [taken]
    assert listed(office, place=Place.CLOSED) == listed(office, place=Place.RETURNED) == []


@pytest.mark.parametrize("after", [0, 1, 60, 61, 62, 63, 89, 90, 91, 92, 93, 94, 200])
def test_the_filter_of_lateness_agrees_with_the_clock_on_every_day(office: Office, after: int) -> None:
    case = handed_in(office)
    office.clock.forward(days=after)
    left = (official_deadline(TODAY).due - TODAY).days - after
    expected = Lateness.LATE if left < 0 else Lateness.SOON if left <= 30 else Lateness.LATER

    assert [each for each in Lateness if listed(office, lateness=each) == [case]] == [expected]


def test_the_day_of_handing_in_is_that_of_the_cases_own_unit(office: Office) -> None:
    # 18.00 UTC is the next day already in WIT, and not yet in WIB.
    office.clock.moment = office.clock.moment.replace(year=2025, month=12, day=31, hour=16, minute=30)
    west, east = several(office, 2)
    _move_to(office, east, "Timur Contoh")

    assert listed(office, year=2025) == [west]
    assert listed(office, year=2026) == [east]


def test_the_moments_of_a_day_lie_an_hour_apart_from_zone_to_zone() -> None:
    found = starts(date(2026, 1, 1))

    assert found["WIB"] - found["WITA"] == found["WITA"] - found["WIT"] == 3_600_000_000


def test_a_cover_that_does_not_open_stands_in_its_place(office: Office) -> None:
    first, second = several(office, 2)
    with office.premises.engines.write.begin() as connection:
        row = tables.case_file
        foreign = sa.select(row.c.cover).where(row.c.id == first).scalar_subquery()
        connection.execute(sa.update(row).where(row.c.id == second).values(cover=foreign))
    with office.desk(office.head) as transaction:
        found = services.listed(transaction, Chosen(), 1).lines

    assert [(line.id, bool(line.cover)) for line in found] == [(first, True), (second, False)]


# --- taking, handing on, covering


def test_a_file_is_taken_once_and_the_trail_says_by_whom(office: Office, clerk: Someone) -> None:
    case = handed_in(office)
    first, second = take(office, case, clerk), take(office, case, office.head)
    with office.desk(office.head) as transaction:
        told = audit.latest(transaction, f"case:{case}", "officer")
        file = cases.get(transaction, case, standing=Standing.BUREAU)

    assert first is None
    assert isinstance(second, Refusal)
    assert told is not None
    assert told["officer"] == str(clerk.person.id)
    assert (file.officer, file.stage, file.intact) == (clerk.person.id, Stage.IN_REVIEW, True)


def test_nobody_takes_the_file_of_a_case_that_he_supervised(office: Office) -> None:
    case = handed_in(office)
    both = also_officer(office, office.supervisor)

    assert isinstance(take(office, case, both), Refusal)


def test_a_file_handed_on_is_the_colleagues_and_the_reason_is_sealed_in_it(office: Office, clerk: Someone) -> None:
    case = handed_in(office)
    take(office, case, office.head)
    with office.desk(office.head) as transaction:
        done = services.hand_on(transaction, case, to=clerk.person.id, reason="Pindah tugas ke bidang lain.")
    with office.desk(clerk) as transaction:
        file = cases.get(transaction, case, standing=Standing.BUREAU)
    told = [each.record for each in records.filed(file, RecordKind.HANDED_ON, HandedOn)]

    assert done is None
    assert (file.officer, file.intact) == (clerk.person.id, True)
    assert [(each.by, each.to, each.reason) for each in told] == [
        (office.head.person.name, clerk.person.name, "Pindah tugas ke bidang lain."),
    ]
    assert "Pindah" not in _trail(office)


def test_only_the_officer_a_stand_in_or_the_head_hands_a_file_on(office: Office, clerk: Someone) -> None:
    third = officer(office, "petugas2")
    case = handed_in(office)
    take(office, case, clerk)
    with office.desk(third) as transaction:
        refused = services.hand_on(transaction, case, to=third.person.id, reason="Ingin.")
    _cover(office, clerk, third)
    with office.desk(third) as transaction:
        standing_in = services.hand_on(transaction, case, to=third.person.id, reason="Menggantikan.")

    assert isinstance(refused, Refusal)
    assert standing_in is None


@pytest.mark.parametrize("outsider", ["supervisor", "auditor", "absent"])
def test_a_file_goes_to_members_of_the_bureau_alone(office: Office, outsider: str) -> None:
    case = handed_in(office)
    take(office, case, office.head)
    to = uuid4() if outsider == "absent" else getattr(office, outsider).person.id
    with office.desk(office.head) as transaction:
        assert isinstance(services.hand_on(transaction, case, to=to, reason="Contoh."), Refusal)


def test_a_party_of_the_case_is_offered_to_nobody(office: Office) -> None:
    digits = "198504032010011003"
    clerk = _with_digits(office, officer(office), digits)
    case = handed_in(office, replace(a_request(), spouse=a_person(digits=digits)))
    with office.desk(office.head) as transaction:
        file = cases.get(transaction, case, standing=Standing.BUREAU)
        offered = {person.id for person in services.successors(transaction, file)}

    assert clerk.person.id not in offered


def test_two_who_take_at_once_one_is_told_so(office: Office, clerk: Someone) -> None:
    case = handed_in(office)
    with office.desk(office.head) as transaction:
        version = cases.get(transaction, case, standing=Standing.BUREAU).version
    take(office, case, clerk)
    with office.desk(office.head) as transaction, pytest.raises(Conflict):
        services.take(transaction, case, version=version)


def _cover(office: Office, away: Someone, covered_by: Someone, **more: date) -> Refusal | None:
    first, last = more.get("first", TODAY), more.get("last", TODAY + timedelta(days=5))
    with office.desk(away) as transaction:
        return covering.cover(
            transaction, away=away.person.id, covered_by=covered_by.person.id, first=first, last=last,
        )


def test_during_leave_the_files_stand_among_those_of_the_stand_in_and_then_no_more(
    office: Office, clerk: Someone,
) -> None:
    free, theirs = several(office, 2)
    take(office, theirs, clerk)
    assert _cover(office, clerk, office.head) is None
    during = listed(office, officer=MINE)
    office.clock.forward(days=6)

    assert during == [theirs]
    assert listed(office, officer=MINE) == []
    assert free in listed(office)


def test_a_cover_taken_back_ends_at_once_and_both_acts_are_in_the_trail(office: Office, clerk: Someone) -> None:
    case = handed_in(office)
    take(office, case, clerk)
    _cover(office, clerk, office.head)
    with office.desk(clerk) as transaction:
        held = covering.covers(transaction)[0].cover
    with office.desk(clerk) as transaction:
        assert covering.uncover(transaction, held.id) is None

    assert listed(office, officer=MINE) == []
    assert {"cover.set", "cover.ended"} <= set(_actions(office))


def test_an_officer_sets_a_cover_for_himself_alone_and_the_head_for_all(office: Office, clerk: Someone) -> None:
    days = {"first": TODAY, "last": TODAY}
    with office.desk(clerk) as transaction:
        refused = covering.cover(transaction, away=office.head.person.id, covered_by=clerk.person.id, **days)
    with office.desk(office.head) as transaction:
        done = covering.cover(transaction, away=clerk.person.id, covered_by=office.head.person.id, **days)

    assert isinstance(refused, Refusal)
    assert done is None


@pytest.mark.parametrize("more", [
    {"last": TODAY - timedelta(days=1)}, {"first": TODAY - timedelta(days=9), "last": TODAY - timedelta(days=8)},
])
def test_a_cover_that_is_over_or_ends_before_it_begins_is_refused(
    office: Office, clerk: Someone, more: dict[str, date],
) -> None:
    assert isinstance(_cover(office, clerk, office.head, **more), Refusal)


def test_nobody_covers_for_himself(office: Office, clerk: Someone) -> None:
    assert isinstance(_cover(office, clerk, clerk), Refusal)


# --- the purpose of a look


def test_ones_own_file_implies_its_purpose_and_anothers_is_asked_for_once_in_a_session(
    office: Office, clerk: Someone,
) -> None:
    case = handed_in(office)
    take(office, case, clerk)
    with office.desk(clerk) as transaction:
        own = services.purpose(transaction, case, b"one")
    with office.desk(office.head) as transaction:
        before = services.purpose(transaction, case, b"one")
        services.tell_purpose(transaction, case, b"one", audit.Purpose.COLLEAGUE)
    with office.desk(office.head) as transaction:
        after = services.purpose(transaction, case, b"one"), services.purpose(transaction, case, b"two")

    assert own is audit.Purpose.REVIEW
    assert before is None
    assert after == (audit.Purpose.COLLEAGUE, None)


def test_an_absent_case_and_one_not_handed_in_are_asked_for_alike(office: Office) -> None:
    for case in (uuid4(), open_case(office)):
        with office.desk(office.head) as transaction, pytest.raises(NotFound):
            services.purpose(transaction, case, b"one")


def _trail(office: Office) -> str:
    with office.premises.reading() as transaction:
        rows = transaction.execute(sa.select(entry.c.canonical)).scalars()
        return b"\n".join(rows).decode(errors="replace")


def _actions(office: Office) -> list[str]:
    with office.premises.reading() as transaction:
        return list(transaction.execute(sa.select(entry.c.action)).scalars())


def test_one_person_covers_for_another_at_a_time(office: Office, clerk: Someone) -> None:
    third = officer(office, "petugas2")
    first = _cover(office, clerk, office.head)
    overlapping = _cover(office, clerk, third, first=TODAY + timedelta(days=5), last=TODAY + timedelta(days=9))
    afterwards = _cover(office, clerk, third, first=TODAY + timedelta(days=6), last=TODAY + timedelta(days=9))

    assert (first, afterwards) == (None, None)
    assert isinstance(overlapping, Refusal)


def test_a_file_is_not_handed_on_to_whoever_has_it(office: Office) -> None:
    case = handed_in(office)
    take(office, case, office.head)
    with office.desk(office.head) as transaction:
        assert isinstance(services.hand_on(transaction, case, to=office.head.person.id, reason="Lagi."), Refusal)

"""What an auditor gets of cases, under which name, and what all the keys of an auditor cannot open."""

import json
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from mediation import audit
from mediation.accounts import groups, membership
from mediation.accounts.store import people, units
from mediation.accounts.tables import group_member
from mediation.audit.tables import entry
from mediation.cases import tables
from mediation.cases.store import looks
from mediation.database.metadata import metadata
from mediation.errors import NotFound, Refusal, Tampered
from mediation.inspection.summaries import listing, redaction, services, store
from mediation.inspection.summaries.model import FIELDS, Filter, Group, Lateness, Redacted
from mediation.inspection.summaries.tables import audit_series
from mediation.permissions import Role
from mediation.transaction import Transaction
from mediation.vault import columns, envelopes, grants
from mediation.vault.grants import GrantContext, GroupContext
from mediation.vault.keys import CaseKey, PrivateKey
from tests import builders, submitted
from tests.builders import Office, Someone
from tests.planting import plant, tell
from tests.yearbook import year_of

DIGITS = "198609262015052001"
RESULT = [field.code for field in FIELDS if field.group is Group.RESULT]


def read(office: Office, who: Someone | None = None, wanted: Filter = Filter()) -> list[Redacted]:  # noqa: B008 - frozen
    auditor = who or office.auditor
    with office.premises.reading(auditor.person.actor, auditor.key) as transaction:
        return list(services.rows(transaction, wanted))


def second_auditor(office: Office) -> Someone:
    someone = builders.member(office, "auditor2", Role.AUDITOR)
    with office.desk(office.auditor) as transaction:
        entry_ = people.get(transaction, someone.person.id)
        builders._must(membership.enrol_member(transaction, entry_.id, version=entry_.version))
    return someone


def handed_over(office: Office, year: list[Any]) -> list[UUID]:
    """Plant cases, and say in clear of those with a result that they were handed in, as handing in does."""
    made = plant(office, year)
    with office.desk() as transaction:
        for case, told in zip(made, year, strict=True):
            if told.result is not None:
                transaction.execute(sa.update(tables.case_file).where(tables.case_file.c.id == case).values(
                    submitted=transaction.micros, stage=told.course["stage"],
                ))
        transaction.commit()
    return made


# --- who gets what


def test_an_auditor_gets_every_case_with_exactly_the_listed_fields(office: Office) -> None:
    made = plant(office, year_of(12))

    rows = read(office)

    assert {row.id for row in rows} == set(made)
    assert all(set(row.facts) == {field.code for field in FIELDS} for row in rows)


@pytest.mark.parametrize("who", ["supervisor", "colleague", "head", "administrator"])
def test_who_holds_no_auditors_key_gets_nothing(office: Office, who: str) -> None:
    plant(office, year_of(3))

    assert read(office, getattr(office, who)) == []


def test_an_auditor_who_was_not_enrolled_gets_nothing(office: Office) -> None:
    plant(office, year_of(3))

    assert read(office, builders.member(office, "baru", Role.AUDITOR)) == []


@pytest.mark.parametrize("party", ["applicant", "spouse"])
def test_a_case_of_which_the_auditor_is_a_party_is_left_out_everywhere(office: Office, party: str) -> None:
    person = builders.a_person(digits=DIGITS)
    other = builders.a_person(name="Budi Contoh", digits="197001012000011001")
    sides = (person, other) if party == "applicant" else (other, person)
    own = builders.open_case(office, builders.a_request(applicant=sides[0], spouse=sides[1]))
    with office.desk(office.administrator) as transaction:
        known = people.get(transaction, office.auditor.person.id)
        details = replace(people.details_of(known), digits=DIGITS)
        people.change(transaction, known, audit.Action.PERSON_CHANGED, details=details)
        transaction.commit()
    with office.premises.reading() as transaction:
        auditor = Someone(people.get(transaction, office.auditor.person.id), office.auditor.key)

    with office.premises.reading(auditor.person.actor, auditor.key) as transaction:
        assert list(services.rows(transaction)) == []
        assert store.count(transaction) == store.count(transaction, units=frozenset({office.unit.id})) == 0
        assert store.newest(transaction, first=0, most=9) == []
        with pytest.raises(NotFound):
            services.resolve(transaction, services.pseudonym(transaction, own))
        with pytest.raises(NotFound):
            services.one(transaction, own)
    assert [row.id for row in read(office)] == [own]  # the person as he was known before


def test_who_supervises_and_audits_gets_every_case_but_his_own(office: Office) -> None:
    own, foreign = builders.open_case(office), builders.open_case(office, who=office.colleague)
    with office.desk(office.administrator) as transaction:
        known = people.get(transaction, office.supervisor.person.id)
        details = replace(people.details_of(known), roles=known.roles | {Role.AUDITOR})
        people.change(transaction, known, audit.Action.PERSON_CHANGED, details=details)
        transaction.commit()
    with office.desk(office.auditor) as transaction:
        known = people.get(transaction, office.supervisor.person.id)
        builders._must(membership.enrol_member(transaction, known.id, version=known.version))
    with office.premises.reading() as transaction:
        both = Someone(people.get(transaction, office.supervisor.person.id), office.supervisor.key)

    with office.premises.reading(both.person.actor, both.key) as transaction:
        counted = store.count(transaction), len(store.newest(transaction, first=0, most=9))

    assert [row.id for row in read(office, both)] == [foreign]
    assert own not in {row.id for row in read(office, both)}
    assert counted == (1, 1)


# --- results, damage, filters


def test_nothing_of_the_result_is_told_before_handing_in_even_when_it_stands_in_the_row(office: Office) -> None:
    case = builders.full_case(office)
    with office.desk() as transaction:
        told = next(one for one in year_of(9, unsubmitted=0) if one.result)
        tell(transaction, case, told.course, told.result)
        transaction.commit()

    facts = read(office)[0].facts

    assert [code for code in RESULT if facts[code] is not None] == []


def test_the_result_is_told_from_handing_in_on(office: Office) -> None:
    submitted.handed_in(office)

    row = read(office)[0]

    assert row.submitted
    assert row.facts["screened"] is True
    assert [each["mode"] for each in row.facts["session_list"]] == ["together"]
    assert {each["attendance"] for each in row.facts["attendance"]} == {"came"}
    assert row.facts["outcome"] is None
    assert row.facts["superior_clock"] == "met"
    assert [each["level"] for each in row.facts["history"]][-1] == "bureau"
    with office.premises.reading() as transaction:
        told = transaction.execute(
            sa.select(sa.func.count()).where(entry.c.object == f"case:{row.id}"),
        ).scalar_one()
    assert row.facts["trail_entries"] == told


@pytest.mark.parametrize("change", [
    {"course": b"\x01\x00\x01" + bytes(60)}, {"course": sa.literal("text")}, {"course": b""},
])
def test_a_damaged_summary_says_so_and_is_missed_by_no_filter_of_time(office: Office, change: dict[str, Any]) -> None:
    case = builders.open_case(office)
    with office.premises.engines.write.begin() as connection:
        connection.execute(sa.update(tables.case_file).values(**change))

    rows = read(office, wanted=Filter(first="2030-01", lateness=Lateness.LATE))

    assert [(row.id, row.damaged, row.facts["stage"]) for row in rows] == [(case, True, "received")]
    assert rows[0].facts["received_month"] is None


def test_filters_choose_by_unit_month_clock_and_handing_in(office: Office) -> None:
    made = handed_over(office, year_of(40))
    with office.premises.reading() as transaction:
        known = {unit.id for unit in units.every(transaction)}
    rows = read(office)

    by_unit = [row.id for unit in known for row in read(office, wanted=Filter(units=frozenset({unit})))]
    spring = read(office, wanted=Filter(first="2025-03", last="2025-05"))
    clocks = {each: read(office, wanted=Filter(lateness=each)) for each in Lateness if each is not Lateness.ALL}

    assert sorted(by_unit) == sorted(made)
    assert {row.facts["received_month"] for row in spring} <= {"2025-03", "2025-04", "2025-05"}
    assert len(spring) == sum("2025-03" <= row.facts["received_month"] <= "2025-05" for row in rows)
    assert sum(len(found) for found in clocks.values()) == len(rows)
    assert clocks[Lateness.LATE]
    assert clocks[Lateness.ON_TIME]
    assert all(row.submitted for row in read(office, wanted=Filter(submitted_only=True)))
    assert len(read(office, wanted=Filter(submitted_only=True))) == sum(row.submitted for row in rows)


def test_the_order_of_rows_is_not_that_in_which_cases_came(office: Office) -> None:
    made = plant(office, year_of(24))

    order = [made.index(row.id) for row in read(office)]

    assert order == sorted(order, key=lambda place: made[place])
    assert order != sorted(order)


def test_the_list_shows_what_is_late_first_then_the_latest_month_then_by_pseudonym(office: Office) -> None:
    handed_over(office, year_of(40))

    with office.premises.reading(office.auditor.person.actor, office.auditor.key) as transaction:
        pages = [listing.listed(transaction, Filter(), number) for number in (1, 2)]
    rows = [row for page in pages for row in page.rows]
    ranks = [Lateness.LATE, Lateness.RUNNING, Lateness.ON_TIME]

    assert [page.pages for page in pages] == [2, 2]
    assert rows == sorted(rows, key=lambda row: (
        ranks.index(redaction.lateness(row.facts)), -int(row.facts["received_month"].replace("-", "")), row.pseudonym,
    ))
    assert len({row.id for row in rows}) == 40
    assert sum((pages[0].standings or {}).values()) == 40


# --- what is told holds no date and nothing that was typed


def test_no_date_of_a_case_can_be_read_off_its_row(office: Office) -> None:
    first = date(2026, 8, 31)
    rows = []
    for shift in range(2):
        asked = builders.a_request(f"000{shift + 1}/2026", received_on=first - timedelta(days=shift))
        case = builders.open_case(office, asked)
        with office.premises.reading(office.auditor.person.actor, office.auditor.key) as transaction:
            rows.append(services.one(transaction, case).facts)

    # One day apart, in one month, both clocks within the same week: nothing tells one from the other.
    names = {"pseudonym"}
    assert {k: v for k, v in rows[0].items() if k not in names} == {k: v for k, v in rows[1].items() if k not in names}


def test_nothing_that_names_somebody_stands_in_what_is_told(office: Office) -> None:
    submitted.handed_in(office)

    told = json.dumps([dict(row.facts) for row in read(office)])

    for word in ("Ani", "Budi", DIGITS, "0001/2026", "Jalan", "Pokok", "bertengkar", "C.C.", "2026-1", "Atasan Contoh"):
        assert word not in told.replace('"received_month": "2026-11"', "")


# --- pseudonyms


def test_a_pseudonym_is_stable_and_another_auditors_is_another(office: Office) -> None:
    builders.open_case(office)
    other = second_auditor(office)

    mine, again, theirs = read(office)[0], read(office)[0], read(office, other)[0]

    assert mine.pseudonym == again.pseudonym
    assert theirs.pseudonym != mine.pseudonym
    assert theirs.id == mine.id


def test_a_new_series_gives_every_case_another_name_and_the_old_ones_lead_nowhere(office: Office) -> None:
    plant(office, year_of(8))
    before = {row.id: row.pseudonym for row in read(office)}
    with office.desk(office.auditor) as transaction:
        builders._must(services.begin_series(transaction, seen=None))

    after = {row.id: row.pseudonym for row in read(office)}

    assert before.keys() == after.keys()
    assert not set(before.values()) & set(after.values())
    with office.premises.reading(office.auditor.person.actor, office.auditor.key) as transaction:
        for case, name in after.items():
            assert services.resolve(transaction, name.lower().replace("-", " ")) == case
        for name in before.values():
            with pytest.raises(NotFound):
                services.resolve(transaction, name)


def test_a_series_is_begun_once_from_one_page_and_the_newest_counts(office: Office) -> None:
    builders.open_case(office)
    with office.desk(office.auditor) as transaction:
        builders._must(services.begin_series(transaction, seen=None))

    with office.desk(office.auditor) as transaction:
        assert isinstance(services.begin_series(transaction, seen=None), Refusal)
        begun = store.begun(transaction)
        office.clock.forward(seconds=1)
    first = read(office)
    with office.desk(office.auditor) as transaction:
        assert services.begin_series(transaction, seen=begun) is None
    assert read(office)[0].pseudonym != first[0].pseudonym


@pytest.mark.parametrize("typed", ["", "x", "0000-0000-0000", "UUUU-UUUU-UUUU", "1" * 200, "0001/2026"])
def test_what_is_no_pseudonym_and_what_is_nobodys_are_not_found_alike(office: Office, typed: str) -> None:
    builders.open_case(office)

    with office.premises.reading(office.auditor.person.actor, office.auditor.key) as transaction, \
            pytest.raises(NotFound):
        services.resolve(transaction, typed)


@pytest.mark.parametrize("change", [
    sa.delete(audit_series), sa.update(audit_series).values(id=uuid4()),
])
def test_a_series_that_the_trail_does_not_tell_of_is_refused(office: Office, change: sa.Executable) -> None:
    builders.open_case(office)
    with office.desk(office.auditor) as transaction:
        builders._must(services.begin_series(transaction, seen=None))
    with office.premises.engines.write.begin() as connection:
        connection.execute(change)

    with pytest.raises(Tampered):
        read(office)


def test_neither_database_nor_keyring_makes_a_pseudonym(office: Office) -> None:
    builders.open_case(office)
    name = read(office)[0].pseudonym
    stranger = replace(office.auditor, key=PrivateKey.generate())

    with office.premises.reading(stranger.person.actor, stranger.key) as transaction:
        made = services.pseudonym(transaction, read(office)[0].id)
    raw = (office.folder / "office.db").read_bytes()

    assert made != name
    assert name.encode() not in raw
    assert name.replace("-", "").encode() not in raw


# --- the trail vouches for one summary


def test_a_summary_that_was_rolled_back_does_not_fit_the_trail(office: Office) -> None:
    case = builders.open_case(office)
    with office.premises.reading() as transaction:
        old = transaction.execute(sa.select(tables.case_file.c.course)).scalar_one()
        assert store.untouched(transaction, case)
    with office.desk() as transaction:
        other = year_of(1)[0]
        tell(transaction, case, other.course, None)
        transaction.commit()

    with office.premises.reading() as transaction:
        assert not store.untouched(transaction, case)
    with office.premises.engines.write.begin() as connection:
        connection.execute(sa.update(tables.case_file).values(course=old))
    with office.premises.reading() as transaction:
        assert store.untouched(transaction, case)


def test_a_case_in_the_middle_of_everything_fits_the_trail(office: Office) -> None:
    case = submitted.handed_in(office)
    submitted.taken(office, case)

    with office.premises.reading() as transaction:
        assert store.untouched(transaction, case)


# --- very many


def crowd(office: Office, size: int) -> None:
    """Write `size` rows of the right shape, before all others in order, that open for nobody."""
    with office.premises.reading() as transaction:
        _bureau, auditors = groups.group_recipients(transaction)
    with office.premises.engines.write.begin() as connection:
        for first in range(0, size, 2_000):
            made = [UUID(int=number + 1) for number in range(first, min(first + 2_000, size))]
            connection.execute(sa.insert(tables.case_file), [_junk(office, case, n) for n, case in enumerate(made)])
            connection.execute(sa.insert(tables.case_key), [
                {"case_id": case, "kind": "summary", "generation": 1, "author": None, "commitment": bytes(32)}
                for case in made
            ])
            connection.execute(sa.insert(tables.grant), [
                {"case_id": case, "kind": "summary", "generation": 1, "principal": auditors.principal,
                 "key_version": auditors.version, "stored": b"\x01" + bytes(200)}
                for case in made
            ])


def _junk(office: Office, case: UUID, number: int) -> dict[str, Any]:
    blobs = ("seal", "cover", "progress", "request", "contacts", "ending")
    return {
        "id": case, "holder": office.colleague.person.id, "unit": office.unit.id, "stage": "received",
        "created": number, "version": 1, "registry": 2, "number_index": case.bytes, "employee_index": case.bytes,
        "course": bytes(2_000), **dict.fromkeys(blobs, b"x"),
    }


def test_many_rows_take_no_more_memory_than_few(office: Office) -> None:
    crowd(office, 8_000)
    seen = 0

    tracemalloc.start()
    with office.premises.reading(office.auditor.person.actor, office.auditor.key) as transaction:
        for _row in services.rows(transaction):
            seen += 1
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert seen == 8_000
    # The rows themselves hold 16 MB.
    assert peak < 6 * 1024 * 1024


def test_a_renewed_key_counts_also_where_one_batch_ends_and_the_next_begins(office: Office) -> None:
    case = builders.open_case(office)
    crowd(office, store.BATCH - 1)
    # An older generation that opens for nobody is the last row of the first batch; the newer one comes after it.
    with office.premises.engines.write.begin() as connection:
        for table in (tables.case_key, tables.grant):
            chosen = sa.select(table).where(table.c.case_id == case, table.c.kind == "summary")
            blobs = {"stored": bytes(200)} if table is tables.grant else {"commitment": bytes(32)}
            older = [dict(row._mapping) | {"generation": 0} | blobs for row in connection.execute(chosen)]
            connection.execute(sa.insert(table), older)

    rows = read(office)

    assert len(rows) == store.BATCH
    assert [row.damaged for row in rows if row.id == case] == [False]


def test_a_list_of_very_many_opens_no_more_than_its_page(office: Office) -> None:
    crowd(office, listing.COUNTED + 1)

    with office.premises.reading(office.auditor.person.actor, office.auditor.key) as transaction:
        found = listing.listed(transaction, Filter(), 2)
        opened = len(transaction.memory)
        beyond = listing.listed(transaction, Filter(), 10**9)

    assert (found.total, found.standings, len(found.rows)) == (listing.COUNTED + 1, None, listing.ON_PAGE)
    assert opened <= listing.ON_PAGE
    assert (beyond.number, len(beyond.rows)) == (beyond.pages, 1)


# --- the attack: an auditor's account, the whole database and the keyring


def all_rows(transaction: Transaction, name: str) -> list[Any]:
    return list(transaction.execute(sa.select(metadata.tables[name])).mappings())


def keys_of(office: Office, transaction: Transaction) -> Iterator[PrivateKey]:
    """Yield every private key that the auditor's account leads to, whoever's row it stands in."""
    yield office.auditor.key
    for row in transaction.execute(sa.select(group_member)).all():
        for group, version, member in product(
            {row.group}, range(1, 9), {row.member, office.auditor.person.id},
        ):
            try:
                context = GroupContext(group, version, member)
                yield grants.open_group_grant(transaction.keyring, office.auditor.key, row.stored, context)
            except Tampered:
                continue


def case_keys(office: Office, transaction: Transaction) -> list[CaseKey]:
    """Try every private key on every grant under every name that it could bear."""
    commitments = [row["commitment"] for row in all_rows(transaction, "case_key")]
    stored = [(row["case_id"], row["generation"], row["principal"], row["stored"])
              for row in all_rows(transaction, "case_grant")]
    found = []
    for private, (case, generation, principal, grant) in product(list(keys_of(office, transaction)), stored):
        for kind, version in product(("content", "private", "summary"), (None, *range(1, 9))):
            for whom in (principal, office.auditor.person.id):
                try:
                    opened = grants.open_grant(
                        transaction.keyring, private, grant, GrantContext(kind, case, generation, whom, version),
                    )
                except Tampered:
                    continue
                found += [opened.check(each) for each in commitments if each == opened.commitment]
    return found


def test_an_auditors_account_with_the_database_and_the_keyring_opens_the_summaries_alone(office: Office) -> None:
    cases = {builders.full_case(office), submitted.handed_in(office)}
    with office.premises.reading(office.auditor.person.actor, office.auditor.key) as transaction:
        keys = case_keys(office, transaction)
        opened: set[str] = set()
        for table in columns.REGISTRY:
            for row, column, key in product(all_rows(transaction, table.name), table.sealed(), keys):
                case = row["id"] if table is columns.CASE else row["case_id"]
                if row[column.name] is None:
                    continue
                try:
                    envelopes.open_(
                        key, table=table.number, column=column.number, case=case, row=row["id"],
                        envelope=row[column.name],
                    )
                except Tampered:
                    continue
                opened.add(f"{table.name}.{column.name}")
        assert list(keys_of(office, transaction))[1:], "the auditors' key itself must be among those that are tried"
        assert transaction.execute(sa.select(sa.func.count()).select_from(looks._GRANT)).scalar_one() == 0

    assert {key.kind for key in keys} == {"summary"}
    assert len(keys) == len(cases)
    assert opened == {"case_file.course", "case_file.result"}

"""Who holds a group's key: enrolled, removed, the key changed with everybody who leaves, and who may not do it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from mediation import audit
from mediation.accounts import groups, membership, people
from mediation.accounts.model import Leaving, Person
from mediation.accounts.passwords import Prepared, prepare
from mediation.accounts.store import people as people_rows
from mediation.accounts.tables import account, group_member, principal
from mediation.accounts.tables import session as session_table
from mediation.administration import services_groups
from mediation.cases import tables
from mediation.cases.store import Recipient, regrant
from mediation.errors import Conflict, NotAllowed, NotFound, Refusal, Tampered
from mediation.permissions import Role
from mediation.transaction import Transaction
from mediation.vault.grants import GrantContext, GroupContext, is_sealed_group_form, open_grant
from mediation.vault.keys import PrivateKey
from tests import builders, pages
from tests.builders import Office, Someone, member, open_case


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Office]:
    made = builders.office(tmp_path)
    for _number in range(3):
        open_case(made)
    yield made
    made.premises.engines.dispose()


@pytest.fixture
def officer(place: Office) -> Someone:
    place.clock.forward(minutes=1)
    return member(place, "petugas", Role.BUREAU_OFFICER)


@pytest.fixture
def enrolled(place: Office, officer: Someone) -> Someone:
    enrol(place, place.head, officer)
    return officer


def enrol(place: Office, by: Someone, whom: Someone) -> Person | Refusal:
    with place.desk(by) as transaction:
        return membership.enrol_member(transaction, whom.person.id, version=version_of(transaction, whom))


def remove(place: Office, by: Someone, whom: Someone, reason: Leaving = Leaving.MOVED) -> Person | Refusal:
    with place.desk(by) as transaction:
        return membership.remove_member(transaction, whom.person.id, reason=reason)


def version_of(transaction: Transaction, whom: Someone) -> int:
    return people_rows.get(transaction, whom.person.id).version


def holders(place: Office, name: str = "bureau") -> list[UUID]:
    with place.premises.reading() as transaction:
        return [one.member for one in groups.holders(transaction, name)]


def opened(place: Office, who: Someone, name: str = "bureau") -> int:
    """Return how many of the group's grants `who` opens with the group's keys that he holds."""
    with place.premises.reading(who.person.actor, who.key) as transaction:
        keys = dict(groups.open_versions(transaction, name))
        group = groups.group(transaction, name).id
        return sum(1 for row in grants_of(transaction, group) if opens(transaction, keys, row))


def grants_of(transaction: Transaction, group: UUID) -> list[Any]:
    given, key = tables.grant, tables.case_key
    same = (key.c.case_id == given.c.case_id) & (key.c.kind == given.c.kind) & (key.c.generation == given.c.generation)
    query = sa.select(given, key.c.commitment).join(key, same).where(given.c.principal == group)
    return list(transaction.execute(query).all())


def opens(transaction: Transaction, keys: dict[int, PrivateKey], row: Any) -> bool:
    if row.key_version not in keys:
        return False
    context = GrantContext(row.kind, row.case_id, row.generation, row.principal, row.key_version)
    return bool(open_grant(transaction.keyring, keys[row.key_version], row.stored, context).check(row.commitment))


def carry_on(place: Office, who: Someone, **limits: int) -> int:
    return services_groups.carry_on(place.premises, who.person.actor, who.key, "bureau", **limits)


def versions(place: Office, who: Someone) -> list[int]:
    with place.premises.reading(who.person.actor, who.key) as transaction:
        return [version for version, _key in groups.open_versions(transaction, "bureau")]


def older(place: Office) -> int:
    with place.premises.reading(place.head.person.actor, place.head.key) as transaction:
        return services_groups.progress(transaction, "bureau").older


def told(place: Office, name: str = "bureau") -> list[str]:
    with place.premises.reading() as transaction:
        return [one.action for one in audit.about(transaction, groups.group(transaction, name).about)][::-1]


# --- enrolling


def test_whoever_is_enrolled_opens_what_the_group_opens(place: Office, enrolled: Someone) -> None:
    assert opened(place, enrolled) == opened(place, place.head) == 3


def test_candidates_are_active_people_with_keys_whose_roles_belong_to_the_group(place: Office) -> None:
    place.clock.forward(minutes=1)
    officer, auditor = member(place, "petugas", Role.BUREAU_OFFICER), member(place, "pemeriksa", Role.AUDITOR)
    gone = member(place, "pergi", Role.BUREAU_OFFICER)
    with place.desk(place.administrator) as transaction:
        people.deactivate_person(transaction, gone.person.id)

    with place.desk(place.head) as transaction:
        bureau = [one.id for one in membership.candidates(transaction)]
    with place.desk(place.auditor) as transaction:
        auditors = [one.id for one in membership.candidates(transaction)]

    assert (bureau, auditors) == ([officer.person.id], [auditor.person.id])


def test_the_trail_names_ids_alone(place: Office, enrolled: Someone) -> None:
    with place.premises.reading() as transaction:
        told = audit.about(transaction, groups.group(transaction, "bureau").about)[0]

    assert told.action == "group.member_enrolled"
    assert told.actor == f"person:{place.head.person.id}"
    assert told.detail["member"] == str(enrolled.person.id)
    assert set(told.detail) == {"version", "member", "key", "key_version"}


def test_a_member_who_manages_nothing_enrols_nobody(place: Office, enrolled: Someone) -> None:
    other = member(place, "lain", Role.BUREAU_OFFICER)

    with pytest.raises(NotAllowed):
        enrol(place, enrolled, other)


def test_a_head_who_does_not_hold_the_key_enrols_nobody(place: Office, officer: Someone) -> None:
    second = member(place, "wakil", Role.BUREAU_HEAD)

    with pytest.raises(NotAllowed):
        enrol(place, second, officer)


def test_an_auditor_cannot_bring_anybody_into_the_bureau(place: Office, officer: Someone) -> None:
    with pytest.raises(NotFound):
        enrol(place, place.auditor, officer)

    assert holders(place) == [place.head.person.id]
    assert holders(place, "auditors") == [place.auditor.person.id]


def test_supervisors_and_administrators_are_no_candidates(place: Office) -> None:
    for who in (place.supervisor, place.administrator):
        with pytest.raises(NotFound):
            enrol(place, place.head, who)


def test_two_heads_who_enrol_the_same_person_enrol_him_once(place: Office, officer: Someone) -> None:
    second = member(place, "wakil", Role.BUREAU_HEAD)
    enrol(place, place.head, second)

    first, again = enrol(place, place.head, officer), enrol(place, second, officer)

    assert isinstance(first, Person)
    assert isinstance(again, Refusal)
    assert holders(place).count(officer.person.id) == 1


def test_what_changed_since_the_fingerprint_was_compared_is_a_conflict(place: Office, officer: Someone) -> None:
    with place.desk(place.head) as transaction:
        compared = version_of(transaction, officer)
    with place.desk(place.administrator) as transaction:
        details = people_rows.details_of(people_rows.get(transaction, officer.person.id))
        people.change_person(transaction, officer.person.id, details, compared)

    with place.desk(place.head) as transaction, pytest.raises(Conflict):
        membership.enrol_member(transaction, officer.person.id, version=compared)


def test_a_swapped_public_key_is_seen_and_nobody_is_enrolled(place: Office, officer: Someone) -> None:
    with place.premises.writing() as transaction:
        row = sa.update(principal).where(principal.c.id == officer.person.id)
        transaction.execute(row.values(public_key=place.colleague.key.public))
        transaction.commit()

    with place.desk(place.head) as transaction, pytest.raises(Tampered):
        membership.candidate(transaction, officer.person.id)
    with place.desk(place.head) as transaction, pytest.raises(Tampered):
        membership.enrol_member(transaction, officer.person.id, version=officer.person.version)
    assert holders(place) == [place.head.person.id]


def test_a_planted_member_row_opens_nothing(place: Office, officer: Someone) -> None:
    with place.premises.writing() as transaction:
        given = dict(transaction.execute(sa.select(group_member)).mappings().first() or {})
        transaction.execute(sa.insert(group_member).values(**given | {"member": officer.person.id}))
        transaction.commit()

    with place.premises.reading(officer.person.actor, officer.key) as transaction, pytest.raises(Tampered):
        groups.open_versions(transaction, "bureau")


# --- a grant in its holder's own form


def forms(place: Office, who: Someone) -> list[bool]:
    """Return for each of the member's grants whether it still is in the form that others seal (02)."""
    with place.premises.reading() as transaction:
        rows = transaction.execute(sa.select(group_member).where(group_member.c.member == who.person.id)).all()
        contexts = [GroupContext(row.group, row.version, row.member) for row in rows]
        keyring = transaction.keyring
        return [
            is_sealed_group_form(keyring, row.stored, context) for row, context in zip(rows, contexts, strict=True)
        ]


def test_a_grant_from_another_hand_becomes_ones_own_at_the_next_sign_in(place: Office, enrolled: Someone) -> None:
    before = forms(place, enrolled)

    services_groups.settle(place.premises, enrolled.person.actor, enrolled.key)

    assert (before, forms(place, enrolled)) == ([True], [False])
    assert opened(place, enrolled) == 3


def test_looking_turns_no_grant(place: Office, enrolled: Someone) -> None:
    visitor = pages.arrive(place, enrolled)
    for path in ("/kelompok", "/profil", "/kelola/kelompok/kunci"):
        assert visitor.get(path).status == 200

    assert forms(place, enrolled) == [True]


# --- removing


def test_whoever_is_removed_holds_nothing_from_that_moment_on(place: Office, enrolled: Someone) -> None:
    pages.arrive(place, enrolled)

    remove(place, place.head, enrolled)

    assert versions(place, enrolled) == []
    assert opened(place, enrolled) == 0
    with place.premises.reading() as transaction:
        query = sa.select(session_table.c.id).where(session_table.c.principal == enrolled.person.id)
        assert transaction.execute(query).all() == []


def test_the_key_that_was_held_opens_nothing_once_the_change_is_through(place: Office, enrolled: Someone) -> None:
    with place.premises.reading(enrolled.person.actor, enrolled.key) as transaction:
        kept = dict(groups.open_versions(transaction, "bureau"))
        group = groups.group(transaction, "bureau").id
    remove(place, place.head, enrolled)
    carry_on(place, place.head)

    with place.premises.reading() as transaction:
        rows = grants_of(transaction, group)
        by_old = [row for row in rows if opens(transaction, kept, row)]
        tried = [tries(transaction, key, row) for row in rows for key in kept.values()]

    assert len(rows) == 3
    assert by_old == []
    assert tried == [False] * 3


def tries(transaction: Transaction, key: PrivateKey, row: Any) -> bool:
    """Tell whether `key` opens the row under the version that it names."""
    try:
        return opens(transaction, {row.key_version: key}, row)
    except Tampered:
        return False


def test_at_every_moment_of_the_change_each_case_opens_for_who_stays(place: Office, enrolled: Someone) -> None:
    second = member(place, "wakil", Role.BUREAU_HEAD)
    enrol(place, place.head, second)
    remove(place, place.head, enrolled)

    seen = [(opened(place, place.head), opened(place, second), older(place))]
    while older(place):
        carry_on(place, place.head, batches=1, size=1)
        seen.append((opened(place, place.head), opened(place, second), older(place)))

    assert seen == [(3, 3, 3), (3, 3, 2), (3, 3, 1), (3, 3, 0)]


def test_when_nothing_is_left_the_older_key_goes(place: Office, enrolled: Someone) -> None:
    remove(place, place.head, enrolled)
    during = len(versions(place, place.head))

    carry_on(place, place.head)

    assert (during, len(versions(place, place.head))) == (2, 1)
    assert told(place)[-2:] == ["group.key_rotated", "group.key_retired"]


def test_a_case_opened_meanwhile_is_sealed_to_the_newest_key(place: Office, enrolled: Someone) -> None:
    remove(place, place.head, enrolled)

    open_case(place)

    newest = versions(place, place.head)[0]
    with place.premises.reading() as transaction:
        group = groups.group(transaction, "bureau").id
        under = [row.key_version for row in grants_of(transaction, group)]
    assert under.count(newest) == 1
    assert opened(place, place.head) == 4


def test_a_member_enrolled_during_the_change_opens_everything(place: Office, enrolled: Someone) -> None:
    remove(place, place.head, enrolled)
    carry_on(place, place.head, batches=1, size=1)
    newcomer = member(place, "baru", Role.BUREAU_OFFICER)

    enrol(place, place.head, newcomer)

    assert opened(place, newcomer) == 3
    carry_on(place, newcomer)
    assert (opened(place, newcomer), older(place)) == (3, 0)


def test_a_second_removal_during_the_change_leaves_nobody_behind(place: Office, enrolled: Someone) -> None:
    second, third = member(place, "wakil", Role.BUREAU_HEAD), member(place, "ketiga", Role.BUREAU_OFFICER)
    enrol(place, place.head, second)
    enrol(place, place.head, third)
    remove(place, place.head, enrolled)
    carry_on(place, place.head, batches=1, size=1)

    remove(place, second, third)

    assert [opened(place, one) for one in (place.head, second, enrolled, third)] == [3, 3, 0, 0]
    carry_on(place, place.head)
    assert [opened(place, one) for one in (place.head, second)] == [3, 3]
    assert [len(versions(place, one)) for one in (place.head, second)] == [1, 1]


def test_nobody_removes_himself(place: Office, enrolled: Someone) -> None:
    assert isinstance(remove(place, place.head, place.head), Refusal)
    assert place.head.person.id in holders(place)


def test_whoever_was_removed_can_do_nothing_that_was_under_way(place: Office) -> None:
    second = member(place, "wakil", Role.BUREAU_HEAD)
    enrol(place, place.head, second)
    remove(place, place.head, second)

    with pytest.raises(NotAllowed):
        remove(place, second, place.head)


def test_a_member_of_the_other_group_cannot_be_removed(place: Office) -> None:
    with pytest.raises(NotFound):
        remove(place, place.head, place.auditor)


def test_a_grant_that_does_not_open_stays_and_the_others_go_on(place: Office, enrolled: Someone) -> None:
    with place.premises.writing() as transaction:
        group = groups.group(transaction, "bureau").id
        broken = grants_of(transaction, group)[0].case_id
        row = sa.update(tables.grant).where(tables.grant.c.case_id == broken, tables.grant.c.principal == group)
        transaction.execute(row.values(stored=b"\x01" * 100))
        transaction.commit()
    remove(place, place.head, enrolled)

    met = carry_on(place, place.head)

    assert (met, older(place)) == (1, 1)
    assert len(versions(place, place.head)) == 2


# --- who leaves otherwise


def deactivate(place: Office, whom: Someone) -> Person | Refusal:
    with place.desk(place.administrator) as transaction:
        return people.deactivate_person(transaction, whom.person.id)


def is_due(place: Office) -> bool:
    with place.premises.reading() as transaction:
        return membership.is_due(transaction, "bureau")


def test_deactivating_a_member_leaves_a_change_due_that_the_next_member_makes(
    place: Office, enrolled: Someone,
) -> None:
    before = versions(place, place.head)
    deactivate(place, enrolled)
    due = is_due(place)

    services_groups.settle(place.premises, place.head.person.actor, place.head.key)

    assert (due, is_due(place)) == (True, False)
    assert versions(place, place.head)[0] > before[0]
    assert (opened(place, place.head), older(place)) == (3, 0)


def test_a_person_of_other_roles_holds_the_key_no_longer(place: Office, enrolled: Someone) -> None:
    with place.desk(place.administrator) as transaction:
        person = people_rows.get(transaction, enrolled.person.id)
        details = people_rows.details_of(person)
        other = type(details)(**{**vars(details), "roles": frozenset({Role.SUPERVISOR})})
        people.change_person(transaction, person.id, other, person.version)

    assert (is_due(place), versions(place, enrolled)) == (True, [])


def test_the_last_who_can_enrol_stays(place: Office, enrolled: Someone) -> None:
    assert isinstance(deactivate(place, place.head), Refusal)

    second = member(place, "wakil", Role.BUREAU_HEAD)
    enrol(place, place.head, second)

    assert isinstance(deactivate(place, place.head), Person)


def test_of_two_members_who_forgot_their_passwords_one_stays(place: Office, enrolled: Someone) -> None:
    def reset(whom: Someone) -> Person | Refusal:
        with place.desk(place.administrator) as transaction:
            return people.reset_person(transaction, whom.person.id, one_time())

    first, second = reset(enrolled), reset(place.head)

    assert (type(first), type(second)) == (Person, Refusal)


def one_time() -> Prepared:
    return prepare("sandi-sekali-pakai", builders.CHEAP)


def test_a_row_put_back_after_somebody_left_is_given_no_new_key(place: Office, enrolled: Someone) -> None:
    """Somebody who can write to the database restores the row of a member who was deactivated and came back."""
    with place.premises.reading() as transaction:
        row = transaction.execute(sa.select(group_member).where(group_member.c.member == enrolled.person.id)).first()
    deactivate(place, enrolled)
    with place.desk(place.administrator) as transaction:
        people.reset_person(transaction, enrolled.person.id, one_time())
    with place.premises.writing() as transaction:
        assert row is not None
        transaction.execute(sa.insert(group_member).values(**row._mapping))
        transaction.commit()

    services_groups.settle(place.premises, place.head.person.actor, place.head.key)

    assert holders(place) == [place.head.person.id]
    with place.premises.reading() as transaction:
        reasons = [one.reason for one in membership.events(transaction, "bureau") if one.reason]
    assert reasons[0] is Leaving.UNPROVEN


def test_a_row_put_back_after_a_removal_opens_nothing(place: Office, enrolled: Someone) -> None:
    with place.premises.reading() as transaction:
        row = transaction.execute(sa.select(group_member).where(group_member.c.member == enrolled.person.id)).one()
    remove(place, place.head, enrolled)
    with place.premises.writing() as transaction:
        transaction.execute(sa.insert(group_member).values(**row._mapping))
        transaction.commit()

    with pytest.raises(Tampered):
        opened(place, enrolled)
    assert opened(place, place.head) == 3


def test_a_planted_row_of_somebody_never_enrolled_is_given_no_new_key(place: Office, enrolled: Someone) -> None:
    stranger = member(place, "asing", Role.BUREAU_OFFICER)
    with place.premises.writing() as transaction:
        query = sa.select(group_member).where(group_member.c.member == enrolled.person.id)
        row = dict(transaction.execute(query).mappings().one())
        transaction.execute(sa.insert(group_member).values(**row | {"member": stranger.person.id}))
        transaction.commit()

    remove(place, place.head, enrolled)

    assert holders(place) == [place.head.person.id]
    assert versions(place, stranger) == []


def test_since_when_and_by_whom_stays_though_the_key_changes(place: Office, enrolled: Someone) -> None:
    third = member(place, "ketiga", Role.BUREAU_OFFICER)
    enrol(place, place.head, third)
    with place.premises.reading() as transaction:
        before = [(one.member, one.since, one.enrolled_by) for one in groups.holders(transaction, "bureau")]
    place.clock.forward(days=1)

    remove(place, place.head, third)

    with place.premises.reading() as transaction:
        after = [(one.member, one.since, one.enrolled_by) for one in groups.holders(transaction, "bureau")]
    assert after == [one for one in before if one[0] != third.person.id]


# --- who has read of whom


def news(place: Office, who: Someone, session: bytes) -> list[UUID]:
    with place.premises.reading(who.person.actor, who.key) as transaction:
        return [one.membership.member for one in membership.news(transaction, session)]


def signed_in(place: Office, who: Someone) -> bytes:
    place.clock.forward(minutes=1)
    pages.arrive(place, who)
    with place.premises.reading() as transaction:
        query = sa.select(session_table.c.id).where(session_table.c.principal == who.person.id)
        newest = query.order_by(session_table.c.started.desc())
        return bytes(transaction.execute(newest).scalars().first() or b"")


def test_a_new_member_is_news_to_all_and_each_one_acknowledges(place: Office, enrolled: Someone) -> None:
    place.clock.forward(minutes=1)
    newcomer = member(place, "baru", Role.BUREAU_OFFICER)
    enrol(place, place.head, newcomer)
    sessions = {one.person.id: signed_in(place, one) for one in (place.head, enrolled, newcomer)}

    seen = [news(place, one, sessions[one.person.id]) for one in (place.head, enrolled, newcomer)]
    with place.desk(enrolled) as transaction:
        membership.acknowledge(transaction, sessions[enrolled.person.id], [newcomer.person.id])

    assert seen == [[newcomer.person.id, enrolled.person.id], [newcomer.person.id], []]
    assert news(place, enrolled, sessions[enrolled.person.id]) == []
    assert len(news(place, place.head, sessions[place.head.person.id])) == 2


def test_whom_one_enrolled_oneself_is_news_from_the_next_sign_in_on(place: Office, officer: Someone) -> None:
    before = signed_in(place, place.head)
    place.clock.forward(minutes=1)
    enrol(place, place.head, officer)

    assert news(place, place.head, before) == []
    assert news(place, place.head, signed_in(place, place.head)) == [officer.person.id]


def test_reading_once_is_enough_though_the_key_changes(place: Office, enrolled: Someone) -> None:
    third = member(place, "ketiga", Role.BUREAU_OFFICER)
    enrol(place, place.head, third)
    session = signed_in(place, place.head)
    with place.desk(place.head) as transaction:
        membership.acknowledge(transaction, session, [enrolled.person.id, third.person.id])

    remove(place, place.head, third)

    assert news(place, place.head, session) == []


def test_a_name_changed_by_the_administrator_changes_nothing_of_the_membership(
    place: Office, enrolled: Someone,
) -> None:
    with place.premises.writing() as transaction:
        row = sa.update(account).where(account.c.id == enrolled.person.id)
        transaction.execute(row.values(name="Orang Lain Contoh"))
        transaction.commit()

    assert opened(place, enrolled) == 3


def test_a_batch_names_its_count_in_the_trail(place: Office, enrolled: Someone) -> None:
    remove(place, place.head, enrolled)
    carry_on(place, place.head, size=2)

    with place.premises.reading() as transaction:
        group = groups.group(transaction, "bureau").id
        counts = [one.detail["count"] for one in audit.about(transaction, f"group-key:{group}")]

    assert sorted(counts) == [1, 2]


def test_the_trail_stays_whole(place: Office, enrolled: Someone) -> None:
    remove(place, place.head, enrolled)
    carry_on(place, place.head)

    with place.premises.reading() as transaction:
        assert audit.verify(transaction).intact


def test_counting_what_is_left_asks_for_the_group_alone(place: Office, enrolled: Someone) -> None:
    with place.premises.reading() as transaction:
        bureau = groups.group_recipient(transaction, "bureau")
        left = regrant.left(transaction, Recipient(bureau.principal, bureau.public, bureau.version))

    assert left == regrant.Left(every=3, older=0)

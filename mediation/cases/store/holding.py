"""With which keys the actor opens cases: his own, and those of his groups; and as what he thereby stands in a case."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from mediation.accounts import groups
from mediation.cases.model import Standing
from mediation.errors import NotFound
from mediation.transaction import Transaction
from mediation.vault import blind, columns, grants
from mediation.vault.columns import Key
from mediation.vault.keys import CaseKey, PrivateKey

BUREAU = "bureau"
# The generation of the private key that is made with the case, for its supervisor.
_SUPERVISORS = 1


@dataclass(frozen=True)
class Holder:
    """One private key of the actor: his own (`version` None), or a version of one of his groups' keys."""

    principal: UUID
    version: int | None
    private: PrivateKey = field(repr=False)
    group: str = ""


def holders(transaction: Transaction) -> tuple[Holder, ...]:
    """Return the private keys that open grants for the actor; opened once in a unit of work."""
    if transaction.identity is None:
        return ()
    kept: tuple[Holder, ...] | None = transaction.opened.get(_OPENED)
    if kept is None:
        kept = (Holder(transaction.actor.id, None, transaction.identity), *_of_groups(transaction))
        transaction.opened[_OPENED] = kept
    return kept


_OPENED = "cases.holders"


def _of_groups(transaction: Transaction) -> tuple[Holder, ...]:
    found: list[Holder] = []
    for name in groups.groups_of(transaction.actor.roles):
        group = groups.group(transaction, name)
        versions = groups.open_versions_of(transaction, group)
        found += [Holder(group.id, version, key, name) for version, key in versions]
    return tuple(found)


def group_holders(transaction: Transaction, name: str) -> tuple[Holder, ...]:
    """Return the actor's keys of the group called `name`; empty for others."""
    return tuple(holder for holder in holders(transaction) if holder.group == name)


def principals(transaction: Transaction) -> list[UUID]:
    """Return as whom the actor may have been granted something."""
    return list({holder.principal: None for holder in holders(transaction)})


class Given(NamedTuple):
    """A grant as `open_grant` takes it: what a list knows beforehand is not read from each of its rows."""

    kind: str
    case_id: UUID
    generation: int
    principal: UUID
    key_version: int
    stored: bytes
    commitment: bytes


def open_grant(transaction: Transaction, row: Any) -> CaseKey:  # noqa: ANN401 - a Core row
    """Return the granted key after checking its commitment; raises Tampered, NotFound for somebody else's grant."""
    held = transaction.memory.get(row.stored, row.commitment, _place(row))
    if held is not None:
        return held
    holder = holder_of(transaction, row)
    if holder is None:
        raise NotFound
    context = grants.GrantContext(row.kind, row.case_id, row.generation, row.principal, holder.version)
    opened = grants.open_grant(transaction.keyring, holder.private, row.stored, context).check(row.commitment)
    transaction.memory.put(row.stored, row.commitment, opened, _place(row))
    return opened


def _place(row: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a Core row
    # Numbers in place of UUIDs, which take a microsecond each to be hashed and compared.
    return row.kind, row.case_id.int, row.generation, row.principal.int, row.key_version


def holder_of(transaction: Transaction, row: Any) -> Holder | None:  # noqa: ANN401 - a Core row
    """Return the key of the actor's that opens this grant; None for somebody else's."""
    for holder in holders(transaction):
        if holder.principal == row.principal and (holder.version or 0) == row.key_version:
            return holder
    return None


def standings(transaction: Transaction, granted: Sequence[Any], own: Any) -> frozenset[Standing]:  # noqa: ANN401 - Core rows
    """Return as what the actor opens a case by the grants `granted`; `own` is the case's row.

    Its supervisor has the case's first private key beside the content: a second reviewer has none, or a later one of
    his own when he wrote notes for the bureau before. An auditor with a look is none of these: what he was given stands
    in `looks`, and no grant of the case is his. A member of the bureau who is a party of the case opens nothing
    through the group.
    """
    own_grants = [row for row in granted if row.principal == transaction.actor.id]
    mine = {row.kind for row in own_grants if row.kind != Key.PRIVATE.value or row.generation == _SUPERVISORS}
    bureau = {each.principal for each in group_holders(transaction, BUREAU)}
    found = set()
    if Key.CONTENT.value in mine:
        found.add(Standing.HOLDER if Key.PRIVATE.value in mine else Standing.REVIEWER)
    through_group = any(row.kind == Key.CONTENT.value and row.principal in bureau for row in granted)
    if through_group and not is_party(transaction, own["employee_index"], own["spouse_index"]):
        found.add(Standing.BUREAU)
    return frozenset(found)


def is_party(transaction: Transaction, employee_index: bytes | None, spouse_index: bytes | None) -> bool:
    """Tell whether the actor is himself a party of the case, by the blind indexes of the parties' numbers."""
    return is_party_of(transaction, transaction.actor.digits, employee_index, spouse_index)


def is_party_of(
    transaction: Transaction, digits: str, employee_index: bytes | None, spouse_index: bytes | None,
) -> bool:
    """Tell whether whoever has this number is a party of the case; nobody without a number is."""
    return bool(digits) and bool({employee_index, spouse_index} & set(_indexes(transaction, digits)))


def own_indexes(transaction: Transaction) -> tuple[bytes, bytes]:
    """Return under what a case is found whose employee, or whose spouse, has the actor's own number."""
    return _indexes(transaction, transaction.actor.digits)


def _indexes(transaction: Transaction, number: str) -> tuple[bytes, bytes]:
    digits = blind.normalise_digits(number)
    employee, spouse = (
        blind.blind_index(transaction.system, columns.CASE.number, column, digits) for column in (8, 9)
    )
    return employee, spouse


def of_standing(transaction: Transaction, row: Any, standing: Standing, holder: UUID) -> bool:  # noqa: ANN401 - a Core row
    """Tell whether a granted key belongs to what the actor opens the case as: no key of another standing mixes in."""
    own: bool = row.principal == transaction.actor.id
    if standing is Standing.BUREAU:
        # The bureau's notes of separate talks are under the officer's own private key.
        return not own or (row.kind == Key.PRIVATE.value and holder != transaction.actor.id)
    return own

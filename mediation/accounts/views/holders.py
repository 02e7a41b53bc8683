"""Who holds the key of a person's groups, as pages show it."""

from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _

from mediation.accounts import groups
from mediation.accounts.model import GROUP_LABELS, Membership
from mediation.accounts.store import people
from mediation.clock import from_micros
from mediation.errors import NotFound, Tampered
from mediation.transaction import Transaction
from mediation.vault.principals import fingerprint
from mediation.web.filters import waktu
from mediation.web.guards import zone


@dataclass(frozen=True)
class Holder:
    """Somebody who holds the key: since when and enrolled by whom, in words."""

    id: UUID
    name: str
    since: str
    enrolled_by: str


@dataclass(frozen=True)
class ShownGroup:
    """A group as its members see it; `mine`: who looks holds its key."""

    name: str
    title: str
    holders: tuple[Holder, ...]
    mine: bool
    fingerprint: str


def shown_groups(transaction: Transaction) -> list[ShownGroup]:
    """Return the groups that the visitor's roles belong to; raises Tampered."""
    return [_shown(transaction, name) for name in groups.groups_of(transaction.actor.roles)]


def holder(transaction: Transaction, one: Membership) -> Holder:
    """Return a membership in words."""
    by = _("pendiri kelompok") if one.enrolled_by == one.member else name_of(transaction, one.enrolled_by)
    return Holder(one.member, name_of(transaction, one.member), waktu(from_micros(one.since), zone()), by)


def name_of(transaction: Transaction, person: UUID) -> str:
    """Return somebody's name; words in its place when the directory does not vouch for the person."""
    try:
        return people.get(transaction, person).name
    except (NotFound, Tampered):
        return str(_("seseorang yang datanya tidak cocok dengan segelnya"))


def _shown(transaction: Transaction, name: str) -> ShownGroup:
    held = groups.holders(transaction, name)
    return ShownGroup(
        name,
        _(GROUP_LABELS[name]),
        tuple(holder(transaction, one) for one in held),
        mine=any(one.member == transaction.actor.id for one in held),
        fingerprint=fingerprint(groups.group(transaction, name).public_key) if held else "",
    )

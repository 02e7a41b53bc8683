"""One table of who may do what. Whose case it is, the grants decide (`cases.store`)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID


class Role(StrEnum):
    """What a person is in this program. Stored in the directory and under its MAC."""

    SUPERVISOR = "supervisor"
    BUREAU_OFFICER = "bureau_officer"
    BUREAU_HEAD = "bureau_head"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """What a role allows: resource and action."""

    SELF_MANAGE = "self.manage"
    CASE_WORK = "case.work"
    GROUP_READ = "group.read"
    GROUP_MANAGE = "group.manage"
    BUREAU_WORK = "bureau.work"
    BUREAU_LEAD = "bureau.lead"
    AGENCY_MANAGE = "agency.manage"
    AUDIT_WORK = "audit.work"
    TRAIL_READ = "trail.read"
    KEY_CONFIRM = "key.confirm"
    BREACH_KEEP = "breach.keep"
    PEOPLE_MANAGE = "people.manage"
    UNITS_MANAGE = "units.manage"
    LETTERHEAD_MANAGE = "letterhead.manage"


_SELF = frozenset({Permission.SELF_MANAGE})
_GROUP = _SELF | {Permission.GROUP_READ}
# What heads and auditors both do: each sees in the trail what the other did.
_WATCH = frozenset({Permission.TRAIL_READ, Permission.KEY_CONFIRM, Permission.BREACH_KEEP})

ALLOWED: Mapping[Role, frozenset[Permission]] = MappingProxyType({
    Role.SUPERVISOR: _SELF | {Permission.CASE_WORK},
    Role.BUREAU_OFFICER: _GROUP | {Permission.BUREAU_WORK},
    Role.BUREAU_HEAD: _GROUP | _WATCH
    | {Permission.GROUP_MANAGE, Permission.BUREAU_WORK, Permission.BUREAU_LEAD, Permission.AGENCY_MANAGE},
    Role.AUDITOR: _GROUP | _WATCH | {Permission.GROUP_MANAGE, Permission.AUDIT_WORK},
    Role.ADMINISTRATOR: _SELF
    | {Permission.PEOPLE_MANAGE, Permission.UNITS_MANAGE, Permission.LETTERHEAD_MANAGE},
})


def roles_fit(roles: Iterable[Role]) -> bool:
    """Tell whether one person may hold `roles` together: one, or supervisor beside one; administrator alone."""
    held = frozenset(roles)
    if Role.ADMINISTRATOR in held:
        return len(held) == 1
    return len(held) == 1 or (len(held) == 2 and Role.SUPERVISOR in held)  # noqa: PLR2004 - "beside one other role"


@dataclass(frozen=True)
class Actor:
    """Who acts: a signed-in person, or the program itself (`SYSTEM`)."""

    id: UUID
    name: str
    roles: frozenset[Role]
    unit: UUID | None = None
    digits: str = ""

    def may(self, permission: Permission) -> bool:
        """Tell whether one of the actor's roles allows `permission`."""
        return any(permission in ALLOWED[role] for role in self.roles)


SYSTEM = Actor(UUID(int=0), "system", frozenset())

"""Pages that everybody has: the way home, profile, help; and for bureau and auditors their group."""

from typing import Any

from flask import current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.accounts import groups
from mediation.accounts.model import GROUP_LABELS, ROLE_LABELS, Membership
from mediation.accounts.store import people, sessions, units
from mediation.accounts.views.room import blueprint
from mediation.clock import from_micros
from mediation.permissions import Permission, Role
from mediation.transaction import Transaction
from mediation.vault.principals import fingerprint
from mediation.web.filters import waktu
from mediation.web.guards import actor, needs, present, reading, zone

# Where each role begins; the first that applies and is there.
_HOMES = (
    (Permission.CASE_WORK, "desk.home"),
    (Permission.PEOPLE_MANAGE, "administration.people"),
    (Permission.GROUP_READ, "accounts.group"),
    (Permission.SELF_MANAGE, "accounts.profile"),
)


@blueprint.get("/")
@needs(Permission.SELF_MANAGE)
def home() -> ResponseReturnValue:
    """Lead to the page on which this person's work begins."""
    views = current_app.view_functions
    who = actor()
    first = next(endpoint for permission, endpoint in _HOMES if who.may(permission) and endpoint in views)
    return redirect(url_for(first))


@blueprint.get("/profil")
@needs(Permission.SELF_MANAGE)
def profile() -> ResponseReturnValue:
    """Show the person's own data, fingerprint and sessions."""
    found = present()
    with reading() as transaction:
        person = people.get(transaction, found.actor.id)
        unit = units.get(transaction, person.unit) if person.unit else None
        alive = sessions.alive_of(transaction, person.id)
    print_ = fingerprint(found.identity.public) if found.identity else ""
    return render_template(
        "accounts/profile.html",
        person=person,
        roles=roles_in_words(person.roles),
        unit=unit,
        fingerprint=print_,
        sessions=[(from_micros(one.started), from_micros(one.last_input), one.id == found.session) for one in alive],
        zone=zone(),
    )


@blueprint.get("/kelompok")
@needs(Permission.GROUP_READ)
def group() -> ResponseReturnValue:
    """Show who holds the key of the person's group, and since when."""
    with reading() as transaction:
        shown = [_group(transaction, name) for name in groups.groups_of(actor().roles)]
    return render_template("accounts/group.html", groups=shown)


@blueprint.get("/bantuan")
@needs(Permission.SELF_MANAGE)
def help_page() -> ResponseReturnValue:
    """Show what each page is for and what to do when something goes wrong."""
    return render_template("accounts/help.html", roles={role.value for role in actor().roles})


def roles_in_words(roles: frozenset[Role]) -> str:
    """Return the roles as people read them."""
    return ", ".join(_(ROLE_LABELS[role]) for role in Role if role in roles)


def _group(transaction: Transaction, name: str) -> dict[str, Any]:
    holders = groups.holders(transaction, name)
    return {
        "title": _(GROUP_LABELS[name]),
        "rows": [_holder(transaction, one) for one in holders],
        "count": len(holders),
        "mine": any(one.member == transaction.actor.id for one in holders),
        "fingerprint": fingerprint(groups.group(transaction, name).public_key) if holders else "",
    }


def _holder(transaction: Transaction, one: Membership) -> list[str]:
    by = _("pendiri kelompok") if one.enrolled_by == one.member else people.get(transaction, one.enrolled_by).name
    return [people.get(transaction, one.member).name, waktu(from_micros(one.since), zone()), by]

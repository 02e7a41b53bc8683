"""Pages that everybody has: the way home, profile, help."""

from flask import current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.accounts.model import ROLE_LABELS
from mediation.accounts.store import people, sessions, units
from mediation.accounts.views.holders import shown_groups
from mediation.accounts.views.room import blueprint
from mediation.clock import from_micros
from mediation.permissions import Permission, Role
from mediation.vault.principals import fingerprint
from mediation.web.guards import actor, needs, present, reading, zone

# Where each role begins; the first that applies and is there.
_HOMES = (
    (Permission.CASE_WORK, "desk.home"),
    (Permission.PEOPLE_MANAGE, "administration.people"),
    (Permission.BUREAU_WORK, "queue.listing"),
    (Permission.AUDIT_WORK, "summaries.listing"),
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
        groups = shown_groups(transaction)
    print_ = fingerprint(found.identity.public) if found.identity else ""
    return render_template(
        "accounts/profile.html",
        person=person,
        roles=roles_in_words(person.roles),
        unit=unit,
        fingerprint=print_,
        groups=groups,
        sessions=[(from_micros(one.started), from_micros(one.last_input), one.id == found.session) for one in alive],
        zone=zone(),
    )


@blueprint.get("/bantuan")
@needs(Permission.SELF_MANAGE)
def help_page() -> ResponseReturnValue:
    """Show what each page is for and what to do when something goes wrong."""
    return render_template("accounts/help.html", roles={role.value for role in actor().roles})


def roles_in_words(roles: frozenset[Role]) -> str:
    """Return the roles as people read them."""
    return ", ".join(_(ROLE_LABELS[role]) for role in Role if role in roles)

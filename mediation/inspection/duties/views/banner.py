"""What stands on every page of a head or an auditor while a clock runs."""

from flask import url_for
from flask_babel import gettext as _

from mediation.inspection.duties import services
from mediation.inspection.duties.model import MUST_BE_TOLD, Breach
from mediation.permissions import Permission
from mediation.transaction import Premises
from mediation.web.filters import waktu
from mediation.web.guards import Visitor
from mediation.web.navigation import Banner


def banners(found: Visitor, premises: Premises) -> tuple[Banner, ...]:
    """Return the banner of the failure with the least time left; none while no clock runs."""
    if found.detour or not found.actor.may(Permission.BREACH_KEEP):
        return ()
    with premises.reading(found.actor) as transaction:
        running = services.running(transaction)
    if not running:
        return ()
    href = url_for("duties.listing") if running[1:] else url_for("duties.breach", breach=running[0].id)
    return (Banner(_said(running[0], premises, found.zone), href=href, link_text=_("Lihat kejadian")),)


def _said(breach: Breach, premises: Premises, zone: str) -> str:
    deadline = breach.deadline(zone)
    if deadline is None or not breach.intact:
        return str(_("Sebuah catatan kejadian tidak cocok dengan jejak."))
    status = deadline.status(premises.clock())
    left = [_(whom.label).lower() for whom in MUST_BE_TOLD if breach.met(whom) is None]
    return str(_(
        "Kegagalan pelindungan data: %(clock)s untuk memberi tahu %(whom)s, paling lambat %(due)s.",
        clock=_(status.text, hours=status.hours).lower(), whom=_(" dan ").join(left), due=waktu(deadline.due, zone),
    ))

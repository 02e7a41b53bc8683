"""The blueprint of this room, and what its pages share."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from flask import Blueprint, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.accounts.store import people
from mediation.cases import page
from mediation.errors import NotFound
from mediation.inspection.duties.model import Breach, Event, Whom
from mediation.transaction import Transaction
from mediation.web.forms import BaseForm
from mediation.web.guards import premises, zone

blueprint = Blueprint("duties", __name__)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SOON_HOURS = 24


def perform(form: BaseForm, act: Callable[[Transaction], Any]) -> bool:
    """Run a valid form's `act` once, as every page does; what is told of a conflict is about the record."""
    return page.perform(form, act, conflict=_(
        "Catatan ini bertambah sejak halaman ini dibuka. Isian Anda masih di sini: bandingkan dengan yang sudah "
        "tersimpan, lalu kirim lagi.",
    ))


def hand_out(written: bytes, name: str) -> ResponseReturnValue:
    """Return a document to save, under a neutral name."""
    return send_file(BytesIO(written), mimetype=DOCX, as_attachment=True, download_name=f"{name}.docx", max_age=0)


def who(transaction: Transaction, event: Event) -> str:
    """Return who wrote an event; nothing when that row was changed to nobody."""
    try:
        return people.get(transaction, event.by).name
    except NotFound:
        return ""


def clock(breach: Breach, whom: Whom) -> dict[str, Any]:
    """Return how the clock towards `whom` stands, in words, with its tone and the clock itself."""
    status, deadline, met = breach.status(whom, premises().clock()), breach.deadline(zone()), breach.met(whom)
    if status is None or deadline is None:
        return {"words": _("Tidak dapat dihitung"), "tone": "red", "deadline": None, "whom": whom, "met": None}
    late = status.standing.value == "late"
    shown = {"deadline": deadline, "whom": whom, "met": met}
    if met:
        by = deadline.lateness(met)
        words = _(by.text, hours=by.hours, minutes=by.minutes)
        return shown | {"words": _("Sudah diberi tahu, %(how)s", how=words), "tone": "amber" if late else "green"}
    tone = "red" if late else "amber" if status.hours <= _SOON_HOURS else "blue"
    return shown | {"words": _(status.text, hours=status.hours), "tone": tone}

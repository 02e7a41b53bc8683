"""The blueprint of this room, and what its pages share."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from flask import Blueprint, g, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.accounts.store import people
from mediation.errors import Conflict, NotFound, Refusal
from mediation.inspection.duties.model import Breach, Event, Whom
from mediation.transaction import Transaction
from mediation.web.drafting import discard
from mediation.web.forms import BaseForm
from mediation.web.guards import premises, writing, zone

blueprint = Blueprint("duties", __name__)
CONFLICT = 409
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SOON_HOURS = 24


def perform(form: BaseForm, act: Callable[[Transaction], Any]) -> Any:  # noqa: ANN401 - what the act returns
    """Run a valid form's `act`, a service that commits, once; return what it made (True for nothing), or None.

    A refusal and somebody else's change stand on the form (409), where everything typed stays.
    """
    if not form.validate_on_submit():
        return None
    try:
        with writing() as transaction:
            transaction.once(form.key)
            result = act(transaction)
    except Conflict:
        g.answer_status = CONFLICT
        form.problem(_("Catatan ini bertambah sejak halaman ini dibuka. Isian Anda masih di sini: bandingkan dengan "
                       "yang sudah tersimpan, lalu kirim lagi."))
        return None
    if isinstance(result, Refusal):
        g.answer_status = CONFLICT
        form.refuse(result)
        return None
    discard()
    return True if result is None else result


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

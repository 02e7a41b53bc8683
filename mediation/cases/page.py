"""What every page of a case does the same way: open it, name it, try an act, answer. Flask lives here and in views."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import abort, flash, g, make_response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.cases import store
from mediation.cases.model import Party
from mediation.cases.store import CaseFile
from mediation.errors import Conflict, Refusal
from mediation.transaction import Transaction
from mediation.web.drafting import discard
from mediation.web.forms import BaseForm
from mediation.web.guards import writing

SIDES = {"a": Party.APPLICANT, "b": Party.SPOUSE, "c": Party.WITNESS}


def side(party: Party) -> str:
    """Return the neutral letter that stands for `party` in a path."""
    return next(letter for letter, found in SIDES.items() if found is party)


def party(letter: str) -> Party:
    """Return the party that a path's letter stands for; 404 for another letter."""
    if letter not in SIDES:
        abort(404)
    return SIDES[letter]


def opened(case: UUID, purpose: str = "read") -> CaseFile:
    """Open a case for a page: an audit entry, 404 when absent or not granted. A damaged one has only its case page."""
    with writing() as transaction:
        file = store.get(transaction, case, purpose=purpose)
        transaction.commit()
    if not file.intact and purpose != "damage":
        raise Damaged(case)
    return file


class Damaged(Exception):  # noqa: N818 - names the finding
    """The seal of this case does not match: the answer leads to its page, which says so."""

    def __init__(self, case: UUID) -> None:
        """Take the id of the case."""
        super().__init__("case seal")
        self.case = case


def perform(form: BaseForm, act: Callable[[Transaction], Refusal | object | None]) -> bool:
    """Run a valid form's `act` in one unit of work, once; True when it is done.

    A refusal or somebody else's change is shown on the form (409), where everything typed still stands. `act` is a
    service and commits by itself. Raises AlreadyDone for a second submit of the same form.
    """
    if not form.validate_on_submit():
        return False
    try:
        with writing() as transaction:
            transaction.once(form.key)
            result = act(transaction)
    except Conflict:
        g.answer_status = 409
        form.problem(_("Berkas ini berubah sejak halaman ini dibuka. Isian Anda masih di sini: "
                       "periksa keadaan terbaru di halaman berkas, lalu kirim lagi."))
        return False
    if isinstance(result, Refusal):
        g.answer_status = 409
        form.refuse(result)
        return False
    discard()
    return True


def saved(text: str = "") -> None:
    """Tell on the next page that something was saved."""
    flash(text or _("Tersimpan."), "success")


def show(template: str, file: CaseFile, **context: Any) -> ResponseReturnValue:  # noqa: ANN401 - template variables
    """Render a page of `file` with its banner; 409 when an act was refused."""
    request = file.request
    banner = {
        "number": request.number,
        "names": f"{request.applicant.name} – {request.spouse.name}",
        "href": url_for("desk.case", case=file.id),
    }
    body = render_template(template, file=file, request_=request, case_banner=banner, **context)
    return make_response(body, g.get("answer_status", 200))

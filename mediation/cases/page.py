"""What every page of a case does the same way: open it, name it, try an act, answer. Flask lives here and in views."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from flask import abort, flash, g, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation import audit
from mediation.cases import store, workflow
from mediation.cases import today as days
from mediation.cases.model import Party, Standing
from mediation.cases.moves import Move
from mediation.cases.store import CaseFile, IssuedDocument
from mediation.errors import Conflict, Refusal
from mediation.transaction import Transaction
from mediation.web.drafting import discard
from mediation.web.forms import BaseForm, words_of
from mediation.web.guards import reading, writing

CONFLICT = 409
# The page of a case, by as what it was opened.
HOMES = {Standing.HOLDER: "desk.case", Standing.REVIEWER: "second.read", Standing.BUREAU: "queue.file"}
SIDES = {"a": Party.APPLICANT, "b": Party.SPOUSE, "c": Party.WITNESS}


def side(party: Party) -> str:
    """Return the neutral letter that stands for `party` in a path."""
    return next(letter for letter, found in SIDES.items() if found is party)


def party(letter: str) -> Party:
    """Return the party that a path's letter stands for; 404 for another letter."""
    if letter not in SIDES:
        abort(404)
    return SIDES[letter]


def opened(
    case: UUID, purpose: audit.Purpose = audit.Purpose.READ, *, damaged: bool = False,
    standing: Standing = Standing.HOLDER,
) -> CaseFile:
    """Open a case for a page as `standing`: an audit entry, 404 when absent or not granted.

    A damaged one has only its case page, which asks for it by `damaged`.
    """
    with writing() as transaction:
        file = store.get(transaction, case, purpose=purpose, standing=standing)
        transaction.commit()
    if not file.intact and not damaged:
        raise Damaged(case, standing)
    return file


def today() -> date:
    """Return the day in the actor's zone."""
    with reading() as transaction:
        return days.today(transaction)


def too_early(file: CaseFile, move: Move, heading: str) -> ResponseReturnValue | None:
    """Return the page (409) that says why `move` cannot be made now and what comes first; None when it can.

    None too for a sent form: there `perform` answers, and what was typed stays.
    """
    refusal = None if request.method == "POST" else workflow.refuse(file.progress, move)
    if refusal is None:
        return None
    return refused(file, refusal, heading)


def refused(file: CaseFile, refusal: Refusal, heading: str = "") -> ResponseReturnValue:
    """Return the page (409) that says why something is refused and what comes first."""
    g.answer_status = CONFLICT
    return show("cases/refused.html", file, said=words_of(refusal), heading=heading or _("Berkas"))


def document_title(file: CaseFile, issued: IssuedDocument) -> str:
    """Return what a document is called in a list: what it is, of whom, and whether it was withdrawn."""
    said = " ".join(filter(None, (_(issued.title), _about(file, issued.about))))
    return str(_("%(document)s (ditarik)", document=said)) if issued.withdrawn else said


def _about(file: CaseFile, about: str) -> str:
    row = UUID(about) if about else None
    appointment = file.progress.appointment(row) if row else None
    if appointment:
        return str(_("ke-%(round)s, %(who)s", round=appointment.round, who=_(appointment.party.label).lower()))
    hearing = file.progress.hearing(row) if row else None
    return hearing.label if hearing else ""


def allowed(file: CaseFile, move: Move) -> bool:
    """Tell whether `move` can be made now: for links that are shown only where they lead somewhere."""
    return workflow.refuse(file.progress, move) is None


class Damaged(Exception):  # noqa: N818 - names the finding
    """The seal of this case does not match: the answer leads to its page, which says so."""

    def __init__(self, case: UUID, standing: Standing = Standing.HOLDER) -> None:
        """Take the id of the case, and as what it was opened."""
        super().__init__("case seal")
        self.case = case
        self.standing = standing


def perform(form: BaseForm, act: Callable[[Transaction], Refusal | object | None], *, conflict: str = "") -> bool:
    """Run a valid form's `act` in one unit of work, once; True when it is done.

    A refusal or somebody else's change is shown on the form (409), where everything typed still stands. `act` is a
    service and commits by itself; `conflict` says what changed meanwhile where that is no case. Raises AlreadyDone for
    a second submit of the same form.
    """
    if not form.validate_on_submit():
        return False
    try:
        with writing() as transaction:
            transaction.once(form.key)
            result = act(transaction)
    except Conflict:
        g.answer_status = CONFLICT
        form.problem(conflict or _("Berkas ini berubah sejak halaman ini dibuka. Isian Anda masih di sini: "
                       "periksa keadaan terbaru di halaman berkas, lalu kirim lagi."))
        return False
    if isinstance(result, Refusal):
        g.answer_status = CONFLICT
        form.refuse(result)
        _tell_refused()
        return False
    # Its draft may bear the key of another rendering: a late form, a page opened again, one shown after a conflict.
    discard()
    return True


def _tell_refused() -> None:
    # What was refused is rolled back by now: this entry is one of its own. It names the case, not what was typed.
    case = (request.view_args or {}).get("case")
    if case is None:
        return
    with writing() as transaction:
        audit.append_bounded(transaction, audit.Action.REQUEST_REFUSED, f"case:{case}", status=CONFLICT)
        transaction.commit()


def saved(text: str = "") -> None:
    """Tell on the next page that something was saved."""
    flash(text or _("Tersimpan."), "success")


def show(template: str, file: CaseFile, **context: Any) -> ResponseReturnValue:
    """Render a page of `file` with its banner; 409 when an act was refused."""
    asked, form = file.request, context.get("form")
    banner = {
        "number": asked.number,
        "names": f"{asked.applicant.name} – {asked.spouse.name}",
        "href": url_for(HOMES[file.standing], case=file.id),
    }
    status = g.get("answer_status", 200)
    if form is not None and status == CONFLICT:
        # The page now shows the newest state, so the next sending is made from it.
        form.renew(file.version)
    body = render_template(template, file=file, request_=asked, case_banner=banner, **context)
    return make_response(body, status)

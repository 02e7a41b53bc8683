"""Drafts: saved while somebody types, kept when a form comes after the session was locked."""

from uuid import UUID

from flask import make_response, request
from flask.typing import ResponseReturnValue

from mediation.accounts import drafts, sessions
from mediation.accounts.store import people
from mediation.accounts.views.room import blueprint
from mediation.clock import from_micros
from mediation.transaction import Transaction
from mediation.web import drafting
from mediation.web.drafting import Kept
from mediation.web.guards import Visitor, is_local, open_to_all, premises, present, reading, visitor, writing, zone

_SAVED, _SIGNED_OUT, _TOO_MUCH, _NO_PLACE = ("", 204), ("", 401), ("", 413), ("", 400)


class Box:
    """Where drafts lie: rows sealed to the person's own key."""

    def load(self, place: str) -> Kept | None:
        """Return the visitor's draft for `place`, or None."""
        with reading() as transaction:
            draft = drafts.load(transaction, place)
        return Kept(drafting.from_text(draft.text), from_micros(draft.updated), zone()) if draft else None

    def discard(self, place: str) -> None:
        """Forget the visitor's draft for `place`."""
        with writing() as transaction:
            drafts.discard(transaction, place)
            transaction.commit()

    def keep_late(self, found: Visitor) -> bool:
        """Keep the form of this request for its page; nobody needs a key to seal to the person's own.

        A form whose page cannot be opened again holds at most a button: there is nothing to keep.
        """
        if request.url_rule is None or "GET" not in (request.url_rule.methods or ()):
            return True
        with premises().writing(found.actor) as transaction:
            kept = keep(transaction, request.path)
            transaction.commit()
        return kept


@blueprint.post("/konsep")
@open_to_all
def save_draft() -> ResponseReturnValue:
    """Save what somebody is typing at `?tempat=`; only new input counts as use of the session."""
    answer = make_response(_save())
    answer.mimetype = "text/plain"
    return answer


def _save() -> tuple[str, int]:
    found, place = visitor(), request.args.get("tempat", "")
    if found is None:
        return _SIGNED_OUT
    if not is_local(place):
        return _NO_PLACE
    changed = found.locked or _differs(place)
    if changed and not _saved(found, place):
        return _TOO_MUCH
    if changed and not found.locked:
        sessions.touch(premises(), present().session)
    return _SIGNED_OUT if found.locked else _SAVED


def keep(transaction: Transaction, place: str) -> bool:
    """Seal the form of this request to the actor for `place`; the caller commits."""
    person = people.get(transaction, transaction.actor.id)
    return drafts.keep(transaction, person, place, _text(), _form_key())


def _saved(found: Visitor, place: str) -> bool:
    with premises().writing(found.actor) as transaction:
        kept = keep(transaction, place)
        transaction.commit()
    return kept or len(_text().encode()) <= drafts.LONGEST_TEXT


def _differs(place: str) -> bool:
    """Tell whether this is not what was saved last: the same text again is no use of the session."""
    with reading() as transaction:
        before = drafts.load(transaction, place)
    return before is None or before.text != _text()


def _text() -> str:
    return drafting.to_text(drafting.typed_pairs(request.form.items(multi=True)))


def _form_key() -> UUID | None:
    try:
        return UUID(request.form.get("submit_key", ""))
    except ValueError:
        return None

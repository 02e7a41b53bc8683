"""Pages at the door: in, out, hidden, on again, and in with the recovery code."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.accounts import passwords, recovery, sessions, signing_in
from mediation.accounts.forms import RecoveryForm, ResumeForm, SignInForm
from mediation.accounts.model import Details
from mediation.accounts.signing_in import Arrival
from mediation.accounts.store import people
from mediation.accounts.views import arriving
from mediation.accounts.views.room import blueprint
from mediation.errors import Refusal
from mediation.web.guards import address_at_door, open_to_all, premises, to_door, visitor, way_back

_WRONG = 401


@blueprint.route("/masuk", methods=["GET", "POST"])
@open_to_all
def sign_in() -> ResponseReturnValue:
    """Ask for name and password; the answer is the same for unknown names."""
    found = visitor()
    if found and not found.locked:
        return redirect(way_back())
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("accounts/sign_in.html", form=form)
    arrived = signing_in.sign_in(
        premises(), name=form.name.data, password=form.password.data, origin=arriving.origin(),
    )
    if isinstance(arrived, Refusal):
        form.refuse(arrived)
        return render_template("accounts/sign_in.html", form=form), _WRONG
    arriving.begin(arrived.secret)
    return redirect(way_back())


@blueprint.route("/lanjut", methods=["GET", "POST"])
@open_to_all
def resume() -> ResponseReturnValue:
    """Ask the person whose screen was hidden for the password, then go back to the page."""
    found = visitor()
    if found is None:
        return to_door("accounts.sign_in", way_back())
    if not found.locked:
        return redirect(way_back())
    form = ResumeForm()
    if form.validate_on_submit():
        arrived = _again(form.password.data)
        if isinstance(arrived, Arrival):
            arriving.begin(arrived.secret, same_person=True)
            return redirect(way_back())
        form.refuse(arrived)
    return render_template("accounts/resume.html", form=form, name=found.actor.name), _WRONG if form.errors else 200


def _again(password: str) -> Arrival | Refusal:
    """Sign the person of the locked session in again; its row goes."""
    found = visitor()
    with premises().reading() as transaction:
        person = people.get(transaction, found.actor.id) if found else None
    if found is None or person is None:
        return Refusal("")
    arrived = signing_in.sign_in(
        premises(), name=person.sign_in, password=password, origin=arriving.origin(),
    )
    if isinstance(arrived, Arrival):
        with premises().writing(person.actor) as transaction:
            sessions.forget(transaction, found.session)
            transaction.commit()
    return arrived


@blueprint.post("/kunci")
@open_to_all
def hide() -> ResponseReturnValue:
    """Hide the screen at once: the key leaves the session, the next page asks for the password."""
    found = visitor()
    if found and not found.locked:
        with premises().writing(found.actor) as transaction:
            sessions.lock(transaction, found.session)
        premises().memories.drop(found.session)
    return to_door("accounts.pause", way_back())


@blueprint.get("/jeda")
@open_to_all
def pause() -> ResponseReturnValue:
    """Show a page that says nothing of the trade."""
    onwards = address_at_door("accounts.resume", way_back())
    return render_template("accounts/pause.html", onwards=onwards)


@blueprint.post("/keluar")
@open_to_all
def sign_out() -> ResponseReturnValue:
    """End the session: nothing of it can be continued."""
    found = visitor()
    if found:
        with premises().writing(found.actor) as transaction:
            sessions.sign_out(transaction, found.session)
        premises().memories.drop(found.session)
    arriving.leave()
    flash(_("Anda sudah keluar."), "success")
    return redirect(url_for("accounts.sign_in"))


@blueprint.route("/pemulihan", methods=["GET", "POST"])
@open_to_all
def recover() -> ResponseReturnValue:
    """Ask for name, recovery code and a new password; the code opens once."""
    form = RecoveryForm()
    if form.validate_on_submit() and form.same_twice():
        secret = _recovered(form)
        if isinstance(secret, bytes):
            arriving.begin(secret)
            return redirect(url_for("accounts.recovery_code"))
        form.refuse(secret)
        return render_template("accounts/recover.html", form=form), _WRONG
    return render_template("accounts/recover.html", form=form)


def _recovered(form: RecoveryForm) -> bytes | Refusal:
    name, password = form.name.data, form.password.data
    # Judged before anybody is looked up, by what was typed alone: a verdict must not tell who exists.
    weak = passwords.check(password, Details(sign_in=name, name="", roles=frozenset()))
    if weak:
        return weak
    # The one slow run stands before the look-up, so that known and unknown names take the same time.
    prepared = passwords.prepare(password, premises().cost)
    where = arriving.origin()
    opened = recovery.open_with_code(premises(), name=name, typed=form.recovery_code.data, origin=where)
    if isinstance(opened, Refusal):
        return opened
    return passwords.check(password, opened.person) or recovery.recover(premises(), opened, prepared, where)

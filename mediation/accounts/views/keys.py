"""Pages of one's own keys: the first password, the printed code, another password."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.accounts import codes, enrolment, passwords, recovery
from mediation.accounts.forms import ChangePasswordForm, CodeForm, KeepKeysForm, NewPasswordForm
from mediation.accounts.model import Person
from mediation.accounts.store import people
from mediation.accounts.views import arriving
from mediation.accounts.views.room import blueprint
from mediation.errors import Refusal
from mediation.permissions import Permission
from mediation.vault.keys import PrivateKey
from mediation.web.guards import needs, on_detour, premises, present, reading, writing

_NEW_PASSWORD = "accounts.new_password"  # noqa: S105 - the name of a page
_CODE = "accounts.recovery_code"


@blueprint.route("/kata-sandi-baru", methods=["GET", "POST"])
@needs(Permission.SELF_MANAGE)
def new_password() -> ResponseReturnValue:
    """Ask for the person's own password; then the keys are made, or kept by the old code after a reset."""
    if present().detour != _NEW_PASSWORD:
        return redirect(url_for("accounts.home"))
    with reading() as transaction:
        person = people.get(transaction, transaction.actor.id)
        keeping = enrolment.keeps_keys(transaction)
    form = KeepKeysForm() if keeping else NewPasswordForm()
    if form.validate_on_submit() and form.same_twice():
        secret = _enrolled(form, person)
        if secret:
            arriving.begin(secret)
            return redirect(url_for(_CODE))
    return render_template("accounts/new_password.html", form=form, keeping=keeping)


def _enrolled(form: NewPasswordForm, person: Person) -> bytes | None:
    """Return the new session's secret, or None when the form now says why not."""
    if not _good(form, person):
        return None
    old = _old_keys(form)
    if isinstance(old, Refusal):
        form.refuse(old)
        return None
    if isinstance(form, KeepKeysForm) and not form.decided():
        return None
    prepared = passwords.prepare(form.password.data, premises().cost)
    with writing() as transaction:
        return enrolment.enrol(transaction, present().session, prepared, old)


def _old_keys(form: NewPasswordForm) -> PrivateKey | Refusal | None:
    if not isinstance(form, KeepKeysForm) or not form.recovery_code.data:
        return None
    with reading() as transaction:
        return enrolment.open_old(transaction, form.recovery_code.data)


@blueprint.get("/kode-pemulihan")
@needs(Permission.SELF_MANAGE)
@on_detour(_CODE)
def recovery_code() -> ResponseReturnValue:
    """Show the new recovery code, to be printed; it is shown until two of its groups were given back."""
    if present().detour != _CODE:
        return redirect(url_for("accounts.home"))
    with reading() as transaction:
        person = people.get(transaction, transaction.actor.id)
        shown = codes.shown(transaction)
    return render_template("accounts/recovery_code.html", groups=shown, person=person)


@blueprint.route("/kode-pemulihan/periksa", methods=["GET", "POST"])
@needs(Permission.SELF_MANAGE)
@on_detour(_CODE)
def confirm_code() -> ResponseReturnValue:
    """Ask two groups of the printed code back."""
    if present().detour != _CODE:
        return redirect(url_for("accounts.home"))
    with reading() as transaction:
        numbers = codes.asked(transaction)
    form = CodeForm()
    for field, number in zip((form.first, form.second), numbers, strict=True):
        field.label.text = _("Kelompok huruf ke-%(number)s", number=number)
    if form.validate_on_submit():
        with writing() as transaction:
            refusal = codes.confirm(transaction, present().session, (form.first.data, form.second.data))
        if refusal is None:
            flash(_("Kode pemulihan sudah dicatat. Simpan kertasnya di tempat yang terkunci."), "success")
            return redirect(url_for("accounts.home"))
        form.refuse(refusal)
    return render_template("accounts/confirm_code.html", form=form)


@blueprint.route("/profil/kata-sandi", methods=["GET", "POST"])
@needs(Permission.SELF_MANAGE)
def change_password() -> ResponseReturnValue:
    """Ask for the password that holds and a new one; the keys and the code stay."""
    form = ChangePasswordForm()
    if form.validate_on_submit() and form.same_twice():
        with reading() as transaction:
            person = people.get(transaction, transaction.actor.id)
        if not recovery.password_is(premises(), person, form.current_password.data):
            with writing() as transaction:
                recovery.note_wrong_password(transaction)
            form.problem(_("Kata sandi sekarang tidak cocok."), form.current_password)
        elif _good(form, person):
            prepared = passwords.prepare(form.password.data, premises().cost)
            with writing() as transaction:
                secret = recovery.change_password(transaction, present().session, prepared)
            arriving.begin(secret)
            flash(_("Kata sandi sudah diganti. Sesi Anda di tempat lain sudah diakhiri."), "success")
            return redirect(url_for("accounts.profile"))
    return render_template("accounts/change_password.html", form=form)


def _good(form: NewPasswordForm, person: Person) -> bool:
    """Tell whether the password is good enough; otherwise its field says why not."""
    weak = passwords.check(form.password.data, person)
    if weak:
        said = (_(part, **weak.values) for part in (weak.reason, weak.remedy) if part)
        form.problem(" ".join(said), form.password)
    return weak is None

"""Pages of people: list, add, change, reset, deactivate."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.accounts.model import Details, Person
from mediation.accounts.passwords import one_time
from mediation.accounts.people import add_person
from mediation.accounts.store import credentials
from mediation.accounts.store import people as rows
from mediation.accounts.store import units as unit_rows
from mediation.accounts.views.own import roles_in_words
from mediation.administration import services
from mediation.administration.forms import ConfirmForm, PersonForm
from mediation.administration.views.room import blueprint
from mediation.cases.store import count_open
from mediation.clock import from_micros
from mediation.errors import Conflict, Refusal
from mediation.law.identity import Employment, Sex, read_nip
from mediation.law.ranks import rank_name
from mediation.permissions import Permission
from mediation.transaction import Transaction
from mediation.web.filters import waktu
from mediation.web.forms import BaseForm, words_of
from mediation.web.guards import needs, premises, reading, today, writing, zone

_REFUSED = 409


@blueprint.get("/orang")
@needs(Permission.PEOPLE_MANAGE)
def people() -> ResponseReturnValue:
    """List everybody by name."""
    with reading() as transaction:
        units = {unit.id: unit.name for unit in unit_rows.every(transaction)}
        listed = [(person, *_standing(transaction, person)) for person in rows.everybody(transaction)]
    shown = [
        (person, roles_in_words(person.roles), units.get(person.unit) if person.unit else "", words, tone)
        for person, words, tone in listed
    ]
    return render_template("administration/people.html", people=shown)


@blueprint.route("/orang/baru", methods=["GET", "POST"])
@needs(Permission.PEOPLE_MANAGE)
def add() -> ResponseReturnValue:
    """Add a person; the one-time password is shown once, on the answer itself."""
    form = PersonForm(data={"capacity": "", "grade": "", "unit": ""})
    _offer_units(form)
    if not (form.validate_on_submit() and _nip_fits(form)):
        return render_template("administration/person.html", form=form, person=None)
    password, prepared = one_time(premises().cost)
    with writing() as transaction:
        transaction.once(form.key)
        added = add_person(transaction, _details(form), prepared)
    if isinstance(added, Refusal):
        form.refuse(added)
        return render_template("administration/person.html", form=form, person=None), _REFUSED
    # No redirect: the password stands nowhere else, and a second look must not be possible.
    return render_template("administration/one_time.html", person=added, password=password)


@blueprint.route("/orang/<uuid:id_>", methods=["GET", "POST"])
@needs(Permission.PEOPLE_MANAGE)
def person(id_: UUID) -> ResponseReturnValue:
    """Change a person."""
    with reading() as transaction:
        found = rows.get(transaction, id_)
        words, tone = _standing(transaction, found)
    form = PersonForm(data=_shown(found), version=found.version)
    _offer_units(form)
    status = 200
    if form.validate_on_submit() and _nip_fits(form):
        if _changed(form, id_):
            flash(_("Tersimpan."), "success")
            return redirect(url_for("administration.people"))
        status = _REFUSED
    standing = {"text": words, "tone": tone}
    return render_template("administration/person.html", form=form, person=found, standing=standing), status


@blueprint.route("/orang/<uuid:id_>/atur-ulang", methods=["GET", "POST"])
@needs(Permission.PEOPLE_MANAGE)
def reset(id_: UUID) -> ResponseReturnValue:
    """Say what a reset will not open, then give a new one-time password, shown once."""
    with reading() as transaction:
        found = rows.get(transaction, id_)
        count = count_open(transaction, id_)
    form = ConfirmForm()
    if form.validate_on_submit():
        password, prepared = one_time(premises().cost)
        with writing() as transaction:
            transaction.once(form.key)
            done = services.reset(transaction, id_, prepared)
        if isinstance(done, Person):
            # No redirect: as in `add`.
            return render_template("administration/one_time.html", person=done, password=password)
        form.refuse(done)
    return _sure("administration/reset.html", form, found, count)


@blueprint.route("/orang/<uuid:id_>/nonaktif", methods=["GET", "POST"])
@needs(Permission.PEOPLE_MANAGE)
def deactivate(id_: UUID) -> ResponseReturnValue:
    """Say what follows, then close the account."""
    with reading() as transaction:
        found = rows.get(transaction, id_)
        count = count_open(transaction, id_)
    form = ConfirmForm()
    if form.validate_on_submit():
        with writing() as transaction:
            transaction.once(form.key)
            done = services.deactivate(transaction, id_)
        if isinstance(done, Person):
            flash(_("Akun dinonaktifkan."), "success")
            return redirect(url_for("administration.people"))
        form.refuse(done)
    return _sure("administration/deactivate.html", form, found, count)


def _sure(template: str, form: BaseForm, found: Person, count: int) -> ResponseReturnValue:
    return render_template(template, form=form, person=found, count=count), _REFUSED if form.is_submitted() else 200


def _changed(form: PersonForm, id_: UUID) -> bool:
    """Tell whether the change was made; otherwise the form says why not."""
    try:
        with writing() as transaction:
            transaction.once(form.key)
            done = services.change(transaction, id_, _details(form), form.expected_version or 0)
    except Conflict:
        form.problem(_("Orang lain mengubah data ini lebih dahulu. Tulisan Anda masih ada; buka lagi halamannya."))
        return False
    if isinstance(done, Refusal):
        form.refuse(done)
        return False
    return True


def _nip_fits(form: PersonForm) -> bool:
    """Tell whether the number has the right shape; what merely looks odd is said and does not refuse."""
    if not form.digits.data:
        return True
    reading_ = read_nip(form.digits.data, form.employment.data, form.sex.data, today())
    if isinstance(reading_, Refusal):
        form.problem(" ".join(words_of(reading_)), form.digits)
        return False
    for warning in reading_.warnings:
        flash(_(warning), "warning")
    return True


def _details(form: PersonForm) -> Details:
    grade = form.grade.data or ""
    return Details(
        sign_in=form.sign_in.data,
        name=form.name.data,
        roles=frozenset(form.roles.data),
        unit=UUID(form.unit.data) if form.unit.data else None,
        digits=form.digits.data,
        employment=form.employment.data.value,
        sex=form.sex.data.value,
        grade=grade,
        rank=rank_name(grade),
        position=form.position.data,
        capacity=form.capacity.data or "",
        on_behalf_of=form.on_behalf_of.data,
        trained=bool(form.trained.data),
    )


def _shown(found: Person) -> dict[str, Any]:
    chosen = {"sex": Sex(found.sex), "employment": Employment(found.employment), "roles": tuple(found.roles)}
    return vars(found) | chosen | {"unit": str(found.unit or "")}


def _offer_units(form: PersonForm) -> None:
    with reading() as transaction:
        units = unit_rows.every(transaction)
    form.unit.choices = [("", _("Tidak diisi")), *((str(unit.id), unit.name) for unit in units)]


def _standing(transaction: Transaction, found: Person) -> tuple[str, str]:
    """Return in words, and in colour, how the account stands."""
    if not found.active:
        return _("Nonaktif"), "neutral"
    credential = credentials.get(transaction, found.id)
    until = credential.one_time_until if credential else None
    if until is None:
        return _("Aktif"), "green"
    if until < transaction.micros:
        return _("Kata sandi sekali pakai sudah lewat"), "red"
    return _("Belum masuk; berlaku sampai %(until)s", until=waktu(from_micros(until), zone())), "amber"

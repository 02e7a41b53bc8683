"""Pages of units: list, add, change."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.accounts.model import Unit, Zone
from mediation.accounts.store import people
from mediation.accounts.store import units as rows
from mediation.accounts.units import add_unit, change_unit
from mediation.administration.forms import UnitForm
from mediation.administration.views.room import blueprint
from mediation.errors import Conflict, Refusal
from mediation.permissions import Permission, Role
from mediation.web.guards import needs, reading, writing

_REFUSED = 409


@blueprint.get("/unit")
@needs(Permission.UNITS_MANAGE)
def units() -> ResponseReturnValue:
    """List all units by name, with who supervises them."""
    with reading() as transaction:
        listed = rows.every(transaction)
        names = {person.id: person.name for person in people.everybody(transaction)}
    above = {unit.id: unit.name for unit in listed}
    shown = [(unit, _named(above, unit.parent), _named(names, unit.supervisor)) for unit in listed]
    return render_template("administration/units.html", units=shown)


@blueprint.route("/unit/baru", methods=["GET", "POST"])
@needs(Permission.UNITS_MANAGE)
def new_unit() -> ResponseReturnValue:
    """Add a unit."""
    form = UnitForm(data={"parent": "", "supervisor": ""})
    _offer(form, None)
    if form.validate_on_submit():
        with writing() as transaction:
            transaction.once(form.key)
            added = add_unit(
                transaction, name=form.name.data, zone=form.zone.data.value,
                parent=_id(form.parent.data), supervisor=_id(form.supervisor.data),
            )
        if isinstance(added, Unit):
            flash(_("Unit %(name)s ditambahkan.", name=added.name), "success")
            return redirect(url_for("administration.units"))
        form.refuse(added)
        return render_template("administration/unit.html", form=form, unit=None), _REFUSED
    return render_template("administration/unit.html", form=form, unit=None)


@blueprint.route("/unit/<uuid:id_>", methods=["GET", "POST"])
@needs(Permission.UNITS_MANAGE)
def unit(id_: UUID) -> ResponseReturnValue:
    """Change a unit."""
    with reading() as transaction:
        found = rows.get(transaction, id_)
    shown = vars(found) | {"parent": str(found.parent or ""), "supervisor": str(found.supervisor or "")}
    shown |= {"zone": Zone(found.zone)}
    form = UnitForm(data=shown, version=found.version)
    _offer(form, id_)
    if form.validate_on_submit():
        if _changed(form, id_):
            flash(_("Tersimpan."), "success")
            return redirect(url_for("administration.units"))
        return render_template("administration/unit.html", form=form, unit=found), _REFUSED
    return render_template("administration/unit.html", form=form, unit=found)


def _changed(form: UnitForm, id_: UUID) -> bool:
    """Tell whether the change was made; otherwise the form says why not."""
    given = Unit(
        id_, form.name.data, _id(form.parent.data), _id(form.supervisor.data), form.zone.data.value,
        form.expected_version or 0,
    )
    try:
        with writing() as transaction:
            transaction.once(form.key)
            done = change_unit(transaction, given)
    except Conflict:
        form.problem(_("Orang lain mengubah data ini lebih dahulu. Tulisan Anda masih ada; buka lagi halamannya."))
        return False
    if isinstance(done, Refusal):
        form.refuse(done)
        return False
    return True


def _offer(form: UnitForm, own: UUID | None) -> None:
    with reading() as transaction:
        others = [one for one in rows.every(transaction) if one.id != own]
        leaders = [one for one in people.everybody(transaction) if one.active and Role.SUPERVISOR in one.roles]
    nobody = ("", _("Tidak diisi"))
    form.parent.choices = [nobody, *((str(one.id), one.name) for one in others)]
    form.supervisor.choices = [nobody, *((str(one.id), one.name) for one in leaders)]


def _id(chosen: str | None) -> UUID | None:
    return UUID(chosen) if chosen else None


def _named(names: dict[UUID, str], id_: UUID | None) -> str:
    return names.get(id_, "") if id_ else ""

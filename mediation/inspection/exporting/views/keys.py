"""Pages of export keys: the list, one to register, one for the second person, one to retire."""

from typing import Any
from uuid import UUID

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.accounts.store import people
from mediation.cases import page
from mediation.clock import from_micros
from mediation.errors import Refusal
from mediation.inspection.exporting.forms import HeardForm, RegisterForm, RetireForm
from mediation.inspection.exporting.model import ExportKey, Standing
from mediation.inspection.exporting.services import keys as services
from mediation.inspection.exporting.store import keys as rows
from mediation.inspection.exporting.views.room import blueprint
from mediation.permissions import Permission
from mediation.transaction import Transaction
from mediation.web.forms import words_of
from mediation.web.guards import actor, needs, reading, writing, zone

_TONES = {
    Standing.WAITING: "amber", Standing.CONFIRMED: "green", Standing.RETIRED: "neutral", Standing.BROKEN: "red",
}


@blueprint.get("/a/kunci")
@needs(Permission.KEY_CONFIRM)
def keys() -> ResponseReturnValue:
    """Show every key with who holds it, who registered and who confirmed it."""
    with reading() as transaction:
        found = [_shown(transaction, one) for one in rows.every(transaction)]
    return render_template(
        "exporting/keys.html", keys=found, registers=actor().may(Permission.AUDIT_WORK), me=actor().id,
        broken=[one["key"].name for one in found if one["key"].standing is Standing.BROKEN],
    )


@blueprint.route("/a/kunci/baru", methods=["GET", "POST"])
@needs(Permission.AUDIT_WORK)
def register() -> ResponseReturnValue:
    """Register a public key; nothing is sealed to it before a second person has compared it."""
    form = RegisterForm()
    if page.perform(form, lambda transaction: _registered(
        services.register(transaction, name=form.name.data, public=form.public),
    )):
        page.saved(_("Kunci didaftarkan. Sekarang minta orang kedua mengesahkannya."))
        return redirect(url_for("exporting.keys"))
    form.forget_secret()
    return render_template("exporting/register.html", form=form), g.get("answer_status", 200)


def _registered(done: ExportKey | Refusal) -> Refusal | None:
    return done if isinstance(done, Refusal) else None


@blueprint.route("/a/kunci/<uuid:key>", methods=["GET", "POST"])
@needs(Permission.KEY_CONFIRM)
def confirm(key: UUID) -> ResponseReturnValue:
    """Ask the second person what the holder reads aloud. The page does not show it: who does not ask cannot type it."""
    form = HeardForm()
    if page.perform(form, lambda transaction: services.confirm(transaction, key, heard=form.heard.data)):
        page.saved(_("Kunci disahkan. Ekspor sekarang dapat disegel untuk pemegangnya."))
        return redirect(url_for("exporting.keys"))
    if g.get("answer_status") == page.CONFLICT:
        with writing() as transaction:
            services.doubt(transaction, key)
    with reading() as transaction:
        shown = _shown(transaction, rows.get(transaction, key))
        hindrance = services.hindrance(transaction, shown["key"])
    body = render_template(
        "exporting/confirm.html", form=form, shown=shown, said=words_of(hindrance) if hindrance else (),
    )
    return body, g.get("answer_status", 200)


@blueprint.route("/a/kunci/<uuid:key>/cabut", methods=["GET", "POST"])
@needs(Permission.KEY_CONFIRM)
def retire(key: UUID) -> ResponseReturnValue:
    """Take a key away for good."""
    form = RetireForm()
    if page.perform(form, lambda transaction: services.retire(transaction, key)):
        page.saved(_("Kunci dicabut. Yang sudah diunduh tetap dapat dibuka pemegangnya."))
        return redirect(url_for("exporting.keys"))
    with reading() as transaction:
        shown = _shown(transaction, rows.get(transaction, key))
    return render_template("exporting/retire.html", form=form, shown=shown), g.get("answer_status", 200)


def _shown(transaction: Transaction, key: ExportKey) -> dict[str, Any]:
    """Return a key as the pages show it: with names and moments."""
    return {
        "key": key, "tone": _TONES[key.standing], "label": _(key.standing.label), "zone": zone(),
        "added": from_micros(key.added), "added_by": _name(transaction, key.added_by),
        "confirmed": from_micros(key.confirmed) if key.confirmed else None,
        "confirmed_by": _name(transaction, key.confirmed_by),
        "retired": from_micros(key.retired) if key.retired else None,
        "retired_by": _name(transaction, key.retired_by),
    }


def _name(transaction: Transaction, person: UUID | None) -> str:
    return people.get(transaction, person).name if person else ""

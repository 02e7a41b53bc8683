"""Pages of exports: the list, one with its progress and its files, and its end."""

import hashlib
from io import BufferedReader
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import g, make_response, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.accounts.store import units
from mediation.cases import page
from mediation.clock import from_micros
from mediation.errors import NotFound, Tampered
from mediation.inspection.bundle.model import SEALED_SUFFIX, SIGNATURE_SUFFIX
from mediation.inspection.exporting.forms import EndForm
from mediation.inspection.exporting.model import Export, State
from mediation.inspection.exporting.services import orders
from mediation.inspection.exporting.store import answers, keys
from mediation.inspection.exporting.views.room import blueprint
from mediation.inspection.exporting.views.showing import groups
from mediation.inspection.exporting.wizard import Offer
from mediation.permissions import Permission
from mediation.vault import minisign
from mediation.web.guards import needs, premises, reading, writing, zone

_REFRESH = "3"  # seconds
_TONES = {
    State.MAKING: "blue", State.MADE: "green", State.WRITTEN: "green", State.FAILED: "red", State.STOPPED: "amber",
    State.GONE: "neutral",
}


@blueprint.get("/a/bawa")
@needs(Permission.AUDIT_WORK)
def listing() -> ResponseReturnValue:
    """Show the auditor's own exports, the newest first."""
    orders.sweep(premises())
    with reading() as transaction:
        found = [_shown(one) for one in orders.listed(transaction)]
        kept = bool(answers.load(transaction))
    return render_template("exporting/listing.html", exports=found, kept=kept)


@blueprint.get("/a/bawa/<uuid:export>")
@needs(Permission.AUDIT_WORK)
def export(export: UUID) -> ResponseReturnValue:
    """Show how far an export has come; while it is being made the page asks again by itself, with script or without.

    Asking again is no input: it keeps no session open.
    """
    orders.sweep(premises())
    with reading() as transaction:
        found = orders.get(transaction, export)
        offer = Offer(tuple(units.every(transaction)), tuple(keys.every(transaction)))
    answer = make_response(render_template(
        "exporting/export.html", groups=groups(found.order, offer, link=False),
        commands=_commands(found), **_shown(found),
    ))
    if found.state is State.MAKING:
        answer.headers["Refresh"] = _REFRESH
    return answer


@blueprint.get("/a/bawa/<uuid:export>/berkas")
@needs(Permission.AUDIT_WORK)
def download(export: UUID) -> ResponseReturnValue:
    """Hand the sealed bundle to who had it made, within its time, when it is what the trail says."""
    orders.sweep(premises())
    with reading() as transaction:
        found = orders.ready(transaction, export)
    file = _opened(found, SEALED_SUFFIX)
    if _digest(file) != found.sha256:
        file.close()
        raise Tampered("export")
    with writing() as transaction:
        orders.take(transaction, export)
    return _sent(file, found.file + SEALED_SUFFIX)


@blueprint.get("/a/bawa/<uuid:export>/tanda")
@needs(Permission.AUDIT_WORK)
def signature(export: UUID) -> ResponseReturnValue:
    """Hand out the signature that belongs to the bundle."""
    orders.sweep(premises())
    with reading() as transaction:
        found = orders.ready(transaction, export)
    name = SEALED_SUFFIX + SIGNATURE_SUFFIX
    return _sent(_opened(found, name), found.file + name)


@blueprint.route("/a/bawa/<uuid:export>/akhiri", methods=["GET", "POST"])
@needs(Permission.AUDIT_WORK)
def end(export: UUID) -> ResponseReturnValue:
    """Stop an export that is being made, or delete a finished one before its time."""
    form = EndForm()
    if page.perform(form, lambda transaction: orders.end(transaction, export)):
        orders.sweep(premises())
        page.saved(_("Ekspor diakhiri; berkasnya tidak ada lagi di peladen."))
        return redirect(url_for("exporting.listing"))
    with reading() as transaction:
        found = orders.get(transaction, export)
    return render_template("exporting/end.html", form=form, **_shown(found)), g.get("answer_status", 200)


def _shown(found: Export) -> dict[str, Any]:
    """Return an export as the pages show it."""
    return {
        "export": found, "label": _(found.state.label), "tone": _TONES[found.state],
        "cause": _(found.cause.label) if found.cause else "", "begun": from_micros(found.begun),
        "until": from_micros(found.until) if found.until else None,
        "taken": from_micros(found.taken) if found.taken else None, "zone": zone(),
        "ended": found.state in {State.FAILED, State.STOPPED, State.GONE, State.WRITTEN},
    }


def _commands(found: Export) -> tuple[str, ...]:
    """Return what checks and opens the bundle without this program."""
    line, sealed = minisign.public_key(premises().system).line, found.file + SEALED_SUFFIX
    return f"minisign -V -P {line} -m {sealed}", f"age -d -i kunci.txt -o ringkasan.zip {sealed}"


def _opened(found: Export, suffix: str) -> BufferedReader:
    folder = premises().exports or Path()
    try:
        return (folder / (found.file + suffix)).open("rb")
    except OSError:
        raise NotFound from None


def _digest(file: BufferedReader) -> str:
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def _sent(file: BufferedReader, name: str) -> ResponseReturnValue:
    return send_file(file, mimetype="application/octet-stream", as_attachment=True, download_name=name, max_age=0)

"""Pages of letterheads: the agency's own and those of units that word theirs otherwise."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.accounts.store import units
from mediation.administration.forms import CODE_FIELDS, LetterheadForm
from mediation.administration.views.room import blueprint
from mediation.errors import Conflict, Refusal
from mediation.permissions import Permission
from mediation.reports import store
from mediation.reports.blocks import Kind
from mediation.reports.letterhead import LARGEST_EMBLEM, LetterheadSettings, emblem
from mediation.reports.store import WHOLE_AGENCY
from mediation.web.forms import words_of
from mediation.web.guards import needs, reading, writing

_REFUSED = 409
_TEXTS = ("owner", "name", "address", "contact", "town", "addressee_title", "addressee_place", "pppk_basis")


@blueprint.get("/kop")
@needs(Permission.LETTERHEAD_MANAGE)
def letterheads() -> ResponseReturnValue:
    """List the agency and its units, and which of them word their own letterhead."""
    with reading() as transaction:
        listed = [(WHOLE_AGENCY, _("Seluruh instansi")), *((one.id, one.name) for one in units.every(transaction))]
        shown = [(id_, name, store.get(transaction, _unit(id_)) is not None) for id_, name in listed]
    return render_template("administration/letterheads.html", letterheads=shown, whole=WHOLE_AGENCY)


@blueprint.route("/kop/<uuid:id_>", methods=["GET", "POST"])
@needs(Permission.LETTERHEAD_MANAGE)
def letterhead(id_: UUID) -> ResponseReturnValue:
    """Write one letterhead."""
    with reading() as transaction:
        name = _("Seluruh instansi") if id_ == WHOLE_AGENCY else units.get(transaction, id_).name
        found = store.get(transaction, _unit(id_))
        basis = found or store.for_unit(transaction, _unit(id_))
    form = LetterheadForm(data=_shown(basis), version=found.version if found else 0)
    if form.validate_on_submit():
        if _saved(form, id_, found):
            flash(_("Tersimpan."), "success")
            return redirect(url_for("administration.letterheads"))
        return render_template("administration/letterhead.html", form=form, name=name, found=found, id=id_), _REFUSED
    return render_template("administration/letterhead.html", form=form, name=name, found=found, id=id_)


@blueprint.get("/kop/<uuid:id_>/lambang")
@needs(Permission.LETTERHEAD_MANAGE)
def picture(id_: UUID) -> ResponseReturnValue:
    """Serve the emblem as it is printed."""
    with reading() as transaction:
        found = store.get(transaction, _unit(id_))
    if found is None or found.emblem is None:
        abort(404)
    answer = make_response(found.emblem)
    answer.mimetype = "image/png"
    return answer


def _saved(form: LetterheadForm, id_: UUID, found: LetterheadSettings | None) -> bool:
    """Tell whether it was saved; otherwise the form says why not."""
    drawn = _emblem(form, found)
    if isinstance(drawn, Refusal):
        form.problem(" ".join(words_of(drawn)), form.emblem)
        return False
    written = _settings(form, found or LetterheadSettings("", "", "", "", ""))
    given = replace(written, emblem=drawn, version=form.expected_version or 0)
    try:
        with writing() as transaction:
            transaction.once(form.key)
            store.put(transaction, _unit(id_), given)
            transaction.commit()
    except Conflict:
        form.problem(_("Orang lain mengubah data ini lebih dahulu. Tulisan Anda masih ada; buka lagi halamannya."))
        return False
    return True


def _emblem(form: LetterheadForm, found: LetterheadSettings | None) -> bytes | Refusal | None:
    if form.emblem.data is not None:
        return emblem(form.emblem.data.stream.read(LARGEST_EMBLEM + 1))
    return None if form.no_emblem.data or found is None else found.emblem


def _settings(form: LetterheadForm, before: LetterheadSettings) -> LetterheadSettings:
    # What this page does not ask, such as an agency's own subject lines, stays.
    texts = {name: getattr(form, name).data for name in _TEXTS}
    patterns = {
        kind: replace(
            before.pattern(kind),
            number=form.pattern.data, code=getattr(form, field).data, unit=form.unit_code.data,
        )
        for kind, field in CODE_FIELDS.items()
    }
    return LetterheadSettings(**texts, patterns=patterns)


def _shown(basis: LetterheadSettings | None) -> dict[str, Any]:
    if basis is None:
        return {}
    report = basis.pattern(Kind.MEDIATION_REPORT)
    codes = {field: basis.pattern(kind).code for kind, field in CODE_FIELDS.items()}
    texts = {name: getattr(basis, name) for name in _TEXTS}
    return texts | codes | {"pattern": report.number, "unit_code": report.unit}


def _unit(id_: UUID) -> UUID | None:
    return None if id_ == WHOLE_AGENCY else id_

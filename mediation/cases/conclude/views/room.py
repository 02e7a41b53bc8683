"""What the pages of the conclusion share: when they may be written, what they offer, what was outrun."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.cases import outrun, page
from mediation.cases.conclude import forms, material, store
from mediation.cases.conclude.model import Composition, Fact
from mediation.cases.examine import store as examined
from mediation.cases.mediate import store as mediated
from mediation.cases.moves import Act, Move
from mediation.cases.store import CaseFile
from mediation.law.grounds import Ground
from mediation.web.drafting import load_form
from mediation.web.forms import BaseForm

blueprint = Blueprint("conclude", __name__)

Answer = ResponseReturnValue


def not_here(file: CaseFile, act: Act, heading: str) -> Answer | None:
    """Return another page when this one cannot be written now; None when it can."""
    # A concluded case is shown on the page of all answers; whoever wants to change something asks for it there.
    progress = file.progress
    concluded = progress.concluded_on is not None and not progress.awaits_second_reviewer
    wants_change = "ubah" in request.args and progress.report_issued_on is None
    if request.method == "GET" and concluded and not wants_change:
        return redirect(url_for("conclude.check", case=file.id))
    return page.too_early(file, Move(act, page.today()), heading)


def changing(file: CaseFile) -> dict[str, str] | None:
    """Return the query with which a part is opened to be changed; None when nothing can be changed any more."""
    # A concluded case is changed on purpose alone.
    if file.progress.report_issued_on:
        return None
    return {"ubah": "1"} if file.progress.concluded_on and not file.progress.awaits_second_reviewer else {}


def facts_form(kind: type[forms.F], file: CaseFile, own: tuple[Fact, ...], data: dict[str, Any]) -> forms.F:
    """Return the form for this request, with all recorded material and the facts that were written elsewhere."""
    used = {fact.source.key for fact in own}
    everywhere = store.conclusion(file).facts()
    known = [fact for fact in everywhere if fact.source.key not in used]
    form = load_form(
        forms.with_material(kind, gather(file, everywhere), known), version=file.version, data=data,
    )
    form.offer()
    return form


def gather(file: CaseFile, used: Iterable[Fact]) -> tuple[material.Material, ...]:
    """Return all that was recorded, and a stand-in for each of the facts `used` whose record changed."""
    found = material.gather(
        file.request, file.progress, examined.records(file), mediated.sessions(file), examined.evidence(file),
    )
    return (*found, *material.lost(used, found))


def groups(form: forms.FactsForm) -> list[tuple[str, list[tuple[material.Material, Any]]]]:
    """Return the material under its headings, each with the field in which the fact is written."""
    grouped: dict[str, list[tuple[material.Material, Any]]] = {}
    for one in form.material:
        heading = _(one.heading, **one.values)
        # Translated here: a template takes every text for a pattern, and people type "50 % dari gaji".
        shown = replace(one, label=_(one.label), text=_(one.text) if one.text else "")
        grouped.setdefault(heading, []).append((shown, form[forms.name_of(one)]))
    return list(grouped.items())


def outrun_by(form: BaseForm, revision: int, stored: dict[str, Any]) -> tuple[outrun.Difference, ...]:
    """Return what differs from `stored` when it was changed after this form was made."""
    made = form.expected_version
    if made is None or made >= revision:
        return ()
    theirs = type(form)(formdata=None, data=stored)
    for name in ("evidence", "reuse"):
        if name in theirs:
            theirs[name].choices = form[name].choices
    return outrun.differences(theirs.written(), form.written())


def composition(file: CaseFile) -> Composition:
    """Return the report's own text, empty before it is begun."""
    return store.conclusion(file).composition or Composition()


def claimed(file: CaseFile) -> tuple[Ground, ...]:
    """Return the grounds of the request, in their order."""
    return tuple(claim.ground for claim in file.request.grounds)


def evidence(file: CaseFile) -> tuple[tuple[UUID, str], ...]:
    """Return the evidence, each as id and words."""
    return tuple(
        (filed.id, " · ".join(filter(None, (_(filed.evidence.label), filed.evidence.number))))
        for filed in examined.evidence(file)
    )


def kept_query() -> dict[str, Any]:
    """Return the part of the query that says that a concluded case is changed on purpose."""
    return {"ubah": "1"} if "ubah" in request.args else {}

"""Pages of the report's own text: the parts and how far each has come, II facts, III analysis, V advice."""

from typing import Any
from uuid import UUID

from flask import abort, redirect, url_for
from flask_babel import gettext as _

from mediation.cases import page
from mediation.cases.conclude import forms, services, store
from mediation.cases.conclude.model import Composition, Part
from mediation.cases.conclude.views import room
from mediation.cases.conclude.views.room import Answer, blueprint
from mediation.cases.moves import Act
from mediation.cases.store import CaseFile
from mediation.law.grounds import Ground, ground_entry
from mediation.permissions import Permission
from mediation.web.drafting import load_form
from mediation.web.guards import needs


@blueprint.get("/b/<uuid:case>/5/c")
@needs(Permission.CASE_WORK)
def compose(case: UUID) -> Answer:
    """Show the parts of the report that the superior writes, and how far each has come."""
    file = page.opened(case)
    elsewhere = room.not_here(file, Act.COMPOSE, _("Tulis bagian laporan"))
    if elsewhere:
        return elsewhere
    written = room.composition(file)
    open_parts = {(gap.part, gap.ground) for gap in written.gaps(room.claimed(file))}
    return page.show("conclude/compose.html", file, parts=_parts(file, written, open_parts), whole=not open_parts)


@blueprint.route("/b/<uuid:case>/5/c/fakta", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def facts(case: UUID) -> Answer:
    """Choose the facts of part II, each in own words and with its record."""
    file = page.opened(case)
    elsewhere = room.not_here(file, Act.COMPOSE, _(Part.FACTS.label))
    if elsewhere:
        return elsewhere
    chosen = room.composition(file)
    form = room.facts_form(forms.FactsForm, file, chosen.facts, forms.filled_facts(chosen.facts))
    if page.perform(form, lambda t: services.choose_facts(
        t, case, facts=form.facts(), version=form.expected_version,
    )):
        page.saved(_("Fakta tersimpan."))
        return _next_part(case)
    lost = room.outrun_by(form, chosen.revision, forms.filled_facts(chosen.facts))
    return page.show("conclude/facts.html", file, form=form, groups=room.groups(form), differences=lost)


@blueprint.route("/b/<uuid:case>/5/c/analisis/<name>", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def analysis(case: UUID, name: str) -> Answer:
    """Discuss one ground fact by fact, part III; `name` is the ground's place among those claimed, from 1."""
    file = page.opened(case)
    ground = _ground(file, name)
    elsewhere = room.not_here(file, Act.COMPOSE, _(Part.ANALYSIS.label))
    if elsewhere:
        return elsewhere
    written = room.composition(file)
    if not written.facts:
        return redirect(url_for("conclude.facts", case=case))
    stored = forms.filled_analysis(written.analysis(ground))
    form = load_form(forms.analysis_form(written.facts), version=file.version, data=stored)
    form.evidence.choices = room.evidence(file)
    if page.perform(form, lambda t: services.analyse(
        t, case, analysis=form.analysis(ground), version=form.expected_version,
    )):
        page.saved(_("Analisis tersimpan."))
        return _next_part(case)
    return page.show(
        "conclude/analysis.html", file, form=form, entry=ground_entry(ground), facts=written.facts,
        claim=next(claim for claim in file.request.grounds if claim.ground is ground),
        differences=room.outrun_by(form, written.revision, stored),
    )


@blueprint.route("/b/<uuid:case>/5/c/saran", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def advice(case: UUID) -> Answer:
    """Write part V."""
    file = page.opened(case)
    elsewhere = room.not_here(file, Act.COMPOSE, _(Part.ADVICE.label))
    if elsewhere:
        return elsewhere
    written = room.composition(file)
    stored = {"advice": written.advice}
    form = load_form(forms.AdviceForm, version=file.version, data=stored)
    if page.perform(form, lambda t: services.advise(
        t, case, advice=form.advice.data, version=form.expected_version,
    )):
        page.saved(_("Saran tindak tersimpan."))
        return _next_part(case)
    lost = room.outrun_by(form, written.revision, stored)
    return page.show("conclude/advice.html", file, form=form, made=store.conclusion(file), differences=lost)


def _ground(file: CaseFile, name: str) -> Ground:
    claimed = room.claimed(file)
    if not name.isascii() or not name.isdigit() or not 1 <= int(name) <= len(claimed):
        abort(404)
    return claimed[int(name) - 1]


def _next_part(case: UUID) -> Answer:
    return redirect(url_for("conclude.compose", case=case, **room.kept_query()))


def _parts(
    file: CaseFile, composition: Composition, open_parts: set[tuple[Part, Ground | None]],
) -> list[dict[str, Any]]:
    parts: list[tuple[Part, Ground | None]] = [(Part.FACTS, None)]
    parts += [(Part.ANALYSIS, ground) for ground in room.claimed(file)]
    return [_part(file, composition, part, (part, ground) in open_parts, ground)
            for part, ground in [*parts, (Part.ADVICE, None)]]


def _part(file: CaseFile, composition: Composition, part: Part, gap: bool, ground: Ground | None) -> dict[str, Any]:  # noqa: FBT001 - one row of the list
    title = f"{_(part.label)}: {_(ground.label)}" if ground else _(part.label)
    if part is Part.ANALYSIS and not composition.facts:
        return {"title": title, "hint": _("Pilih fakta dahulu."), "status": _("Belum dapat dimulai")}
    begun = ground is not None and composition.analysis(ground) is not None
    todo = _("Perlu dilengkapi") if begun else _("Belum dimulai")
    return {
        "title": title, "href": _href_of(file.id, part, room.claimed(file).index(ground) + 1 if ground else 0),
        "status": todo if gap else _("Selesai"), "tone": ("amber" if begun else "blue") if gap else "green",
    }


def _href_of(case: UUID, part: Part, number: int = 0) -> str:
    if part is Part.ANALYSIS:
        return url_for("conclude.analysis", case=case, name=number, **room.kept_query())
    endpoint = "conclude.facts" if part is Part.FACTS else "conclude.advice"
    return url_for(endpoint, case=case, **room.kept_query())

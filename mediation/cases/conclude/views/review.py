"""The page of all answers: what is missing, what was answered, and the conclusion itself."""

from typing import Any
from uuid import UUID

from flask import redirect, url_for
from flask_babel import gettext as _

from mediation.cases import page
from mediation.cases.conclude import checking, services, store
from mediation.cases.conclude.checking import Missing, Where
from mediation.cases.conclude.model import Past
from mediation.cases.conclude.views import answers, room
from mediation.cases.conclude.views.room import Answer, blueprint
from mediation.cases.examine import store as examined
from mediation.cases.moves import Act, Move
from mediation.cases.store import CaseFile
from mediation.permissions import Permission
from mediation.web.drafting import load_form
from mediation.web.forms import BaseForm
from mediation.web.guards import needs, zone


@blueprint.route("/b/<uuid:case>/5/periksa", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def check(case: UUID) -> Answer:
    """Check all answers, see what is missing, and conclude."""
    file = page.opened(case)
    if not file.progress.concluded_on:
        early = page.too_early(file, Move(Act.COMPOSE, page.today()), _("Periksa jawaban"))
        if early:
            return early
    form = load_form(BaseForm, version=file.version)
    if page.perform(form, lambda t: services.conclude(t, case, version=form.expected_version)):
        page.saved(_("Berkas disimpulkan."))
        return redirect(url_for("desk.case", case=case))
    made, records = store.conclusion(file), examined.records(file)
    return page.show(
        "conclude/check.html", file, form=form, history=[_past(one) for one in made.history], zone=zone(),
        missing=[_line(file, one) for one in checking.missing(file.progress, made, room.claimed(file))],
        look=[_line(file, one) for one in checking.worth_a_look(records)], groups=answers.groups(file, made),
    )


def _href(file: CaseFile, one: Missing) -> str:
    if one.where in {Where.RECORD, Where.UNKNOWN}:
        return url_for("examine.edit", case=file.id, row=one.row)
    if one.ground:
        return url_for("conclude.analysis", case=file.id, name=room.claimed(file).index(one.ground) + 1)
    return url_for(f"conclude.{one.where.value}", case=file.id)


def _line(file: CaseFile, one: Missing) -> dict[str, str]:
    return {"title": _(one.where.label, **one.values), "href": _href(file, one)}


def _past(past: Past) -> dict[str, Any]:
    finding = past.household or past.common_sense
    return {
        "when": past.replaced, "who": past.by, "result": _(finding.result.label) if finding else "",
        "what": _("Keutuhan rumah tangga") if past.household else
                (_("Akal sehat") if past.common_sense else _("Bagian laporan")),
    }

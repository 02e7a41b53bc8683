"""Pages of the two findings. Each is made by itself and rests on its own facts, evidence and reasons."""

from uuid import UUID

from flask import redirect, url_for
from flask_babel import gettext as _

from mediation.cases import page
from mediation.cases.conclude import forms, services, store
from mediation.cases.conclude.model import CommonSenseFinding, HouseholdFinding
from mediation.cases.conclude.views import room
from mediation.cases.conclude.views.room import Answer, blueprint
from mediation.cases.moves import Act
from mediation.cases.store import CaseFile
from mediation.permissions import Permission
from mediation.web.guards import needs


@blueprint.route("/b/<uuid:case>/5/a", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def household(case: UUID) -> Answer:
    """Make finding (a): whether the household is worth preserving."""
    file = page.opened(case)
    elsewhere = room.not_here(file, Act.FIND_HOUSEHOLD, _("Apakah rumah tangga masih layak dipertahankan?"))
    if elsewhere:
        return elsewhere
    made = store.conclusion(file)
    form = _finding_form(forms.HouseholdForm, file, made.household)
    if page.perform(form, lambda t: services.find_household(
        t, case, finding=form.finding(), version=form.expected_version,
    )):
        page.saved(_("Kesimpulan tentang keutuhan rumah tangga tersimpan."))
        return redirect(url_for("desk.case", case=case))
    return _finding_page("conclude/household.html", file, form, made.household)


@blueprint.route("/b/<uuid:case>/5/b", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def common_sense(case: UUID) -> Answer:
    """Make finding (b): whether the grounds accord with common sense."""
    file = page.opened(case)
    elsewhere = room.not_here(file, Act.FIND_COMMON_SENSE, _("Apakah alasannya sesuai dengan akal sehat?"))
    if elsewhere:
        return elsewhere
    made = store.conclusion(file)
    form = _finding_form(forms.CommonSenseForm, file, made.common_sense)
    if page.perform(form, lambda t: services.find_common_sense(
        t, case, finding=form.finding(), version=form.expected_version,
    )):
        page.saved(_("Kesimpulan tentang akal sehat tersimpan."))
        return redirect(url_for("conclude.saved", case=case))
    return _finding_page("conclude/common_sense.html", file, form, made.common_sense)


@blueprint.get("/b/<uuid:case>/5/b/tersimpan")
@needs(Permission.CASE_WORK)
def saved(case: UUID) -> Answer:
    """Say what follows from finding (b) when a second reviewer is awaited; else go on to the case."""
    file = page.opened(case)
    if not file.progress.awaits_second_reviewer:
        return redirect(url_for("desk.case", case=case))
    return page.show("conclude/waiting.html", file)


def _finding_form(
    kind: type[forms.F], file: CaseFile, finding: HouseholdFinding | CommonSenseFinding | None,
) -> forms.F:
    own = finding.reasoning.facts if finding else ()
    form = room.facts_form(kind, file, own, forms.filled_finding(finding))
    if isinstance(form, forms.FindingForm):
        form.evidence.choices = room.evidence(file)
    return form


def _finding_page(
    template: str, file: CaseFile, form: forms.FindingForm, finding: HouseholdFinding | CommonSenseFinding | None,
) -> Answer:
    lost = room.outrun_by(form, finding.revision if finding else 0, forms.filled_finding(finding))
    return page.show(template, file, form=form, groups=room.groups(form), differences=lost, finding=finding)

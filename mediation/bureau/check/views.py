"""Pages of completeness: the two columns, the return, and what the supervisor has to mend."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation import audit
from mediation.bureau import store
from mediation.bureau.after.model import Challenged
from mediation.bureau.check import services
from mediation.bureau.check.forms import ReturnForm, filled, lines_form
from mediation.bureau.page import attempt, opened
from mediation.bureau.store import RecordKind
from mediation.cases import page
from mediation.cases.model import ReturnKind
from mediation.cases.moves import Act, Move
from mediation.cases.papers.model import Paper
from mediation.cases.papers.store import papers
from mediation.cases.store import CaseFile, documents
from mediation.permissions import Permission
from mediation.web.drafting import load_form
from mediation.web.guards import needs, writing

blueprint = Blueprint("check", __name__)


@blueprint.route("/k/<uuid:case>/1", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def lines(case: UUID) -> ResponseReturnValue:
    """Go through the checklist: the document on the left, the line on the right."""
    file, heading = opened(case, audit.Purpose.CHECKLIST), _("Periksa kelengkapan")
    early = page.too_early(file, attempt(file, Act.CHECK), heading)
    if early:
        return early
    with writing() as transaction:
        list_ = services.listed(transaction, file)
        transaction.commit()
    before = services.newest(file)
    handling = file.progress.handling
    again = bool(before and handling and before.record.round < handling.rounds)
    data = filled(before.record if before else None, list_.lines, again=again)
    form = load_form(lines_form(list_.lines), version=file.version, data=data)
    if page.perform(form, lambda t: services.check(t, case, found=form.found(), version=form.expected_version)):
        page.saved(_("Hasil pemeriksaan kelengkapan tersimpan."))
        return redirect(url_for("queue.file", case=case))
    return page.show(
        "check/lines.html", file, form=form, heading=heading, lines=list_.lines, again=again,
        wanting=before.record.wanting if before and again else (), shown=_shown(file), papers=_standing(file),
        documents=documents(file),
    )


def _standing(file: CaseFile) -> list[Paper]:
    return [paper for paper in papers(file) if paper.stands]


def _shown(file: CaseFile) -> Paper | None:
    """Return the paper that the left column shows: the one that the address names, else the first."""
    wanted, found = request.args.get("dok", ""), _standing(file)
    return next((paper for paper in found if paper.id.hex == wanted), found[0] if found else None)


@blueprint.route("/k/<uuid:case>/1/a", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def give_back(case: UUID) -> ResponseReturnValue:
    """Return the file with a due date; the letter is built from the lines."""
    file, heading = opened(case, audit.Purpose.CHECKLIST), _("Kembalikan berkas")
    early = page.too_early(file, attempt(file, Act.RETURN, return_kind=ReturnKind.PAPERS), heading)
    if early:
        return early
    checked = services.newest(file)
    form = load_form(ReturnForm, version=file.version)
    if page.perform(form, lambda t: services.give_back(t, case, version=form.expected_version, **form.given())):
        page.saved(_("Berkas dikembalikan. Terbitkan suratnya."))
        return redirect(url_for("queue.file", case=case))
    return page.show("check/give_back.html", file, form=form, heading=heading,
                     wanting=checked.record.wanting if checked else ())


@blueprint.get("/b/<uuid:case>/7/b")
@needs(Permission.CASE_WORK)
def mend(case: UUID) -> ResponseReturnValue:
    """Show the supervisor just what is wanting, and where to mend it."""
    file = page.opened(case)
    handling = file.progress.handling
    if handling is None or handling.returned_on is None:
        abort(404)
    annulled = handling.return_kind is ReturnKind.ANNULLED
    held = () if annulled else services.returns(file)
    ruled = store.newest(file, RecordKind.CHALLENGE, Challenged) if annulled else None
    return page.show(
        "check/mend.html", file, heading=_("Yang perlu dilengkapi"), last=held[-1].record if held else None,
        reopened=ruled.record.reopened if ruled else None, handling=handling,
        ready=page.allowed(file, Move(Act.SUBMIT, page.today())), attached=_attached(file),
    )


def _attached(file: CaseFile) -> dict[str, Any]:
    """Return how many papers are tied to each line, by its code."""
    tied = [paper.record.tie.of for paper in _standing(file)]
    return {code: tied.count(code) for code in tied}

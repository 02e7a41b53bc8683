"""The list of papers, attaching one and taking one back: for the supervisor and, with the same pages, the bureau."""

from typing import Any
from uuid import UUID

from flask import abort, g, jsonify, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.audit import Purpose
from mediation.cases import page, workflow
from mediation.cases.model import Standing
from mediation.cases.moves import Act, Move
from mediation.cases.papers import services, store
from mediation.cases.papers.forms import AttachForm, TakeBackForm
from mediation.cases.papers.model import Accepted, Paper
from mediation.cases.papers.views import listing as lists
from mediation.cases.papers.views.room import blueprint
from mediation.cases.store import CaseFile
from mediation.errors import NotFound, Refusal
from mediation.permissions import Permission
from mediation.transaction import Transaction
from mediation.web.drafting import load_form
from mediation.web.guards import actor, needs, reading
from mediation.web.uploads import FILE_MOST, takes_file

# The script of the page says that it can show what went wrong by itself.
_BY_SCRIPT = "X-Upload"
_PAGES = {
    Standing.HOLDER: ("papers.listing", "papers.attach", "papers.take_back", "papers.look"),
    Standing.BUREAU: ("papers.bureau_listing", "papers.bureau_attach", "papers.bureau_take_back", "papers.bureau_look"),
}


@blueprint.get("/b/<uuid:case>/8")
@needs(Permission.CASE_WORK)
def listing(case: UUID) -> ResponseReturnValue:
    """Show the papers of a case."""
    return _list(case, Standing.HOLDER)


@blueprint.get("/k/<uuid:case>/8")
@needs(Permission.BUREAU_WORK)
def bureau_listing(case: UUID) -> ResponseReturnValue:
    """Show the papers of a case at the bureau."""
    return _list(case, Standing.BUREAU)


@blueprint.route("/b/<uuid:case>/8/baru", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
@takes_file
def attach(case: UUID) -> ResponseReturnValue:
    """Attach a paper."""
    return _attach(case, Standing.HOLDER)


@blueprint.route("/k/<uuid:case>/8/baru", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
@takes_file
def bureau_attach(case: UUID) -> ResponseReturnValue:
    """Attach a paper at the bureau."""
    return _attach(case, Standing.BUREAU)


@blueprint.route("/b/<uuid:case>/8/<uuid:row>/tarik", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def take_back(case: UUID, row: UUID) -> ResponseReturnValue:
    """Take a paper back, with the reason."""
    return _take_back(case, row, Standing.HOLDER)


@blueprint.route("/k/<uuid:case>/8/<uuid:row>/tarik", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def bureau_take_back(case: UUID, row: UUID) -> ResponseReturnValue:
    """Take a paper of the bureau's back, with the reason."""
    return _take_back(case, row, Standing.BUREAU)


def _opened(case: UUID, standing: Standing) -> CaseFile:
    purpose = Purpose.REVIEW if standing is Standing.BUREAU else Purpose.READ
    file = page.opened(case, purpose, standing=standing)
    if standing is Standing.BUREAU and file.holder == actor().id:
        raise NotFound
    return file


def _list(case: UUID, standing: Standing) -> ResponseReturnValue:
    file = _opened(case, standing)
    _listed_at, add, back, look = _PAGES[standing]

    def take_back_at(paper: Paper) -> str:
        may = services.refuse_taking_back(paper, standing) or _too_early(file, Act.WITHDRAW_PAPER)
        return "" if may else url_for(back, case=case, row=paper.id)

    with reading() as transaction:
        lines = lists.checklist(transaction, file)
    papers = lists.listed(file, lines, lambda row: url_for(look, case=case, row=row), take_back_at)
    return page.show(
        "papers/list.html", file, papers=papers, used=lists.size(file.progress.paper_bytes),
        add="" if _too_early(file, Act.ATTACH_PAPER) else url_for(add, case=case), home=_home(file),
    )


def _attach(case: UUID, standing: Standing) -> ResponseReturnValue:
    file = _opened(case, standing)
    heading = _("Tambah lampiran")
    early = page.too_early(file, _attempt(file, Act.ATTACH_PAPER), heading)
    if early:
        return early
    form = load_form(AttachForm, version=file.version)
    with reading() as transaction:
        form.offer(lists.ties(file, lists.checklist(transaction, file)), request.args.get("untuk", ""))

    def act(transaction: Transaction) -> object:
        return services.attach(
            transaction, case, _accepted(form), tie=form.chosen(), note=form.note.data, standing=standing,
        )

    listed_at = url_for(_PAGES[standing][0], case=case)
    done = page.perform(form, act)
    form.file.let_go()
    if done:
        page.saved(_("Lampiran tersimpan."))
        return jsonify(to=listed_at) if _BY_SCRIPT in request.headers else redirect(listed_at)
    if form.is_submitted() and _BY_SCRIPT in request.headers:
        return _problems(form, file)
    return page.show(
        "papers/attach.html", file, form=form, heading=heading, listed_at=listed_at, largest=FILE_MOST,
    )


def _accepted(form: AttachForm) -> Accepted:
    accepted = form.file.accepted
    if accepted is None:
        abort(400)
    return accepted


def _problems(form: AttachForm, file: CaseFile) -> ResponseReturnValue:
    """Answer the page's script: what is wrong, and the key for the next sending."""
    form.renew(file.version)
    status = g.get("answer_status", 200)
    told = [line.text for line in form.errors_for_summary()]
    return make_response(jsonify(problems=told, submit_key=form.submit_key.data, version=form.version.data), status)


def _take_back(case: UUID, row: UUID, standing: Standing) -> ResponseReturnValue:
    file = _opened(case, standing)
    paper = store.paper(file, row)
    heading = _("Tarik lampiran")
    early = page.too_early(file, _attempt(file, Act.WITHDRAW_PAPER), heading)
    if early:
        return early
    form = load_form(TakeBackForm, version=file.version)
    listed_at = url_for(_PAGES[standing][0], case=case)
    if page.perform(form, lambda transaction: services.take_back(
        transaction, case, row, reason=form.reason.data, standing=standing, version=form.expected_version,
    )):
        page.saved(_("Lampiran ditarik. Alasannya tercatat dan salinannya tetap tersimpan."))
        return redirect(listed_at)
    return page.show(
        "papers/take_back.html", file, form=form, heading=heading, paper=paper, listed_at=listed_at,
    )


def _attempt(file: CaseFile, act: Act) -> Move:
    who = actor().id
    own = file.standing is Standing.BUREAU and file.holder == who
    return Move(act, page.today(), by=file.standing, actor=who, own_case=own)


def _too_early(file: CaseFile, act: Act) -> Refusal | None:
    return workflow.refuse(file.progress, _attempt(file, act))


def _home(file: CaseFile) -> dict[str, Any]:
    return {"href": url_for(page.HOMES[file.standing], case=file.id), "text": _("Kembali ke berkas")}

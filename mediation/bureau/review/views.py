"""Pages of the review: what was held, and forms for statements, sessions, memo, deferral and withdrawal."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation import audit
from mediation.agency.model import TEAMS
from mediation.agency.store import current
from mediation.bureau import store
from mediation.bureau.page import attempt, opened
from mediation.bureau.queue import dossier as recorded
from mediation.bureau.review import forms, services
from mediation.bureau.review.model import Deferral, Memo, Talk, WithdrawalLetter
from mediation.bureau.store import RecordKind
from mediation.cases import dossier, page
from mediation.cases.model import Party
from mediation.cases.moves import Act, Move
from mediation.cases.store import CaseFile
from mediation.language import mark
from mediation.permissions import Permission
from mediation.vault import columns
from mediation.web.choices import Choice
from mediation.web.drafting import load_form
from mediation.web.guards import actor, needs, reading

blueprint = Blueprint("review", __name__)

_WHO = {Party.APPLICANT: mark("pemohon"), Party.SPOUSE: mark("pasangan"), Party.WITNESS: mark("orang lain")}


@blueprint.get("/k/<uuid:case>/2")
@needs(Permission.BUREAU_WORK)
def home(case: UUID) -> ResponseReturnValue:
    """Show what the review has brought so far, and what can be done."""
    file = _opened(case)
    return page.show(
        "review/home.html", file, heading=_("Telaah"), talks=store.filed(file, RecordKind.TALK, Talk),
        memos=store.filed(file, RecordKind.MEMO, Memo), deferrals=store.filed(file, RecordKind.DEFERRAL, Deferral),
        letters=store.filed(file, RecordKind.WITHDRAWAL, WithdrawalLetter), acts=_possible(file),
        handling=file.progress.handling, violence=file.progress.violence,
    )


def _possible(file: CaseFile) -> list[dict[str, str]]:
    """Return what can be done now, each with its page."""
    offered: list[tuple[Move, str, str]] = [
        (attempt(file, Act.HEAR, party=Party.APPLICANT, screens=True), _("Keterangan tambahan dari pemohon"),
         url_for("review.statement", case=file.id, side="a")),
        (attempt(file, Act.HEAR, party=Party.SPOUSE, screens=True), _("Keterangan tambahan dari pasangan"),
         url_for("review.statement", case=file.id, side="b")),
        (attempt(file, Act.HEAR, party=Party.WITNESS), _("Keterangan tambahan dari orang lain"),
         url_for("review.statement", case=file.id, side="c")),
        (_sitting(file), _("Sidang tim atau mediasi biro"), url_for("review.session", case=file.id)),
        (attempt(file, Act.WRITE_MEMO), _("Tulis telaahan"), url_for("review.memo", case=file.id)),
        (attempt(file, Act.DEFER), _("Tangguhkan"), url_for("review.deferral", case=file.id)),
        (attempt(file, Act.RECORD_WITHDRAWAL), _("Catat pencabutan"), url_for("review.withdrawal", case=file.id)),
        (attempt(file, Act.HEAR_WITHDRAWAL), _("Dengar pemohon sendirian tentang pencabutannya"),
         url_for("review.withdrawal_hearing", case=file.id)),
    ]
    return [{"title": title, "href": href} for made, title, href in offered if page.allowed(file, made)]


def _sitting(file: CaseFile) -> Move:
    progress = file.progress
    screened = tuple(party for party in (Party.APPLICANT, Party.SPOUSE) if party in progress.screened)
    return attempt(file, Act.SIT, present=screened[:1] if progress.apart else screened)


@blueprint.route("/k/<uuid:case>/2/a/<any(a,b,c):side>", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def statement(case: UUID, side: str) -> ResponseReturnValue:
    """Take a further statement from one side, or from others."""
    file, party = _opened(case), page.party(side)
    heading = _("Keterangan tambahan: %(who)s", who=_(_WHO[party]))
    early = page.too_early(file, attempt(file, Act.HEAR, party=party, screens=True), heading)
    if early:
        return early
    form = load_form(forms.StatementForm, version=file.version)
    form.only(party, screened=party in file.progress.screened)
    if page.perform(form, lambda t: services.hear(
        t, case, version=form.expected_version, **form.given(party, actor().name),
    )):
        page.saved(_("Keterangan tersimpan. Terbitkan berita acaranya dari halaman ini."))
        return redirect(url_for("review.home", case=case))
    return page.show("review/statement.html", file, form=form, heading=heading, party=party)


@blueprint.route("/k/<uuid:case>/2/b", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def session(case: UUID) -> ResponseReturnValue:
    """Record the bureau's own mediation or a team's sitting."""
    file, heading = _opened(case), _("Sidang tim atau mediasi biro")
    early = page.too_early(file, _sitting(file), heading)
    if early:
        return early
    with reading() as transaction:
        teams = current(transaction, TEAMS).used
    form = load_form(forms.BureauSessionForm, version=file.version)
    form.team.choices = [Choice(team.label, team.label) for team in teams]
    if file.progress.apart:
        form.hold_apart()
    form.demand()
    if page.perform(form, lambda t: services.sit(
        t, case, session=form.bureau_session(actor().name), notes=form.caucus.data, version=form.expected_version,
    )):
        page.saved(_("Sesi tersimpan."))
        return redirect(url_for("review.home", case=case))
    return page.show("review/session.html", file, form=form, heading=heading, mediator=actor().name)


@blueprint.get("/k/<uuid:case>/2/c/<uuid:row>")
@needs(Permission.BUREAU_WORK)
def read(case: UUID, row: UUID) -> ResponseReturnValue:
    """Show one statement or session as recorded, with the author's own notes."""
    file = _opened(case)
    found = store.one(file, RecordKind.TALK, Talk, row)
    known = file.progress.handling.talk(row) if file.progress.handling else None
    notes = (store.caucus(file.row(columns.REVIEW_RECORD, row)) or {}).get("notes", "")
    return page.show("review/read.html", file, heading=_(found.record.kind.label), talk=found.record, row=row,
                     known=known, notes=notes)


@blueprint.route("/k/<uuid:case>/2/d", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def memo(case: UUID) -> ResponseReturnValue:
    """Write the memo for the deciding official."""
    file, heading = _opened(case), _("Telaahan")
    early = page.too_early(file, attempt(file, Act.WRITE_MEMO), heading)
    if early:
        return early
    before = store.newest(file, RecordKind.MEMO, Memo)
    form = load_form(forms.MemoForm, version=file.version, data=_written(before.record if before else None))
    if page.perform(form, lambda t: services.write_memo(
        t, case, memo=form.memo(page.today(), actor().name), version=form.expected_version,
    )):
        page.saved(_("Telaahan tersimpan. Terbitkan dokumennya."))
        return redirect(url_for("review.home", case=case))
    return page.show("review/memo.html", file, form=form, heading=heading,
                     sections=dossier.sections(file, recorded.sections(file)))


def _written(before: Memo | None) -> dict[str, Any]:
    if before is None:
        return {}
    return {
        "issue": before.issue, "facts": "\n".join(before.facts), "analysis": before.analysis,
        "conclusion": before.conclusion, "advice": before.advice, "recommendation": before.recommendation,
    }


@blueprint.route("/k/<uuid:case>/2/e", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def deferral(case: UUID) -> ResponseReturnValue:
    """Let the decision wait, with reasons."""
    file, heading = _opened(case), _("Tangguhkan")
    early = page.too_early(file, attempt(file, Act.DEFER), heading)
    if early:
        return early
    form = load_form(forms.DeferralForm, version=file.version)
    if page.perform(form, lambda t: services.defer(t, case, version=form.expected_version, **form.given())):
        page.saved(_("Penangguhan tersimpan. Jangka waktu Pejabat tetap berjalan."))
        return redirect(url_for("review.home", case=case))
    return page.show("review/deferral.html", file, form=form, heading=heading)


@blueprint.route("/k/<uuid:case>/2/f", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def withdrawal(case: UUID) -> ResponseReturnValue:
    """Record the applicant's letter of withdrawal."""
    file, heading = _opened(case), _("Catat pencabutan")
    early = page.too_early(file, attempt(file, Act.RECORD_WITHDRAWAL), heading)
    if early:
        return early
    form = load_form(forms.WithdrawalForm, version=file.version)
    if page.perform(form, lambda t: services.record_withdrawal(
        t, case, letter=form.letter(actor().name), version=form.expected_version,
    )):
        page.saved(_("Pencabutan tercatat."))
        return redirect(url_for("review.home", case=case))
    return page.show("review/withdrawal.html", file, form=form, heading=heading)


@blueprint.route("/k/<uuid:case>/2/g", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def withdrawal_hearing(case: UUID) -> ResponseReturnValue:
    """Record what the applicant said, alone and on another day, about the withdrawal."""
    file, heading = _opened(case), _("Pemohon didengar sendirian")
    early = page.too_early(file, attempt(file, Act.HEAR_WITHDRAWAL, party=Party.APPLICANT), heading)
    if early:
        return early
    form = load_form(forms.WithdrawalHearingForm, version=file.version)
    if page.perform(form, lambda t: services.hear_about_withdrawal(
        t, case, statement=form.statement(Party.APPLICANT, actor().name), free=bool(form.free.data),
        notes=form.notes.data, version=form.expected_version,
    )):
        page.saved(_("Tersimpan."))
        return redirect(url_for("review.home", case=case))
    handling = file.progress.handling
    return page.show("review/withdrawal_hearing.html", file, form=form, heading=heading,
                     asked_on=handling.withdrawal.asked_on if handling and handling.withdrawal else None)


def _opened(case: UUID) -> CaseFile:
    return opened(case, audit.Purpose.REVIEW)

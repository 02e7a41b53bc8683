"""Pages after the decision: what follows, by whom and by when; what was recorded; the supervisor's support plan."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation import audit
from mediation.agency.model import FollowUp
from mediation.bureau import agenda, store
from mediation.bureau.after import forms, services
from mediation.bureau.after.model import (
    Challenged,
    DivorceReport,
    HandOver,
    Pointer,
    SalaryStatement,
    SupportPlan,
    Verdict,
)
from mediation.bureau.decide import services as deciding
from mediation.bureau.page import attempt, opened
from mediation.bureau.store import RecordKind
from mediation.cases import page
from mediation.cases.model import CourtOutcome, Handling
from mediation.cases.moves import Act, Move
from mediation.cases.store import CaseFile
from mediation.errors import Refusal
from mediation.law.statutes import Citation, in_force
from mediation.permissions import Permission
from mediation.transaction import Transaction
from mediation.web.drafting import load_form
from mediation.web.forms import CheckedForm
from mediation.web.guards import needs, reading

blueprint = Blueprint("after", __name__)

_SALARY = "pp10-1983.8"
_CHALLENGE = "upaya-administratif"
_PAGES = {
    Act.HAND_OVER: "after.hand_over", Act.RECORD_COURT: "after.court", Act.RECORD_DIVORCE: "after.divorce",
    Act.RULE: "after.rule", Act.REOPEN: "after.reopen",
}


@blueprint.get("/k/<uuid:case>/4")
@needs(Permission.BUREAU_WORK)
def home(case: UUID) -> ResponseReturnValue:
    """Show what follows the decision, by whom and by when, and what was recorded."""
    file = _opened(case)
    handling = services.decided(file)
    with reading() as transaction:
        lines = services.follow_up(transaction, file) if services.may_divorce(file) else ()
        kept = services.retention(transaction, file)
    return page.show(
        "after/home.html", file, heading=_("Sesudah keputusan"), handling=handling, lines=lines,
        seen_to=services.seen_to(file), next_steps=[*_next(file, handling), *_following_up(file, lines)],
        acts=_possible(file),
        papers=_documents(file, handling), today=page.today(),
        clock=_clock(file, handling), kept=kept, decision=deciding.decided(file), **_recorded(file),
    )


def _recorded(file: CaseFile) -> dict[str, Any]:
    return {
        "hand_overs": store.filed(file, RecordKind.HAND_OVER, HandOver),
        "verdicts": store.filed(file, RecordKind.COURT, Verdict),
        "reports": store.filed(file, RecordKind.DIVORCE, DivorceReport),
        "statements": store.filed(file, RecordKind.SALARY, SalaryStatement),
        "plans": store.filed(file, RecordKind.SUPPORT, SupportPlan),
        "challenges": store.filed(file, RecordKind.CHALLENGE, Challenged),
        "pointers": store.filed(file, RecordKind.DISCIPLINE, Pointer),
        "scan": _scan(file),
    }


def _scan(file: CaseFile) -> Callable[[UUID], str]:
    """Return what makes the address at which a scan is attached to a record."""
    return lambda row: url_for("papers.bureau_attach", case=file.id, untuk=f"row:{row.hex}")


def _next(file: CaseFile, handling: Handling | None) -> list[dict[str, Any]]:
    day = page.today()
    found = agenda.steps(handling) if handling else ()
    return [
        {
            "title": _(step.title), "meta": _("Oleh %(who)s", who=_(step.who.label)), "due": step.due,
            "late": step.due is not None and step.due < day, "soon": step.due == day,
            "kind": _(step.kind.label) if step.due else "",
            "href": url_for(_PAGES[step.act], case=file.id) if step.act in _PAGES else "",
        }
        for step in found
    ]


def _following_up(file: CaseFile, lines: tuple[FollowUp, ...]) -> list[dict[str, Any]]:
    """Return the step that the follow-up is, from the divorce on until every line was seen to."""
    seen, handling = services.seen_to(file), services.decided(file)
    divorced = handling is not None and handling.court is CourtOutcome.DIVORCED
    if not divorced or all(line.code in seen for line in lines):
        return []
    return [{
        "title": _("Selesaikan tindak lanjut perceraian"), "meta": _("Oleh %(who)s", who=_(agenda.Who.OFFICER.label)),
        "due": None, "late": False, "soon": False, "kind": "", "href": "#tindak-lanjut",
    }]


def _possible(file: CaseFile) -> list[dict[str, str]]:
    """Return what can be recorded now besides what is asked next, each with its page."""
    offered: list[tuple[Move, str, str]] = [
        (attempt(file, Act.HAND_OVER), _("Catat penyerahan"), "after.hand_over"),
        (attempt(file, Act.RECORD_COURT), _("Catat hasil pengadilan"), "after.court"),
        (attempt(file, Act.RECORD_DIVORCE), _("Catat laporan perceraian"), "after.divorce"),
        (attempt(file, Act.CHALLENGE), _("Catat keberatan, banding, atau gugatan"), "after.challenge"),
        (attempt(file, Act.RULE), _("Catat hasil keberatan, banding, atau gugatan"), "after.rule"),
        (attempt(file, Act.REOPEN), _("Buka kembali pada kesimpulan"), "after.reopen"),
        (attempt(file, Act.POINT_TO_DISCIPLINE), _("Catat penunjuk ke berkas disiplin"), "after.pointer"),
    ]
    if services.shares_pay(file):
        offered.insert(3, (attempt(file, Act.FOLLOW_UP), _("Catat pernyataan pembagian gaji"), "after.salary"))
    asked = {step["href"] for step in _next(file, services.decided(file))}
    found = (
        {"title": title, "href": url_for(endpoint, case=file.id)}
        for made, title, endpoint in offered if page.allowed(file, made)
    )
    return [each for each in found if each["href"] not in asked]


def _documents(file: CaseFile, handling: Handling | None) -> list[dict[str, str]]:
    """Return the receipt and the forms that can be issued now, each with its page."""
    if handling is None or not page.allowed(file, attempt(file, Act.ISSUE_FORM)):
        return []
    offered = (
        (handling.handed_over_on is not None, _("Tanda terima"),
         url_for("issue_bureau.receipt", case=file.id)),
        (services.may_divorce(file), _("Formulir laporan perceraian untuk pegawai"),
         url_for("issue_bureau.form", case=file.id, side="a")),
        (services.shares_pay(file), _("Formulir pernyataan pembagian gaji untuk pegawai"),
         url_for("issue_bureau.form", case=file.id, side="b")),
    )
    return [{"title": title, "href": href} for fits, title, href in offered if fits]


def _clock(file: CaseFile, handling: Handling | None) -> dict[str, Any] | None:
    """Return the employee's clock for reporting the divorce, as the page shows it; None while none runs."""
    deadline = services.report_deadline(file)
    if deadline is None or handling is None:
        return None
    status = deadline.status(page.today(), met_on=handling.reported_on)
    late = status.standing.value == "late"
    if handling.reported_on:
        words = _("Diterima terlambat %(days)s hari", days=status.days) if late else _("Diterima dalam waktunya")
        return {"deadline": deadline, "words": words, "tone": "amber" if late else "green"}
    tone = "red" if late else "amber" if status.soon else "blue"
    return {"deadline": deadline, "words": _(status.text, days=status.days), "tone": tone}


@blueprint.route("/k/<uuid:case>/4/a", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def hand_over(case: UUID) -> ResponseReturnValue:
    """Record to whom the decision was handed over."""
    file, heading = _opened(case), _("Catat penyerahan")
    early = page.too_early(file, attempt(file, Act.HAND_OVER), heading)
    if early:
        return early
    with reading() as transaction:
        copied = services.gives_spouse_copy(transaction, file)
    form = load_form(forms.HandOverForm, version=file.version)
    form.ask(spouse=copied)
    return _recording(file, form, "after/hand_over.html", heading, _("Penyerahan tercatat."), lambda t: (
        services.hand_over(t, case, version=form.expected_version, **form.given())), copied=copied)


@blueprint.route("/k/<uuid:case>/4/b", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def court(case: UUID) -> ResponseReturnValue:
    """Record how it ended before the court."""
    file, heading = _opened(case), _("Catat hasil pengadilan")
    early = page.too_early(file, attempt(file, Act.RECORD_COURT, court=CourtOutcome.DIVORCED), heading)
    if early:
        return early
    form = load_form(forms.CourtForm, version=file.version)
    return _recording(file, form, "after/court.html", heading, _("Hasil pengadilan tercatat."), lambda t: (
        services.record_court(t, case, version=form.expected_version, **form.given())))


@blueprint.route("/k/<uuid:case>/4/c", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def divorce(case: UUID) -> ResponseReturnValue:
    """Record the employee's report of the divorce; a late one too."""
    file, heading = _opened(case), _("Catat laporan perceraian")
    early = page.too_early(file, attempt(file, Act.RECORD_DIVORCE), heading)
    if early:
        return early
    form = load_form(forms.DivorceForm, version=file.version)
    return _recording(file, form, "after/divorce.html", heading, _("Laporan perceraian tercatat."), lambda t: (
        services.record_divorce(t, case, version=form.expected_version, **form.given())),
        clock=_clock(file, services.decided(file)))


@blueprint.route("/k/<uuid:case>/4/d", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def salary(case: UUID) -> ResponseReturnValue:
    """Record the statement on sharing pay beside the rule; nothing is computed."""
    file, heading = _opened(case), _("Catat pernyataan pembagian gaji")
    early = page.too_early(file, attempt(file, Act.FOLLOW_UP), heading)
    if early:
        return early
    form = load_form(forms.SalaryForm, version=file.version)
    return _recording(file, form, "after/salary.html", heading, _("Pernyataan tercatat."), lambda t: (
        services.record_salary(t, case, version=form.expected_version, **form.given())), rule=_rule(_SALARY))


@blueprint.route("/k/<uuid:case>/4/e/<code>", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def line(case: UUID, code: str) -> ResponseReturnValue:
    """Record what became of one line of the follow-up."""
    file, heading = _opened(case), _("Catat tindak lanjut")
    early = page.too_early(file, attempt(file, Act.FOLLOW_UP), heading)
    if early:
        return early
    with reading() as transaction:
        wanted = services.line(transaction, file, code)
    form = load_form(forms.LineForm, version=file.version)
    return _recording(file, form, "after/line.html", heading, _("Tindak lanjut tercatat."), lambda t: (
        services.see_to(t, case, code=code, version=form.expected_version, **form.given())),
        line=wanted, before=services.seen_to(file).get(code, ()))


@blueprint.route("/k/<uuid:case>/4/f", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def challenge(case: UUID) -> ResponseReturnValue:
    """Record an objection, an appeal or a suit against the decision."""
    file, heading = _opened(case), _("Catat keberatan, banding, atau gugatan")
    early = page.too_early(file, attempt(file, Act.CHALLENGE), heading)
    if early:
        return early
    form = load_form(forms.ChallengeForm, version=file.version)
    return _recording(file, form, "after/challenge.html", heading, _("Pengajuan tercatat."), lambda t: (
        services.challenge(t, case, version=form.expected_version, **form.given())), rule=_rule(_CHALLENGE))


@blueprint.route("/k/<uuid:case>/4/g", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def rule(case: UUID) -> ResponseReturnValue:
    """Record how the challenge ended."""
    file, heading = _opened(case), _("Catat hasil keberatan, banding, atau gugatan")
    early = page.too_early(file, attempt(file, Act.RULE), heading)
    if early:
        return early
    running = services.challenge_at_work(file)
    form = load_form(forms.RulingForm, version=file.version)
    return _recording(file, form, "after/rule.html", heading, _("Hasilnya tercatat."), lambda t: (
        services.rule(t, case, version=form.expected_version, **form.given())),
        challenged=running.record if running else None)


@blueprint.route("/k/<uuid:case>/4/h", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def reopen(case: UUID) -> ResponseReturnValue:
    """Send a case whose refusal was annulled back to the supervisor at the finding."""
    file, heading = _opened(case), _("Buka kembali pada kesimpulan")
    early = page.too_early(file, attempt(file, Act.REOPEN), heading)
    if early:
        return early
    ended = services.challenge_at_work(file)
    form = load_form(forms.ReopenForm, version=file.version)
    if page.perform(form, lambda t: services.reopen(
        t, case, reason=form.reason.data, version=form.expected_version,
    )):
        page.saved(_("Berkas kembali kepada atasan langsung pada tahap kesimpulan."))
        return redirect(url_for(page.HOMES[file.standing], case=case))
    return page.show("after/reopen.html", file, form=form, heading=heading,
                     challenged=ended.record if ended else None)


@blueprint.route("/k/<uuid:case>/4/i", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def pointer(case: UUID) -> ResponseReturnValue:
    """Record where the discipline file lies, and nothing of it."""
    file, heading = _opened(case), _("Catat penunjuk ke berkas disiplin")
    early = page.too_early(file, attempt(file, Act.POINT_TO_DISCIPLINE), heading)
    if early:
        return early
    form = load_form(forms.PointerForm, version=file.version)
    return _recording(file, form, "after/pointer.html", heading, _("Penunjuk tercatat."), lambda t: (
        services.point_to_discipline(t, case, version=form.expected_version, **form.given())))


@blueprint.route("/b/<uuid:case>/7/c", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def support(case: UUID) -> ResponseReturnValue:
    """Let the supervisor write what is kept supportive at the workplace."""
    file, heading = page.opened(case), _("Rencana dukungan di tempat kerja")
    early = page.too_early(file, Move(Act.SUPPORT, page.today()), heading)
    if early:
        return early
    plans = store.filed(file, RecordKind.SUPPORT, SupportPlan)
    form = load_form(forms.SupportForm, version=file.version, data=_written(plans[-1].record if plans else None))
    if page.perform(form, lambda t: services.support(t, case, version=form.expected_version, **form.given())):
        page.saved(_("Rencana dukungan tersimpan."))
        return redirect(url_for("desk.case", case=case))
    return page.show("after/support.html", file, form=form, heading=heading, plans=plans)


def _written(before: SupportPlan | None) -> dict[str, Any]:
    if before is None:
        return {}
    # The day of the next talk is chosen anew.
    return {
        "workload": before.workload, "confidentiality": before.confidentiality, "referrals": before.referrals,
        "referral_note": before.referral_note, "note": before.note,
    }


def _recording(
    file: CaseFile, form: CheckedForm, template: str, heading: str, said: str,
    act: Callable[[Transaction], Refusal | None], **context: Any,
) -> ResponseReturnValue:
    """Do what the form is for and go back to the overview, or show it."""
    if page.perform(form, act):
        page.saved(said)
        return redirect(url_for("after.home", case=file.id))
    return page.show(template, file, form=form, heading=heading, **context)


def _rule(rule: str) -> Citation | None:
    return in_force(rule, page.today())


def _opened(case: UUID) -> CaseFile:
    return opened(case, audit.Purpose.AFTERWARDS)

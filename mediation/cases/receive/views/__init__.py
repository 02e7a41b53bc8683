"""Pages on which a request is received: the first question, one thing a page, the check, and the opening."""

from contextlib import suppress
from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.cases import page
from mediation.cases.receive import services, store, wizard
from mediation.cases.receive.forms import InvolvedForm, OpenForm
from mediation.cases.receive.model import Filing, concerns, misfits
from mediation.cases.receive.views import answers, correcting
from mediation.cases.receive.wizard import START, Look, Step
from mediation.errors import AlreadyDone, Conflict, Refusal
from mediation.law.deadlines import superior_deadline
from mediation.permissions import Permission
from mediation.transaction import Transaction
from mediation.web.drafting import load_form, typed_pairs
from mediation.web.forms import BaseForm, words_of
from mediation.web.guards import needs, present, reading, writing

blueprint = Blueprint("receive", __name__)
correcting.register(blueprint)


def _look() -> Look:
    with reading() as transaction:
        state = store.load(transaction)
    return Look(state, page.today())


@blueprint.route("/b/baru", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def start() -> ResponseReturnValue:
    """Ask first whether the request is the actor's to take."""
    with reading() as transaction:
        hindrance = services.hindrance(transaction)
    if hindrance:
        return render_template("receive/not_ready.html", said=words_of(hindrance)), page.CONFLICT
    form, look = InvolvedForm(), _look()
    if form.validate_on_submit():
        if form.involved.data:
            return _decline(form)
        with writing() as transaction:
            services.keep_page(transaction, START, [("involved", "tidak")])
        return redirect(url_for("receive.step", number=1))
    return render_template("receive/start.html", form=form, unfinished=_unfinished(look))


def _unfinished(look: Look) -> str:
    """Return where to go on with what was filled in before; "" when there is nothing."""
    if not set(look.state) - {START}:
        return ""
    missing = wizard.incomplete(look)
    return url_for("receive.step", number=missing.number) if missing else url_for("receive.check")


def _decline(form: BaseForm) -> ResponseReturnValue:
    with writing() as transaction, suppress(AlreadyDone):
        services.decline(transaction, form.key)
    return redirect(url_for("receive.declined"))


@blueprint.route("/b/baru/atasan-lain")
@needs(Permission.CASE_WORK)
def declined() -> ResponseReturnValue:
    """Say who must take the request; nothing of it was kept."""
    with reading() as transaction:
        person = services.substitute(transaction)
    return render_template("receive/declined.html", person=person)


@blueprint.route("/b/baru/ulang", methods=["POST"])
@needs(Permission.CASE_WORK)
def start_over() -> ResponseReturnValue:
    """Forget what was filled in and begin again."""
    with writing() as transaction:
        services.start_over(transaction)
    flash(_("Isian lama dihapus."), "success")
    return redirect(url_for("receive.start"))


@blueprint.route("/b/baru/<int:number>", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def step(number: int) -> ResponseReturnValue:
    """Ask one thing."""
    each, look = wizard.step(number), _look()
    if each is None:
        abort(404)
    if START not in look.state or not each.applies(look):
        if request.method == "POST":
            # Opened or deleted in another tab meanwhile: the answer shows what was typed.
            raise Conflict
        return redirect(url_for("receive.start"))
    pairs = typed_pairs(request.form.items(multi=True))
    sent = Look(wizard.with_page(look.state, each.key, pairs), look.today) if pairs else look
    form = load_form(each.make(sent), data=wizard.kept_data(each, look))
    wizard.prepare(each, form, sent)
    # Checked for one more row too: what is too long to be kept is shown again, not lost.
    if form.validate_on_submit():
        return _one_more_row(each, sent, pairs) if "more" in request.form else _keep(each, sent, form)
    return _show_step(each, look, form)


def _keep(each: Step, sent: Look, form: BaseForm) -> ResponseReturnValue:
    if "digits" in form and concerns((form["digits"].data,), present().actor.digits):
        return _decline(form)
    with writing() as transaction:
        services.keep_page(transaction, each.key, sent.state[each.key], form.key)
    return redirect(_next_page(each, sent))


def _next_page(each: Step, look: Look) -> str:
    following = wizard.incomplete(look) if "periksa" in request.args else wizard.after(each.number, look)
    return url_for("receive.step", number=following.number) if following else url_for("receive.check")


def _one_more_row(each: Step, sent: Look, pairs: store.Pairs) -> ResponseReturnValue:
    rows = wizard.rows(sent) + 1
    kept = [(name, value) for name, value in pairs if name not in ("rows", "more")]
    with writing() as transaction:
        services.keep_page(transaction, each.key, [*kept, ("rows", str(rows))])
    return redirect(request.full_path.rstrip("?") + "#baris")


def _show_step(each: Step, look: Look, form: BaseForm) -> ResponseReturnValue:
    previous = wizard.before(each.number, look)
    back = url_for("receive.step", number=previous.number) if previous else url_for("receive.start")
    if "periksa" in request.args:
        back = url_for("receive.check")
    return render_template(
        each.template, form=form, step=each, parts=wizard.PARTS, back_href=back, look=look,
        sex=wizard.spouse_sex(look),
    )


@blueprint.route("/b/baru/periksa", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def check() -> ResponseReturnValue:
    """Show all answers, and open the case."""
    look = _look()
    missing = wizard.incomplete(look) if START in look.state else wizard.STEPS[0]
    if missing:
        return redirect(url_for("receive.step", number=missing.number))
    form, filing, opened = OpenForm(), wizard.filing(look), []

    def act(transaction: Transaction) -> Refusal | None:
        result = services.open_case(transaction, filing)
        if isinstance(result, UUID):
            opened.append(result)
            return None
        return result

    if page.perform(form, act):
        flash(_("Permohonan diterima. Langkah pertama: bicara sendirian dengan pemohon."), "success")
        violent = any(claim.ground.violent for claim in filing.grounds)
        return redirect(url_for("screen.afterwards" if violent else "desk.case", case=opened[0]))
    return _show_check(look, filing, form)


def _show_check(look: Look, filing: Filing, form: BaseForm) -> ResponseReturnValue:
    clock = superior_deadline(filing.received_on, employment=filing.applicant.employment)
    return render_template(
        "receive/check.html", form=form, groups=answers.groups(filing), clock=clock, status=clock.status(look.today),
        misfits=[" ".join(words_of(each)) for each in misfits(filing, look.today)],
    ), g.get("answer_status", 200)

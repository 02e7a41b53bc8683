"""The pages on which an export is put together: one thing a page, the check, and the making."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.accounts.store import units
from mediation.cases import page
from mediation.errors import Refusal
from mediation.inspection.exporting import wizard
from mediation.inspection.exporting.forms import MakeForm
from mediation.inspection.exporting.model import Order, Rows
from mediation.inspection.exporting.services import keys, making, orders
from mediation.inspection.exporting.store import answers
from mediation.inspection.exporting.views.room import blueprint
from mediation.inspection.exporting.views.showing import groups
from mediation.inspection.exporting.wizard import Offer, Step
from mediation.inspection.summaries.model import Filter
from mediation.inspection.summaries.views import chosen
from mediation.permissions import Permission
from mediation.transaction import Transaction
from mediation.web.drafting import discard, load_form, typed_pairs
from mediation.web.guards import needs, premises, present, reading, writing


def _look() -> tuple[answers.State, Offer]:
    """Return what was answered so far, and what can be chosen now."""
    with reading() as transaction:
        offer = Offer(tuple(units.every(transaction)), tuple(keys.usable(transaction)))
        return answers.load(transaction), offer


@blueprint.route("/a/bawa/baru/<int:number>", methods=["GET", "POST"])
@needs(Permission.AUDIT_WORK)
def step(number: int) -> ResponseReturnValue:
    """Ask one thing."""
    each = wizard.step(number)
    if each is None:
        abort(404)
    state, offer = _look()
    form = load_form(each.form, data=_from_list(each) or wizard.kept_data(each, state, offer) or None)
    wizard.prepare(form, offer)
    if form.validate_on_submit():
        with writing() as transaction:
            answers.keep(transaction, each.key, typed_pairs(request.form.items(multi=True)))
            transaction.commit()
        discard()
        return redirect(_onwards(each))
    with reading() as transaction:
        broken = [one.name for one in keys.broken(transaction)]
    return render_template(
        "exporting/step.html", form=form, step=each, steps=wizard.STEPS, offer=offer, broken=broken,
        back_href=_backwards(each),
    )


def _from_list(each: Step) -> dict[str, Any]:
    """Return what the list of summaries showed when its reader went on to take it away."""
    wanted = chosen() if each.number == 1 else Filter()
    if wanted == Filter():
        return {}
    return {
        "first": wanted.first, "last": wanted.last, "units": tuple(map(str, wanted.units)),
        "lateness": wanted.lateness, "submitted_only": wanted.submitted_only,
    }


def _onwards(each: Step) -> str:
    following = None if "periksa" in request.args else wizard.after(each.number)
    return url_for("exporting.step", number=following.number) if following else url_for("exporting.check")


def _backwards(each: Step) -> str:
    if "periksa" in request.args:
        return url_for("exporting.check")
    before = wizard.step(each.number - 1)
    return url_for("exporting.step", number=before.number) if before else url_for("exporting.listing")


@blueprint.post("/a/bawa/baru/ulang")
@needs(Permission.AUDIT_WORK)
def start_over() -> ResponseReturnValue:
    """Forget the answers and begin with empty pages."""
    with writing() as transaction:
        answers.forget(transaction)
        transaction.commit()
    flash(_("Jawaban lama dihapus."), "success")
    return redirect(url_for("exporting.step", number=1))


@blueprint.route("/a/bawa/baru/periksa", methods=["GET", "POST"])
@needs(Permission.AUDIT_WORK)
def check() -> ResponseReturnValue:
    """Show all answers with what they find now, and begin the making."""
    state, offer = _look()
    missing = wizard.incomplete(state, offer)
    if missing:
        return redirect(url_for("exporting.step", number=missing.number))
    orders.sweep(premises())
    asked = wizard.order(state, offer)
    with reading() as transaction:
        counted = orders.count(transaction, asked.wanted)
    form, begun = MakeForm(seen=wizard.digest(asked)), []

    def act(transaction: Transaction) -> Refusal | None:
        done = _begin(transaction, form, asked, counted)
        if isinstance(done, Refusal):
            return done
        begun.append(done)
        return None

    if page.perform(form, act):
        _make(begun[0])
        return redirect(url_for("exporting.export", export=begun[0].id))
    form.seen.data = wizard.digest(asked)
    return _show_check(asked, counted, offer, form)


def _begin(transaction: Transaction, form: MakeForm, asked: Order, counted: Rows) -> orders.Begun | Refusal:
    if form.seen.data != wizard.digest(asked):
        return Refusal(_("Jawaban berubah di jendela lain sejak halaman ini dibuka."), _("Periksa sekali lagi."))
    return orders.begin(transaction, asked, counted)


def _make(begun: orders.Begun) -> None:
    found, opened = present(), premises()
    if found.identity is None or opened.exports is None:
        abort(500)
    making.start(making.Job(
        opened, found.actor, found.identity, found.session, begun.id, opened.exports, begun.name,
    ))


def _show_check(asked: Order, counted: Rows, offer: Offer, form: MakeForm) -> ResponseReturnValue:
    shown: dict[str, Any] = {"groups": groups(asked, offer), "counted": counted}
    return render_template("exporting/check.html", form=form, **shown), g.get("answer_status", 200)

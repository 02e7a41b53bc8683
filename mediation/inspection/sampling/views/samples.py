"""Draw a sample, see what was drawn, and ask for a look into one of its files."""

from uuid import UUID

from flask import Response, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.accounts.store import units
from mediation.bureau.clocks.model import subtree
from mediation.cases import page
from mediation.clock import from_micros, micros
from mediation.errors import Refusal
from mediation.inspection.sampling.forms import AskForm, DrawForm
from mediation.inspection.sampling.model import Sample, command, file_name
from mediation.inspection.sampling.services import asking, drawing
from mediation.inspection.sampling.views.room import blueprint
from mediation.inspection.sampling.views.wording import in_words
from mediation.inspection.summaries import wording
from mediation.permissions import Permission
from mediation.transaction import Transaction
from mediation.web.choices import Choice
from mediation.web.drafting import load_form
from mediation.web.forms import words_of
from mediation.web.guards import needs, premises, reading, today, zone

_MONTHS_OFFERED = 60


@blueprint.get("/a/contoh")
@needs(Permission.AUDIT_WORK)
def listing() -> ResponseReturnValue:
    """Show every draw of every auditor, and the looks that this one asked for."""
    with reading() as transaction:
        draws = drawing.listed(transaction)
        lost = drawing.missing(transaction, draws)
        held = asking.listed(transaction)
        names = _unit_names(transaction)
    return render_template(
        "sampling/listing.html", draws=[(each, in_words(each.sample.wanted, names)) for each in draws], looks=held,
        lost=lost, moment=from_micros, zone=zone(),
    )


@blueprint.route("/a/contoh/baru", methods=["GET", "POST"])
@needs(Permission.AUDIT_WORK)
def draw() -> ResponseReturnValue:
    """Draw a sample: it is kept for good."""
    form = load_form(DrawForm)
    with reading() as transaction:
        known = units.every(transaction)
    form.offer([Choice(str(each.id), each.name) for each in known], _months())
    drawn: list[Sample] = []

    def act(transaction: Transaction) -> Sample | Refusal:
        chosen = subtree(known, UUID(form.unit.data)) if form.unit.data else ()
        made = drawing.draw(
            transaction, wanted=form.wanted(frozenset(chosen)), size=form.size.data or 1, seed=form.seed.data,
        )
        if not isinstance(made, Refusal):
            drawn.append(made)
        return made

    if page.perform(form, act):
        page.saved(_("Contoh sudah ditarik dan disimpan."))
        return redirect(url_for("sampling.sample", sample=drawn[0].id))
    return render_template("sampling/draw.html", form=form), g.get("answer_status", 200)


@blueprint.get("/a/contoh/<uuid:sample>")
@needs(Permission.AUDIT_WORK)
def sample(sample: UUID) -> ResponseReturnValue:
    """Show one draw: by what it was drawn, how anybody can draw it again, and its cases."""
    with reading() as transaction:
        found, count, lines = drawing.read(transaction, sample)
        names = _unit_names(transaction)
        me, sown = transaction.actor.name, drawing.sown(transaction, found)
    return render_template(
        "sampling/sample.html", sample=found, count=count, lines=lines, filter=in_words(found.wanted, names), me=me,
        moment=from_micros, zone=zone(), now=micros(premises().clock()), command=command(found), sown=sown,
    )


@blueprint.get("/a/contoh/<uuid:sample>/daftar")
@needs(Permission.AUDIT_WORK)
def population(sample: UUID) -> ResponseReturnValue:
    """Hand out the list of pseudonyms that a sample was drawn from."""
    with reading() as transaction:
        text = drawing.population(transaction, sample)
    answer = Response(text, mimetype="text/plain")
    answer.headers["Content-Disposition"] = f"attachment; filename={file_name(sample)}"
    return answer


@blueprint.route("/a/contoh/<uuid:sample>/<int:number>", methods=["GET", "POST"])
@needs(Permission.AUDIT_WORK)
def ask(sample: UUID, number: int) -> ResponseReturnValue:
    """Ask the bureau for a look into one sampled file."""
    form = load_form(AskForm)
    form.suggest(today())
    with reading() as transaction:
        chosen = asking.one_of(transaction, sample, number)
        early = None if form.is_submitted() else asking.refuse_asking(transaction, chosen)
        enough = asking.enough_members(transaction)
    if early:
        return render_template("sampling/early.html", said=words_of(early), sample=sample), page.CONFLICT
    asked: list[UUID] = []

    def act(transaction: Transaction) -> UUID | Refusal:
        made = asking.ask(
            transaction, sample, number, aim=form.aim.data, note=form.note.data, last=form.last.data or today(),
        )
        if not isinstance(made, Refusal):
            asked.append(made)
        return made

    if page.perform(form, act):
        page.saved(_("Permintaan dikirim kepada biro kepegawaian."))
        return redirect(url_for("sampling.look", look=asked[0]))
    body = render_template(
        "sampling/ask.html", form=form, sample=sample, pseudonym=chosen.pseudonym, number=number, enough=enough,
    )
    return body, g.get("answer_status", 200)


def _unit_names(transaction: Transaction) -> dict[UUID, str]:
    return {unit.id: unit.name for unit in units.every(transaction)}


def _months() -> list[Choice]:
    """Return the months of receipt that are offered, the latest first."""
    day = today()
    number = day.year * 12 + day.month - 1
    offered = [f"{each // 12}-{each % 12 + 1:02d}" for each in range(number, number - _MONTHS_OFFERED, -1)]
    return [Choice(value, wording.month(value, _)) for value in offered]

"""Pages of a group's managers: enrol after comparing the fingerprint, remove, and watch the key being changed."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation import audit
from mediation.accounts import groups, membership
from mediation.accounts.model import GROUP_LABELS, Person
from mediation.accounts.sessions import Presence
from mediation.accounts.store import units
from mediation.accounts.views.own import roles_in_words
from mediation.administration import services_groups
from mediation.administration.forms import ComparedForm, CompareForm, ConfirmForm, LeavingForm, RemovalForm
from mediation.administration.views.room import blueprint
from mediation.errors import Conflict, NotFound, Refusal, Tampered
from mediation.permissions import Permission
from mediation.transaction import Premises, Transaction
from mediation.web.forms import BaseForm
from mediation.web.guards import Visitor, actor, needs, premises, present, reading, writing
from mediation.web.navigation import Banner

_REFUSED = 409


@blueprint.get("/kelompok/calon")
@needs(Permission.GROUP_MANAGE)
def candidates() -> ResponseReturnValue:
    """List who may be enrolled into the visitor's group."""
    with reading() as transaction:
        names = {unit.id: unit.name for unit in units.every(transaction)}
        found = membership.candidates(transaction)
    shown = [(one, roles_in_words(one.roles), names.get(one.unit, "") if one.unit else "") for one in found]
    return render_template("administration/candidates.html", candidates=shown)


@blueprint.route("/kelompok/calon/<uuid:id_>", methods=["GET", "POST"])
@needs(Permission.GROUP_MANAGE)
def candidate(id_: UUID) -> ResponseReturnValue:
    """Show the candidate's fingerprint; whether it is the one that was read aloud leads on."""
    form = CompareForm()
    if not form.validate_on_submit():
        return _compare(id_, form, 200)
    if form.outcome.data == "different":
        return _differs(id_, form)
    # No redirect: the answers to check stand on this answer alone, with the version that was compared.
    return _check(id_, form)


@blueprint.post("/kelompok/calon/<uuid:id_>/daftar")
@needs(Permission.GROUP_MANAGE)
def enrol(id_: UUID) -> ResponseReturnValue:
    """Grant the group's key to the candidate whose fingerprint was compared."""
    form = ComparedForm()
    version = form.expected_version or 0
    done = form.validate_on_submit() and form.same and _done(
        form, lambda transaction: membership.enrol_member(transaction, id_, version=version),
    )
    if not done:
        return _compare(id_, CompareForm(formdata=None), _REFUSED, form)
    flash(_("%(name)s sekarang memegang kunci kelompok. Semua anggota diberi tahu.", name=done.name), "success")
    return redirect(url_for("accounts.group"))


@blueprint.route("/kelompok/anggota/<uuid:id_>", methods=["GET", "POST"])
@needs(Permission.GROUP_MANAGE)
def removing(id_: UUID) -> ResponseReturnValue:
    """Ask why a member is removed, and say what follows; the answers are checked next."""
    form = LeavingForm()
    if not form.validate_on_submit():
        return _why(id_, form, 200)
    # No redirect: as in `candidate`.
    with reading() as transaction:
        person = membership.member(transaction, id_)
        remaining = len(groups.holders(transaction, _own_group())) - 1
    sure = RemovalForm(formdata=None, seen=form.reason.data.value)
    return make_response(render_template(
        "administration/removing_check.html", form=sure, person=person, roles=roles_in_words(person.roles),
        reason=form.reason.data, remaining=remaining,
    ))


@blueprint.post("/kelompok/anggota/<uuid:id_>/keluarkan")
@needs(Permission.GROUP_MANAGE)
def remove(id_: UUID) -> ResponseReturnValue:
    """Take the group's key from a member, change it, and seal the first cases anew."""
    form = RemovalForm()
    reason = form.reason
    done = form.validate_on_submit() and reason and _done(
        form, lambda transaction: services_groups.remove(transaction, id_, reason=reason),
    )
    if not done:
        return _why(id_, LeavingForm(formdata=None), _REFUSED, form)
    _carry_on()
    flash(_("%(name)s tidak lagi memegang kunci kelompok; sesinya diakhiri.", name=done.name), "success")
    return redirect(url_for("administration.group_key"))


@blueprint.route("/kelompok/kunci", methods=["GET", "POST"])
@needs(Permission.GROUP_READ)
def group_key() -> ResponseReturnValue:
    """Show how far the change of the group's key has come; the button goes on with it."""
    form = ConfirmForm()
    if form.validate_on_submit():
        # Sent twice it seals more of what is left: there is nothing here that could be done twice.
        found = present()
        if found.identity is not None:
            _say_broken(services_groups.settle(premises(), found.actor, found.identity))
        return redirect(url_for("administration.group_key"))
    with reading() as transaction:
        name = _own_group()
        holds = actor().id in {one.member for one in groups.holders(transaction, name)}
        shown = services_groups.progress(transaction, name)
    return render_template(
        "administration/group_key.html", form=form, progress=shown, title_of_group=_(GROUP_LABELS[name]), holds=holds,
    )


def welcome(presence: Presence) -> None:
    """Do what is open for a member who has just signed in; a broken row is told to the trail and keeps nobody out."""
    if presence.identity is None or not presence.person.actor.may(Permission.GROUP_READ):
        return
    who = presence.person.actor
    try:
        services_groups.settle(premises(), who, presence.identity, batches=services_groups.AT_SIGN_IN)
    except (Tampered, NotFound):
        with premises().writing(who) as transaction:
            audit.append(transaction, audit.Action.TAMPERING_SEEN, f"person:{who.id}")
            transaction.commit()


def banners(found: Visitor, opened: Premises) -> tuple[Banner, ...]:
    """Return what a member must know on every page: he is alone, somebody is new, the key is being changed."""
    if found.detour or not found.actor.may(Permission.GROUP_READ):
        return ()
    with opened.reading(found.actor) as transaction:
        standings = membership.standings(transaction, found.session)
    group, key = url_for("accounts.group"), url_for("administration.group_key")
    said = []
    for one in standings:
        if one.unread:
            text = _("Ada pemegang kunci baru dalam kelompok Anda.")
            said.append(Banner(text, href=group, link_text=_("Baca siapa")))
        if one.changing:
            text = _("Penggantian kunci kelompok belum selesai.")
            said.append(Banner(text, "info", key, _("Lihat dan lanjutkan")))
        if one.holders == 1:
            text = _("Hanya Anda yang memegang kunci kelompok: bila Anda berhalangan, berkasnya tidak dapat dibuka.")
            said.append(Banner(text, href=group, link_text=_("Lihat kelompok")))
    # The page that says more needs no line about itself.
    return tuple(one for one in said if one.href != request.path)


def _done(form: BaseForm, act: Callable[[Transaction], Person | Refusal]) -> Person | None:
    """Run `act` once; return the person, or None when the form now says why not. Raises AlreadyDone."""
    try:
        with writing() as transaction:
            transaction.once(form.key)
            done = act(transaction)
    except Conflict:
        form.problem(_("Data atau kunci orang ini berubah sejak Anda membandingkan sidiknya. Bandingkan sekali lagi."))
        return None
    if isinstance(done, Refusal):
        form.refuse(done)
        return None
    return done


def _compare(id_: UUID, form: CompareForm, status: int, *refused: BaseForm) -> ResponseReturnValue:
    with reading() as transaction:
        found = membership.candidate(transaction, id_)
    # What is compared is what this page shows: its version goes with the answer.
    form.renew(found.person.version)
    page = render_template(
        "administration/candidate.html", form=form, forms=[form, *refused], person=found.person, holds=found.holds,
        roles=roles_in_words(found.person.roles), groups=found.fingerprint.split("-"),
    )
    return make_response(page, status)


def _differs(id_: UUID, form: CompareForm) -> ResponseReturnValue:
    with writing() as transaction:
        membership.doubt(transaction, id_)
    form.problem(_(
        "Sidik yang berbeda berarti kunci ini bukan kunci orang itu. Jangan daftarkan. Ulangi perbandingannya sekali; "
        "bila tetap berbeda, beri tahu auditor dan administrator hari ini juga.",
    ))
    return _compare(id_, form, _REFUSED)


def _check(id_: UUID, form: CompareForm) -> ResponseReturnValue:
    with reading() as transaction:
        found = membership.candidate(transaction, id_)
    if found.holds or found.person.version != form.expected_version:
        form.problem(_("Data orang ini berubah sejak halaman ini dibuka. Bandingkan sidiknya sekali lagi."))
        return _compare(id_, form, _REFUSED)
    sure = ComparedForm(formdata=None, seen="same", version=found.person.version)
    return render_template(
        "administration/candidate_check.html", form=sure, person=found.person, fingerprint=found.fingerprint,
        roles=roles_in_words(found.person.roles), title_of_group=_(GROUP_LABELS[_own_group()]),
    )


def _why(id_: UUID, form: LeavingForm, status: int, *refused: BaseForm) -> ResponseReturnValue:
    with reading() as transaction:
        person = membership.member(transaction, id_)
    page = render_template(
        "administration/removing.html", form=form, forms=[form, *refused], person=person,
        roles=roles_in_words(person.roles), oneself=person.id == actor().id,
    )
    return make_response(page, status)


def _carry_on() -> None:
    found = present()
    if found.identity is not None:
        _say_broken(services_groups.carry_on(premises(), found.actor, found.identity, _own_group()))


def _say_broken(count: int) -> None:
    if count:
        flash(_(
            "%(count)s segel tidak dapat dibuka dan dibiarkan seperti adanya. Beri tahu administrator: "
            "bagian itu hanya kembali dari cadangan.", count=count,
        ), "danger")


def _own_group() -> str:
    """Return the group that the visitor's roles belong to; roles that fit together name at most one."""
    return groups.groups_of(actor().roles)[0]

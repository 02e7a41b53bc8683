"""The page of one's group: who holds its key, who is new, and what happened; newcomers are acknowledged here."""

from contextlib import suppress
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation import audit
from mediation.accounts import membership
from mediation.accounts.forms import ReadForm
from mediation.accounts.membership import Event
from mediation.accounts.views.holders import holder, name_of, shown_groups
from mediation.accounts.views.room import blueprint
from mediation.clock import from_micros
from mediation.permissions import Permission
from mediation.transaction import Transaction
from mediation.web.filters import waktu
from mediation.web.guards import actor, needs, present, reading, writing, zone


@blueprint.get("/kelompok")
@needs(Permission.GROUP_READ)
def group() -> ResponseReturnValue:
    """Show who holds the key of the person's group, who of them is new, and what happened to the group."""
    return _page(ReadForm())


@blueprint.post("/kelompok/dibaca")
@needs(Permission.GROUP_READ)
def read() -> ResponseReturnValue:
    """Note that the person has read who else holds the key now."""
    form = ReadForm()
    if not form.validate_on_submit():
        return _page(form)
    with writing() as transaction:
        transaction.once(form.key)
        membership.acknowledge(transaction, present().session, _sent())
    flash(_("Tercatat bahwa Anda sudah membacanya."), "success")
    return redirect(url_for("accounts.group"))


def _page(form: ReadForm) -> ResponseReturnValue:
    with reading() as transaction:
        shown = shown_groups(transaction)
        changing = any(one.changing for one in membership.standings(transaction, present().session))
        news = [holder(transaction, one.membership) for one in membership.news(transaction, present().session)]
        events = [
            _in_words(transaction, event) for one in shown if one.mine
            for event in membership.events(transaction, one.name)
        ]
    return render_template(
        "accounts/group.html", form=form, groups=shown, news=news, events=events, changing=changing,
        manages=actor().may(Permission.GROUP_MANAGE), me=actor().id,
    )


def _sent() -> list[UUID]:
    read_of = []
    for text in request.form.getlist("who"):
        with suppress(ValueError):
            read_of.append(UUID(text))
    return read_of


def _in_words(transaction: Transaction, event: Event) -> dict[str, str]:
    by = name_of(transaction, event.actor)
    whom = name_of(transaction, event.member) if event.member else ""
    titles = {
        audit.Action.GROUP_FOUNDED: _("Kunci kelompok dibuat"),
        audit.Action.GROUP_MEMBER_ENROLLED: _("%(name)s memegang kunci", name=whom),
        audit.Action.GROUP_MEMBER_REMOVED: _("%(name)s tidak lagi memegang kunci", name=whom),
        audit.Action.GROUP_KEY_ROTATED: _("Kunci kelompok diganti"),
    }
    when = _("%(when)s, oleh %(name)s", when=waktu(from_micros(event.time), zone()), name=by)
    text = _("Alasan: %(reason)s", reason=_(event.reason.label).lower()) if event.reason else ""
    return {"title": titles[event.action], "when": when, "text": text}

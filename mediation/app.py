"""The web application: a table of contents."""

from pathlib import Path
from types import TracebackType

from flask import Flask, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from mediation import audit
from mediation.accounts import views as door
from mediation.accounts.sessions import Presence
from mediation.accounts.views import arriving
from mediation.accounts.views.drafts import Box
from mediation.administration import views as administration
from mediation.agency import views as agency
from mediation.audit import alerts
from mediation.bureau.after import views as after
from mediation.bureau.alerts import views as alert_pages
from mediation.bureau.check import views as check
from mediation.bureau.clocks import views as clocks
from mediation.bureau.decide import views as decide
from mediation.bureau.figures import views as figures
from mediation.bureau.page import OwnCase, refuse_own
from mediation.bureau.queue import views as queue
from mediation.bureau.requests import views as requests
from mediation.bureau.review import views as review
from mediation.cases.conclude import views as conclude
from mediation.cases.desk import views as desk
from mediation.cases.examine import views as examine
from mediation.cases.mediate import views as mediate
from mediation.cases.page import HOMES, Damaged
from mediation.cases.papers import views as papers
from mediation.cases.receive import views as receive
from mediation.cases.screen import views as screen
from mediation.cases.second import views as second
from mediation.cases.store import looks
from mediation.cases.submit import views as submit
from mediation.cases.summon import views as summon
from mediation.inspection.duties import views as duties
from mediation.inspection.exporting import views as exporting
from mediation.inspection.sampling import views as sampling
from mediation.inspection.summaries import views as summaries
from mediation.inspection.trail import views as trail
from mediation.permissions import SYSTEM, Permission
from mediation.reports.issue import views as issue
from mediation.reports.issue_bureau import views as issue_bureau
from mediation.reports.verify import views as verify
from mediation.settings import Settings
from mediation.transaction import Premises
from mediation.web import drafting, filters, guards, headers, logs, mishaps, navigation, spoken, uploads
from mediation.web.guards import Visitor, address_at_door
from mediation.web.mishaps import Ledger
from mediation.web.navigation import Banner, Frame, Item, Links

# They lie beside the package: the program runs from its checkout.
_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
_LARGEST = 2 * 1024 * 1024  # bytes of one request

_ROOMS = (
    door, administration, agency, desk, receive, screen, summon, examine, mediate, papers, conclude, second,
    submit, issue, verify, alert_pages, figures, check, review,
    queue, clocks, decide, issue_bureau, after, requests, sampling,
    summaries, exporting, duties, trail,
)

_NAVIGATION = (
    (Permission.CASE_WORK, _l("Beranda"), "desk.home"),
    (Permission.CASE_WORK, _l("Unit bawahan"), "clocks.above"),
    (Permission.BUREAU_WORK, _l("Antrean"), "queue.listing"),
    (Permission.BUREAU_WORK, _l("Permintaan"), "requests.register"),
    (Permission.BUREAU_WORK, _l("Angka"), "figures.years"),
    (Permission.AUDIT_WORK, _l("Ringkasan"), "summaries.listing"),
    (Permission.AUDIT_WORK, _l("Contoh"), "sampling.listing"),
    (Permission.TRAIL_READ, _l("Jejak"), "trail.listing"),
    (Permission.AUDIT_WORK, _l("Ekspor"), "exporting.listing"),
    (Permission.KEY_CONFIRM, _l("Kunci"), "exporting.keys"),
    (Permission.BREACH_KEEP, _l("Kejadian"), "duties.listing"),
    (Permission.PEOPLE_MANAGE, _l("Orang"), "administration.people"),
    (Permission.UNITS_MANAGE, _l("Unit kerja"), "administration.units"),
    (Permission.LETTERHEAD_MANAGE, _l("Kop surat"), "administration.letterheads"),
    (Permission.AGENCY_MANAGE, _l("Pengaturan"), "agency.books"),
    (Permission.GROUP_READ, _l("Kelompok"), "accounts.group"),
    (Permission.SELF_MANAGE, _l("Periksa surat"), "verify.code"),
)


class Room(Flask):
    """Flask that logs no exception's text: it may quote what somebody typed."""

    def log_exception(
        self, exc_info: tuple[type, BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> None:
        """Log kind and place alone."""
        if exc_info[1] is not None:
            logs.unexpected(exc_info[1], request.endpoint or "", request.method)


def create_app(settings: Settings, premises: Premises) -> Flask:
    """Return the application for an opened installation."""
    app = Room("mediation", template_folder=str(_TEMPLATES))
    _configure(app, settings, premises)
    logs.configure(settings.log, settings.syslog)
    logs.register(app)
    spoken.register(app)
    uploads.register(app)
    CSRFProtect(app)
    arriving.register(app, _welcome)
    headers.register(app)
    filters.register(app)
    navigation.register(app, lambda: _frame(settings, premises))
    drafting.register(app, Box())
    guards.register(app, Box())
    mishaps.register(app, _ledger(premises))
    app.register_error_handler(Damaged, _to_its_page)
    app.register_error_handler(OwnCase, refuse_own)
    _open_rooms(app)
    sampling.sweep(premises)
    exporting.sweep(app.extensions["premises"])
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=0)  # type: ignore[method-assign]  # Flask's own way
    return app


def _welcome(presence: Presence) -> None:
    """Do what is open when somebody signs in: for a group's member, and looks whose time is over."""
    administration.groups.welcome(presence)
    if presence.person.actor.may(Permission.GROUP_READ):
        sampling.sweep(guards.premises())


def _to_its_page(damaged: Damaged) -> ResponseReturnValue:
    """Lead to the page that says what is damaged; what was typed meanwhile is kept as a draft."""
    if request.method == "POST":
        Box().keep_late(guards.present())
    return redirect(url_for(HOMES[damaged.standing], case=damaged.case))


def _configure(app: Flask, settings: Settings, premises: Premises) -> None:
    app.extensions["premises"] = premises.outfitted(settings)
    # "__Host-" makes browsers refuse the cookie from a neighbouring host or without https.
    prefix = "__Host-" if settings.https else ""
    app.config.update(
        SECRET_KEY=premises.system.cookie_secret(),
        SESSION_COOKIE_NAME=f"{prefix}s",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        DEVICE_COOKIE_NAME=f"{prefix}d",
        TRUSTED_HOSTS=[settings.host],
        MAX_CONTENT_LENGTH=_LARGEST,
        MAX_FORM_MEMORY_SIZE=_LARGEST,
        # The token lives as long as the session. Browsers send no Referer here, so it cannot be asked for.
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        BABEL_DEFAULT_LOCALE="id",
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def _open_rooms(app: Flask) -> None:
    for room in _ROOMS:
        app.register_blueprint(room.blueprint)


def _frame(settings: Settings, premises: Premises) -> Frame:
    found = mishaps.known_visitor()
    if found is None or found.locked:
        return Frame(settings.agency, demo=premises.demo)
    return Frame(
        settings.agency,
        person_name=found.actor.name,
        navigation=_navigation(found),
        links=_links(found),
        demo=premises.demo,
        banners=_banners(found, premises),
    )


def _navigation(found: Visitor) -> tuple[Item, ...]:
    if found.detour:
        return ()
    items = (
        Item(str(text), url_for(endpoint))
        for permission, text, endpoint in _NAVIGATION
        if found.actor.may(permission)
    )
    return navigation.mark_current(items, request.path)


def _links(found: Visitor) -> Links:
    returns = request.method == "GET" and "mishap" not in g
    page = request.full_path.rstrip("?") if returns else "/"
    always = Links(
        sign_out=url_for("accounts.sign_out"), hide_screen=address_at_door("accounts.hide", page),
    )
    if found.detour:
        return always
    return Links(
        home=url_for("accounts.home"),
        profile=url_for("accounts.profile"),
        sign_out=always.sign_out,
        hide_screen=always.hide_screen,
        help=url_for("accounts.help_page"),
        protection=url_for("duties.protection"),
    )


def _banners(found: Visitor, premises: Premises) -> tuple[Banner, ...]:
    return (
        *_about_backups(found), *_about_checkpoints(found), *administration.groups.banners(found, premises),
        *_about_alerts(found, premises), *_about_looks(found, premises), *duties.banners(found, premises),
    )


def _about_backups(found: Visitor) -> tuple[Banner, ...]:
    if not found.actor.may(Permission.PEOPLE_MANAGE):
        return ()
    return (Banner(_("Belum ada cadangan: data ini hanya ada di satu tempat.")),)


def _about_checkpoints(found: Visitor) -> tuple[Banner, ...]:
    if found.detour or not (found.actor.may(Permission.TRAIL_READ) or found.actor.may(Permission.PEOPLE_MANAGE)):
        return ()
    opened: Premises = current_app.extensions["premises"]
    with opened.reading(found.actor) as transaction:
        behind = audit.lags(transaction)
    if not behind:
        return ()
    text = _(
        "Titik periksa jejak belum tersimpan di luar basis data. Administrator perlu memeriksa ruang cakram dan "
        "setelan checkpoints.",
    )
    return (Banner(text),)


def _about_alerts(found: Visitor, premises: Premises) -> tuple[Banner, ...]:
    if found.detour or not found.actor.may(Permission.BUREAU_LEAD):
        return ()
    with premises.reading(found.actor) as transaction:
        waiting = alerts.waiting(transaction)
    if not waiting:
        return ()
    text = _("Ada peringatan: banyak berkas dibuka dalam waktu singkat.")
    return (Banner(text, href=url_for("alerts.listing"), link_text=_("Lihat peringatan")),)


def _about_looks(found: Visitor, premises: Premises) -> tuple[Banner, ...]:
    if found.detour or not found.actor.may(Permission.BUREAU_WORK):
        return ()
    with premises.reading(found.actor) as transaction:
        waiting = looks.count_waiting(transaction)
    if not waiting:
        return ()
    text = _("Auditor meminta membaca berkas; jawaban Anda ditunggu.")
    return (Banner(text, href=url_for("sampling.waiting"), link_text=_("Lihat permintaan")),)


def _ledger(premises: Premises) -> Ledger:
    def tell(action: audit.Action, found: Visitor | None) -> None:
        who = found.actor if found else SYSTEM
        with premises.writing(who) as transaction:
            audit.append_bounded(transaction, action, f"person:{who.id}")
            transaction.commit()

    return Ledger(
        refused=lambda found: tell(audit.Action.REQUEST_REFUSED, found),
        tampered=lambda found: tell(audit.Action.TAMPERING_SEEN, found),
    )

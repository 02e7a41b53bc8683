"""Pages on which a line is written, checked and saved; and on which its use ends or begins again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from mediation.accounts.views.drafts import Box, keep
from mediation.agency import services, store
from mediation.agency.forms import FORMS, EntryForm, ItemForm, RetireForm, SureForm
from mediation.agency.model import Edition, Line, predecessor
from mediation.agency.views import words
from mediation.agency.views.room import CONFLICT, Shelf, blueprint, outrun, perform, shelf, unit_names
from mediation.errors import Conflict, NotFound, Refusal
from mediation.permissions import Permission
from mediation.transaction import Transaction
from mediation.web.drafting import discard, load_form
from mediation.web.forms import BaseForm
from mediation.web.guards import needs, reading, writing

NEW = "baru"


@dataclass(frozen=True)
class Place:
    """A line on its list: the list, its newest edition, and the line as it stands (code "": a new one)."""

    shelf: Shelf
    edition: Edition[Any]
    item: Any

    @property
    def code(self) -> str:
        """The line's part in the path."""
        return self.item.code or NEW

    @property
    def path(self) -> str:
        """The address of the page on which the line is written, under which what was typed is kept."""
        return url_for("agency.item", number=self.shelf.number, code=self.code)

    @property
    def list_path(self) -> str:
        """The address of the list."""
        return url_for("agency.book", number=self.shelf.number)

    @property
    def form_class(self) -> type[ItemForm]:
        """The form of such lines."""
        return FORMS[self.shelf.book.item]

    def stored(self) -> dict[str, Any]:
        """Return the values of the form as the line is stored; a new one goes to the end."""
        items = self.edition.items
        after = predecessor(items, self.item.code) if self.item.code else (items[-1].code if items else "")
        return {**self.form_class.filled(self.item), "after": after}

    def prepare(self, form: ItemForm) -> ItemForm:
        """Offer what the form chooses from."""
        form.offer_places(self.edition.items, self.item.code)
        if isinstance(form, EntryForm):
            whole: list[tuple[str, str]] = [("", _("Seluruh instansi"))]
            form.unit.choices = whole + [(str(id_), name) for id_, name in unit_names().items()]
        return form

    def theirs(self) -> ItemForm:
        """Return a form that shows the line as it is stored now."""
        return self.prepare(self.form_class(formdata=None, data=self.stored(), meta={"csrf": False}))


def _place(number: int, code: str) -> Place:
    found = shelf(number)
    with reading() as transaction:
        edition = store.current(transaction, found.book)
    item = found.book.item("", "") if code == NEW else edition.item(code)
    if item is None:
        raise NotFound
    return Place(found, edition, item)


@blueprint.route("/<int:number>/<code>", methods=["GET", "POST"])
@needs(Permission.AGENCY_MANAGE)
def item(number: int, code: str) -> ResponseReturnValue:
    """Write a line; it is saved on the next page."""
    place = _place(number, code)
    form = place.prepare(load_form(place.form_class, version=place.edition.version, data=place.stored()))
    compared: list[words.Row] = []
    if form.validate_on_submit():
        refusal = services.refuse(place.edition.items, form.item(place.item))
        if form.expected_version != place.edition.version:
            compared = words.differences(form, place.theirs()) if place.item.code else []
            outrun(form, place.edition.version)
        elif refusal:
            g.answer_status = CONFLICT
            form.refuse(refusal)
        else:
            _keep(place)
            return redirect(url_for("agency.check", number=number, code=code))
    body = render_template(
        "agency/item.html", form=form, place=place, compared=compared, template=f"agency/_{place.shelf.book.kind}.html",
        consent=isinstance(place.item, Line) and place.item.consent,
    )
    return body, g.get("answer_status", 200)


def _keep(place: Place) -> None:
    with writing() as transaction:
        keep(transaction, place.path)
        transaction.commit()


@blueprint.route("/<int:number>/<code>/periksa", methods=["GET", "POST"])
@needs(Permission.AGENCY_MANAGE)
def check(number: int, code: str) -> ResponseReturnValue:
    """Show the line as it will read, and save it."""
    place = _place(number, code)
    typed = _typed(place)
    if typed is None:
        return redirect(place.path if request.method == "GET" else place.list_path)
    form = SureForm(version=typed.version.data)

    def act(transaction: Transaction) -> Edition[Any] | Refusal:
        return services.write(
            transaction, place.shelf.book, typed.item(place.item), after=typed.after.data or "",
            version=form.expected_version,
        )

    compared: list[words.Row] = []
    try:
        newest = perform(form, act)
        if newest:
            discard(place.path)
            return _back(place, newest, _("Tersimpan. Berkas yang sudah diperiksa tetap memakai versi yang lama."))
    except Conflict:
        compared = words.differences(typed, place.theirs()) if place.item.code else []
        outrun(form, place.edition.version)
    body = render_template("agency/check.html", form=form, place=place, rows=words.answers(typed), compared=compared)
    return body, g.get("answer_status", 200)


def _typed(place: Place) -> ItemForm | None:
    """Return what was typed about the line and kept, as its form; None when there is none that holds."""
    kept = Box().load(place.path)
    if kept is None:
        return None
    # Its token was checked when it was sent.
    form = place.prepare(place.form_class(formdata=MultiDict(kept.pairs), meta={"csrf": False}))
    return form if form.validate() else None


@blueprint.route("/<int:number>/<code>/henti", methods=["GET", "POST"])
@needs(Permission.AGENCY_MANAGE)
def retire(number: int, code: str) -> ResponseReturnValue:
    """End the use of a line, with the reason."""
    place = _stored(number, code)
    form = load_form(RetireForm, version=place.edition.version)

    def act(transaction: Transaction) -> Edition[Any] | Refusal:
        return services.retire(
            transaction, place.shelf.book, code, reason=form.reason.data, version=form.expected_version,
        )

    newest = _done(form, place, act)
    if newest:
        return _back(place, newest, _("Baris tidak dipakai lagi."))
    return render_template("agency/retire.html", form=form, place=place), g.get("answer_status", 200)


@blueprint.route("/<int:number>/<code>/pakai", methods=["GET", "POST"])
@needs(Permission.AGENCY_MANAGE)
def take_up(number: int, code: str) -> ResponseReturnValue:
    """Use a line again."""
    place = _stored(number, code)
    form = SureForm(version=place.edition.version)

    def act(transaction: Transaction) -> Edition[Any] | Refusal:
        return services.take_up(transaction, place.shelf.book, code, version=form.expected_version)

    newest = _done(form, place, act)
    if newest:
        return _back(place, newest, _("Baris dipakai lagi."))
    return render_template("agency/take_up.html", form=form, place=place), g.get("answer_status", 200)


def _stored(number: int, code: str) -> Place:
    place = _place(number, code)
    if not place.item.code:
        raise NotFound
    return place


def _done(
    form: BaseForm, place: Place, act: Callable[[Transaction], Edition[Any] | Refusal],
) -> Edition[Any] | None:
    try:
        newest = perform(form, act)
    except Conflict:
        outrun(form, place.edition.version)
        return None
    if newest:
        discard()
    return newest


def _back(place: Place, newest: Edition[Any], told: str) -> ResponseReturnValue:
    """Lead to the list, which says what was done."""
    if newest.version == place.edition.version:
        flash(_("Tidak ada yang berubah."), "info")
    else:
        flash(told, "success")
    return redirect(place.list_path)

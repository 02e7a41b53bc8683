"""The pages of an export, and the order that they make together.

A page is kept as it was sent and read by its own form again: one way to understand it, whether it comes from the
browser or from the draft.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from werkzeug.datastructures import MultiDict

from mediation.accounts.model import Unit
from mediation.inspection.exporting.forms import AimForm, FieldsForm, PeriodForm, ReadersForm
from mediation.inspection.exporting.model import ExportKey, Order, order_to_data
from mediation.inspection.exporting.store.answers import Pairs
from mediation.inspection.summaries.model import Filter
from mediation.language import mark
from mediation.web.choices import Choice
from mediation.web.forms import BaseForm

_OWN = ("submit_key", "csrf_token", "version")


@dataclass(frozen=True)
class Offer:
    """What can be chosen: the units there are, and the keys that were confirmed."""

    units: tuple[Unit, ...]
    keys: tuple[ExportKey, ...]


@dataclass(frozen=True)
class Step:
    """One page: its number, heading and form, and why it is asked."""

    number: int
    title: str
    form: type[BaseForm]
    why: str

    @property
    def key(self) -> str:
        """The name under which the page is kept."""
        return str(self.number)


STEPS = (
    Step(1, mark("Berkas yang mana?"), PeriodForm,
         mark("Bawa hanya yang diperlukan pemeriksaan: yang tidak dibawa tidak dapat hilang.")),
    Step(2, mark("Untuk apa?"), AimForm,
         mark("Setiap pengambilan data memerlukan tujuan yang jelas (UU 27/2022 Pasal 28).")),
    Step(3, mark("Apa yang dibawa dari setiap berkas?"), FieldsForm,
         mark("Nama, NIP, nomor berkas, tanggal, dan isi keterangan tidak pernah ikut. "
              "Yang tersisa pun dapat dihubungkan oleh orang yang mengenal kejadiannya.")),
    Step(4, mark("Siapa yang dapat membukanya?"), ReadersForm,
         mark("Ekspor disegel untuk kunci publik orang yang dipilih. Tanpa kunci rahasianya, tidak seorang pun dapat "
              "membukanya, juga tidak peladen ini.")),
)


def step(number: int) -> Step | None:
    """Return the page with that number, None when there is none."""
    return next((each for each in STEPS if each.number == number), None)


def after(number: int) -> Step | None:
    """Return the page after `number`; None after the last."""
    return step(number + 1)


def prepare(form: BaseForm, offer: Offer) -> None:
    """Offer the units or keys that there are."""
    if isinstance(form, PeriodForm):
        form.units.choices = [Choice(str(unit.id), unit.name) for unit in offer.units]
    if isinstance(form, ReadersForm):
        form.keys.choices = [Choice(str(key.id), key.name, key.fingerprint) for key in offer.keys]


def read(each: Step, state: Mapping[str, Pairs], offer: Offer) -> BaseForm:
    """Return the page's form filled with what was kept; its token was checked when it was sent."""
    form = each.form(formdata=MultiDict(state.get(each.key, ())), meta={"csrf": False})
    prepare(form, offer)
    return form


def kept_data(each: Step, state: Mapping[str, Pairs], offer: Offer) -> dict[str, Any]:
    """Return what was kept of the page as values for a new form."""
    if each.key not in state:
        return {}
    return {field.name: field.data for field in read(each, state, offer) if field.name not in _OWN}


def incomplete(state: Mapping[str, Pairs], offer: Offer) -> Step | None:
    """Return the first page that is missing or no longer right; None when all is there."""
    return next(
        (each for each in STEPS if each.key not in state or not read(each, state, offer).validate()), None,
    )


def order(state: Mapping[str, Pairs], offer: Offer) -> Order:
    """Return what the pages ask for; only when none is incomplete."""
    period, aim, fields, readers = (read(each, state, offer) for each in STEPS)
    first, last = cast("PeriodForm", period).months
    wanted = Filter(
        frozenset(map(UUID, period["units"].data)), first, last, period["lateness"].data,
        bool(period["submitted_only"].data),
    )
    return Order(
        wanted, aim["aim"].data, aim["reason"].data, cast("FieldsForm", fields).chosen,
        tuple(map(UUID, readers["keys"].data)), tuple(fields["sheets"].data),
    )


def digest(asked: Order) -> str:
    """Return what stands for the answers on the page that shows them: other answers, another digest."""
    return hashlib.sha256(json.dumps(order_to_data(asked), sort_keys=True).encode()).hexdigest()

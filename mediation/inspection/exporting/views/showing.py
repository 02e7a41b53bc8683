"""What was asked for, as groups for the page on which it is checked and for the finished export."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from mediation.inspection.exporting.model import Order
from mediation.inspection.exporting.services.keys import RECOVERY
from mediation.inspection.exporting.wizard import Offer
from mediation.inspection.summaries.model import Group
from mediation.inspection.summaries.wording import month
from mediation.web.filters import paragraphs

Groups = list[dict[str, Any]]


def groups(order: Order, offer: Offer, *, link: bool = True) -> Groups:
    """Return the answers in the order of the pages, each with the link to its page unless it is done."""
    return [
        _group(1, _("Berkas"), _chosen(order, offer), link=link),
        _group(2, _("Keperluan"), [(_("Keperluan"), _(order.aim.label)), (_("Alasan"), paragraphs(order.reason))],
               link=link),
        _group(3, _("Isi"), [*_told(order), (_("Bentuk"), _shapes(order))], link=link),
        _group(4, _("Penerima"), _readers(order, offer), link=link),
    ]


def _group(number: int, title: str, rows: list[tuple[str, Any]], *, link: bool) -> dict[str, Any]:
    href = url_for("exporting.step", number=number, periksa="ya") if link else ""
    return {"title": title, "href": href, "rows": [{"key": key, "value": value} for key, value in rows]}


def _chosen(order: Order, offer: Offer) -> list[tuple[str, Any]]:
    wanted = order.wanted
    names = [unit.name for unit in offer.units if unit.id in wanted.units]
    return [
        (_("Bulan penerimaan"), _("%(first)s sampai %(last)s", first=month(wanted.first, _) if wanted.first else
                                  _("awal"), last=month(wanted.last, _) if wanted.last else _("sekarang"))),
        (_("Unit kerja"), "; ".join(names) or _("Semua")),
        (_("Keadaan batas waktu"), _(wanted.lateness.label)),
        (_("Tahap"), _("Hanya yang sudah diserahkan atau berakhir") if wanted.submitted_only else _("Semua")),
    ]


def _told(order: Order) -> list[tuple[str, Any]]:
    return [
        (_(group.label), "; ".join(_(one.label) for one in order.told if one.group is group) or _("Tidak dibawa"))
        for group in Group
    ]


def _shapes(order: Order) -> str:
    return "; ".join(("summaries.jsonl", *(_(one.label) for one in order.sheets)))


def _readers(order: Order, offer: Offer) -> list[tuple[str, Any]]:
    known = [(key.name, key.fingerprint) for key in offer.keys if key.id in order.keys]
    return [*known, (_(RECOVERY), _("Selalu ikut, agar ekspor tidak hilang bersama satu kunci."))]

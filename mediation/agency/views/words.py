"""Lines of the lists in the words of the screen: as rows of a table, as answers to check, as what changed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext as _

from mediation.agency.forms import ItemForm
from mediation.agency.model import (
    Conditions,
    CopyTo,
    Edition,
    Entry,
    FollowUp,
    Item,
    Line,
    RetentionClass,
    Team,
    required,
)
from mediation.web.choices import ChoicesField, ConfirmField
from mediation.web.fields import DateField, LongTextField, WordedField
from mediation.web.filters import paragraphs, tanggal, tanggal_pendek

Names = Mapping[UUID, str]
Row = dict[str, Any]


def head(item: type[Item]) -> list[str]:
    """Return the column heads of a list of such items, after the name."""
    return {
        Line: [_("Berlaku bagi"), _("Kelengkapan")],
        Entry: [_("Berlaku bagi"), _("Yang memutus")],
        RetentionClass: [_("Lama penyimpanan"), _("Keterangan")],
        Team: [_("Tugasnya")],
        FollowUp: [_("Berlaku bagi")],
        CopyTo: [_("Untuk keputusan")],
    }[item]


def cells(item: Item, names: Names) -> list[str]:
    """Return what stands in the columns of `head`."""
    if isinstance(item, Line):
        return [conditions(item.conditions), _("Wajib ada") if required(item) else _("Boleh ada")]
    if isinstance(item, Entry):
        return [scope(item, names), _("Contoh, isi dahulu") if item.example else _decider(item)]
    if isinstance(item, RetentionClass):
        return [kept(item), item.note]
    if isinstance(item, FollowUp):
        return [conditions(item.conditions)]
    if isinstance(item, CopyTo):
        return [_joined(item.outcomes) or _("Semua")]
    return [getattr(item, "note", "")]


def _decider(entry: Entry) -> str:
    return ", ".join((" ".join(entry.title), entry.name))


def conditions(asked: Conditions) -> str:
    """Return whom a line concerns: the parts one after the other, "Semua" without any."""
    parts = [_joined(part) for part in (asked.tracks, asked.employments, asked.sexes, asked.faiths) if part]
    if asked.grounds:
        parts.append(_("alasan: %(grounds)s", grounds=_joined(asked.grounds)))
    return "; ".join(parts) or _("Semua")


def _grades(first: str, last: str) -> str:
    if first and last:
        return str(_("golongan %(from_)s sampai %(to)s", from_=first, to=last))
    if first:
        return str(_("golongan %(from_)s ke atas", from_=first))
    return str(_("golongan sampai %(to)s", to=last)) if last else ""


def scope(entry: Entry, names: Names) -> str:
    """Return for whom, where and when an entry decides."""
    parts = [
        _joined(entry.employments),
        _grades(entry.grade_from, entry.grade_to),
        _joined(entry.positions),
        names.get(entry.unit, _("unit yang tidak ada lagi")) if entry.unit else "",
        _("sejak %(day)s", day=tanggal_pendek(entry.since)) if entry.since else "",
        _("sampai %(day)s", day=tanggal_pendek(entry.until)) if entry.until else "",
    ]
    return "; ".join(part for part in parts if part) or _("Semua")


def kept(item: RetentionClass) -> str:
    """Return how long, in years, or that the agency's schedule says it."""
    return str(_("%(years)d tahun", years=item.years) if item.years else _("Sesuai JRA"))


def _joined(members: Sequence[Any]) -> str:
    return ", ".join(_(member.label) for member in members)


def answers(form: ItemForm) -> list[Row]:
    """Return what stands in the form's fields, as rows to check."""
    return [{"key": str(field.label.text), "value": _answer(field)} for field in _seen(form)]


def differences(form: ItemForm, theirs: ItemForm) -> list[Row]:
    """Return the fields in which the form differs from what is stored now, both texts side by side."""
    ours, stored = form.written(), theirs.written()
    return [
        {"label": label, "theirs": stored[label], "yours": ours[label]} for label in ours
        if ours[label] != stored.get(label, "")
    ]


def _seen(form: ItemForm) -> Iterator[WordedField]:
    """Yield the fields in the order of the page: its conditions after what a line says, its place in the list last."""
    shown = [field for field in form if isinstance(field, WordedField) and field.component != "hidden"]
    return iter(sorted(shown, key=lambda field: (field is form.after, field.name not in form.leading)))


def _answer(field: WordedField) -> Any:  # noqa: ANN401 - text or markup
    if isinstance(field, ConfirmField):
        return _("Ya") if field.data else _("Tidak")
    if isinstance(field, ChoicesField) and not field.data:
        return _("Semua")
    if hasattr(field, "options"):
        return ", ".join(option.label for option in field.options if option.chosen)
    if isinstance(field, DateField):
        return tanggal(field.data)
    return paragraphs(field.data) if isinstance(field, LongTextField) else field.shown


def changes(before: Edition[Any] | None, after: Edition[Any]) -> str:
    """Return in sentences what an edition changed; "" for the first, which changed nothing."""
    if before is None:
        return ""
    told = [sentence for item in after.items if (sentence := _change(before.item(item.code), item))]
    moved = [item.code for item in before.items] != [item.code for item in after.items][: len(before.items)]
    only_moved = _("Urutannya berubah.") if moved else _("Tidak ada yang berubah.")
    return " ".join(told) or only_moved


def _change(old: Item | None, new: Item) -> str:
    named = {"code": new.code, "label": new.label}
    if old is None:
        return str(_("%(code)s ditambahkan: %(label)s.", **named))
    if new.retired and not old.retired:
        return str(_("%(code)s tidak dipakai lagi: %(label)s.", **named))
    if old.retired and not new.retired:
        return str(_("%(code)s dipakai lagi: %(label)s.", **named))
    return "" if old == new else str(_("%(code)s diubah: %(label)s.", **named))


"""Filters of samples in words."""

from uuid import UUID

from flask_babel import gettext as _

from mediation.inspection.summaries import wording
from mediation.inspection.summaries.model import Filter, Lateness


def in_words(wanted: Filter, names: dict[UUID, str]) -> str:
    """Return what a filter chooses, in one line."""
    return "; ".join(filter(None, (_units(wanted, names), _period(wanted), _clocks(wanted), _handed_in(wanted))))


def _units(wanted: Filter, names: dict[UUID, str]) -> str:
    if not wanted.units:
        return str(_("semua unit kerja"))
    return ", ".join(sorted(names.get(each, "–") for each in wanted.units))


def _period(wanted: Filter) -> str:
    first, last = (wording.month(each, _) if each else "" for each in (wanted.first, wanted.last))
    if first and last:
        return str(_("diterima %(first)s sampai %(last)s", first=first, last=last)) if first != last else str(
            _("diterima %(month)s", month=first),
        )
    if first:
        return str(_("diterima sejak %(first)s", first=first))
    return str(_("diterima sampai %(last)s", last=last)) if last else str(_("semua bulan penerimaan"))


def _clocks(wanted: Filter) -> str:
    return "" if wanted.lateness is Lateness.ALL else str(_(wanted.lateness.label)).lower()


def _handed_in(wanted: Filter) -> str:
    return str(_("sudah diserahkan atau ditutup")) if wanted.submitted_only else ""

"""The blueprint of this room, its lists by number, and what its pages share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, g
from flask_babel import gettext as _

from mediation.accounts.store import units
from mediation.agency.model import CHECKLIST, COPIES, DELEGATION, FOLLOW_UP, RETENTION, TEAMS, Book, Edition
from mediation.errors import Refusal
from mediation.language import mark
from mediation.transaction import Transaction
from mediation.web.forms import BaseForm
from mediation.web.guards import reading, writing

blueprint = Blueprint("agency", __name__, url_prefix="/k/atur")
CONFLICT = 409


@dataclass(frozen=True)
class Shelf:
    """One list on the pages: its number in paths, its name, what it is for, and what one line is called."""

    number: int
    book: Book[Any]
    title: str
    lead: str
    add: str


SHELVES = (
    Shelf(1, CHECKLIST, mark("Daftar kelengkapan"),
          mark("Apa yang wajib dan boleh ada dalam berkas. Baris muncul pada berkas yang memenuhi syaratnya."),
          mark("Tambah baris")),
    Shelf(2, DELEGATION, mark("Pejabat yang memutus"),
          mark("Siapa yang memutus bagi pegawai mana. Baris yang paling sempit berlaku; bila dua baris sama kuat, "
               "keputusan ditahan sampai jelas."),
          mark("Tambah pejabat")),
    Shelf(3, RETENTION, mark("Masa simpan"),
          mark("Berapa lama berkas yang ditutup disimpan. Isi menurut jadwal retensi arsip (JRA) instansi Anda."),
          mark("Tambah golongan masa simpan")),
    Shelf(4, TEAMS, mark("Nama tim"),
          mark("Tim yang memeriksa atau memberi pertimbangan, bila instansi Anda membentuknya."),
          mark("Tambah tim")),
    Shelf(5, FOLLOW_UP, mark("Tindak lanjut"),
          mark("Apa yang diselesaikan biro sesudah pegawai melaporkan hasil di pengadilan."),
          mark("Tambah tindak lanjut")),
    Shelf(6, COPIES, mark("Tembusan"),
          mark("Siapa yang menerima tembusan keputusan."),
          mark("Tambah penerima")),
)


def shelf(number: int) -> Shelf:
    """Return the list with this number; 404 for another."""
    found = next((each for each in SHELVES if each.number == number), None)
    if found is None:
        abort(404)
    return found


def unit_names() -> Mapping[UUID, str]:
    """Return the names of all units, by name."""
    with reading() as transaction:
        return {unit.id: unit.name for unit in units.every(transaction)}


def perform(form: BaseForm, act: Callable[[Transaction], Edition[Any] | Refusal]) -> Edition[Any] | None:
    """Run a valid form's `act`, a service that commits, once; return the newest edition, None when it was not done.

    A refusal stands on the form (409). Raises Conflict when somebody was faster, AlreadyDone for a second sending.
    """
    if not form.validate_on_submit():
        return None
    with writing() as transaction:
        transaction.once(form.key)
        result = act(transaction)
    if isinstance(result, Refusal):
        g.answer_status = CONFLICT
        form.refuse(result)
        return None
    return result


def outrun(form: BaseForm, version: int) -> None:
    """Say on the form that the list changed meanwhile; the next sending is made from the newest version."""
    g.answer_status = CONFLICT
    form.problem(_("Daftar ini berubah sejak halaman ini dibuka. Isian Anda masih di sini: bandingkan, "
                   "lalu kirim lagi bila masih perlu."))
    form.renew(version)



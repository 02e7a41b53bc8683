"""What was filled in, as groups for the page on which it is checked."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from mediation.cases.model import Contact, Person
from mediation.cases.receive import wizard
from mediation.cases.receive.forms import OTHER_CAUSE
from mediation.cases.receive.model import Filing
from mediation.law.grounds import causes
from mediation.law.ranks import rank_words
from mediation.web.filters import nip, paragraphs, tanggal

Group = dict[str, Any]


def groups(filing: Filing) -> list[Group]:
    """Return the answers in the order of the pages, each with the link to its page."""
    service = [_group(4, _service(filing.spouse))] if filing.spouse.digits else []
    return [
        _group(1, _applicant(filing)),
        _group(2, _position(filing.applicant)),
        _group(3, _spouse(filing.spouse)),
        *service,
        _group(5, _contact(filing.contacts.applicant)),
        _group(6, _contact(filing.contacts.spouse)),
        _group(7, [(_("Tanggal nikah"), tanggal(filing.marriage.on)), (_("Tempat nikah"), filing.marriage.place),
                   (_("Nomor buku nikah atau akta"), filing.marriage.certificate)]),
        _group(8, [(_("Anak"), _children(filing))]),
        _group(10, [(_(claim.ground.label), paragraphs(claim.facts)) for claim in filing.grounds], href=9),
        _group(11, [(_("Sebab"), _causes(filing))]),
        _group(12, [(_("Tanggal surat permohonan"), tanggal(filing.requested_on)),
                    (_("Tanggal diterima"), tanggal(filing.received_on))]),
    ]


def _group(number: int, rows: list[tuple[str, Any]], href: int = 0) -> Group:
    step = wizard.step(number)
    return {
        "title": _(step.title) if step else "",
        "href": url_for("receive.step", number=href or number, periksa="ya"),
        "rows": [{"key": key, "value": value} for key, value in rows],
    }


def _applicant(filing: Filing) -> list[tuple[str, Any]]:
    person = filing.applicant
    rows = [
        (_("Nama"), person.name), (_("Jenis kelamin"), _(person.sex.label)),
        (_("Jenis kepegawaian"), _(person.employment.label)), (_("NIP atau NI PPPK"), nip(person.digits)),
        (_("Agama"), _(person.religion.label) if person.religion else ""), (_("Kabupaten atau kota"), person.town),
    ]
    if filing.reason_for_warnings:
        rows.append((_("Mengapa nomor ini tetap benar"), paragraphs(filing.reason_for_warnings)))
    return rows


def _position(person: Person) -> list[tuple[str, Any]]:
    grade = rank_words(person.grade) if person.grade else ""
    return [(_("Pangkat dan golongan"), grade), (_("Jabatan"), person.position), (_("Unit kerja"), person.unit)]


def _spouse(person: Person) -> list[tuple[str, Any]]:
    return [
        (_("Nama"), person.name), (_("Jenis kelamin"), _(person.sex.label)),
        (_("Juga ASN?"), _(person.employment.label)), (_("Pekerjaan"), person.occupation),
        (_("Agama"), _(person.religion.label) if person.religion else ""), (_("Kabupaten atau kota"), person.town),
    ]


def _service(person: Person) -> list[tuple[str, Any]]:
    return [(_("NIP atau NI PPPK"), nip(person.digits)), *_position(person)]


def _contact(contact: Contact) -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = [(_("Alamat"), paragraphs(contact.address))]
    if contact.address:
        rows.append((_("Aman dikirimi surat?"), _safe(contact.address_safe)))
    rows.append((_("Telepon atau surel"), contact.contact))
    if contact.contact:
        rows.append((_("Aman dihubungi?"), _safe(contact.contact_safe)))
    return rows


def _safe(answer: bool | None) -> str:  # noqa: FBT001 - an answer, not a switch
    known = _("Ya") if answer else _("Tidak")
    return str(_("Belum tahu") if answer is None else known)


def _children(filing: Filing) -> str:
    told = [_("%(initials)s (lahir %(year)s)", initials=child.initials, year=child.birth_year)
            for child in filing.children]
    return ", ".join(told) or _("Tidak ada")


def _causes(filing: Filing) -> str:
    labels = {each.code: _(each.label) for each in causes()}
    told = [filing.other_cause if code == OTHER_CAUSE else labels[code] for code in filing.causes]
    return ", ".join(told) or _("Tidak disebut")



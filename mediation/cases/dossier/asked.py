"""The first part of a dossier: who asks for what, on which grounds, and how the marriage stands. Pure."""

from mediation.cases.dossier.parts import Entry, Facts, Section, Value, Words, facts, joined, label, listed, prose
from mediation.cases.model import Party, Person, Request
from mediation.language import mark
from mediation.law import grounds as law
from mediation.law.identity import grouped


def request(asked: Request) -> Section:
    """Return number and days of the request, and what looked odd about a number and why it is right."""
    rows: list[tuple[str, Value]] = [
        (mark("Nomor berkas"), asked.number),
        (mark("Tanggal surat permohonan"), asked.requested_on),
        (mark("Diterima atasan langsung"), asked.received_on),
    ]
    if asked.warnings:
        rows += [(mark("Yang diperhatikan"), listed(asked.warnings)), (mark("Alasan"), asked.reason_for_warnings)]
    return Section("permohonan", Words(mark("Permohonan")), (Entry((facts(*rows),)),))


def parties(asked: Request) -> Section:
    """Return who the two are; how they are reached is no part of the file that others read."""
    entries = tuple(Entry((_person(asked.person(side)),), label(side)) for side in (Party.APPLICANT, Party.SPOUSE))
    return Section("pihak", Words(mark("Para pihak")), entries)


def _person(person: Person) -> Facts:
    rows: list[tuple[str, Value]] = [
        (mark("Nama"), person.name),
        (mark("Jenis kelamin"), Words(person.sex.label)),
        (mark("Jenis kepegawaian"), label(person.employment)),
    ]
    if person.digits:
        rows += [
            (mark("NIP atau NI PPPK"), grouped(person.digits)),
            (mark("Pangkat dan golongan"), joined(person.rank, person.grade)),
            (mark("Jabatan"), person.position),
            (mark("Unit kerja"), person.unit),
        ]
    return facts(
        *rows, (mark("Pekerjaan"), person.occupation), (mark("Agama"), label(person.religion)),
        (mark("Kabupaten atau kota tempat tinggal"), person.town),
    )


def marriage(asked: Request) -> Section:
    """Return the marriage as recorded, and the children by initials and year of birth alone."""
    wed = asked.marriage
    children = [Words(mark("%(initials)s, lahir %(year)d"), {"initials": child.initials, "year": child.birth_year})
                for child in asked.children]
    rows = facts(
        (mark("Tanggal nikah"), wed.on), (mark("Tempat nikah"), wed.place),
        (mark("Nomor buku nikah atau kutipan akta"), wed.certificate), (mark("Anak"), listed(children)),
    )
    return Section("perkawinan", Words(mark("Perkawinan dan anak")), (Entry((rows,)),))


def grounds(asked: Request) -> Section:
    """Return the grounds with what was told for them, and the causes, which are another list."""
    told = tuple(Entry(prose((mark("Yang diceritakan"), claim.facts)), Words(claim.ground.label))
                 for claim in asked.grounds)
    known = {cause.code: cause.label for cause in law.causes()}
    causes: list[Value] = [Words(known.get(code, code)) for code in asked.causes]
    if asked.other_cause:
        causes.append(asked.other_cause)
    rows = facts((mark("Sebab yang diceritakan"), listed(causes)))
    return Section("alasan", Words(mark("Alasan dan sebab")), (*told, Entry((rows,), Words(mark("Sebab")))))

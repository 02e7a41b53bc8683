"""The agency's own lists, as far as the demonstration needs them: who decides, and how long files are kept."""

from dataclasses import replace

from mediation.agency import services, store
from mediation.agency.model import DELEGATION, RETENTION, Entry, Head
from mediation.demo.staff import Staff, done
from mediation.law.identity import Employment

# Made up, as everything here: an agency writes what its own schedule says.
_YEARS = {"R01": 10, "R02": 5, "R03": 2}


def fill_books(staff: Staff) -> None:
    """Write them as the head does."""
    with staff.premises.writing(staff.head.person.actor, staff.head.identity) as transaction:
        edition = store.current(transaction, DELEGATION)
        first = replace(
            edition.items[0], label="Bupati memutus bagi semua pegawai", title=("BUPATI CONTOH",),
            block=("BUPATI CONTOH,",), name="Ir. Mahesa Rekaan, M.M.", example=False,
        )
        version = done(services.write(transaction, DELEGATION, first, after="", version=edition.version)).version
        done(services.write(transaction, DELEGATION, _DELEGATED, after="D01", version=version))
    for code, years in _YEARS.items():
        _keep_for(staff, code, years)


_DELEGATED = Entry(
    code="", label="Sekretaris Daerah memutus bagi PNS sampai golongan III/d",
    employments=(Employment.PNS,), grade_to="III/d",
    title=("BUPATI CONTOH",), block=("a.n. BUPATI CONTOH", "SEKRETARIS DAERAH,"), head=Head.OFFICE,
    name="Drs. Gunadi Contoh, M.Si.", rank="Pembina Utama Madya", digits="196901011994031905",
)


def _keep_for(staff: Staff, code: str, years: int) -> None:
    with staff.premises.writing(staff.head.person.actor, staff.head.identity) as transaction:
        edition = store.current(transaction, RETENTION)
        codes = [item.code for item in edition.items]
        place = codes.index(code)
        changed = replace(edition.items[place], years=years)
        after = codes[place - 1] if place else ""
        done(services.write(transaction, RETENTION, changed, after=after, version=edition.version))

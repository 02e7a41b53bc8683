"""Papers in a real database: sealed as streams, bound to their case, opened whole or not at all, never half kept."""

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import zlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from mediation import audit
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.cases.guards_bureau import LARGEST_CASE
from mediation.cases.model import Standing
from mediation.cases.papers import services, store
from mediation.cases.papers.model import Accepted, FileKind, Tie, TieKind
from mediation.errors import NotFound, Refusal, Tampered
from mediation.vault import columns
from tests import scans
from tests.builders import Office, Someone, full_case, open_case

TIE = Tie(TieKind.PERSON, "applicant")
SECRET = b"Qkanaripapers"


def paper(body: bytes | None = None, name: str = "surat.pdf") -> Accepted:
    return Accepted(name, FileKind.PDF, body or scans.scan())


def telling(size: int) -> bytes:
    """Return a PDF of about `size` bytes that says SECRET all over."""
    return scans.pdf(scans.stream(SECRET * (size // len(SECRET)), b"/Subtype /Image"))


def attach(
    office: Office, case: UUID, body: bytes | None = None, *, tie: Tie = TIE, who: Someone | None = None,
    upload: Accepted | None = None, note: str = "",
) -> UUID:
    with office.desk(who) as transaction:
        done = services.attach(transaction, case, upload or paper(body), tie=tie, note=note)
    assert isinstance(done, UUID), done
    return done


def look(
    office: Office, case: UUID, row: UUID, who: Someone | None = None, standing: Standing = Standing.HOLDER,
) -> bytes:
    with office.desk(who) as transaction:
        return services.open_paper(transaction, case, row, standing=standing).body


def database(office: Office) -> Path:
    return office.folder / "office.db"


def rows(office: Office, query: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database(office))) as direct:
        return direct.execute(query, values).fetchall()


def change(office: Office, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(database(office))) as direct:
        direct.execute("PRAGMA foreign_keys=OFF")
        direct.execute(statement, values)
        direct.commit()


def counts(office: Office) -> list[tuple[Any, ...]]:
    return counted(database(office))


def counted(file: Path) -> list[tuple[Any, ...]]:
    query = (
        "SELECT (SELECT count(*) FROM paper), (SELECT count(*) FROM paper_piece), "
        "(SELECT count(*) FROM submission), (SELECT max(version) FROM case_file)"
    )
    with closing(sqlite3.connect(file)) as direct:
        return direct.execute(query).fetchall()


def test_the_original_comes_back_byte_for_byte(office: Office) -> None:
    case, body = open_case(office), scans.large_pdf(3_000_000)
    row = attach(office, case, body)
    with office.desk() as transaction:
        file = cases.get_to_change(transaction, case)

        assert store.open_body(transaction, file, row) == body


def test_what_is_known_of_a_paper_is_kept_with_it(office: Office) -> None:
    case, body = open_case(office), scans.scan()
    row = attach(office, case, body, note="Halaman 1")
    with office.desk() as transaction:
        file = cases.get_to_change(transaction, case)
    kept = store.paper(file, row).record

    assert (kept.name, kept.kind, kept.size, kept.tie, kept.note, kept.by, kept.side) == (
        "surat.pdf", FileKind.PDF, len(body), TIE, "Halaman 1", "Atasan Contoh", Standing.HOLDER)
    assert kept.sha256 == hashlib.sha256(body).hexdigest()
    assert kept.at == office.clock()
    assert (file.progress.papers, file.progress.paper_bytes) == (1, len(body))


def test_the_stream_is_cut_into_rows_whose_digest_stands_under_the_seal(office: Office) -> None:
    case = open_case(office)
    row = attach(office, case, scans.large_pdf(1_000_000))
    pieces = [bytes(piece) for (piece,) in rows(
        office, "SELECT bytes FROM paper_piece WHERE paper = ? ORDER BY number", row.hex)]
    with office.desk() as transaction:
        file = cases.get(transaction, case)

    assert file.intact
    assert len(pieces) > 2
    assert all(190_000 < len(piece) < 300_000 for piece in pieces[:-1])
    assert b"".join(pieces)[:4] == b"\x02\x00\x01\x10"
    assert file.row(columns.PAPER, row).clear["body_digest"] == hashlib.sha256(b"".join(pieces)).digest()


def test_nothing_of_a_paper_stands_in_clear(office: Office) -> None:
    case = open_case(office)
    name = f"{SECRET.decode()}.pdf"
    attach(office, case, upload=paper(telling(2_000_000), name), note=SECRET.decode())
    office.premises.engines.dispose()
    written = b"".join(path.read_bytes() for path in office.folder.rglob("*") if path.is_file())

    assert len(written) > 2_000_000
    assert SECRET not in written
    assert SECRET.hex().encode() not in written
    assert b"%PDF" not in written
    assert hashlib.sha256(telling(2_000_000)).digest() not in written


def test_attaching_taking_back_and_each_look_stand_in_the_trail(office: Office) -> None:
    case = open_case(office)
    row = attach(office, case)
    look(office, case, row)
    with office.desk() as transaction:
        services.open_paper(transaction, case, row, purpose=audit.Purpose.CHECKLIST)
    with office.desk() as transaction:
        services.take_back(transaction, case, row, reason="Salah berkas")
    with office.premises.reading() as transaction:
        entries = audit.about(transaction, f"case:{case}")
    told = [(e.action, e.detail.get("paper"), e.detail.get("purpose")) for e in entries]

    about_papers = [entry for entry in told if entry[0].startswith("paper.")]
    assert sorted(about_papers, key=str) == sorted([
        ("paper.attached", row.hex, None), ("paper.opened", row.hex, "read"), ("paper.opened", row.hex, "checklist"),
        ("paper.withdrawn", row.hex, None)], key=str)


# --- tampering -------------------------------------------------------------------------------------------------------


_CUT = (
    "DELETE FROM paper_piece WHERE paper = ?1 AND number = (SELECT max(number) FROM paper_piece WHERE paper = ?1)"
)


def tamperings(row: UUID, other: UUID) -> dict[str, list[tuple[str, tuple[object, ...]]]]:
    mine, theirs = row.hex, other.hex
    return {
        "the last piece gone": [(_CUT, (mine,))],
        "the first piece gone": [("DELETE FROM paper_piece WHERE paper = ? AND number = 0", (mine,))],
        "all pieces gone": [("DELETE FROM paper_piece WHERE paper = ?", (mine,))],
        "two pieces in each other's place": [
            ("UPDATE paper_piece SET number = 99 WHERE paper = ? AND number = 0", (mine,)),
            ("UPDATE paper_piece SET number = 0 WHERE paper = ? AND number = 1", (mine,)),
            ("UPDATE paper_piece SET number = 1 WHERE paper = ? AND number = 99", (mine,))],
        "a piece more": [("INSERT INTO paper_piece VALUES (?, 77, x'00')", (mine,))],
        "another paper's stream": [
            ("DELETE FROM paper_piece WHERE paper = ?", (mine,)),
            ("UPDATE paper_piece SET paper = ? WHERE paper = ?", (mine, theirs))],
        "another paper's stream and digest": [
            ("DELETE FROM paper_piece WHERE paper = ?", (mine,)),
            ("UPDATE paper_piece SET paper = ? WHERE paper = ?", (mine, theirs)),
            ("UPDATE paper SET body_digest = (SELECT body_digest FROM paper WHERE id = ?) WHERE id = ?",
             (theirs, mine))],
        "one bit": [("UPDATE paper_piece SET bytes = zeroblob(1) || substr(bytes, 2) WHERE paper = ? AND number = 1",
                     (mine,))],
        "text in place of bytes": [("UPDATE paper_piece SET bytes = 'teks' WHERE paper = ? AND number = 0", (mine,))],
        "another digest": [("UPDATE paper SET body_digest = zeroblob(32) WHERE id = ?", (mine,))],
        "no record": [("UPDATE paper SET record = zeroblob(200) WHERE id = ?", (mine,))],
    }


@pytest.mark.parametrize("how", tamperings(uuid4(), uuid4()))
def test_a_stream_that_was_touched_is_never_handed_out(office: Office, how: str) -> None:
    case = open_case(office)
    row, other = (attach(office, case, scans.large_pdf(800_000)) for _ in range(2))
    for statement, values in tamperings(row, other)[how]:
        change(office, statement, *values)

    with pytest.raises(Tampered):
        look(office, case, row)


def test_a_paper_moved_into_another_case_is_refused(office: Office) -> None:
    case, other = open_case(office), open_case(office)
    row = attach(office, case)
    change(office, "UPDATE paper SET case_id = ? WHERE id = ?", other.hex, row.hex)

    for moved in (case, other):
        with pytest.raises(Tampered):
            look(office, moved, row)


def test_a_stream_blown_up_in_the_database_is_not_read(office: Office) -> None:
    case = open_case(office)
    row = attach(office, case)
    for number in range(1, 45):
        change(office, "INSERT INTO paper_piece VALUES (?, ?, zeroblob(524288))", row.hex, number)

    with pytest.raises(Tampered):
        look(office, case, row)


# --- who -------------------------------------------------------------------------------------------------------------


def test_nobody_without_a_grant_attaches_looks_or_takes_back(office: Office) -> None:
    case = open_case(office)
    row = attach(office, case)
    for who in (office.colleague, office.head, office.auditor, office.administrator):
        for standing in Standing:
            with office.desk(who) as transaction, pytest.raises(NotFound):
                services.attach(transaction, case, paper(), tie=TIE, standing=standing)
            with pytest.raises(NotFound):
                look(office, case, row, who, standing)
            with office.desk(who) as transaction, pytest.raises(NotFound):
                services.take_back(transaction, case, row, reason="x", standing=standing)


def test_an_absent_paper_and_one_of_another_case_are_not_found(office: Office) -> None:
    case, other = open_case(office), open_case(office)
    row = attach(office, other)

    for absent in (row, uuid4()):
        with pytest.raises(NotFound):
            look(office, case, absent)


def test_a_paper_is_tied_to_something_of_its_own_case(office: Office) -> None:
    case, other = full_case(office), full_case(office)
    with office.desk() as transaction:
        mine = cases.get_to_change(transaction, case)
        theirs = cases.get_to_change(transaction, other)
    recorded = (columns.SUMMONS, columns.EXAMINATION, columns.EVIDENCE, columns.SITTING, columns.REVIEW_RECORD)
    fitting = [
        TIE, Tie(TieKind.GROUND, "G6_CEKCOK"), Tie(TieKind.LINE, "K07"),
        Tie(TieKind.DOCUMENT, mine.all(columns.DOCUMENT)[0].id.hex),
        *(Tie(TieKind.ROW, mine.all(table)[0].id.hex) for table in recorded),
    ]
    strange = [
        Tie(TieKind.PERSON, "neighbour"), Tie(TieKind.GROUND, "G1_ZINA"), Tie(TieKind.LINE, "../x"),
        Tie(TieKind.DOCUMENT, theirs.all(columns.DOCUMENT)[0].id.hex), Tie(TieKind.ROW, uuid4().hex),
        *(Tie(TieKind.ROW, theirs.all(table)[0].id.hex) for table in recorded),
    ]

    for tie in fitting:
        attach(office, case, tie=tie)
    for tie in strange:
        with pytest.raises(NotFound):
            attach(office, case, tie=tie)


# --- taking back -----------------------------------------------------------------------------------------------------


def test_what_is_taken_back_stays_with_its_reason(office: Office) -> None:
    case, body = open_case(office), scans.scan()
    row = attach(office, case, body)
    with office.desk() as transaction:
        assert services.take_back(transaction, case, row, reason="Salah berkas") is None
    with office.desk() as transaction:
        file = cases.get_to_change(transaction, case)
        found = store.paper(file, row)

        assert not found.stands
        assert found.record.taken_back
        assert (found.record.taken_back.reason, found.record.taken_back.by) == ("Salah berkas", "Atasan Contoh")
        assert store.open_body(transaction, file, row) == body
        assert file.progress.paper_bytes == len(body)


def test_a_paper_is_taken_back_once_and_by_its_own_side(office: Office) -> None:
    case = open_case(office)
    row = attach(office, case)
    with office.desk() as transaction:
        found = store.paper(cases.get_to_change(transaction, case), row)
    with office.desk() as transaction:
        services.take_back(transaction, case, row, reason="Salah berkas")
    with office.desk() as transaction:
        again = services.take_back(transaction, case, row, reason="Sekali lagi")

    assert isinstance(again, Refusal)
    assert services.refuse_taking_back(found, Standing.HOLDER) is None
    assert isinstance(services.refuse_taking_back(found, Standing.BUREAU), Refusal)


# --- bounds and accidents --------------------------------------------------------------------------------------------


def test_a_case_takes_200_mb_and_not_a_byte_more(office: Office) -> None:
    case, body = open_case(office), scans.scan()
    for room in (len(body), len(body) - 1):
        with office.desk() as transaction:
            file = cases.get_to_change(transaction, case)
            nearly = replace(file.progress, paper_bytes=LARGEST_CASE - room)
            cases.save(transaction, file, workflow.Decision(file.stage, nearly), [], audit.Action.CASE_ADOPTED)
            done = services.attach(transaction, case, paper(body), tie=TIE)

        assert isinstance(done, UUID if room == len(body) else Refusal)


def test_a_full_disk_leaves_nothing_and_says_so(office: Office) -> None:
    case = open_case(office)
    before = counts(office)
    with office.premises.engines.write.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    sa.event.listen(
        office.premises.engines.write, "begin",
        lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 100}"),
    )
    with office.desk() as transaction:
        transaction.once(uuid4())
        done = services.attach(transaction, case, paper(scans.large_pdf(2_000_000)), tie=TIE)

    assert isinstance(done, Refusal)
    assert "penuh" in done.reason
    assert counts(office) == before
    with office.desk() as transaction:
        assert cases.get(transaction, case).intact


# A process that dies when everything is written and nothing is committed.
_DYING = """
import os, signal, sys
from pathlib import Path
import sqlalchemy as sa
from tests import builders, scans
from tests.integration import test_papers as here

office = builders.office(Path(sys.argv[1]))
case = builders.open_case(office)
here.attach(office, case)
print(here.counts(office), flush=True)

@sa.event.listens_for(office.premises.engines.write, "commit")
def die(connection):
    os.kill(os.getpid(), signal.SIGKILL)

here.attach(office, case, here.telling(5_000_000))
"""


def test_a_process_that_is_killed_leaves_nothing(tmp_path: Path) -> None:
    died = subprocess.run(
        [sys.executable, "-c", _DYING, str(tmp_path)], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "TMPDIR": str(tmp_path)},
    )
    assert died.returncode == -signal.SIGKILL, died.stderr
    left = counted(tmp_path / "office.db")

    assert str(left) == died.stdout.strip()
    assert left[0][0] == 1
    assert not any(SECRET in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_two_at_once_are_both_kept(office: Office) -> None:
    case, bodies = open_case(office), [scans.large_pdf(2_000_000) + b"\n" * n for n in range(2)]
    done: list[UUID] = []
    threads = [threading.Thread(target=lambda body=body: done.append(attach(office, case, body))) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with office.desk() as transaction:
        file = cases.get_to_change(transaction, case)
        opened = sorted(store.open_body(transaction, file, row) for row in done)

    assert opened == sorted(bodies)
    assert file.progress.papers == 2


def test_pieces_without_their_paper_cannot_be(office: Office) -> None:
    with office.desk() as transaction, pytest.raises(sa.exc.IntegrityError):
        store.put_pieces(transaction, uuid4(), store.Sealed((b"x",), b""))


def test_opening_the_case_does_not_read_the_streams(office: Office) -> None:
    case = open_case(office)
    row = attach(office, case, scans.large_pdf(800_000))
    change(office, "DELETE FROM paper_piece WHERE paper = ?", row.hex)
    with office.desk() as transaction:
        file = cases.get(transaction, case)

    # The papers themselves are looked at when they are asked for.
    assert file.intact
    with pytest.raises(Tampered):
        look(office, case, row)


def test_what_is_passed_on_is_the_copy_and_what_is_kept_the_original(office: Office) -> None:
    case, body = open_case(office), scans.telling_jpeg()
    row = attach(office, case, upload=Accepted("foto.jpg", FileKind.JPEG, body))
    with office.desk() as transaction:
        kept = store.open_body(transaction, cases.get_to_change(transaction, case), row)

    assert kept == body
    assert scans.CANARY in body
    assert scans.CANARY not in look(office, case, row)
    assert zlib.crc32(kept) == zlib.crc32(body)

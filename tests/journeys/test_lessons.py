"""Faults that others had, and that nothing else here shows gone: one test each, named as the rule."""

import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from flask import Flask
from PIL import Image
from pytest_socket import SocketConnectBlockedError

from mediation import audit
from mediation.accounts import drafts, passwords
from mediation.accounts.model import Details
from mediation.accounts.store import directory, people
from mediation.accounts.tables import draft, principal
from mediation.cases.tables import case_file
from tests import builders, pages, walks
from tests.builders import Office
from tests.doors import press
from tests.pages import ADDRESS, Page, Visitor

SECRET = "Qzvkwjxp kalimat yang dititipkan seseorang"
TODAY = builders.TODAY.date()


@pytest.fixture
def app(office: Office) -> Flask:
    opened = pages.application(office)
    opened.config["TESTING"] = False
    return opened


@pytest.fixture
def visitor(office: Office, app: Flask) -> Visitor:
    return pages.arrive(office, app=app)


@pytest.fixture
def case(office: Office, visitor: Visitor) -> str:
    """Return a case whose applicant was screened."""
    opened = builders.open_case(office)
    visitor.get(f"/b/{opened}/1/a").send(walks.screening(TODAY, letter_day=walks.day(TODAY), told="ya"))
    return str(opened)


def versions(office: Office) -> list[tuple[UUID, int]]:
    with office.premises.reading() as transaction:
        rows = transaction.execute(sa.select(case_file.c.id, case_file.c.version).order_by(case_file.c.id))
        return [(row.id, row.version) for row in rows]


def acts(office: Office) -> int:
    """Return how many entries the trail has that tell of an act on a case."""
    with office.premises.reading() as transaction:
        entries = transaction.execute(sa.select(audit.tables.entry.c.action)).scalars()
        return sum(action.startswith(("case.", "screening.")) and action != "case.opened" for action in entries)


def test_nothing_in_this_house_reaches_another_machine() -> None:
    # The guard warns before it refuses, and warnings are errors here.
    with pytest.raises((SocketConnectBlockedError, UserWarning)):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_no_page_after_the_door_is_kept_by_the_browser(visitor: Visitor, case: str) -> None:
    seen, waiting = set(), ["/b", f"/b/{case}", "/profil", "/bantuan", "/b/baru", f"/b/{uuid4()}", "/nirwana"]
    while waiting:
        path = waiting.pop().partition("#")[0]
        if path in seen:
            continue
        seen.add(path)
        page = visitor.get(path)
        assert page.response.headers["Cache-Control"] == "no-store", path
        waiting += [link for link in page.reader.links if link.startswith("/b/")]
    assert len(seen) > 12


def test_the_way_back_after_signing_out_shows_nothing(visitor: Visitor, case: str) -> None:
    path = f"/b/{case}"
    assert "Ani Contoh" in visitor.get(path).html

    press(visitor.get(path), "/keluar")

    back = visitor.client.get(path, base_url=ADDRESS)
    assert back.status_code == 302
    assert "/masuk" in back.headers["Location"]
    assert b"Ani" not in back.get_data()


def test_a_form_that_comes_after_signing_out_shows_nothing_and_saves_nothing(
    office: Office, visitor: Visitor, case: str,
) -> None:
    page = visitor.get(f"/b/{case}/1/a/catatan")
    before = versions(office)
    press(page, "/keluar")

    answer = page.send({"text": SECRET}, follow=False)

    assert answer.status in {302, 400}
    assert versions(office) == before
    assert "Ani Contoh" not in answer.html


def test_a_colleague_does_not_read_anothers_draft_even_with_the_row(
    office: Office, app: Flask, visitor: Visitor, case: str,
) -> None:
    path = f"/b/{case}/1/a/catatan"
    form = visitor.get(path).form()
    visitor.post(f"/konsep?tempat={path}", {**dict(form.fields), "text": SECRET}, follow=False)
    colleague = pages.arrive(office, office.colleague, app)
    assert SECRET not in colleague.get(path).html

    with office.premises.engines.write.begin() as connection:
        connection.execute(sa.update(draft).values(person=office.colleague.person.id, place="/b/baru/1"))
    colleague.get("/b/baru")
    with office.premises.reading(office.colleague.person.actor, office.colleague.key) as transaction, \
            pytest.raises(Exception, match="draft"):
        drafts.load(transaction, "/b/baru/1")


@pytest.mark.parametrize("change", [{"public_key": bytes(32)}, {"roles": "administrator+supervisor"}, {"version": 9}])
def test_a_directory_row_edited_in_the_database_lets_nobody_in_and_is_told(
    office: Office, visitor: Visitor, change: dict[str, object],
) -> None:
    mine = principal.c.id == office.supervisor.person.id
    with office.premises.engines.write.begin() as connection:
        connection.execute(sa.update(principal).where(mine).values(**change))

    page = visitor.get("/b")

    assert page.path == "/masuk" or page.status == 500
    assert "Ani Contoh" not in page.html


def test_sealing_that_fails_stores_nothing_and_says_so(
    office: Office, visitor: Visitor,
) -> None:
    check = walks.fill_request(visitor)
    with office.premises.writing(office.administrator.person.actor) as transaction:
        # A key to which nothing can be sealed, signed for as if it were right: a fault of our own making.
        group = next(entry for entry in directory.of_kind(transaction, "group"))
        directory.change(transaction, group, audit.Action.PERSON_CHANGED, public_key=bytes(32))
        transaction.commit()
    before = versions(office)

    page = check.send({})

    assert page.status == 500
    assert page.heading == "Isi data ini tidak cocok dengan segelnya"
    assert versions(office) == before == []
    assert b"Ani Contoh" not in content(office.folder)
    assert "Ani Contoh" in visitor.get("/b/baru/periksa").html


def test_what_was_typed_into_a_case_that_was_damaged_meanwhile_is_not_lost(
    office: Office, visitor: Visitor, case: str,
) -> None:
    page = visitor.get(f"/b/{case}/1/a/catatan")
    with office.premises.engines.write.begin() as connection:
        connection.execute(sa.update(case_file).values(created=case_file.c.created + 1))

    answer = page.send({"text": SECRET})
    assert answer.path == f"/b/{case}"
    answer.send({"reason": "Jam tercatat salah; isinya sudah diperiksa.", "sure": "ya"})

    assert dict(visitor.get(f"/b/{case}/1/a/catatan").form().fields)["text"] == SECRET
    assert SECRET.encode() not in content(office.folder)


def content(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


_LOOKS_MOST = 200


@contextmanager
def full_disk(office: Office) -> Iterator[None]:
    """Let the database grow no further, as on a full disk; the limit is that of each connection."""
    engine = office.premises.engines.write

    def limit(connection: sa.Connection) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")

    sa.event.listen(engine, "begin", limit)
    try:
        yield
    finally:
        sa.event.remove(engine, "begin", limit)
        engine.dispose()


def test_a_full_disk_gets_a_clear_page_keeps_the_case_whole_and_loses_no_text(
    office: Office, visitor: Visitor, case: str, capsys: pytest.CaptureFixture[str],
) -> None:
    page = visitor.get(f"/b/{case}/1/a/catatan")
    before, told = versions(office), acts(office)

    with full_disk(office):
        # Each look is an entry: a few still fit into the file's last pages.
        looks = (visitor.get(f"/b/{case}").status for _ in range(_LOOKS_MOST))
        assert 500 in looks
        answer = page.send({"text": f"{SECRET} " * 40})

    assert answer.status == 500
    assert "mungkin belum tersimpan" in answer.text
    assert SECRET in answer.text
    assert (versions(office), acts(office)) == (before, told)
    assert "Qzvkwjxp" not in capsys.readouterr().err
    again = page.send({"text": f"{SECRET} " * 40})
    assert again.status == 200
    assert "Galat" not in again.reader.title
    assert SECRET in again.text


def test_every_page_is_clear_when_the_disk_is_full(office: Office, visitor: Visitor, case: str) -> None:
    with full_disk(office):
        answers = [visitor.get(path) for path in ("/b", f"/b/{case}", f"/b/{case}/1/a", "/profil", "/masuk", "/b/baru")]

    assert {answer.status for answer in answers} <= {200, 500}
    assert all(answer.heading for answer in answers)


def test_an_uploads_own_name_and_kind_have_no_say(office: Office, app: Flask) -> None:
    administrator = pages.arrive(office, office.administrator, app)
    page = administrator.get("/kelola/kop/00000000-0000-0000-0000-000000000000")
    before = {path.name for path in office.folder.rglob("*")}
    picture = BytesIO()
    Image.new("RGB", (40, 40)).save(picture, "PNG")
    sent = {**dict(page.form().fields), "owner": "KABUPATEN CONTOH", "name": "DINAS CONTOH", "address": "Jalan Contoh",
            "town": "Contoh", "emblem": (BytesIO(picture.getvalue()), "../../\x00jahat<b>.svg", "image/svg+xml")}

    answer = administrator.client.post(
        page.form().action, data=sent, base_url=ADDRESS, content_type="multipart/form-data", follow_redirects=True,
    )

    assert answer.status_code == 200
    assert b"jahat" not in answer.get_data()
    assert {path.name for path in office.folder.rglob("*")} == before
    served = administrator.client.get(page.path + "/lambang", base_url=ADDRESS)
    assert served.mimetype == "image/png"
    assert served.get_data().startswith(b"\x89PNG")


def test_a_picture_that_claims_to_be_huge_is_refused_at_once(office: Office, app: Flask) -> None:
    administrator = pages.arrive(office, office.administrator, app)
    page = administrator.get("/kelola/kop/00000000-0000-0000-0000-000000000000")
    huge = BytesIO()
    Image.new("1", (20_000, 20_000)).save(huge, "PNG")
    sent = {**dict(page.form().fields), "owner": "KABUPATEN CONTOH", "name": "DINAS CONTOH", "address": "Jalan Contoh",
            "town": "Contoh", "emblem": (BytesIO(huge.getvalue()), "besar.png", "image/png")}
    begun = time.process_time()

    answer = administrator.client.post(
        page.form().action, data=sent, base_url=ADDRESS, content_type="multipart/form-data",
    )

    assert answer.status_code == 409
    assert "Jalan Contoh" in answer.get_data(as_text=True)
    assert time.process_time() - begun < 1


def test_a_letterhead_saved_with_no_emblem_chosen_keeps_the_one_it_has(office: Office, app: Flask) -> None:
    test_an_uploads_own_name_and_kind_have_no_say(office, app)
    administrator = pages.arrive(office, office.administrator, app)
    path = "/kelola/kop/00000000-0000-0000-0000-000000000000"

    administrator.get(path).send({"town": "Contoh Baru"})

    assert administrator.client.get(f"{path}/lambang", base_url=ADDRESS).status_code == 200


@pytest.mark.parametrize("password", ["4@8({[</369|1!|0$5+7%2" * 45, "a" * 1000, "1a" * 500, "kuda" * 250])
def test_no_password_that_anybody_may_type_costs_more_than_a_moment(password: str) -> None:
    begun = time.process_time()

    passwords.check(password, Details(sign_in="x", name="y", roles=frozenset()))

    assert time.process_time() - begun < 1.5


def test_a_colleagues_number_typed_anywhere_gets_the_same_answer_with_and_without_a_case(
    office: Office, app: Flask,
) -> None:
    with_case, without = "198609262015052001", "198503022010012004"
    builders.open_case(office)
    texts = []
    for digits in (with_case, without):
        colleague = pages.arrive(office, office.colleague, app)
        check = walks.fill_request(colleague, {1: {"digits": digits}})
        assert "Galat" not in check.reader.title
        opened = check.send({})
        texts.append((told(check, digits), told(opened, digits)))

    assert texts[0] == texts[1]


def told(page: Page, digits: str) -> str:
    """Return what the page says, without the number itself and what is new in each case."""
    grouped = f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"
    words = page.text.replace(grouped, "…").replace(digits, "…")
    return re.sub(r"000\d/2026", "…", words)


def test_case_numbers_and_counts_of_others_are_not_in_anybodys_pages(office: Office, app: Flask, case: str) -> None:
    colleague = pages.arrive(office, office.colleague, app)

    for path in ("/b", "/b/semua", "/b/baru", "/profil", "/bantuan"):
        page = colleague.get(path)
        assert case not in page.html
        assert "0001/2026" not in page.text


def test_a_person_without_keys_leaves_no_draft_in_clear(office: Office, app: Flask) -> None:
    with office.premises.reading() as transaction:
        person = people.get(transaction, office.supervisor.person.id)
    with office.desk() as transaction:
        kept = drafts.keep(transaction, replace(person, public_key=b""), "/b/baru/1", SECRET)
        transaction.commit()

    assert not kept
    assert SECRET.encode() not in content(office.folder)

"""Papers through the front door: attached, listed, looked at in a sandbox, taken back; refused in clear words."""

import re
import sys
import threading
from collections.abc import Callable, Iterator
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from flask import Flask
from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, stream_encode_multipart

from mediation import audit
from mediation.accounts.store import people
from mediation.cases import store as cases
from mediation.cases.papers import store as papers
from mediation.vault import columns
from mediation.web.uploads import FILE_MOST
from tests import scans, submitted
from tests.builders import Office, full_case, open_case
from tests.journeys.test_second import named, waiting
from tests.pages import ADDRESS, Attachment, Page, Visitor, application, arrive

SCAN = Attachment("Surat nikah.pdf", scans.scan())
HOSTILE = "\u202egnp.<script>alert(1)</script>"


@pytest.fixture
def app(office: Office) -> Flask:
    return application(office)


@pytest.fixture
def visitor(office: Office, app: Flask) -> Visitor:
    return arrive(office, app=app)


@pytest.fixture
def case(office: Office) -> UUID:
    return open_case(office)


def attach(
    visitor: Visitor, case: UUID, file: Attachment = SCAN, tie: str = "person:applicant", note: str = "",
) -> Page:
    return visitor.get(f"/b/{case}/8/baru").send({"file": file, "tie": tie, "note": note})


def paths(page: Page, end: str = "") -> list[str]:
    """Return the addresses of the papers on the list."""
    one = r"/b/[0-9a-f-]{36}/8/[0-9a-f-]{36}" + re.escape(end)
    return [link for link in page.reader.links if re.fullmatch(one, link)]


def fetch(visitor: Visitor, path: str) -> TestResponse:
    return visitor.client.get(path, base_url=ADDRESS)


def encoded(fields: dict[str, object]) -> tuple[bytes, str]:
    """Return a form as a browser sends it, made in memory: the test's own client would use temporary files."""
    stream, _length, boundary = stream_encode_multipart(fields, use_tempfile=False)
    return stream.read(), f"multipart/form-data; boundary={boundary}"


def raw(visitor: Visitor, path: str, name: str, body: bytes, **headers: str) -> TestResponse:
    """Send a file without following where the answer leads."""
    sent = {"tie": "person:applicant", "file": FileStorage(BytesIO(body), name)}
    fields = {**dict(visitor.get(path).form().fields), **sent}
    data, kind = encoded(fields)
    return visitor.client.post(path, data=data, content_type=kind, base_url=ADDRESS, headers=headers)


# --- attaching -------------------------------------------------------------------------------------------------------


def test_a_paper_is_attached_and_listed(visitor: Visitor, case: UUID) -> None:
    listed = attach(visitor, case, note="Halaman 1")

    assert listed.path == f"/b/{case}/8"
    for word in ("Lampiran tersimpan", "Surat nikah.pdf", "Orang: Pemohon", "Halaman 1", "PDF", "Atasan Contoh"):
        assert word in listed.text
    assert "Lampiran" in visitor.get(f"/b/{case}").text


@pytest.mark.parametrize(("file", "kind"), [
    (Attachment("a.jpg", scans.jpeg()), "image/jpeg"), (Attachment("a.png", scans.png()), "image/png"),
    (SCAN, "application/pdf"),
])
def test_pictures_and_pdf_are_shown_in_a_sandbox_under_a_neutral_name(
    visitor: Visitor, case: UUID, file: Attachment, kind: str,
) -> None:
    path = paths(attach(visitor, case, file))[0]
    answer = fetch(visitor, path)
    ending = kind.rpartition("/")[2].replace("jpeg", "jpg")

    assert (answer.status_code, answer.mimetype) == (200, kind)
    assert answer.headers["Content-Disposition"] == f"inline; filename=lampiran-{path[-36:-28]}.{ending}"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "allow-" not in answer.headers["Content-Security-Policy"]


def test_a_docx_is_handed_out_as_a_download_alone(visitor: Visitor, case: UUID) -> None:
    letter = scans.docx()
    listed = attach(visitor, case, Attachment("surat.docx", letter))
    answer = fetch(visitor, paths(listed, "?unduh=1")[0])

    assert paths(listed) == []
    assert answer.get_data() == letter
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=lampiran-")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")


def test_every_paper_can_be_downloaded(visitor: Visitor, case: UUID) -> None:
    answer = fetch(visitor, paths(attach(visitor, case), "?unduh=1")[0])

    assert answer.headers["Content-Disposition"].startswith("attachment; filename=lampiran-")
    assert answer.get_data() == scans.scan() or answer.get_data().startswith(b"%PDF-")


def test_a_photo_is_shown_without_what_the_telephone_wrote(visitor: Visitor, case: UUID) -> None:
    photo = scans.telling_jpeg(turn=6)
    answer = fetch(visitor, paths(attach(visitor, case, Attachment("foto.jpg", photo)))[0])
    with Image.open(BytesIO(answer.get_data())) as shown:
        turned = shown.getexif()[0x0112]

    assert scans.CANARY in photo
    assert scans.CANARY not in answer.get_data()
    assert turned == 6


@pytest.mark.parametrize("name", [
    "../../../etc/cron.d/jahat.pdf", "C:\\Windows\\jahat.pdf", "jahat\0.pdf", f"{HOSTILE}.pdf", "a" * 500 + ".pdf",
    "'; DROP.pdf",
])
def test_a_hostile_name_stays_text(visitor: Visitor, case: UUID, name: str) -> None:
    listed = attach(visitor, case, Attachment(name, scans.scan()))
    answer = fetch(visitor, paths(listed)[0])

    assert listed.path.endswith("/8")
    assert "<script>alert" not in listed.html
    assert "\u202e" not in listed.html
    assert ".." not in listed.text
    assert re.fullmatch(r"inline; filename=lampiran-[0-9a-f]{8}\.pdf", answer.headers["Content-Disposition"])


@pytest.mark.parametrize(("file", "said"), [
    (Attachment("a.svg", b"<svg onload='alert(1)'/>"), "SVG"),
    (Attachment("a.pdf", b"<!doctype html><script>alert(1)</script>"), "halaman web"),
    (Attachment("a.docx", scans.docx({"word/vbaProject.bin": b"x"})), "makro"),
    (Attachment("a.pdf", scans.pdf(trailer=b"/Encrypt 9 0 R")), "kata sandi"),
    (Attachment("a.jpg", scans.jpeg() + scans.docx()), "ditempelkan"),
    (Attachment("a.png", scans.png()[:-20]), "rusak"),
    (Attachment("a.pdf", b""), "kosong"),
    (Attachment("a.pdf", scans.jpeg()), "Akhiran"),
])  # fmt: skip
def test_a_refused_file_is_named_and_what_was_typed_stays(
    office: Office, visitor: Visitor, case: UUID, file: Attachment, said: str,
) -> None:
    page = attach(visitor, case, file, note="Keterangan saya")

    assert page.reader.title.strip().startswith("Galat")
    assert said in page.text
    assert "Pilih berkasnya sekali lagi" in page.text
    assert ("note", "Keterangan saya") in page.form().fields
    assert ("tie", "person:applicant") in page.form().fields
    with office.desk() as transaction:
        assert not cases.get_to_change(transaction, case).all(columns.PAPER)


def test_a_file_and_what_it_is_for_must_be_given(visitor: Visitor, case: UUID) -> None:
    page = visitor.get(f"/b/{case}/8/baru").send({"note": "x"})

    assert "Pilih berkas yang akan dilampirkan." in page.text
    assert "Pilih untuk apa lampiran ini." in page.text


def test_a_file_over_20_mb_gets_a_clear_answer(visitor: Visitor, case: UUID) -> None:
    just = attach(visitor, case, Attachment("a.pdf", scans.large_pdf(FILE_MOST)))
    over = attach(visitor, case, Attachment("a.pdf", bytes(FILE_MOST + 1)), note="Keterangan saya")
    far = visitor.client.post(
        f"/b/{case}/8/baru", data=b"x", content_type="multipart/form-data; boundary=x", base_url=ADDRESS,
        environ_overrides={"CONTENT_LENGTH": str(300 * 1024 * 1024)},
    )

    assert just.path.endswith("/8")
    assert "lebih besar dari 20 MB" in over.text
    assert ("note", "Keterangan saya") in over.form().fields
    assert far.status_code == 413
    assert "20 MB" in far.get_data(as_text=True)


def test_every_other_form_keeps_its_small_limit(visitor: Visitor, case: UUID) -> None:
    data, kind = encoded({"text": "x", "file": FileStorage(BytesIO(bytes(3_000_000)), "a.pdf")})
    for path in (f"/b/{case}/1/a/catatan", f"/b/{case}/8/{uuid4()}/tarik", "/b/baru", "/masuk"):
        answer = visitor.client.post(path, data=data, content_type=kind, base_url=ADDRESS)

        assert answer.status_code == 413, path


def test_a_stranger_cannot_make_the_program_read_a_large_file(app: Flask, case: UUID) -> None:
    data, kind = encoded({"file": FileStorage(BytesIO(bytes(3_000_000)), "a.pdf")})
    answer = app.test_client().post(f"/b/{case}/8/baru", data=data, content_type=kind, base_url=ADDRESS)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/masuk")


def test_the_same_form_sent_twice_attaches_once(office: Office, visitor: Visitor, case: UUID) -> None:
    page = visitor.get(f"/b/{case}/8/baru")
    for _ in range(2):
        page.send({"file": SCAN, "tie": "person:applicant"})
    with office.desk() as transaction:
        file = cases.get_to_change(transaction, case)

    assert len(papers.papers(file)) == 1


def test_a_form_without_its_token_attaches_nothing(office: Office, visitor: Visitor, case: UUID) -> None:
    answer = visitor.post(f"/b/{case}/8/baru", {"file": SCAN, "tie": "person:applicant"}, follow=False)

    assert answer.status == 400
    with office.desk() as transaction:
        assert not cases.get_to_change(transaction, case).all(columns.PAPER)


def test_what_a_paper_is_for_comes_from_this_case_alone(office: Office, visitor: Visitor, case: UUID) -> None:
    other = full_case(office)
    with office.desk() as transaction:
        document = cases.get_to_change(transaction, other).all(columns.DOCUMENT)[0].id.hex
    page = attach(visitor, case, tie=f"document:{document}")

    assert "Pilih untuk apa lampiran ini." in page.text


# --- how it is received ----------------------------------------------------------------------------------------------

_opened: list[str] = []
_watching = threading.Event()


def _watch(event: str, told: tuple[object, ...]) -> None:
    if event == "open" and _watching.is_set() and str(told[1] or "").startswith(("w", "a", "x", "r+", "None")):
        _opened.append(str(told[0]))
    if event in {"tempfile.mkstemp", "tempfile.mkdtemp"} and _watching.is_set():
        _opened.append(event)


@pytest.fixture
def watched() -> Iterator[Callable[[], list[str]]]:
    """Note every file that is opened for writing meanwhile."""
    if not hasattr(sys, "_watched_by_papers"):
        sys.addaudithook(_watch)
        sys._watched_by_papers = True  # type: ignore[attr-defined]  # a hook cannot be taken away again
    _opened.clear()
    _watching.set()
    yield lambda: list(_opened)
    _watching.clear()


def test_a_large_file_never_touches_the_disk_on_its_way(
    visitor: Visitor, case: UUID, watched: Callable[[], list[str]],
) -> None:
    _watching.clear()
    page, body = visitor.get(f"/b/{case}/8/baru"), scans.large_pdf(5_000_000)
    fields = {**dict(page.form().fields), "tie": "person:applicant", "file": FileStorage(BytesIO(body), "a.pdf")}
    data, kind = encoded(fields)
    _watching.set()
    answer = visitor.client.post(page.path, data=data, content_type=kind, base_url=ADDRESS)
    seen = watched()

    assert answer.status_code == 302
    assert seen == []


def test_the_watch_sees_a_temporary_file(watched: Callable[[], list[str]]) -> None:
    stream_encode_multipart({"file": FileStorage(BytesIO(bytes(1_000_000)), "a")})[0].close()

    assert watched() != []


def test_at_most_two_large_files_are_received_at_once(app: Flask, visitor: Visitor, case: UUID) -> None:
    app.config["UPLOAD_PATIENCE"] = 0.05
    slots = app.extensions["upload_slots"]
    body = scans.large_pdf(3_000_000)
    taken = [slots.acquire(blocking=False) for _ in range(3)]
    busy = raw(visitor, f"/b/{case}/8/baru", "a.pdf", body)
    small = attach(visitor, case)
    slots.release()
    after = raw(visitor, f"/b/{case}/8/baru", "a.pdf", body)
    again = raw(visitor, f"/b/{case}/8/baru", "a.pdf", body)

    assert taken == [True, True, False]
    assert busy.status_code == 503
    assert "Beberapa berkas besar sedang diterima" in busy.get_data(as_text=True)
    assert small.path.endswith("/8")
    # The turn is given back after each, also after one that was refused.
    assert (after.status_code, again.status_code) == (302, 302)
    slots.release()


def test_the_pages_script_is_told_what_is_wrong_and_where_to_go(visitor: Visitor, case: UUID) -> None:
    path = f"/b/{case}/8/baru"
    wrong = raw(visitor, path, "a.svg", b"<svg/>", **{"X-Upload": "1"})
    done = raw(visitor, path, "a.pdf", scans.scan(), **{"X-Upload": "1"})

    assert wrong.json
    assert "SVG" in wrong.json["problems"][0]
    assert UUID(wrong.json["submit_key"])
    assert done.json == {"to": f"/b/{case}/8"}
    assert "Lampiran tersimpan" in visitor.get(f"/b/{case}/8").text


def test_what_was_typed_beside_a_late_file_is_kept(office: Office, visitor: Visitor, case: UUID) -> None:
    page = visitor.get(f"/b/{case}/8/baru")
    fields = {**dict(page.form().fields), "tie": "person:applicant", "note": "Halaman 2"}
    office.clock.forward(minutes=20)
    late = visitor.post(page.path, {**fields, "file": SCAN}, follow=False)

    assert late.status == 302
    assert late.response.headers["Location"].startswith("/lanjut")
    with office.desk() as transaction:
        assert not cases.get_to_change(transaction, case).all(columns.PAPER)
        assert people.get(transaction, office.supervisor.person.id)


# --- taking back, whose it is ----------------------------------------------------------------------------------------


def test_a_paper_is_taken_back_with_its_reason(visitor: Visitor, case: UUID) -> None:
    listed = attach(visitor, case)
    without = visitor.get(paths(listed, "/tarik")[0]).send({"reason": ""})
    after = visitor.get(paths(listed, "/tarik")[0]).send({"reason": "Salah berkas"})

    assert "Tulis mengapa lampiran ini ditarik." in without.text
    assert "Ditarik Atasan Contoh: Salah berkas" in after.text
    assert paths(after, "/tarik") == []
    assert fetch(visitor, paths(after)[0]).status_code == 200


def test_another_persons_paper_and_an_absent_one_give_the_same_answer(
    office: Office, app: Flask, visitor: Visitor, case: UUID,
) -> None:
    path = paths(attach(visitor, case))[0]
    none = f"/b/{case}/8/{uuid4()}"
    for who, prefix in ((office.colleague, "/b/"), (office.head, "/k/"), (office.supervisor, "/b/")):
        other = arrive(office, who, app)
        theirs = other.get(path.replace("/b/", prefix, 1)) if who is not office.supervisor else other.get(none)
        absent = other.get(none.replace("/b/", prefix, 1))

        assert theirs.status == absent.status == 404
        assert theirs.text == absent.text
        assert "content-disposition" not in theirs.response.headers


def test_a_paper_is_shown_to_nobody_without_a_session(app: Flask, visitor: Visitor, case: UUID) -> None:
    path = paths(attach(visitor, case))[0]
    answer = app.test_client().get(path, base_url=ADDRESS)

    assert answer.status_code == 302
    assert b"%PDF" not in answer.get_data()


def test_a_damaged_stream_shows_a_page_and_no_byte_of_it(office: Office, visitor: Visitor, case: UUID) -> None:
    path = paths(attach(visitor, case, Attachment("a.pdf", scans.large_pdf(700_000))))[0]
    with office.premises.engines.write.connect() as connection:
        connection.exec_driver_sql(
            "DELETE FROM paper_piece WHERE number = (SELECT max(number) FROM paper_piece)",
        )
        connection.commit()
    answer = fetch(visitor, path)

    assert answer.status_code == 500
    assert answer.mimetype == "text/html"
    assert b"%PDF" not in answer.get_data()


def test_a_signed_copy_can_stand_beside_each_issued_document(office: Office, visitor: Visitor) -> None:
    case = full_case(office)
    link = next(link for link in visitor.get(f"/b/{case}").reader.links if "/8/baru?untuk=document" in link)
    page = visitor.get(link)
    listed = page.send({"file": SCAN})

    beside = visitor.get(f"/b/{case}")

    assert listed.path.endswith("/8")
    assert "Salinan bertanda tangan: Surat panggilan nomor R.1/2026" in listed.text
    assert "Lihat salinan bertanda tangan" in beside.text
    assert "Unggah salinan bertanda tangan" not in beside.text
    assert set(paths(beside)) < set(paths(listed))


# --- the second reader and the bureau --------------------------------------------------------------------------------


def test_the_named_second_reader_looks_and_does_nothing_else(office: Office, app: Flask) -> None:
    case = waiting(office)
    path = paths(attach(arrive(office, app=app), case))[0]
    before = fetch(arrive(office, office.colleague, app), path).status_code
    named(office, case)
    reader = arrive(office, office.colleague, app)
    looked = fetch(reader, path)
    others = [fetch(reader, f"/b/{case}/8{rest}").status_code for rest in ("", "/baru")] + [
        fetch(reader, f"{path}/tarik").status_code]

    assert before == 404
    assert (looked.status_code, looked.mimetype) == (200, "application/pdf")
    assert others == [404, 404, 404]


def test_the_bureau_attaches_and_takes_back_its_own_once_the_file_is_handed_in(office: Office, app: Flask) -> None:
    case = submitted.reported(office)
    holder = arrive(office, app=app)
    theirs = paths(attach(holder, case))[0]
    bureau = arrive(office, office.head, app)
    early = bureau.get(theirs.replace("/b/", "/k/", 1)).status
    submitted.submitted(office, case)
    listed = bureau.get(f"/k/{case}/8/baru").send({"file": SCAN, "tie": "line:K09"})
    own = [link for link in listed.reader.links if link.endswith("/tarik")]
    looked = fetch(bureau, theirs.replace("/b/", "/k/", 1) + "?untuk=checklist")
    taken = bureau.get(own[0]).send({"reason": "Salah pindai"})
    not_theirs = bureau.get(theirs.replace("/b/", "/k/", 1) + "/tarik").send({"reason": "Bukan milik kami"})

    assert early == 404
    assert (looked.status_code, looked.mimetype) == (200, "application/pdf")
    assert len(own) == 1
    assert "Salah pindai" in taken.text
    assert not_theirs.status == 409
    assert "Hanya yang mengunggah" in not_theirs.text


def test_the_supervisor_attaches_nothing_while_the_file_lies_with_the_bureau(office: Office, app: Flask) -> None:
    case = submitted.handed_in(office)
    page = arrive(office, app=app).get(f"/b/{case}/8/baru")

    assert page.status == 409
    assert "sudah diserahkan ke biro" in page.text
    assert "Tambah lampiran" not in arrive(office, app=app).get(f"/b/{case}/8").text


def test_each_look_of_the_bureau_stands_in_the_trail_with_its_purpose(office: Office, app: Flask) -> None:
    case = submitted.reported(office)
    row = paths(attach(arrive(office, app=app), case))[0].rsplit("/", 1)[1]
    submitted.submitted(office, case)
    bureau = arrive(office, office.head, app)
    for query in ("", "?untuk=checklist", "?untuk=sembarang"):
        fetch(bureau, f"/k/{case}/8/{row}{query}")
    with office.premises.reading() as transaction:
        looks = audit.about(transaction, f"case:{case}", [audit.Action.PAPER_OPENED])

    assert [(look.detail["purpose"], look.detail["standing"]) for look in looks] == [
        ("review", "bureau"), ("checklist", "bureau"), ("review", "bureau")]
    assert {look.actor for look in looks} == {f"person:{office.head.person.id}"}

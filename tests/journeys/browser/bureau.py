"""An office with its bureau, served on loopback, and what people of the bureau do at their browsers."""

import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from threading import Thread
from uuid import UUID

from playwright.sync_api import Browser
from waitress.server import create_server

from mediation.agency import services as agency
from mediation.agency import store as books
from mediation.agency.model import DELEGATION
from mediation.app import create_app
from mediation.cases import store as cases
from mediation.cases.model import Stage
from mediation.settings import Settings
from tests import builders, hearings, scans, submitted
from tests.journeys.browser.window import Typed, Window
from tests.walks import day

MEMO: Typed = {
    "issue": "Apakah permohonan memenuhi syarat.", "facts": "Keduanya tidak serumah sejak Maret 2024 (laporan).",
    "analysis": "Keterangan kedua pihak sejalan.", "conclusion": "Permohonan dapat diputus.",
    "advice": "Diputus sesuai rekomendasi.",
}
_REQUESTS = 4
Look = Callable[[str], None]


@dataclass
class Bureau:
    """The office as it is served; `open` gives somebody a window of his own, signed in at the door."""

    place: builders.Office
    address: str
    browser: Browser
    windows: list[Window] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def look(self, window: Window, name: str) -> None:
        """Look at the page that is shown, at both widths."""
        self.faults += window.look(f"biro-{name}")

    def open(self, name: str) -> Window:
        """Return a window of whoever signs in as `name`."""
        context = self.browser.new_context(
            base_url=self.address, viewport={"width": 1200, "height": 900}, locale="id-ID", accept_downloads=True,
        )
        window = Window(context.new_page(), self.address, builders.PASSWORD)
        self.windows.append(window)
        window.sign_in(name)
        return window

    def later(self, days: int) -> None:
        """Let days pass; whoever was signed in gives the password again."""
        self.place.clock.forward(days=days)

    @property
    def today(self) -> list[str]:
        """The day in the office, as a date's three fields."""
        return day(submitted.days_on(self.place, 0))


def furnished(folder: Path) -> builders.Office:
    """Return an office whose bureau can decide: letterhead, officer with the key, signatures, delegation table."""
    place = builders.office(folder)
    submitted.lettered(place)
    submitted.officer(place)
    submitted.signs(place)
    with place.desk(place.head) as transaction:
        edition = books.current(transaction, DELEGATION)
        entry = replace(edition.items[0], example=False, name="Ir. Mahesa Rekaan, M.M.")
        agency.write(transaction, DELEGATION, entry, after="", version=edition.version)
    return place


@contextmanager
def served(place: builders.Office, browser: Browser) -> Iterator[Bureau]:
    """Serve the office; whatever a window complained about fails the test."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        settings = Settings.from_env({"MEDIATION_ADDRESS": address, "MEDIATION_AGENCY": "Dinas Contoh"}, place.folder)
        server = create_server(create_app(settings, place.premises), sockets=[listener], threads=_REQUESTS)
        thread = Thread(target=server.run)
        thread.start()
        bureau = Bureau(place, address, browser)
        try:
            yield bureau
        finally:
            for window in bureau.windows:
                window.page.context.close()
            server.close()
            thread.join(timeout=10)
            place.premises.engines.dispose()
        complaints = [complaint for window in bureau.windows for complaint in window.complaints]
        assert not complaints, complaints


def follow(window: Window, name: str) -> None:
    """Follow the first link of the page's content that is called so."""
    window.click(window.page.locator("main").get_by_role("link", name=re.compile(name)).first)


def words(window: Window) -> str:
    """Return the words of the page's content."""
    return " ".join(window.page.locator("main").inner_text().split())


def visit(window: Window, path: str) -> None:
    """Go to a page, giving the password again when time has passed."""
    window.page.goto(path)
    window.go_on()


def sure(window: Window, typed: Typed, look: Look = lambda _name: None) -> None:
    """Fill in a form for what is final, look at the answers once more, and confirm them."""
    look("isian")
    window.fill(typed)
    window.press("Lanjut: periksa isian")
    assert "Periksa isian Anda" in words(window), window.problems()
    look("periksa")
    window.click(window.page.locator('main button[name="step"][value="sure"]'))


def hand_in(window: Window, case: UUID) -> None:
    """Hand the file in at the supervisor's desk."""
    visit(window, f"/b/{case}/7")
    sure(window, {"declared": "ya"})


def open_file(window: Window, case: UUID) -> None:
    """Open a file from the queue; say what for when that is asked."""
    visit(window, "/k")
    window.click(window.page.locator(f'main a[href="/k/{case}"]').first)
    if window.path.endswith("/untuk"):
        window.page.locator('main [name="purpose"]').first.check()
        window.submit()


def take(window: Window, case: UUID) -> None:
    """Take the file."""
    open_file(window, case)
    visit(window, f"/k/{case}/ambil")
    window.submit()


def check(window: Window, case: UUID, **wrong: str) -> None:
    """Go through the checklist: every line in order but those in `wrong`, each with its note."""
    visit(window, f"/k/{case}/1")
    open_notes(window)
    for line in window.page.locator('main input[name^="v_"][value="meets"]').all():
        line.check()
    for code, note in wrong.items():
        window.fill({f"v_{code}": "fails", f"n_{code}": note})
    window.press("Simpan hasil pemeriksaan")


def open_notes(window: Window) -> None:
    """Open whatever the page keeps folded."""
    window.page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")


def issue(window: Window, path: str) -> None:
    """Look at a document as it would be, and issue it."""
    visit(window, path)
    window.fill({"read": "ya"})
    window.submit()


def review(window: Window, case: UUID, recommended: str) -> None:
    """Write the memo and issue it."""
    visit(window, f"/k/{case}/2")
    follow(window, "[Tt]elaahan")
    sure(window, {**MEMO, "recommendation": recommended})
    issue(window, f"/k/{case}/6/c")


def prepare(
    window: Window, case: UUID, kind: str, given: Typed, *, position: str = "functional",
    look: Look = lambda _name: None,
) -> None:
    """Prepare how the file ends, and issue its paper."""
    visit(window, f"/k/{case}/3")
    window.click(window.page.locator(f'main a[href="/k/{case}/3/a"]').first)
    look("hasil")
    window.fill({"kind": kind, **({"position": position} if position else {})})
    window.submit()
    sure(window, given, look)
    visit(window, f"/k/{case}/6/d")
    look("naskah")
    issue(window, f"/k/{case}/6/d")


def confirm(window: Window, case: UUID, on: list[str], retention: str, folder: Path) -> None:
    """Attach the scan of the signed paper, and confirm what stands on it."""
    open_file(window, case)
    visit(window, f"/k/{case}/3")
    number = re.search(r"Nomor (\S+)", words(window))
    assert number, words(window)
    follow(window, "Salinan bertanda tangan")
    upload(window, folder)
    visit(window, f"/k/{case}/3")
    follow(window, "Pengesahan oleh kepala biro")
    sure(window, {"number": number[1], "decided_on": on, "retention": retention})


def upload(window: Window, folder: Path, name: str = "naskah-contoh.pdf") -> None:
    """Choose a made-up scan on the page that is open, and send it."""
    sheet = folder / name
    sheet.write_bytes(scans.scan())
    window.page.locator('main [name="file"]').set_input_files(sheet)
    window.submit()


def give_back(window: Window, case: UUID, bureau: Bureau) -> None:
    """Return the file for what is not in order, with its letter."""
    # Two things at one moment have no order.
    bureau.place.clock.forward(seconds=30)
    visit(window, f"/k/{case}/1/a")
    due = day(submitted.days_on(bureau.place, 0) + timedelta(days=14))
    sure(window, {"kind": "papers", "due": due})
    issue(window, f"/k/{case}/6/a")


def mend(bureau: Bureau, case: UUID, folder: Path) -> str:
    """Attach what the supervisor is asked for, hand the file in again; return what the page asked for."""
    window = bureau.open("atasan")
    visit(window, f"/b/{case}")
    follow(window, "[Ll]engkapi")
    asked = words(window)
    links = window.page.locator('main a[href*="/8/baru"]').all()
    for address in [str(link.get_attribute("href")) for link in links]:
        visit(window, address)
        upload(window, folder, "pengganti-contoh.pdf")
    hand_in(window, case)
    return asked


def hear_about_withdrawal(window: Window, case: UUID, on: list[str]) -> None:
    """Hear the applicant alone about the withdrawal: of the own will."""
    visit(window, f"/k/{case}/2/g")
    window.fill({
        "on": on, "at": ["09", "00"], "place": "Ruang Konsultasi", "q1": "Apakah surat ini kehendak Anda sendiri?",
        "a1": "Ya, tidak ada yang menyuruh saya.", "free": "ya",
    })
    window.submit()


def conclude_again(window: Window, case: UUID) -> None:
    """Write the finding on common sense anew, and conclude."""
    visit(window, f"/b/{case}/5/b")
    window.fill({"reasons": hearings.REASONS + "Keterangan saksi kedua dipertimbangkan.", "result": "accords"})
    window.submit()
    visit(window, f"/b/{case}/5/periksa")
    window.submit()


def stage_of(place: builders.Office, case: UUID) -> Stage:
    """Return the stage in which the case stands in clear."""
    with place.desk() as transaction:
        return cases.get(transaction, case).stage

"""Somebody who does what the desk's lines ask, one after the other, and nothing else."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from playwright.sync_api import Locator

from tests.builders import Clock
from tests.journeys.browser.window import Typed, Window
from tests.walks import FILED, day, screening

Handle = Callable[["Desk"], None]

_MOST_LINES = 60
_REASONS = "Kedua pihak sudah lama tidak serumah dan tidak lagi saling menghubungi; upaya keluarga tidak berhasil. " * 2


@dataclass
class Desk:
    """One supervisor with one case in hand; `danger` is whether the applicant tells of it when asked alone.

    `looking`: pages that no link of the demonstration leads to are looked at on the way; `faults` are theirs.
    """

    window: Window
    clock: Clock
    danger: bool = False
    looking: bool = False
    number: str = ""
    called_for: dict[str, date] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day in the office."""
        return (self.clock() + timedelta(hours=7)).date()

    def receive(self) -> None:
        """Receive a new request, page by page, from the desk's own button."""
        self.home()
        self.window.click(self.window.page.locator("main").get_by_text("Terima permohonan baru", exact=True))
        self.send({"involved": "tidak"})
        while self.window.path.rsplit("/", 1)[-1].isdigit():
            before = self.window.path
            self.look(f"baru-{before.rsplit('/', 1)[-1]}")
            self.send(_filed(int(before.rsplit("/", 1)[-1])))
            assert self.window.path != before, self.window.problems()
        self.look("baru-periksa")
        self.window.submit()
        found = re.search(r"\d{4}/\d{4}", self.window.page.locator("main").inner_text())
        assert found, self.window.heading
        self.number = found[0]

    def look(self, name: str) -> None:
        """Look at the page for faults, when that is wanted."""
        if self.looking:
            self.faults += self.window.look(f"jalan-{name}")

    def home(self) -> None:
        """Go to the desk."""
        self.window.page.goto("/")
        self.window.go_on()

    def lines(self) -> Locator:
        """Return what the desk asks for in this case."""
        items = self.window.page.locator("li.m-work__item").filter(has_text=f"Berkas {self.number}")
        return items.locator("a.m-work__title")

    def do_until(self, over: Callable[[], bool]) -> list[str]:
        """Do the first line again and again, and wait for the next day when there is none; return what was done."""
        done: list[str] = []
        while len(done) < _MOST_LINES:
            self.home()
            if over():
                return done
            if self.lines().count() == 0:
                self.clock.forward(days=1)
                continue
            done.append(self.lines().first.inner_text())
            self.open(self.lines().first)
            self.do_page()
        raise AssertionError(done)

    def open(self, line: Locator) -> None:
        """Follow a line of the desk."""
        self.window.click(line)
        self.window.go_on()

    def do_page(self) -> None:
        """Do what the page that is open asks for."""
        path = re.sub(r"^/b/[0-9a-f-]{36}/", "", self.window.path)
        handle = next((handle for pattern, handle in _PAGES.items() if re.fullmatch(pattern, path)), None)
        assert handle, self.window.path
        handle(self)

    def send(self, typed: Typed) -> None:
        """Fill in the page and press its button."""
        self.window.fill(typed)
        self.window.submit()

    def send_done(self, typed: Typed) -> None:
        """Fill in the page, press its button, and find it done: the page is another one."""
        before = self.window.path
        self.send(typed)
        assert self.window.path != before, self.window.problems()


def _filed(number: int) -> Typed:
    return {name: given for name, given in FILED.get(number, {}).items() if given not in ("", [])}


def _screen(desk: Desk) -> None:
    applicant = desk.window.path.endswith("/a")
    given = screening(desk.today, flagged=desk.danger and applicant)
    own: dict[str, str | list[str]] = {"letter_day": day(desk.today), "told": "ya"} if applicant else {"chosen": "any"}
    for name in ("judged",):
        given[name] = "ya" if desk.danger and applicant else "tidak"
    desk.send_done({**given, **own})


def _summon(desk: Desk) -> None:
    side = desk.window.path[-1]
    on = desk.today + timedelta(days=3 if side == "a" else 4)
    place = "Ruang Konseling" if side == "a" else "Aula Kecamatan Contoh"
    desk.send({
        "on": day(on), "at": ["09", "30"], "place": place, "purpose": "examination",
        "delivery": "by_hand",
    })
    if desk.window.page.locator('main [name="reason"]').count():
        desk.send_done({"reason": "Hari ini disepakati dengan yang bersangkutan."})
    desk.called_for[side] = on


def _issue(desk: Desk) -> None:
    desk.look(f"terbit-{desk.window.path.split('/')[4]}")
    desk.send_done({"read": "ya"})


def _serve(desk: Desk) -> None:
    desk.send_done({"how": "by_hand", "on": day(desk.today), "handed_to": "Ani Contoh", "relation": "orangnya sendiri"})


def _attend(desk: Desk) -> None:
    desk.send_done({"presence": "came"})


def _record(desk: Desk) -> None:
    desk.window.fill({"on": day(desk.today), "at": ["10", "00"], "place": "Ruang Konseling"})
    for answer in desk.window.page.locator('main textarea[name^="answer_"]').all():
        answer.fill("Kami tidak serumah sejak awal tahun lalu.")
    desk.send_done({"knows_request": "ya", "stance": "objects"} if desk.window.path.endswith("/b") else {})


def _sign(desk: Desk) -> None:
    desk.send_done({"state": "signed", "on": day(desk.today), "at": ["11", "30"]})


def _mediate(desk: Desk) -> None:
    common: dict[str, str | list[str]] = {
        "on": day(desk.today), "at": ["13", "00"], "place": "Ruang Konseling", "applicant_points": "Ingin berpisah.",
        "advice": "Memikirkan kepentingan anak.", "outcome": "not_reconciled",
    }
    if desk.danger:
        desk.send_done({**common, "mode": "apart", "present": ["applicant"]})
    else:
        both = {"mode": "together", "present": ["applicant", "spouse"], "spouse_points": "Masih ingin rukun."}
        desk.send_done({**common, **both})


def _find(desk: Desk) -> None:
    _choose_a_fact(desk)
    household = desk.window.path.endswith("/a")
    desk.send_done({
        "contrary": "Tidak ada keterangan yang bertentangan.", "reasons": _REASONS,
        "result": "not_worth_preserving" if household else "accords",
    })


def _choose_a_fact(desk: Desk) -> None:
    reuse = desk.window.page.locator('main [name="reuse"]')
    if reuse.count():
        reuse.first.check()
        return
    desk.window.page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
    desk.window.page.locator('main textarea[name^="fact_"]:visible').first.fill("Keduanya tidak serumah sejak lama.")


def _compose(desk: Desk) -> None:
    overview = desk.window.page.url
    for part in (_facts, _analyse, _advise):
        desk.window.page.goto(overview)
        part(desk)


def _facts(desk: Desk) -> None:
    desk.window.click(desk.window.page.locator('main a[href$="/5/c/fakta"]').first)
    _choose_a_fact(desk)
    desk.send_done({})


def _analyse(desk: Desk) -> None:
    desk.window.click(desk.window.page.locator('main a[href*="/5/c/analisis/"]').first)
    desk.window.page.locator('main textarea[name^="point_"]').first.fill("Keterangan ini sejalan dengan alasannya.")
    desk.send_done({"verdict": "none", "text": "Alasan ini berdasar pada keterangan kedua pihak."})


def _advise(desk: Desk) -> None:
    desk.window.click(desk.window.page.locator('main a[href$="/5/c/saran"]').first)
    desk.send_done({"advice": "Permohonan dapat dipertimbangkan untuk dikabulkan."})


def _confirm(desk: Desk) -> None:
    desk.send_done({})


def _withdraw(desk: Desk) -> None:
    desk.send_done({"reason": "Harinya tidak lagi tersedia."})


_PAGES: Mapping[str, Handle] = {
    r"1/[ab]": _screen,
    r"2/[ab]": _summon,
    r"6/[ab]/[0-9a-f-]+": _issue,
    r"6/c": _issue,
    r"2/[0-9a-f-]+/sampai": _serve,
    r"2/[0-9a-f-]+/hadir": _attend,
    r"2/[0-9a-f-]+/tarik": _withdraw,
    r"3/[ab]": _record,
    r"3/[0-9a-f-]+/ttd": _sign,
    r"4": _mediate,
    r"5/[ab]": _find,
    r"5/c": _compose,
    r"5/periksa": _confirm,
}

import pytest

from mediation.web.navigation import TITLES, Item, mark_current

ITEMS = (Item("Beranda", "/"), Item("Daftar", "/daftar"), Item("Orang", "/daftar/orang"))


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", ["Beranda"]),
        ("/daftar", ["Daftar"]),
        ("/daftar/orang/7", ["Orang"]),
        ("/daftarlain", ["Beranda"]),
        ("/b/1", ["Beranda"]),
    ],
)
def test_the_item_is_marked_that_the_page_belongs_to(path: str, current: list[str]) -> None:
    assert [item.text for item in mark_current(ITEMS, path) if item.current] == current


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("word", ["cerai", "mediasi", "kdrt", "panggil", "rumah tangga", "perkara"])
def test_no_title_names_the_trade(word: str) -> None:
    assert not [title for title in map(str, TITLES) if word in title.casefold()]

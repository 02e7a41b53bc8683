"""Lists show initials: of the name, not of the titles."""

import pytest

from mediation.cases.store.covers import initials


@pytest.mark.parametrize(("name", "shown"), [
    ("Anindya Misal, S.Pd.", "A.M."),
    ("apt. Sekar Rekaan, S.Farm.", "S.R."),
    ("Dra. Lestari Contoh Misal Rekaan, M.Pd.", "L.C.M."),
    ("Contoh", "C."),
    ("M.", "M."),
])
def test_initials_are_those_of_the_name(name: str, shown: str) -> None:
    assert initials(name) == shown

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.web.cleaning import clean, clean_line, clean_long, encodable


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("satu\r\ndua\rtiga\u2028empat\x0blima", "satu\ndua\ntiga\nempat\nlima"),
        ("\u202eterbalik\u202c \u2066x\u2069\u200f", "terbalik x"),
        ("e\u0301", "\u00e9"),
        ("\ud800x\udfff", "\ufffdx\ufffd"),
        ("a\uffffb\U0001fffe", "a\ufffdb\ufffd"),
        ("ko\u200blom\ufeff", "kolom"),
        ("tab\tdan\nbaris", "tab\tdan\nbaris"),
        ("& < > \" ' ]]> {{ 7*7 }} 😀", "& < > \" ' ]]> {{ 7*7 }} 😀"),
    ],
)
def test_what_is_no_text_goes_and_all_else_stays(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_a_line_has_no_line_ends_and_single_spaces() -> None:
    assert clean_line("  Siti\t\tAminah \r\n, S.Pd. ") == "Siti Aminah , S.Pd."


def test_long_text_keeps_its_lines_and_indents_but_no_empty_ends() -> None:
    assert clean_long("\n\n  satu  \n\ndua\n\n") == "  satu\n\ndua"


@given(st.text(st.characters(), max_size=200))
def test_cleaned_text_can_always_be_stored_and_cleaning_twice_changes_nothing(typed: str) -> None:
    kept = clean(typed)

    assert kept.encode().decode() == kept
    assert clean(kept) == kept


def test_a_password_keeps_all_but_what_cannot_be_encoded() -> None:
    assert encodable("  a\u202e\ud800\n") == "  a\u202e\ufffd\n"

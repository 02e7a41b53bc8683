"""A draft opens for its person, as this draft, and for nobody else."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.errors import Tampered
from mediation.vault import drafts
from mediation.vault.keys import PrivateKey

ME, OTHER, DRAFT = UUID(int=1), UUID(int=2), UUID(int=3)
PRIVATE = PrivateKey.generate()
texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts)
def test_a_draft_comes_back_as_it_was_typed(text: str) -> None:
    stored = drafts.seal_draft(PRIVATE.public, ME, DRAFT, text)

    assert drafts.open_draft(PRIVATE, ME, DRAFT, stored) == text


def test_for_another_person_draft_or_key_it_is_refused() -> None:
    stored = drafts.seal_draft(PRIVATE.public, ME, DRAFT, "konsep")
    for private, person, draft in [
        (PRIVATE, OTHER, DRAFT),
        (PRIVATE, ME, OTHER),
        (PRIVATE, DRAFT, ME),
        (PrivateKey.generate(), ME, DRAFT),
    ]:
        with pytest.raises(Tampered):
            drafts.open_draft(private, person, draft, stored)


def test_every_flipped_bit_and_every_cut_is_refused() -> None:
    stored = drafts.seal_draft(PRIVATE.public, ME, DRAFT, "konsep")
    for position in range(len(stored) * 8):
        flipped = bytearray(stored)
        flipped[position // 8] ^= 1 << position % 8
        with pytest.raises(Tampered):
            drafts.open_draft(PRIVATE, ME, DRAFT, bytes(flipped))
    for length in range(len(stored)):
        with pytest.raises(Tampered):
            drafts.open_draft(PRIVATE, ME, DRAFT, stored[:length])


def test_too_long_a_draft_is_refused_both_ways() -> None:
    with pytest.raises(ValueError, match="too long"):
        drafts.seal_draft(PRIVATE.public, ME, DRAFT, "x" * (1024 * 1024 + 1))
    with pytest.raises(Tampered):
        drafts.open_draft(PRIVATE, ME, DRAFT, b"\2" + bytes(1024 * 1024 + 100))


def test_what_is_no_text_is_refused_without_being_quoted() -> None:
    with pytest.raises(ValueError, match=r"^not text$") as refused:
        drafts.seal_draft(PRIVATE.public, ME, DRAFT, "rahasia\ud800")

    assert type(refused.value) is ValueError


def test_a_stored_draft_of_another_type_is_refused() -> None:
    with pytest.raises(Tampered):
        drafts.open_draft(PRIVATE, ME, DRAFT, None)  # type: ignore[arg-type]  # what SQLite would hand over

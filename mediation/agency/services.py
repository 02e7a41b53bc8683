"""What the head does to the agency's lists: write a line, end its use, take it up again. Each makes a new edition."""

from dataclasses import replace
from typing import Any

from mediation.agency import store
from mediation.agency.delegation import refuse_entry
from mediation.agency.model import Book, Edition, Entry, Item, Line, next_code, placed, predecessor, refuse_line
from mediation.errors import NotFound, Refusal
from mediation.language import mark
from mediation.transaction import Transaction

AnyEdition = Edition[Any]


def write(
    transaction: Transaction, book: Book[Any], item: Item, *, after: str, version: int | None,
) -> AnyEdition | Refusal:
    """Write `item` (code "": a new one) behind the one called `after` ("": first); return the edition or why not.

    `version` is the edition that was read; raises Conflict when there is a newer one, NotFound for an unknown code.
    """
    items = store.current(transaction, book).items
    refusal = refuse(items, item)
    if refusal:
        return refusal
    if item.code and all(each.code != item.code for each in items):
        raise NotFound
    named = item if item.code else replace(item, code=next_code(book.prefix, items))
    return _done(transaction, book, placed(items, named, after), version)


def refuse(items: tuple[Item, ...], item: Item) -> Refusal | None:
    """Return why `item` cannot stand among `items`, None when it can."""
    if isinstance(item, Line) and (refusal := refuse_line(item)):
        return refusal
    if isinstance(item, Entry) and (refusal := refuse_entry(item)):
        return refusal
    return _same_name(items, item)


def retire(
    transaction: Transaction, book: Book[Any], code: str, *, reason: str, version: int | None,
) -> AnyEdition:
    """End the use of a line, with the reason; files that used it keep it. Raises Conflict, NotFound."""
    return _renew(transaction, book, code, reason, version)


def take_up(transaction: Transaction, book: Book[Any], code: str, *, version: int | None) -> AnyEdition:
    """Use a line again. Raises Conflict, NotFound."""
    return _renew(transaction, book, code, "", version)


def _renew(transaction: Transaction, book: Book[Any], code: str, reason: str, version: int | None) -> AnyEdition:
    edition = store.current(transaction, book)
    item = edition.item(code)
    if item is None:
        raise NotFound
    changed = placed(edition.items, replace(item, retired=reason), predecessor(edition.items, code))
    return _done(transaction, book, changed, version)


def _done(transaction: Transaction, book: Book[Any], items: tuple[Any, ...], version: int | None) -> AnyEdition:
    edition = store.current(transaction, book)
    if items == edition.items and version == edition.version:
        # What changes nothing is no version.
        return edition
    made = store.add(transaction, book, items, version)
    transaction.commit()
    return made


def _same_name(items: tuple[Item, ...], item: Item) -> Refusal | None:
    # Two lines of one name could not be told apart by whoever ticks them.
    for each in items:
        if each.code != item.code and each.label.casefold() == item.label.casefold():
            return Refusal(
                mark("Nama ini sudah dipakai baris %(code)s."), mark("Ubah baris itu, atau pakai nama lain."),
                values={"code": each.code},
            )
    return None

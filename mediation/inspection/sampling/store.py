"""Samples in the database: what was chosen is sealed to the auditor who drew it, and held against the trail."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation import audit
from mediation.audit import Action
from mediation.errors import NotFound, Tampered
from mediation.inspection.sampling import model
from mediation.inspection.sampling.model import Chosen, Count, Sample, Sown
from mediation.inspection.sampling.tables import sample, sample_population
from mediation.transaction import Transaction
from mediation.vault.drafts import open_draft, seal_draft

_SEED = b"sample seed"
_AT_ONCE = 50_000  # pseudonyms in one part: what is sealed at once is bounded


def add(
    transaction: Transaction, drawn: Sample, chosen: Sequence[Chosen], population: Sequence[str], *, sown: Sown,
) -> None:
    """Write a draw with its entry in the trail; the caller commits. Raises Tampered without a key."""
    own = {each.pseudonym: each.case.hex for each in chosen}
    transaction.execute(sa.insert(sample).values(
        id=drawn.id, auditor=drawn.auditor, drawn=drawn.drawn, filter=_filter(drawn), size=drawn.size,
        seed=transaction.keyring.wrap(drawn.seed.encode(), _SEED, drawn.id.bytes), population=drawn.population,
        digest=drawn.digest, chosen=_seal(transaction, drawn.id, json.dumps(own)),
    ))
    for part in range(-(-len(population) // _AT_ONCE)):
        some = model.listing(sorted(population)[part * _AT_ONCE : (part + 1) * _AT_ONCE])
        transaction.execute(sa.insert(sample_population).values(
            sample=drawn.id, part=part, names=_seal(transaction, drawn.id, some),
        ))
    told = {**_told(drawn), "chosen": _digest(own), "sown": sown.value}
    audit.append(transaction, Action.SAMPLE_DRAWN, _about(drawn.auditor), **told)


def every(transaction: Transaction) -> tuple[Sample, ...]:
    """Return all draws of all auditors, the newest first; raises Tampered."""
    rows = transaction.execute(sa.select(sample).order_by(sample.c.drawn.desc(), sample.c.id))
    return tuple(_sample(transaction, row) for row in rows)


def own(transaction: Transaction, id_: UUID) -> Sample:
    """Return one draw of the actor's, held against the trail; raises NotFound, also for another's, Tampered."""
    row = transaction.execute(
        sa.select(sample).where(sample.c.id == id_, sample.c.auditor == transaction.actor.id),
    ).first()
    if row is None:
        raise NotFound
    found = _sample(transaction, row)
    _check(transaction, found)
    return found


def any_one(transaction: Transaction, id_: UUID) -> Sample:
    """Return one draw, whoever made it, held against the trail; raises NotFound, Tampered."""
    row = transaction.execute(sa.select(sample).where(sample.c.id == id_)).first()
    if row is None:
        raise NotFound
    found = _sample(transaction, row)
    _check(transaction, found)
    return found


def chosen(transaction: Transaction, drawn: Sample) -> tuple[Chosen, ...]:
    """Return what the actor's draw chose, in the order of its seed; raises Tampered."""
    data = json.loads(_open(transaction, drawn.id, drawn.sealed_choice))
    if _entry(transaction, drawn).get("chosen") != _digest(data):
        raise Tampered("sample")
    return tuple(Chosen(each, UUID(data[each])) for each in model.choose(drawn.seed, data, len(data)))


def sown(transaction: Transaction, drawn: Sample) -> Sown:
    """Return where the seed came from; raises Tampered."""
    try:
        return Sown(str(_entry(transaction, drawn).get("sown")))
    except ValueError:
        raise Tampered("sample") from None


def population(transaction: Transaction, drawn: Sample) -> str:
    """Return the list that the actor's draw was drawn from, as text; raises Tampered."""
    query = sa.select(sample_population.c.names).where(sample_population.c.sample == drawn.id)
    parts = transaction.execute(query.order_by(sample_population.c.part)).scalars()
    text = "".join(_open(transaction, drawn.id, stored) for stored in parts)
    if hashlib.sha256(text.encode()).digest() != drawn.digest:
        raise Tampered("sample")
    return text


def count(transaction: Transaction, drawn: Sample) -> Count:
    """Return which draw this is, counted in the trail, where none can be taken away."""
    told = draws_told(transaction, drawn.auditor)
    ids = [each.get("sample") for each in told]
    if drawn.id.hex not in ids:
        raise Tampered("sample")
    place = ids.index(drawn.id.hex)
    alike = [each.get("filter") == _told(drawn)["filter"] for each in told]
    return Count(place + 1, len(told), sum(alike[: place + 1]), sum(alike))


def draws_told(transaction: Transaction, auditor: UUID) -> list[Mapping[str, Any]]:
    """Return what the trail tells of each draw of `auditor`, the first one first; asked once in a unit of work."""
    kept: dict[UUID, list[Mapping[str, Any]]] = transaction.opened.setdefault(_TOLD, {})
    if auditor not in kept:
        found = audit.about(transaction, _about(auditor), (Action.SAMPLE_DRAWN,))
        kept[auditor] = [entry.detail for entry in reversed(found)]
    return kept[auditor]


_TOLD = "sampling.told"


def _about(auditor: UUID) -> str:
    return f"person:{auditor}"


def _filter(drawn: Sample) -> str:
    return json.dumps(model.to_data(drawn.wanted), sort_keys=True, separators=(",", ":"))


def _told(drawn: Sample) -> dict[str, str | int]:
    # What was typed as a seed is free text: the trail has its digest, as of the filter.
    return {
        "sample": drawn.id.hex, "size": drawn.size, "population": drawn.population, "list": drawn.digest.hex(),
        "seed": hashlib.sha256(drawn.seed.encode()).hexdigest(),
        "filter": hashlib.sha256(_filter(drawn).encode()).hexdigest(),
    }


def _digest(own: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(own, sort_keys=True).encode()).hexdigest()


def _entry(transaction: Transaction, drawn: Sample) -> dict[str, Any]:
    told = audit.latest(transaction, _about(drawn.auditor), "sample", sample=drawn.id.hex)
    if told is None:
        raise Tampered("sample")
    return told


def _check(transaction: Transaction, drawn: Sample) -> None:
    if not _told(drawn).items() <= _entry(transaction, drawn).items():
        raise Tampered("sample")


def _sample(transaction: Transaction, row: Any) -> Sample:  # noqa: ANN401 - a Core row
    seed = transaction.keyring.unwrap(row.seed, _SEED, row.id.bytes).decode()
    try:
        wanted = model.from_data(json.loads(row.filter))
    except (KeyError, ValueError, TypeError):
        raise Tampered("sample") from None
    return Sample(
        row.id, row.auditor, row.drawn, seed, wanted, row.size, row.population, row.digest, row.chosen,
    )


def _seal(transaction: Transaction, of: UUID, text: str) -> bytes:
    if transaction.identity is None:
        raise Tampered("sample without a key")
    return seal_draft(transaction.identity.public, transaction.actor.id, of, text)


def _open(transaction: Transaction, of: UUID, stored: bytes) -> str:
    if transaction.identity is None:
        raise Tampered("sample without a key")
    return open_draft(transaction.identity, transaction.actor.id, of, stored)

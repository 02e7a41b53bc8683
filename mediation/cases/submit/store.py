"""Handings in: part of the sealed end of a case, beside what else is kept there."""

from mediation.cases import codec
from mediation.cases.store import CaseFile, Write
from mediation.cases.submit.model import HandingIn
from mediation.vault import columns


def handings_in(file: CaseFile) -> tuple[HandingIn, ...]:
    """Return every handing in, oldest first; raises Tampered."""
    return tuple(codec.from_data(HandingIn, one) for one in file.case_row.value("ending").get("handed_in", []))


def add(file: CaseFile, new: HandingIn, *, submitted: int | None) -> Write:
    """Return the write that appends a handing in; `submitted` (µs) sets when the official's clock began."""
    ending = dict(file.case_row.value("ending"))
    ending["handed_in"] = [*ending.get("handed_in", []), codec.to_data(new)]
    clear = {} if submitted is None else {"submitted": submitted}
    return Write(columns.CASE, file.id, {"ending": ending}, clear)

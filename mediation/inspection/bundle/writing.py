"""Write a bundle: `NAME.age` and `NAME.age.minisig`, as a stream, with never a byte in clear on the disk."""

from collections.abc import Callable, Iterable
from pathlib import Path

from mediation.inspection.bundle.model import Facts, Made, Member
from mediation.vault.system import SystemKeys


def write(
    folder: Path,
    name: str,
    *,
    members: Iterable[Member],
    facts: Facts,
    system: SystemKeys,
    told: Callable[[int], None],
) -> Made:
    """Write `NAME.age` and its signature into `folder`; return how many rows and bytes there are.

    `members` are taken in order, each a plain name and its bytes in pieces of any size; the first is `summaries.jsonl`,
    one row to a line. The manifest is added last. `told` is called now and then with the rows taken so far; whatever it
    or a member raises ends the writing and comes out unchanged. Files are for their owner alone (0600), written under
    another name and renamed when they lie on the disk: after any failure neither is there.

    Raises FileExistsError when there is such a bundle already, ValueError for a name with a path or for no reader.
    """
    raise NotImplementedError

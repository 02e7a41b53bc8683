"""The transition table as a page with a Mermaid diagram: drawn from the table itself. Pure."""

from collections.abc import Iterator
from itertools import pairwise

from mediation.cases.model import Stage
from mediation.cases.workflow import TRANSITIONS, Guard, Transition
from mediation.law.statutes import citations

_HEAD = """\
# What may be done when

Printed by `mediation workflow diagram` from the table in `mediation/cases/workflow.py`; a test compares. The diagram
shows the acts that move a case on. A case never goes back: done again later, such an act leaves the stage as it is.
Where the guards allow it, a stage is passed over (the other party never came: from summoning or examining to
concluding). Acts that leave the stage as it is stand in the table alone.

"""
_TABLE_HEAD = """
| act | on screen | leads to | basis | guards, all of which must agree |
|---|---|---|---|---|
"""


def page() -> str:
    """Return the whole page: diagram and table."""
    return _HEAD + "```mermaid\n" + diagram() + "```\n" + _TABLE_HEAD + "".join(_row(each) for each in TRANSITIONS)


def diagram() -> str:
    """Return the stages that the table reaches, with the acts between them, as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", "    [*] --> received", *(f"    {line}" for line in _edges())]
    return "\n".join(lines) + "\n"


def _edges() -> Iterator[str]:
    reached = [stage for stage in Stage if stage is Stage.RECEIVED or _acts_to(stage)]
    for stage in reached:
        yield f"{stage.value} : {stage.label}"
    for before, after in pairwise(reached):
        for each in _acts_to(after):
            yield f"{before.value} --> {after.value} : {each.title}"


def _acts_to(stage: Stage) -> list[Transition]:
    return [each for each in TRANSITIONS if each.to is stage]


def _row(each: Transition) -> str:
    to = each.to.label if each.to else "–"
    guards = "; ".join(_words(guard) for guard in each.guards)
    return f"| `{each.act.value}` | {each.title} | {to} | {_basis(each.basis)} | {guards} |\n"


def _words(guard: Guard) -> str:
    return guard.__name__.replace("_", " ")


def _basis(rule_id: str) -> str:
    words = next((rule.words for rule in citations() if rule.id == rule_id), "")
    return f"{words} (`{rule_id}`)" if words else f"`{rule_id}`"

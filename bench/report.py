"""A three-page report written on our own slim base, beside the same blocks on python-docx's stock base."""

from collections.abc import Iterator
from dataclasses import replace

import docx as stock

from bench.measuring import Measured, interleaved, ms, times
from mediation.reports import blocks as b
from mediation.reports import docx
from mediation.reports.docx import margins, package, writer
from mediation.reports.letters import mediation_report
from tests import documents as given


def measure() -> Iterator[Measured]:
    """Yield our time as a part of the stock base's."""
    report = three_pages()
    took = interleaved({"ours": lambda: docx.write(report), "stock": lambda: _on_stock(report)})
    yield Measured(
        "a three-page report, beside python-docx's stock base", times(took["ours"], took["stock"]), 0.6,
        note=f"{ms(took['ours'])} and {ms(took['stock'])}",
    )


def three_pages() -> b.Document:
    """Return the report of the tests without its annexes, which stand on the fourth page."""
    whole = mediation_report.compose(given.report())
    end = next(place for place, block in enumerate(whole.blocks) if isinstance(block, b.PageBreak))
    return replace(whole, blocks=whole.blocks[:end])


def _on_stock(report: b.Document) -> bytes:
    opened = stock.Document()
    margins.put(opened, report.margins, report.paper)
    writer._Writer(opened, report.paper).write(report.blocks)  # noqa: SLF001 - the same elements on another base
    return package.save(opened)

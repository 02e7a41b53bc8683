"""Where people sign: columns that never part, names on one height, the check code beside or between them."""

from mediation.reports.blocks import Run, Signature, SignatureBlock
from mediation.reports.docx.elements import Element, el, paragraph, words
from mediation.reports.docx.tables import cell, row, table

_SPACE_TO_SIGN = 1134
_ALONE = (0, 48, 52)  # shares of the width: left signature, check code, right signature
_TOGETHER = (37, 19, 44)


def signature_block(block: SignatureBlock, code: list[Element] | None, width: int) -> list[Element]:
    """Return the block; `code` (the check code) stands left of a single signature, or between two."""
    shares = _TOGETHER if block.left else _ALONE
    grid = [width * share // 100 for share in shares]
    rows = [_row(block, code, grid, third) for third in range(3)]
    return [paragraph("Small", properties=(el("keepNext"),)), table([w for w in grid if w], rows), paragraph("Small")]


def _row(block: SignatureBlock, code: list[Element] | None, grid: list[int], third: int) -> Element:
    left, right = _thirds(block.left), _thirds(block.right)
    cells = [
        cell(grid[0], left[third]) if grid[0] else None,
        _code(grid[1], code, third),
        cell(grid[2], right[third]),
    ]
    height = _SPACE_TO_SIGN if third == 1 else 0
    return row([one for one in cells if one is not None], height=height)


def _code(width: int, code: list[Element] | None, third: int) -> Element:
    merge = el("vMerge", val="restart") if third == 0 else el("vMerge")
    return cell(width, code if code and third == 0 else [paragraph("Sign")], merge)


def _thirds(signature: Signature | None) -> tuple[list[Element], list[Element], list[Element]]:
    if signature is None:
        return [paragraph("Sign")], [paragraph("Sign")], [paragraph("Sign")]
    return (
        [paragraph("Sign", *words(line)) for line in signature.above] or [paragraph("Sign")],
        [paragraph("Sign", *words(signature.note, italic=True))],
        [_name(signature.name), *(paragraph("Sign", *words(line)) for line in signature.below)],
    )


def _name(name: str) -> Element:
    return paragraph("Sign", *words((Run(name, bold=True, underline=True),)))

"""Where people sign: columns that never part, names on one height, the check code beside or between them."""

from mediation.reports.blocks import Run, Signature, SignatureBlock
from mediation.reports.docx.elements import Element, el, paragraph, words
from mediation.reports.docx.tables import cell, row, table

_SPACE_TO_SIGN = 1134
_ALONE = (0, 48, 52)  # shares of the width: left signature, check code, right signature
_TOGETHER = (37, 19, 44)
_INITIALS = (2000, 1300)


def signature_block(block: SignatureBlock, code: list[Element] | None, width: int) -> list[Element]:
    """Return the block; `code` (the check code) stands left of a single signature, or between two."""
    shares = _TOGETHER if block.left or block.first else _ALONE
    grid = [width * share // 100 for share in shares]
    beside = [*(code or []), *_initials(block.initials)]
    rows = [*_first(block, grid), *_rows((block.left, block.right), beside, grid)]
    return [paragraph("Small", properties=(el("keepNext"),)), table([w for w in grid if w], rows), paragraph("Small")]


def _first(block: SignatureBlock, grid: list[int]) -> list[Element]:
    if block.first is None:
        return []
    space = row([cell(width, [paragraph("Sign")]) for width in grid if width])
    return [*_rows(block.first, [], grid), space]


def _rows(signing: tuple[Signature | None, Signature], beside: list[Element], grid: list[int]) -> list[Element]:
    return [_row(signing, beside, grid, third) for third in range(3)]


def _row(
    signing: tuple[Signature | None, Signature], beside: list[Element], grid: list[int], third: int,
) -> Element:
    left, right = (_thirds(one) for one in signing)
    cells = [
        cell(grid[0], left[third]) if grid[0] else None,
        _beside(grid[1], beside, third),
        cell(grid[2], right[third]),
    ]
    height = _SPACE_TO_SIGN if third == 1 else 0
    return row([one for one in cells if one is not None], height=height)


def _beside(width: int, content: list[Element], third: int) -> Element:
    merge = el("vMerge", val="restart") if third == 0 else el("vMerge")
    return cell(width, content if content and third == 0 else [paragraph("Sign")], merge)


def _initials(offices: tuple[str, ...]) -> list[Element]:
    if not offices:
        return []
    head = _initials_row("CellHead", "Paraf hierarki")
    rows = [head, *(_initials_row("Cell", office) for office in offices)]
    return [paragraph("Small"), table(_INITIALS, rows, bordered=True), paragraph("Sign")]


def _initials_row(style: str, text: str) -> Element:
    return row([cell(_INITIALS[0], [paragraph(style, *words(text))]), cell(_INITIALS[1], [paragraph(style)])])


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

"""The measures of the page, in twips (1/1440 inch): F4 (215 x 330 mm) and A4, and what hangs on them."""

MILLIMETRE = 1440 / 25.4

PAPERS = {"F4": (12189, 18709), "A4": (11906, 16838)}

LEFT_MARGIN = 1587
RIGHT_MARGIN = 1247
STEP = 425  # one level of a list

OPENING_LABEL = 1134
FIELD_LABEL = 2268
COLON = 227
QUESTION_LABEL = 1361
CLAUSE_LABEL = 1758


def text_width(paper: str) -> int:
    """Return the width of the text on `paper`."""
    return PAPERS[paper][0] - LEFT_MARGIN - RIGHT_MARGIN

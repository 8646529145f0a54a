"""Where the parts of a letter stand on the sheet, by the customs of a country."""

from __future__ import annotations

import enum
from dataclasses import dataclass

LEFT_MM = 25.0
RIGHT_MM = 190.0
BOTTOM_MM = 262.0
FOOTER_TOP_MM = 272.0


@dataclass(frozen=True, slots=True)
class Places:
    """Positions in millimetres from the top-left corner of an A4 sheet.

    Attributes:
        address: Top-left corner of the recipient's block (the line above it is the sender's return line, if any).
        return_line: Whether the sender's address stands small above the recipient's.
        details: Top-left corner of the block of date, reference and the like.
        details_stacked: Whether a label stands above its value instead of beside it.
        day: Left end of the "place, date" line; None where the date stands among the details.
        body_top: Height of the subject line.
        fold_marks: Heights of the short marks at the left edge.
    """

    address: tuple[float, float]
    return_line: bool
    details: tuple[float, float]
    details_stacked: bool
    day: tuple[float, float] | None
    body_top: float
    fold_marks: tuple[float, ...]


class Layout(enum.Enum):
    """The customs that are known here."""

    WINDOW_LEFT = "window_left"
    WINDOW_RIGHT = "window_right"
    DIN_5008 = "din_5008"
    BELGIAN = "belgian"


PLACES = {
    Layout.WINDOW_LEFT: Places(
        address=(22, 54), return_line=False, details=(128, 52), details_stacked=False, day=None, body_top=104,
        fold_marks=(),
    ),
    # NF Z10-011: the window lies in the right half.
    Layout.WINDOW_RIGHT: Places(
        address=(112, 52), return_line=False, details=(25, 56), details_stacked=False, day=(112, 90), body_top=106,
        fold_marks=(),
    ),
    # DIN 5008 form B: address field 45 mm from the top, marks at 105, 148.5 and 210 mm.
    Layout.DIN_5008: Places(
        address=(25, 51), return_line=True, details=(128, 51), details_stacked=False, day=None, body_top=102,
        fold_marks=(105, 148.5, 210),
    ),
    # NBN Z 01-002: the address stands right, the references in one row below it.
    Layout.BELGIAN: Places(
        address=(108, 50), return_line=True, details=(25, 88), details_stacked=True, day=None, body_top=108,
        fold_marks=(99,),
    ),
}  # fmt: skip

_CUSTOMS = {
    "BE": (Layout.BELGIAN,),
    "DE": (Layout.DIN_5008,),
    "FR": (Layout.WINDOW_RIGHT,),
    "IE": (Layout.WINDOW_LEFT,),
    "IT": (Layout.WINDOW_RIGHT, Layout.WINDOW_LEFT),
    "LU": (Layout.WINDOW_RIGHT, Layout.BELGIAN, Layout.DIN_5008),
    "NL": (Layout.WINDOW_LEFT,),
}


def customary(country: str) -> tuple[Layout, ...]:
    """The layouts in use in `country` (ISO 3166-1 alpha-2)."""
    return _CUSTOMS[country]

"""A QR code as an SVG path: it stands in the page itself, so that no policy has to be loosened for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import segno

# ISO/IEC 18004 §5.3.8: four modules of light around the symbol.
QUIET_ZONE = 4


@dataclass(frozen=True, slots=True)
class QrDrawing:
    """A drawing in units of one module.

    Attributes:
        side: Width and height, quiet zone included.
        path: The dark modules, as SVG path data.
    """

    side: int
    path: str


def draw_qr(text: str) -> QrDrawing:
    """The QR code of a text; a row of dark modules becomes one bar."""
    matrix = segno.make_qr(text, error="m").matrix
    bars = (bar for y, row in enumerate(matrix) for bar in _bars(row, y))
    return QrDrawing(len(matrix) + 2 * QUIET_ZONE, "".join(bars))


def _bars(row: bytearray, y: int) -> Iterator[str]:
    x = QUIET_ZONE
    for is_dark, modules in groupby(row):
        length = len(list(modules))
        if is_dark:
            yield f"M{x} {y + QUIET_ZONE}h{length}v1h-{length}z"
        x += length

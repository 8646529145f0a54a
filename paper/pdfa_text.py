"""The invisible text under a page image: each word spans its box, so that a mark on it marks the print above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from paper.geometry import Box
from paper.glyphless_font import ADVANCE, DESCENT, UNITS_PER_EM

PlacedWord = tuple[str, Box]
PlacedLine = Sequence[PlacedWord]

CHAR_WIDTH = ADVANCE / UNITS_PER_EM
DEPTH = -DESCENT / UNITS_PER_EM

# Viewers refuse to scale text beyond reason; a gap that would need it is only a hint of a space.
MIN_SCALE, MAX_SCALE = 1.0, 10_000.0


def text_operators(lines: Sequence[PlacedLine], height_px: int, points_per_px: float, font: str) -> bytes:
    """A text object (ISO 32000-1, 9.4) in render mode 3 with all the words of a page.

    Args:
        lines: Words and their boxes in pixels, line by line in reading order.
        height_px: Height of the page, because PDF counts upwards.
        points_per_px: Size of a pixel.
        font: Resource name of the glyphless font.
    """
    parts = [part for line in lines for part in _line(line, height_px, points_per_px, font)]
    return ("BT\n3 Tr\n" + "".join(parts) + "ET\n").encode() if parts else b""


def _line(line: PlacedLine, height_px: int, points_per_px: float, font: str) -> Iterator[str]:
    words = [(text, box) for text, box in line if text and box.width > 0 and box.height > 0]
    for index, (text, box) in enumerate(words):
        size = box.height * points_per_px
        x, y = box.x * points_per_px, (height_px - box.bottom) * points_per_px + DEPTH * size
        yield f"/{font} {_number(size)} Tf\n1 0 0 1 {_number(x)} {_number(y)} Tm\n"
        yield _shown(text, box.width * points_per_px, size)
        if index + 1 < len(words):
            # A real space up to the next word: copying and searching need not guess from gaps.
            yield _shown(" ", max(words[index + 1][1].x - box.right, 1) * points_per_px, size)


def _shown(text: str, width_pt: float, size_pt: float) -> str:
    encoded = text.encode("utf-16-be", "replace")
    natural_pt = len(encoded) / 2 * CHAR_WIDTH * size_pt
    scale = min(max(100 * width_pt / natural_pt, MIN_SCALE), MAX_SCALE)
    return f"{_number(scale)} Tz\n<{encoded.hex()}> Tj\n"


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")

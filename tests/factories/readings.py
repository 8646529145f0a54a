"""Readings of pages that were never printed: lines of words at known places."""

from __future__ import annotations

from collections.abc import Sequence

from archive.reading import Barcode, Blankness, Line, PageReading, TextSource, Word
from paper.geometry import Box

WIDTH_PX, HEIGHT_PX, DPI = 2480, 3508, 300.0
LINE_PX, LETTER_PX = 46, 22


def block(text: Sequence[str], x: int, y: int, number: int) -> list[Line]:
    """Lines below each other from (x, y), in pixels of a 300 dpi A4 page."""
    lines: list[Line] = []
    for row, words in enumerate(text):
        left = x
        placed: list[Word] = []
        for word in words.split():
            placed.append(Word(word, Box(left, y + row * 60, LETTER_PX * len(word), LINE_PX), 0.96))
            left += LETTER_PX * (len(word) + 1)
        lines.append(Line(tuple(placed), number))
    return lines


def letter_page(
    recipient: Sequence[str] = (),
    body: Sequence[str] = ("Geachte mevrouw,", "Hierbij uw factuur."),
    number: int = 1,
    foot: str = "",
) -> PageReading:
    """A first page: sender above, recipient in the left window, body below, and what the foot says."""
    lines = [
        *block(("Engie NV", "Simon Bolivarlaan 36, 1000 Brussel"), 300, 200, 0),
        *(block(recipient, 300, 640, 1) if recipient else []),
        *block(("Brussel, 3 november 2026", "Betreft: factuur 2026/113"), 300, 1200, 2),
        *block(body, 300, 1400, 3),
        *(block((foot,), 300, 3350, 4) if foot else []),
    ]
    return page_of(lines, number)


def page_of(lines: Sequence[Line], number: int = 1, barcodes: Sequence[Barcode] = ()) -> PageReading:
    """A recognised page with these lines."""
    return PageReading(
        number=number, width_px=WIDTH_PX, height_px=HEIGHT_PX, dpi=DPI, orientation_deg=0, skew_deg=0.0,
        blankness=Blankness.PRINTED if lines or barcodes else Blankness.BLANK, language="nl" if lines else None,
        lines=tuple(lines), barcodes=tuple(barcodes), confidence=0.96 if lines else 0.0,
        source=TextSource.RECOGNISED if lines else TextSource.NONE,
    )  # fmt: skip


def separator(number: int = 1) -> PageReading:
    """A separator sheet."""
    return page_of((), number, [Barcode("QRCode", "POSTKAMER:SEPARATOR", Box(1000, 1000, 400, 400))])

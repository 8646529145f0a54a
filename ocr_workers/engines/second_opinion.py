"""A second, surer and slower reader for the lines that the first was not sure of.

The weak lines are cut out of the page and set below each other on one sheet, which the
second reads at once: it pays for a few lines, not for the page. A page that is weak all
over it reads as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ocr_workers.engines.api import RecognisedPage, Wants
from ocr_workers.engines.ppocr import Piece, page_of
from ocr_workers.errors import ReadingFailed, ReadingTimedOut
from paper.geometry import MM_PER_INCH, Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

WEAK = 0.9
"""A line read worse than this is read again."""
WEAK_FIGURES = 0.94
"""So is a line with digits (a postcode, an amount, an account), for nothing in it tells a wrong one, below this."""
POOR_PAGE = 0.85
"""A page read worse than this on the whole (by letters) is read again as a whole."""
SLIP_MM = 92.0
"""No letter is as narrow as this; till rolls are 57 and 80 mm wide. F1 0.987 against 0.971 on 16 worn receipts."""
LEAST_MARKS = 3
"""Fewer letters and figures than this are a logo, a signature or a bullet: not worth waking the second reader."""
BAND_MARGIN_PX = 16


class PieceReader(Protocol):
    """Finds and reads the stretches of text on a raster."""

    def pieces(self, raster: NDArray[np.uint8]) -> list[Piece]:
        """See `PaddleReader.pieces`."""
        ...


@dataclass(frozen=True, slots=True)
class _Band:
    """Where a weak line lies on the sheet: rows from `top` to `bottom`, and which line it is."""

    index: int
    top: int
    bottom: int


class DoubleReader:
    """Reads with one reader, and what is weak also with another."""

    wants = Wants(clean_page=False, language=False)

    def __init__(self, first: PieceReader, second: PieceReader) -> None:
        self._first = first
        self._second = second

    def read(self, raster: NDArray[np.uint8], dpi: float, languages: Sequence[str]) -> RecognisedPage:
        """See `RecognitionEngine.read`."""
        del languages
        if is_slip(raster, dpi):
            return page_of(raster, self._second_or_first(raster))
        pieces = self._first.pieces(raster)
        if pieces and sureness(pieces) < POOR_PAGE:
            return page_of(raster, self._surer_page(raster, pieces))
        weak = [index for index, piece in enumerate(pieces) if is_weak(piece)]
        return page_of(raster, self._with_second_opinions(raster, pieces, weak) if weak else pieces)

    def skim(self, raster: NDArray[np.uint8], dpi: float, languages: Sequence[str]) -> RecognisedPage:
        """See `RecognitionEngine.skim`; one reader is enough."""
        del dpi, languages
        return page_of(raster, self._first.pieces(raster))

    def _second_or_first(self, raster: NDArray[np.uint8]) -> list[Piece]:
        return self._opinions(raster) or self._first.pieces(raster)

    def _opinions(self, raster: NDArray[np.uint8]) -> list[Piece]:
        """What the second reader finds; nothing where it fails, for the first's reading is there to stand."""
        try:
            return self._second.pieces(raster)
        except (ReadingFailed, ReadingTimedOut):
            return []

    def _surer_page(self, raster: NDArray[np.uint8], pieces: list[Piece]) -> list[Piece]:
        again = self._opinions(raster)
        return again if again and sureness(again) > sureness(pieces) else pieces

    def _with_second_opinions(self, raster: NDArray[np.uint8], pieces: list[Piece], weak: list[int]) -> list[Piece]:
        sheet, bands = _sheet_of(raster, [(index, pieces[index].box) for index in weak])
        opinions = self._opinions(sheet)
        settled = list(pieces)
        for band in bands:
            within = [piece for piece in opinions if band.top <= piece.box.y + piece.box.height / 2 < band.bottom]
            settled[band.index] = settle(pieces[band.index], within)
        return settled


def is_slip(raster: NDArray[np.uint8], dpi: float) -> bool:
    """Whether a page is a till receipt or the like by its size: thermal print is read better by the surer reader."""
    return bool(min(raster.shape[:2]) <= SLIP_MM / MM_PER_INCH * dpi)


def is_weak(piece: Piece) -> bool:
    """Whether a line is worth a second opinion."""
    marks = [mark for mark in piece.text if mark.isalnum()]
    if len(marks) < LEAST_MARKS:
        return False
    has_figures = any(mark.isdigit() for mark in marks)
    return piece.confidence < (WEAK_FIGURES if has_figures else WEAK)


def sureness(pieces: Sequence[Piece]) -> float:
    """The mean confidence of the lines, weighted by length."""
    letters = sum(len(piece.text) for piece in pieces)
    return sum(piece.confidence * len(piece.text) for piece in pieces) / max(1, letters)


def settle(first: Piece, opinions: Sequence[Piece]) -> Piece:
    """The line as it is believed: agreement makes it surer, of two readings the surer one holds."""
    if not opinions:
        return first
    text = " ".join(piece.text for piece in sorted(opinions, key=lambda piece: piece.box.x))
    confidence = sureness(opinions)
    if text.split() == first.text.split():
        return replace(first, confidence=1.0 - (1.0 - first.confidence) * (1.0 - confidence))
    return replace(first, text=text, confidence=confidence) if confidence > first.confidence else first


def _sheet_of(raster: NDArray[np.uint8], lines: Sequence[tuple[int, Box]]) -> tuple[NDArray[np.uint8], list[_Band]]:
    """The lines below each other on paper of the page's own grey, and where each came to lie."""
    crops = [_crop(raster, box) for _, box in lines]
    width = max(crop.shape[1] for crop in crops) + 2 * BAND_MARGIN_PX
    height = sum(crop.shape[0] + 2 * BAND_MARGIN_PX for crop in crops)
    sheet = np.full((height, width, *raster.shape[2:]), np.median(raster[::16, ::16]), np.uint8)
    bands, top = [], 0
    for (index, _), crop in zip(lines, crops, strict=True):
        rows, columns = crop.shape[:2]
        sheet[top + BAND_MARGIN_PX : top + BAND_MARGIN_PX + rows, BAND_MARGIN_PX : BAND_MARGIN_PX + columns] = crop
        bands.append(_Band(index, top, top + rows + 2 * BAND_MARGIN_PX))
        top = bands[-1].bottom
    return sheet, bands


def _crop(raster: NDArray[np.uint8], box: Box) -> NDArray[np.uint8]:
    return raster[max(0, box.y) : max(1, box.bottom), max(0, box.x) : max(1, box.right)]

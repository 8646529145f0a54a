"""A second, surer and slower reader for the lines that the first was not sure of.

The weak lines are cut out of the page and set below each other on one sheet, which the
second reads at once: it pays for a few lines, not for the page. A page that is weak all
over it reads as it stands.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from ocr_workers.engines.api import RecognisedPage, Wants
from ocr_workers.engines.line_sheet import sheet_of
from ocr_workers.engines.ppocr import Piece, page_of
from ocr_workers.errors import ReadingFailed, ReadingTimedOut
from paper.geometry import MM_PER_INCH

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from ocr_workers.engines.third_opinion import ThirdOpinion

WEAK = 0.9
"""A line read worse than this is read again."""
WEAK_FIGURES = 0.94
"""So is a line with digits (a postcode, an amount, an account), for nothing in it tells a wrong one, below this."""
POOR_PAGE = 0.95
"""A page read worse than this on the whole (by letters) is read again as a whole. Letters are at 0.98; typescript is
below, and the first reader reads it far worse than it says."""
SLIP_MM = 92.0
"""No letter is as narrow as this; till rolls are 57 and 80 mm wide. F1 0.987 against 0.971 on 16 worn receipts."""
LEAST_MARKS = 3
"""Fewer letters and figures than this are a logo, a signature or a bullet: not worth waking the second reader."""


class PieceReader(Protocol):
    """Finds and reads the stretches of text on a raster."""

    def pieces(self, raster: NDArray[np.uint8]) -> list[Piece]:
        """See `PaddleReader.pieces`."""
        ...


class DoubleReader:
    """Reads with one reader, and what is weak also with another."""

    wants = Wants(clean_page=False, language=False)

    def __init__(self, first: PieceReader, second: PieceReader, third: ThirdOpinion | None = None) -> None:
        self._first = first
        self._second = second
        self._third = third

    def read(self, raster: NDArray[np.uint8], dpi: float, languages: Sequence[str]) -> RecognisedPage:
        """See `RecognitionEngine.read`."""
        del languages
        pieces = self._second_or_first(raster) if is_slip(raster, dpi) else self._doubly_read(raster)
        return page_of(raster, self._third.on(raster, dpi, pieces) if self._third else pieces)

    def skim(self, raster: NDArray[np.uint8], dpi: float, languages: Sequence[str]) -> RecognisedPage:
        """See `RecognitionEngine.skim`; one reader is enough."""
        del dpi, languages
        return page_of(raster, self._first.pieces(raster))

    def _doubly_read(self, raster: NDArray[np.uint8]) -> list[Piece]:
        pieces = self._first.pieces(raster)
        if pieces and sureness(pieces) < POOR_PAGE:
            return self._surer_page(raster, pieces)
        weak = [index for index, piece in enumerate(pieces) if is_weak(piece)]
        return self._with_second_opinions(raster, pieces, weak) if weak else pieces

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
        sheet, bands = sheet_of(raster, [(index, pieces[index].box) for index in weak])
        opinions = self._opinions(sheet)
        settled = list(pieces)
        for band in bands:
            within = [piece for piece in opinions if band.holds(piece.box)]
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

"""What is doubtful after two readers is shown to one with a dictionary, and decided word by word.

PP-OCR reads letter by letter and knows no words; Tesseract does. On worn typescript each is right where the other is
wrong. Only the doubtful lines are shown to it, on one sheet, with the model of the language that the page's text is in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import cv2
import numpy as np

from ocr_workers.engines.line_sheet import Band, sheet_of
from ocr_workers.engines.sureness import likely_right
from ocr_workers.engines.word_list import word_list
from ocr_workers.engines.word_vote import OtherWord, Standing, vote
from ocr_workers.language import tell_language
from paper.errors import PaperError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from ocr_workers.engines.api import RecognisedPage
    from ocr_workers.engines.ppocr import Piece
    from ocr_workers.engines.word_list import WordList

DOUBTFUL = 0.95
"""A line read worse than this, whoever read it, is worth a third opinion."""
LEAST_MARKS = 3
"""Fewer letters and figures than this are a logo or a bullet."""
SOFTENING_AT_300_DPI = 1.0
"""Standard deviation, in pixels, of the blur that Tesseract's models like on worn edges."""
DARKEST_PERCENT, PRINT_GREY, PAPER_GREY = 1.0, 20.0, 250.0


class BlockReader(Protocol):
    """Reads a block of lines with the model of a language."""

    def skim(self, raster: NDArray[np.uint8], dpi: float, languages: Sequence[str]) -> RecognisedPage:
        """See `RecognitionEngine.skim`."""
        ...


class ThirdOpinion:
    """Settles doubtful lines with a reader that has a dictionary, and says of every word how likely it is right."""

    def __init__(
        self,
        reader: BlockReader,
        words_of: Callable[[str], WordList | None] = word_list,
        state: Callable[[Standing, float], float] = likely_right,
    ) -> None:
        self._reader = reader
        self._words_of = words_of
        self._state = state

    def on(self, raster: NDArray[np.uint8], dpi: float, pieces: Sequence[Piece]) -> list[Piece]:
        """The pieces of a page (uint8, grey or RGB) as they are believed, each with its words' confidences."""
        settled = [self._stated(piece, [Standing.READ] * len(piece.text.split())) for piece in pieces]
        doubtful = [index for index, piece in enumerate(pieces) if is_doubtful(piece)]
        language = tell_language("\n".join(piece.text for piece in pieces)).code if doubtful else None
        known = self._words_of(language) if language else None
        if language is None or known is None:
            return settled
        sheet, bands = sheet_of(raster, [(index, pieces[index].box) for index in doubtful])
        try:
            read = self._reader.skim(clear_print(sheet, dpi), dpi, (language,))
        except PaperError:
            return settled
        for band in bands:
            settled[band.index] = self._heard(pieces[band.index], _others(read, band), known)
        return settled

    def _heard(self, piece: Piece, others: Sequence[OtherWord], known: WordList) -> Piece:
        votes = vote(piece.text.split(), others, known.knows)
        text = " ".join(each.text for each in votes)
        return self._stated(replace(piece, text=text), [each.standing for each in votes])

    def _stated(self, piece: Piece, standings: Sequence[Standing]) -> Piece:
        return replace(piece, each=tuple(self._state(standing, piece.confidence) for standing in standings))


def is_doubtful(piece: Piece) -> bool:
    """Whether a line is worth a third opinion."""
    return piece.confidence < DOUBTFUL and sum(mark.isalnum() for mark in piece.text) >= LEAST_MARKS


def clear_print(sheet: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """The sheet in grey with soft edges, black print and white paper, however pale or dark they were."""
    grey = sheet if sheet.ndim == 2 else cv2.cvtColor(sheet, cv2.COLOR_RGB2GRAY)
    soft = cv2.GaussianBlur(grey, (0, 0), SOFTENING_AT_300_DPI * dpi / 300.0).astype(np.float32)
    paper, darkest = float(np.median(soft)), float(np.percentile(soft, DARKEST_PERCENT))
    gain = (PAPER_GREY - PRINT_GREY) / max(paper - darkest, 1.0)
    cleared: NDArray[np.uint8] = np.clip(PAPER_GREY + (soft - paper) * gain, 0, 255).astype(np.uint8)
    return cleared


def _others(read: RecognisedPage, band: Band) -> list[OtherWord]:
    words = [word for line in read.lines for word in line.words if band.holds(word.box)]
    return [OtherWord(word.text, word.confidence) for word in sorted(words, key=lambda word: word.box.x)]

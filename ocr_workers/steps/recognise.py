"""Turn the upright, straight, clean page into words with boxes.

Engines are trained on print at about 300 dpi: a fax is enlarged first, a 600 dpi
scan made smaller (it would cost four times the time and read no better), and the
boxes are brought back to the page's own pixels.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2

from archive.reading import Line, Word
from ocr_workers.engines.api import RecognisedPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from ocr_workers.engines.api import RecognitionEngine

ENGINE_DPI = 300.0
LOW_DPI = 220.0
HIGH_DPI = 360.0


def recognise(
    grey: NDArray[np.uint8], dpi: float, engine: RecognitionEngine, languages: Sequence[str]
) -> RecognisedPage:
    """Read a page (uint8, rows by columns); boxes in its own pixels.

    Raises:
        paper.errors.PaperError: The engine failed or took too long.
    """
    factor = engine_scale(dpi)
    if factor == 1.0:
        return engine.read(grey, dpi, languages)
    smooth = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    scaled = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=smooth).astype("uint8")
    return _scaled(engine.read(scaled, dpi * factor, languages), 1 / factor)


def engine_scale(dpi: float) -> float:
    """By how much a page of `dpi` is enlarged or reduced for the engine; 1.0 where it is fine as it is."""
    return 1.0 if LOW_DPI <= dpi <= HIGH_DPI else min(3.0, ENGINE_DPI / dpi)


def _scaled(page: RecognisedPage, factor: float) -> RecognisedPage:
    return RecognisedPage(tuple(_scaled_line(line, factor) for line in page.lines))


def _scaled_line(line: Line, factor: float) -> Line:
    words: tuple[Word, ...] = tuple(replace(word, box=word.box.scaled(factor)) for word in line.words)
    return replace(line, words=words)

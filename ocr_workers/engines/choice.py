"""Which engine reads a page, by the name that a setting or a command gives (ADR 0010)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocr_workers.engines.ppocr import ModelSize, PaddleReader
from ocr_workers.engines.second_opinion import DoubleReader
from ocr_workers.engines.stand_in import WithStandIn
from ocr_workers.engines.third_opinion import ThirdOpinion
from ocr_workers.errors import EngineMissing

if TYPE_CHECKING:
    from ocr_workers.engines.api import RecognitionEngine
    from ocr_workers.engines.tesseract import TesseractEngine

AUTO, PPOCR, PPOCR_SMALL, TESSERACT = "auto", "ppocr", "ppocr-small", "tesseract"
ENGINE_NAMES = (AUTO, PPOCR, PPOCR_SMALL, TESSERACT)
"""auto: PP-OCRv6 tiny, its weak lines by small, what is doubtful then by Tesseract too; the others (tiny, small,
Tesseract): each alone."""


def engine_named(name: str, tesseract: TesseractEngine) -> RecognitionEngine:
    """The engine of that name.

    Raises:
        EngineMissing: There is none.
    """
    match name:
        case "auto":
            tiny, small = PaddleReader(ModelSize.TINY), PaddleReader(ModelSize.SMALL)
            return WithStandIn(DoubleReader(tiny, small, ThirdOpinion(tesseract)), tesseract)
        case "ppocr":
            return PaddleReader(ModelSize.TINY)
        case "ppocr-small":
            return PaddleReader(ModelSize.SMALL)
        case "tesseract":
            return tesseract
        case _:
            raise EngineMissing(engine=f"An engine called {name}")

"""Tesseract through pytesseract: one call a page, words with boxes and confidences from its TSV."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytesseract
from PIL import Image
from pytesseract import Output, TesseractError, TesseractNotFoundError

from archive.reading import Line, Word
from ocr_workers.engines.api import OrientationGuess, RecognisedPage, Wants
from ocr_workers.errors import EngineMissing, ReadingFailed, ReadingTimedOut
from paper.geometry import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

# Pages are read side by side; Tesseract's own threads would only fight over the cores (16 s become 459 s).
# It must be set before the program starts, and pytesseract hands our environment down.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")

MODELS = {"en": "eng", "nl": "nld", "fr": "fra", "de": "deu", "it": "ita"}
WORD_LEVEL = "5"
AUTOMATIC_LAYOUT = 3
ONE_BLOCK = 6
ORIENTATION_ONLY = 0


class TesseractEngine:
    """Reads pages with the Tesseract program.

    Attributes:
        timeout_s: Seconds on the wall clock after which a page is given up.
    """

    wants = Wants(clean_page=True, language=True)

    def __init__(self, *, timeout_s: float = 60.0) -> None:
        self.timeout_s = timeout_s

    def read(self, raster: NDArray[np.uint8], dpi: float, languages: Sequence[str]) -> RecognisedPage:
        """See `RecognitionEngine.read`."""
        models = "+".join(MODELS[code] for code in languages)
        table = self._call_tsv(raster, models, f"--psm {AUTOMATIC_LAYOUT} --dpi {round(dpi)}")
        return RecognisedPage(_lines_of(table))

    def skim(self, raster: NDArray[np.uint8], dpi: float, languages: Sequence[str]) -> RecognisedPage:
        """See `RecognitionEngine.skim`; with one model, for a wrong one loses accents and not the sense."""
        table = self._call_tsv(raster, MODELS[languages[0]], f"--psm {ONE_BLOCK} --dpi {round(dpi)}")
        return RecognisedPage(_lines_of(table))

    def detect(self, raster: NDArray[np.uint8], dpi: float) -> OrientationGuess | None:
        """See `OrientationDetector.detect`; None where there are too few characters to tell."""
        config = f"--psm {ORIENTATION_ONLY} --dpi {round(dpi)}"
        try:
            found = pytesseract.image_to_osd(
                _as_image(raster), config=config, output_type=Output.DICT, timeout=self.timeout_s
            )
        except (TesseractError, RuntimeError):
            return None
        # "rotate" is how far the page must be turned clockwise to stand upright.
        return OrientationGuess((360 - int(found["rotate"])) % 360, float(found["orientation_conf"]))

    def _call_tsv(self, raster: NDArray[np.uint8], models: str, config: str) -> str:
        try:
            return str(pytesseract.image_to_data(_as_image(raster), lang=models, config=config, timeout=self.timeout_s))
        except TesseractNotFoundError as error:
            raise EngineMissing(engine="Tesseract") from error
        except TesseractError as error:
            if "load" in error.message:
                raise EngineMissing(engine=f"A Tesseract model of {models}") from error
            raise ReadingFailed(detail=f"Tesseract status {error.status}") from error
        except RuntimeError as error:
            raise ReadingTimedOut(seconds=self.timeout_s) from error


def _as_image(raster: NDArray[np.uint8]) -> Image.Image:
    image = Image.fromarray(raster)
    # pytesseract writes the page to a file; as PNG that costs as much as reading it does.
    image.format = "PPM"
    return image


def _lines_of(table: str) -> tuple[Line, ...]:
    """The text lines of Tesseract's TSV, in the order in which it read them.

    Columns: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
    """
    lines: dict[tuple[str, ...], list[Word]] = {}
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == WORD_LEVEL and cells[11].strip():
            lines.setdefault(tuple(cells[2:5]), []).append(_word_of(cells))
    blocks = {block: index for index, block in enumerate(dict.fromkeys(key[:2] for key in lines))}
    return tuple(Line(tuple(words), blocks[key[:2]]) for key, words in lines.items())


def _word_of(cells: list[str]) -> Word:
    box = Box(int(cells[6]), int(cells[7]), int(cells[8]), int(cells[9]))
    return Word(cells[11].strip(), box, max(0.0, min(1.0, float(cells[10]) / 100)))

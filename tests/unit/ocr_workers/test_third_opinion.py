from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from archive.reading import Line, Word
from ocr_workers.engines.api import NOTHING_READ, RecognisedPage
from ocr_workers.engines.ppocr import Piece
from ocr_workers.engines.third_opinion import ThirdOpinion, clear_print
from ocr_workers.engines.word_list import WordList
from ocr_workers.engines.word_vote import Standing
from ocr_workers.errors import ReadingFailed
from paper.geometry import Box
from tests.unit.ocr_workers.word_graphs import words_known

DPI = 300.0
PAGE = np.full((400, 900), 190, np.uint8)
SURE = Piece(Box(20, 30, 800, 40), "Nous vous remercions de votre commande de la semaine", 0.99)
WORN = Piece(Box(20, 130, 800, 40), "la fabrioation de 12 chooolats", 0.8)
WORDS = words_known(["la", "fabrication", "de", "chocolats"])


class Reader:
    """Answers with words on the first band of the sheet, and keeps what it was shown."""

    def __init__(self, text: str) -> None:
        self._words = tuple(Word(word, Box(20 + 90 * n, 20, 80, 30), 0.9) for n, word in enumerate(text.split()))
        self.shown: list[tuple[tuple[int, ...], tuple[str, ...]]] = []

    def skim(self, raster: NDArray[np.uint8], dpi: float, languages: Sequence[str]) -> RecognisedPage:
        self.shown.append((raster.shape, tuple(languages)))
        return RecognisedPage((Line(self._words, 0),)) if self._words else NOTHING_READ


class Failing:
    """A reader that gives every page up."""

    def skim(self, raster: NDArray[np.uint8], dpi: float, languages: Sequence[str]) -> RecognisedPage:
        raise ReadingFailed(detail="it never works")


def known(language: str) -> WordList:
    return WORDS


def said(standing: Standing, confidence: float) -> float:
    return {Standing.AGREED: 0.97, Standing.CHANGED: 0.9, Standing.STRANGE: 0.4}.get(standing, confidence)


def test_a_doubtful_line_is_settled_word_by_word_in_the_page_s_language() -> None:
    reader = Reader("la fabrication do 12 chocolats")

    sure, worn = ThirdOpinion(reader, known, said).on(PAGE, DPI, [SURE, WORN])

    assert worn.text == "la fabrication de 12 chocolats"
    assert worn.each == (0.97, 0.9, 0.8, 0.97, 0.9)
    assert sure.text == SURE.text
    assert set(sure.each) == {0.99}
    assert reader.shown == [((72, 832), ("fr",))]


def test_a_page_without_doubt_is_not_shown() -> None:
    reader = Reader("")

    ThirdOpinion(reader, known, said).on(PAGE, DPI, [SURE, Piece(WORN.box, "§", 0.5)])

    assert reader.shown == []


@pytest.mark.parametrize("opinion", [ThirdOpinion(Failing(), known, said), ThirdOpinion(Reader(""), lambda _: None)])
def test_without_the_third_reader_or_its_words_the_line_stands(opinion: ThirdOpinion) -> None:
    assert [piece.text for piece in opinion.on(PAGE, DPI, [SURE, WORN])] == [SURE.text, WORN.text]


def test_pale_print_is_made_black_on_white() -> None:
    sheet = np.full((100, 300), 180, np.uint8)
    sheet[40:60, 50:250] = 140

    cleared = clear_print(sheet, DPI)

    assert cleared[50, 150] < 40
    assert cleared[10, 10] >= 245

from __future__ import annotations

import numpy as np
import pytest

from ocr_workers.engines.ppocr import Piece
from ocr_workers.engines.second_opinion import DoubleReader, is_weak, settle
from ocr_workers.errors import ReadingTimedOut
from paper.geometry import Box

PAGE = np.full((400, 600), 250, np.uint8)
TOP, MIDDLE = Box(20, 30, 300, 40), Box(20, 130, 300, 40)


class Reader:
    """Answers with what it is given, and keeps what it was shown."""

    def __init__(self, *answers: list[Piece]) -> None:
        self._answers = iter(answers)
        self.shown: list[tuple[int, ...]] = []

    def pieces(self, raster: np.ndarray) -> list[Piece]:
        self.shown.append(raster.shape)
        return next(self._answers)


def _printed() -> np.ndarray:
    page = PAGE.copy()
    for box in (TOP, MIDDLE):
        page[box.y + 10 : box.bottom - 10, box.x + 10 : box.right - 10] = 30
    return page


def test_a_sure_page_is_read_once() -> None:
    second = Reader()

    page = DoubleReader(Reader([Piece(TOP, "Bakkerij", 0.99)]), second).read(_printed(), 100, ())

    assert page.text == "Bakkerij"
    assert second.shown == []


def test_only_the_weak_line_is_shown_to_the_second_reader() -> None:
    first = Reader([Piece(TOP, "a line that is read well enough", 0.99), Piece(MIDDLE, "9OOO", 0.7)])
    second = Reader([Piece(Box(16, 16, 300, 40), "9000", 0.98)])

    page = DoubleReader(first, second).read(_printed(), 100, ())

    assert [line.text for line in page.lines] == ["a line that is read well enough", "9000"]
    assert second.shown == [(72, 332)]


def test_a_page_that_is_poor_all_over_is_read_again_as_a_whole() -> None:
    first = Reader([Piece(TOP, "Ghocolt", 0.6), Piece(MIDDLE, "Rulle", 0.5)])
    second = Reader([Piece(TOP, "Chocolat", 0.9), Piece(MIDDLE, "Ruelle", 0.9)])

    page = DoubleReader(first, second).read(_printed(), 100, ())

    assert page.text.split() == ["Chocolat", "Ruelle"]
    assert second.shown == [PAGE.shape]


def test_agreement_makes_a_line_surer() -> None:
    settled = settle(Piece(TOP, "Gent", 0.8), [Piece(TOP, "Gent", 0.9)])

    assert settled.text == "Gent"
    assert settled.confidence == pytest.approx(0.98)


@pytest.mark.parametrize(("other", "believed"), [(0.7, "Gent"), (0.95, "Genk")])
def test_of_two_readings_the_surer_one_holds(other: float, believed: str) -> None:
    assert settle(Piece(TOP, "Gent", 0.8), [Piece(TOP, "Genk", other)]).text == believed


def test_a_line_that_the_second_reader_does_not_see_stays() -> None:
    assert settle(Piece(TOP, "Gent", 0.8), []) == Piece(TOP, "Gent", 0.8)


def test_figures_are_doubted_sooner_than_words() -> None:
    assert is_weak(Piece(TOP, "EUR 1.204,50", 0.93))
    assert not is_weak(Piece(TOP, "Met vriendelijke groeten", 0.93))


@pytest.mark.parametrize("text", ["▲", "%", "Mm"])
def test_a_logo_or_a_flourish_is_not_asked_about(text: str) -> None:
    assert not is_weak(Piece(TOP, text, 0.5))


class Failing:
    """A reader that never comes to an end."""

    def pieces(self, raster: np.ndarray) -> list[Piece]:
        raise ReadingTimedOut(seconds=1.0)


def test_where_the_second_reader_fails_the_first_one_s_reading_stands() -> None:
    first = Reader([Piece(TOP, "a line that is read well enough", 0.99), Piece(MIDDLE, "9OOO", 0.7)])

    page = DoubleReader(first, Failing()).read(_printed(), 100, ())

    assert [line.text for line in page.lines] == ["a line that is read well enough", "9OOO"]


def test_a_till_slip_is_read_by_the_surer_reader_alone() -> None:
    first, second = Reader(), Reader([Piece(TOP, "PAIN COMPLET 2,10", 0.97)])

    page = DoubleReader(first, second).read(_printed(), 300, ())

    assert page.text == "PAIN COMPLET 2,10"
    assert first.shown == []

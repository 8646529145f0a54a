"""A page on which no strip makes sense is read every way up before it is left as gibberish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from numpy.typing import NDArray

from archive.reading import Line, Word
from ocr_workers.engines.api import NOTHING_READ, OrientationGuess, RecognisedPage, Wants
from ocr_workers.pipeline import PageInHand, ReadingTools, doubt_the_orientation, recognise_text, take_in_hand
from ocr_workers.steps.orient import Orientation, turn_upright
from paper.geometry import Box

DPI = 300.0
ROWS, COLUMNS, CORNER = 400, 300, 60
WANTS = Wants(clean_page=False, language=False)


def page_with_a_dark_corner() -> NDArray[np.uint8]:
    """Upright, its upper left corner is dark: by that the engine knows which way up it was given."""
    page = np.full((ROWS, COLUMNS), 255, np.uint8)
    page[:CORNER, :CORNER] = 0
    return page


def dark_corner_of(raster: NDArray[np.uint8]) -> int:
    """By how many degrees the page must have been turned clockwise."""
    return next(turn for turn in (0, 90, 180, 270) if turn_upright(raster, turn)[:CORNER, :CORNER].mean() < 50)


@dataclass
class CornerEngine:
    """Reads four lines, as surely as it was told for the way up that the dark corner shows; skims nothing."""

    sureness: Mapping[int, float]
    wants: Wants = WANTS
    given: list[int] = field(default_factory=list)

    def read(self, raster: NDArray[np.uint8], dpi: float, languages: Sequence[str]) -> RecognisedPage:
        del dpi, languages
        turn = dark_corner_of(raster)
        self.given.append(turn)
        return RecognisedPage(tuple(self._line(number, self.sureness[turn]) for number in range(4)))

    def skim(self, raster: NDArray[np.uint8], dpi: float, languages: Sequence[str]) -> RecognisedPage:
        del raster, dpi, languages
        return NOTHING_READ

    def detect(self, raster: NDArray[np.uint8], dpi: float) -> OrientationGuess | None:
        del raster, dpi
        return None

    @staticmethod
    def _line(number: int, sureness: float) -> Line:
        return Line((Word("written", Box(20, 80 + 60 * number, 90, 30), sureness),), block=0)


def doubted(engine: CornerEngine, turned_deg: int, told_deg: int | None = None) -> PageInHand:
    """The page as it comes out of the step, wrongly but surely thought upright before."""
    tools = ReadingTools(engine, engine, upright_deg=told_deg)
    page = take_in_hand(turn_upright(page_with_a_dark_corner(), -turned_deg % 360), DPI)
    page = PageInHand(page.raster, DPI, page.ink, page.blank, orientation=Orientation(0, 1.0))
    return doubt_the_orientation(recognise_text(page, tools), tools)


@pytest.mark.parametrize("turned_deg", [90, 180, 270])
def test_gibberish_is_turned_until_it_makes_sense(turned_deg: int) -> None:
    page = doubted(CornerEngine({turn: 0.9 if turn == 0 else 0.05 for turn in (0, 90, 180, 270)}), turned_deg)

    assert page.recognised.confidence == pytest.approx(0.9)
    assert page.orientation.turn_deg == turned_deg
    assert dark_corner_of(page.raster) == 0


def test_what_is_gibberish_every_way_up_stays_as_it_was() -> None:
    engine = CornerEngine({0: 0.14, 90: 0.05, 180: 0.12, 270: 0.2})
    page = doubted(engine, 180)

    assert page.orientation.turn_deg == 0
    assert dark_corner_of(page.raster) == 180
    assert sorted(engine.given) == [0, 90, 180, 270]


@pytest.mark.parametrize(("sureness", "told_deg"), [(0.5, None), (0.05, 0)], ids=["poorly read", "told by a person"])
def test_nothing_else_is_read_four_times(sureness: float, told_deg: int | None) -> None:
    engine = CornerEngine({0: 0.9, 90: 0.9, 180: sureness, 270: 0.9})
    page = doubted(engine, 180, told_deg)

    assert engine.given == [180]
    assert page.orientation.turn_deg == 0

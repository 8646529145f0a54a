"""A whole page through the real engines."""

from __future__ import annotations

import pytest

from archive.reading import Blankness, TextSource
from ocr_workers.engines.choice import engine_named
from ocr_workers.engines.tesseract import TesseractEngine
from ocr_workers.pipeline import ReadingTools, read_page
from ocr_workers.steps.deskew import turned_back
from tests.unit.ocr_workers.synthetic_pages import blank_page, noisy, turned, written_page

DPI = 300.0


@pytest.fixture(scope="module", params=["auto", "tesseract"])
def tools(request: pytest.FixtureRequest) -> ReadingTools:
    tesseract = TesseractEngine()
    return ReadingTools(engine_named(request.param, tesseract), tesseract)


def test_a_tilted_letter_upside_down_is_read_word_for_word(tools: ReadingTools) -> None:
    upside_down = turned(written_page(dpi=DPI), 180)
    page = noisy(turned_back(upside_down, -3.2, (upside_down.shape[1], upside_down.shape[0])), 4.0)

    reading = read_page(page, DPI, 1, tools).reading

    assert reading.orientation_deg == 180
    assert reading.skew_deg == pytest.approx(3.2, abs=0.05)
    assert reading.language == "en"
    assert reading.source is TextSource.RECOGNISED
    assert "any question. The remaining four follow at the beginning of April," in reading.text
    assert reading.confidence > 0.85


def test_words_lie_where_they_were_printed(tools: ReadingTools) -> None:
    reading = read_page(written_page(dpi=DPI), DPI, 1, tools).reading

    amsterdam = next(word for word in reading.words if word.text.startswith("Amsterdam"))

    assert amsterdam.box.x == pytest.approx(25 / 25.4 * DPI, abs=6)
    assert amsterdam.box.y == pytest.approx(60 / 25.4 * DPI, abs=20)


@pytest.mark.parametrize("turn_deg", [0, 180])
def test_a_short_page_in_capitals_is_turned_by_what_can_be_read(tools: ReadingTools, turn_deg: int) -> None:
    page = turned(written_page(["ANNUAL GENERAL MEETING", "LIST OF PERSONS PRESENT"], dpi=DPI, points=14), turn_deg)

    reading = read_page(page, DPI, 1, tools).reading

    assert reading.orientation_deg == turn_deg
    assert "ANNUAL GENERAL MEETING" in reading.text


def test_a_bare_back_is_not_read_at_all(tools: ReadingTools) -> None:
    reading = read_page(noisy(blank_page(DPI), 5.0), DPI, 2, tools).reading

    assert reading.blankness is Blankness.BLANK
    assert reading.words == ()
    assert reading.notes == ()

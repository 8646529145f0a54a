from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ocr_workers.engines.word_boxes import words_in_line
from paper.geometry import Box

PAPER, PRINT = 245, 30


def _line_of(words: list[tuple[int, int]], width: int = 400) -> np.ndarray:
    """A page with one line: solid words from column to column, 20 rows high."""
    page = np.full((100, width), PAPER, np.uint8)
    for start, end in words:
        page[40:60, start:end] = PRINT
    return page


def test_each_word_gets_the_ink_between_the_gaps() -> None:
    page = _line_of([(20, 100), (115, 150), (165, 300)])

    words = words_in_line(page, Box(10, 30, 300, 40), "Brussels the fourteenth", 0.9)

    assert [word.text for word in words] == ["Brussels", "the", "fourteenth"]
    assert [word.box for word in words] == [Box(20, 40, 80, 20), Box(115, 40, 35, 20), Box(165, 40, 135, 20)]
    assert {word.confidence for word in words} == {0.9}


def test_words_may_have_their_own_confidences_and_parts_of_one_share_its() -> None:
    page = _line_of([(20, 170), (183, 200), (215, 300)])

    words = words_in_line(page, Box(10, 30, 300, 40), "Bahnhofstrasse99 Aalst", 0.9, (0.4, 0.8))

    assert [(word.text, word.confidence) for word in words] == [("Bahnhofstrasse", 0.4), ("99", 0.4), ("Aalst", 0.8)]


def test_a_gap_between_letters_does_not_part_a_word() -> None:
    # Two wide letters of the first word stand further apart than usual.
    page = _line_of([(20, 60), (66, 120), (132, 240)])

    words = words_in_line(page, Box(10, 30, 240, 40), "Molenweg achtergrond", 0.9)

    assert [word.box.x for word in words] == [20, 132]


def test_words_that_touch_are_parted_where_their_letters_end() -> None:
    words = words_in_line(_line_of([(20, 220)]), Box(10, 30, 220, 40), "abcde ghkno", 0.8)

    assert words[1].box.x == pytest.approx(120, abs=8)
    assert words[1].box.right == 220


def test_white_on_black_is_found_as_well() -> None:
    page = cv2.bitwise_not(_line_of([(20, 100), (120, 200)])).astype(np.uint8)

    assert [word.box.x for word in words_in_line(page, Box(10, 35, 200, 30), "Total", 0.9)] == [20]


@pytest.mark.parametrize("box", [Box(500, 30, 40, 20), Box(10, 30, 0, 0)])
def test_a_box_beside_the_page_holds_no_words(box: Box) -> None:
    assert words_in_line(_line_of([]), box, "ghost", 0.9) == ()


def test_a_blank_text_has_no_words() -> None:
    assert words_in_line(_line_of([(20, 100)]), Box(10, 30, 100, 40), " ", 0.9) == ()


def _set_line(*parts: str, gap: int) -> tuple[np.ndarray, Box]:
    """A line whose parts stand `gap` pixels apart."""
    image = Image.new("L", (900, 60), 250)
    draw, x = ImageDraw.Draw(image), 12.0
    font = ImageFont.truetype("LiberationSans-Regular.ttf", 30)
    for part in parts:
        draw.text((x, 10), part, fill=20, font=font)
        x += font.getlength(part) + gap
    return np.array(image, np.uint8), Box(0, 0, 900, 60)


def test_a_blank_that_the_reader_missed_is_seen_in_the_ink() -> None:
    grey, box = _set_line("Bahnhofstrasse", "99", "in", "Gent", gap=10)

    words = words_in_line(grey, box, "Bahnhofstrasse99 in Gent", 0.9)

    assert [word.text for word in words] == ["Bahnhofstrasse", "99", "in", "Gent"]


@pytest.mark.parametrize(
    "parts",
    [("GLN", "4333741000005"), ("4711", "AALST"), ("Bruttopreis:", "30,00"), ("Rabatt:", "-1,80"), ("Nr.:", "00942")],
    ids=["label and number", "number and place", "label and price", "label and discount", "label and code"],
)
def test_a_label_and_its_number_are_parted_where_a_blank_shows(parts: tuple[str, str]) -> None:
    apart, box = _set_line(*parts, "en", "voor", gap=10)
    tight, tight_box = _set_line("".join(parts), "en", "voor", gap=10)
    text = f"{''.join(parts)} en voor"

    assert [word.text for word in words_in_line(apart, box, text, 0.9)] == [*parts, "en", "voor"]
    assert [word.text for word in words_in_line(tight, tight_box, text, 0.9)] == text.split()


def test_a_number_set_tight_stays_one_word() -> None:
    grey, box = _set_line("K4321", "10ST", "GmbH", gap=10)

    words = words_in_line(grey, box, "K4321 10ST GmbH", 0.9)

    assert [word.text for word in words] == ["K4321", "10ST", "GmbH"]


def test_widely_set_capitals_stay_one_word() -> None:
    grey, box = _set_line(*"RECHNUNG24", gap=9)

    words = words_in_line(grey, box, "RECHNUNG24", 0.9)

    assert [word.text for word in words] == ["RECHNUNG24"]


def test_an_amount_in_letters_of_one_width_stays_one_word() -> None:
    image = Image.new("L", (900, 60), 250)
    font = ImageFont.truetype("LiberationMono-Regular.ttf", 30)
    ImageDraw.Draw(image).text((12, 10), "BANANAS  LOOSE 17.45", fill=20, font=font)

    words = words_in_line(np.array(image, np.uint8), Box(0, 0, 900, 60), "BANANAS LOOSE 17.45", 0.9)

    assert [word.text for word in words] == ["BANANAS", "LOOSE", "17.45"]


def test_a_code_with_a_wide_gap_is_left_as_it_was_read() -> None:
    grey, box = _set_line("K", "4321", "in", "Gent", gap=10)

    words = words_in_line(grey, box, "K4321 in Gent", 0.9)

    assert [word.text for word in words] == ["K4321", "in", "Gent"]

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from archive.reading import Blankness
from ocr_workers.steps.blank import judge_blank
from ocr_workers.steps.ink import map_ink
from paper.geometry import mm_to_px
from tests.unit.ocr_workers.synthetic_pages import DPI, blank_page, noisy, tilted, written_page


def judge(page: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> Blankness:
    return judge_blank(map_ink(page, DPI)).blankness


@pytest.mark.parametrize("sigma", [0.0, 4.0, 12.0])
def test_a_bare_back_is_blank_whatever_the_noise(sigma: float) -> None:
    assert judge(noisy(blank_page(), sigma)) is Blankness.BLANK


def test_print_that_shows_through_leaves_the_back_blank() -> None:
    front = written_page(ink=212)

    assert judge(noisy(np.ascontiguousarray(np.fliplr(front)), 3.0)) is Blankness.BLANK


def test_a_tilted_back_with_a_black_scan_border_and_punch_holes_is_blank() -> None:
    image = Image.fromarray(tilted(blank_page(), 0.0))
    draw = ImageDraw.Draw(image)
    for y_mm in (108, 188):
        draw.ellipse([mm_to_px(v, DPI) for v in (9, y_mm, 15, y_mm + 6)], fill=30)
    draw.polygon([(0, 0), (image.width, 0), (image.width, 6), (0, 60)], fill=5)

    assert judge(noisy(np.array(image, np.uint8), 5.0)) is Blankness.BLANK


def test_a_streak_of_a_dirty_sensor_leaves_the_back_blank() -> None:
    page = blank_page()
    page[:, 400:403] = 120

    assert judge(noisy(page, 4.0)) is Blankness.BLANK


@pytest.mark.parametrize("grey", [245, 190])
def test_a_page_with_two_words_is_not_blank(grey: int) -> None:
    assert judge(noisy(written_page(["Seite zwei"], grey=grey), 4.0)) is Blankness.PRINTED


def test_a_lone_page_number_is_for_a_person_to_decide() -> None:
    assert judge(written_page(["- 2 -"], points=12.0)) in {Blankness.DOUBTFUL, Blankness.PRINTED}


def test_faint_pencil_is_never_called_blank() -> None:
    assert judge(noisy(written_page(ink=178), 3.0)) is not Blankness.BLANK


def test_a_photograph_is_not_blank() -> None:
    page = blank_page()
    page[300:900, 200:1000] = np.linspace(20, 120, 800).astype(np.uint8)

    assert judge(page) is Blankness.PRINTED

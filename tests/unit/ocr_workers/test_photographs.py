from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ocr_workers.photographs import lay_flat
from ocr_workers.steps.deskew import measure_tilt
from ocr_workers.steps.ink import map_ink
from ocr_workers.steps.light import even_light, measure_light
from ocr_workers.steps.resolution import likely_dpi
from ocr_workers.steps.sheet import find_sheet
from ocr_workers.steps.unbend import is_bent, measure_bend, unbent
from tests.unit.ocr_workers.synthetic_pages import DPI, LETTER, noisy, tilted, written_page

CORNERS = np.array([(160, 110), (1330, 190), (1250, 1830), (90, 1740)], np.float32)
PICTURE = (1440, 1920)
Raster = NDArray[np.uint8]


def photograph(page: Raster, table: int = 60, roughness: float = 14.0) -> Raster:
    """The page seen at an angle on a table of that grey."""
    rows, columns = page.shape
    sheet = np.array([(0, 0), (columns, 0), (columns, rows), (0, rows)], np.float32)
    matrix = cv2.getPerspectiveTransform(sheet, CORNERS)
    laid = cv2.warpPerspective(np.maximum(page, 1), matrix, PICTURE, flags=cv2.INTER_AREA)
    ground = np.random.default_rng(1).normal(table, roughness, laid.shape)
    return np.where(laid > 0, laid, np.clip(ground, 0, 255)).astype(np.uint8)


def curled(page: Raster, height_px: float) -> Raster:
    rows, columns = page.shape
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    bend = height_px * np.sin(np.linspace(0, np.pi, columns))
    return cv2.remap(page, x, (y - bend).astype(np.float32), cv2.INTER_LINEAR, borderValue=245).astype(np.uint8)


@pytest.mark.parametrize("table", [20, 110, 180])
def test_a_sheet_on_a_table_is_found_to_a_few_pixels(table: int) -> None:
    found = find_sheet(photograph(written_page(), table))

    assert found is not None
    assert np.abs(found.corners - CORNERS).max() < 5
    assert found.confidence > 0.9


def test_a_photographed_letter_is_laid_flat_with_its_paper_s_resolution() -> None:
    laid = lay_flat(photograph(written_page()), 72.0)

    assert laid.is_photograph
    assert laid.knows_dpi
    rows, columns = laid.raster.shape
    assert rows / columns == pytest.approx(297 / 210, rel=0.01)
    assert laid.dpi == pytest.approx(rows / 11.69, rel=0.02)


def test_the_lines_of_a_photographed_letter_come_out_straight() -> None:
    laid = lay_flat(photograph(written_page()), 72.0)

    assert abs(measure_tilt(map_ink(laid.raster, laid.dpi)).skew_deg) < 0.4


@pytest.mark.parametrize(
    "scan",
    [
        written_page(),
        noisy(written_page(), 6.0),
        tilted(written_page(), 4.0),
        cv2.copyMakeBorder(tilted(written_page(), 0.2), 40, 90, 30, 60, cv2.BORDER_CONSTANT, value=8),
        cv2.copyMakeBorder(written_page(), 0, 200, 0, 500, cv2.BORDER_CONSTANT, value=255),
        np.full((400, 300), 128, np.uint8),
    ],
    ids=["plain", "noisy", "tilted", "on black", "on white", "one grey"],
)
def test_a_scan_comes_out_as_it_went_in(scan: Raster) -> None:
    laid = lay_flat(scan, DPI)

    assert laid.raster is scan
    assert laid.dpi == DPI
    assert not laid.is_photograph


def test_a_shadow_is_taken_off_the_paper_and_a_dark_picture_is_kept() -> None:
    page = written_page()
    page[1300:1600, 300:900] = 90
    lit = np.clip(page * np.linspace(1.0, 0.55, page.shape[1])[None, :], 0, 255).astype(np.uint8)
    light = measure_light(lit, DPI)

    even = even_light(lit, light)

    assert light.unevenness > 0.3
    assert int(even[200, 100]) - int(even[200, -100]) < 8
    assert even[1450, 600] < 130


def test_a_curled_page_is_made_flat_and_a_flat_one_is_left_alone() -> None:
    flat, bent = written_page([*LETTER, *LETTER]), curled(written_page([*LETTER, *LETTER]), 22)

    bend = measure_bend(map_ink(bent, DPI))

    assert not is_bent(measure_bend(map_ink(flat, DPI)))
    assert is_bent(bend)
    assert bend.height_mm == pytest.approx(22 / DPI * 25.4, rel=0.4)
    assert measure_bend(map_ink(unbent(bent, bend), DPI)).height_mm < 0.5


def test_a_wrong_resolution_is_seen_by_the_letters_size_and_a_right_one_kept() -> None:
    ink = map_ink(written_page(), DPI)
    huge = map_ink(written_page(), DPI / 4)

    assert likely_dpi(ink, DPI) == DPI
    assert likely_dpi(huge, DPI / 4) == pytest.approx(DPI, rel=0.35)

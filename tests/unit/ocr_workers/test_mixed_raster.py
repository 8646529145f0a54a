"""Nothing but bare paper is lost when a page is taken apart."""

from __future__ import annotations

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest
from numpy.typing import NDArray

from ocr_workers.mixed_raster import take_apart
from paper.pdfa_layers import PageLayers, write_layers
from tests.unit.ocr_workers.synthetic_pages import LETTER, blank_page, noisy, written_page

DPI = 300.0
Raster = NDArray[np.uint8]


def in_colour(grey: Raster, sigma: float = 6.0) -> Raster:
    """The page in RGB with each channel's own noise, as a scanner has it."""
    noise = np.random.default_rng(7).normal(0, sigma, (*grey.shape, 3))
    return np.clip(grey[..., None] + noise, 0, 255).astype(np.uint8)


def drawn(layers: PageLayers) -> Raster:
    with pdfium.PdfDocument(write_layers(layers)) as pdf:
        raster: Raster = pdf[0].render(scale=1.0, rev_byteorder=True).to_numpy()[..., :3].copy()
    return raster


def test_a_page_of_text_is_print_alone_and_small() -> None:
    page = in_colour(written_page(dpi=DPI))

    layers = take_apart(page, DPI)

    assert layers.tiles == ()
    assert len(write_layers(layers)) < 60_000


def test_print_stands_where_it_stood() -> None:
    page = written_page(dpi=DPI)

    shown = drawn(take_apart(noisy(page, 6.0), DPI))[..., 0]

    wrong = cv2.morphologyEx(
        ((shown < 128) != (page < 128)).astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)
    )
    assert not wrong.any()


def test_a_stamp_and_a_signature_keep_their_colour() -> None:
    page = in_colour(written_page(dpi=DPI))
    cv2.circle(page, (1700, 2600), 160, (200, 40, 50), 8)
    cv2.polylines(page, [np.array([[500, 2600], [600, 2500], [700, 2680], [900, 2560]])], False, (30, 40, 160), 5)

    shown = drawn(take_apart(page, DPI))

    assert shown[2600 - 160, 1700].astype(int) @ [1, -1, 0] > 80
    assert shown[2500:2680, 500:900].reshape(-1, 3).astype(int)[:, 2].min() > 80
    assert (shown[2500:2680, 500:900].astype(int) @ [-1, 0, 1]).max() > 60


@pytest.mark.parametrize("size", [150, 500, 1500])
def test_a_photo_looks_as_it_did(size: int) -> None:
    page = in_colour(written_page(dpi=DPI))
    photo = cv2.resize(np.random.default_rng(3).integers(0, 256, (9, 9), dtype=np.uint8), (size, size))
    page[1700 : 1700 + size, 400 : 400 + size] = cv2.applyColorMap(photo, cv2.COLORMAP_OCEAN)[..., ::-1]

    shown = drawn(take_apart(page, DPI))

    there = slice(1700, 1700 + size), slice(400, 400 + size)
    wanted, kept = (cv2.blur(each[there], (15, 15)).astype(np.float32) for each in (page, shown))
    assert np.abs(np.minimum(wanted * 255 / 245, 255) - kept).mean() < 10


@pytest.mark.parametrize("fill", [225, 170, 90])
def test_a_shaded_box_stays_shaded_and_its_text_legible(fill: int) -> None:
    page = written_page(dpi=DPI)
    page[2000:2120, 300:2100] = fill
    cv2.putText(page, "Totaal 1.234,56", (400, 2085), cv2.FONT_HERSHEY_SIMPLEX, 2.0, 10, 4)

    shown = drawn(take_apart(noisy(page, 6.0), DPI))[..., 0]

    assert abs(float(np.median(shown[2010:2110, 1500:2000])) - fill * 255 / 245) < 12
    assert shown[2030:2100, 400:900].min() < 70


def test_pale_print_stays_pale_beside_black() -> None:
    page = written_page(dpi=DPI)
    page = np.minimum(page, np.roll(written_page(LETTER, dpi=DPI, ink=175), 1400, axis=0))

    shown = drawn(take_apart(noisy(page, 3.0), DPI))[..., 0]

    pale = shown[2150:3300]
    assert 90 < pale.min() < 215
    assert shown[700:1400].min() < 40


def test_a_pale_shaded_row_stays_shaded_and_its_grain_is_no_print() -> None:
    page = written_page(dpi=DPI, grey=244)
    rows = [(round((60 + 12 * index) / 25.4 * DPI), round((66 + 12 * index) / 25.4 * DPI)) for index in range(7)]
    for top, foot in rows:
        part = page[top:foot, 250:2200]
        part[part > 200] = 233

    layers = take_apart(noisy(page, 6.0), DPI)

    shown = drawn(layers)[..., 0]
    assert all(235 < np.median(shown[top + 8 : foot - 8, 1900:2180]) < 250 for top, foot in rows)
    specks = cv2.morphologyEx((shown < 128).astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    far_from_letters = cv2.erode(page, np.ones((9, 9), np.uint8)) > 180
    assert not specks[far_from_letters].any()


def test_a_page_that_is_one_picture_is_kept_as_one() -> None:
    picture = cv2.resize(np.random.default_rng(5).integers(0, 200, (40, 30, 3), dtype=np.uint8), (2480, 3508))

    layers = take_apart(picture.astype(np.uint8), DPI)

    assert [tile.box.area for tile in layers.tiles] == [2480 * 3508]
    assert np.abs(cv2.blur(drawn(layers), (31, 31)).astype(int) - cv2.blur(picture, (31, 31))).mean() < 6


@pytest.mark.parametrize("dpi", [100.0, 200.0, 400.0, 600.0])
def test_every_resolution_keeps_its_print(dpi: float) -> None:
    page = written_page(dpi=dpi)

    shown = drawn(take_apart(page, dpi))[..., 0]

    assert shown.shape == page.shape
    assert abs(np.mean(shown < 128) / np.mean(page < 128) - 1) < 0.25


def test_a_bare_sheet_is_bare() -> None:
    layers = take_apart(noisy(blank_page(DPI), 6.0), DPI)

    assert drawn(layers).min() > 200
    assert len(write_layers(layers)) < 10_000


def small_pale_print() -> tuple[Raster, list[tuple[int, int]]]:
    """Stems of pale small print, each with a dot above it, and where the dots are."""
    page = np.full((800, 800), 250, np.uint8)
    dots = [(row, column) for row in range(100, 700, 60) for column in range(60, 740, 22)]
    for row, column in dots:
        page[row : row + 17, column : column + 2] = 185
        page[row - 6 : row - 3, column - 1 : column + 2] = 185
    return cv2.GaussianBlur(page, (0, 0), 0.7).astype(np.uint8), dots


def test_dots_on_pale_small_print_survive() -> None:
    page, dots = small_pale_print()

    shown = drawn(take_apart(in_colour(page), DPI))[..., 0]

    kept = [shown[row - 7 : row - 2, column - 2 : column + 3].min() < 240 for row, column in dots]
    assert np.mean(kept) > 0.99


@pytest.mark.parametrize("is_upright", [False, True])
def test_hairlines_survive_in_noise(is_upright: bool) -> None:
    page = written_page(dpi=DPI)
    rows = range(1900, 2800, 90)
    for row in rows:
        page[row, 300:2100] = 195
    page = cv2.GaussianBlur(page.T.copy() if is_upright else page, (0, 0), 0.6).astype(np.uint8)

    shown = drawn(take_apart(in_colour(page), DPI))[..., 0]

    shown = shown.T if is_upright else shown
    unbroken = [(shown[row - 2 : row + 3, 320:2080].min(axis=0) < 245).mean() for row in rows]
    assert min(unbroken) > 0.95


def test_letters_set_close_are_not_struck_through() -> None:
    page = np.full((1200, 2000), 250, np.uint8)
    for row in range(100, 1100, 70):
        for column in range(100, 1900, 7):
            page[row : row + 22, column : column + 4] = 40

    shown = drawn(take_apart(in_colour(cv2.GaussianBlur(page, (0, 0), 0.8).astype(np.uint8)), DPI))[..., 0]

    gaps = shown[105:118, 105:1890:7]
    assert np.mean(gaps > 128) > 0.95


def test_a_box_of_the_palest_tint_keeps_it() -> None:
    page = in_colour(written_page(dpi=DPI))
    box = page[2200:2500, 1300:2200].astype(np.int16)
    page[2200:2500, 1300:2200] = np.clip(box - (26, 12, 26), 0, 255).astype(np.uint8)

    shown = drawn(take_apart(page, DPI))[2250:2450, 1350:2150].reshape(-1, 3).mean(axis=0)

    assert shown[1] - shown[0] > 8
    assert shown[1] - shown[2] > 8

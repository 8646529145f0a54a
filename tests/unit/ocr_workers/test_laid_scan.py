from __future__ import annotations

import io

import numpy as np
import pikepdf
import pytest
from numpy.typing import NDArray
from PIL import Image

from archive.reading import Blankness, PageReading, TextSource
from ocr_workers.pipeline import ReadPage
from ocr_workers.print_image import ReceivedFile, ScanningProfile, print_image
from ocr_workers.steps import deskew, orient
from ocr_workers.steps.ink import map_ink
from paper.render import RenderedPage
from tests.unit.ocr_workers.synthetic_pages import DPI, noisy, turned, written_page

SKEW_DEG = 3.0


def scanned_and_read(quarter_turn: int, said_skew_deg: float = SKEW_DEG) -> tuple[RenderedPage, ReadPage]:
    """A page scanned askew and turned, and what reading made of it."""
    straight = turned(written_page(), quarter_turn)
    scan = noisy(deskew.turned_back(straight, -SKEW_DEG, (straight.shape[1], straight.shape[0])), 5.0)
    upright = orient.turn_upright(deskew.straightened(scan, SKEW_DEG, map_ink(scan, DPI)), quarter_turn)
    reading = PageReading(
        number=1, width_px=upright.shape[1], height_px=upright.shape[0], dpi=DPI, orientation_deg=quarter_turn,
        skew_deg=said_skew_deg, blankness=Blankness.PRINTED, language="en", lines=(), barcodes=(), confidence=1.0,
        source=TextSource.RECOGNISED,
    )  # fmt: skip
    return RenderedPage(scan, DPI, None), ReadPage(reading, upright)


def as_received(pixels: NDArray[np.uint8]) -> ReceivedFile:
    """A PNG file of these pixels."""
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return ReceivedFile(file.getvalue(), "image/png")


@pytest.mark.parametrize("quarter_turn", [0, 90, 180, 270])
def test_a_scan_is_laid_as_it_is_where_the_read_page_is_it_turned(quarter_turn: int) -> None:
    rendered, read = scanned_and_read(quarter_turn)

    assert print_image(ScanningProfile.LOSSLESS, as_received(rendered.raster), rendered, read).image.startswith(
        b"%PDF-"
    )


def test_a_scan_that_would_not_lie_under_its_words_is_not_laid() -> None:
    rendered, read = scanned_and_read(0, said_skew_deg=4.0)

    assert print_image(ScanningProfile.LOSSLESS, as_received(rendered.raster), rendered, read).image.startswith(
        b"\xff\xd8"
    )


def test_a_page_cut_in_reading_is_not_laid() -> None:
    rendered, read = scanned_and_read(0)
    cut = ReadPage(read.reading, np.ascontiguousarray(read.upright_raster[80:, 40:]))

    assert print_image(ScanningProfile.LOSSLESS, as_received(rendered.raster), rendered, cut).image.startswith(
        b"\xff\xd8"
    )


def test_colours_too_pale_for_reading_are_kept_without_loss() -> None:
    rendered, read = scanned_and_read(0)
    coloured = np.repeat(rendered.raster[..., None], 3, axis=2)
    coloured[300:500, 200:600, 0] //= 16
    coloured[300:500, 200:600, 0] *= 16

    laid = print_image(ScanningProfile.LOSSLESS, as_received(coloured), rendered, read).image

    with pikepdf.open(io.BytesIO(laid)) as pdf:
        image = pdf.pages[0].get_images()["/Scan"]
        assert isinstance(image, pikepdf.Stream)
        assert np.array_equal(np.asarray(pikepdf.PdfImage(image).as_pil_image()), coloured)

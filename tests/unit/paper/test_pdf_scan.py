"""A scan wrapped in a PDF is found as it was put there; a page that shows anything else is no scan."""

from __future__ import annotations

import io
import zlib

import numpy as np
import pikepdf
import pytest

from paper.pdf_scan import find_scan
from paper.render import render_page
from tests.unit.paper.page_files import draw_full_page, full_page_image, letter_content, pdf, picture, saved

JPEG = saved(picture((500, 700)), "JPEG", quality=90)


def wrapped_jpeg(content: bytes, **entries: object) -> bytes:
    """A page of 300 by 420 points that may draw the picture as `/I0`."""
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(300, 420))
        image = pikepdf.Stream(
            document, JPEG, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=500, Height=700,
            ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode, **entries,
        )  # fmt: skip
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I0=image))
        page.obj.Contents = document.make_stream(content)
        file = io.BytesIO()
        document.save(file)
    return file.getvalue()


FULL = b"q 300 0 0 420 0 0 cm /I0 Do Q "


def drawn(file: bytes) -> np.ndarray:
    return render_page(file, "application/pdf", 1).raster


def test_a_jpeg_comes_out_byte_by_byte_with_its_place() -> None:
    file = wrapped_jpeg(b"q 150 0 0 210 100 150 cm /I0 Do Q")

    scan = find_scan(file, 1, drawn(file))

    assert scan is not None
    assert scan.image == JPEG
    dots = 300 / 72
    placed = [(100, 60), (250, 60), (100, 270)]
    for found, (x, y) in zip(scan.corners, placed, strict=True):
        assert found == pytest.approx((x * dots, y * dots), abs=1.0)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_other_pixels_come_out_exactly_whichever_way_the_page_is_turned(rotate: int) -> None:
    file = pdf(
        [draw_full_page() + letter_content(mode=3)], images=[full_page_image()], page_entries={"/Rotate": rotate}
    )

    scan = find_scan(file, 1, drawn(file))

    assert scan is not None
    assert isinstance(scan.image, np.ndarray)
    assert scan.image.tobytes() == zlib.decompress(full_page_image()[0])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        FULL + b"0 0 1 rg 20 30 90 60 re f",
        FULL + FULL,
        b"q 10 10 100 200 re W n " + FULL + b"Q",
    ],
    ids=["nothing", "a stamp over it", "drawn twice", "cut by a path"],
)
def test_a_page_that_is_not_its_scan_alone_is_none(content: bytes) -> None:
    file = wrapped_jpeg(content)

    assert find_scan(file, 1, drawn(file)) is None


def test_a_scan_shown_in_other_colours_is_none() -> None:
    file = wrapped_jpeg(FULL, Decode=pikepdf.Array([1, 0, 1, 0, 1, 0]))

    assert find_scan(file, 1, drawn(file)) is None


def test_a_page_of_letters_is_none() -> None:
    file = pdf([draw_full_page() + letter_content()], images=[full_page_image()])

    assert find_scan(file, 1, drawn(file)) is None


def test_a_broken_file_is_none() -> None:
    assert find_scan(b"%PDF-1.4 nothing", 1, np.full((40, 30), 255, np.uint8)) is None

"""The PDF of every scanning profile: valid by the reference validator, its text under its print."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from numpy.typing import NDArray
from PIL import Image

from archive.reading import PageReading, from_values
from ocr_workers.page_process import TASKS
from ocr_workers.steps.deskew import turned_back
from paper.sandbox_wire import TaskResult
from tests.integration.paper.conftest import Validate, verapdf  # noqa: F401 - the fixture is shared
from tests.unit.ocr_workers.synthetic_pages import noisy, turned, written_page

TILT_DEG = 2.0


def scanned(quarter_turn: int) -> NDArray[np.uint8]:
    """A letter in colour with a stamp, scanned askew."""
    straight = turned(written_page(dpi=300), quarter_turn)
    grey = noisy(turned_back(straight, -TILT_DEG, (straight.shape[1], straight.shape[0])), 5.0)
    page = np.repeat(grey[..., None], 3, axis=2)
    page[2100:2200, 1200:1500] = (40, 60, 190)
    return page


def as_file(page: NDArray[np.uint8], file_format: str) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(page).save(stream, file_format, dpi=(300, 300), quality=90)
    return stream.getvalue()


def read(file: bytes, media_type: str, profile: str) -> TaskResult:
    return TASKS["read_page"]({"media_type": media_type, "number": 1, "profile": profile}, (file,))


def composed(*pages: TaskResult) -> bytes:
    values = {
        "title": "Garden benches", "language": "en", "created": "2026-03-20T10:00:00+00:00", "document_id": "d1",
        "readings": [page.values for page in pages],
    }  # fmt: skip
    return TASKS["compose_pdf"](values, tuple(page.blobs[2] for page in pages)).blobs[0]


def ink_under_words(document: bytes, reading: PageReading) -> float:
    """Share of the words in whose boxes the drawn page is darkest where print is, not paper."""
    with pdfium.PdfDocument(document) as pdf:
        drawn = np.asarray(pdf[0].render(scale=reading.dpi / 72, grayscale=True).to_numpy())
    hits = [drawn[w.box.y : w.box.bottom, w.box.x : w.box.right].min() < 120 for w in reading.words]
    return float(np.mean(hits))


@pytest.mark.parametrize("quarter_turn", [0, 90])
def test_lossless_keeps_the_received_jpeg_and_lays_it_under_its_text(quarter_turn: int) -> None:
    file = as_file(scanned(quarter_turn), "JPEG")

    page = read(file, "image/jpeg", "lossless")

    reading = from_values(page.values)
    with pikepdf.open(io.BytesIO(page.blobs[2])) as layers:
        assert layers.pages[0].get_images()["/Scan"].read_raw_bytes() == file
    assert reading.orientation_deg == quarter_turn
    assert ink_under_words(composed(page), reading) > 0.98


def in_a_pdf(jpeg: bytes, width: int, height: int) -> bytes:
    """The image as scanning programs wrap it: a page of its own size at 300 dpi."""
    width_pt, height_pt = width * 0.24, height * 0.24
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(width_pt, height_pt))
        image = pikepdf.Stream(
            pdf, jpeg, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width, Height=height,
            ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
        )  # fmt: skip
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
        page.obj.Contents = pdf.make_stream(f"q {width_pt} 0 0 {height_pt} 0 0 cm /Im0 Do Q".encode())
        file = io.BytesIO()
        pdf.save(file)
    return file.getvalue()


def test_lossless_keeps_the_jpeg_that_a_pdf_wraps_and_lays_it_under_its_text() -> None:
    scan = scanned(0)
    jpeg = as_file(scan, "JPEG")

    page = read(in_a_pdf(jpeg, scan.shape[1], scan.shape[0]), "application/pdf", "lossless")

    with pikepdf.open(io.BytesIO(page.blobs[2])) as layers:
        assert layers.pages[0].get_images()["/Scan"].read_raw_bytes() == jpeg
    assert ink_under_words(composed(page), from_values(page.values)) > 0.98


def test_lossless_keeps_every_pixel_of_a_png() -> None:
    scan = scanned(0)[::2, ::2]

    page = read(as_file(scan, "PNG"), "image/png", "lossless")

    with pikepdf.open(io.BytesIO(page.blobs[2])) as layers:
        stream = layers.pages[0].get_images()["/Scan"]
        assert isinstance(stream, pikepdf.Stream)
        assert np.array_equal(np.asarray(pikepdf.PdfImage(stream).as_pil_image()), scan)


def test_every_profile_passes_the_reference_validator(verapdf: Validate, tmp_path: Path) -> None:  # noqa: F811
    scan = scanned(90)
    bilevel = np.where(written_page(dpi=200) < 128, 0, 255).astype(np.uint8)
    pages = {
        "text": read(as_file(scan, "JPEG"), "image/jpeg", "text"),
        "jpeg": read(as_file(scan, "JPEG"), "image/jpeg", "lossless"),
        "png": read(as_file(scan[::3, ::3], "PNG"), "image/png", "lossless"),
        "fax": read(as_file(bilevel, "PNG"), "image/png", "lossless"),
    }
    files = {tmp_path / f"{name}.pdf": composed(page) for name, page in pages.items()}
    files[tmp_path / "all.pdf"] = composed(*pages.values())
    for path, content in files.items():
        path.write_bytes(content)

    assert verapdf("2b", list(files)) == [f"ok {path}" for path in files]

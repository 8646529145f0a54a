"""The tasks of reading as the page sandbox offers them."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
from PIL import Image

from archive.reading import from_values
from ocr_workers.page_process import TASKS
from ocr_workers.rendition import placeholder
from tests.unit.ocr_workers.synthetic_pages import turned, written_page


def test_a_file_goes_in_and_a_reading_with_three_pictures_comes_out() -> None:
    page = turned(written_page(dpi=300), 180)
    stream = io.BytesIO()
    Image.fromarray(page).save(stream, "PNG", dpi=(300, 300))

    answer = TASKS["read_page"]({"media_type": "image/png", "number": 1}, (stream.getvalue(),))

    reading = from_values(answer.values)
    viewer, thumbnail = (Image.open(io.BytesIO(blob)) for blob in answer.blobs[:2])
    assert "promised for the spring" in reading.text
    assert reading.orientation_deg == 180
    with pdfium.PdfDocument(answer.blobs[2]) as printed:
        assert printed[0].get_size() == (reading.width_px, reading.height_px)
    assert abs(viewer.width / viewer.height - reading.width_px / reading.height_px) < 0.01
    assert thumbnail.height == 320


def test_intakes_tasks_are_offered_too() -> None:
    assert {"inspect", "extract_pages"} <= set(TASKS)


def test_readings_and_their_pictures_become_one_searchable_pdf() -> None:
    stream = io.BytesIO()
    Image.fromarray(written_page(dpi=300)).save(stream, "PNG", dpi=(300, 300))
    read = TASKS["read_page"]({"media_type": "image/png", "number": 1}, (stream.getvalue(),))
    values = {
        "title": "Garden benches",
        "language": "en",
        "created": "2026-03-20T10:00:00+00:00",
        "document_id": "d1",
        "readings": [read.values, read.values],
    }

    answer = TASKS["compose_pdf"](values, (read.blobs[2], read.blobs[2]))

    with pdfium.PdfDocument(answer.blobs[0]) as pdf:
        assert len(pdf) == answer.values["pages"] == 2
        assert "promised for the spring" in pdf[1].get_textpage().get_text_bounded()


def test_pictures_become_a_plain_pdf_of_the_size_of_the_paper() -> None:
    grey, colour = io.BytesIO(), io.BytesIO()
    Image.new("L", (1240, 1754), 200).save(grey, "WEBP")
    Image.new("RGB", (1240, 1754), (200, 30, 30)).save(colour, "WEBP")
    values = {"created": "2026-03-20T10:00:00+00:00", "document_id": "d1"}

    answer = TASKS["compose_plain_pdf"](values, (grey.getvalue(), colour.getvalue(), placeholder(3)))

    with pdfium.PdfDocument(answer.blobs[0]) as pdf:
        assert len(pdf) == 3
        assert [tuple(map(round, page.get_size())) for page in pdf] == [(595, 842)] * 3
    assert b"pdfaid:part" in answer.blobs[0]

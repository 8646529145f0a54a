"""Text lies exactly under its print in the PDF, in reading order, also on pages that were scanned turned and askew."""

from __future__ import annotations

import io
import itertools
import unicodedata

import numpy as np
import pypdfium2 as pdfium
import pytest
from numpy.typing import NDArray
from PIL import Image

from archive.reading import PageReading, Word, as_values, from_values
from ocr_workers.page_process import TASKS
from ocr_workers.print_image import KEPT_AS_RECEIVED
from ocr_workers.steps import deskew
from paper.geometry import Box
from tests.unit.ocr_workers.synthetic_pages import turned, written_page
from tests.unit.paper.born_digital import WORDS, letter

DPI = 300.0
LEAST_OVERLAP = 0.9
ODD_WORDS = ("Œuvre", "Größe", "€", "così", "naïve", "19,90", "ﬁn", "'t", "Müller-Lüdenscheidt", "№", "–", "a")


def overlap(first: Box, second: Box) -> float:
    """Intersection over union."""
    width = min(first.right, second.right) - max(first.x, second.x)
    height = min(first.bottom, second.bottom) - max(first.y, second.y)
    shared = max(width, 0) * max(height, 0)
    return shared / (first.width * first.height + second.width * second.height - shared)


def words_in(file: bytes, reading: PageReading) -> list[tuple[str, Box]]:
    """The words of the first page as a reader of the PDF finds them, with their boxes in pixels of the reading."""
    with pdfium.PdfDocument(file) as document:
        page = document[0]
        scale = reading.width_px / page.get_width()
        text = page.get_textpage()
        chars = [(chr(code), text.get_charbox(i, loose=True)) for i in range(text.count_chars())
                 if (code := pdfium.raw.FPDFText_GetUnicode(text, i))]  # fmt: skip
    words = []
    for is_blank, run in itertools.groupby(chars, key=lambda char: char[0].isspace()):
        if not is_blank:
            letters, bounds = zip(*run, strict=True)
            left, bottom, right, top = (f(b[k] for b in bounds) for k, f in enumerate((min, min, max, max)))
            x, y = left * scale, reading.height_px - top * scale
            box = Box(round(x), round(y), round((right - left) * scale), round((top - bottom) * scale))
            words.append(("".join(letters), box))
    return words


def composed(reading: PageReading, image: bytes, **more: object) -> bytes:
    document = {"title": "", "language": "en", "created": "2026-03-20T10:00:00+00:00", "document_id": "d", **more}
    return TASKS["compose_pdf"]({**document, "readings": [as_values(reading)]}, (image,)).blobs[0]


def png(page: NDArray[np.uint8]) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(page).save(stream, "PNG", dpi=(DPI, DPI))
    return stream.getvalue()


@pytest.mark.parametrize("profile", ["text", "lossless"])
@pytest.mark.parametrize(("quarter_turn", "tilt_deg"), [(0, 0.0), (90, 0.0), (180, 2.5)])
def test_words_lie_where_they_were_read(profile: str, quarter_turn: int, tilt_deg: float) -> None:
    page = turned(written_page(dpi=DPI), quarter_turn)
    scan = deskew.turned_back(page, -tilt_deg, (page.shape[1], page.shape[0])) if tilt_deg else page
    answer = TASKS["read_page"]({"media_type": "image/png", "number": 1, "profile": profile}, (png(scan),))
    reading = from_values(answer.values)

    found = words_in(composed(reading, answer.blobs[2]), reading)

    assert [text for text, _ in found] == [word.text for word in reading.words]
    assert len(found) > 100
    least = min(overlap(box, word.box) for (_, box), word in zip(found, reading.words, strict=True))
    assert least > LEAST_OVERLAP


def test_letters_of_five_languages_come_out_as_they_went_in() -> None:
    answer = TASKS["read_page"]({"media_type": "image/png", "number": 1}, (png(written_page(dpi=DPI)),))
    reading = from_values(answer.values)
    line = reading.lines[0]
    odd = [Word(text, Box(100 + 190 * i, 400, 20 + 12 * len(text), 40), 1.0) for i, text in enumerate(ODD_WORDS)]
    values = as_values(reading)
    values["lines"] = [{"block": line.block, "words": [[w.text, *_sides(w.box), 1.0] for w in odd]}]
    known = from_values(values)

    found = words_in(composed(known, answer.blobs[2]), known)

    # A reader takes ligatures apart, so that whoever searches finds them.
    assert [text for text, _ in found] == [
        unicodedata.normalize("NFKC", word) if "ﬁ" in word else word for word in ODD_WORDS
    ]


def test_a_kept_page_has_its_own_text_once() -> None:
    file = letter(WORDS)
    answer = TASKS["read_page"]({"media_type": "application/pdf", "number": 1}, (file,))
    reading = from_values(answer.values)
    source = {"media_type": "application/pdf", "name": "f.pdf", "is_whole": True, "places": {"0": 1}}
    document = {
        "title": "", "language": "de", "created": "2026-03-20T10:00:00+00:00", "document_id": "d",
        "readings": [answer.values], "sources": [source],
    }  # fmt: skip
    assert answer.blobs[2] == KEPT_AS_RECEIVED

    written = TASKS["compose_pdf"](document, (answer.blobs[2], file))

    found = words_in(written.blobs[0], reading)
    assert written.values == {"pages": 1, "part": 2, "drawn": []}
    assert [text for text, _ in found] == [word.text for word in reading.words]


def _sides(box: Box) -> tuple[int, int, int, int]:
    return box.x, box.y, box.width, box.height

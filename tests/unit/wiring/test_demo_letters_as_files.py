"""Generated letters as files: other people's readers find in them what the truth says."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageSequence, UnidentifiedImageError

from wiring.demo.letters.batch import demo_batch, write_sheets
from wiring.demo.letters.files import jpeg, letter_pdf, png, tiff
from wiring.demo.letters.letter import write_letter
from wiring.demo.letters.raster import raster
from wiring.demo.letters.separator_sheet import SEPARATOR_CONTENT, separator_sheet
from wiring.demo.letters.truth import LetterKind, Recipient

FIRM = Recipient("Brouwerij De Zwaan N.V.", "Koen Maes", "Vaartstraat 45", "3000", "Leuven", "BE")


def test_a_born_digital_pdf_holds_the_printed_words() -> None:
    letter = write_letter(3, FIRM, language="fr", kind=LetterKind.CONTRACT, pages=2)

    document = pypdfium2.PdfDocument(letter_pdf(letter))

    assert len(document) == 2
    for page, lines in zip(document, letter.truth.pages, strict=True):
        found = " ".join(page.get_textpage().get_text_range().split())
        assert all(word in found for line in lines for word in line.split())
    assert letter_pdf(letter) == letter_pdf(letter)


def test_scans_keep_every_pixel_and_their_resolution() -> None:
    side = raster(write_letter(3, FIRM, language="nl", kind=LetterKind.PLAIN).pages[0], dpi=100)

    as_png = Image.open(io.BytesIO(png(side, 100)))
    as_tiff = Image.open(io.BytesIO(tiff([side, side], 100)))

    assert (np.asarray(as_png) == side).all()
    assert round(as_png.info["dpi"][0]) == 100
    assert len(list(ImageSequence.Iterator(as_tiff))) == 2
    assert Image.open(io.BytesIO(jpeg(side))).size == side.shape[::-1]


def test_a_reader_of_codes_finds_the_separator() -> None:
    found = zxingcpp.read_barcodes(raster(separator_sheet(), dpi=150))

    assert [code.text for code in found] == [SEPARATOR_CONTENT]


def test_the_unreadable_file_cannot_be_read() -> None:
    damaged = demo_batch(7, (FIRM,)).unreadable.content

    with pytest.raises((OSError, UnidentifiedImageError)):
        Image.open(io.BytesIO(damaged)).load()


def test_the_pile_is_laid_out_for_the_simulated_scanner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = demo_batch(7, (FIRM,))
    monkeypatch.setattr("wiring.demo.letters.batch.png", lambda _side: b"side")

    write_sheets(batch, tmp_path / "feeder")

    names = sorted(path.name for path in (tmp_path / "feeder").iterdir())
    assert names[:2] == ["sheet-001-back.png", "sheet-001-front.png"]
    assert len(names) == 2 * len(batch.sheets)

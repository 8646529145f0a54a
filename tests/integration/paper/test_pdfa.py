"""What the archive keeps is PDF/A-2b by the reference validator, and its text lies under its print."""

from __future__ import annotations

import dataclasses
import datetime
import io
import subprocess
import zlib
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from numpy.typing import NDArray
from PIL import Image

from paper.geometry import Box
from paper.pdfa import PdfaMetadata, PdfaPage, write_pdfa
from tests.integration.paper.conftest import Validate
from tests.unit.paper.page_files import pdf, picture, saved

METADATA = PdfaMetadata(
    title="Rechnung Nr. 4711: Ärger, čeština & <Co>",
    language="de",
    created=datetime.datetime(2026, 11, 22, 8, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=1))),
    producer="Postkamer 0.1",
    document_id="uuid:0f0e0d0c-0b0a-0908-0706-050403020100",
)
LINES = (
    (("Sehr", Box(200, 300, 120, 40)), ("geehrte", Box(340, 300, 200, 40)), ("Damen,", Box(560, 305, 190, 45))),
    (("Zürich", Box(200, 400, 150, 50)), ("€", Box(380, 400, 30, 38)), ("日本", Box(450, 400, 90, 40))),
    (("x", Box(1500, 2210, 8, 30)), ("Donaudampfschiff", Box(1550, 2200, 90, 40))),
)


def _raster(mode: str) -> NDArray[np.uint8]:
    return np.asarray(picture((1654, 2339), mode), dtype=np.uint8)


def _pages() -> dict[str, PdfaPage]:
    grey, rgb = _raster("L"), _raster("RGB")
    page = PdfaPage(image=grey, width_px=1654, height_px=2339, dpi=200.0, lines=LINES)
    return {
        "grey": page,
        "rgb": dataclasses.replace(page, image=rgb, quality=40),
        "bilevel": dataclasses.replace(page, image=grey < 128),
        "hasty jpeg": dataclasses.replace(page, image=saved(picture((827, 1170)), "JPEG", optimize=False)),
        "jpeg": dataclasses.replace(page, image=saved(picture((827, 1170)), "JPEG", progressive=True)),
        "wordless": dataclasses.replace(page, lines=()),
        "huge": PdfaPage(image=np.full((50, 20_000), 255, np.uint8), width_px=20_000, height_px=50, dpi=50),
    }


def test_reference_validator_passes_every_kind_of_page(verapdf: Validate, tmp_path: Path) -> None:
    pages = _pages()
    files = []
    for name, page in pages.items():
        (tmp_path / f"{name}.pdf").write_bytes(write_pdfa([page], METADATA))
        files.append(tmp_path / f"{name}.pdf")
    (tmp_path / "all.pdf").write_bytes(write_pdfa(list(pages.values()), METADATA))
    bare = dataclasses.replace(METADATA, title="", language=None)
    (tmp_path / "bare.pdf").write_bytes(write_pdfa([pages["grey"]], bare))
    files += [tmp_path / "all.pdf", tmp_path / "bare.pdf"]
    assert verapdf("2b", files) == [f"ok {file}" for file in files]


def test_reference_validator_refuses_what_is_no_pdfa(verapdf: Validate, tmp_path: Path) -> None:
    (tmp_path / "plain.pdf").write_bytes(pdf([b""]))
    assert verapdf("2b", [tmp_path / "plain.pdf"])[0].startswith("failed")


def test_same_document_gives_same_bytes() -> None:
    pages = list(_pages().values())
    assert write_pdfa(pages, METADATA) == write_pdfa(pages, METADATA)


def test_text_comes_back_word_by_word() -> None:
    document = pdfium.PdfDocument(write_pdfa([_pages()["grey"]], METADATA))
    lines = document[0].get_textpage().get_text_range().splitlines()
    assert [line.split() for line in lines] == [[text for text, _box in line] for line in LINES]


@pytest.mark.parametrize("text", ["Sehr", "geehrte", "Damen,", "Zürich", "€", "x", "Donaudampfschiff"])
def test_mark_on_a_found_word_covers_its_print(text: str) -> None:
    document = pdfium.PdfDocument(write_pdfa([_pages()["grey"]], METADATA))
    textpage = document[0].get_textpage()
    start, count = textpage.search(text, match_case=True).get_next()
    chars = [textpage.get_charbox(index, loose=True) for index in range(start, start + count)]
    scale = 200 / 72
    left, right = min(c[0] for c in chars) * scale, max(c[2] for c in chars) * scale
    top, bottom = 2339 - max(c[3] for c in chars) * scale, 2339 - min(c[1] for c in chars) * scale
    box = next(box for line in LINES for word, box in line if word == text)
    assert (left, top, right, bottom) == pytest.approx((box.x, box.y, box.right, box.bottom), abs=1.5)


def test_other_readers_find_the_text_too(tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(write_pdfa([_pages()["grey"]], METADATA))
    read = subprocess.run(["pdftotext", str(tmp_path / "letter.pdf"), "-"], check=True, capture_output=True, text=True)
    assert read.stdout.split() == [text for line in LINES for text, _box in line]


def test_text_layer_leaves_no_ink() -> None:
    for name in ("grey", "bilevel"):
        page = _pages()[name]
        bare = dataclasses.replace(page, lines=())
        assert np.array_equal(_drawn(write_pdfa([page], METADATA)), _drawn(write_pdfa([bare], METADATA)))


def test_bilevel_page_is_kept_exactly() -> None:
    ink = _raster("L") < 128
    document = pikepdf.open(io.BytesIO(write_pdfa([_pages()["bilevel"]], METADATA)))
    stream = document.pages[0].get_images()["/Im"]
    assert isinstance(stream, pikepdf.Stream)
    image = pikepdf.PdfImage(stream)
    assert np.array_equal(np.asarray(image.as_pil_image().convert("L")) < 128, ink)
    drawn = _drawn(write_pdfa([_pages()["bilevel"]], METADATA), scale=200 / 72)
    assert drawn[170, 500] < 60
    assert drawn[1200, 800] > 240


def test_jpeg_is_kept_byte_by_byte() -> None:
    page = _pages()["jpeg"]
    document = pikepdf.open(io.BytesIO(write_pdfa([page], METADATA)))
    image = document.pages[0].get_images()["/Im"]
    raw = image.read_raw_bytes()
    assert (zlib.decompress(raw) if isinstance(image.Filter, pikepdf.Array) else raw) == page.image


def test_paper_has_the_size_of_the_scan() -> None:
    document = pdfium.PdfDocument(write_pdfa([_pages()["grey"]], METADATA))
    assert document[0].get_size() == pytest.approx((1654 / 200 * 72, 2339 / 200 * 72), abs=0.01)


def test_document_names_itself() -> None:
    document = pikepdf.open(io.BytesIO(write_pdfa([_pages()["grey"]], METADATA)))
    with document.open_metadata() as xmp:
        assert xmp["dc:title"] == METADATA.title
        assert xmp["xmpMM:DocumentID"] == METADATA.document_id
        assert xmp["xmp:CreateDate"] == "2026-11-22T08:30:00+01:00"
    assert str(document.docinfo["/Title"]) == METADATA.title
    assert str(document.Root.Lang) == "de"


def test_what_cannot_be_archived_is_refused() -> None:
    page = _pages()["grey"]
    with pytest.raises(ValueError, match="at least one page"):
        write_pdfa([], METADATA)
    with pytest.raises(ValueError, match="time zone"):
        write_pdfa([page], dataclasses.replace(METADATA, created=datetime.datetime(2026, 1, 1)))  # noqa: DTZ001
    with pytest.raises(ValueError, match="CMYK"):
        write_pdfa([dataclasses.replace(page, image=saved(Image.new("CMYK", (9, 9)), "JPEG"))], METADATA)


def _drawn(file: bytes, scale: float = 1.0) -> NDArray[np.uint8]:
    raster: NDArray[np.uint8] = pdfium.PdfDocument(file)[0].render(scale=scale, grayscale=True).to_numpy()
    return raster[..., 0] if raster.ndim == 3 else raster

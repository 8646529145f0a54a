"""Pages of every kind become upright pixels, and born-digital ones bring their words along."""

from __future__ import annotations

import io
import zlib

import numpy as np
import pikepdf
import pytest
from numpy.typing import NDArray
from PIL import Image

from paper.errors import FileEncrypted, FileUnknownType, PageMissing, PageTooLarge, PageUnreadable
from paper.render import render_page
from tests.unit.paper.page_files import (
    LETTER_TEXT,
    SPECIMENS,
    draw_full_page,
    full_page_image,
    letter_content,
    pdf,
    picture,
    saved,
    tiff,
)


def _grey(raster: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return raster if raster.ndim == 2 else raster.min(axis=2)


def _is_upright_picture(raster: NDArray[np.uint8]) -> bool:
    """Whether the bar of `picture` is at the top left and its box at the bottom right, on white."""
    grey = _grey(raster)
    height, width = grey.shape
    bar, box = grey[round(height * 0.075), round(width * 0.3)], grey[round(height * 0.85), round(width * 0.8)]
    paper = grey[round(height * 0.5), round(width * 0.5)]
    return bool(bar < 60 and box < 90 and paper > 240)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "LAB"])
def test_every_kind_of_pixel_becomes_grey_or_rgb(mode: str) -> None:
    source = picture((400, 600))
    if mode == "I;16":
        image = Image.fromarray(np.asarray(source.convert("L")).astype(np.uint16) * 257)
    elif mode == "LAB":
        image = Image.open(io.BytesIO(_lab_tiff()))
    else:
        image = picture((400, 600), mode)
    rendered = render_page(saved(image, "TIFF"), "image/tiff", 1)
    assert rendered.raster.dtype == np.uint8
    assert rendered.raster.shape[:2] == (600, 400)
    assert rendered.raster.ndim == (3 if mode in ("RGB", "RGBA", "CMYK", "P", "LAB") else 2)
    assert _is_upright_picture(rendered.raster)


def _lab_tiff() -> bytes:
    lab = np.zeros((600, 400, 3), np.uint8)
    lab[..., 0] = np.asarray(picture((400, 600), "L"))
    lab[480:540, 280:360] = (60, 60, 40)
    return saved(Image.fromarray(lab, "LAB"), "TIFF")


def test_transparent_paper_is_white() -> None:
    image = Image.new("RGBA", (400, 600), (0, 0, 0, 0))
    assert render_page(saved(image, "PNG"), "image/png", 1).raster.min() == 255
    palette = image.convert("P")
    palette.info["transparency"] = 0
    assert render_page(saved(palette, "PNG", transparency=0), "image/png", 1).raster.min() == 255


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_camera_orientation_is_honoured(kind: str, orientation: int) -> None:
    undo = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    stored = picture() if undo is None else picture().transpose(undo)
    exif = Image.Exif()
    exif[274] = orientation
    rendered = render_page(saved(stored, kind, exif=exif), f"image/{kind.lower()}", 1)
    assert rendered.raster.shape[:2] == (600, 400)
    assert _is_upright_picture(rendered.raster)


def test_heic_photo_is_read() -> None:
    rendered = render_page((SPECIMENS / "phone-photo.heic").read_bytes(), "image/heic", 1)
    assert rendered.raster.shape == (480, 640, 3)
    assert rendered.raster[60, 100].max() < 40


def test_flat_fax_pixels_become_square() -> None:
    fax = picture((1728, 1078), "1")
    rendered = render_page(saved(fax, "TIFF", compression="group4", dpi=(204, 98)), "image/tiff", 1)
    assert rendered.raster.shape == (2244, 1728)
    assert _is_upright_picture(rendered.raster)


def test_frames_of_a_tiff_are_its_pages() -> None:
    file = tiff([picture((40, 60)), picture((60, 40))])
    assert render_page(file, "image/tiff", 2).raster.shape[:2] == (40, 60)
    with pytest.raises(PageMissing):
        render_page(file, "image/tiff", 3)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_rotated_pdf_page_stands_upright_with_its_words(rotate: int) -> None:
    file = pdf([letter_content()], page_entries={"/Rotate": rotate})
    rendered = render_page(file, "application/pdf", 1)
    assert rendered.raster.shape == ((3508, 2479) if rotate % 180 == 0 else (2479, 3508))
    assert rendered.dpi == 300
    assert rendered.born_digital_words is not None
    for word in rendered.born_digital_words:
        box = word.box
        inside = rendered.raster[box.y : box.bottom, box.x : box.right]
        assert inside.min() < 60, f"no ink under {word.text}"
    ink = int((rendered.raster < 128).sum())
    covered = sum(
        int((rendered.raster[w.box.y - 2 : w.box.bottom + 2, w.box.x - 2 : w.box.right + 2] < 128).sum())
        for w in rendered.born_digital_words
    )
    assert covered >= ink


def test_words_come_in_lines() -> None:
    words = render_page(pdf([letter_content()]), "application/pdf", 1).born_digital_words
    assert words is not None
    lines = [" ".join(w.text for w in words if w.line == number) for number in range(4)]
    assert lines == list(LETTER_TEXT)
    assert {word.block for word in words} == {0}


def test_blocks_are_read_in_the_order_of_the_page_not_of_the_file() -> None:
    body = b"BT /F 12 Tf 72 400 Td (this is the body of the letter) Tj ET "
    address = b"BT /F 12 Tf 72 700 Td (to the tenant) Tj ET "
    date = b"BT /F 12 Tf 400 760 Td (Luxembourg, today) Tj ET "
    words = render_page(pdf([body + address + date]), "application/pdf", 1).born_digital_words
    assert words is not None
    assert " ".join(word.text for word in words) == "Luxembourg, today to the tenant this is the body of the letter"
    assert [word.block for word in words] == sorted(word.block for word in words)
    assert max(word.block for word in words) == 2


def test_layer_of_invisible_text_is_not_believed() -> None:
    file = pdf([draw_full_page() + letter_content(mode=3)], images=[full_page_image()])
    rendered = render_page(file, "application/pdf", 1)
    assert rendered.born_digital_words is None
    assert _is_upright_picture(rendered.raster)


def test_large_paper_is_drawn_within_the_limit() -> None:
    rendered = render_page(pdf([b""], size_pt=(1440, 1440)), "application/pdf", 1, max_pixels=4_000_000)
    assert rendered.raster.shape[0] * rendered.raster.shape[1] <= 4_000_000
    assert rendered.dpi == pytest.approx(100)
    with pytest.raises(PageTooLarge):
        render_page(pdf([b""], size_pt=(50_000, 50_000)), "application/pdf", 1)
    with pytest.raises(PageTooLarge):
        render_page(saved(picture(), "PNG"), "image/png", 1, max_pixels=1000)


def test_white_page_is_blank_but_a_page_that_cannot_be_decoded_is_not() -> None:
    white = zlib.compress(b"\xff" * (200 * 280))
    blank = render_page(pdf([draw_full_page()], images=[(white, (200, 280))]), "application/pdf", 1)
    assert blank.raster.min() == 255
    with pytest.raises(PageUnreadable):
        render_page(pdf([draw_full_page()], images=[(b"no zlib at all", (200, 280))]), "application/pdf", 1)


def test_page_whose_content_is_torn_is_not_blank() -> None:
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    page.obj.Contents = pikepdf.Stream(document, b"no zlib at all", Filter=pikepdf.Name.FlateDecode)
    file = io.BytesIO()
    document.save(file)
    with pytest.raises(PageUnreadable):
        render_page(file.getvalue(), "application/pdf", 1)


def test_what_cannot_be_shown_is_told() -> None:
    with pytest.raises(FileEncrypted):
        render_page((SPECIMENS / "encrypted-r6.pdf").read_bytes(), "application/pdf", 1)
    with pytest.raises(PageUnreadable):
        render_page((SPECIMENS / "object-loop.pdf").read_bytes(), "application/pdf", 1)
    with pytest.raises(PageMissing):
        render_page(pdf([b""]), "application/pdf", 2)
    with pytest.raises(FileUnknownType):
        render_page(b"x", "text/html", 1)
    half = saved(Image.effect_noise((300, 300), 80), "JPEG")
    with pytest.raises(PageUnreadable):
        render_page(half[: len(half) // 2], "image/jpeg", 1)


def test_faint_colour_of_a_scan_is_grey_and_a_stamp_is_not() -> None:
    noise = np.random.default_rng(1).integers(-8, 8, (600, 400, 3))
    scan = np.clip(np.asarray(picture((400, 600), "L"))[..., None].astype(int) + noise, 0, 255).astype(np.uint8)
    assert render_page(saved(Image.fromarray(scan), "PNG"), "image/png", 1).raster.ndim == 2
    scan[300:330, 200:230] = (30, 60, 200)
    assert render_page(saved(Image.fromarray(scan), "PNG"), "image/png", 1).raster.ndim == 3

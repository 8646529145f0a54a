"""Every file ends in a description or in a typed refusal, before anything large is decoded."""

from __future__ import annotations

import io
import zlib
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.TiffImagePlugin import AppendingTiffWriter, TiffImageFile

from paper.errors import (
    FileBroken,
    FileEmpty,
    FileEncrypted,
    FileTooManyPages,
    FileUnknownType,
    FileUnpacksTooLarge,
    PageMissing,
    PageTooLarge,
    PaperError,
)
from paper.file_inspection import TASKS
from tests.unit.paper.page_files import (
    A4_PT,
    SPECIMENS,
    draw_full_page,
    full_page_image,
    letter_content,
    pdf,
    picture,
    saved,
    tiff,
)

LIMITS = {"max_pages": 20, "max_pixels": 60_000_000, "max_unpacked_bytes": 200_000_000}


def _inspect(file: bytes, name: str = "letter", **limits: int) -> dict[str, Any]:
    return TASKS["inspect"]({"file_name": name, "limits": {**LIMITS, **limits}}, (file,)).values


def _extract(file: bytes, pages: list[int]) -> bytes:
    return TASKS["extract_pages"]({"pages": pages}, (file,)).blobs[0]


@pytest.mark.parametrize(
    ("file", "media_type", "extension"),
    [
        (saved(picture(), "JPEG"), "image/jpeg", "jpg"),
        (saved(picture(), "PNG"), "image/png", "png"),
        (saved(picture(), "WEBP"), "image/webp", "webp"),
        (saved(picture(), "TIFF"), "image/tiff", "tif"),
        ((SPECIMENS / "phone-photo.heic").read_bytes(), "image/heic", "heic"),
        (pdf([b""]), "application/pdf", "pdf"),
        (b"\r\n\r\n" + pdf([b""]), "application/pdf", "pdf"),
    ],
)
def test_format_is_told_by_content_whatever_the_name(file: bytes, media_type: str, extension: str) -> None:
    found = _inspect(file, "invoice.exe")
    assert (found["media_type"], found["extension"], len(found["pages"])) == (media_type, extension, 1)


@pytest.mark.parametrize(
    "file",
    [
        b"MZ\x90\x00",
        b"PK\x03\x04",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%!PS-Adobe-3.0",
        b"GIF89a\x01\x00\x01\x00",
        b"x",
        b"\x00" * 4096,
        b" " * 2000 + b"%PDF-1.7",
        b"\x00\x00\x00\x18ftypavif\x00\x00\x00\x00avifmp42",
    ],
)
def test_other_formats_are_refused(file: bytes) -> None:
    with pytest.raises(FileUnknownType):
        _inspect(file, "letter.pdf")


def test_empty_file_is_refused() -> None:
    with pytest.raises(FileEmpty):
        _inspect(b"")


def test_polyglot_is_what_its_first_byte_says() -> None:
    assert _inspect(saved(picture(), "JPEG") + pdf([b""]))["media_type"] == "image/jpeg"
    assert _inspect(pdf([b""]) + saved(picture(), "JPEG"))["media_type"] == "application/pdf"


@pytest.mark.parametrize("name", ["encrypted-short-keys.pdf", "encrypted-r6.pdf"])
def test_locked_pdf_is_refused_as_such(name: str) -> None:
    with pytest.raises(FileEncrypted):
        _inspect((SPECIMENS / name).read_bytes())


def test_pdf_that_opens_without_a_password_is_read() -> None:
    file = pdf([letter_content()], encryption=pikepdf.Encryption(owner="secret", user=""))
    assert _inspect(file)["pages"][0]["born_digital"]


@pytest.mark.parametrize("name", ["unreadable-trailer.pdf", "xref-stream-loop.pdf", "object-loop.pdf"])
def test_pdf_without_a_page_to_be_reached_is_broken(name: str) -> None:
    with pytest.raises(FileBroken):
        _inspect((SPECIMENS / name).read_bytes())


@pytest.mark.parametrize("name", ["damaged-xref.pdf", "page-tree-wrong-type.pdf"])
def test_damaged_pdf_is_repaired(name: str) -> None:
    assert len(_inspect((SPECIMENS / name).read_bytes())["pages"]) == 1


def test_page_facts_are_those_of_the_upright_page() -> None:
    page = _inspect(pdf([b""], size_pt=(595, 842), page_entries={"/Rotate": 90}))["pages"][0]
    assert (page["width_px"], page["height_px"], page["dpi"], page["cause"]) == (3508, 2479, 300.0, None)


def test_photo_turned_by_its_camera_counts_upright() -> None:
    exif = Image.Exif()
    exif[274] = 6
    page = _inspect(saved(picture((400, 600)), "JPEG", exif=exif))["pages"][0]
    assert (page["width_px"], page["height_px"]) == (600, 400)


@pytest.mark.parametrize(
    ("size", "options", "dpi"),
    [
        ((2480, 3508), {"dpi": (300, 300)}, 300),
        ((3024, 4032), {"dpi": (72, 72)}, 365.71),
        ((3024, 4032), {}, 365.71),
        ((2480, 3508), {"dpi": (1, 1)}, 300),
        ((600, 400), {"dpi": (200, 200)}, 200),
    ],
)
def test_resolution_is_believed_only_where_it_makes_paper(
    size: tuple[int, int], options: dict[str, Any], dpi: float
) -> None:
    page = _inspect(saved(Image.new("L", size, 255), "JPEG", **options))["pages"][0]
    assert page["dpi"] == pytest.approx(dpi, rel=0.005)


def test_fax_with_flat_pixels_counts_as_square() -> None:
    page = _inspect(saved(Image.new("1", (1728, 1078), 1), "TIFF", compression="group4", dpi=(204, 98)))["pages"][0]
    assert (page["width_px"], page["height_px"], page["dpi"]) == (1728, 2244, 204.0)


def test_preview_images_of_a_tiff_are_no_pages() -> None:
    reduced_resolution = {254: 1}
    file = io.BytesIO()
    with AppendingTiffWriter(file, new=True) as writer:
        picture().save(writer, "TIFF")
        writer.newFrame()
        picture((40, 60)).save(writer, "TIFF", tiffinfo=reduced_resolution)
        writer.newFrame()
    assert len(_inspect(file.getvalue())["pages"]) == 1
    assert len(_inspect(tiff([picture(), picture((40, 60))]))["pages"]) == 2


def test_pages_over_the_limit_are_counted_no_further() -> None:
    with pytest.raises(FileTooManyPages):
        _inspect(tiff([picture((20, 20))] * 5), max_pages=4)
    with pytest.raises(FileTooManyPages):
        _inspect(pdf([b""] * 5), max_pages=4)
    frames = [picture((20, 20)), picture((20, 20), "L").convert("RGB").rotate(90)] * 3
    with pytest.raises(FileTooManyPages):
        _inspect(saved(frames[0], "WEBP", save_all=True, append_images=frames[1:]), max_pages=4)


def test_pixel_flood_is_refused_on_its_header() -> None:
    flood = bytearray(saved(Image.new("L", (8, 8)), "PNG"))
    flood[16:24] = (60_000).to_bytes(4) + (60_000).to_bytes(4)
    flood[29:33] = zlib.crc32(flood[12:29]).to_bytes(4)
    with pytest.raises(PageTooLarge) as refusal:
        _inspect(bytes(flood))
    assert refusal.value.context["pixels"] == 3_600_000_000


def test_one_oversized_page_is_marked_and_the_others_go_on() -> None:
    pages = _inspect(tiff([picture((20, 30)), picture((400, 600))]), max_pixels=1000)["pages"]
    assert [page["cause"] for page in pages] == [None, "page_too_large"]


def test_huge_paper_is_drawn_coarser_until_it_cannot_be_read() -> None:
    wide = _inspect(pdf([b""], size_pt=(4000, 4000)))["pages"][0]
    assert wide["width_px"] * wide["height_px"] <= LIMITS["max_pixels"]
    assert 100 < wide["dpi"] < 300
    with pytest.raises(PageTooLarge):
        _inspect(pdf([b""], size_pt=(54_000, 54_000)))


def test_decompression_bombs_are_measured_not_held() -> None:
    zeros = zlib.compress(zlib.compress(bytes(50_000_000), 9), 9)
    bomb = pikepdf.new()
    page = bomb.add_blank_page(page_size=A4_PT)
    page.obj.Contents = bomb.make_stream(zeros, Filter=[pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
    with pytest.raises(FileUnpacksTooLarge):
        _inspect(_saved_pdf(bomb), max_unpacked_bytes=10_000_000)
    data, _size = full_page_image()
    with pytest.raises(FileUnpacksTooLarge):
        _inspect(pdf([b""], images=[(data, (50_000, 50_000))]))
    with pytest.raises(FileUnpacksTooLarge):
        _inspect(tiff([picture()] * 10), max_unpacked_bytes=1_000_000)


@pytest.mark.parametrize(
    ("file", "born_digital"),
    [
        (pdf([letter_content()]), True),
        (pdf([b"BT /F 12 Tf 72 700 Td (page 1) Tj ET"]), False),
        (pdf([draw_full_page()], images=[full_page_image()]), False),
        (pdf([draw_full_page() + letter_content(mode=3)], images=[full_page_image()]), False),
        (pdf([draw_full_page() + letter_content()], images=[full_page_image()]), False),
        (pdf([b"q 100 0 0 100 0 0 cm /I0 Do Q " + letter_content()], images=[full_page_image()]), True),
        (pdf([letter_content(mode=3)]), False),
    ],
)
def test_born_digital_is_visible_text_and_no_ocr_layer(file: bytes, born_digital: bool) -> None:
    assert _inspect(file)["pages"][0]["born_digital"] is born_digital


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_half_a_picture_is_refused(kind: str) -> None:
    whole = saved(Image.effect_noise((300, 300), 80), kind)
    with pytest.raises(FileBroken):
        _inspect(whole[: len(whole) // 2])


@given(st.binary(max_size=300), st.sampled_from([b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"II*\x00"]))
def test_garbage_behind_a_good_start_ends_in_a_typed_error(garbage: bytes, start: bytes) -> None:
    with pytest.raises(PaperError):
        _inspect(start + garbage)


@pytest.mark.parametrize(
    "whole",
    [
        pdf([letter_content()] * 2),
        tiff([picture((40, 60))] * 2),
        saved(picture((40, 60)), "JPEG"),
        saved(picture(), "PNG"),
    ],
    ids=["pdf", "tiff", "jpeg", "png"],
)
def test_file_cut_or_bent_anywhere_ends_in_a_result_or_a_typed_error(whole: bytes) -> None:
    step = max(len(whole) // 40, 1)
    cut = [whole[:end] for end in range(0, len(whole), step)]
    bent = [whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :] for at in range(0, len(whole), step)]
    for file in cut + bent:
        try:
            assert _inspect(file)["pages"]
        except PaperError:
            continue


def test_extracted_pdf_pages_keep_their_text() -> None:
    contents = [f"BT /F 24 Tf 72 700 Td (page number {n} of the letter) Tj ET".encode() for n in (1, 2, 3)]
    file = pdf(contents)
    part = _extract(file, [3, 1])
    with pikepdf.open(io.BytesIO(part)) as parts:
        texts = [page.Contents.read_bytes() for page in parts.pages]
    assert texts == [contents[2], contents[0]]
    assert _extract(file, [3, 1]) == part


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "CMYK", "P"])
def test_extracted_tiff_pages_keep_their_pixels(mode: str) -> None:
    pages = [picture((40, 60), mode), picture((60, 40), mode), picture((30, 30), mode)]
    part = _open_tiff(_extract(tiff(pages, dpi=(200, 200)), [2, 3]))
    assert part.n_frames == 2
    assert (part.mode, part.size, part.info["dpi"]) == (mode, (60, 40), (200, 200))
    assert part.tobytes() == pages[1].tobytes()


def test_page_that_is_not_there_is_told() -> None:
    with pytest.raises(PageMissing, match=r"Page 3 .* has 2"):
        _extract(pdf([b"", b""]), [3])
    with pytest.raises(PageMissing):
        _extract(tiff([picture((20, 20))]), [2])
    with pytest.raises(PageMissing):
        _extract(pdf([b""]), [0])


def _saved_pdf(document: pikepdf.Pdf) -> bytes:
    file = io.BytesIO()
    document.save(file, compress_streams=False)
    return file.getvalue()


def _open_tiff(file: bytes) -> TiffImageFile:
    image = Image.open(io.BytesIO(file))
    assert isinstance(image, TiffImageFile)
    return image

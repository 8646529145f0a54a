"""Small page files of every kind, made on the spot."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image, ImageDraw
from PIL.TiffImagePlugin import AppendingTiffWriter

SPECIMENS = Path(__file__).resolve().parents[2] / "specimens" / "paper"
A4_PT = (595, 842)
LETTER_TEXT = (
    "Geachte heer Jansen",
    "hierbij ontvangt u de factuur",
    "voor de maand oktober, die u",
    "binnen dertig dagen betaalt.",
)


def picture(size: tuple[int, int] = (400, 600), mode: str = "RGB") -> Image.Image:
    """White paper with a black bar at the top left and a red box at the bottom right."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.rectangle((width // 10, height // 20, width // 2, height // 10), fill="black")
    draw.rectangle((width * 7 // 10, height * 8 // 10, width * 9 // 10, height * 9 // 10), fill=(200, 20, 20))
    return image if mode == "RGB" else image.convert(mode, dither=Image.Dither.NONE)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def tiff(images: Sequence[Image.Image], **options: object) -> bytes:
    file = io.BytesIO()
    with AppendingTiffWriter(file, new=True) as writer:
        for image in images:
            image.save(writer, "TIFF", **options)
            writer.newFrame()
    return file.getvalue()


def pdf(
    contents: Sequence[bytes],
    *,
    size_pt: tuple[float, float] = A4_PT,
    images: Sequence[tuple[bytes, tuple[int, int]]] = (),
    page_entries: dict[str, Any] | None = None,
    encryption: pikepdf.Encryption | bool = False,
) -> bytes:
    """A PDF of one page per content stream; `/F` is Helvetica, `/I0`, `/I1` ... are grey Flate images."""
    document = pikepdf.new()
    font = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font), XObject=pikepdf.Dictionary())
    for number, (data, (width, height)) in enumerate(images):
        resources.XObject[f"/I{number}"] = _image(document, data, width, height)
    for content in contents:
        page = document.add_blank_page(page_size=A4_PT)
        page.obj.MediaBox = pikepdf.Array([0, 0, *size_pt])
        page.obj.Resources = resources
        page.obj.Contents = document.make_stream(content)
        for name, value in (page_entries or {}).items():
            page.obj[name] = value
    file = io.BytesIO()
    document.save(file, encryption=encryption)
    return file.getvalue()


def letter_content(mode: int = 0, font_pt: int = 24) -> bytes:
    """Four lines of text in the upper part of an A4 page, with a text render mode."""
    lines = " ".join(f"({line}) Tj 0 -{font_pt * 1.2:.1f} Td" for line in LETTER_TEXT)
    return f"BT {mode} Tr /F {font_pt} Tf 72 700 Td {lines} ET".encode()


def full_page_image() -> tuple[bytes, tuple[int, int]]:
    grey = picture((200, 280), "L")
    return zlib.compress(grey.tobytes()), grey.size


def draw_full_page(size_pt: tuple[float, float] = A4_PT) -> bytes:
    return f"q {size_pt[0]} 0 0 {size_pt[1]} 0 0 cm /I0 Do Q ".encode()


def _image(document: pikepdf.Pdf, data: bytes, width: int, height: int) -> pikepdf.Stream:
    return pikepdf.Stream(
        document,
        data,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
        Filter=pikepdf.Name.FlateDecode,
    )

"""A page of any readable file as one kind of raster, with its own text where it brings any.

Runs inside the sandbox only.
"""

from __future__ import annotations

import math
import subprocess
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
from pdf2image import convert_from_bytes, pdfinfo_from_bytes
from pdf2image.exceptions import PDFInfoNotInstalledError, PDFPageCountError, PDFPopplerTimeoutError, PDFSyntaxError

from paper.errors import FileBroken, FileUnknownType, PageMissing, PageUnreadable
from paper.file_types import DATA_TYPES, MediaType
from paper.pdf_damage import is_empty_by_damage, is_of_one_colour
from paper.pdf_text import PrintedWord, is_born_digital, printed_words
from paper.safe_image import Raster, decode, open_image, page_of, without_false_colour
from paper.safe_pdf import DEFAULT_DPI, PDF_COMPLAINTS, POINTS_PER_INCH, PageSize, open_with_pdfium, size_of

__all__ = ["DEFAULT_MAX_PIXELS", "PrintedWord", "RenderedPage", "every_colour", "render_page"]

DEFAULT_MAX_PIXELS = 60_000_000
POPPLER_S = 45
POPPLER_COMPLAINTS = (
    PDFInfoNotInstalledError,
    PDFPageCountError,
    PDFPopplerTimeoutError,
    PDFSyntaxError,
    subprocess.SubprocessError,
    OSError,
    ValueError,
    LookupError,
)


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as pixels.

    Attributes:
        raster: uint8, rows x columns for grey or rows x columns x 3 for RGB; origin top left, upright as the file says.
        dpi: Pixels per inch, the same across and down.
        born_digital_words: The page's own words on the raster, in reading order; None where it has to be read.
    """

    raster: Raster
    dpi: float
    born_digital_words: list[PrintedWord] | None


def render_page(
    file: bytes,
    media_type: str,
    number: int,
    *,
    dpi: float = DEFAULT_DPI,
    max_pixels: int = DEFAULT_MAX_PIXELS,
) -> RenderedPage:
    """The page with this number, from 1.

    PDF pages are drawn at `dpi`, or at the highest resolution that fits into
    `max_pixels`; images keep their own.

    Raises:
        FileBroken: No page can be reached.
        FileEncrypted: The PDF asks for a password.
        PageMissing: The file has fewer pages.
        PageTooLarge: The page does not fit into `max_pixels` at a resolution that can be read.
        PageUnreadable: The page's content is damaged.
    """
    if media_type not in set(MediaType) - DATA_TYPES:
        raise FileUnknownType
    if media_type == MediaType.PDF:
        return _render_pdf(file, number, dpi, max_pixels)
    image = open_image(file, MediaType(media_type))
    facts = page_of(image, MediaType(media_type), number)
    return RenderedPage(decode(image, facts, number, max_pixels), facts.dpi, None)


def every_colour(file: bytes, media_type: str, number: int, max_pixels: int = DEFAULT_MAX_PIXELS) -> Raster | None:
    """The pixels of a page of an image file with even the palest of their colours; None of a PDF.

    Raises:
        PageTooLarge, PageUnreadable: As `render_page`.
    """
    if media_type == MediaType.PDF or media_type in DATA_TYPES:
        return None
    image = open_image(file, MediaType(media_type))
    facts = page_of(image, MediaType(media_type), number)
    return decode(image, facts, number, max_pixels, keeps_false_colour=True)


def _render_pdf(file: bytes, number: int, dpi: float, max_pixels: int) -> RenderedPage:
    try:
        document = open_with_pdfium(file)
    except FileBroken:
        return _render_by_poppler(file, number, dpi, max_pixels)
    if not 1 <= number <= len(document):
        raise PageMissing(page=number, pages=len(document))
    try:
        page = document[number - 1]
        size = size_of(page, number, dpi, max_pixels)
        raster = _drawn(page, size)
        damaged = is_empty_by_damage(raster, file, number)
        words = printed_words(page, size) if is_born_digital(page) else None
    except PDF_COMPLAINTS:
        return _render_by_poppler(file, number, dpi, max_pixels)
    return _second_opinion(file, number, size.dpi, max_pixels) if damaged else RenderedPage(raster, size.dpi, words)


def _second_opinion(file: bytes, number: int, dpi: float, max_pixels: int) -> RenderedPage:
    """What poppler makes of a page on which PDFium showed nothing; nothing again is damage."""
    rendered = _render_by_poppler(file, number, dpi, max_pixels)
    if is_of_one_colour(rendered.raster):
        raise PageUnreadable(page=number)
    return rendered


def _drawn(page: pdfium.PdfPage, size: PageSize) -> Raster:
    bitmap = page.render(scale=size.dpi / POINTS_PER_INCH, rev_byteorder=True)
    drawn: Raster = bitmap.to_numpy()[: size.height_px, : size.width_px, :3]
    # A copy, because PDFium owns the pixels and frees them with the bitmap.
    return without_false_colour(drawn).copy()


def _render_by_poppler(file: bytes, number: int, dpi: float, max_pixels: int) -> RenderedPage:
    """What one renderer cannot draw, the other often can."""
    try:
        info = pdfinfo_from_bytes(file, timeout=POPPLER_S, first_page=number, last_page=number)
        width_pt, height_pt = _page_size_pt(info, number)
        fitting_dpi = math.sqrt(max_pixels / (width_pt * height_pt)) * POINTS_PER_INCH
        whole_dpi = max(math.floor(min(dpi, fitting_dpi)), 1)
        drawn = convert_from_bytes(
            file, dpi=whole_dpi, first_page=number, last_page=number, use_cropbox=True, fmt="png", timeout=POPPLER_S
        )
        raster = np.asarray(drawn[0].convert("RGB"), dtype=np.uint8)
    except POPPLER_COMPLAINTS as error:
        raise PageUnreadable(page=number) from error
    return RenderedPage(without_false_colour(raster), whole_dpi, None)


def _page_size_pt(info: dict[str, object], number: int) -> tuple[float, float]:
    """The size that pdfinfo names, as in `595.28 x 841.89 pts (A4)`."""
    named = info.get(f"Page {number:4} size") or info.get("Page size") or "595 x 842"
    width, _by, height, *_unit = str(named).split()
    return float(width), float(height)

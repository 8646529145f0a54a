"""PDF files: opened whatever their damage, counted, measured, and cut into pages.

Runs inside the sandbox only. Two libraries look at every file, because damage that
one of them stumbles over the other often repairs: qpdf (pikepdf) settles how many
pages there are, PDFium draws them.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from paper.errors import FileBroken, FileEncrypted, PageMissing, PageTooLarge, PageUnreadable

POINTS_PER_INCH = 72.0
DEFAULT_DPI = 300.0

# Below this a page of print cannot be read any more, so a page that would need it is refused instead.
MIN_DPI = 50.0

# What qpdf and PDFium raise on broken input, and what their bindings raise on objects of unexpected types.
PDF_COMPLAINTS = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    pikepdf.ForeignObjectError,
    pikepdf.DataDecodingError,
    pdfium.PdfiumError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class PageSize:
    """The raster that a page becomes, upright as its `/Rotate` says."""

    width_px: int
    height_px: int
    dpi: float


def open_with_pdfium(file: bytes) -> pdfium.PdfDocument:
    """The document for drawing; where PDFium and qpdf disagree about its pages, as qpdf repairs it.

    Raises:
        FileEncrypted: It asks for a password.
        FileBroken: No page can be reached in it.
    """
    pages = _count_by_qpdf(file)
    document = _by_pdfium(file)
    if document is not None and (pages is None or len(document) == pages):
        return _with_pages(document)
    if pages is None:
        raise FileBroken
    repaired = _by_pdfium(_resaved(file))
    if repaired is None:
        raise FileBroken
    return _with_pages(repaired)


def size_of(page: pdfium.PdfPage, number: int, dpi: float, max_pixels: int) -> PageSize:
    """The page's raster at `dpi`, or at the highest resolution that fits into `max_pixels`.

    Raises:
        PageTooLarge: It would fit only when too coarse to read.
        PageUnreadable: The page has no area.
    """
    width_in, height_in = (float(length) / POINTS_PER_INCH for length in page.get_size())
    if not (math.isfinite(width_in * height_in) and width_in > 0 and height_in > 0):
        raise PageUnreadable(page=number)
    fitting_dpi = math.sqrt(max_pixels / (width_in * height_in))
    if fitting_dpi < MIN_DPI:
        pixels = round(width_in * height_in * dpi * dpi)
        raise PageTooLarge(page=number, pixels=pixels, max_pixels=max_pixels)
    dpi = math.floor(min(dpi, fitting_dpi) * 100) / 100
    return PageSize(max(math.floor(width_in * dpi), 1), max(math.floor(height_in * dpi), 1), dpi)


def extract_pages(file: bytes, numbers: Sequence[int]) -> bytes:
    """A PDF of these pages (from 1) only, with their content untouched.

    Raises:
        FileEncrypted: The file asks for a password.
        FileBroken: It cannot be taken apart.
        PageMissing: It has no page of such a number.
    """
    try:
        with pikepdf.open(io.BytesIO(file)) as source, pikepdf.new() as target:
            for number in numbers:
                _require(number, len(source.pages))
                target.pages.append(source.pages[number - 1])
            saved = io.BytesIO()
            target.save(saved, deterministic_id=True)
            return saved.getvalue()
    except pikepdf.PasswordError as error:
        raise FileEncrypted from error
    except PDF_COMPLAINTS:
        return _extract_by_pdfium(file, numbers)


def _extract_by_pdfium(file: bytes, numbers: Sequence[int]) -> bytes:
    source = open_with_pdfium(file)
    for number in numbers:
        _require(number, len(source))
    try:
        target = pdfium.PdfDocument.new()
        target.import_pages(source, [number - 1 for number in numbers])
        saved = io.BytesIO()
        target.save(saved)
    except PDF_COMPLAINTS as error:
        raise FileBroken from error
    return saved.getvalue()


def _require(number: int, pages: int) -> None:
    if not 1 <= number <= pages:
        raise PageMissing(page=number, pages=pages)


def _with_pages(document: pdfium.PdfDocument) -> pdfium.PdfDocument:
    if len(document) == 0:
        raise FileBroken
    return document


def _count_by_qpdf(file: bytes) -> int | None:
    try:
        with pikepdf.open(io.BytesIO(file)) as pdf:
            return len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise FileEncrypted from error
    except PDF_COMPLAINTS:
        return None


def _by_pdfium(file: bytes) -> pdfium.PdfDocument | None:
    # A document without pages leaves the error of an earlier one standing, so that is overwritten first.
    pdfium_c.FPDF_LoadMemDocument64(b"no document", 11, None)
    try:
        document = pdfium.PdfDocument(file)
        document.init_forms()
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            raise FileEncrypted from error
        return None
    except PDF_COMPLAINTS:
        return None
    return document


def _resaved(file: bytes) -> bytes:
    try:
        with pikepdf.open(io.BytesIO(file)) as pdf:
            saved = io.BytesIO()
            pdf.save(saved)
    except PDF_COMPLAINTS as error:
        raise FileBroken from error
    return saved.getvalue()

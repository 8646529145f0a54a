"""PDF files: opened whatever their damage, counted, measured, and cut into pages.

Runs inside the sandbox only. Two libraries look at every file, because damage that
one of them stumbles over the other often repairs: qpdf (pikepdf) settles how many
pages there are, PDFium draws them.
"""

from __future__ import annotations

import io
import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from paper.errors import FileBroken, FileEncrypted, PageMissing, PageTooLarge, PageUnreadable
from paper.pdf_cut import Entangled, check_own, cut_pages

POINTS_PER_INCH = 72.0
DEFAULT_DPI = 300.0

# Below this a page of print cannot be read any more, so a page that would need it is refused instead.
MIN_DPI = 50.0

# A page that is drawn anew because it cannot be cut out: A3 at 600 dpi and a little.
DRAWN_PIXELS = 70_000_000
# Two drawings of a page are compared coarsely: a missing image, line or layer shows, smoothing does not.
COMPARING_PIXELS = 4_000_000
UNLIKE_LEVELS = 48
UNLIKE_SHARE = 0.0005

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
    """A PDF of these pages (from 1) only, with nothing of the others in it.

    Content streams, images and fonts stay as they are, to the bit; annotations become part
    of the page. Where the pages cannot be told apart for certain, or would look different,
    they are drawn anew as images.

    Raises:
        FileEncrypted: The file asks for a password.
        FileBroken: It cannot be taken apart.
        PageMissing: It has no page of such a number.
        PageTooLarge: A page that has to be drawn is too large for that.
        PageUnreadable: Likewise, and it has no area.
    """
    try:
        part = _cut_out(file, numbers)
    except pikepdf.PasswordError as error:
        raise FileEncrypted from error
    except (*PDF_COMPLAINTS, Entangled):
        return _redrawn(file, numbers)
    return part if _look_alike(file, numbers, part) else _redrawn(file, numbers)


def _cut_out(file: bytes, numbers: Sequence[int]) -> bytes:
    with pikepdf.open(io.BytesIO(file)) as source:
        for number in numbers:
            _require(number, len(source.pages))
        target, own = cut_pages(source, numbers)
        saved = io.BytesIO()
        # As they are, so that every stream can be found again by its digest.
        target.save(
            saved, deterministic_id=True, compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none, object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )  # fmt: skip
    with pikepdf.open(saved) as pages:
        return check_own(saved.getvalue(), pages, own)


def _look_alike(file: bytes, numbers: Sequence[int], part: bytes) -> bool:
    """Whether each page looks as it did among the others; also where PDFium can draw neither."""
    try:
        before, after = open_with_pdfium(file), open_with_pdfium(part)
        return all(_same(before[number - 1], after[index]) for index, number in enumerate(numbers))
    except FileBroken:
        return True
    except PDF_COMPLAINTS:
        return False


def _same(before: pdfium.PdfPage, after: pdfium.PdfPage) -> bool:
    if before.get_size() != after.get_size():
        return False
    scale = min(1.0, math.sqrt(COMPARING_PIXELS / math.prod(before.get_size())))
    rasters = [each.render(scale=scale).to_numpy().astype(np.int16) for each in (before, after)]
    unlike = np.abs(rasters[0] - rasters[1]) > UNLIKE_LEVELS
    return bool(unlike.mean() < UNLIKE_SHARE)


def _redrawn(file: bytes, numbers: Sequence[int]) -> bytes:
    """The pages as images: what they show, and surely nothing else."""
    source = open_with_pdfium(file)
    target = pikepdf.new()
    for number in numbers:
        _require(number, len(source))
        try:
            _add_drawn(target, source[number - 1], number)
        except PDF_COMPLAINTS as error:
            raise FileBroken from error
    saved = io.BytesIO()
    target.save(saved, deterministic_id=True)
    return saved.getvalue()


def _add_drawn(target: pikepdf.Pdf, page: pdfium.PdfPage, number: int) -> None:
    size = size_of(page, number, DEFAULT_DPI, DRAWN_PIXELS)
    image = page.render(scale=size.dpi / POINTS_PER_INCH, rev_byteorder=True).to_pil().convert("RGB")
    width_pt, height_pt = page.get_size()
    drawn = target.add_blank_page(page_size=(width_pt, height_pt))
    picture = pikepdf.Stream(
        target, zlib.compress(image.tobytes()), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image,
        Width=image.width, Height=image.height, ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8,
        Filter=pikepdf.Name.FlateDecode,
    )  # fmt: skip
    drawn.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Page=picture))
    drawn.obj.Contents = target.make_stream(f"q {width_pt} 0 0 {height_pt} 0 0 cm /Page Do Q".encode())


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

"""The page as it goes into the archive's PDF: kept as it came, taken apart for size, or the scan as received."""

from __future__ import annotations

import enum
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image

from ocr_workers.mixed_raster import take_apart
from ocr_workers.pipeline import as_grey
from paper.file_types import MediaType
from paper.pdf_scan import PlacedScan, find_scan
from paper.pdfa_keep import why_not_keepable
from paper.pdfa_layers import write_layers, write_scan
from paper.render import every_colour

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from archive.reading import PageReading
    from ocr_workers.pipeline import ReadPage
    from paper.pdfa_layers import Point
    from paper.render import RenderedPage

    Raster = NDArray[np.uint8]
    Matrix = NDArray[np.float64]

KEPT_AS_RECEIVED = b"kept as received"
"""Stands for the image of a page that goes into the PDF as it is."""
DRAWN = "drawn_for_pdf"
"""Note on a page that was born digital and goes into the PDF as a picture with its text, because PDF/A refuses it."""
FINE_QUALITY = 92
CHECKED_AT = 0.25
"""Scale at which the laid scan is compared with the page that was read."""
LEAST_LIKENESS = 0.85
"""Correlation from which the two are the same page: resampling leaves 0.95 and more, one degree or letter much less."""
BARE_DEVIATION = 2.5
"""A page of less contrast than this shows nothing that could lie wrong."""
EXIF_ORIENTATION = 274


class ScanningProfile(enum.Enum):
    """What matters most in the PDF; the received file is kept beside it in any case."""

    TEXT = "text"
    LOSSLESS = "lossless"


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """The file that a page came in."""

    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """What of a page goes into the PDF, and its reading, which says so where that is less than the page itself."""

    image: bytes
    reading: PageReading


def print_image(
    profile: ScanningProfile, received: ReceivedFile, rendered: RenderedPage, read: ReadPage
) -> PrintedPage:
    """What goes into the PDF.

    A page that was born digital is kept; the image is `KEPT_AS_RECEIVED` then, and the page itself is
    taken from the received file when the document is put together. Of any other page the image is what
    `PdfaPage.image` takes: the page's layers, the scan laid straight, or a JPEG of the straightened page.
    """
    # A page that a person turned cannot be kept: in the file it lies as it came.
    is_turned = read.reading.orientation_deg != 0
    if rendered.born_digital_words is None:
        return PrintedPage(_pictured(profile, received, rendered, read), read.reading)
    if not is_turned and why_not_keepable(received.content, read.reading.number) is None:
        return PrintedPage(KEPT_AS_RECEIVED, read.reading)
    notes = (*read.reading.notes, DRAWN)
    return PrintedPage(_pictured(profile, received, rendered, read), replace(read.reading, notes=notes))


def _pictured(profile: ScanningProfile, received: ReceivedFile, rendered: RenderedPage, read: ReadPage) -> bytes:
    if profile is ScanningProfile.TEXT:
        return write_layers(take_apart(read.upright_raster, read.reading.dpi))
    return _laid_scan(received, rendered, read) or _fine_jpeg(read.upright_raster)


def _laid_scan(received: ReceivedFile, rendered: RenderedPage, read: ReadPage) -> bytes | None:
    """The scan itself, turned by the page and not in its pixels; None where it cannot be laid exactly.

    What was bent or cut in reading is no turned scan: the laid scan is held against the page that was read, so
    that no word ever lies beside its print.
    """
    scan = _scan_of(received, rendered, read.reading.number)
    if scan is None:
        return None
    for skew_deg in (read.reading.skew_deg, 0.0):
        matrix = _turning(rendered.raster, read, skew_deg)
        if _lies_right(matrix, rendered.raster, read.upright_raster):
            height, width = read.upright_raster.shape[:2]
            top_left, top_right, bottom_left = (_at(matrix, x, y) for x, y in scan.corners)
            return write_scan(scan.image, (top_left, top_right, bottom_left), int(width), int(height))
    return None


def _scan_of(received: ReceivedFile, rendered: RenderedPage, number: int) -> PlacedScan | None:
    """The scan, and where it lies on the rendered page; None for a PDF page that is more than a scan."""
    if received.media_type == MediaType.PDF:
        return find_scan(received.content, number, rendered.raster)
    rows, columns = rendered.raster.shape[:2]
    image = _jpeg_as_received(received, rendered.raster) or _every_pixel(received, rendered, number)
    return PlacedScan(image, columns, rows, ((0, 0), (columns, 0), (0, rows)))


def _every_pixel(received: ReceivedFile, rendered: RenderedPage, number: int) -> Raster:
    """The pixels as they came: what was read may have lost colours that were only noise, or next to nothing."""
    if rendered.raster.ndim == 3:
        return rendered.raster
    coloured = every_colour(received.content, received.media_type, number)
    return rendered.raster if coloured is None else coloured


def _turning(scan: Raster, read: ReadPage, skew_deg: float) -> Matrix:
    """From pixels of the scan to pixels of the upright page: straightened about its middle, then turned upright."""
    rows, columns = scan.shape[:2]
    turns = read.reading.orientation_deg // 90
    height, width = read.upright_raster.shape[:2]
    straight = (height, width) if turns % 2 else (width, height)
    matrix = cv2.getRotationMatrix2D(((columns - 1) / 2, (rows - 1) / 2), skew_deg, 1.0)
    matrix[:, 2] += ((straight[0] - columns) / 2, (straight[1] - rows) / 2)
    whole = np.vstack([matrix, (0.0, 0.0, 1.0)])
    across = straight[0]
    for _ in range(turns):
        # A quarter turn counter-clockwise: what was right is now on top.
        whole = np.array([[0.0, 1.0, 0.0], [-1.0, 0.0, across - 1.0], [0.0, 0.0, 1.0]]) @ whole
        across = straight[1] if across == straight[0] else straight[0]
    return np.asarray(whole[:2], dtype=np.float64)


def _lies_right(matrix: Matrix, scan: Raster, upright: Raster) -> bool:
    page, small = (
        cv2.resize(as_grey(each), None, fx=CHECKED_AT, fy=CHECKED_AT, interpolation=cv2.INTER_AREA)
        for each in (upright, scan)
    )
    # OpenCV's origin is the middle of the first pixel, which moves when pixels grow.
    shrunk = matrix.copy()
    shrunk[:, 2] = CHECKED_AT * matrix[:, 2] + 0.5 * (1 - CHECKED_AT) * (matrix[:, :2].sum(axis=1) - 1)
    size = (int(page.shape[1]), int(page.shape[0]))
    laid = cv2.warpAffine(small, shrunk, size, borderValue=(float(np.median(small)),) * 3)
    first, second = (cv2.blur(each, (3, 3)).astype(np.float32) for each in (page, laid))
    if first.std() < BARE_DEVIATION:
        return True
    return float(np.corrcoef(first.ravel(), second.ravel())[0, 1]) >= LEAST_LIKENESS


def _at(matrix: Matrix, x: float, y: float) -> Point:
    """Where a point of the rendered page lies on the upright one.

    OpenCV counts from the middle of the first pixel, a page from its edge.
    """
    placed = matrix @ np.array([x - 0.5, y - 0.5, 1.0])
    return float(placed[0]) + 0.5, float(placed[1]) + 0.5


def _jpeg_as_received(received: ReceivedFile, raster: Raster) -> bytes | None:
    """The file itself where it is a JPEG that a PDF may hold and that shows the very pixels that were read."""
    if received.media_type != MediaType.JPEG:
        return None
    with Image.open(io.BytesIO(received.content), formats=("JPEG",)) as header:
        stands_upright = header.getexif().get(EXIF_ORIENTATION, 1) == 1
        fits = header.mode in ("L", "RGB") and header.size == (raster.shape[1], raster.shape[0])
    return received.content if stands_upright and fits else None


def _fine_jpeg(raster: Raster) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(raster).save(stream, "JPEG", quality=FINE_QUALITY, subsampling=0)
    return stream.getvalue()

"""The scan inside a PDF page that shows nothing else: the image as it was put there, not as a renderer draws it.

Scanners and scanning programs wrap each image in a page, some with invisible text over it. Runs inside the
sandbox only.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from paper.errors import FileBroken, FileEncrypted
from paper.pdf_text import HIDDEN_MODES, MAX_OBJECTS
from paper.pdfa_images import COLOUR_SPACES
from paper.pdfa_layers import Corners, Point
from paper.safe_pdf import PDF_COMPLAINTS, open_with_pdfium

Raster = NDArray[np.uint8]

EXACT_BITS = frozenset({1, 2, 4, 8, 24})
"""Bits a pixel that a uint8 raster holds without loss: grey and palettes up to 8, RGB."""
JPEG_FILTERS = ["DCTDecode"]
SUB_PIXELS = 64
"""PDFium tells places on the raster in whole pixels: it is asked for those of a raster so many times larger."""
DEEPEST_FORM = 3
COMPARED_AT = 0.25
UNLIKE_LEVELS = 30
"""Difference of patches from which the page shows something that is not its scan, or its scan in other colours."""
PATCH_PX = 9


@dataclass(frozen=True, slots=True)
class PlacedScan:
    """A scan on its page.

    Attributes:
        image: A grey or RGB JPEG file as it lies in the PDF, or a uint8 raster with the exact pixels.
        width_px: Its columns.
        height_px: Its rows.
        corners: Where its top left, top right and bottom left corners lie, in pixels of the drawn page.
    """

    image: bytes | Raster
    width_px: int
    height_px: int
    corners: Corners


def find_scan(file: bytes, number: int, drawn: Raster) -> PlacedScan | None:
    """The one image that page `number` (from 1) consists of; None where it shows anything else.

    Args:
        file: The PDF.
        number: Which page.
        drawn: The page as it was rendered (uint8, grey or RGB), whose pixels the corners are given in.
    """
    try:
        page = open_with_pdfium(file)[number - 1]
        image = _only_image(page)
        scan = None if image is None else _placed(page, image, drawn.shape[1], drawn.shape[0])
    except (*PDF_COMPLAINTS, FileBroken, FileEncrypted):
        return None
    return scan if scan is not None and _looks_like(scan, drawn) else None


def _only_image(page: pdfium.PdfPage) -> pdfium.PdfImage | None:
    if pdfium_c.FPDFPage_GetAnnotCount(page) > 0:
        return None
    shown = list(_shown(page))
    return shown[0] if len(shown) == 1 and isinstance(shown[0], pdfium.PdfImage) else None


def _shown(page: pdfium.PdfPage) -> Iterator[pdfium.PdfObject]:
    """The objects that may leave a mark; the first two are enough to know."""
    found = 0
    for count, each in enumerate(page.get_objects(max_depth=DEEPEST_FORM)):
        if each.type == pdfium_c.FPDF_PAGEOBJ_FORM and each.level < DEEPEST_FORM - 1:
            continue
        if each.type == pdfium_c.FPDF_PAGEOBJ_TEXT and pdfium_c.FPDFTextObj_GetTextRenderMode(each) in HIDDEN_MODES:
            continue
        found += 1
        yield each
        if found > 1 or count > MAX_OBJECTS:
            return


def _placed(page: pdfium.PdfPage, image: pdfium.PdfImage, columns: int, rows: int) -> PlacedScan | None:
    width, height = image.get_px_size()
    content = _jpeg(image) or _exact_raster(image)
    if content is None:
        return None
    matrix, container = image.get_matrix(), image.container
    while container is not None:
        matrix, container = matrix.multiply(container.get_matrix()), container.container
    # An image fills the unit square, upwards from its bottom left corner (ISO 32000-1, 8.9.5).
    top_left, top_right, bottom_left = (
        _on_raster(page, columns, rows, *matrix.on_point(x, y)) for x, y in ((0, 1), (1, 1), (0, 0))
    )
    return PlacedScan(content, width, height, (top_left, top_right, bottom_left))


def _on_raster(page: pdfium.PdfPage, columns: int, rows: int, x: float, y: float) -> Point:
    across, down = ctypes.c_int(), ctypes.c_int()
    size = (columns * SUB_PIXELS, rows * SUB_PIXELS)
    pdfium_c.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
    return across.value / SUB_PIXELS, down.value / SUB_PIXELS


def _jpeg(image: pdfium.PdfImage) -> bytes | None:
    """The image's own JPEG file, if it is one that PDF/A takes as it is."""
    if image.get_filters(skip_simple=True) != JPEG_FILTERS:
        return None
    file = bytes(image.get_data(decode_simple=True))
    try:
        with Image.open(io.BytesIO(file), formats=("JPEG",)) as header:
            fits = header.mode in COLOUR_SPACES and header.size == image.get_px_size()
    except (UnidentifiedImageError, OSError, ValueError):
        return None
    return file if fits else None


def _exact_raster(image: pdfium.PdfImage) -> Raster | None:
    """The image's pixels, where it was not a JPEG and a raster of ours holds them."""
    if JPEG_FILTERS[0] in image.get_filters() or image.get_metadata().bits_per_pixel not in EXACT_BITS:
        return None
    drawn = image.get_bitmap(render=False).to_pil()
    return np.array(drawn.convert("L" if drawn.mode in ("1", "L") else "RGB"), np.uint8)


def _looks_like(scan: PlacedScan, drawn: Raster) -> bool:
    """Whether the page, drawn, is its scan and nothing else: no mask, clip, second ink or colours of another kind."""
    pixels = scan.image if isinstance(scan.image, np.ndarray) else _decoded(scan.image)
    three = np.array([(0, 0), (scan.width_px, 0), (0, scan.height_px)], np.float32)
    reduced = min(1.0, COMPARED_AT * drawn.shape[1] / scan.width_px)
    small = cv2.resize(pixels, None, fx=reduced, fy=reduced, interpolation=cv2.INTER_AREA).astype(np.uint8)
    scale = np.array([small.shape[1] / scan.width_px, small.shape[0] / scan.height_px], np.float32)
    matrix = cv2.getAffineTransform(three * scale, np.array(scan.corners, np.float32) * COMPARED_AT)
    # Corners are edges of pixels, and OpenCV counts from their middles.
    matrix[:, 2] += 0.5 * (matrix[:, :2].sum(axis=1) - 1)
    page = cv2.resize(_in_colour(drawn), None, fx=COMPARED_AT, fy=COMPARED_AT, interpolation=cv2.INTER_AREA)
    size = (int(page.shape[1]), int(page.shape[0]))
    laid = cv2.warpAffine(_in_colour(small), matrix, size, borderValue=(255.0, 255.0, 255.0))
    first, second = (cv2.blur(each, (PATCH_PX, PATCH_PX)).astype(np.int16) for each in (page, laid))
    return bool(np.abs(first - second).max() <= UNLIKE_LEVELS)


def _decoded(file: bytes) -> Raster:
    with Image.open(io.BytesIO(file), formats=("JPEG",)) as image:
        return np.array(image, np.uint8)


def _in_colour(raster: NDArray[np.uint8]) -> Raster:
    return raster if raster.ndim == 3 else cv2.cvtColor(raster, cv2.COLOR_GRAY2RGB).astype(np.uint8)

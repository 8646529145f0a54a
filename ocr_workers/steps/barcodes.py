"""Bar codes and two-dimensional codes on the page, read with zxing-cpp from the raster in memory.

A page is read at about 150 dpi first, which finds what a mail room prints at a quarter of the
time. Where something stands as dense as a code and was not read, that area is read
again in the scan's own pixels: the modules of a small code are lost at 150 dpi.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import zxingcpp
from zxingcpp import BarcodeFormat

from archive.reading import Barcode
from paper.geometry import Box, mm_to_px

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

# Left out on purpose: DataBar, Telepen, the film-edge code and add-ons of two or five digits, which turn up
# in running text and table rules and on no letter that a mail room receives.
_FORMATS = zxingcpp.BarcodeFormats(
    [
        BarcodeFormat.QRCode,
        BarcodeFormat.MicroQRCode,
        BarcodeFormat.RMQRCode,
        BarcodeFormat.DataMatrix,
        BarcodeFormat.Aztec,
        BarcodeFormat.PDF417,
        BarcodeFormat.Code128,
        BarcodeFormat.Code39,
        BarcodeFormat.Code93,
        BarcodeFormat.ITF,
        BarcodeFormat.EAN13,
        BarcodeFormat.EAN8,
        BarcodeFormat.UPCA,
    ]
)
LEAST_CONTENT = {"ITF": 6, "Code39": 4, "Code39Std": 4, "Code39Ext": 4, "Code93": 3}
"""Symbologies with a weak checksum or none say something only from this length on."""
SMALL_PX = 1000
"""A picture narrower than this is a cut-out, not a page: its modules may be too few pixels wide."""
SCAN_DPI = 300.0
FIRST_DPI = 150.0
SHARE_DPI = 37.5
"""On this raster each pixel says how much of its square of 0.7 mm is inked."""
DENSE_MM = 4.7
"""The side of the square in which density is measured: smaller than the smallest code, larger than a letter."""
DENSE = 0.36
"""Running text inks a fifth of such a square, a headline a third, a code about half of it."""
LEAST_CONTRAST = 30
QUIET_MM = 3.5
MOST_DENSE = 0.3
"""Where more than this share of the page is dense it is a picture or a dark scan, and read as a whole."""


def find_barcodes(grey: NDArray[np.uint8], dpi: float = SCAN_DPI) -> tuple[Barcode, ...]:
    """Decoded symbols on a grey raster, boxes in its pixels; only those whose check digits hold."""
    if max(grey.shape) <= SMALL_PX:
        return _read(grey, 1.0) or _read(_resized(grey, 2.0), 0.5)
    factor = FIRST_DPI / dpi
    if factor > 0.75:
        return _read(grey, 1.0)
    small = _resized(grey, factor)
    found = list(_read(small, 1 / factor))
    for area in _dense_areas(small):
        place = area.scaled(1 / factor)
        if all(place.overlap(code.box) == 0 for code in found):
            found.extend(_read_area(grey, place))
    return tuple(found)


def _resized(grey: NDArray[np.uint8], factor: float) -> NDArray[np.uint8]:
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return cv2.resize(grey, None, fx=factor, fy=factor, interpolation=how).astype(np.uint8)


def _dense_areas(small: NDArray[np.uint8]) -> Iterator[Box]:
    """Boxes round what is inked as densely as a code, with their quiet zone; in pixels of the small raster."""
    shrink = FIRST_DPI / SHARE_DPI
    paper = cv2.blur(small, (199, 199)).astype(np.int16)
    ink = (paper - small > LEAST_CONTRAST).astype(np.float32)
    share = cv2.resize(ink, None, fx=1 / shrink, fy=1 / shrink, interpolation=cv2.INTER_AREA)
    window = mm_to_px(DENSE_MM, SHARE_DPI)
    dense = (cv2.boxFilter(share, -1, (window, window)) >= DENSE).astype(np.uint8)
    if float(dense.mean()) > MOST_DENSE:
        yield Box(0, 0, small.shape[1], small.shape[0])
        return
    # Grown to where the windows reach, so that a code that was printed loosely comes together.
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(dense, np.ones((window, window), np.uint8)))
    quiet = mm_to_px(QUIET_MM, SHARE_DPI)
    for left, top, width, height, _ in stats[1:].tolist():
        yield Box(left - quiet, top - quiet, width + 2 * quiet, height + 2 * quiet).scaled(shrink)


def _read_area(grey: NDArray[np.uint8], area: Box) -> Iterator[Barcode]:
    rows, columns = grey.shape
    left, top = max(0, int(area.x)), max(0, int(area.y))
    right, bottom = min(columns, int(area.right)), min(rows, int(area.bottom))
    for code in _read(np.ascontiguousarray(grey[top:bottom, left:right]), 1.0):
        box = code.box
        yield Barcode(code.symbology, code.content, Box(box.x + left, box.y + top, box.width, box.height))


def _read(grey: NDArray[np.uint8], scale: float) -> tuple[Barcode, ...]:
    symbols = zxingcpp.read_barcodes(grey, formats=_FORMATS, text_mode=zxingcpp.TextMode.Plain)
    return tuple(_barcode(symbol, scale) for symbol in symbols if _is_sound(symbol))


def _is_sound(symbol: zxingcpp.Barcode) -> bool:
    return bool(symbol.valid) and len(symbol.bytes) >= LEAST_CONTENT.get(symbol.format.name, 1)


def _barcode(symbol: zxingcpp.Barcode, scale: float) -> Barcode:
    place = symbol.position
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    left, top = min(c.x for c in corners), min(c.y for c in corners)
    width, height = max(c.x for c in corners) - left, max(c.y for c in corners) - top
    # Bytes in no known character set are kept one for one.
    content = symbol.text or symbol.bytes.decode("latin-1")
    return Barcode(symbol.format.name, content, Box(left, top, width, height).scaled(scale))

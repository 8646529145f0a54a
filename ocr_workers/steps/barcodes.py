"""Bar codes and two-dimensional codes on the page, read with zxing-cpp from the raster in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import zxingcpp
from zxingcpp import BarcodeFormat

from archive.reading import Barcode
from paper.geometry import Box

if TYPE_CHECKING:
    import numpy as np
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


def find_barcodes(grey: NDArray[np.uint8]) -> tuple[Barcode, ...]:
    """Decoded symbols on a grey raster, boxes in its pixels; only those whose check digits hold."""
    found = _read(grey, 1.0)
    if not found and max(grey.shape) <= SMALL_PX:
        larger = cv2.resize(grey, None, fx=2.0, fy=2.0, interpolation=cv2.INTER_CUBIC).astype("uint8")
        return _read(larger, 0.5)
    return found


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
    return Barcode(symbol.format.name, symbol.text, Box(left, top, width, height).scaled(scale))

"""The pictures that are kept of a page for the screens: one to look at, and a small one for lists.

Both show the same upright page; the pixel of a word's box is found on the
viewer's picture by multiplying with `viewer_scale` alone.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image

from ocr_workers.pipeline import as_grey

if TYPE_CHECKING:
    from numpy.typing import NDArray

VIEWER_DPI = 150.0
VIEWER_MEDIA_TYPE = "image/webp"
THUMBNAIL_PX = 320
VIEWER_QUALITY = 72
COLOUR_SPREAD = 34
"""Difference between a pixel's channels from which it is coloured; yellowed paper stays below."""
COLOUR_SHARE = 0.0008
"""Share of coloured pixels from which a page is kept in colour: a signature or a stamp is enough."""


@dataclass(frozen=True, slots=True)
class PageImages:
    """Encoded pictures of one upright page, both WebP: one to look at, one for lists."""

    viewer: bytes
    thumbnail: bytes


def picture_page(raster: NDArray[np.uint8], dpi: float) -> PageImages:
    """Encode an upright page (uint8, grey or RGB) of `dpi`."""
    shown = raster if is_coloured(raster) else as_grey(raster)
    viewer = _shrunk(shown, viewer_scale(dpi))
    thumbnail = _shrunk(viewer, min(1.0, THUMBNAIL_PX / max(viewer.shape[:2])))
    return PageImages(
        viewer=_encoded(viewer, "WEBP", quality=VIEWER_QUALITY, method=2),
        thumbnail=_encoded(thumbnail, "WEBP", quality=VIEWER_QUALITY, method=2),
    )


def viewer_scale(dpi: float) -> float:
    """Pixels of the viewer's picture per pixel of the reading."""
    return min(1.0, VIEWER_DPI / dpi)


def is_coloured(raster: NDArray[np.uint8]) -> bool:
    """Whether anything on the page is in colour; a grey page in three channels is not."""
    if raster.ndim == 2:
        return False
    sample = cv2.resize(raster, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA).astype(np.int16)
    # What counts is the difference to the paper's own tint, or every recycled envelope would be in colour.
    tint = np.median(sample.reshape(-1, 3), axis=0).astype(np.int16)
    even = sample - (tint - tint.max())
    spread = even.max(axis=2) - even.min(axis=2)
    return bool(np.mean(spread > COLOUR_SPREAD) > COLOUR_SHARE)


def _shrunk(raster: NDArray[np.uint8], factor: float) -> NDArray[np.uint8]:
    if factor >= 1.0:
        return raster
    size = (max(1, round(raster.shape[1] * factor)), max(1, round(raster.shape[0] * factor)))
    return cv2.resize(raster, size, interpolation=cv2.INTER_AREA).astype(np.uint8)


def _encoded(raster: NDArray[np.uint8], file_format: str, **options: object) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(raster).save(stream, file_format, **options)
    return stream.getvalue()

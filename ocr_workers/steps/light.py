"""The light on a photographed sheet: shadows, lamps and warm tints are taken out, so that paper is white all over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from paper.geometry import MM_PER_INCH

if TYPE_CHECKING:
    from numpy.typing import NDArray

LIGHT_DPI = 40.0
"""Resolution at which the light is estimated: shadows are large."""
WIDEST_PRINT_MM = 14.0
"""A dark patch wider than this is a shadow or a picture, not writing."""
DARKEST_SHADE = 0.5
"""Light below this share of the brightest near it is no shadow on paper but a dark picture: it is not made white."""
DEEPEST_SHADE = 0.25
PAPER_WHITE = 248.0
UNEVEN_SHARE = 0.14
"""Difference between shade and light, as a share of the light, from which a page was lit by no scanner."""


@dataclass(frozen=True, slots=True)
class Light:
    """The light on a page: `shade`, float32, small, one value a pixel and channel; `unevenness` from 0 to 1."""

    shade: NDArray[np.float32]
    unevenness: float


def measure_light(raster: NDArray[np.uint8], dpi: float) -> Light:
    """The brightness of the paper all over a page (uint8, grey or RGB), as if nothing were written on it."""
    scale = min(1.0, LIGHT_DPI / dpi)
    small = cv2.resize(raster, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8)
    reach = max(3, round(WIDEST_PRINT_MM / MM_PER_INCH * dpi * scale) | 1)
    closed = cv2.morphologyEx(
        small, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8), borderType=cv2.BORDER_REPLICATE
    )
    smooth = _without_pictures(cv2.medianBlur(closed, 5).astype(np.float32), reach)
    bright = smooth if smooth.ndim == 2 else smooth.mean(axis=2)
    low, high = np.percentile(bright, (8, 95))
    return Light(smooth, float((high - low) / max(1.0, high)))


def _without_pictures(closed: NDArray[np.float32], reach: int) -> NDArray[np.float32]:
    """The light smoothed, and carried on from around over what is too dark for a shadow."""
    bright = closed if closed.ndim == 2 else closed.mean(axis=2)
    around = cv2.dilate(bright, np.ones((6 * reach + 1, 6 * reach + 1), np.uint8))
    paper = (bright >= DARKEST_SHADE * around).astype(np.float32)
    near, lit_near = _blurred(closed, paper, reach / 6)
    if near.min() > 0.5:
        return lit_near
    # Looking so far is most of the work, and of use only where there are pictures.
    _, lit_far = _blurred(closed, paper, 2.0 * reach)
    return np.where(near > 0.5, lit_near, lit_far).astype(np.float32)


def _blurred(
    closed: NDArray[np.float32], paper: NDArray[np.float32], spread: float
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How much paper there is round each pixel, and the light on that paper."""
    share = cv2.GaussianBlur(paper, (0, 0), spread)
    lit = cv2.GaussianBlur(closed * (paper if closed.ndim == 2 else paper[..., None]), (0, 0), spread)
    share = share if closed.ndim == 2 else share[..., None]
    return share.astype(np.float32, copy=False), (lit / np.maximum(share, 1e-3)).astype(np.float32, copy=False)


def even_light(raster: NDArray[np.uint8], light: Light) -> NDArray[np.uint8]:
    """The page (uint8, grey or RGB) with its paper made evenly white under the light measured on it; a copy."""
    brightest = np.percentile(light.shade, 95, axis=(0, 1))
    gain = PAPER_WHITE / np.maximum(light.shade, DEEPEST_SHADE * brightest)
    whole = cv2.resize(gain.astype(np.float32), (raster.shape[1], raster.shape[0]), interpolation=cv2.INTER_LINEAR)
    return cv2.multiply(raster, whole, dtype=cv2.CV_8U).astype(np.uint8)

"""PATCH-T: four bars that tell a scanner where a document ends.

Kodak's patch codes have four parallel bars, two of 0.20 inch and two of 0.08,
with 0.08 inch between them; T is narrow, wide, narrow, wide. Turned upside down
it reads as patch 3, which separates batches: either way a new document begins,
so both are taken for a separator, and the sheet's position does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from archive.reading import Barcode
from ocr_workers.separator_code import PATCH_T
from paper.geometry import Box, around

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ocr_workers.steps.ink import InkMap

LEAST_LENGTH_MM = 35.0
NARROW_MM = (1.2, 3.2)
WIDE_MM = (3.6, 7.0)
THIN_MM = 1.0
GAP_MM = (0.9, 3.4)
SOLID = 0.8
"""A bar fills its own rectangle; a frame or a line of text does not."""
SMOOTH_PX = 5
LEAST_CONTRAST = 24
USUAL_CONTRAST = 90
DARKEST_PERCENT = 99.5
"""The bars of the smallest sheet cover more of the page than the rest, so what is darkest there is a bar."""
PATTERNS = ("nwnw", "wnwn")


@dataclass(frozen=True, slots=True)
class _Bar:
    """A solid bar: middle, length, thickness (pixels), direction of its length (degrees, 0 to 180), upright box."""

    middle: tuple[float, float]
    length: float
    thickness: float
    angle_deg: float
    box: Box


def find_patch_codes(ink: InkMap, scale: float = 1.0) -> tuple[Barcode, ...]:
    """PATCH-T symbols on the page, boxes multiplied by `scale` (raster pixels per pixel of the ink map)."""
    bars = _bars(ink)
    found: list[Barcode] = []
    for first in bars:
        stack = _stack_from(first, bars, ink)
        if len(stack) == 4 and _pattern(stack, ink) in PATTERNS:
            box = around(bar.box for bar in stack).scaled(scale)
            if all(box.overlap(other.box) == 0 for other in found):
                found.append(Barcode(PATCH_T, "T", box))
    return tuple(found)


def _bars(ink: InkMap) -> list[_Bar]:
    # Bars are wide: smoothing costs them nothing and takes the noise of a pale or hurried scan away.
    smooth = cv2.blur(ink.contrast, (SMOOTH_PX, SMOOTH_PX)).astype(np.uint8)
    dark = (smooth >= _bar_threshold(smooth)).astype(np.uint8)
    # Streaks of a dirty sensor tie bars together, and text is of no interest: both are thinner than any bar.
    thin = max(2, round(ink.px(THIN_MM)))
    dark = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((thin, thin), np.uint8)).astype(np.uint8)
    contours, _ = cv2.findContours(dark, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    least = ink.px(LEAST_LENGTH_MM)
    long_enough = [c for c in contours if max(cv2.boundingRect(c)[2:]) >= least * 0.7]
    bars = [_bar_of(contour.astype(np.int32)) for contour in long_enough]
    low, high = ink.px(NARROW_MM[0]), ink.px(WIDE_MM[1])
    return [bar for bar in bars if bar and bar.length >= least and low <= bar.thickness <= high]


def _bar_threshold(smooth: NDArray[np.uint8]) -> float:
    """From which contrast a pixel may be a bar's: half of the page's darkest, where the print is pale."""
    darkest = float(np.percentile(smooth[::4, ::4], DARKEST_PERCENT))
    return max(LEAST_CONTRAST, min(USUAL_CONTRAST, darkest / 2))


def _bar_of(contour: NDArray[np.int32]) -> _Bar | None:
    (x, y), (side_a, side_b), angle = cv2.minAreaRect(contour)
    # The rectangle runs through pixel centres; half a pixel belongs to it on every side.
    length, thickness = max(side_a, side_b) + 1, min(side_a, side_b) + 1
    if cv2.contourArea(contour) < SOLID * (length - 1) * (thickness - 1):
        return None
    direction = angle if side_a >= side_b else angle + 90
    left, top, width, height = cv2.boundingRect(contour)
    return _Bar((x, y), length, thickness, direction % 180, Box(left, top, width, height))


def _stack_from(first: _Bar, bars: Sequence[_Bar], ink: InkMap) -> list[_Bar]:
    """The bars that follow `first` across its length with patch-code gaps; empty if one also precedes it."""
    fellows = [bar for bar in bars if bar is not first and _parallel(first, bar)]
    offsets = sorted(((_across(first, bar), bar) for bar in fellows), key=lambda pair: pair[0])
    if any(offset < 0 and _gap_fits(-offset, first, bar, ink) for offset, bar in offsets):
        return []
    stack, reached = [first], 0.0
    for offset, bar in offsets:
        if offset > 0 and _gap_fits(offset - reached, stack[-1], bar, ink):
            stack.append(bar)
            reached = offset
    return stack


def _parallel(one: _Bar, other: _Bar) -> bool:
    turn = abs(one.angle_deg - other.angle_deg)
    same_way = min(turn, 180 - turn) <= 4.0
    same_length = abs(one.length - other.length) <= 0.15 * one.length
    return same_way and same_length and abs(_along(one, other)) <= 0.15 * one.length


def _across(one: _Bar, other: _Bar) -> float:
    angle = np.deg2rad(one.angle_deg)
    dx, dy = other.middle[0] - one.middle[0], other.middle[1] - one.middle[1]
    return float(dy * np.cos(angle) - dx * np.sin(angle))


def _along(one: _Bar, other: _Bar) -> float:
    angle = np.deg2rad(one.angle_deg)
    dx, dy = other.middle[0] - one.middle[0], other.middle[1] - one.middle[1]
    return float(dx * np.cos(angle) + dy * np.sin(angle))


def _gap_fits(distance: float, one: _Bar, other: _Bar, ink: InkMap) -> bool:
    gap = distance - (one.thickness + other.thickness) / 2
    return ink.px(GAP_MM[0]) <= gap <= ink.px(GAP_MM[1])


def _pattern(stack: Sequence[_Bar], ink: InkMap) -> str:
    return "".join(_width_letter(bar.thickness, ink) for bar in stack)


def _width_letter(thickness: float, ink: InkMap) -> str:
    if ink.px(NARROW_MM[0]) <= thickness <= ink.px(NARROW_MM[1]):
        return "n"
    return "w" if ink.px(WIDE_MM[0]) <= thickness <= ink.px(WIDE_MM[1]) else "?"

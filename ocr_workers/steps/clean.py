"""Take away what misleads recognition: dark scan borders, sensor streaks, speckle.

The cleaned page is for the engine only. What is shown and archived keeps its
borders and its dirt, for it must show the paper as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr_workers.steps.ink import InkMap

BORDER_DARKNESS = 0.62
"""Background below this share of the paper's grey, reaching the page's edge, is a scan border."""
STREAK_SHARE = 0.45
"""A vertical line longer than this share of the page is a streak or a rule; neither is text."""
STREAK_MM = 1.2
SPECK_PX = 3
SOFTENING_AT_300_DPI = 1.0
"""Standard deviation, in pixels, of the blur before recognition: word F1 0.85 to 0.95 on a worn French invoice."""
NOISY_SPECKS_PER_CM2 = 6.0
"""Specks of a pixel or two at working size from which the page is worth a median filter."""


def clean_for_recognition(grey: NDArray[np.uint8], ink: InkMap) -> NDArray[np.uint8]:
    """The grey page with even white paper, without borders, long vertical lines and speckle; a copy, same shape."""
    even = _softened(even_paper(median_of_noise(grey, ink), ink), grey.shape[1] / ink.width * ink.dpi)
    rubbish = cv2.bitwise_or(_dark_border(ink), _vertical_lines(ink))
    if not rubbish.any():
        return even
    covered = cv2.resize(rubbish, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_NEAREST)
    even[covered > 0] = 255
    return even


def _softened(grey: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """A copy with its edges softened: broken strokes close, and the engine's models like them better."""
    return cv2.GaussianBlur(grey, (0, 0), SOFTENING_AT_300_DPI * dpi / 300.0).astype(np.uint8)


def even_paper(grey: NDArray[np.uint8], ink: InkMap) -> NDArray[np.uint8]:
    """The page with its paper made white and its print black, whatever shadow or tint lies on it; a copy.

    Dark areas keep their grey: writing in white on them is lighter than its background and would vanish.
    """
    size = (grey.shape[1], grey.shape[0])
    background = cv2.resize(ink.background, size, interpolation=cv2.INTER_LINEAR)
    depth = cv2.subtract(background, grey)
    even = cv2.bitwise_not(cv2.convertScaleAbs(depth, alpha=255.0 / _print_depth(ink))).astype(np.uint8)
    dark = background < BORDER_DARKNESS * ink.paper_grey
    even[dark] = grey[dark]
    return even


def _print_depth(ink: InkMap) -> float:
    """The contrast that full print has on this page, 0 to 255: nine tenths of the writing lie below it."""
    if len(ink.marks) == 0:
        return 255.0
    return max(60.0, float(np.percentile(ink.marks.peak[ink.marks.area >= SPECK_PX], 90)))


def median_of_noise(grey: NDArray[np.uint8], ink: InkMap) -> NDArray[np.uint8]:
    """The page median-filtered where it is peppered with specks, else as it is."""
    if specks_per_cm2(ink) < NOISY_SPECKS_PER_CM2:
        return grey
    return cv2.medianBlur(grey, 3).astype(np.uint8)


def specks_per_cm2(ink: InkMap) -> float:
    """How densely the page is peppered with dots too small for print."""
    page_cm2 = ink.width * ink.height / ink.px(10.0) ** 2
    return float(np.count_nonzero(ink.marks.area <= SPECK_PX)) / max(page_cm2, 1e-6)


def _dark_border(ink: InkMap) -> NDArray[np.uint8]:
    dark = (ink.background < BORDER_DARKNESS * ink.paper_grey).astype(np.uint8)
    count, labels = cv2.connectedComponents(dark, connectivity=4)
    if count == 1:
        return np.zeros_like(dark)
    edge = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    reaching = np.zeros(count, np.uint8)
    reaching[np.unique(edge)] = 1
    reaching[0] = 0
    # The background is smoothed, so the border's own edge lies a little further in.
    return cv2.dilate(reaching[labels], np.ones((7, 7), np.uint8)).astype(np.uint8)


def _vertical_lines(ink: InkMap) -> NDArray[np.uint8]:
    dark = (ink.contrast >= ink.threshold).astype(np.uint8)
    length = max(3, round(ink.height * STREAK_SHARE))
    tall = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    thick = max(2, round(ink.px(STREAK_MM)))
    # Anything as wide as it is tall (a dark picture) is no line.
    solid = cv2.morphologyEx(tall, cv2.MORPH_OPEN, np.ones((1, thick + 1), np.uint8))
    return cv2.dilate(cv2.subtract(tall, solid), np.ones((1, 3), np.uint8)).astype(np.uint8)

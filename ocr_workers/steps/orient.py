"""Which way up a page was scanned: 0, 90, 180 or 270 degrees clockwise.

Three witnesses, the cheapest first. The feet of the letters (measured while the
tilt was) cost nothing and are right wherever there is running text. Where they do
not stand out (tables of figures, capitals), a few pieces of lines are read in each
position that is open: upside down, nothing is read with confidence. Tesseract's
orientation and script detection costs a second and is asked last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr_workers.steps.sample_lines import sample_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ocr_workers.engines.api import OrientationDetector, RecognisedPage, RecognitionEngine
    from ocr_workers.steps.deskew import Tilt
    from ocr_workers.steps.ink import InkMap

ALL_TURNS = (0, 90, 180, 270)
SURE = 0.9
"""Confidence from which no further witness is heard."""
FEET_SURE_RATIO = 1.45
"""Feet must line up this much better than heads to settle it alone; figures with commas reach 1.36 upside down."""
SIDEWAYS_SURE_RATIO = 1.5
"""Lines along one axis must be this much sharper than along the other to rule the other out."""
OSD_DPI = 150.0
"""Orientation detection is right half the time at 100 dpi and always at 150."""
OSD_SURE = 4.0
"""Tesseract's own orientation confidence from which it has been right on letters."""
STRIP_MM = 32.0
"""Height of the strip that tells the language: some six lines."""
MAKES_SENSE = 0.88
"""Confidence at which a sample was read the right way up; upside down none of 160 pages came above 0.77."""
LEAST_LETTERS = 10
"""Fewer letters than this may look the same either way."""
CLEAR_LEAD = 0.3
"""What one position reads better than all others where none of them makes sense by itself, to be believed."""


@dataclass(frozen=True, slots=True)
class Orientation:
    """Clockwise quarter turns by which the content stands turned, and how sure that is (0 to 1)."""

    turn_deg: int
    confidence: float


UNKNOWN = Orientation(0, 0.0)


def orientation_by_feet(tilt: Tilt) -> Orientation:
    """What the feet of the letters say about the page's position."""
    best = int(np.argmax(tilt.feet))
    own, opposite = tilt.feet[best], tilt.feet[(best + 2) % 4]
    across = max(tilt.feet[(best + 1) % 4], tilt.feet[(best + 3) % 4])
    if across <= 0 or opposite <= 0:
        return UNKNOWN
    upright = _sureness(own / opposite, FEET_SURE_RATIO)
    along = _sureness(own / across, SIDEWAYS_SURE_RATIO)
    return Orientation(best * 90, min(upright, along, max(tilt.confidence, 0.0)))


def candidate_turns(tilt: Tilt) -> tuple[int, ...]:
    """The turns that the feet leave open, the likelier first."""
    ranked = tuple(int(index) * 90 for index in np.argsort(tilt.feet)[::-1])
    upright, sideways = max(tilt.feet[0], tilt.feet[2]), max(tilt.feet[1], tilt.feet[3])
    if max(upright, sideways) >= SIDEWAYS_SURE_RATIO * min(upright, sideways) > 0:
        sides = (90, 270) if sideways > upright else (0, 180)
        return tuple(turn for turn in ranked if turn in sides)
    return ranked


def orientation_by_detector(
    raster: NDArray[np.uint8], dpi: float, detector: OrientationDetector, candidates: Sequence[int]
) -> Orientation:
    """What the engine's detector says about a straightened grey page; unsure where the feet contradict it."""
    factor = max(OSD_DPI, min(dpi, 200.0)) / dpi
    size = (round(raster.shape[1] * factor), round(raster.shape[0] * factor))
    shrunk = cv2.resize(raster, size, interpolation=cv2.INTER_AREA).astype(np.uint8) if factor < 1 else raster
    guess = detector.detect(shrunk, min(dpi, dpi * factor))
    if guess is None or guess.turn_deg not in candidates:
        return Orientation(candidates[0], 0.0)
    return Orientation(guess.turn_deg, min(1.0, SURE * guess.score / OSD_SURE))


def orientation_by_reading(
    page: tuple[NDArray[np.uint8], InkMap],
    dpi: float,
    engine: RecognitionEngine,
    languages: Sequence[str],
    candidates: Sequence[int],
) -> Orientation:
    """Read a sample of the lines in one candidate position after the other, until it makes sense.

    Args:
        page: A straightened grey page, and the ink mapped on it.
        dpi: The page's resolution.
        engine: Skims the samples.
        languages: What the engine is told to expect.
        candidates: The positions that are open, the likeliest first.
    """
    scores = dict.fromkeys(candidates, 0.0)
    for turn in candidates:
        sample = _sample(page, turn)
        scores[turn] = 0.0 if sample is None else _sense(engine.skim(sample, dpi, languages))
        if scores[turn] >= MAKES_SENSE:
            return Orientation(turn, scores[turn] / MAKES_SENSE * SURE)
    best, *others = sorted(scores, key=lambda turn: -scores[turn])
    lead = scores[best] - max((scores[turn] for turn in others), default=0.0)
    return Orientation(best, min(1.0, SURE * lead / CLEAR_LEAD))


def together(one: float, other: float) -> float:
    """How sure two witnesses are together who say the same without having heard each other."""
    return 1.0 - (1.0 - one) * (1.0 - other)


def turn_upright(raster: NDArray[np.uint8], turn_deg: int) -> NDArray[np.uint8]:
    """The raster (grey or RGB) with content turned clockwise by `turn_deg` set upright."""
    return np.ascontiguousarray(np.rot90(raster, turn_deg // 90))


def fullest_strip(grey: NDArray[np.uint8], dpi: float, height_mm: float = STRIP_MM) -> NDArray[np.uint8]:
    """The band of the page across which most is written, as wide as the page."""
    height = min(grey.shape[0], round(height_mm / 25.4 * dpi))
    edges = cv2.absdiff(grey[:, 1:], grey[:, :-1]).astype(np.uint8)
    busy = np.count_nonzero(edges > 60, axis=1).astype(np.float64)
    # A photograph or a bar code is busier than text: what exceeds a full line of print counts no more than that.
    busy = np.minimum(busy, grey.shape[1] / 6)
    sums = np.convolve(busy, np.ones(height), "valid")
    top = int(np.argmax(sums))
    return grey[top : top + height]


def _sureness(ratio: float, sure_ratio: float) -> float:
    return float(min(1.0, max(0.0, SURE * (ratio - 1.0) / (sure_ratio - 1.0))))


def _sample(page: tuple[NDArray[np.uint8], InkMap], turn_deg: int) -> NDArray[np.uint8] | None:
    grey, ink = page
    return sample_lines(turn_upright(grey, turn_deg), ink.turned(-turn_deg))


def _sense(page: RecognisedPage) -> float:
    """How much sense a sample made, 0 to 1: its letters' confidence; a few letters make no sense yet."""
    letters = sum(mark.isalnum() for mark in page.text)
    return page.confidence if letters >= LEAST_LETTERS else page.confidence * letters / LEAST_LETTERS

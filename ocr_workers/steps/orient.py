"""Which way up a page was scanned: 0, 90, 180 or 270 degrees clockwise.

Three witnesses, the cheapest first. The feet of the letters (measured while the
tilt was) cost nothing and are right wherever there is running text. Tesseract's
orientation and script detection costs a second. Where both are unsure, on a short
page or one in capitals, a strip is read in each candidate position and the
position wins in which it makes sense.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ocr_workers.engines.api import OrientationDetector, RecognisedPage, RecognitionEngine
    from ocr_workers.steps.deskew import Tilt

ALL_TURNS = (0, 90, 180, 270)
SURE = 0.9
"""Confidence from which no further witness is heard."""
FEET_SURE_RATIO = 1.25
"""Feet must line up this much better than heads to settle up and down alone."""
SIDEWAYS_SURE_RATIO = 1.5
"""Lines along one axis must be this much sharper than along the other to rule the other out."""
OSD_DPI = 150.0
"""Orientation detection is right half the time at 100 dpi and always at 150."""
OSD_SURE = 4.0
"""Tesseract's own orientation confidence from which it has been right on letters."""
STRIP_MM = 32.0
"""Height of the strip that is read in every candidate position: some six lines."""


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
    raster: NDArray[np.uint8],
    dpi: float,
    engine: RecognitionEngine,
    languages: Sequence[str],
    candidates: Sequence[int],
) -> Orientation:
    """Read the fullest strip in every candidate position and take the one that makes sense."""
    scores = [_sense(_read_strip(raster, dpi, turn, engine, languages)) for turn in candidates]
    best = int(np.argmax(scores))
    runner_up = max((score for index, score in enumerate(scores) if index != best), default=0.0)
    if scores[best] <= 0:
        return Orientation(candidates[0], 0.0)
    return Orientation(candidates[best], float((scores[best] - runner_up) / scores[best]))


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


def _read_strip(
    raster: NDArray[np.uint8], dpi: float, turn: int, engine: RecognitionEngine, languages: Sequence[str]
) -> RecognisedPage:
    return engine.read(fullest_strip(turn_upright(raster, turn), dpi), dpi, languages)


def _sense(page: RecognisedPage) -> float:
    """How much of what was read is words: confident letters, long words counting most."""
    return sum(
        word.confidence**2 * len(word.text)
        for line in page.lines
        for word in line.words
        if len(word.text) > 2 and word.text.strip(".,:;()").isalnum()
    )

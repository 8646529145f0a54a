"""A curled page made flat by its own text lines.

Every line of print was straight once. One smooth bend of the whole page, a polynomial of the place, is fitted
so that with a height of its own for each line all feet of letters stand on straight lines; the page is then
bent back by it. A page whose lines are straight as they are, or that has too few, is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr_workers.steps.sample_lines import line_labels

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr_workers.steps.ink import InkMap, Marks

LEAST_LINES = 4
LEAST_FEET = 7
"""A line of fewer letters than this says nothing of the bend."""
POWERS = ((1, 0), (2, 0), (3, 0), (4, 0), (1, 1), (2, 1), (3, 1), (1, 2), (2, 2))
"""Of what the bend is made: powers of the place across and down."""
LEAST_SPREAD = 0.5
"""Lines must be spread over this much of the page (of -1 to 1) to tell how the bend changes down it."""
LEAST_BEND_MM = 0.5
GOOD_FIT = 0.5
"""After unbending, feet lie this much nearer to their lines than before, or the bend is not believed."""
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Bend:
    """How a page's lines are bent.

    Attributes:
        weights: Of the powers in `POWERS`, in pixels of the ink map.
        reach: Least and greatest place, across and down (-1 to 1), where lines bear witness; beyond, the bend stays.
        height_mm: The greatest difference in height that it makes.
        confidence: 0 to 1, the share of the unevenness that it explains.
    """

    weights: NDArray[np.float64]
    reach: tuple[float, float, float, float]
    height_mm: float
    confidence: float


NO_BEND = Bend(np.zeros(len(POWERS)), (-1.0, 1.0, -1.0, 1.0), 0.0, 0.0)


def measure_bend(ink: InkMap) -> Bend:
    """The bend of an upright, straightened page's lines."""
    feet = _feet(ink)
    if feet is None:
        return NO_BEND
    x, y, line = feet
    u, v = _places(x, y, ink)
    powers = _demeaned(_powers(u, v) * _told_by(v), line)
    heights = _demeaned(y[:, None], line)[:, 0]
    kept = np.ones(len(heights), np.bool_)
    weights: NDArray[np.float64] = np.zeros(len(POWERS))
    for _ in range(ROUNDS):
        weights = np.asarray(np.linalg.lstsq(powers[kept], heights[kept], rcond=None)[0], np.float64)
        rest = np.abs(heights - powers @ weights)
        # Tails and commas hang below the line; they are no witnesses.
        kept = rest <= max(1.0, 2.5 * float(np.median(rest)))
    before = float(np.abs(heights[kept]).mean())
    after = float(np.abs(heights[kept] - powers[kept] @ weights).mean())
    bend = _powers(u, v) @ weights
    reach = (float(u.min()), float(u.max()), float(v.min()), float(v.max()))
    return Bend(weights, reach, float(np.ptp(bend)) / ink.px(1.0), 1.0 - after / max(before, 1e-6))


def is_bent(bend: Bend) -> bool:
    """Whether unbending is worth its loss of sharpness, and can be trusted."""
    return bend.height_mm >= LEAST_BEND_MM and bend.confidence >= GOOD_FIT


def unbent(raster: NDArray[np.uint8], bend: Bend) -> NDArray[np.uint8]:
    """The raster (grey or RGB, the one that the bend was measured on) with its lines made straight."""
    rows, columns = raster.shape[:2]
    step = 16
    across = np.arange(0, columns + step, step, dtype=np.float64)
    down = np.arange(0, rows + step, step, dtype=np.float64)
    u = np.clip(across / columns * 2 - 1, bend.reach[0], bend.reach[1])
    v = np.clip(down / rows * 2 - 1, bend.reach[2], bend.reach[3])
    grid_u, grid_v = np.meshgrid(u, v)
    shift = (_powers(grid_u.ravel(), grid_v.ravel()) @ bend.weights).reshape(grid_u.shape)
    shift = (shift - np.median(shift)).astype(np.float32)
    return _shifted(raster, shift, step)


def _shifted(raster: NDArray[np.uint8], shift: NDArray[np.float32], step: int) -> NDArray[np.uint8]:
    """Each pixel taken from `shift` pixels below, given on a grid of that step."""
    rows, columns = raster.shape[:2]
    whole = cv2.resize(shift, (shift.shape[1] * step, shift.shape[0] * step), interpolation=cv2.INTER_LINEAR)
    # A grown grid's pixels stand half a step off the grid's own points.
    whole = cv2.copyMakeBorder(whole, step // 2, 0, step // 2, 0, cv2.BORDER_REPLICATE)[:rows, :columns]
    y = whole + np.arange(rows, dtype=np.float32)[:, None]
    x = np.broadcast_to(np.arange(columns, dtype=np.float32), (rows, columns))
    bent = cv2.remap(raster, np.ascontiguousarray(x), y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return bent.astype(np.uint8)


def _told_by(v: NDArray[np.float64]) -> NDArray[np.float64]:
    """1 for the powers that the lines can tell, else 0: a short text tells nothing of the bend elsewhere."""
    tells_down = float(np.ptp(v)) >= LEAST_SPREAD
    return np.array([float(tells_down or q == 0) for _, q in POWERS])


def _feet(ink: InkMap) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]] | None:
    """Middle and foot of every letter, and the line that it stands on."""
    letters, line = line_labels(ink)
    counts = np.bincount(line, minlength=1)
    counts[0] = 0
    long = counts[line] >= LEAST_FEET
    if np.count_nonzero(counts >= LEAST_FEET) < LEAST_LINES:
        return None
    chosen: Marks = letters.only(long)
    x = chosen.left + chosen.width / 2
    y = (chosen.top + chosen.height).astype(np.float64)
    return x, y, np.unique(line[long], return_inverse=True)[1].astype(np.int64)


def _places(
    x: NDArray[np.float64], y: NDArray[np.float64], ink: InkMap
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return x / ink.width * 2 - 1, y / ink.height * 2 - 1


def _powers(u: NDArray[np.float64], v: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.stack([u**p * v**q for p, q in POWERS], axis=1)


def _demeaned(values: NDArray[np.float64], line: NDArray[np.int64]) -> NDArray[np.float64]:
    """Values less the mean of their line: what is left of them when each line may have its own height."""
    counts = np.maximum(1, np.bincount(line))
    means = np.stack([np.bincount(line, column) / counts for column in values.T], axis=1)
    return np.asarray(values - means[line], np.float64)

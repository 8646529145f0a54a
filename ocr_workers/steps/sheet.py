"""Where the sheet lies in a photograph of it.

A photographed sheet is a bright quadrangle on something else. Its four edges are looked for among the straight
edges of a small copy of the picture, from which the writing is wiped away. Of all quadrangles that they make, that
one wins along whose sides paper borders on something darker. A scan has no such quadrangle,
or one that is a rectangle on the scanner's even black or white: it is left as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LOOKED_AT_PX = 512
"""Longer side of the copy in which the sheet is looked for; its corners are then refined."""
REFINED_AT_PX = 1536
MOST_LINES = 14
STEEPEST_DEG = 35.0
"""How far a side may be off the picture's own."""
LEAST_AREA_SHARE = 0.12
LEAST_SUPPORT = 0.55
"""Share of each side's length along which paper borders on something darker."""
STEP_SHARE = 0.06
"""By how much darker, as a share of the paper's own brightness."""
RECTANGLE_DEG = 0.9
RECTANGLE_SHARE = 0.012
"""Angles and sides of a scanned sheet differ by less than this from those of a rectangle."""
EVEN_DEVIATION = 9.0
"""What lies round a scanned sheet is evenly black or white."""
EVEN_LIGHT_SHARE = 0.92
"""So is its paper: the shade on it is nearly as bright as the light."""
RIM_SHARE = 0.95
"""Paper at the rim of a picture that it fills is nearly as bright as the rest."""
FAR_PX = 1e6

PAPER_RATIOS = (297 / 210, 11 / 8.5, 14 / 8.5)
PAPER_RATIO_SHARE = 0.012
STRONG_LEAN_DEG = 2.0
"""A picture of a paper format's own proportions is a scan, unless it leans by more than this."""


@dataclass(frozen=True, slots=True)
class PhotographedSheet:
    """A sheet in a photograph.

    Attributes:
        corners: Its corners in pixels: four rows of x and y, clockwise from the top left.
        confidence: 0 to 1, the share of its weakest side that shows.
    """

    corners: NDArray[np.float64]
    confidence: float


def find_sheet(raster: NDArray[np.uint8]) -> PhotographedSheet | None:
    """The sheet in a photograph (uint8, grey or RGB); None on a scan, and where no sheet stands out from its ground."""
    scale = min(1.0, LOOKED_AT_PX / max(raster.shape[:2]))
    small = cv2.resize(raster, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8)
    paper = _paperness(small)
    found = None if _fills_the_picture(paper) else _best(paper, _lines(paper))
    if found is None:
        return None
    corners = _refined(raster, found.corners / scale)
    if _is_a_scan(raster, corners, paper, scale):
        return None
    return PhotographedSheet(corners, found.confidence)


def _paperness(small: NDArray[np.uint8]) -> NDArray[np.float32]:
    """How bright and colourless each pixel is, the writing wiped away."""
    if small.ndim == 2:
        bright = small.astype(np.float32)
    else:
        lightest, darkest = small.max(axis=2).astype(np.float32), small.min(axis=2).astype(np.float32)
        bright = (lightest + darkest) / 2 - 0.5 * (lightest - darkest)
    closed = cv2.morphologyEx(np.clip(bright, 0, 255).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    return cv2.GaussianBlur(closed.astype(np.float32), (0, 0), 1.5).astype(np.float32)


def _fills_the_picture(paper: NDArray[np.float32]) -> bool:
    """Whether it is the same even paper at the rim as everywhere: nearly every scan, told for next to nothing."""
    rim = np.concatenate([paper[:4].ravel(), paper[-4:].ravel(), paper[:, :4].ravel(), paper[:, -4:].ravel()])
    return bool(np.percentile(rim, 10) >= RIM_SHARE * np.percentile(paper, 80))


def _lines(paper: NDArray[np.float32]) -> list[tuple[float, float]]:
    """Straight edges as (rho, theta): the strongest across and the strongest down."""
    # Shadows are soft and the light is uneven: what counts is the step as a share of the brightness.
    steps = (np.log1p(paper) * 400).astype(np.float32)
    across, down = (cv2.Scharr(steps, cv2.CV_32F, *axis) for axis in ((1, 0), (0, 1)))
    level = max(float(np.percentile(cv2.magnitude(across, down), 90)), 1.0)
    dx, dy = (np.clip(each, -32000, 32000).astype(np.int16) for each in (across, down))
    edges = cv2.Canny(dx, dy, 0.5 * level, level)
    found = cv2.HoughLines(edges, 1, np.pi / 360, round(min(paper.shape) * 0.12))
    if found is None:
        return []
    kept: list[tuple[float, float]] = []
    counts = [0, 0]
    for rho, theta in found[:, 0]:
        lies_down = bool(abs(np.rad2deg(theta) - 90) <= STEEPEST_DEG)
        stands_up = min(theta, np.pi - theta) <= np.deg2rad(STEEPEST_DEG)
        if not (lies_down or stands_up) or counts[lies_down] >= MOST_LINES or _is_known(kept, rho, theta):
            continue
        counts[lies_down] += 1
        kept.append((float(rho), float(theta)))
    return kept


def _is_known(kept: list[tuple[float, float]], rho: float, theta: float) -> bool:
    for other_rho, other_theta in kept:
        turned = abs(theta - other_theta) > np.pi / 2
        same_way = abs(theta - other_theta) if not turned else np.pi - abs(theta - other_theta)
        if same_way < 0.035 and abs(rho - (-other_rho if turned else other_rho)) < 8:
            return True
    return False


def _best(paper: NDArray[np.float32], lines: list[tuple[float, float]]) -> PhotographedSheet | None:
    """The quadrangle of two lying and two standing lines along whose sides paper ends most plainly."""
    lying = [line for line in lines if abs(np.rad2deg(line[1]) - 90) <= STEEPEST_DEG]
    standing = [line for line in lines if line not in lying]
    if len(lying) < 2 or len(standing) < 2:
        return None
    crossings = np.array([[_crossing(one, other) for other in standing] for one in lying], np.float64)
    pairs = np.array(list(product(combinations(range(len(lying)), 2), combinations(range(len(standing)), 2))))
    (top, foot), (left, right) = pairs[:, 0].T, pairs[:, 1].T
    picks = ((top, left), (top, right), (foot, right), (foot, left))
    quads = np.stack([crossings[pick] for pick in picks], axis=1)
    quads = quads[_fitting(quads, paper.shape)]
    if len(quads) == 0:
        return None
    quads = np.stack([in_order(quad) for quad in quads])
    support = _support(paper, quads)
    worth = support.mean(axis=1) * (0.6 + 0.4 * np.minimum(1.0, _areas(quads) / paper.size / 0.5))
    worth[support.min(axis=1) < LEAST_SUPPORT] = 0.0
    best = int(np.argmax(worth))
    return PhotographedSheet(quads[best], float(support[best].min())) if worth[best] > 0 else None


def in_order(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Four points clockwise, as a person sees them, from the top left."""
    middle = points.mean(axis=0)
    angles = np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0])
    round_about = points[np.argsort(angles)]
    return np.roll(round_about, -int(np.argmin(round_about.sum(axis=1))), axis=0)


def _crossing(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """Where two lines meet; far away where they hardly do."""
    (rho1, theta1), (rho2, theta2) = one, other
    det = np.cos(theta1) * np.sin(theta2) - np.sin(theta1) * np.cos(theta2)
    if abs(det) < 0.2:
        return FAR_PX, FAR_PX
    x = (rho1 * np.sin(theta2) - rho2 * np.sin(theta1)) / det
    y = (rho2 * np.cos(theta1) - rho1 * np.cos(theta2)) / det
    return float(x), float(y)


def _fitting(quads: NDArray[np.float64], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Which quadrangles lie within the picture and are large enough."""
    slack = 0.02 * max(shape)
    upper = np.array((shape[1], shape[0])) + slack
    within = ((quads >= -slack) & (quads <= upper)).all(axis=(1, 2))
    fitting: NDArray[np.bool_] = within & (_areas(quads) >= LEAST_AREA_SHARE * shape[0] * shape[1])
    return fitting


def _areas(quads: NDArray[np.float64]) -> NDArray[np.float64]:
    x, y = quads[..., 0], quads[..., 1]
    twice = (x * np.roll(y, -1, axis=-1) - y * np.roll(x, -1, axis=-1)).sum(axis=-1)
    return np.asarray(np.abs(twice) / 2, np.float64)


def _support(paper: NDArray[np.float32], quads: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each quadrangle and side the share of the side's length along which it is brighter inside than outside."""
    ends = np.roll(quads, -1, axis=1)
    along = np.linspace(0.04, 0.96, 24)[:, None]
    points = quads[:, :, None] * (1 - along) + ends[:, :, None] * along
    side = ends - quads
    length = np.maximum(1e-6, np.linalg.norm(side, axis=2))
    inward = (np.stack([-side[..., 1], side[..., 0]], axis=2) / length[..., None])[:, :, None]
    inner, outer = _at(paper, points + 4.0 * inward), _at(paper, points - 4.0 * inward)
    return np.asarray(np.mean(inner - outer >= STEP_SHARE * inner, axis=2), np.float64)


def _at(paper: NDArray[np.float32], points: NDArray[np.float64]) -> NDArray[np.float32]:
    x = np.clip(np.rint(points[..., 0]).astype(int), 0, paper.shape[1] - 1)
    y = np.clip(np.rint(points[..., 1]).astype(int), 0, paper.shape[0] - 1)
    return np.asarray(paper[y, x], np.float32)


def _refined(raster: NDArray[np.uint8], corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """The corners as crossings of lines fitted to where the brightness steps most, near the sides found so far."""
    scale = min(1.0, REFINED_AT_PX / max(raster.shape[:2]))
    small = cv2.resize(raster, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8)
    paper = _paperness(small)
    fitted = [_fitted(paper, *ends) for ends in zip(corners * scale, np.roll(corners, -1, axis=0) * scale, strict=True)]
    better = np.array([_crossing(fitted[index - 1], fitted[index]) for index in range(4)]) / scale
    reach = 0.03 * max(raster.shape[:2])
    return better if float(np.abs(better - corners).max()) <= reach else corners


def _fitted(paper: NDArray[np.float32], start: NDArray[np.float64], end: NDArray[np.float64]) -> tuple[float, float]:
    side = end - start
    inward = np.array([-side[1], side[0]]) / max(1e-6, float(np.linalg.norm(side)))
    along = np.linspace(0.03, 0.97, 80)[:, None]
    points = start * (1 - along) + end * along
    offsets = np.arange(-9, 10)
    rows = np.stack([_at(paper, points + offset * inward) for offset in offsets], axis=1)
    steps = np.diff(rows, axis=1)
    edge = points + (offsets[np.argmax(steps, axis=1)] + 0.5)[:, None] * inward
    vx, vy, x, y = cv2.fitLine(edge.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
    theta = float(np.arctan2(vx, -vy))
    return float(x * np.cos(theta) + y * np.sin(theta)), theta


def _is_a_scan(
    raster: NDArray[np.uint8], corners: NDArray[np.float64], paper: NDArray[np.float32], scale: float
) -> bool:
    """Whether the sheet lies flat on a scanner: a rectangle on even ground, or a picture of a paper's proportions."""
    lean = _lean_deg(corners)
    ratio = max(raster.shape[:2]) / min(raster.shape[:2])
    if lean < STRONG_LEAN_DEG and any(abs(ratio / known - 1) <= PAPER_RATIO_SHARE for known in PAPER_RATIOS):
        return True
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    unequal = max(abs(sides[0] / sides[2] - 1), abs(sides[1] / sides[3] - 1))
    outside = np.ones(paper.shape, np.uint8)
    middle = corners.mean(axis=0)
    grown = (middle + (corners - middle) * 1.03) * scale
    cv2.fillConvexPoly(outside, np.rint(grown).astype(np.int32), 0)
    ground, sheet = paper[outside > 0], paper[outside == 0]
    is_even = ground.size == 0 or float(ground.std()) <= EVEN_DEVIATION
    shade, light = np.percentile(sheet, (20, 90))
    is_rectangle = lean < RECTANGLE_DEG and unequal < RECTANGLE_SHARE
    return bool(is_rectangle and is_even and shade >= EVEN_LIGHT_SHARE * light)


def _lean_deg(corners: NDArray[np.float64]) -> float:
    """By how much the angle at any corner differs from a right one."""
    before, after = np.roll(corners, 1, axis=0) - corners, np.roll(corners, -1, axis=0) - corners
    cosines = (before * after).sum(axis=1) / (np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1))
    return float(np.abs(np.rad2deg(np.arccos(np.clip(cosines, -1, 1))) - 90).max())

"""Straight edges in a picture of a sheet, and what borders on what along them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

EdgeLine = tuple[float, float]
"""A straight line by the distance from the first pixel and the angle of its normal: rho in pixels, theta in radians."""

MOST_LINES = 14
STEEPEST_DEG = 35.0
"""How far a side may be off the picture's own."""
STEP_SHARE = 0.06
"""By how much what borders on paper is darker, as a share of the paper's own brightness."""
FAR_PX = 1e6


def paperness(small: NDArray[np.uint8]) -> NDArray[np.float32]:
    """How bright and colourless each pixel (uint8, grey or RGB) is, the writing wiped away."""
    if small.ndim == 2:
        bright = small.astype(np.float32)
    else:
        lightest, darkest = small.max(axis=2).astype(np.float32), small.min(axis=2).astype(np.float32)
        bright = (lightest + darkest) / 2 - 0.5 * (lightest - darkest)
    closed = cv2.morphologyEx(np.clip(bright, 0, 255).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    return cv2.GaussianBlur(closed.astype(np.float32), (0, 0), 1.5).astype(np.float32)


def edge_lines(paper: NDArray[np.float32]) -> list[EdgeLine]:
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
    kept: list[EdgeLine] = []
    counts = [0, 0]
    for rho, theta in found[:, 0]:
        lies = lies_down((rho, theta))
        stands = min(theta, np.pi - theta) <= np.deg2rad(STEEPEST_DEG)
        if not (lies or stands) or counts[lies] >= MOST_LINES or _is_known(kept, rho, theta):
            continue
        counts[lies] += 1
        kept.append((float(rho), float(theta)))
    return kept


def _is_known(kept: list[EdgeLine], rho: float, theta: float) -> bool:
    for other_rho, other_theta in kept:
        turned = abs(theta - other_theta) > np.pi / 2
        same_way = abs(theta - other_theta) if not turned else np.pi - abs(theta - other_theta)
        if same_way < 0.035 and abs(rho - (-other_rho if turned else other_rho)) < 8:
            return True
    return False


def lies_down(line: EdgeLine) -> bool:
    """Whether a line runs across the picture rather than up and down."""
    return bool(abs(np.rad2deg(line[1]) - 90) <= STEEPEST_DEG)


def passes_at(line: EdgeLine, place: float, axis: int) -> float:
    """Where a lying line (axis 1) passes the column `place`, or a standing one (axis 0) the row `place`."""
    rho, theta = line
    along, across = (np.cos(theta), np.sin(theta)) if axis == 1 else (np.sin(theta), np.cos(theta))
    return float((rho - place * along) / across)


def crossing(one: EdgeLine, other: EdgeLine) -> tuple[float, float]:
    """Where two lines meet; far away where they hardly do."""
    (rho1, theta1), (rho2, theta2) = one, other
    det = np.cos(theta1) * np.sin(theta2) - np.sin(theta1) * np.cos(theta2)
    if abs(det) < 0.2:
        return FAR_PX, FAR_PX
    x = (rho1 * np.sin(theta2) - rho2 * np.sin(theta1)) / det
    y = (rho2 * np.cos(theta1) - rho1 * np.cos(theta2)) / det
    return float(x), float(y)


def areas(quads: NDArray[np.float64]) -> NDArray[np.float64]:
    """The area of each of many quadrangles, in square pixels."""
    x, y = quads[..., 0], quads[..., 1]
    twice = (x * np.roll(y, -1, axis=-1) - y * np.roll(x, -1, axis=-1)).sum(axis=-1)
    return np.asarray(np.abs(twice) / 2, np.float64)


def brightness_at(paper: NDArray[np.float32], points: NDArray[np.float64]) -> NDArray[np.float32]:
    """How much like paper it is at these places (x and y last); beyond the rim as at the rim."""
    x = np.clip(np.rint(points[..., 0]).astype(int), 0, paper.shape[1] - 1)
    y = np.clip(np.rint(points[..., 1]).astype(int), 0, paper.shape[0] - 1)
    return np.asarray(paper[y, x], np.float32)


def fitted_edge(paper: NDArray[np.float32], start: NDArray[np.float64], end: NDArray[np.float64]) -> EdgeLine:
    """The line, near a side that leads clockwise round the sheet, along which brightness steps up most."""
    side = end - start
    inward = np.array([-side[1], side[0]]) / max(1e-6, float(np.linalg.norm(side)))
    along = np.linspace(0.03, 0.97, 80)[:, None]
    points = start * (1 - along) + end * along
    offsets = np.arange(-9, 10)
    rows = np.stack([brightness_at(paper, points + offset * inward) for offset in offsets], axis=1)
    steps = np.diff(rows, axis=1)
    edge = points + (offsets[np.argmax(steps, axis=1)] + 0.5)[:, None] * inward
    vx, vy, x, y = cv2.fitLine(edge.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
    theta = float(np.arctan2(vx, -vy))
    return float(x * np.cos(theta) + y * np.sin(theta)), theta

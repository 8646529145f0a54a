"""Which straight edges of a picture are the sides of a sheet, and where the sheet runs out of the picture instead.

Of all quadrangles that the edges and the picture's own rim make, that one wins along whose sides paper borders on
something darker, or goes on to the rim, and which leaves no print outside.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr_workers.steps.sheet_edges import (
    STEP_SHARE,
    EdgeLine,
    areas,
    brightness_at,
    crossing,
    fitted_edge,
    lies_down,
    paperness,
    passes_at,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Points = NDArray[np.float64]

REFINED_AT_PX = 1536
ROUNDS_OF_FITTING = 2
MOST_MOVED = 0.035
MOST_RIMS = 2
OUTSIDE_SHARE = 0.3
"""How far a corner may lie outside the picture, as a share of its longer side."""
LEAST_SEEN = 0.3
"""Share of an edge that the picture must show."""
LEAST_AREA_SHARE, LEAST_CUT_AREA_SHARE = 0.12, 0.3
"""Share of the picture that a sheet takes; more if the picture does not show all of it."""
LEAST_SUPPORT, LEAST_EDGE, LEAST_RIM = 0.55, 0.6, 0.5
"""Share of the length that is seen along which paper borders on something darker: of a whole sheet, of one that is
cut off; and along which it runs out of the picture."""
RIM_COST = 0.1
"""What each missing edge takes off a candidate's worth: the rim of a picture is no evidence of a sheet."""
LEFT_OUT_COST = 1.5
MOST_LEFT_OUT = 0.3
"""Share of the letters outside from which a sheet is not believed."""
RUNS_ON_SHARE = 0.88
"""Paper at the rim of the picture is at least so bright against the paper further in."""
NEAR_PX, DEEPER_PX = 4.0, 25.0


@dataclass(frozen=True, slots=True)
class SheetSides:
    """A sheet by its sides.

    Attributes:
        corners: In pixels: four rows of x and y, clockwise from the top left.
        is_rim: Of the sides left, top, right and foot, which ones are only the picture's rim.
        confidence: 0 to 1, the share of the weakest side that shows.
    """

    corners: Points
    is_rim: tuple[bool, bool, bool, bool]
    confidence: float


def likeliest_sides(
    paper: NDArray[np.float32], lines: list[EdgeLine], find_letters: Callable[[], Points], *, may_be_cut: bool
) -> SheetSides | None:
    """The sheet on a small copy of a picture.

    Args:
        paper: How much like paper each of its pixels is.
        lines: Straight edges on it.
        find_letters: Tells where letters stand in rows (x and y, a row each); only asked if there may be a sheet.
        may_be_cut: Whether edges may be outside the picture.
    """
    quads, rims = _quads(lines, paper.shape)
    fit = _fitting(quads, rims, paper.shape) & (may_be_cut | ~rims.any(axis=1))
    quads, rims = quads[fit], rims[fit]
    if len(quads) == 0:
        return None
    support = _support(paper, quads, rims)
    missing = rims.sum(axis=1)
    enough = np.where(missing == 0, 0.5, 0.7)
    worth = support.mean(axis=1) * (0.6 + 0.4 * np.minimum(1.0, areas(quads) / paper.size / enough))
    least = np.where(rims, LEAST_RIM, np.where(missing == 0, LEAST_SUPPORT, LEAST_EDGE)[:, None])
    worth = np.where((support >= least).all(axis=1), worth - RIM_COST * missing, 0.0)
    if worth.max() <= 0:
        return None
    worth = _less_what_is_left_out(worth, quads, find_letters())
    best = int(np.argmax(worth))
    if worth[best] <= 0:
        return None
    left, top, right, foot = (bool(each) for each in rims[best])
    return SheetSides(quads[best], (left, top, right, foot), float(support[best].min()))


def refined_sides(raster: NDArray[np.uint8], found: SheetSides, scale: float) -> SheetSides:
    """The sides, found on a copy of that scale, in pixels of the picture, fitted to where brightness steps most."""
    finer = min(1.0, REFINED_AT_PX / max(raster.shape[:2]))
    small = cv2.resize(raster, None, fx=finer, fy=finer, interpolation=cv2.INTER_AREA).astype(np.uint8)
    paper = paperness(small)
    first = found.corners * (finer / scale)
    corners = first
    for _ in range(ROUNDS_OF_FITTING):
        corners = _fitted(paper, corners, found.is_rim)
    is_near = float(np.abs(corners - first).max()) <= MOST_MOVED * max(paper.shape)
    return SheetSides((corners if is_near else first) / finer, found.is_rim, found.confidence)


def _quads(lines: list[EdgeLine], shape: tuple[int, ...]) -> tuple[Points, NDArray[np.bool_]]:
    """All quadrangles of two lying and two standing lines, and for each which of its four sides are rims."""
    height, width = shape
    rims_down: list[EdgeLine] = [(0.0, 0.0), (width - 1.0, 0.0)]
    rims_across: list[EdgeLine] = [(0.0, np.pi / 2), (height - 1.0, np.pi / 2)]
    lying = sorted([*filter(lies_down, lines), *rims_across], key=lambda line: passes_at(line, width / 2, 1))
    upright = [line for line in lines if not lies_down(line)]
    standing = sorted([*upright, *rims_down], key=lambda line: passes_at(line, height / 2, 0))
    crossings = np.array([[crossing(one, other) for other in standing] for one in lying], np.float64)
    pairs = np.array(list(product(combinations(range(len(lying)), 2), combinations(range(len(standing)), 2))))
    (top, foot), (left, right) = pairs[:, 0].T, pairs[:, 1].T
    quads = np.stack([crossings[pick] for pick in ((top, left), (top, right), (foot, right), (foot, left))], axis=1)
    across, down = (
        np.array([line in rims for line in group]) for group, rims in ((lying, rims_across), (standing, rims_down))
    )
    return quads, np.stack([down[left], across[top], down[right], across[foot]], axis=1)


def _fitting(quads: Points, rims: NDArray[np.bool_], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Which quadrangles are large enough, not too far out of the picture, and have enough real sides."""
    slack = OUTSIDE_SHARE * max(shape)
    upper = np.array((shape[1], shape[0])) + slack
    within = ((quads >= -slack) & (quads <= upper)).all(axis=(1, 2))
    missing = rims.sum(axis=1)
    least = np.where(missing == 0, LEAST_AREA_SHARE, LEAST_CUT_AREA_SHARE) * shape[0] * shape[1]
    fitting: NDArray[np.bool_] = within & (missing <= MOST_RIMS) & (areas(quads) >= least)
    return fitting


def _support(paper: NDArray[np.float32], quads: Points, rims: NDArray[np.bool_]) -> Points:
    """For each quadrangle and side (left, top, right, foot) the share of its visible length that speaks for it."""
    starts = quads[:, [3, 0, 1, 2]]
    side = quads - starts
    along = np.linspace(0.04, 0.96, 24)[:, None]
    points = starts[:, :, None] * (1 - along) + quads[:, :, None] * along
    length = np.maximum(1e-6, np.linalg.norm(side, axis=2))
    inward = (np.stack([-side[..., 1], side[..., 0]], axis=2) / length[..., None])[:, :, None]
    inner, outer = (brightness_at(paper, points + reach * inward) for reach in (NEAR_PX, -NEAR_PX))
    deeper = brightness_at(paper, points + DEEPER_PX * inward)
    room = np.array((paper.shape[1], paper.shape[0])) - 1.0
    seen = ((points >= -1.0) & (points <= room + 1.0)).all(axis=3)
    # A shaded row or a dark heading is only a stripe: what lies beyond a sheet is darker further out too.
    beyond = points - DEEPER_PX * inward
    beyond_seen = ((beyond >= 0) & (beyond <= room)).all(axis=3)
    further = np.where(beyond_seen, brightness_at(paper, beyond), outer)
    ends_here = (inner - outer >= STEP_SHARE * inner) & (inner - further >= STEP_SHARE / 2 * inner)
    speaks = np.where(rims[..., None], inner >= RUNS_ON_SHARE * deeper, ends_here)
    share = (speaks & seen).sum(axis=2) / np.maximum(1, seen.sum(axis=2))
    return np.asarray(np.where(seen.mean(axis=2) >= LEAST_SEEN, share, 0.0), np.float64)


def _less_what_is_left_out(worth: Points, quads: Points, letters: Points) -> Points:
    """The worth of each quadrangle less that of the print that it leaves outside."""
    if len(letters) == 0:
        return worth
    left_out = np.zeros(len(quads))
    likely = np.flatnonzero(worth > 0)
    starts, ends = quads[likely], np.roll(quads[likely], -1, axis=1)
    side = (ends - starts)[:, :, None]
    reach = letters[None, None] - starts[:, :, None]
    is_inside = (side[..., 0] * reach[..., 1] - side[..., 1] * reach[..., 0] >= 0).all(axis=1)
    left_out[likely] = 1.0 - is_inside.mean(axis=1)
    return np.asarray(np.where(left_out <= MOST_LEFT_OUT, worth - LEFT_OUT_COST * left_out, 0.0), np.float64)


def _fitted(paper: NDArray[np.float32], corners: Points, is_rim: tuple[bool, ...]) -> Points:
    sides = []
    for index, rim in enumerate(is_rim):
        start, end = corners[index - 1], corners[index]
        sides.append(_through(start, end) if rim else fitted_edge(paper, *_in_picture(start, end, paper.shape)))
    # Side 0 leads up to corner 0, side 1 on from it.
    return np.array([crossing(sides[index], sides[(index + 1) % 4]) for index in range(4)])


def _through(start: Points, end: Points) -> EdgeLine:
    theta = float(np.arctan2(start[0] - end[0], end[1] - start[1]))
    return float(start[0] * np.cos(theta) + start[1] * np.sin(theta)), theta


def _in_picture(start: Points, end: Points, shape: tuple[int, ...]) -> tuple[Points, Points]:
    """The part of a side that the picture shows."""
    along = np.linspace(0, 1, 201)[:, None]
    points = start * (1 - along) + end * along
    seen = points[((points >= 2) & (points <= np.array((shape[1], shape[0])) - 3.0)).all(axis=1)]
    return (seen[0], seen[-1]) if len(seen) > 1 else (start, end)

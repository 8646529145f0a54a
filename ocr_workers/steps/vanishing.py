"""Where the lines of a photographed sheet meet: rows of print and two of its edges at one point, columns at another.

A point is kept as the direction in which it lies from the middle of the picture and how near it is, so that one
that is infinitely far away is nothing special. Places are counted from the picture's middle, in halves of its longer
side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

USUAL_FOCUS = 1.56
"""Focal length of telephones' main cameras (26 mm on film of 36 by 24), in halves of the picture's longer side."""
SQUARE_TO_DEG = 0.8
"""How far rows and columns may be from a right angle as the lens sees it, for it is not quite centred."""
FURTHEST_OFF_DEG = 0.5
"""Evidence further than this from the point that all of it speaks for counts half, and less with its square."""
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line in the picture between two places (x and y), and by how many degrees its angle may be off."""

    start: tuple[float, float]
    end: tuple[float, float]
    spread_deg: float


@dataclass(frozen=True, slots=True)
class VanishingPoint:
    """Where lines meet.

    Attributes:
        point: Homogeneous: x, y and a third number, 0 if it is infinitely far away; of rows x is 1, of columns y is 1.
        spread: Standard deviation of the third number: what is unknown of how much the lines converge.
    """

    point: NDArray[np.float64]
    spread: float


def point_of_rows(segments: Sequence[Segment], columns: VanishingPoint | None = None) -> VanishingPoint | None:
    """Where lines that run across meet; `columns` adds that they stand at a right angle to those; None without any."""
    return _met(segments, 0, columns)


def point_of_columns(segments: Sequence[Segment], rows: VanishingPoint | None = None) -> VanishingPoint | None:
    """Where lines that run down meet; `rows` adds that they stand at a right angle to those; None without any."""
    return _met(segments, 1, rows)


def _met(segments: Sequence[Segment], axis: int, square_to: VanishingPoint | None) -> VanishingPoint | None:
    if len(segments) + (square_to is not None) < 2:
        return None
    lines = np.array([_line(each) for each in segments]).reshape(-1, 3)
    spreads = np.deg2rad([each.spread_deg for each in segments])
    if square_to is not None:
        lines = np.vstack([lines, square_to.point * (1.0, 1.0, USUAL_FOCUS**2)])
        spreads = np.append(spreads, np.deg2rad(SQUARE_TO_DEG))
    # With one of x and y set to 1 the rest is a linear fit, of which the convergence is the second number.
    free = [1 - axis, 2]
    sure = 1.0 / spreads**2
    doubt = np.ones(len(lines))
    for _ in range(ROUNDS):
        weights = sure * doubt
        normal = (lines[:, free] * weights[:, None]).T @ lines[:, free]
        if np.linalg.cond(normal) > 1e9:
            return None
        found = -np.linalg.solve(normal, (lines[:, free] * weights[:, None]).T @ lines[:, axis])
        off = lines[:, axis] + lines[:, free] @ found
        doubt = 1.0 / (1.0 + (off / np.deg2rad(FURTHEST_OFF_DEG)) ** 2)
    point = np.ones(3)
    point[free] = found
    return VanishingPoint(point, float(np.sqrt(np.linalg.inv(normal)[1, 1])))


def _line(segment: Segment) -> NDArray[np.float64]:
    line = np.cross(np.append(segment.start, 1.0), np.append(segment.end, 1.0))
    return np.asarray(line / max(1e-9, float(np.hypot(line[0], line[1]))), np.float64)

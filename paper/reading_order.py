"""The order in which a person reads the blocks of a page: recursive X-Y cut (Nagy and Seth, 1984).

A page is cut along the white that runs right across it; where there is none, along
the white that runs down it, left part first. What cannot be cut is read from the
top.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from paper.geometry import Box

Extent = Callable[[Box], tuple[int, int]]


def in_reading_order(boxes: Sequence[Box]) -> list[int]:
    """Indexes of `boxes` in the order in which they are read."""
    return _ordered(boxes, list(range(len(boxes))))


def _ordered(boxes: Sequence[Box], indexes: list[int]) -> list[int]:
    if len(indexes) < 2:
        return indexes
    for extent in (_rows, _columns):
        parts = _cut(boxes, indexes, extent)
        if len(parts) > 1:
            return [index for part in parts for index in _ordered(boxes, part)]
    return sorted(indexes, key=lambda index: _from_the_top(boxes[index]))


def _cut(boxes: Sequence[Box], indexes: list[int], extent: Extent) -> list[list[int]]:
    """The boxes in groups with white between them."""
    parts: list[list[int]] = []
    reached = 0
    for index in sorted(indexes, key=lambda each: (extent(boxes[each]), _from_the_top(boxes[each]))):
        start, end = extent(boxes[index])
        if not parts or start >= reached:
            parts.append([])
        parts[-1].append(index)
        reached = max(reached, end)
    return parts


def _from_the_top(box: Box) -> tuple[int, int, int, int]:
    return box.y, box.x, box.height, box.width


def _rows(box: Box) -> tuple[int, int]:
    return box.y, box.bottom


def _columns(box: Box) -> tuple[int, int]:
    return box.x, box.right

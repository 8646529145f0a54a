"""Some lines of a page cut out and set below each other on one sheet, so that a reader is paid for lines, not pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from paper.geometry import Box

BAND_MARGIN_PX = 16


@dataclass(frozen=True, slots=True)
class Band:
    """Where a line lies on the sheet: rows from `top` to `bottom`, and which line it is."""

    index: int
    top: int
    bottom: int

    def holds(self, box: Box) -> bool:
        """Whether what was read there belongs to this line."""
        return self.top <= box.y + box.height / 2 < self.bottom


def sheet_of(raster: NDArray[np.uint8], lines: Sequence[tuple[int, Box]]) -> tuple[NDArray[np.uint8], list[Band]]:
    """The lines (numbers and boxes, at least one) on paper of the page's own grey, and where each came to lie."""
    crops = [_crop(raster, box) for _, box in lines]
    width = max(crop.shape[1] for crop in crops) + 2 * BAND_MARGIN_PX
    height = sum(crop.shape[0] + 2 * BAND_MARGIN_PX for crop in crops)
    sheet = np.full((height, width, *raster.shape[2:]), np.median(raster[::16, ::16]), np.uint8)
    bands, top = [], 0
    for (index, _), crop in zip(lines, crops, strict=True):
        rows, columns = crop.shape[:2]
        sheet[top + BAND_MARGIN_PX : top + BAND_MARGIN_PX + rows, BAND_MARGIN_PX : BAND_MARGIN_PX + columns] = crop
        bands.append(Band(index, top, top + rows + 2 * BAND_MARGIN_PX))
        top = bands[-1].bottom
    return sheet, bands


def _crop(raster: NDArray[np.uint8], box: Box) -> NDArray[np.uint8]:
    return raster[max(0, box.y) : max(1, box.bottom), max(0, box.x) : max(1, box.right)]

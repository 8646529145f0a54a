"""The connected marks of a map, looked at by their own pixels alone: nine tenths of a page are paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Map = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class InkMarks:
    """Connected marks (each pixel with its eight neighbours), numbered from 0 in no order.

    Attributes:
        shape: Rows and columns of the map.
        places: Where its inked pixels are, row by row in one count.
        mark_of: Of each of them the number of its mark.
        area: Inked pixels of each mark.
    """

    shape: tuple[int, int]
    places: NDArray[np.intp]
    mark_of: NDArray[np.int64]
    area: NDArray[np.int64]

    def sum_of(self, raster: NDArray[np.uint8] | Map) -> NDArray[np.float64]:
        """Of each mark the sum of a raster's values (of the map's shape) over its pixels."""
        values = raster.ravel()[self.places].astype(np.float64)
        return np.bincount(self.mark_of, values, len(self.area)).astype(np.float64, copy=False)

    def middles(self) -> NDArray[np.float64]:
        """Of each mark the mean of its pixels' places: x, y."""
        rows, columns = np.divmod(self.places, self.shape[1])
        sums = [np.bincount(self.mark_of, each, len(self.area)) for each in (columns, rows)]
        return np.stack(sums, axis=1) / np.maximum(self.area, 1)[:, None]

    def drawn(self, chosen: Map) -> Map:
        """The map with only those marks on it for which `chosen` holds."""
        drawn = np.zeros(self.shape[0] * self.shape[1], np.bool_)
        drawn[self.places] = chosen[self.mark_of]
        return drawn.reshape(self.shape)


def find_marks(ink: Map) -> InkMarks:
    """The marks of a map (rows by columns)."""
    # OpenCV's own statistics of marks look at each pixel of paper, too, and cost four times the marks themselves.
    count, labels = cv2.connectedComponents(ink.view(np.uint8), connectivity=8)
    places = np.flatnonzero(ink)
    mark_of = labels.ravel()[places].astype(np.int64) - 1
    return InkMarks((ink.shape[0], ink.shape[1]), places, mark_of, np.bincount(mark_of, minlength=count - 1))

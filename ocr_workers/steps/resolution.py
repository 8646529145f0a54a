"""The resolution of a page that nobody knows, told by the size of its letters.

Print on letters, slips and forms is between 8 and 12 points. Where the marks that make up its lines would be
far larger or smaller than that, the resolution that was assumed is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ocr_workers.steps.ink import InkMap

USUAL_MM = 1.9
"""Median height of the marks of running text: small letters, capitals and figures of 8 to 12 points together."""
CREDIBLE_MM = (1.15, 3.4)
"""Median heights that need no correction: from small print to large type."""
LEAST_MARKS = 25
LETTER_PX = (5, 200)


def likely_dpi(ink: InkMap, dpi: float) -> float:
    """The page's likely resolution if `dpi` was only assumed: `dpi` itself where its letters are of a credible size."""
    marks = ink.marks
    low, high = LETTER_PX
    shape = marks.width / np.maximum(1, marks.height)
    letters = (marks.height >= low) & (marks.height <= high) & (shape >= 0.25) & (shape <= 1.6)
    if np.count_nonzero(letters) < LEAST_MARKS:
        return dpi
    height_mm = float(np.median(marks.height[letters])) / ink.px(1.0)
    if CREDIBLE_MM[0] <= height_mm <= CREDIBLE_MM[1]:
        return dpi
    return dpi * height_mm / USUAL_MM

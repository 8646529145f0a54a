"""A photographed page laid flat as if it had been scanned: sheet found, set square, lit evenly.

A scan comes out as it went in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr_workers.steps.light import UNEVEN_SHARE, even_light, measure_light
from ocr_workers.steps.perspective import set_part_square, set_square
from ocr_workers.steps.sheet import find_sheet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page to be read.

    Attributes:
        raster: uint8, grey or RGB.
        dpi: Its resolution as far as it is known.
        is_photograph: Whether a sheet was found in a photograph and set square.
        knows_dpi: Whether the resolution follows from the paper's format, or came with the scan.
    """

    raster: NDArray[np.uint8]
    dpi: float
    is_photograph: bool = False
    knows_dpi: bool = True


def lay_flat(raster: NDArray[np.uint8], dpi: float) -> LaidPage:
    """The page (uint8, grey or RGB) set square and lit evenly if it is a photograph, else as it is."""
    sheet = find_sheet(raster)
    if sheet is None:
        return LaidPage(raster, dpi)
    flat = set_square(raster, sheet.corners) if sheet.is_whole else set_part_square(raster, sheet.corners)
    known = flat.dpi if flat.dpi is not None else dpi
    light = measure_light(flat.raster, known)
    even = even_light(flat.raster, light) if light.unevenness >= UNEVEN_SHARE / 2 else flat.raster
    return LaidPage(even, known, is_photograph=True, knows_dpi=flat.dpi is not None)

"""A page taken apart for the archive: print as black and white at 300 dpi, and pictures where the page has any.

Print is what stands out dark and neutral of the paper round it, in up to three shades.
Whatever that does not explain is a picture and stays as it looks: colour (a stamp, a
signature), surfaces, photos, shadows. Only bare paper is dropped. What was weighed
and measured: ADR 0011.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from PIL import Image

from ocr_workers.pipeline import as_grey
from ocr_workers.print_marks import FoundPrint, find_print, resized, shades_of
from paper.geometry import MM_PER_INCH, Box
from paper.pdfa_layers import PageLayers, Print, Tile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Raster = NDArray[np.uint8]
    Map = NDArray[np.bool_]

PRINT_DPI = 300.0
KEPT_DPI = (240.0, 340.0)
"""A scan between these keeps its own pixels; a coarser one is drawn finer, or its letters would get steps."""
MAP_DPI = 75.0
TILE_DPI = 200.0
TILE_QUALITY = 50
SOLID_MM = 2.5
"""Ink that is wider than this in all directions is a surface, not a stroke."""
SURFACE_SEED, SURFACE_REACH = 9, 5
"""Grey levels below the light falling on it: a surface has the first somewhere, and reaches as far as the second."""
DARK_SEED, DARK_REACH = 45, 22
"""The same below the page's own paper, which finds what is too large to have light beside it: photos, shadows."""
LIGHT_MM = 25.0
LEAST_LIGHT = 0.9
"""Share of the paper's own grey below which the light is not taken to fall: what is darker is a picture."""
MARK_DEPTH, HELD_SHARE, MOST_MARK_MM = 40, 0.12, 70.0
"""A mark that is so much darker than the light on it, and not longer than this, is a picture if that share of it is."""
COLOUR_SPREAD, COLOUR_REACH = 24, 11
"""Difference between the channels, the paper's tint taken off: a coloured spot has the first somewhere, and reaches
as far as the second."""
TINT_SPREAD = 9
"""The same for a wide surface, over which noise averages out: a pale box is coloured paper."""
TINT_MM = 5.0
DARKEST_PAPER = 128
MARGIN_MM = 0.8
JOIN_MM = 4.0
LEAST_PICTURE_MM2 = 0.6
UNEXPLAINED_SHARE = 0.25
"""So much of a pixel of the map must stand out of the paper without being print."""
MOST_TILES = 30
WHOLE_PAGE_SHARE = 0.5
"""From this share of pictures the page is one picture."""


def take_apart(raster: NDArray[np.uint8], dpi: float) -> PageLayers:
    """The layers of an upright page (uint8, grey or RGB) of `dpi`; boxes in the raster's own pixels."""
    fine, fine_dpi = _at_print_size(raster, dpi)
    found = find_print(as_grey(fine), fine_dpi)
    paper = _paper_colour(fine)
    shades = shades_of(found, fine_dpi)
    small = _uint8(cv2.resize(fine, _map_size(fine, fine_dpi), interpolation=cv2.INTER_AREA))
    pictures = _picture_map(small, found, shades, paper)
    height, width = raster.shape[:2]
    if pictures.mean() > WHOLE_PAGE_SHARE:
        whole = Box(0, 0, int(width), int(height))
        return PageLayers(int(width), int(height), (), (Tile(whole, _encoded(fine, fine_dpi)),))
    placed: tuple[Tile, ...] = ()
    if pictures.any():
        gain, factor = _gain(small, paper), dpi / fine_dpi
        tiles = [_tile(fine, fine_dpi, pictures, box, gain) for box in _boxes(pictures)]
        placed = tuple(Tile(_scaled(box, factor), jpeg) for box, jpeg in tiles)
        bare = ~resized(pictures, found.ink.shape)
        shades = [Print(shade.ink & bare, shade.shade) for shade in shades]
    return PageLayers(int(width), int(height), [each for each in shades if each.ink.any()], placed)


def _at_print_size(raster: Raster, dpi: float) -> tuple[Raster, float]:
    if KEPT_DPI[0] <= dpi <= KEPT_DPI[1]:
        return raster, dpi
    factor = PRINT_DPI / dpi
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return _uint8(cv2.resize(raster, None, fx=factor, fy=factor, interpolation=how)), PRINT_DPI


def _paper_colour(raster: Raster) -> NDArray[np.float32]:
    """The paper's colour, a value a channel: what most of the page's lighter half is."""
    sample = raster[::8, ::8].reshape(-1, 1 if raster.ndim == 2 else 3)
    light = sample[sample.sum(axis=1) >= np.median(sample.sum(axis=1))]
    return np.asarray(np.median(light, axis=0), dtype=np.float32)


def _picture_map(small: Raster, found: FoundPrint, shades: Sequence[Print], paper: NDArray[np.float32]) -> Map:
    """Where the page (`small`: at `MAP_DPI`) is more than print on bare paper; bool at `MAP_DPI`."""
    grey = as_grey(small)
    unexplained = _unexplained(found, shades, (small.shape[1], small.shape[0]))
    light = _light(grey)
    pictures = unexplained | _surfaces(grey, light, float(paper.mean())) | _coloured(small, paper)
    kept = _with_whole_marks(_without_specks(pictures, LEAST_PICTURE_MM2), grey, light).view(np.uint8)
    # Ink between two parts of a surface belongs to the surface.
    whole = cv2.morphologyEx(kept, cv2.MORPH_CLOSE, _disc(MARGIN_MM))
    return cv2.dilate(whole, _disc(MARGIN_MM)).astype(bool)


def _with_whole_marks(pictures: Map, grey: Raster, light: Raster) -> Map:
    """The pictures with all of each mark that they hold a good part of: no logo is half print and half picture."""
    dark = (cv2.subtract(light, grey) > MARK_DEPTH).view(np.uint8)
    _count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    held = np.bincount(labels[pictures], minlength=len(stats))
    most = MOST_MARK_MM / MM_PER_INCH * MAP_DPI
    chosen = (held >= HELD_SHARE * stats[:, cv2.CC_STAT_AREA]) & (
        np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) <= most
    )
    chosen[0] = False
    whole: Map = pictures | chosen[labels]
    return whole


def _unexplained(found: FoundPrint, shades: Sequence[Print], size: tuple[int, int]) -> Map:
    """Where what stands out of the paper is neither print nor its edge; bool of that size (columns, rows)."""
    printed = np.zeros(found.ink.shape, np.uint8)
    for shade in shades:
        printed |= shade.ink.view(np.uint8)
    bare = cv2.dilate(printed, np.ones((7, 7), np.uint8)) == 0
    standing_out = (found.standing_out & bare).view(np.uint8) * np.uint8(255)
    map_of_share: Map = cv2.resize(standing_out, size, interpolation=cv2.INTER_AREA) > UNEXPLAINED_SHARE * 255
    return map_of_share


def _map_size(raster: Raster, dpi: float) -> tuple[int, int]:
    height, width = raster.shape[:2]
    return max(1, round(width * MAP_DPI / dpi)), max(1, round(height * MAP_DPI / dpi))


def _light(grey: Raster) -> Raster:
    """The light that falls on the page (uint8 at `MAP_DPI`): the brightest paper near by."""
    tiny = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    reach = round(LIGHT_MM / MM_PER_INCH * MAP_DPI / 4) | 1
    lit = cv2.blur(cv2.morphologyEx(tiny, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8)), (5, 5))
    return cv2.resize(lit, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR).astype(np.uint8)


def _surfaces(grey: Raster, light: Raster, paper_grey: float) -> Map:
    """What is darker than the light on it, or than most of the page, and too wide all ways to be a stroke."""
    below_light = light.astype(np.float32) - grey
    below_paper = paper_grey - grey.astype(np.float32)
    return _grown(below_light, SURFACE_SEED, SURFACE_REACH) | _grown(below_paper, DARK_SEED, DARK_REACH)


def _grown(depth: NDArray[np.float32], seed: float, reach: float) -> Map:
    """The wide patches deeper than `reach` that are widely deeper than `seed` somewhere."""
    _count, labels = cv2.connectedComponents(_wide(depth > reach), connectivity=8)
    seeded = np.zeros(int(labels.max()) + 1, bool)
    seeded[labels[_wide(depth > seed) > 0]] = True
    seeded[0] = False
    patches: Map = seeded[labels]
    return patches


def _wide(chosen: Map) -> Raster:
    return cv2.morphologyEx(chosen.astype(np.uint8), cv2.MORPH_OPEN, _disc(SOLID_MM / 2)).astype(np.uint8)


def _coloured(page: Raster, paper: NDArray[np.float32]) -> Map:
    """Coloured spots with all that belongs to them, and wide surfaces of even the palest tint."""
    if page.ndim == 2:
        return np.zeros(page.shape, bool)
    small = page.astype(np.float32) * (255 / np.maximum(paper, 1))
    spread = small.max(axis=2) - small.min(axis=2)
    _count, labels = cv2.connectedComponents((spread > COLOUR_REACH).astype(np.uint8), connectivity=8)
    seeded = np.zeros(int(labels.max()) + 1, bool)
    seeded[labels[spread > COLOUR_SPREAD]] = True
    seeded[0] = False
    spots: Map = seeded[labels]
    return spots | _tinted(small)


def _tinted(small: NDArray[np.floating]) -> Map:
    """Surfaces wider than any stroke whose colour is another than that of the paper, however pale."""
    even = cv2.blur(small, (5, 5))
    differs = even.max(axis=2) - even.min(axis=2) > TINT_SPREAD
    return cv2.morphologyEx(differs.astype(np.uint8), cv2.MORPH_OPEN, _disc(TINT_MM / 2)).astype(bool)


def _without_specks(pictures: Map, least_mm2: float) -> Map:
    joined = cv2.dilate(pictures.astype(np.uint8), np.ones((3, 3), np.uint8))
    _count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    own = np.bincount(labels.ravel()[pictures.ravel()], minlength=len(stats))
    large = own >= least_mm2 * (MAP_DPI / MM_PER_INCH) ** 2
    large[0] = False
    kept: Map = pictures & large[labels]
    return kept


def _boxes(pictures: Map) -> list[Box]:
    """Boxes (at `MAP_DPI`) that hold all of the pictures, near ones together, none overlapping another's picture."""
    reach = JOIN_MM
    while True:
        joined = cv2.morphologyEx(pictures.astype(np.uint8), cv2.MORPH_CLOSE, _disc(reach))
        count, _labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
        if count - 1 <= MOST_TILES:
            return [Box(*(int(side) for side in row[:4])) for row in stats[1:]]
        reach *= 2


def _tile(raster: Raster, dpi: float, pictures: Map, box: Box, gain: NDArray[np.float32]) -> tuple[Box, bytes]:
    """One picture on white: its box in pixels of `raster`, and its JPEG; bare paper in the box becomes white."""
    rows, columns = raster.shape[:2]
    whole = _scaled(box, dpi / MAP_DPI)
    right, bottom = min(whole.right, int(columns)), min(whole.bottom, int(rows))
    part = raster[whole.y : bottom, whole.x : right]
    here = slice(box.y, box.bottom), slice(box.x, box.right)
    fitted = cv2.resize(gain[here], (part.shape[1], part.shape[0]), interpolation=cv2.INTER_LINEAR)
    cleaned = np.clip(part.astype(np.float32) * fitted, 0, 255).astype(np.uint8)
    cleaned[~resized(pictures[here], part.shape[:2])] = 255
    return Box(whole.x, whole.y, right - whole.x, bottom - whole.y), _encoded(cleaned, dpi)


def _gain(small: Raster, paper: NDArray[np.float32]) -> NDArray[np.float32]:
    """What makes the paper white (at `MAP_DPI`, a value a channel); where it is dark it is no paper and stays dark."""
    if paper.min() <= DARKEST_PAPER:
        return np.ones(small.shape, np.float32)
    light = np.maximum(_light(as_grey(small)), LEAST_LIGHT * float(paper.mean())).astype(np.float32)
    gain = 255.0 / light
    return gain if small.ndim == 2 else gain[..., None] * (paper.mean() / paper)


def _encoded(raster: Raster, dpi: float) -> bytes:
    factor = min(1.0, TILE_DPI / dpi)
    size = (max(1, round(raster.shape[1] * factor)), max(1, round(raster.shape[0] * factor)))
    small = cv2.resize(raster, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    stream = io.BytesIO()
    Image.fromarray(small).save(stream, "JPEG", quality=TILE_QUALITY, optimize=True)
    return stream.getvalue()


def _disc(radius_mm: float) -> Raster:
    across = 2 * max(1, round(radius_mm / MM_PER_INCH * MAP_DPI)) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (across, across)), dtype=np.uint8)


def _scaled(box: Box, factor: float) -> Box:
    left, top = round(box.x * factor), round(box.y * factor)
    return Box(left, top, max(1, round(box.right * factor) - left), max(1, round(box.bottom * factor) - top))


def _uint8(raster: NDArray[Any]) -> Raster:
    """What OpenCV gives for uint8, as the type checker cannot know; nothing is copied."""
    return raster.astype(np.uint8, copy=False)

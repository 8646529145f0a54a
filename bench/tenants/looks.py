"""How a letter was printed and sent before it was scanned: by laser, on a dot-matrix printer, through a fax machine.

What engines make of such pages is measured on these, not supposed: `python -m bench.tenant_match --read --look fax`.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import cv2
import numpy as np
from PIL import Image, ImageDraw

from wiring.demo.letters.drawing import A4_HEIGHT_MM, A4_WIDTH_MM, PageDrawing, Text
from wiring.demo.letters.fonts import Family, Style, pillow_font
from wiring.demo.letters.raster import SCAN_DPI, WHITE, Raster, raster

MM_PER_INCH = 25.4
PINS_DPI = {"nine pins": 72, "twenty-four pins": 180}
FAX_ROWS_DPI = {"fax": 196, "coarse fax": 98}
"""Rows of Group 3 fine and standard (ITU-T T.4); both have 204 columns an inch."""
FAX_COLUMNS_DPI = 204

Look = Callable[[PageDrawing, random.Random], Raster]


def laser(page: PageDrawing, rng: random.Random) -> Raster:
    """As drawn."""
    del rng
    return raster(page)


def dot_matrix(page: PageDrawing, rng: random.Random, pins: str) -> Raster:
    """Letters made of dots of ink, with a ribbon that is more or less worn and a pin that may be bent."""
    dpi = PINS_DPI[pins]
    grid = _dots_of(page, dpi)
    chance = np.random.default_rng(rng.randrange(2**32))
    grid &= chance.random(grid.shape) >= rng.choice((0.0, 0.01, 0.04))  # ink that did not reach the paper
    return _struck(grid, dpi, ink=rng.uniform(20, 120), chance=chance)


def fax(page: PageDrawing, rng: random.Random, kind: str) -> Raster:
    """Scanned to black and white in a fax machine's rows, some of them lost on the line, and printed again."""
    grey = raster(page)
    rows, columns = (
        round(size * dpi / SCAN_DPI)
        for size, dpi in zip(grey.shape, (FAX_ROWS_DPI[kind], FAX_COLUMNS_DPI), strict=True)
    )
    chance = np.random.default_rng(rng.randrange(2**32))
    small = cv2.resize(grey, (columns, rows), interpolation=cv2.INTER_AREA).astype(np.float32)
    small += chance.normal(0, rng.uniform(5, 30), small.shape)
    black = np.where(small < rng.uniform(110, 190), 0, WHITE).astype(np.uint8)
    black[chance.random(black.shape) < rng.choice((0.0, 0.0003, 0.001))] = 0
    for row in np.flatnonzero(chance.random(rows) < rng.choice((0.0, 0.002, 0.006))):
        black[row] = black[row - 1]
    wide = cv2.resize(black, grey.shape[::-1], interpolation=cv2.INTER_NEAREST)
    return np.asarray(cv2.GaussianBlur(wide, (0, 0), 0.8), dtype=np.uint8)


def _dots_of(page: PageDrawing, dpi: int) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Where a pin strikes: the page's texts in a face of fixed width, hinted to so many dots an inch."""
    image = Image.new("1", (round(A4_WIDTH_MM / MM_PER_INCH * dpi), round(A4_HEIGHT_MM / MM_PER_INCH * dpi)), 1)
    pen, scale = ImageDraw.Draw(image), dpi / MM_PER_INCH
    pen.fontmode = "1"
    for mark in page.marks:
        if isinstance(mark, Text):
            font = pillow_font(Style(Family.DEJAVU_MONO, max(mark.style.size_pt, 10.0)), dpi)
            pen.text((mark.x_mm * scale, mark.baseline_mm * scale), mark.content, fill=0, font=font, anchor="ls")
    return ~np.asarray(image)


def _struck(
    grid: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], dpi: int, ink: float, chance: np.random.Generator
) -> Raster:
    size = (round(A4_WIDTH_MM / MM_PER_INCH * SCAN_DPI), round(A4_HEIGHT_MM / MM_PER_INCH * SCAN_DPI))
    page = np.full(size[::-1], WHITE, dtype=np.uint8)
    step = SCAN_DPI / dpi
    radius = max(1, round(step * 0.55))
    for row, column in np.argwhere(grid):
        at = (round(column * step + chance.normal(0, 0.3)), round(row * step + chance.normal(0, 0.3)))
        cv2.circle(page, at, radius, (min(float(WHITE), ink + abs(chance.normal(0, 25))),), -1, cv2.LINE_AA)
    return np.asarray(cv2.GaussianBlur(page, (0, 0), 0.9), dtype=np.uint8)


LOOKS: dict[str, Look] = {
    "laser": laser,
    "fax": lambda page, rng: fax(page, rng, "fax"),
    "coarse fax": lambda page, rng: fax(page, rng, "coarse fax"),
    "nine pins": lambda page, rng: dot_matrix(page, rng, "nine pins"),
    "twenty-four pins": lambda page, rng: dot_matrix(page, rng, "twenty-four pins"),
}

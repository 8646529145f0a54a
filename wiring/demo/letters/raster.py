"""A drawn page as pixels, the way a perfect scanner would see it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from paper.geometry import mm_to_px
from wiring.demo.letters.drawing import A4_HEIGHT_MM, A4_WIDTH_MM, Ellipse, PageDrawing, Polygon, Stroke, Text
from wiring.demo.letters.fonts import pillow_font

SCAN_DPI = 300
WHITE = 255

Raster = NDArray[np.uint8]


def raster(page: PageDrawing, dpi: int = SCAN_DPI) -> Raster:
    """The page as greys, height x width, 0 black to 255 white; an A4 sheet at 300 dpi is 3508 x 2480."""
    image = Image.new("L", (mm_to_px(A4_WIDTH_MM, dpi), mm_to_px(A4_HEIGHT_MM, dpi)), WHITE)
    pen = ImageDraw.Draw(image)
    scale = dpi / 25.4
    for mark in page.marks:
        match mark:
            case Text():
                font = pillow_font(mark.style, dpi)
                pen.text(
                    (mark.x_mm * scale, mark.baseline_mm * scale), mark.content, fill=mark.ink, font=font, anchor="ls"
                )
            case Stroke():
                pen.line(
                    _scaled(mark.points, scale),
                    fill=mark.ink,
                    width=max(round(mark.width_mm * scale), 1),
                    joint="curve",
                )
            case Polygon():
                pen.polygon(_scaled(mark.points, scale), fill=mark.ink)
            case Ellipse():
                _ellipse(pen, mark, scale)
    return np.asarray(image)


def _ellipse(pen: ImageDraw.ImageDraw, mark: Ellipse, scale: float) -> None:
    left, top = mark.x_mm * scale, mark.y_mm * scale
    box = (left, top, left + mark.width_mm * scale, top + mark.height_mm * scale)
    if mark.ring_mm:
        pen.ellipse(box, outline=mark.ink, width=max(round(mark.ring_mm * scale), 1))
    else:
        pen.ellipse(box, fill=mark.ink)


def _scaled(points: tuple[tuple[float, float], ...], scale: float) -> list[tuple[float, float]]:
    return [(x * scale, y * scale) for x, y in points]

"""A sheet of paper to draw trial pages on, measured in millimetres, that remembers what was written on it."""

from __future__ import annotations

import random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from bench.trial.words import font

MM_PER_INCH = 25.4
A4_MM = (210.0, 297.0)
Raster = NDArray[np.uint8]


class Sheet:
    """White paper in grey; `lines` are the texts drawn so far, from the first to the last."""

    def __init__(self, dpi: float, size_mm: tuple[float, float] = A4_MM, rng: random.Random | None = None) -> None:
        self.dpi, self.size_mm = dpi, size_mm
        self.rng = rng or random.Random(0)
        self.image = Image.new("L", (self.px(size_mm[0]), self.px(size_mm[1])), 250)
        self.draw = ImageDraw.Draw(self.image)
        self.lines: list[str] = []

    def px(self, length_mm: float) -> int:
        """A length in whole pixels."""
        return round(length_mm / MM_PER_INCH * self.dpi)

    def font(self, name: str, points: float) -> ImageFont.FreeTypeFont:
        """A font of so many points."""
        return font(name, max(6, round(points / 72 * self.dpi)))

    def write(self, x_mm: float, y_mm: float, text: str, face: ImageFont.FreeTypeFont, ink: int = 20) -> None:
        """One line with its top left corner there."""
        self.draw.text((self.px(x_mm), self.px(y_mm)), text, fill=ink, font=face)
        self.lines.append(text)

    def paragraph(
        self,
        x_mm: float,
        y_mm: float,
        width_mm: float,
        text: str,
        face: ImageFont.FreeTypeFont,
        ink: int = 20,
    ) -> float:
        """Wrapped text; returns where it ends, in millimetres from the top."""
        pitch, most = face.size * 1.32 / self.dpi * MM_PER_INCH, self.px(width_mm)
        row = ""
        for word in [*text.split(), ""]:
            longer = f"{row} {word}".strip()
            if word and face.getlength(longer) <= most:
                row = longer
                continue
            if row and y_mm + pitch < self.size_mm[1] - 8:
                self.write(x_mm, y_mm, row, face, ink)
                y_mm += pitch
            row = word
        return y_mm

    def rule(self, x_mm: float, y_mm: float, x2_mm: float, y2_mm: float, width_mm: float = 0.25, ink: int = 40) -> None:
        """A straight line."""
        ends = (self.px(x_mm), self.px(y_mm), self.px(x2_mm), self.px(y2_mm))
        self.draw.line(ends, fill=ink, width=max(1, self.px(width_mm)))

    def box(self, x_mm: float, y_mm: float, width_mm: float, height_mm: float, ink: int) -> None:
        """A filled rectangle."""
        corner = (self.px(x_mm), self.px(y_mm), self.px(x_mm + width_mm), self.px(y_mm + height_mm))
        self.draw.rectangle(corner, fill=ink)

    def raster(self) -> Raster:
        """What is on it, uint8."""
        return np.array(self.image, np.uint8)

"""Small pages drawn with Pillow, for tests that need a raster and know what is on it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from ocr_workers.steps.deskew import turned_back
from paper.geometry import mm_to_px

DPI = 150.0
A4_MM = (210, 297)
SANS = "LiberationSans-Regular.ttf"
SERIF = "LiberationSerif-Regular.ttf"

LETTER = (
    "Amsterdam, 12 March 2026",
    "",
    "Dear Mrs Jansen,",
    "",
    "Thank you for your letter about the delivery of the garden benches that we",
    "promised for the spring. The first eight of them left our workshop yesterday",
    "and will arrive by lorry on Thursday. Please have somebody sign for them, and",
    "keep the packaging until you have looked at every bench. If one is damaged,",
    "take a photograph and send it to us within fourteen days; we shall replace it",
    "without any question. The remaining four follow at the beginning of April,",
    "together with the parasols and the folding table that you ordered by telephone.",
    "",
    "Kind regards,",
    "Peter de Groot",
)


def blank_page(dpi: float = DPI, grey: int = 245) -> NDArray[np.uint8]:
    """An empty A4 sheet."""
    return np.full((mm_to_px(A4_MM[1], dpi), mm_to_px(A4_MM[0], dpi)), grey, np.uint8)


def written_page(
    lines: Sequence[str] = LETTER, *, dpi: float = DPI, points: float = 11.0, grey: int = 245, ink: int = 20
) -> NDArray[np.uint8]:
    """An A4 letter with one text line per entry, 25 mm from the left and 60 mm from the top."""
    image = Image.fromarray(blank_page(dpi, grey))
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(SERIF, points / 72 * dpi)
    for index, line in enumerate(lines):
        draw.text((mm_to_px(25, dpi), mm_to_px(60, dpi) + index * points * 1.5 / 72 * dpi), line, fill=ink, font=font)
    return np.array(image, np.uint8)


def tilted(page: NDArray[np.uint8], clockwise_deg: float) -> NDArray[np.uint8]:
    """The page as it looks when its content stands tilted clockwise."""
    return turned_back(page, -clockwise_deg, (page.shape[1], page.shape[0]))


def turned(page: NDArray[np.uint8], clockwise_deg: int) -> NDArray[np.uint8]:
    """The page as it looks when it lies turned clockwise by quarter turns."""
    return np.ascontiguousarray(np.rot90(page, -(clockwise_deg // 90)))


def noisy(page: NDArray[np.uint8], sigma: float, seed: int = 1) -> NDArray[np.uint8]:
    """The page with the scanner's own noise."""
    noise = np.random.default_rng(seed).normal(0.0, sigma, page.shape)
    return np.clip(page + noise, 0, 255).astype(np.uint8)


def with_bars(page: NDArray[np.uint8], pattern: str, dpi: float = DPI) -> NDArray[np.uint8]:
    """The page with horizontal bars (n narrow, w wide) of a patch code, 64 mm long, near its top."""
    image = Image.fromarray(page)
    draw = ImageDraw.Draw(image)
    left, right, y = mm_to_px(70, dpi), mm_to_px(134, dpi), mm_to_px(25, dpi)
    for letter in pattern:
        thick = mm_to_px(5.08 if letter == "w" else 2.03, dpi)
        draw.rectangle((left, y, right, y + thick - 1), fill=10)
        y += thick + mm_to_px(2.03, dpi)
    return np.array(image, np.uint8)

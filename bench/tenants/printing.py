"""Letters of the simulation printed, worn and really read: what the engines make of them, not what noise says."""

from __future__ import annotations

import random

from archive.reading import PageReading
from bench.tenants.looks import LOOKS
from ocr_workers.engines.choice import AUTO, engine_named
from ocr_workers.engines.tesseract import TesseractEngine
from ocr_workers.language import load_models
from ocr_workers.pipeline import ReadingTools, read_page
from paper.geometry import Box, px_to_mm
from wiring.demo.letters.drawing import PageDrawing, Text
from wiring.demo.letters.fonts import Family, Style
from wiring.demo.letters.paper_faults import Wear, worn
from wiring.demo.letters.raster import SCAN_DPI

POINTS_A_MM = 72 / 25.4
CAPITAL_SHARE = 0.72
"""Height of a capital as a share of the type's size."""


class Press:
    """Prints simulated pages and reads them with the engines of the house."""

    def __init__(self, look: str = "laser") -> None:
        """Load what reading needs, once; `look` is how the letters were printed and sent."""
        self._look = LOOKS[look]
        load_models()
        tesseract = TesseractEngine()
        self._tools = ReadingTools(engine_named(AUTO, tesseract), tesseract)

    def read(self, rng: random.Random, page: PageReading, seed: int) -> PageReading:
        """The page printed in one of the typefaces, worn as scans are, and read."""
        style = rng.choice([Style(family, 10.0) for family in Family])
        drawing = PageDrawing(tuple(_mark(line.words[0].box, line.text, page.dpi, style) for line in page.lines))
        wear = Wear(
            tilt_deg=rng.uniform(-2.0, 2.0), noise=rng.uniform(0.0, 14.0), specks=rng.choice((0, 40, 120)),
            shadow=rng.choice((0.0, 0.3)), streaks=rng.choice((0, 0, 2)), jpeg_quality=rng.choice((None, 40, 60)),
        )  # fmt: skip
        scan = worn(self._look(drawing, rng), wear, seed)
        return read_page(scan, float(SCAN_DPI), 1, self._tools).reading


def _mark(box: Box, text: str, dpi: float, style: Style) -> Text:
    left, top = px_to_mm(box.x, dpi), px_to_mm(box.bottom, dpi)
    height = px_to_mm(box.height, dpi)
    return Text(left, top, text, style.sized(height / CAPITAL_SHARE * POINTS_A_MM))

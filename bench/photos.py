"""How well photographed pages are read: `python bench/photos.py [--count N] [--first SEED]`.

Pages of several layouts are photographed as people do (`bench.trial.photos`): on dark, light, wooden and patterned
tables, at an angle, curled, in shadow and warm light. Each picture is read as it would be received, with the
resolution guessed as intake guesses it. Printed per picture: word F1, CPU seconds, resolution found, notes.
"""

from __future__ import annotations

import argparse
import random
import statistics

from bench.reading_cases import word_f1
from bench.steps import cpu_seconds
from bench.trial.layouts import TrialPage, draw_page
from bench.trial.photos import Manner, cutting_manner, photographed, some_manner
from bench.trial.sheet import Raster
from ocr_workers.engines.choice import AUTO, ENGINE_NAMES, engine_named
from ocr_workers.engines.tesseract import TesseractEngine
from ocr_workers.language import load_models
from ocr_workers.pipeline import ReadingTools, read_page

LAYOUTS = ("office_letter", "invoice", "article", "short_note", "form", "picture_page", "typescript")
DRAWN_DPI = 260.0
A4_LONG_IN = 11.69


def photograph(seed: int, *, is_cut: bool = False) -> tuple[TrialPage, Manner, Raster]:
    """The picture of that seed, how it was taken, and what it shows."""
    rng = random.Random(seed)
    manner = cutting_manner(rng) if is_cut else some_manner(rng)
    page = draw_page(LAYOUTS[seed % len(LAYOUTS)], seed, DRAWN_DPI)
    return page, manner, photographed(page.raster, rng, manner)


def main() -> None:
    """Read the pictures that the command line asks for."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--count", type=int, default=14)
    arguments.add_argument("--first", type=int, default=0)
    arguments.add_argument("--cut", action="store_true", help="one or two edges of each sheet outside the picture")
    arguments.add_argument("--engine", choices=ENGINE_NAMES, default=AUTO)
    chosen = arguments.parse_args()
    load_models()
    tesseract = TesseractEngine()
    tools = ReadingTools(engine_named(chosen.engine, tesseract), tesseract)
    scores, costs = [], []
    for seed in range(chosen.first, chosen.first + chosen.count):
        page, manner, picture = photograph(seed, is_cut=chosen.cut)
        started = cpu_seconds()
        reading = read_page(picture, max(picture.shape) / A4_LONG_IN, 1, tools).reading
        costs.append(cpu_seconds() - started)
        scores.append(word_f1(reading.text, "\n".join(page.lines)))
        print(
            f"{seed:4} {page.layout:14} {manner.table:6} curl {manner.curl_mm:.1f} shade {manner.shade:.2f}"
            f" {' and '.join(manner.cut)}"
            f"  F1 {scores[-1]:.3f}  {reading.dpi:.0f} dpi  {costs[-1]:.2f} s  {' '.join(reading.notes)}"
        )
    print(f"mean F1 {statistics.mean(scores):.4f}  worst {min(scores):.3f}  CPU s {statistics.mean(costs):.2f}")


if __name__ == "__main__":
    main()

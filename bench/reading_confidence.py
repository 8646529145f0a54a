"""How often a word is right when reading says how sure it is: `python bench/reading_confidence.py FOLDER... [--fit]`.

Each FOLDER is one that `reading_cases` knows. Every page is read as it is and once more worn (blurred, coarse, noisy or
pale, in turn), for what is doubtful shows on bad pages. A word counts as right if the truth holds it, letter for
letter but for the marks round it, and no other word has taken it. Printed: words, mean confidence and share of right
words by confidence, the expected calibration error (ECE). With `--fit` nothing of that, but the knots for
`ocr_workers.engines.sureness`.
"""

from __future__ import annotations

import argparse
import collections
import random
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bench.reading_cases import Case, cases_of
from bench.trial.wear import with_noise
from ocr_workers.engines.choice import AUTO, ENGINE_NAMES, engine_named
from ocr_workers.engines.ppocr import ModelSize, PaddleReader
from ocr_workers.engines.second_opinion import DoubleReader
from ocr_workers.engines.tesseract import TesseractEngine
from ocr_workers.engines.third_opinion import ThirdOpinion
from ocr_workers.engines.word_vote import Standing
from ocr_workers.language import load_models
from ocr_workers.pipeline import ReadingTools, read_page

Raster = NDArray[np.uint8]
Judged = tuple[float, bool]
"""The confidence of a word, and whether it is right."""

_MARKS_ROUND = re.compile(r"^[\W_]+|[\W_]+$")
DEFAULT_DPI = 300.0
LEAST_DPI = 100.0
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0001)
LEAST_WORDS = 40
"""Fewer words than this in a bin of the fit are put to the next one."""
FIT_BINS = (0.0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998, 1.0001)


def main() -> None:
    """Read the folders' pages and print what their words' confidences were worth."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folders", type=Path, nargs="+")
    arguments.add_argument("--limit", type=int)
    arguments.add_argument("--engine", choices=ENGINE_NAMES, default=AUTO)
    arguments.add_argument("--fit", action="store_true")
    chosen = arguments.parse_args()
    load_models()
    tesseract = TesseractEngine()
    engine = _telling(tesseract) if chosen.fit else engine_named(chosen.engine, tesseract)
    tools = ReadingTools(engine, tesseract)
    judged: list[Judged] = []
    for folder in chosen.folders:
        found = [word for case in cases_of(folder, chosen.limit) for word in _judged(case, tools)]
        judged += found
        if not chosen.fit:
            report(folder.name, found)
    if chosen.fit:
        report_fit(judged)
    else:
        report("all", judged)


def _telling(tesseract: TesseractEngine) -> DoubleReader:
    """The usual reader, but each word's confidence says its standing (whole tens) beside the line's own confidence."""
    number = {standing: 10.0 * index for index, standing in enumerate(Standing)}
    third = ThirdOpinion(tesseract, state=lambda standing, said: number[standing] + min(said, 1.0))
    return DoubleReader(PaddleReader(ModelSize.TINY), PaddleReader(ModelSize.SMALL), third)


def report_fit(told: list[Judged]) -> None:
    """The curve of each standing: what lines said, and the share of their words that were right."""
    for index, standing in enumerate(Standing):
        words = [(said - 10 * index, right) for said, right in told if 10 * index <= said < 10 * index + 5]
        print(f"{standing.name}: {len(words)} words")
        print("".join(f"({said:.3f}, {right:.3f}), " for said, right in fitted(words)))


def report(name: str, words: list[Judged]) -> None:
    """A line for each bin of confidence, and the expected calibration error."""
    print(f"\n{name}: {len(words)} words, ECE {expected_error(words):.4f}")
    for low, high in pairwise(BINS):
        within = [word for word in words if low <= word[0] < high]
        if within:
            mean, right = np.mean(within, axis=0)
            print(f"  {low:.2f} to {min(high, 1):.2f}: {len(within):6} words  said {mean:.3f}  right {right:.3f}")


def expected_error(words: list[Judged]) -> float:
    """The mean distance of confidence and share of right words, over the bins, weighted by their words."""
    gap = 0.0
    for low, high in pairwise(BINS):
        within = [word for word in words if low <= word[0] < high]
        if within:
            mean, right = np.mean(within, axis=0)
            gap += abs(float(mean - right)) * len(within)
    return gap / max(1, len(words))


def fitted(words: list[Judged]) -> list[tuple[float, float]]:
    """Raw confidences and the share of right words at each, never falling (pool adjacent violators)."""
    pools: list[list[Judged]] = [[]]
    for low, high in pairwise(FIT_BINS):
        pools[-1] += [word for word in words if low <= word[0] < high]
        if len(pools[-1]) >= LEAST_WORDS:
            pools.append([])
    rising: list[list[Judged]] = []
    for pool in (pool for pool in pools if pool):
        rising.append(pool)
        while len(rising) > 1 and _right(rising[-2]) >= _right(rising[-1]):
            last = rising.pop()
            rising[-1] = rising[-1] + last
    return [(float(np.mean([raw for raw, _ in pool])), _right(pool)) for pool in rising]


def _right(pool: list[Judged]) -> float:
    # One word of each kind beforehand: no pool is known to be always right.
    return (sum(right for _, right in pool) + 1) / (len(pool) + 2)


def _judged(case: Case, tools: ReadingTools) -> Iterator[Judged]:
    if not case.text:
        return
    image = Image.open(case.path)
    dpi = float(image.info.get("dpi", (DEFAULT_DPI,))[0])
    dpi = dpi if dpi >= LEAST_DPI else DEFAULT_DPI
    raster = np.asarray(image.convert("L"), np.uint8)
    rng = random.Random(case.path.name)
    for wear in (_as_it_is, rng.choice((_blurred, _coarse, _noisy, _pale))):
        worn, at_dpi = wear(raster, dpi)
        left = collections.Counter(_core(word) for word in case.text.split())
        for word in read_page(worn, at_dpi, 1, tools).reading.words:
            if core := _core(word.text):
                yield word.confidence, left[core] > 0
                left[core] -= 1


def _core(word: str) -> str:
    """The word without the marks round it, which transcribers set as they like."""
    return _MARKS_ROUND.sub("", word)


Wear = Callable[[Raster, float], tuple[Raster, float]]


def _as_it_is(raster: Raster, dpi: float) -> tuple[Raster, float]:
    return raster, dpi


def _blurred(raster: Raster, dpi: float) -> tuple[Raster, float]:
    return cv2.GaussianBlur(raster, (0, 0), dpi / 120.0).astype(np.uint8), dpi


def _coarse(raster: Raster, dpi: float) -> tuple[Raster, float]:
    return cv2.resize(raster, None, fx=0.4, fy=0.4, interpolation=cv2.INTER_AREA).astype(np.uint8), dpi * 0.4


def _noisy(raster: Raster, dpi: float) -> tuple[Raster, float]:
    return with_noise(raster, random.Random(1), 35), dpi


def _pale(raster: Raster, dpi: float) -> tuple[Raster, float]:
    paper = float(np.median(raster))
    pale = paper + (raster.astype(np.float32) - paper) * 0.22
    return with_noise(np.clip(pale, 0, 255).astype(np.uint8), random.Random(2), 8), dpi


if __name__ == "__main__":
    main()

"""How well and at what cost pages are read: `python bench/reading_accuracy.py FOLDER [--turns]`.

FOLDER is one of `make_letters.py` or holds an `index.csv`, as the OCR samples do (see `reading_cases`).
Each page is read as it is, with the engine that `--engine` names; with `--turns` also turned by each quarter and
tilted by a seeded angle. Printed per page: word F1 (words as a multiset, case folded), character error rate, what
was found, and CPU seconds.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from archive.reading import PageReading
from bench.reading_cases import Case as Known
from bench.reading_cases import cases_of, character_error_rate, word_f1
from ocr_workers.engines.choice import AUTO, ENGINE_NAMES, engine_named
from ocr_workers.engines.tesseract import TesseractEngine
from ocr_workers.language import load_models
from ocr_workers.pipeline import ReadingTools, read_page
from ocr_workers.steps.deskew import turned_back

SEED = 20261122
DEFAULT_DPI = 300.0


@dataclass(frozen=True, slots=True)
class Case:
    """A page to read: raster, resolution, and what is true of it; `turn_deg` None where nobody knows."""

    name: str
    raster: NDArray[np.uint8]
    dpi: float
    truth: str
    language: str | None
    turn_deg: int | None = None
    tilt_deg: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one page was read."""

    case: Case
    reading: PageReading
    cpu_s: float

    @property
    def f1(self) -> float:
        """Word F1 against the truth."""
        return word_f1(self.reading.text, self.case.truth)

    @property
    def cer(self) -> float:
        """Character error rate against the truth."""
        return character_error_rate(self.reading.text, self.case.truth)


def main() -> None:
    """Read the folder's pages and print a line for each and the means."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--turns", action="store_true")
    arguments.add_argument("--engine", choices=ENGINE_NAMES, default=AUTO)
    chosen = arguments.parse_args()
    load_models()
    tesseract = TesseractEngine()
    tools = ReadingTools(engine_named(chosen.engine, tesseract), tesseract)
    outcomes = [_read(case, tools) for case in _cases(chosen.folder, turned=chosen.turns)]
    print(f"mean F1 {statistics.mean(o.f1 for o in outcomes):.4f}", end="  ")
    print(f"mean CER {statistics.mean(o.cer for o in outcomes):.4f}", end="  ")
    print(f"mean CPU s {statistics.mean(o.cpu_s for o in outcomes):.2f}  pages {len(outcomes)}")


def _cases(folder: Path, *, turned: bool) -> Iterator[Case]:
    rng = random.Random(SEED)
    for known in cases_of(folder):
        if known.is_bare:
            continue
        case = _loaded(known)
        yield case
        for turn in (0, 90, 180, 270) if turned else ():
            yield _turned(case, turn, rng.uniform(-5.0, 5.0))


def _loaded(known: Known) -> Case:
    image = Image.open(known.path)
    dpi = float(image.info.get("dpi", (DEFAULT_DPI,))[0])
    raster = np.asarray(image.convert("L"), np.uint8)
    return Case(known.path.name, raster, dpi, known.text or "", known.language, known.turn_deg, known.tilt_deg)


def _turned(case: Case, turn: int, tilt: float) -> Case:
    raster = np.ascontiguousarray(np.rot90(case.raster, -(turn // 90)))
    margin = 200
    wide = cv2.copyMakeBorder(raster, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=255).astype(np.uint8)
    tilted = turned_back(wide, -tilt, (wide.shape[1], wide.shape[0]))
    return Case(case.name, tilted, case.dpi, case.truth, case.language, turn, tilt)


def _read(case: Case, tools: ReadingTools) -> Outcome:
    started = _cpu_seconds()
    reading = read_page(case.raster, case.dpi, 1, tools).reading
    outcome = Outcome(case, reading, _cpu_seconds() - started)
    print(
        f"{case.name:36} F1 {outcome.f1:.3f}  CER {outcome.cer:.3f}"
        f"  conf {reading.confidence:.2f}  {reading.language} ({case.language})"
        f"  turn {reading.orientation_deg} ({case.turn_deg})  skew {reading.skew_deg:.2f} ({case.tilt_deg or 0:.2f})"
        f"  {reading.blankness.value}  {outcome.cpu_s:.2f} s  {' '.join(reading.notes)}"
    )
    return outcome


def _cpu_seconds() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()

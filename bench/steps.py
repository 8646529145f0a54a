"""How well tilt, orientation and blankness are told, and at what cost: `python bench/steps.py [--per-layout N]`.

Pages of ten layouts (`bench.trial`), none of them the demo's, as scanners would deliver them: every quarter turn,
tilted up to 15 degrees, with noise, borders, streaks, holes and show-through; the real pages of `--samples` turned and
tilted the same way; bare backs and nearly bare pages. Prints a row for each layout, then what went wrong.
CPU seconds are of this process and its children.
"""

from __future__ import annotations

import argparse
import collections
import csv
import itertools
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

from archive.reading import Blankness
from bench.reading_cases import cases_of
from bench.trial.backs import bare_back, nearly_bare
from bench.trial.layouts import LAYOUTS, draw_page
from bench.trial.wear import scanned, with_noise
from ocr_workers.engines.choice import AUTO, engine_named
from ocr_workers.engines.tesseract import TesseractEngine
from ocr_workers.language import load_models
from ocr_workers.pipeline import PageInHand, ReadingTools, straighten, take_in_hand, turn_upright
from ocr_workers.steps.blank import judge_blank
from ocr_workers.steps.deskew import measure_tilt, turned_back
from ocr_workers.steps.ink import map_ink
from ocr_workers.steps.sample_lines import line_labels

DPI = 200.0
BACKS_DPI = 200.0
SEED = 20261122
RESOLUTIONS = (150.0, 200.0, 300.0)
REAL = "real pages"
LEAST_LETTERS, LEAST_LINE_MM = 8, 30.0
SMALL_TURNS_DEG = (-1.6, -0.7, 0.0, 0.9, 1.7)


@dataclass(frozen=True, slots=True)
class Scan:
    """A page to be set upright, and how it lies."""

    layout: str
    name: str
    raster: NDArray[np.uint8]
    dpi: float
    turn_deg: int
    tilt_deg: float
    own_spread_deg: float = 0.0


@dataclass(frozen=True, slots=True)
class TiltMeasure:
    """How far the measured tilt of a page is off, by how much its own lines differ, and what measuring took."""

    layout: str
    name: str
    error_deg: float
    own_spread_deg: float
    ink_cpu_s: float
    cpu_s: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found on a scan, and the CPU seconds of either step."""

    scan: Scan
    page: PageInHand
    tilt_cpu_s: float
    turn_cpu_s: float

    @property
    def tilt_error_deg(self) -> float:
        """How far the measured tilt is off."""
        return abs(self.page.tilt.skew_deg - self.scan.tilt_deg)

    @property
    def is_upright(self) -> bool:
        """Whether the quarter turn was found."""
        return self.page.orientation.turn_deg == self.scan.turn_deg


def main() -> None:
    """Measure what the command line asks for."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--per-layout", type=int, default=8)
    arguments.add_argument("--backs", type=int, default=200)
    arguments.add_argument("--samples", type=Path)
    arguments.add_argument("--first", type=int, default=0, help="the first seed of the drawn pages")
    arguments.add_argument("--tilt-only", action="store_true", help="no engines; pages of 150 to 300 dpi")
    arguments.add_argument("--only")
    chosen = arguments.parse_args()
    drawn = _generated(
        range(chosen.first, chosen.first + chosen.per_layout), RESOLUTIONS if chosen.tilt_only else (DPI,)
    )
    scans = itertools.chain(drawn, _real(chosen.samples) if chosen.samples else ())
    asked_for = (scan for scan in scans if chosen.only in (None, scan.layout))
    if chosen.tilt_only:
        report_tilt([_tilt_of(scan) for scan in asked_for])
        return
    load_models()
    tesseract = TesseractEngine()
    tools = ReadingTools(engine_named(AUTO, tesseract), tesseract)
    outcomes = [_measured(scan, tools) for scan in asked_for]
    if outcomes:
        report(outcomes)
    if chosen.backs:
        report_backs(chosen.backs)


def report(outcomes: list[Outcome]) -> None:
    """A row for each layout, one for all, and the misses."""
    rows = collections.defaultdict(list)
    for outcome in outcomes:
        rows[outcome.scan.layout].append(outcome)
    for layout, group in [*rows.items(), ("all", outcomes)]:
        errors = [each.tilt_error_deg for each in group]
        near = np.mean([error <= 0.1 for error in errors])
        upright = np.mean([each.is_upright for each in group])
        costs = [statistics.mean(cost) for cost in zip(*((o.tilt_cpu_s, o.turn_cpu_s) for o in group), strict=True)]
        print(
            f"{layout:14} {len(group):4} tilt mean {statistics.mean(errors):.3f} worst {max(errors):5.2f}"
            f" within 0.1: {near:.3f}  upright {upright:.3f}  CPU s straightening {costs[0]:.3f} turning {costs[1]:.3f}"
        )
    for each in outcomes:
        if each.tilt_error_deg > 0.1 or not each.is_upright:
            print(
                f"  {each.scan.name}: tilt {each.page.tilt.skew_deg:.2f} ({each.scan.tilt_deg:.2f})"
                f" turn {each.page.orientation.turn_deg} ({each.scan.turn_deg}) {' '.join(each.page.notes)}"
            )


def report_tilt(measures: list[TiltMeasure]) -> None:
    """A row for each layout, and one for all pages whose tilt is known exactly; real pages apart, for theirs is not."""
    rows = collections.defaultdict(list)
    for each in measures:
        rows[each.layout].append(each)
        if each.layout != REAL:
            rows["all known"].append(each)
    for layout, group in rows.items():
        errors = np.array([each.error_deg for each in group])
        ink, angle = (statistics.mean(cost) for cost in zip(*((e.ink_cpu_s, e.cpu_s) for e in group), strict=True))
        print(
            f"{layout:14} {len(group):4} tilt mean {errors.mean():.4f} p99 {np.percentile(errors, 99):.3f}"
            f" worst {errors.max():.3f} within 0.1: {np.mean(errors <= 0.1):.4f}"
            f" CPU s {angle:.3f} and {ink:.3f} for the ink map"
        )
    for each in measures:
        if each.error_deg > 0.1:
            print(f"  {each.name}: off by {each.error_deg:.3f}; its own lines differ by {each.own_spread_deg:.3f}")


def report_backs(count: int) -> None:
    """How many bare backs are found, and what nearly bare pages are taken for."""
    for kind, draw in (("bare backs", bare_back), ("nearly bare", nearly_bare)):
        verdicts: dict[Blankness, list[int]] = {each: [] for each in Blankness}
        started = cpu_seconds()
        spent = 0.0
        for seed in range(count):
            page = with_noise(draw(seed, BACKS_DPI), random.Random(seed), 1 + seed % 7)
            started = cpu_seconds()
            verdicts[judge_blank(map_ink(page, BACKS_DPI)).blankness].append(seed)
            spent += cpu_seconds() - started
        shares = "  ".join(f"{each.value} {len(seeds) / count:.3f}" for each, seeds in verdicts.items())
        print(f"{kind:14} {count:4} {shares}  CPU s {spent / count:.3f}")
        wrong = verdicts[Blankness.BLANK] if kind == "nearly bare" else verdicts[Blankness.PRINTED]
        print(f"  wrong: {wrong}")
        if kind == "bare backs":
            print(f"  doubtful: {verdicts[Blankness.DOUBTFUL]}")


def _generated(seeds: range, resolutions: tuple[float, ...]) -> Iterator[Scan]:
    for layout in LAYOUTS:
        for seed in seeds:
            rng = random.Random(f"{SEED} {layout} {seed}")
            dpi = resolutions[seed % len(resolutions)]
            turn, tilt = 90 * (seed % 4), rng.choice((rng.uniform(-3, 3), rng.uniform(-3, 3), rng.uniform(-15, 15)))
            placed = scanned(draw_page(layout, seed, dpi).raster, rng, dpi, turn, tilt)
            yield Scan(layout, f"{layout} {seed}", placed.raster, dpi, turn, tilt)


def _real(samples: Path) -> Iterator[Scan]:
    """The real pages in four turns; how far each is tilted by itself is measured as it lies, and turned a little.

    The median of these is taken for true: on a page whose lines are not parallel one measure is no better than another.
    """
    rng = random.Random(SEED)
    with (samples / "skew" / "angles.csv").open(encoding="utf-8") as index:
        for row in csv.DictReader(index):
            image = Image.open(samples / "skew" / row["file"])
            raster, dpi = np.asarray(image.convert("L"), np.uint8), float(image.info["dpi"][0])
            yield Scan("known angles", row["file"], raster, dpi, 0, float(row["skew_clockwise_deg"]))
    for case in cases_of(samples / "ocr"):
        if "rotated" in case.path.name:
            continue
        image = Image.open(case.path)
        raster, dpi = np.asarray(image.convert("L"), np.uint8), float(image.info.get("dpi", (300.0,))[0])
        own_tilt = statistics.median(_own_tilt(raster, dpi, by) for by in SMALL_TURNS_DEG)
        own_spread = _spread_of_lines(turned_back(raster, own_tilt, (raster.shape[1], raster.shape[0])), dpi)
        for turn in (0, 90, 180, 270):
            tilt = rng.uniform(-15, 15)
            wide = cv2.copyMakeBorder(raster, 300, 300, 300, 300, cv2.BORDER_REPLICATE).astype(np.uint8)
            turned = np.ascontiguousarray(np.rot90(wide, -(turn // 90)))
            tilted = turned_back(turned, -tilt, (turned.shape[1], turned.shape[0]))
            yield Scan(REAL, f"{case.path.name} {turn}", tilted, dpi, turn, tilt + own_tilt, own_spread)


def _spread_of_lines(raster: NDArray[np.uint8], dpi: float) -> float:
    """By how many degrees the long lines of a straightened page differ from each other (interquartile range)."""
    ink = map_ink(raster, dpi)
    letters, labels = line_labels(ink)
    slopes = []
    for label in np.flatnonzero(np.bincount(labels[labels > 0], minlength=1) >= LEAST_LETTERS):
        line = letters.only(labels == label)
        if np.ptp(line.left) >= ink.px(LEAST_LINE_MM):
            slopes.append(np.polyfit(line.left + line.width / 2, line.top + line.height, 1)[0])
    low, high = np.percentile(np.rad2deg(slopes), (25, 75)) if slopes else (0.0, 0.0)
    return float(high - low)


def _own_tilt(raster: NDArray[np.uint8], dpi: float, turned_by: float) -> float:
    turned = turned_back(raster, -turned_by, (raster.shape[1], raster.shape[0])) if turned_by else raster
    return straighten(take_in_hand(turned, dpi), _NO_TOOLS).tilt.skew_deg - turned_by


_NO_TOOLS = ReadingTools(TesseractEngine(), TesseractEngine())


def _measured(scan: Scan, tools: ReadingTools) -> Outcome:
    started = cpu_seconds()
    straight = straighten(take_in_hand(scan.raster, scan.dpi), tools)
    straightened = cpu_seconds()
    upright = turn_upright(straight, tools)
    return Outcome(scan, upright, straightened - started, cpu_seconds() - straightened)


def _tilt_of(scan: Scan) -> TiltMeasure:
    started = cpu_seconds()
    ink = map_ink(scan.raster, scan.dpi)
    mapped = cpu_seconds()
    tilt = measure_tilt(ink)
    ended = cpu_seconds()
    error = abs(tilt.skew_deg - scan.tilt_deg)
    return TiltMeasure(scan.layout, scan.name, error, scan.own_spread_deg, mapped - started, ended - mapped)


def cpu_seconds() -> float:
    """CPU seconds of this process and its ended children."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()

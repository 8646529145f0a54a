"""How many documents of a batch without separators are cut exactly: `python bench/boundaries.py [--batches N]`.

Batches of letters are put together as readings (no pictures, so that thousands of pages take a minute): a third from
the demonstration's generator, the rest in layouts of the bench's own (`bench/boundary_layouts.py`); simplex, duplex
with and without bare backs, several letters of one sender after each other, reading errors at four rates. Printed:
the share of documents that hold exactly their pages, and of those that would be filed without a person (confidence at
least 0.8) the share that is right. `--fit` finds the weights on the development families and prints them.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from archive.reading import Blankness, PageReading
from bench.boundary_layouts import DEVELOPMENT, HELD_OUT, Layout
from bench.boundary_letters import Placed, Press, any_language, placed_of, reading_of
from ocr_workers import boundary_odds
from ocr_workers.boundary_weights import KNOWN
from ocr_workers.engines.choice import AUTO, engine_named
from ocr_workers.engines.tesseract import TesseractEngine
from ocr_workers.language import load_models
from ocr_workers.page_evidence import evidence_of
from ocr_workers.pipeline import ReadingTools, read_page
from ocr_workers.separation import SeparationProfile, separate
from wiring.demo.cast import recipients
from wiring.demo.letters.fonts import Family, font_file
from wiring.demo.letters.letter import write_letter
from wiring.demo.letters.paper_faults import Wear, worn
from wiring.demo.letters.truth import LetterKind

SEEDS = {"dev": 11_000_000, "test": 77_000_000}
FAMILIES = {"dev": DEVELOPMENT, "test": HELD_OUT}
LENGTHS = (1, 1, 1, 1, 2, 2, 3, 4, 5, 7, 10)
NOISES = (0.0, 0.004, 0.015, 0.04)
LETTERS = 12
BOUND = 0.8
HELD_OUT_SEEDS = 700_000
Reader = Callable[[Sequence[Placed]], PageReading]
RIDGE = 4.0
RIDGES = {"usual": 0.0} | dict.fromkeys(("other_type", "other_margin", "other_language", "full", "short"), 60.0)
AGAINST = {
    "hangs_on", "goes_on_above", "goes_on_below", "begins_small", "ends_open", "clause_follows", "full", "same_numbers",
    "same_marks", "same_head", "same_foot", "foot_gone", "rows_again", "same_recipient", "tail",
}  # fmt: skip


@dataclass(frozen=True)
class Batch:
    """Pages in order, and which of them are one document each."""

    pages: tuple[PageReading, ...]
    documents: tuple[tuple[int, ...], ...]
    origins: tuple[str, ...]
    profile: SeparationProfile


def batch_of(seed: int, split: str, scanned: Reader | None = None) -> Batch:
    """A batch of a dozen letters, the same for the same seed."""
    rng = random.Random(seed)
    duplex = rng.random() < 0.4
    pages: list[PageReading] = []
    documents: list[tuple[int, ...]] = []
    origins: list[str] = []
    repeat: tuple[Layout, str, int] | None = None
    usual = any_language(rng)
    for index in range(LETTERS):
        letter, name, repeat = _letter(rng, seed * 100 + index, split, repeat, usual, scanned)
        if duplex and rng.random() < 0.5:
            letter = [side for page in letter for side in (page, _blank(page))]
        elif duplex and len(letter) % 2:
            letter = [*letter, _blank(letter[-1])]
        documents.append(tuple(range(len(pages), len(pages) + len(letter))))
        pages += letter
        origins.append(name)
    return Batch(tuple(pages), tuple(documents), tuple(origins), SeparationProfile(is_duplex=duplex))


def _blank(page: PageReading) -> PageReading:
    return replace(page, lines=(), blankness=Blankness.BLANK, language=None)


def _letter(
    rng: random.Random,
    seed: int,
    split: str,
    repeat: tuple[Layout, str, int] | None,
    usual: str,
    scanned: Reader | None = None,
) -> tuple[list[PageReading], str, tuple[Layout, str, int] | None]:
    noise, to = rng.choice(NOISES), rng.choice(recipients())
    # Most of a region's post is in one language.
    language = usual if rng.random() < 0.8 else any_language(rng)

    def read(pages: Sequence[Sequence[Placed]]) -> list[PageReading]:
        return [scanned(page) if scanned else reading_of(page, rng, noise, language) for page in pages]

    if rng.random() < 0.25:
        kind = rng.choice(list(LetterKind))
        letter = write_letter(seed, to, language=language, kind=kind, pages=rng.choice((1, 1, 1, 2, 2)))
        return read([placed_of(page) for page in letter.pages]), "generator", repeat
    # One sender often writes several letters: then everything but numbers, date and text is the same.
    if repeat is None or rng.random() < 0.7:
        repeat = (rng.choice(FAMILIES[split]), language, rng.randrange(10**9))
    layout, language, look = repeat
    press = Press(random.Random(look), language, to)
    press.number, press.rng = str(rng.randrange(10**5, 10**9)), random.Random(seed)
    press.customer = f"{rng.randrange(100, 999)} {rng.randrange(1000, 9999)}"
    press.size = random.Random(look).choice((2.5, 2.7, 2.9, 3.1))
    placed = [page for page in layout(press, rng.choice(LENGTHS)) if page]
    return read(placed), layout.__name__, repeat


def pairs_of(batch: Batch) -> Iterator[tuple[dict[str, float], bool]]:
    """The signs at every page that might begin a letter, as the truth so far has it, and whether one does."""
    evidence = [evidence_of(page) for page in batch.pages]
    for number, document in enumerate(batch.documents):
        printed = [p for p in document if batch.pages[p].blankness is not Blankness.BLANK]
        for index, position in enumerate(printed):
            letter = [evidence[p] for p in printed[:index]]
            if letter:
                yield boundary_odds.signs_of(letter, evidence[position]).values, False
        if number + 1 < len(batch.documents):
            following = batch.documents[number + 1][0]
            yield boundary_odds.signs_of([evidence[p] for p in printed], evidence[following]).values, True


def fit(count: int) -> None:
    """Logistic regression with a ridge, on the development families only; what is known weighs as it is set.

    Each decision is learned twice, with its page numbers and without, so that the other signs learn to do alone.
    Signs that vary in the bench as they do not in the post are held back, and a sign that comes out the wrong way
    round, because another says the same, is left out.
    """
    found = [pair for index in range(count) for pair in pairs_of(batch_of(SEEDS["dev"] + index, "dev"))]
    names = [name for name in found[0][0] if name not in KNOWN]
    told = np.array([sum(KNOWN[name] * values[name] for name in KNOWN) for values, _ in found] + [0.0] * len(found))
    truth = np.array([begins for _, begins in found] * 2, float)
    used = list(names)
    while True:
        signs = np.array([[values[name] for name in used] for values, _ in found] * 2)
        weights = _regression(signs, told, truth, [RIDGES.get(name, RIDGE) for name in used])
        wrong = {name for name, weight in zip(used, weights, strict=True) if weight * _direction(name) < 0}
        if not wrong:
            break
        used = [name for name in used if name not in wrong]
    weight_of = dict(zip(used, weights, strict=True))
    for name in names:
        print(f'    "{name}": {weight_of.get(name, 0.0):.2f},')
    print(f"# {len(found)} decisions, {int(truth.sum()) // 2} beginnings")


def _regression(signs: np.ndarray, told: np.ndarray, truth: np.ndarray, ridges: Sequence[float]) -> np.ndarray:
    weights, ridge = np.zeros(signs.shape[1]), np.diag(ridges)
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(told + signs @ weights, -30, 30)))
        curve = signs.T @ (signs * (chance * (1 - chance))[:, None]) + ridge + 1e-6 * np.eye(len(weights))
        weights += np.linalg.solve(curve, signs.T @ (truth - chance) - ridge @ weights)
    return weights


def _direction(name: str) -> int:
    """Which way a sign must speak: for a beginning (1), against (-1), or either (0)."""
    return 0 if name == "usual" else -1 if name in AGAINST else 1


def judge(split: str, count: int, families: str) -> None:
    """Cut batches and print what came out right."""
    right: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    bins: Counter[tuple[float, bool]] = Counter()
    for index in range(count):
        _count(batch_of(SEEDS[split] + HELD_OUT_SEEDS + index, families), right, all_, bins)
    _print(f"{split} split, {families} layouts", right, all_, bins)


def _count(batch: Batch, right: Counter[str], all_: Counter[str], bins: Counter[tuple[float, bool]]) -> None:
    cut = {document.pages: document.confidence for document in separate(batch.pages, batch.profile).documents}
    for document, origin in zip(batch.documents, batch.origins, strict=True):
        all_[origin] += 1
        right[origin] += document in cut
    truth = set(batch.documents)
    for pages, confidence in cut.items():
        step = next(s for s in (0.98, 0.95, 0.9, 0.8, 0.5, 0.0) if confidence >= s)
        bins[step, pages in truth] += 1


def judge_scans(count: int) -> None:
    """The same through drawing, wear and the recognition engine: `count` batches of the held-out layouts."""
    load_models()
    tesseract = TesseractEngine()
    tools = ReadingTools(engine_named(AUTO, tesseract), tesseract)
    right, all_, bins = Counter[str](), Counter[str](), Counter[tuple[float, bool]]()
    for index in range(count):
        batch = batch_of(SEEDS["test"] + 900_000 + index, "test", scanned=lambda placed: _scanned(placed, tools))
        _count(batch, right, all_, bins)
    _print("test split, read by the engine", right, all_, bins)


def _scanned(placed: Sequence[Placed], tools: ReadingTools) -> PageReading:
    rng = random.Random(repr(placed[:3]))
    image = Image.new("L", (2480, 3508), 244)
    draw = ImageDraw.Draw(image)
    family = rng.choice(list(Family))
    for x, y, text, size in placed:
        font = ImageFont.truetype(str(font_file(family, bold=False)), size / 0.265 / 72 * 300)
        draw.text((x / 25.4 * 300, y / 25.4 * 300), text, fill=rng.choice((0, 20, 40)), font=font)
    wear = Wear(noise=rng.choice((0, 4, 8)), tilt_deg=rng.uniform(-2, 2))
    page = worn(np.asarray(image), wear, rng.randrange(10**6))
    return read_page(page, 300.0, 1, tools).reading


def _print(title: str, right: Counter[str], all_: Counter[str], bins: Counter[tuple[float, bool]]) -> None:
    print(f"{title}: {right.total()} of {all_.total()} documents cut exactly ({right.total() / all_.total():.2%})")
    for origin in sorted(all_, key=lambda name: right[name] / all_[name]):
        print(f"  {origin:16} {right[origin]:5} of {all_[origin]:5} {right[origin] / all_[origin]:8.2%}")
    for step in (0.98, 0.95, 0.9, 0.8, 0.5, 0.0):
        good, bad = bins[step, True], bins[step, False]
        print(f"  confidence from {step:4}: {good + bad:5} documents, {good / max(1, good + bad):8.2%} exact")
    sure = [(key, n) for key, n in bins.items() if key[0] >= BOUND]
    filed, wrong = sum(n for _, n in sure), sum(n for (_, is_right), n in sure if not is_right)
    print(f"  without a person (from {BOUND}): {filed / bins.total():.2%} of documents, {wrong} of {filed} wrong")


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, or judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--batches", type=int, default=100)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--scans", action="store_true", help="draw the pages and read them with the engine (slow)")
    chosen = parser.parse_args(arguments)
    if chosen.fit:
        fit(chosen.batches)
        return
    if chosen.scans:
        judge_scans(chosen.batches)
        return
    judge("dev", chosen.batches, "dev")
    judge("test", chosen.batches, "test")


if __name__ == "__main__":
    main()

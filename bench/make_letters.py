"""Letters to measure reading on: `python bench/make_letters.py FOLDER --count N [--seed S] [--split dev|test]`.

Writes N generated letters in five languages as worn 300 dpi scans (JPEG), a third of the sheets with a bare back,
and `truth.json`: per image its role, language, quarter turn, tilt and printed lines, per letter its facts.
The two splits share no seed: what is tuned or learned may look at `dev` only.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from wiring.demo.cast import recipients
from wiring.demo.letters.files import jpeg
from wiring.demo.letters.letter import LANGUAGES, Letter, write_letter
from wiring.demo.letters.paper_faults import Wear, blank_sheet, worn
from wiring.demo.letters.raster import Raster, raster
from wiring.demo.letters.truth import LetterKind

SPLIT_SEEDS = {"dev": 1_000_000, "test": 5_000_000}
MOST_LETTERS = 100_000
BARE_BACK_SHARE = 0.5
SCAN_QUALITY = 92


@dataclass(frozen=True, slots=True)
class Side:
    """One scanned side and the truth about it; `page` is None for a bare back."""

    letter: int
    page: int | None
    wear: Wear
    scan: Raster


def main() -> None:
    """Write the letters that the command line asks for."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--count", type=int, default=10)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--split", choices=sorted(SPLIT_SEEDS), default="dev")
    chosen = arguments.parse_args()
    write_letters(chosen.folder, chosen.count, SPLIT_SEEDS[chosen.split] + MOST_LETTERS * chosen.seed)


def write_letters(folder: Path, count: int, first_seed: int) -> None:
    """Write `count` letters and their truth into `folder`, the same for the same seed."""
    folder.mkdir(parents=True, exist_ok=True)
    letters = [_letter(first_seed + index, index) for index in range(count)]
    pages: list[dict[str, Any]] = []
    for index, letter in enumerate(letters):
        for side in _sides(first_seed + index, index, letter):
            name = f"letter-{index:04}-{side.page or 'back'}.jpg"
            (folder / name).write_bytes(jpeg(side.scan, SCAN_QUALITY))
            pages.append(_truth_of(name, side, letter))
    truth = {"pages": pages, "letters": [letter.truth.as_values() for letter in letters]}
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")


def _letter(seed: int, index: int) -> Letter:
    rng = random.Random(f"letter {seed}")
    to = rng.choice(recipients())
    return write_letter(seed, to, language=LANGUAGES[index % len(LANGUAGES)], kind=rng.choice(list(LetterKind)))


def _sides(seed: int, index: int, letter: Letter) -> Iterator[Side]:
    rng = random.Random(f"wear {seed}")
    for number, drawing in enumerate(letter.pages, start=1):
        wear, printed = _wear(rng), raster(drawing)
        yield Side(index, number, wear, worn(printed, wear, seed + number))
        if rng.random() < BARE_BACK_SHARE:
            behind = replace(wear, tilt_deg=-wear.tilt_deg, show_through=rng.uniform(0.02, 0.08))
            yield Side(index, None, behind, worn(blank_sheet(printed), behind, seed + 500, other_side=printed))


def _wear(rng: random.Random) -> Wear:
    steep = rng.random() < 0.1
    return Wear(
        punch_holes=rng.random() < 0.3,
        shadow=rng.choice((0.0, 0.0, 0.0, 0.3)),
        tilt_deg=rng.uniform(-9.0, 9.0) if steep else rng.uniform(-3.0, 3.0),
        turned_deg=rng.choices((0, 180, 90, 270), (80, 12, 4, 4))[0],
        streaks=rng.choice((0, 0, 0, 2)),
        noise=rng.uniform(0.0, 8.0),
        specks=rng.choice((0, 20, 60)),
        jpeg_quality=rng.choice((None, 60, 80)),
    )


def _truth_of(name: str, side: Side, letter: Letter) -> dict[str, Any]:
    bare = side.page is None
    return {
        "image": name,
        "letter": side.letter,
        "page": side.page,
        "blank": bare,
        "language": None if bare else letter.truth.language,
        "turned_deg": side.wear.turned_deg,
        "tilt_deg": side.wear.tilt_deg,
        "lines": [] if side.page is None else list(letter.truth.pages[side.page - 1]),
    }


if __name__ == "__main__":
    main()

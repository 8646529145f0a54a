"""The pages that reading is measured on, with what is true of them, from either kind of folder.

`truth.json` comes from `make_letters.py`; `index.csv` (image, truth, lang) lies beside the OCR samples;
a folder with neither is images without truth: cost and size can still be compared.
"""

from __future__ import annotations

import collections
import csv
import json
import re
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

IMAGE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp"})
CODE_OF_MODEL = {"eng": "en", "nld": "nl", "fra": "fr", "deu": "de", "ita": "it"}


@dataclass(frozen=True, slots=True)
class Case:
    """One page to read; what is None nobody knows.

    Attributes:
        path: The image file.
        text: Its printed text, "" for a bare back.
        language: ISO 639-1 code.
        turn_deg: Clockwise quarter turns by which its content stands turned.
        tilt_deg: Its clockwise tilt beside them.
    """

    path: Path
    text: str | None = None
    language: str | None = None
    turn_deg: int | None = None
    tilt_deg: float | None = None

    @property
    def is_bare(self) -> bool:
        """Whether nothing is printed on it."""
        return self.text == ""


def cases_of(folder: Path, limit: int | None = None) -> list[Case]:
    """The folder's pages, the first `limit` of them."""
    if (folder / "truth.json").exists():
        found = _generated(folder)
    elif (folder / "index.csv").exists():
        found = _indexed(folder)
    else:
        found = [Case(path) for path in sorted(folder.iterdir()) if path.suffix.lower() in IMAGE_SUFFIXES]
    return found[:limit]


def word_f1(read: str, truth: str) -> float:
    """F1 of the words of two texts as multisets, case folded."""
    found, wanted = _words(read), _words(truth)
    both = sum((found & wanted).values())
    return 2 * both / max(1, sum(found.values()) + sum(wanted.values()))


def character_error_rate(read: str, truth: str) -> float:
    """Edits per true character, each true line against the stretch of the read text that is most like it.

    The order of blocks does not count, for a letterhead may be read before or after the address; what is
    read too much does not either, but it lowers the F1.
    """
    text, lines = " ".join(read.split()), [" ".join(line.split()) for line in truth.splitlines() if line.strip()]
    return sum(_edits(line, text) for line in lines) / max(1, sum(map(len, lines)))


def _edits(line: str, text: str) -> int:
    place = fuzz.partial_ratio_alignment(line, text)
    return min(len(line), Levenshtein.distance(line, text[place.dest_start : place.dest_end])) if place else len(line)


def _generated(folder: Path) -> list[Case]:
    pages = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["pages"]
    return [
        Case(folder / page["image"], "\n".join(page["lines"]), page["language"], page["turned_deg"], page["tilt_deg"])
        for page in pages
    ]


def _indexed(folder: Path) -> list[Case]:
    with (folder / "index.csv").open(encoding="utf-8") as index:
        rows = list(csv.DictReader(index))
    return [
        Case(folder / row["image"], (folder / row["truth"]).read_text(encoding="utf-8"), CODE_OF_MODEL[row["lang"]])
        for row in rows
    ]


def _words(text: str) -> collections.Counter[str]:
    return collections.Counter(re.findall(r"\w+", text.casefold()))

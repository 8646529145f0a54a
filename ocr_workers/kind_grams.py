"""What a letter's words and parts of words speak for, beside the lists of `kinds`: learned, not listed.

Words, pairs of neighbours and runs of four and five letters, each by the weight of its place; words of titles count a
second time. Numbers are left out, so that no amount, day or reference is remembered. A gram is known by a fingerprint
(CRC-32) only: what was learned is a table of fingerprints with a weight for each kind (`kind_grams.npz`, written by
`bench/train_kinds.py`, read without pickles).
"""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ocr_workers.kind_features import letter_itself, places_of
from ocr_workers.kinds import fold_word
from ocr_workers.postal import plain

if TYPE_CHECKING:
    from ocr_workers.fields.rows import Row

TABLE = Path(__file__).with_name("kind_grams.npz")
MOST_WORDS = 700
"""What a letter is it says before this many words; terms that follow say what any letter's terms say."""
LENGTHS = (4, 5)
GROUP_SHARES = {"word": 1.0, "pair": 0.6, "part": 1.0, "title": 0.8, "title_part": 0.6}
"""How much each group of grams counts beside the others, however many of them a letter has."""
Grams = dict[int, float]


@dataclass(frozen=True, slots=True)
class GramTable:
    """What was learned of grams.

    Attributes:
        prints: Fingerprints in rising order, shape (grams,).
        weights: What each speaks for in steps of its scale, int8, shape (grams, kinds).
        scales: The size of a step, shape (grams,).
        rarities: How much rarer than usual a gram is; it counts that much more, shape (grams,).
    """

    prints: NDArray[np.uint32]
    weights: NDArray[np.int8]
    scales: NDArray[np.float32]
    rarities: NDArray[np.float32]

    def scores(self, grams: Mapping[int, float]) -> list[float]:
        """What a letter's grams speak for, a number for each kind; zeros where none of them is known."""
        prints = np.fromiter(grams, dtype=np.uint32, count=len(grams))
        values = np.fromiter(grams.values(), dtype=np.float32, count=len(grams))
        at = np.minimum(np.searchsorted(self.prints, prints), len(self.prints) - 1)
        known = self.prints[at] == prints
        at = at[known]
        found = values[known] * self.rarities[at]
        length = float(np.sqrt(np.sum(found**2))) or 1.0
        spoken = (found * self.scales[at] / length) @ self.weights[at].astype(np.float32)
        return [float(each) for each in spoken]


@cache
def gram_table() -> GramTable:
    """The table that is shipped."""
    with np.load(TABLE, allow_pickle=False) as stored:
        return GramTable(stored["prints"], stored["weights"], stored["scales"], stored["rarities"])


def grams_of(rows: Sequence[Row], subject: str | None) -> Grams:
    """A letter's grams by fingerprint, each group of them of length `GROUP_SHARES`."""
    groups: dict[str, Grams] = {name: {} for name in GROUP_SHARES}
    placed = (
        (word, weight, is_title)
        for text, weight, is_title in places_of(letter_itself(rows), rows, subject)
        for word in _words(text)
    )
    before = ""
    for word, weight, is_title in itertools.islice(placed, MOST_WORDS):
        _note(groups, before, word, weight, is_title=is_title)
        before = word
    return {gram: weight for name, share in GROUP_SHARES.items() for gram, weight in _sized(groups[name], share)}


def _words(text: str) -> Iterator[str]:
    for word in plain(text).split():
        if not any(mark.isdigit() for mark in word):
            yield fold_word(word)


def _note(groups: Mapping[str, Grams], before: str, word: str, weight: float, *, is_title: bool) -> None:
    _raise(groups["word"], f"={word}", weight)
    if before:
        _raise(groups["pair"], f"{before} {word}", weight)
    for part in _parts(word):
        _raise(groups["part"], part, weight)
        if is_title:
            _raise(groups["title_part"], f"!{part}", 1.0)
    if is_title:
        _raise(groups["title"], f"!={word}", 1.0)


def _parts(word: str) -> Iterator[str]:
    fenced = f"<{word}>"
    for length in LENGTHS:
        for start in range(len(fenced) - length + 1):
            yield fenced[start : start + length]


def _raise(group: Grams, gram: str, weight: float) -> None:
    key = zlib.crc32(gram.encode())
    group[key] = max(weight, group.get(key, 0.0))


def _sized(group: Grams, share: float) -> Iterator[tuple[int, float]]:
    length = sum(weight**2 for weight in group.values()) ** 0.5
    for gram, weight in group.items():
        yield gram, share * weight / length

"""What kind of document a letter is, with a probability; where nothing decides, it says so.

Words speak for kinds (see `kinds`); a word in the subject or in large type speaks
louder than one in a sentence, and the same word said often no louder than twice.
The shares are turned into probabilities; below the bound the answer is OTHER, or
LETTER where the page at least reads like one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ocr_workers.fields.labels import SALUTATION
from ocr_workers.kinds import WORDS, DocumentKind
from ocr_workers.postal import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocr_workers.fields.rows import Row

TITLE_WEIGHT = 2.5
TOP_WEIGHT = 1.3
MOST_REPEATS = 2
LEAST_SCORE = 3.0
"""Less evidence than this decides nothing."""
STEEPNESS = 0.55
REJECT_BELOW = 0.4
LETTER_CONFIDENCE = 0.6
OTHER_CONFIDENCE = 0.5
TITLE_HEIGHT_SHARE = 1.25
"""Type larger than this many times the usual is a title."""


@dataclass(frozen=True, slots=True)
class KindVerdict:
    """A kind of document and the probability, 0 to 1, that it is of this kind."""

    kind: DocumentKind
    confidence: float


def classify(rows: Sequence[Row], subject: str | None) -> KindVerdict:
    """Tell the kind of document from a letter's rows and its subject line."""
    scores = _scores(rows, subject)
    if not scores or max(scores.values()) < LEAST_SCORE:
        return _undecided(rows)
    kind, best = max(scores.items(), key=lambda entry: entry[1])
    # What the absence of any evidence would score stands in for all kinds that are not on the list.
    weight = sum(math.exp(STEEPNESS * (score - best)) for score in scores.values())
    nothing = math.exp(STEEPNESS * (LEAST_SCORE / 2 - best))
    confidence = 1.0 / (weight + nothing)
    return KindVerdict(kind, round(confidence, 4)) if confidence >= REJECT_BELOW else _undecided(rows)


def _undecided(rows: Sequence[Row]) -> KindVerdict:
    is_letter = any(SALUTATION.search(run.text) for row in rows if row.is_first_page for run in row.runs)
    if is_letter:
        return KindVerdict(DocumentKind.LETTER, LETTER_CONFIDENCE)
    return KindVerdict(DocumentKind.OTHER, OTHER_CONFIDENCE)


def _scores(rows: Sequence[Row], subject: str | None) -> dict[DocumentKind, float]:
    weighted = [(plain(row.text), _weight(row, rows)) for row in rows]
    if subject:
        weighted.append((plain(subject), TITLE_WEIGHT))
    scores: dict[DocumentKind, float] = dict.fromkeys(WORDS, 0.0)
    said: Counter[tuple[DocumentKind, str]] = Counter()
    for text, place in weighted:
        for kind, pattern, weight in _patterns():
            for found in pattern.finditer(text):
                said[kind, found.group()] += 1
                if said[kind, found.group()] <= MOST_REPEATS:
                    scores[kind] += weight * place
    return scores


def _weight(row: Row, rows: Sequence[Row]) -> float:
    if not row.is_first_page:
        return 0.5
    if row.height_mm >= TITLE_HEIGHT_SHARE * _usual_height(rows) and row.top_mm > 60:
        return TITLE_WEIGHT
    return TOP_WEIGHT if row.height_share < 0.45 else 0.8 if row.height_share < 0.88 else 0.3


def _usual_height(rows: Sequence[Row]) -> float:
    heights = sorted(row.height_mm for row in rows)
    return heights[len(heights) // 2] if heights else 0.0


@cache
def _patterns() -> tuple[tuple[DocumentKind, re.Pattern[str], float], ...]:
    return tuple(
        (kind, _pattern(words), weight) for kind, by_weight in WORDS.items() for weight, words in by_weight.items()
    )


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    # The longest first, so that "credit note" is not found as "credit".
    alternatives = sorted((re.escape(plain_word(word)) for word in words), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(alternatives).replace(r"\*", r"\w*") + r")\b")


def plain_word(word: str) -> str:
    """A word of the list in plain form, its `*` kept."""
    return "*".join(plain(part) for part in word.split("*"))

"""What kind of document a letter is, with a probability; where nothing decides, it says so.

Two log-linear models (made by `bench/train_kinds.py`) are added up: one weighs the features of `kind_features`, which
lists of words and the make-up of the page give; the other the grams of `kind_grams`, words and parts of words that were
learned. Their shares are such that of the letters it is 80 % sure of four in five are right. Below the bound the answer
is LETTER where the page at least reads like one, or OTHER, each with the probability that it is just that.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr_workers.kind_features import PAGE_FEATURES, features_of
from ocr_workers.kind_grams import gram_table, grams_of
from ocr_workers.kind_weights import GRAM_SHARE, LIST_SHARE, WEIGHTS
from ocr_workers.kinds import KINDS, DocumentKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocr_workers.fields.rows import Row

REJECT_BELOW = 0.3
"""A best kind that is less probable than this is no answer."""
LEAST_WORDS = 4
"""Fewer words than this tell nothing, whatever they are."""
NOTHING_SAID = 0.5
AS_PRINT_IS_READ = 0.85
"""The mean confidence of words that print falls below only where it is badly read."""
DOUBT = 3.0
"""How much words that were read badly temper the probabilities: at a confidence of 0.5 to the half."""
UNLIKE_ANY = 0.01
"""The probability that a letter is unlike all that was learned from, and any kind as likely as the other."""


@dataclass(frozen=True, slots=True)
class KindVerdict:
    """A kind of document, the probability from 0 to 1 that it is of this kind, and of each other one."""

    kind: DocumentKind
    confidence: float
    probabilities: Mapping[DocumentKind, float]


def classify(
    rows: Sequence[Row], subject: str | None, language: str | None = None, *, has_recipient: bool = False
) -> KindVerdict:
    """Tell the kind of document from a letter's rows, its subject line, its language, and whether it has an address."""
    if sum(len(run.words) for row in rows for run in row.runs) < LEAST_WORDS:
        return KindVerdict(DocumentKind.OTHER, NOTHING_SAID, {DocumentKind.OTHER: NOTHING_SAID})
    features = features_of(rows, subject, language, has_recipient=has_recipient)
    has_salutation = features[PAGE_FEATURES.index("salutation") - len(PAGE_FEATURES)] > 0
    scores = scores_of(features, gram_table().scores(grams_of(rows, subject)))
    return decide(probabilities_of(scores, 1.0 + DOUBT * _badly_read(rows)), is_letter=has_salutation)


def _badly_read(rows: Sequence[Row]) -> float:
    """How much worse the words were read than print is, 0 to 1."""
    read = [word.confidence for row in rows for run in row.runs for word in run.words]
    return max(0.0, AS_PRINT_IS_READ - sum(read) / len(read))


def decide(probabilities: Mapping[DocumentKind, float], *, is_letter: bool) -> KindVerdict:
    """The most probable kind, or none of them: then LETTER or OTHER, no surer than it is of just that."""
    kind, best = max(probabilities.items(), key=lambda entry: entry[1])
    if best < REJECT_BELOW:
        kind = DocumentKind.LETTER if is_letter else DocumentKind.OTHER
    return KindVerdict(kind, round(probabilities.get(kind, 0.0), 4), probabilities)


def scores_of(features: Sequence[float], of_grams: Sequence[float]) -> list[float]:
    """What speaks for each kind: the lists' features and the grams, each by its share."""
    of_lists = [sum(map(operator.mul, features, column)) for column in WEIGHTS]
    return [LIST_SHARE * one + GRAM_SHARE * other for one, other in zip(of_lists, of_grams, strict=True)]


def probabilities_of(scores: Sequence[float], doubt: float = 1.0) -> dict[DocumentKind, float]:
    """How probable each kind is; a `doubt` above 1 draws the probabilities towards each other."""
    top = max(scores)
    weights = [math.exp((score - top) / doubt) for score in scores]
    total = sum(weights)
    sure = 1.0 - UNLIKE_ANY
    return {kind: sure * weight / total + UNLIKE_ANY / len(KINDS) for kind, weight in zip(KINDS, weights, strict=True)}

"""Learners for `bench/train_kinds.py`: log-linear models over few dense features, and over very many sparse ones.

Both minimise the log loss and pull weights towards zero. The sparse one works on the likenesses of letters
(the dual form: as many unknowns as letters, not as grams), which needs nothing but numpy and gives the same
answer in any order.
"""

from __future__ import annotations

import collections
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ocr_workers.kind_features import COUNT, WORD_FEATURES
from ocr_workers.kinds import KINDS

STEPS, RATE = 250, 0.05
DUAL_STEPS, BLOCK = 200, 4096
LEAST_TEXTS = 2
"""A gram of fewer texts than this is some author's, or a name's."""
Matrix = NDArray[np.float64]
Whole = NDArray[np.int64]


def learn_dense(features: Matrix, kinds: Whole, penalty: float) -> Matrix:
    """Weights by kind and feature: Adam on the penalised log loss; each kind's own words share a weight a feature."""
    own = _own_features()
    shared, free = np.ones(len(WORD_FEATURES)), np.zeros((len(KINDS), COUNT))
    wanted = np.eye(len(KINDS))[kinds]
    learners = [_Learner(shared), _Learner(free)]
    for step in range(1, STEPS + 1):
        weights = free + _spread(shared, own)
        slope = (softmax(features @ weights.T) - wanted).T @ features / len(kinds)
        slopes = (np.array([slope[own == f].sum() for f in range(len(WORD_FEATURES))]), slope + penalty * free)
        for learner, down in zip(learners, slopes, strict=True):
            learner.step(step, down)
    return free + _spread(shared, own)


class _Learner:
    """Adam (Kingma and Ba, 2015) on one array, in place."""

    def __init__(self, values: Matrix) -> None:
        self._values, self._mean, self._square = values, np.zeros_like(values), np.zeros_like(values)

    def step(self, number: int, down: Matrix) -> None:
        """Take one step against the slope; `number` counts from 1."""
        self._mean += 0.1 * (down - self._mean)
        self._square += 0.001 * (down**2 - self._square)
        mean, square = self._mean / (1 - 0.9**number), self._square / (1 - 0.999**number)
        self._values -= RATE * mean / (np.sqrt(square) + 1e-8)


def _own_features() -> Whole:
    """By kind and feature: which word feature it is of the kind itself; -1 for all others."""
    own = np.full((len(KINDS), COUNT), -1)
    for kind in range(len(KINDS)):
        start = kind * len(WORD_FEATURES)
        own[kind, start : start + len(WORD_FEATURES)] = range(len(WORD_FEATURES))
    return own


def _spread(shared: Matrix, own: Whole) -> Matrix:
    return np.where(own >= 0, shared[own], 0.0)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The grams that are worth learning: fingerprints in rising order, and how much rarer than usual each is."""

    prints: NDArray[np.uint32]
    rarities: NDArray[np.float32]


def vocabulary_of(letters: Sequence[Mapping[int, float]], texts: Sequence[str]) -> Vocabulary:
    """The grams of at least `LEAST_TEXTS` texts; settings of one text count once."""
    seen: dict[str, set[int]] = collections.defaultdict(set)
    for grams, text in zip(letters, texts, strict=True):
        seen[text].update(grams)
    counts = collections.Counter(gram for grams in seen.values() for gram in grams)
    prints = sorted(gram for gram, count in counts.items() if count >= LEAST_TEXTS)
    rarities = [1.0 + math.log(len(seen) / counts[gram]) for gram in prints]
    return Vocabulary(np.array(prints, dtype=np.uint32), np.array(rarities, dtype=np.float32))


class GramMatrix:
    """Letters by grams, each letter of length one, kept sparse and handed out in dense blocks of grams."""

    def __init__(self, letters: Sequence[Mapping[int, float]], vocabulary: Vocabulary) -> None:
        self.vocabulary, self.letters = vocabulary, len(letters)
        at = {int(gram): place for place, gram in enumerate(vocabulary.prints)}
        parts = [_row(grams, at, vocabulary.rarities) for grams in letters]
        rows = np.repeat(np.arange(len(parts)), [len(places) for places, _ in parts])
        places, values = np.concatenate([p for p, _ in parts]), np.concatenate([v for _, v in parts])
        order = np.argsort(places, kind="stable")
        self._rows, self._places, self._values = rows[order], places[order], values[order]

    def blocks(self) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """The first gram of each block, and the block: shape (letters, up to `BLOCK` grams)."""
        for first in range(0, len(self.vocabulary.prints), BLOCK):
            start, end = np.searchsorted(self._places, (first, first + BLOCK))
            block = np.zeros((self.letters, min(BLOCK, len(self.vocabulary.prints) - first)), dtype=np.float32)
            block[self._rows[start:end], self._places[start:end] - first] = self._values[start:end]
            yield first, block

    def likenesses(self) -> NDArray[np.float32]:
        """How alike any two letters are, from 0 to 1, shape (letters, letters)."""
        total = np.zeros((self.letters, self.letters), dtype=np.float32)
        for _, block in self.blocks():
            total += block @ block.T
        return total

    def weights(self, by_letter: Matrix) -> NDArray[np.float32]:
        """What each gram speaks for, shape (grams, kinds), out of what each letter does."""
        dual = by_letter.astype(np.float32)
        return np.concatenate([block.T @ dual for _, block in self.blocks()])


def _row(
    grams: Mapping[int, float], at: Mapping[int, int], rarities: NDArray[np.float32]
) -> tuple[Whole, NDArray[np.float32]]:
    known = sorted((at[gram], value) for gram, value in grams.items() if gram in at)
    places = np.array([place for place, _ in known], dtype=np.int64)
    values = np.array([value for _, value in known], dtype=np.float32) * rarities[places]
    return places, values / (np.sqrt(np.sum(values**2)) or 1.0)


def learn_sparse(likenesses: NDArray[np.float32], kinds: Whole, penalty: float) -> Matrix:
    """What each letter speaks for, shape (letters, kinds): accelerated descent on the penalised log loss."""
    wanted = np.eye(len(KINDS))[kinds].astype(np.float32)
    dual = np.zeros_like(wanted)
    ahead, count = dual.copy(), len(kinds)
    step = 1.0 / (0.5 * float(np.linalg.norm(likenesses, ord="fro")) / count + penalty)
    for turn in range(DUAL_STEPS):
        slope = (softmax(likenesses @ ahead) - wanted) / count + penalty * ahead
        taken = ahead - step * slope
        ahead = taken + (turn / (turn + 3)) * (taken - dual)
        dual = taken
    return dual.astype(np.float64)


def softmax(scores: NDArray[np.floating]) -> Matrix:
    """Probabilities out of scores, by row."""
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Matrix = weights / weights.sum(axis=1, keepdims=True)
    return result


def log_loss(scores: Matrix, kinds: Whole) -> float:
    """The mean of minus the logarithm of what the right kind is given."""
    return float(-np.log(softmax(scores)[np.arange(len(kinds)), kinds] + 1e-12).mean())

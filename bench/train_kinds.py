"""Learn the weights of `ocr_workers/kind_weights.py`: `python bench/train_kinds.py`.

Multinomial logistic regression by gradient descent on the developing half of the corpus, nothing else. Each
kind's own words share one weight per feature, and all weights beyond that are pulled towards zero: few letters
must not teach much. How strongly, and how far probabilities are tempered, is found by leaving whole ways of saying
a thing out, in turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.understanding_corpus import letters
from ocr_workers.address_block import find_recipient
from ocr_workers.fields.rows import rows_of
from ocr_workers.fields.subject import find_subject
from ocr_workers.kind_features import COUNT, WORD_FEATURES, features_of
from ocr_workers.kinds import KINDS
from ocr_workers.language import tell_language

SEED, VARIANTS, STEPS, RATE = 7, 4, 700, 0.05
PENALTIES = (0.0003, 0.001, 0.003, 0.01)
TARGET = Path(__file__).parent.parent / "ocr_workers" / "kind_weights.py"
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Examples:
    """Features, kinds as indexes into `KINDS`, and which way of saying it each letter has."""

    features: Matrix
    kinds: NDArray[np.int64]
    turns: NDArray[np.int64]


def main() -> None:
    """Learn and write."""
    examples = _examples()
    results = [(penalty, *_left_out(examples, penalty)) for penalty in PENALTIES]
    for penalty, right, loss, temperature in results:
        print(f"penalty {penalty}: left out right {right:.4f}, log loss {loss:.3f} at temperature {temperature:.2f}")
    penalty, _, _, temperature = min(results, key=lambda result: result[2])
    weights = _learned(examples.features, examples.kinds, penalty)
    TARGET.write_text(_spelled(weights, temperature))


def _examples() -> Examples:
    features, kinds, turns = [], [], []
    for letter in letters(developing=True, variants=VARIANTS, seed=SEED):
        rows = rows_of([letter.page])
        recipient = find_recipient(letter.page)
        subject = find_subject(rows, recipient.box if recipient else None)
        language = tell_language(letter.page.text).code
        text = subject.value if subject else None
        features.append(features_of(rows, text, language, has_recipient=recipient is not None))
        kinds.append(KINDS.index(letter.kind))
        turns.append(int(letter.name.rsplit("/", 1)[1]))
    return Examples(np.array(features), np.array(kinds), np.array(turns))


def _left_out(examples: Examples, penalty: float) -> tuple[float, float, float]:
    """Share right, log loss and best temperature on ways of saying that were left out in turn."""
    scores = np.zeros((len(examples.kinds), len(KINDS)))
    for turn in set(examples.turns.tolist()):
        out = examples.turns == turn
        weights = _learned(examples.features[~out], examples.kinds[~out], penalty)
        scores[out] = examples.features[out] @ weights.T
    losses = {t: _loss(scores / t, examples.kinds) for t in np.arange(0.6, 3.0, 0.05).tolist()}
    temperature = min(losses, key=lambda t: losses[t])
    return float(np.mean(scores.argmax(axis=1) == examples.kinds)), losses[temperature], temperature


def _learned(features: Matrix, kinds: NDArray[np.int64], penalty: float) -> Matrix:
    """Weights by kind and feature: Adam on the penalised log loss."""
    own = _own_features()
    shared, free = np.ones(len(WORD_FEATURES)), np.zeros((len(KINDS), COUNT))
    wanted = np.eye(len(KINDS))[kinds]
    learners = [_Learner(shared), _Learner(free)]
    for step in range(1, STEPS + 1):
        weights = free + _spread(shared, own)
        slope = (_softmax(features @ weights.T) - wanted).T @ features / len(kinds)
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


def _own_features() -> NDArray[np.int64]:
    """By kind and feature: which word feature it is of the kind itself; -1 for all others."""
    own = np.full((len(KINDS), COUNT), -1)
    for kind in range(len(KINDS)):
        start = kind * len(WORD_FEATURES)
        own[kind, start : start + len(WORD_FEATURES)] = range(len(WORD_FEATURES))
    return own


def _spread(shared: Matrix, own: NDArray[np.int64]) -> Matrix:
    return np.where(own >= 0, shared[own], 0.0)


def _softmax(scores: Matrix) -> Matrix:
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Matrix = weights / weights.sum(axis=1, keepdims=True)
    return result


def _loss(scores: Matrix, kinds: NDArray[np.int64]) -> float:
    return float(-np.log(_softmax(scores)[np.arange(len(kinds)), kinds] + 1e-12).mean())


def _spelled(weights: Matrix, temperature: float) -> str:
    rows = "\n".join(_row(kind.value, weights[index].tolist()) for index, kind in enumerate(KINDS))
    return (
        '"""Weights of the kinds of letters, written by `bench/train_kinds.py`; do not edit by hand.\n\n'
        "A row for each kind in the order of `KINDS`, a number for each feature of `kind_features`.\n"
        '"""\n\nfrom __future__ import annotations\n\n'
        f"TEMPERATURE = {temperature:.2f}\n# fmt: off\n"
        f"WEIGHTS: tuple[tuple[float, ...], ...] = (\n{rows}\n)\n# fmt: on\n"
    )


def _row(kind: str, weights: Sequence[float]) -> str:
    numbers = [f"{weight:.2f}" for weight in weights]
    lines = [", ".join(numbers[at : at + 15]) for at in range(0, len(numbers), 15)]
    return f"    (  # {kind}\n        " + ",\n        ".join(lines) + ",\n    ),"


if __name__ == "__main__":
    main()

"""Learn what tells kinds of letters apart: `PYTHONPATH=. python bench/train_kinds.py`.

Written are the weights of the lists of words (`ocr_workers/kind_weights.py`) and the table of grams
(`ocr_workers/kind_grams.npz`), both learned from the developing side of the corpus only: the held-out ways of
saying and the held-out quarter of the occasions teach nothing, also not what is shipped. How strongly weights are
pulled towards zero, and how much lists and grams count, is found by leaving whole occasions out in turn.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.kind_learning import (
    GramMatrix,
    Matrix,
    Whole,
    learn_dense,
    learn_sparse,
    log_loss,
    vocabulary_of,
)
from bench.understanding_corpus import OCCASIONS_A_FOLD, MadeLetter, letters, letters_by_occasion
from ocr_workers.address_block import find_recipient
from ocr_workers.fields.rows import rows_of
from ocr_workers.fields.subject import find_subject
from ocr_workers.kind_features import features_of
from ocr_workers.kind_grams import TABLE, grams_of
from ocr_workers.kinds import KINDS
from ocr_workers.language import tell_language

SEED, FOLDS = 7, 4
VARIANTS = 1
LIST_PENALTIES = (0.0003,)
GRAM_PENALTIES = (0.00003,)
SHARES = tuple(np.arange(0.0, 2.01, 0.1).tolist())
TARGET = Path(__file__).parent.parent / "ocr_workers" / "kind_weights.py"


@dataclass(frozen=True, slots=True)
class Examples:
    """Letters as features and as grams, their kinds as indexes into `KINDS`, their texts, and their folds from 0."""

    features: Matrix
    grams: Sequence[Mapping[int, float]]
    kinds: Whole
    texts: Sequence[str]
    folds: Whole


def main() -> None:
    """Learn and write."""
    examples = _examples(
        itertools.chain(
            letters(developing=True, variants=VARIANTS, seed=SEED),
            letters_by_occasion(developing=True, variants=VARIANTS, seed=SEED),
        )
    )
    matrix = GramMatrix(examples.grams, vocabulary_of(examples.grams, examples.texts))
    likenesses = matrix.likenesses()
    print(f"{len(examples.kinds)} letters, {len(matrix.vocabulary.prints)} grams")
    list_penalty, by_list = _best(examples, LIST_PENALTIES, lambda inside, penalty: _dense(examples, inside, penalty))
    gram_penalty, by_gram = _best(
        examples, GRAM_PENALTIES, lambda inside, penalty: _sparse(likenesses, examples.kinds, inside, penalty)
    )
    shares = min(
        itertools.product(SHARES, (2.0 * share for share in SHARES)),
        key=lambda pair: log_loss(pair[0] * by_list + pair[1] * by_gram, examples.kinds),
    )
    _tell(f"lists {shares[0]:.1f} and grams {shares[1]:.1f}", shares[0] * by_list + shares[1] * by_gram, examples)
    TARGET.write_text(_spelled(learn_dense(examples.features, examples.kinds, list_penalty), shares))
    _write_table(matrix, learn_sparse(likenesses, examples.kinds, gram_penalty))


def _examples(made: Iterable[MadeLetter]) -> Examples:
    features, grams, kinds, texts, folds = [], [], [], [], []
    for letter in made:
        rows = rows_of([letter.page])
        recipient = find_recipient(letter.page)
        subject = find_subject(rows, recipient.box if recipient else None)
        text = subject.value if subject else None
        language = tell_language(letter.page.text).code
        features.append(features_of(rows, text, language, has_recipient=recipient is not None))
        grams.append(grams_of(rows, text))
        kinds.append(KINDS.index(letter.kind))
        texts.append(letter.name)
        folds.append(letter.fold // OCCASIONS_A_FOLD % FOLDS)
    return Examples(np.array(features), grams, np.array(kinds), texts, np.array(folds))


def _best(
    examples: Examples, penalties: Sequence[float], scores: Callable[[Whole, float], Matrix]
) -> tuple[float, Matrix]:
    """The penalty with the least loss on occasions that were left out in turn, and the scores with it."""
    results = []
    for penalty in penalties:
        left_out = np.zeros((len(examples.kinds), len(KINDS)))
        for fold in range(FOLDS):
            out = examples.folds == fold
            left_out[out] = scores(np.flatnonzero(~out), penalty)[out]
        share = min(SHARES, key=lambda each: log_loss(each * left_out, examples.kinds))
        _tell(f"penalty {penalty}, share {share:.1f}", share * left_out, examples)
        results.append((log_loss(share * left_out, examples.kinds), penalty, left_out))
    _, penalty, left_out = min(results, key=lambda result: result[0])
    return penalty, left_out


def _dense(examples: Examples, inside: Whole, penalty: float) -> Matrix:
    result: Matrix = examples.features @ learn_dense(examples.features[inside], examples.kinds[inside], penalty).T
    return result


def _sparse(likenesses: NDArray[np.float32], kinds: Whole, inside: Whole, penalty: float) -> Matrix:
    dual = learn_sparse(likenesses[np.ix_(inside, inside)], kinds[inside], penalty)
    result: Matrix = likenesses[:, inside] @ dual
    return result


def _tell(name: str, scores: Matrix, examples: Examples) -> None:
    right = scores.argmax(axis=1) == examples.kinds
    by_occasion = np.array([not text.rsplit("/", 1)[1].isdecimal() for text in examples.texts])
    print(
        f"{name}: left out right {right.mean():.4f}, of occasions {right[by_occasion].mean():.4f}, "
        f"log loss {log_loss(scores, examples.kinds):.3f}",
        flush=True,
    )


def _write_table(matrix: GramMatrix, by_letter: Matrix) -> None:
    weights = matrix.weights(by_letter)
    scales = np.maximum(np.abs(weights).max(axis=1, keepdims=True) / 127, 1e-12).astype(np.float32)
    np.savez_compressed(
        TABLE, prints=matrix.vocabulary.prints, weights=np.round(weights / scales).astype(np.int8),
        scales=scales[:, 0], rarities=matrix.vocabulary.rarities,
    )  # fmt: skip
    print(f"{TABLE.name}: {TABLE.stat().st_size} bytes")


def _spelled(weights: Matrix, shares: tuple[float, float]) -> str:
    rows = "\n".join(_row(kind.value, weights[index].tolist()) for index, kind in enumerate(KINDS))
    return (
        '"""Weights of the kinds of letters, written by `bench/train_kinds.py`; do not edit by hand.\n\n'
        "A row for each kind in the order of `KINDS`, a number for each feature of `kind_features`; and how much the\n"
        'lists of words and the grams (`kind_grams`) count.\n"""\n\nfrom __future__ import annotations\n\n'
        f"LIST_SHARE, GRAM_SHARE = {shares[0]:.1f}, {shares[1]:.1f}\n# fmt: off\n"
        f"WEIGHTS: tuple[tuple[float, ...], ...] = (\n{rows}\n)\n# fmt: on\n"
    )


def _row(kind: str, weights: Sequence[float]) -> str:
    numbers = [f"{weight:.2f}" for weight in weights]
    lines = [", ".join(numbers[at : at + 15]) for at in range(0, len(numbers), 15)]
    return f"    (  # {kind}\n        " + ",\n        ".join(lines) + ",\n    ),"


if __name__ == "__main__":
    main()

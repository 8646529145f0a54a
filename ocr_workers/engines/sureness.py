"""From what an engine says of a line, and what else speaks for a word, to how likely the word is right."""

from __future__ import annotations

import numpy as np

from ocr_workers.engines.word_vote import Standing

CURVES: dict[Standing, tuple[tuple[float, float], ...]] = {
    Standing.READ: ((0.56, 0.14), (0.96, 0.93), (0.975, 0.955), (0.99, 0.975), (1.0, 0.99)),
    Standing.AGREED: ((0.845, 0.81), (0.912, 0.90), (0.941, 0.96)),
    Standing.CHANGED: ((0.85, 0.77), (0.94, 0.88)),
    Standing.WORD: ((0.80, 0.57), (0.926, 0.62)),
    Standing.STRANGE: ((0.68, 0.02), (0.86, 0.12), (0.93, 0.30)),
}
"""For each standing, said confidences of the line and the share of words that were right at each (ADR 0010).

From `bench/reading_confidence.py --fit`: 5,909 words of worn letters and real typescript, none of the test pages. What
a line says between the knots is interpolated, beyond them it counts as the nearest. Two knots of few words, and what
sure lines say, lie between two fits: the transcribers of the typescript set blanks and accents as they like.
"""


def likely_right(standing: Standing, said: float) -> float:
    """How likely a word is right, 0 to 1, whose line was read with the confidence `said`."""
    confidences, right = zip(*CURVES[standing], strict=True)
    return float(np.interp(said, confidences, right))

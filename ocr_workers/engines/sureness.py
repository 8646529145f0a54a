"""From what an engine says of a line, and what else speaks for a word, to how likely the word is right."""

from __future__ import annotations

import numpy as np

from ocr_workers.engines.word_vote import Standing

CURVES: dict[Standing, tuple[tuple[float, float], ...]] = dict.fromkeys(Standing, ((0.0, 0.0), (1.0, 1.0)))
"""For each standing, said confidences of the line and the share of words that were right at each."""


def likely_right(standing: Standing, said: float) -> float:
    """How likely a word is right, 0 to 1, whose line was read with the confidence `said`."""
    confidences, right = zip(*CURVES[standing], strict=True)
    return float(np.interp(said, confidences, right))

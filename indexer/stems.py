"""Stems: what the inflections of a word have in common, in its own language.

Each stem is tagged with its language ("nl:factur"), so that one field holds all of
them and a French stem never finds a Dutch word. A word is stemmed as written and
again without its accents, because people leave accents out and readers lose them.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import lru_cache

from snowballstemmer import stemmer

from indexer.folding import fold

ALGORITHMS: Mapping[str, str] = {"en": "english", "nl": "dutch", "fr": "french", "de": "german", "it": "italian"}
LANGUAGES = tuple(ALGORITHMS)

# Stemmers keep the word they work on in themselves: one thread at a time. The cache answers nearly every question.
_one_at_a_time = threading.Lock()
_stemmers = {language: stemmer(algorithm) for language, algorithm in ALGORITHMS.items()}


@lru_cache(maxsize=131_072)
def stems(word: str, language: str | None) -> tuple[str, ...]:
    """The tagged stems of `word` in `language`; in every language where it is unknown or not one of ours."""
    if language is None or language not in ALGORITHMS:
        return tuple(stem for known in LANGUAGES for stem in stems(word, known))
    lower, bare = word.lower(), fold(word)
    with _one_at_a_time:
        found = {fold(_stemmers[language].stemWord(lower)), _stemmers[language].stemWord(bare)}
    return tuple(sorted(f"{language}:{stem}" for stem in found))

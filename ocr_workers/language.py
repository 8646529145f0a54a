"""Which of the five languages a text is in.

Lingua, because short and badly read lines are what a mail room has: on 96 lines of
some 60 characters it was right every time where py3langid was wrong on eight, and
it gives probabilities that mean something on a salutation. Its price, a second and
150 MB to load, is paid once by the page sandbox's parent, whose children share it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from lingua import Language, LanguageDetectorBuilder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lingua import LanguageDetector

LANGUAGES = ("en", "nl", "fr", "de", "it")
SURE = 0.9
"""Confidence from which only this language's model reads the page."""
LEAST_LETTERS = 12
"""Fewer letters than this tell nothing."""
SURE_LETTERS = 60
"""From this many letters on, the detector's probability is taken at its word."""

PIECE_LETTERS = 90
"""Letters of neighbouring lines that are asked together."""
PIECE_SURE, LEAST_SHARE = 0.8, 0.15
"""How sure a piece's language must be to count, and the share of a letter from which a language is one of its own."""
_BY_CODE = {
    "en": Language.ENGLISH,
    "nl": Language.DUTCH,
    "fr": Language.FRENCH,
    "de": Language.GERMAN,
    "it": Language.ITALIAN,
}
_CODE_OF = {language: code for code, language in _BY_CODE.items()}
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class LanguageVerdict:
    """An ISO 639-1 code of `LANGUAGES` or None, and its probability from 0 to 1."""

    code: str | None
    confidence: float

    @property
    def is_sure(self) -> bool:
        """Whether reading may rely on it."""
        return self.code is not None and self.confidence >= SURE


NO_LANGUAGE = LanguageVerdict(None, 0.0)


def tell_language(text: str) -> LanguageVerdict:
    """The language of a text, as far as its words show it; digits, codes and addresses of web pages don't count."""
    words = " ".join(_WORD.findall(text)[:400])
    letters = len(words.replace(" ", ""))
    if letters < LEAST_LETTERS:
        return NO_LANGUAGE
    best = _detector().compute_language_confidence_values(words)[0]
    trust = min(1.0, 0.5 + 0.5 * letters / SURE_LETTERS)
    return LanguageVerdict(_CODE_OF[best.language], float(best.value) * trust)


def tell_languages(lines: Sequence[str]) -> tuple[str, ...]:
    """The languages of a letter, the one of most of its text first; empty where nothing tells.

    A letter in two languages, in columns or one below the other, has both; a foreign name or clause makes none.
    """
    letters: Counter[str] = Counter()
    for piece in _pieces(lines):
        verdict = tell_language(piece)
        if verdict.code and verdict.confidence >= PIECE_SURE:
            letters[verdict.code] += len(piece)
    whole = sum(letters.values())
    return tuple(code for code, count in letters.most_common() if count >= LEAST_SHARE * whole)


def _pieces(lines: Sequence[str]) -> Iterator[str]:
    piece = ""
    for line in lines:
        piece = f"{piece} {line}".strip()
        if len(piece) >= PIECE_LETTERS:
            yield piece
            piece = ""
    if piece:
        yield piece


def load_models() -> None:
    """Load the detector's models now, so that processes forked later share them."""
    _detector()


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*_BY_CODE.values()).with_preloaded_language_models().build()

"""Letters that print and scanning confuse, and how far two texts are apart once those are forgiven."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

_RAW_PAIRS = (("ii", "u"), ("vv", "w"), ("ri", "n"))
_PAIRS = (("rn", "m"), ("nn", "m"), ("el", "d"))
_SINGLE = str.maketrans("01ij5862zqcuft9", "olllsbbzzgenttg")
_DIGITS = str.maketrans("OoQIl|iSsBZzG", "0001111558226")
_NUMBER_LIKE = re.compile(r"(?<![^\W\d_])[OolI|i]?\d[\dOoQIl|iSsBZzG]*(?![^\W\d_])")
_LETTERS = str.maketrans("015689", "olsbsg")
_DIGIT_IN_WORD = re.compile(r"(?<=[^\W\d_]{2})[015689](?=[^\W\d_]{2})|(?<=\b[^\W\d_]{2})[015](?= [^\W\d_]{3})")
LONGEST_HOUSE_NUMBER = 4
TEXTS_KEPT = 32_768
SHORT, LONG, LONGEST = 5, 11, 20
"""Names of so many letters may differ in one, two and three."""


@lru_cache(maxsize=TEXTS_KEPT)
def folded(text: str) -> str:
    """A plain text without blanks in which letters that are confused are one; for comparing, not for reading."""
    for read, meant in _RAW_PAIRS:
        text = text.replace(read, meant)
    text = text.translate(_SINGLE).replace(" ", "")
    for read, meant in _PAIRS:
        text = text.replace(read, meant)
    return text


def with_digits(text: str) -> str:
    """The text with letters inside numbers taken for the digits that they look like ("l2" is 12, "1O00" is 1000)."""
    return _NUMBER_LIKE.sub(_digits, text)


def with_letters(text: str) -> str:
    """The text with digits inside words taken for the letters that they look like ("Faub0urg", "de5 Lilas")."""
    return _DIGIT_IN_WORD.sub(lambda found: found.group().translate(_LETTERS), text)


def _digits(found: re.Match[str]) -> str:
    number = found.group()
    # A house number may end in a letter of its own: "112B".
    own = number[-1] if number[-1] in "BSG" and number[:-1].isdigit() and len(number) <= LONGEST_HOUSE_NUMBER else ""
    return number.removesuffix(own).translate(_DIGITS) + own


def letters_forgiven(length: int) -> int:
    """In how many letters a name of this length may differ and still be the same one, badly read."""
    return 0 if length < SHORT else 1 if length < LONG else 2 if length < LONGEST else 3


def nearly_same(one: str, other: str) -> bool:
    """Whether two plain texts differ in no more letters than poor print explains, confused ones not counted."""
    bare, also = one.replace(" ", ""), other.replace(" ", "")
    allowed = letters_forgiven(min(len(bare), len(also)))
    # Folding may part what a single letter parts: "nicclas" and "nicolas".
    return (
        Levenshtein.distance(bare, also, score_cutoff=allowed) <= allowed
        or Levenshtein.distance(folded(one), folded(other), score_cutoff=allowed) <= allowed
    )

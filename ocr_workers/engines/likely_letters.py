"""Letters that a reader without a dictionary takes for figures or signs, set right where only a letter can stand.

PP-OCR reads each character by its shape. A nought among capitals or small letters of one word, or a dollar sign
within one, is no word of any of our languages; codes that hold other figures are left as they were read.
"""

from __future__ import annotations

import re

_SMALL = "a-zß-öø-ÿ"
_LARGE = "A-ZÀ-ÖØ-Þ"
_WITHIN_SMALL = re.compile(rf"(?<=[{_SMALL}])([0$])(?=[{_SMALL}])")
_IRISH_NAME = re.compile(rf"\b0(?=['’][{_LARGE}])")
_CAPITALS = re.compile(rf"(?<![\w./-])[{_LARGE}0]{{5,}}(?![\w/-])")
_LETTER_OF = {"0": "o", "$": "s"}
LETTERS_PER_NOUGHT = 2


def with_likely_letters(text: str) -> str:
    """The text with o for 0 and s for $ inside words."""
    text = _WITHIN_SMALL.sub(lambda found: _LETTER_OF[found.group(1)], text)
    return _CAPITALS.sub(lambda found: _word_of(found.group()), _IRISH_NAME.sub("O", text))


def _word_of(capitals: str) -> str:
    noughts = capitals.count("0")
    is_word = len(capitals) - noughts >= LETTERS_PER_NOUGHT * noughts
    return capitals.replace("0", "O") if is_word else capitals

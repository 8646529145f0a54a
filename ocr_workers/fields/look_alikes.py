"""Numbers in which engines take letters for digits: put right by the letter's other mentions and by their neighbours.

A sender prints its number twice or more: in the reference line, in the subject, on the payment slip. Readings that
differ only in signs that look alike are one number, and the reading that the letter has most often is believed. A
number that is printed once is put right where only its neighbours can be meant: an "l" among capitals and digits,
an "O" between two digits.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from ocr_workers.fields.rows import Row

OFTEN, LONG = 2, 6
"""How often a number must be read, and how many signs it must have, to mend one that has a sign more or less."""
_NUMBERED = re.compile(r"(?=[^\s|]*\d)[A-Za-z0-9|][A-Za-z0-9|./_-]{2,24}")
_ALIKE = str.maketrans(
    {"O": "0", "o": "0", "Q": "0", "I": "1", "l": "1", "|": "1", "i": "1", "S": "5", "B": "8", "Z": "2"}
)
_LOW = re.compile(r"[a-z]")
_BETWEEN_DIGITS = (
    (re.compile(r"(?<=\d)[Oo](?=\d)"), "0"), (re.compile(r"(?<=\d)[Il|](?=\d)"), "1"),
    (re.compile(r"(?<=[/.-])[Oo](?=\d\d)"), "0"), (re.compile(r"(?<=\d\d)[Oo](?=[/.-]|$)"), "0"),
)  # fmt: skip
Readings = Mapping[str, Counter[str]]
"""By what a number looks like how often each reading of it stands in the letter."""


def readings_of(rows: Sequence[Row]) -> Readings:
    """All readings of all numbers of a letter."""
    readings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for found in _NUMBERED.finditer(row.text):
            printed = found.group().rstrip(".-/_")
            readings[_look(printed)][printed] += 1
    return readings


def settled(value: str, readings: Readings) -> str:
    """The number as it is most often read, or else put right by its neighbours."""
    near = readings.get(_look(value), Counter())
    most, count = near.most_common(1)[0] if near else (value, 0)
    if count <= 1:
        most = _with_a_sign_more(value, readings) or most
    return _by_neighbours(most if near.get(most, OFTEN) > near.get(value, 0) else value)


def _with_a_sign_more(value: str, readings: Readings) -> str | None:
    """The number that the letter has twice at least, and of which the value has one sign too many or too few.

    Signs that differ prove nothing: numbers in a row are counted on.
    """
    look = _look(value)
    near = [
        forms for other, forms in readings.items()
        if abs(len(other) - len(look)) == 1 and Levenshtein.distance(look, other, score_cutoff=1) <= 1
    ]  # fmt: skip
    twice = [(count, printed) for forms in near for printed, count in forms.items() if count >= OFTEN]
    return max(twice)[1] if twice and len(look) >= LONG else None


def _look(value: str) -> str:
    return "".join(mark for mark in value.translate(_ALIKE) if mark.isalnum())


def _by_neighbours(value: str) -> str:
    low = [mark for mark in value if _LOW.match(mark)]
    if low and set(low) <= {"l", "o"} and len(low) <= 2:
        value = value.replace("l", "1").replace("o", "0")
    for pattern, digit in _BETWEEN_DIGITS:
        value = pattern.sub(digit, value)
    return value.replace("|", "1")

"""Dates of which the day or the year is written out, as deeds, summonses and cheques have them.

"Le vingt-deux novembre deux mille vingt-six", "den dreiundzwanzigsten März 2026", "le premier avril", "March the
twenty-third, two thousand and twenty-six". The month is looked for first; what stands before and behind it
is held against all spelled numbers, with one misread letter forgiven in long ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from ocr_workers.fields.number_words import day_words, year_words
from ocr_workers.postal import plain

LONGEST_DAY, LONGEST_YEAR, MOST_FILLERS = 4, 7, 4
"""Words that a day, a year, and what stands between them and the month have at most."""
FORGIVING = 9
"""Letters from which a number may have one misread."""
MOST_ALIKE = 4
FURTHEST = 4
"""Characters that stand between two words of one date at most."""

_MONTH_BEGINS = re.compile(
    r"(?<![^\W\d_])(?:j[aä][ne]|gen|f[eé][bv]|m[aä][raeiygä]|mei|mrt|a[pv]r|ju[nil]|giu|lug|a[uog][gouû]|"
    r"ao[uû]|sep|set|o[kc]t|ott|"
    r"nov|d[eé][cz]|dic)",
    re.IGNORECASE,
)
"""How the months' names begin: most lines of a letter hold none, and need not be looked at word by word."""
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_MONTH = frozenset(("of", "day", "dag", "van", "di", "de", "d", "du", "mois", "des", "del", "mese", "the"))
_BEFORE_YEAR = frozenset(
    ("of", "in", "the", "year", "anno", "van", "het", "jaar", "de", "l", "an", "annee", "des", "im", "jahres", "jahre",
     "jahr", "del", "dell", "nell", "en")
)  # fmt: skip
_BEFORE_DAY = frozenset(
    ("le", "et", "ce", "il", "giorno", "addi", "op", "den", "de", "on", "the", "am", "dem", "jour", "dag", "in",
    "lundi",
     "mardi", "mercredi", "jeudi", "vendredi", "samedi")
)  # fmt: skip
_YEAR_AHEAD = re.compile(
    r"\b(?:l['’]an(?:n[ée]e)?|(?:dell['’]|nell['’])?anno|jaar|jahre?s?|year)\s+(?P<year>(?:19|20)\d\d)\W{0,3}$",
    re.IGNORECASE,
)
_DAY_DIGITS = re.compile(r"(?<![\d.,/])(?P<day>\d{1,2})(?:\s?(?:\.|º|°|(?:er|e|ste|de|st|nd|rd|th)\b))?\s*$")
_YEAR_DIGITS = re.compile(r"^[\s,.]{0,3}(?P<year>(?:19|20)\d\d)(?!\d)")


class WrittenDate(NamedTuple):
    """The numbers of a date and where it stands; no promise that the calendar has it."""

    year: int
    month: int
    day: int
    start: int
    end: int


class _Part(NamedTuple):
    """A day or a year, where it begins and ends, and whether it is written out."""

    number: int
    start: int
    end: int
    is_spelled: bool


def find_written(text: str, months: Mapping[str, int], years: tuple[int, int]) -> Iterator[WrittenDate]:
    """The dates in a text that are not all digits beside their month's name.

    Args:
        text: The text.
        months: By its plain name the month, 1 to 12.
        years: The first year and the last that letters name.
    """
    if not _MONTH_BEGINS.search(text):
        return
    words = [(found.start(), found.end(), plain(found.group())) for found in _WORD.finditer(text)]
    spelled = year_words(*years)
    for position, (start, end, word) in enumerate(words):
        if word not in months:
            continue
        before = _day_before(text, words[:position], start)
        year = _year_behind(text, words[position + 1 :], end, spelled)
        if before is None:
            before, year = _day_and_year_behind(text, words[position + 1 :], spelled)
        elif year is None:
            year = _year_ahead(text, [each for each in words if each[1] <= before.start], before.start, spelled)
        if before and year and (before.is_spelled or year.is_spelled):
            first, last = min(before.start, start, year.start), max(before.end, year.end, end)
            yield WrittenDate(year.number, months[word], before.number, first, last)


Words = Sequence[tuple[int, int, str]]


def _day_before(text: str, words: Words, month_start: int) -> _Part | None:
    kept, at = list(words), month_start
    for _ in range(MOST_FILLERS):
        if digits := _DAY_DIGITS.search(text[:at]):
            return _Part(int(digits["day"]), digits.start(), digits.end(), is_spelled=False)
        if kept and kept[-1][2] in _BEFORE_MONTH and at - kept[-1][1] <= FURTHEST:
            at = kept.pop()[0]
    near = _together(kept[-LONGEST_DAY:])
    if not near or at - near[-1][1] > FURTHEST:
        return None
    for first in range(len(near)):
        if number := _number(near[first:], day_words()):
            return _Part(number, near[first][0], near[-1][1], is_spelled=True)
    return None


def _together(words: Words) -> Words:
    """The last of these words, without those that something wider than a blank parts from them."""
    for later in range(len(words) - 1, 0, -1):
        if words[later][0] - words[later - 1][1] > FURTHEST - 2:
            return words[later:]
    return words


def _year_behind(text: str, words: Words, end: int, spelled: Mapping[str, int]) -> _Part | None:
    kept, at = list(words), end
    for _ in range(MOST_FILLERS):
        if digits := _YEAR_DIGITS.search(text[at:]):
            return _Part(int(digits["year"]), at, at + digits.end(), is_spelled=False)
        if kept and kept[0][2] in _BEFORE_YEAR and kept[0][0] - at <= FURTHEST:
            at = kept.pop(0)[1]
    return _longest(kept, at, LONGEST_YEAR, spelled)


def _year_ahead(text: str, words: Words, day_start: int, spelled: Mapping[str, int]) -> _Part | None:
    """The year before the day, as deeds begin: "L'an deux mille vingt-six, le quinze janvier"."""
    kept, at = list(words), day_start
    while kept and kept[-1][2] in _BEFORE_DAY and at - kept[-1][1] <= FURTHEST:
        at = kept.pop()[0]
    if digits := _YEAR_AHEAD.search(text[:at]):
        return _Part(int(digits["year"]), digits.start("year"), at, is_spelled=False)
    near = _together(kept[-LONGEST_YEAR:])
    for first in range(len(near)):
        if at - near[-1][1] <= FURTHEST and (number := _number(near[first:], spelled)):
            return _Part(number, near[first][0], near[-1][1], is_spelled=True)
    return None


def _day_and_year_behind(text: str, words: Words, spelled: Mapping[str, int]) -> tuple[_Part | None, _Part | None]:
    """As English has it: "March the twenty-third, two thousand and twenty-six"."""
    kept = words[1:] if words and words[0][2] == "the" else words
    for length in range(LONGEST_DAY - 1, 0, -1):
        day = _longest(kept[:length], kept[0][0], length, day_words()) if kept else None
        if day and (year := _year_behind(text, [word for word in kept if word[0] >= day.end], day.end, spelled)):
            return day, year
    return None, None


def _longest(words: Words, at: int, most: int, numbers: Mapping[str, int]) -> _Part | None:
    near = words[:most]
    if not near or near[0][0] - at > FURTHEST:
        return None
    for count in range(len(near), 0, -1):
        if number := _number(near[:count], numbers):
            return _Part(number, near[0][0], near[count - 1][1], is_spelled=True)
    return None


def _number(words: Words, numbers: Mapping[str, int]) -> int | None:
    key = "".join(word for _, _, word in words)
    if key in numbers:
        return numbers[key]
    if len(key) < FORGIVING:
        return None
    alike = process.extract(key, numbers.keys(), scorer=Levenshtein.distance, score_cutoff=1, limit=MOST_ALIKE)
    near = {numbers[form] for form, _, _ in alike}
    return near.pop() if len(near) == 1 else None

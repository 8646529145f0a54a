"""Dates as letters write them in five languages.

Day, month and year in either numeric order, months in full or abbreviated (Babel
knows their names), ordinals and blanks included. Where day and month could be
either, the day comes first, as in all five languages outside America.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from babel.dates import get_month_names
from rapidfuzz.distance import Levenshtein

from ocr_workers.postal import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

EARLIEST_YEAR = 1950
LATEST_YEAR = 2099
_LOCALES = ("en", "nl", "fr", "de", "it", "de_AT")
_FURTHER_NAMES = {"mrt": 3, "sept": 9, "maerz": 3, "fevr": 2, "juil": 7, "genn": 1, "sett": 9, "jaenner": 1, "okt": 10}

_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\d.,/-])(?P<one>\d{1,2})\s?(?P<mark>[-./ ])\s?(?P<two>\d{1,2})\s?(?P=mark)\s?"
    r"(?P<year>(?:19|20)\d\d|\d\d)(?![\d/-]|[.,]\d)"
)
_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:\s?(?:\.|º|°|(?:er|e|ste|de|st|nd|rd|th)\b))?\s*(?:of |de |di )?-?"
    r"(?P<month>[^\W\d_]{3,10})\.?,?\s*-?(?:de |del )?(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    r"\b(?P<month>[^\W\d_]{3,10})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date in a text: the day, where it stands, and whether its month is spelled out."""

    day: datetime.date
    start: int
    end: int
    is_spelled: bool


def find_dates(text: str) -> tuple[DateSpan, ...]:
    """All dates in a text, from left to right; what is no day of the calendar is left out."""
    spans = sorted(_candidates(text), key=lambda span: (span.start, -span.end))
    kept: list[DateSpan] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _candidates(text: str) -> Iterator[DateSpan]:
    for found in _ISO.finditer(text):
        yield from _span(found, int(found["month"]), int(found["day"]), is_spelled=False)
    for found in _NUMERIC.finditer(text):
        month, day = _in_order(int(found["one"]), int(found["two"]))
        yield from _span(found, month, day, is_spelled=False)
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        for found in pattern.finditer(text):
            yield from _span(found, month_number(found["month"]), int(found["day"]), is_spelled=True)


def month_number(name: str) -> int:
    """The month of this name in any of the five languages, 1 to 12; 0 for none. One misread letter is forgiven."""
    key = plain(name)
    names = _month_names()
    if key in names:
        return names[key]
    near = {
        names[known] for known in names if len(known) >= 5 and Levenshtein.distance(key, known, score_cutoff=1) <= 1
    }
    return near.pop() if len(near) == 1 else 0


def _in_order(one: int, two: int) -> tuple[int, int]:
    return (one, two) if two > 12 >= one else (two, one)


def _span(found: re.Match[str], month: int, day: int, *, is_spelled: bool) -> Iterator[DateSpan]:
    year = int(found["year"])
    year += 2000 if year < 100 else 0
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return
    try:
        yield DateSpan(datetime.date(year, month, day), found.start(), found.end(), is_spelled)
    except ValueError:
        return


@cache
def _month_names() -> dict[str, int]:
    names = dict(_FURTHER_NAMES)
    for locale in _LOCALES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=locale).items():
                names.setdefault(plain(name), int(number))
    return names

"""Dates as letters write them in five languages.

Day, month and year in either numeric order, months in full, abbreviated (Babel
knows their names) or in Roman numbers, ordinals and blanks included, and all in words. Where day and month could be
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

from ocr_workers.fields.spelled_dates import find_written
from ocr_workers.postal import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

EARLIEST_YEAR = 1950
LATEST_YEAR = 2099
FURTHEST_AHEAD = datetime.timedelta(days=200)
_LOCALES = ("en", "nl", "fr", "de", "it", "de_AT")
_FURTHER_NAMES = {"mrt": 3, "sept": 9, "maerz": 3, "fevr": 2, "juil": 7, "genn": 1, "sett": 9, "jaenner": 1, "okt": 10}

_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\d.,/-])(?P<one>\d{1,2})\s?(?P<mark>[-./ ])\s?(?P<two>\d{1,2})\s?(?P=mark)\s?"
    r"(?P<year>(?:19|20)\d\d|\d\d)(?![\d/-]|[.,]\d)"
)
_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:\s?(?:\.|º|°|(?:er|e|ste|de|st|nd|rd|th)\b))?\s*(?:(?:day )?of |de |di |d['’])?-?"
    r"(?P<month>[^\W\d_]{3,10})\.?,?\s*-?(?:de |del )?(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    r"\b(?P<month>[^\W\d_]{3,10})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(
    r"(?<![\d.,/-])(?P<day>\d{1,2})(?:\.|st|nd|rd|th|er)?(?P<mark>[-./]|\.?\s)(?P<month>[^\W\d_]{3,10})\.?"
    r"(?:(?P=mark)|(?<=\.)\s?|\s(?=['’]))(?P<sign>['’]?)(?P<year>\d\d)(?![\d.,:/-]\d|\w|\s?(?:[:%€]|h\b|"
    r"uhr\b|uur\b|ore\b))",
    re.IGNORECASE,
)
"""As in: 12-mrt-26, 12 Nov. '26; "12. März 10 Uhr" is no year."""
_SORT_CODE = re.compile(r"\bsort(?:ing)?\s?code\W{0,4}(?:(?:no|number|is)\b\W{0,3})?\d\d-\d\d-\d\d$", re.IGNORECASE)
"""A British bank's branch, which looks like a day: "Sort code 20-10-26"."""
_ROMAN = re.compile(
    r"(?<![\d.,/-])(?P<day>\d{1,2})(?P<mark>[./-]|\.?\s)(?P<month>X?I{1,3}|I?[VX]|"
    r"VI{1,3})(?P=mark)(?P<year>(?:19|20)\d\d)(?!\d)"
)
_MISREAD = re.compile(
    r"(?<![\w.,/-])(?P<one>[\dOIl]{1,2})(?P<mark>[-./])(?P<two>[\dOIl]{1,2})(?P=mark)(?P<year>[12lI][90O][\dOIl]{2})(?![\w/-])"
)
"""Digits that were read as the letters that look like them; five real ones at least."""
_DAY_ONLY = re.compile(
    r"(?<![\w.,/-])(?P<day>\d{1,2})(?:(?:\.|º|°|(?:er|e|ste|de|st|nd|rd|th)\b)?\s*(?:of |de |"
    r"di )?(?P<name>[^\W\d_]{3,10})\b"
    r"|\.(?P<number>\d{1,2})\.|/(?P<short>\d{2}))(?![\w/.,-]*\d|\s*\d{4})",
    re.IGNORECASE,
)
_ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_AS_DIGITS = str.maketrans("OIl", "011")
PLAUSIBLE_SHORT = range(15, 50)
"""Years in two digits behind a blank; others are more often a time or a count."""


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
    if "sort" in text.casefold():
        spans = [span for span in spans if not _SORT_CODE.search(text[: span.end])]
    kept: list[DateSpan] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def find_days_without_year(text: str, after: datetime.date) -> tuple[DateSpan, ...]:
    """Days named without a year ("31 March", "31.03."), each taken for its first coming after the day `after`.

    What lies further ahead than letters set their deadlines was meant to have passed, and is left out.
    """
    known = find_dates(text)
    spans: list[DateSpan] = []
    for found in _DAY_ONLY.finditer(text):
        month = month_number(found["name"]) if found["name"] else int(found["number"] or found["short"])
        is_known = any(span.start < found.end() and found.start() < span.end for span in known)
        if 1 <= month <= 12 and not is_known:
            year = after.year + ((month, int(found["day"])) < (after.month, after.day))
            spans += _on(year, month, int(found["day"]), found.start(), found.end(), is_spelled=bool(found["name"]))
    return tuple(span for span in spans if span.day - after <= FURTHEST_AHEAD)


def _candidates(text: str) -> Iterator[DateSpan]:
    for found in _ISO.finditer(text):
        yield from _span(found, int(found["month"]), int(found["day"]), is_spelled=False)
    for found in _NUMERIC.finditer(text):
        month, day = _in_order(int(found["one"]), int(found["two"]))
        yield from _span(found, month, day, is_spelled=False)
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        for found in pattern.finditer(text):
            yield from _span(found, month_number(found["month"]), int(found["day"]), is_spelled=True)
    yield from _rarer(text)
    for written in find_written(text, _month_names(), (EARLIEST_YEAR, LATEST_YEAR)):
        yield from _on(written.year, written.month, written.day, written.start, written.end, is_spelled=True)


def _rarer(text: str) -> Iterator[DateSpan]:
    """Short years behind a month's name, Roman months, and digits misread."""
    for found in _SHORT_YEAR.finditer(text):
        if found["sign"] or not found["mark"].isspace() or int(found["year"]) in PLAUSIBLE_SHORT:
            yield from _span(found, month_number(found["month"]), int(found["day"]), is_spelled=True)
    for found in _ROMAN.finditer(text):
        if found["month"] in _ROMAN_MONTHS:
            month = _ROMAN_MONTHS.index(found["month"]) + 1
            yield from _span(found, month, int(found["day"]), is_spelled=True)
    for found in _MISREAD.finditer(text):
        if sum(mark.isdigit() for mark in found.group()) >= 5 and any(mark.isalpha() for mark in found.group()):
            one, two, year = (found[name].translate(_AS_DIGITS) for name in ("one", "two", "year"))
            yield from _on(int(year), *_in_order(int(one), int(two)), found.start(), found.end(), is_spelled=False)


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
    yield from _on(year + (2000 if year < 100 else 0), month, day, found.start(), found.end(), is_spelled=is_spelled)


def _on(year: int, month: int, day: int, start: int, end: int, *, is_spelled: bool) -> Iterator[DateSpan]:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return
    try:
        yield DateSpan(datetime.date(year, month, day), start, end, is_spelled)
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

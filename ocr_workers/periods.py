"""How long the periods are that letters set, and on which day they end.

Weeks are seven days, months end on the same day of the month or its last, working days leave out Saturdays and Sundays
only; the day counted from is not counted.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from ocr_workers.deadline_words import ARTICLES, HOUR, MONTH, WEEK, WORKING
from ocr_workers.fields.number_words import cardinal_words
from ocr_workers.postal import plain

LONGEST_PERIOD_DAYS = 400


@dataclass(frozen=True, slots=True)
class Length:
    """A number of days, weeks or months."""

    number: int
    unit: str
    is_working: bool


def length_of(found: re.Match[str]) -> Length | None:
    """The length of a period that `PERIOD` found; None for what is none, or lasts longer than letters give."""
    if found["french"]:
        return Length(8 if found["french"].casefold() == "huitaine" else 15, "days", is_working=False)
    if found["fortnight"]:
        return Length(14, "days", is_working=False)
    if found["monthly"] or found["mese"]:
        return Length(1, "months", is_working=False)
    if found["net"]:
        return _bounded(int(found["net"]), found["netunit"], is_working=False)
    if found["after"]:
        return _bounded(_written(found["after"]), found["afterunit"], is_working=False)
    number = _written(found["number"])
    is_working = WORKING.search((found["quality"] or "") + (found["working"] or "")) is not None
    return _bounded(number, found["unit"], is_working=is_working) if number else None


def _written(number: str) -> int:
    """A number in digits or in words; 0 for what is none."""
    if number.isdecimal():
        return int(number)
    return ARTICLES.get(number.casefold(), 0) or cardinal_words().get(plain(number).replace(" ", ""), 0)


def _bounded(number: int, unit: str, *, is_working: bool) -> Length | None:
    if HOUR.match(unit):
        number, unit = -(-number // 24), "days"
    kind = "weeks" if WEEK.match(unit) else "months" if MONTH.match(unit) else "days"
    in_days = number * {"days": 1, "weeks": 7, "months": 30}[kind]
    return Length(number, kind, is_working) if 0 < in_days <= LONGEST_PERIOD_DAYS else None


def last_day_of(first: dt.date | None, length: Length, *, to_month_end: bool) -> dt.date | None:
    """The last day of a period; the day it is counted from does not count."""
    if first is None:
        return None
    if length.unit == "months":
        day = _months_on(first, length.number)
    elif length.is_working:
        day = _working_days_on(first, length.number)
    else:
        day = first + dt.timedelta(days=length.number * (7 if length.unit == "weeks" else 1))
    return day.replace(day=calendar.monthrange(day.year, day.month)[1]) if to_month_end else day


def _months_on(first: dt.date, months: int) -> dt.date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return dt.date(year, month + 1, min(first.day, calendar.monthrange(year, month + 1)[1]))


def _working_days_on(first: dt.date, number: int) -> dt.date:
    day = first
    while number:
        day += dt.timedelta(days=1)
        number -= day.weekday() < calendar.SATURDAY
    return day

"""Deadlines that are a month's end: "by the end of next month", "avant la fin du mois", "bis Ende Dezember".

The month is that of the letter's date, or the next where the letter says so; a named one is the first that ends
after it.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ocr_workers.fields.dates import month_number

_LIMIT = (
    r"(?:by|before|(?:due|payable) at|no later than|not later than|voor|vóór|tegen|uiterlijk(?: op| tegen| voor)?|"
    r"ten laatste|avant|pour|jusqu['’]?[àa]|d['’]ici(?: [àa])?|au plus tard|bis(?: sp[äa]testens)?(?: zum)?|"
    r"sp[äa]testens(?: zum| bis)?|entro)"
)
_END = r"(?:the |het |la )?(?:end of|einde?(?: van)?|fin(?: du| de)?|ende|fine(?: del| di)?)\s+"
_NEXT = r"(?:(?:the )?(?:next|following)|(?:de )?(?:volgende|komende)|(?:des )?(?:n[äa]chsten|folgenden|kommenden))\s+"
_THIS = r"(?:(?:the|this|de|deze|des(?: laufenden)?|dieses|laufenden|ce|le|questo|corrente)\s+)"
_BEHIND = r"\s+(?:following|prochain|suivant|prossimo|successivo)"
_MONTH_END = re.compile(
    rf"\b{_LIMIT}\s+(?:"
    rf"{_END}(?P<next_before>{_NEXT})?{_THIS}?(?:month|maand|mois|monats?|mese)\b(?P<next_behind>{_BEHIND})?"
    r"|(?:het )?(?:monatsende|maandeinde)\b"
    rf"|{_END}(?P<name>[^\W\d_]{{3,10}})\b\.?(?:\s+(?P<year>20\d\d))?"
    r")",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """The last day of a month that a text names, where it stands, and whether the month is named."""

    day: dt.date
    start: int
    end: int
    is_named: bool


def find_month_ends(text: str, letter: dt.date | None) -> Iterator[MonthEnd]:
    """The ends of months that a text sets as limits, from left to right; none of an unnamed month without a date."""
    for found in _MONTH_END.finditer(text):
        month = month_number(found["name"]) if found["name"] else 0
        if found["name"] and not month:
            continue
        first = _first_of(found, month, letter)
        if first is not None:
            yield MonthEnd(_last_day(first), found.start(), found.end(), is_named=bool(month))


def _first_of(found: re.Match[str], month: int, letter: dt.date | None) -> dt.date | None:
    """The first day of the month that is meant."""
    if month and found["year"]:
        return dt.date(int(found["year"]), month, 1)
    if letter is None:
        return None
    if month:
        return dt.date(letter.year + (month < letter.month), month, 1)
    is_next = found["next_before"] or found["next_behind"]
    year, index = divmod(letter.year * 12 + letter.month - 1 + bool(is_next), 12)
    return dt.date(year, index + 1, 1)


def _last_day(first: dt.date) -> dt.date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])

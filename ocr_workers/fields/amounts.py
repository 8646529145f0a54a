"""Sums of money: 1.234,56 € in one country is EUR 1,234.56 in the next, and 1'234.56 in a third."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr_workers.fields.rows import Row

SYMBOLS = {
    "€": "EUR",
    "EUR": "EUR",
    "EURO": "EUR",
    "£": "GBP",
    "GBP": "GBP",
    "$": "USD",
    "USD": "USD",
    "CHF": "CHF",
    "INR": "INR",
    "RS": "INR",
    "₹": "INR",
}
SYMBOLS |= {code: code for code in ("SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "AUD", "CAD", "JPY")}
MOST_MINOR = 10**13

_CURRENCY = r"(?:€|EURO?|£|GBP|US\$|\$|USD|CHF|Fr\.|INR|Rs\.?|₹|SEK|NOK|DKK|PLN|CZK|HUF|RON|AUD|CAD|JPY)"
_NAMED = re.compile(r"€|£|\b(?:EUR|EURO|GBP|USD|CHF|INR|SEK|NOK|DKK|PLN|CZK)\b|\$(?=\s?\d)")
_NUMBER = r"\d{1,3}(?:[.,' \u00a0\u202f’]\d{3})+(?:[.,](?:\d{2}|-{1,2}))?|\d+(?:[.,](?:\d{2}|-{1,2}))?"
_AMOUNT = re.compile(
    rf"(?<![\w.,/-])(?P<before>{_CURRENCY})?\s{{0,3}}(?P<sign>[-–−]\s?)?(?P<number>{_NUMBER})(?![\d/]|[.,]\d|-\d)"
    rf"\s?(?P<after>{_CURRENCY})?(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in minor units (cents) of an ISO 4217 currency."""

    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class AmountSpan:
    """A sum in a text: cents, currency (None where none is printed), and where it stands."""

    amount_minor: int
    currency: str | None
    start: int
    end: int
    has_cents: bool


def find_amounts(text: str) -> tuple[AmountSpan, ...]:
    """All numbers in a text that can be sums: those with cents or with a currency beside them."""
    return tuple(_spans(text))


def parse_number(text: str) -> tuple[int, bool] | None:
    """A printed number in minor units, and whether it names cents; None where it is too large to be money.

    The last mark before exactly two digits parts the cents; every other mark groups thousands.
    """
    found = re.fullmatch(r"(?P<whole>.*?)(?:[.,](?P<cents>\d{2}|-{1,2}))?", text.strip())
    if not found:
        return None
    digits = re.sub(r"\D", "", found["whole"])
    if not digits:
        return None
    cents = found["cents"]
    minor = int(digits) * 100 + (int(cents) if cents and cents.isdigit() else 0)
    return (minor, cents is not None) if minor <= MOST_MINOR else None


def usual_currency(rows: Sequence[Row]) -> str | None:
    """The currency most often named anywhere in the letter: tables name it once, at their head."""
    named = [code for row in rows for mark in _NAMED.findall(row.text) if (code := _currency(mark))]
    return max(set(named), key=named.count) if named else None


def _spans(text: str) -> Iterator[AmountSpan]:
    for found in _AMOUNT.finditer(text):
        currency = _currency(found["before"]) or _currency(found["after"])
        parsed = parse_number(found["number"])
        if parsed is None:
            continue
        minor, has_cents = parsed
        if has_cents or currency:
            yield AmountSpan(-minor if found["sign"] else minor, currency, found.start(), found.end(), has_cents)


def _currency(mark: str | None) -> str | None:
    if not mark:
        return None
    return SYMBOLS.get(mark.upper().replace("US$", "$").replace("FR.", "CHF").rstrip("."))

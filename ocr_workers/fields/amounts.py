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
    "EUROS": "EUR",
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

_CURRENCY = r"(?:€|EUR(?:OS?)?|£|GBP|US\$|\$|USD|CHF|Fr\.|INR|Rs\.?|₹|SEK|NOK|DKK|PLN|CZK|HUF|RON|AUD|CAD|JPY)"
_NAMED = re.compile(r"€|£|\b(?:EUR|EUROS?|[Ee]uros?|GBP|USD|CHF|INR|SEK|NOK|DKK|PLN|CZK)\b|\$(?=\s?\d)")
_NUMBER = r"\d{1,3}(?:[.,' \u00a0\u202f’]\d{3})+(?:[.,](?:\d{2}|-{1,2}))?|\d+(?:[.,](?:\d{2}|-{1,2}))?"
_AMOUNT = re.compile(
    rf"(?<![\w.,/-])(?P<before>{_CURRENCY})?\s{{0,3}}(?P<sign>[-–−]\s?)?(?P<number>{_NUMBER})(?![\d/]|[.,]\d|-\d)"
    rf"\s?(?P<after>{_CURRENCY})?(?!\w)",
    re.IGNORECASE,
)


_AT_HOME = (
    ("CHF", re.compile(r"\bCHE-?\d{3}|\bCH\d{2} ?\d{4}|\bMWST\b|\bAHV|\bwww\.[\w.-]+\.ch\b|@[\w.-]+\.ch\b")),
    ("GBP", re.compile(
        r"\b(?:sort code|NI number|national insurance|HMRC|PAYE|council tax)\b|\bGB\d{2} ?[A-Z]{4}|"
        r"\bGB ?\d{3} ?\d{4} ?\d{2}\b|"
        r"\b[\w-]+\.(?:co|gov|org)\.uk\b", re.IGNORECASE,
    )),
    ("EUR", re.compile(
        r"\b(?:BE|NL|FR|DE|IT|AT|LU|IE|ES)\d{2} ?(?:\d{4}|[A-Z]{4}|[A-Z]\d{3}) ?\d{4}|"
        r"\b(?:BE ?[01]\d{3}\W?\d{3}|DE\d{9}|"
        r"ATU\d{8})|\bBTW\b|"
        r"\bUSt\b|\bMwSt\b|\bI\.?V\.?A\b|[\w-]+\.(?:be|nl|fr|de|it|lu|at|ie)\b|Krankenversicherung|RSZ|URSSAF|INPS",
    )),
)  # fmt: skip
"""What a letter prints of its country, by the currency that is paid in there."""


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
    """The currency most often named anywhere in the letter: tables name it once, at their head.

    Where none is named, that of the country whose numbers the letter prints: payslips and statements name none.
    """
    named = [code for row in rows for mark in _NAMED.findall(row.text) if (code := _currency(mark))]
    if not named:
        named = [code for row in rows for code, marks in _AT_HOME if marks.search(row.text)]
    return max(sorted(set(named)), key=named.count) if named else None


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

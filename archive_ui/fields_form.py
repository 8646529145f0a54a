"""The form with a document's fields: what it shows, and what somebody wrote into it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from babel.numbers import NumberFormatError, parse_decimal
from flask_babel import gettext

from archive.views import DocumentView
from archive_ui.formats import currency_digits, write_plain_amount
from archive_ui.languages import current_language
from archive_ui.words.names import KINDS, LANGUAGES

CURRENCIES = ("EUR", "CHF", "GBP", "USD")
LARGEST_MINOR = 10**15
EARLIEST = dt.date(1800, 1, 1)
LENGTHS: Mapping[str, int] = {"sender": 200, "subject": 500, "reference": 120}
# Unmistakable however the language writes numbers: two decimals after the only sign.
_DIGITS_AND_SIGNS = re.compile(r"-?[0-9.,'’\s]+")
_PLAIN_AMOUNT = re.compile(r"(-?\d+)[.,](\d{2})")


@dataclass(frozen=True, slots=True)
class FieldsForm:
    """The fields as written, in words of the form.

    Attributes:
        written: What stands in the inputs, by name.
        values: What it means, by the archive's field names; only what made sense.
        problems: What made no sense, in words, by name of the input.
    """

    version: int
    written: Mapping[str, str]
    values: Mapping[str, Any] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)


def form_of(document: DocumentView) -> FieldsForm:
    """The form as it is shown first."""
    row = document.summary
    return FieldsForm(
        document.version,
        {
            "kind": row.kind or "", "sender": row.sender or "", "subject": row.subject or "",
            "document_date": row.document_date.isoformat() if row.document_date else "",
            "reference": document.reference or "", "amount": write_plain_amount(row.amount_minor, row.currency),
            "currency": row.currency or "", "language": row.language or "",
        },
    )  # fmt: skip


def read_form(given: Mapping[str, str]) -> FieldsForm:
    """What somebody wrote; every problem is named, not only the first."""
    names = ("kind", "document_date", "sender", "subject", "reference", "amount", "currency", "language")
    written = {name: " ".join(given.get(name, "").split()) for name in names}
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for read in (_read_choices, _read_date, _read_texts, _read_money):
        read(written, values, problems)
    return FieldsForm(_version(given.get("version", "")), written, values, problems)


def with_offered(form: FieldsForm, pressed: str) -> FieldsForm | None:
    """The form with a value of the page put in by a button; None where the button was no such one.

    Args:
        form: As somebody wrote it so far.
        pressed: What the button says: a name of the form's inputs, a colon and the value.
    """
    name, colon, value = pressed.partition(":")
    if not colon or name not in form.written:
        return None
    others = {each: problem for each, problem in form.problems.items() if each != name}
    return replace(form, written={**form.written, name: value}, problems=others)


def _version(written: str) -> int:
    """A form without its version is older than anything, and so is refused as changed meanwhile."""
    return int(written) if written.isascii() and written.isdigit() else -1


def _read_choices(written: Mapping[str, str], values: dict[str, Any], problems: dict[str, str]) -> None:
    for name, known in (("kind", KINDS), ("language", LANGUAGES)):
        # A kind that a newer reader found stays choosable: a code is letters, digits and underscores.
        code = written[name]
        if code and code not in known and not re.fullmatch(r"[a-z][a-z_]{1,39}", code):
            problems[name] = gettext("Choose one from the list.")
        else:
            values[name] = code or None


def _read_date(written: Mapping[str, str], values: dict[str, Any], problems: dict[str, str]) -> None:
    if not written["document_date"]:
        values["document_date"] = None
        return
    try:
        day = dt.date.fromisoformat(written["document_date"])
    except ValueError:
        day = dt.date.min
    if day < EARLIEST:
        problems["document_date"] = gettext("Write the date as year-month-day, for example 2026-03-31.")
    else:
        values["document_date"] = day


def _read_texts(written: Mapping[str, str], values: dict[str, Any], problems: dict[str, str]) -> None:
    for name, longest in LENGTHS.items():
        if len(written[name]) > longest:
            problems[name] = gettext("Write no more than %(longest)d characters.", longest=longest)
        else:
            values[name] = written[name] or None


def _read_money(written: Mapping[str, str], values: dict[str, Any], problems: dict[str, str]) -> None:
    currency = written["currency"].upper() or None
    if currency is not None and not re.fullmatch(r"[A-Z]{3}", currency):
        problems["currency"] = gettext("Choose one from the list.")
        return
    values["currency"] = currency
    if not written["amount"]:
        values["amount_minor"] = None
        return
    minor = _minor(written["amount"], currency_digits(currency))
    if minor is None:
        problems["amount"] = gettext("Write the amount in digits, for example %(example)s.", example=_example())
    else:
        values["amount_minor"] = minor


def _minor(written: str, digits: int) -> int | None:
    if not _DIGITS_AND_SIGNS.fullmatch(written):
        return None
    plain = _PLAIN_AMOUNT.fullmatch(written)
    try:
        amount = Decimal(f"{plain[1]}.{plain[2]}") if plain else _parsed(written)
    except NumberFormatError:
        return None
    scaled = amount.scaleb(digits)
    return int(scaled) if scaled == scaled.to_integral_value() and abs(scaled) < LARGEST_MINOR else None


def _parsed(written: str) -> Decimal:
    return parse_decimal(written, locale=current_language(), strict=True)


def _example() -> str:
    return write_plain_amount(123_450, "EUR")

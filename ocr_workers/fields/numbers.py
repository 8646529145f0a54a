"""Numbers with check digits: accounts, tax numbers and structured payment references."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException
from stdnum.eu import vat
from stdnum.exceptions import ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr_workers.fields.rows import Found, Row

_IBAN = re.compile(r"\b[A-Z]{2}[\s.]?[0-9OIl]{2}(?:[\s.]{0,3}[A-Z0-9]){11,30}\b")
_VAT = re.compile(
    r"\b(?:ATU|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK)"
    r"[\s.]{0,2}[0-9A-Z](?:[\s.\-]?[0-9A-Z]){6,13}\b"
)
_BELGIAN = re.compile(r"(?<!\d)[+*]{3}\s?(\d{3})\s?/\s?(\d{4})\s?/\s?(\d{5})\s?[+*]{3}")
SURE = 0.97
"""Check digits leave one chance in a hundred; the rest is doubt about which of several was meant."""


def find_ibans(rows: Sequence[Row]) -> tuple[Found[str], ...]:
    """Valid account numbers (ISO 13616) without blanks, in the order in which they are printed, each once."""
    within = [found for row in rows for found in _ibans_in(row)]
    across = [found for row, below in itertools.pairwise(rows) for found in _iban_across(row, below)]
    return _each_once(iter(within + across))


def find_vat_numbers(rows: Sequence[Row]) -> tuple[Found[str], ...]:
    """Valid VAT numbers with their country prefix, in the order in which they are printed, each once."""
    return _each_once(found for row in rows for found in _vat_numbers_in(row))


def find_payment_reference(rows: Sequence[Row]) -> Found[str] | None:
    """The first valid Belgian structured communication (+++123/4567/89012+++), digits only."""
    for row in rows:
        for found in _BELGIAN.finditer(row.text):
            digits = "".join(found.groups())
            if int(digits[10:]) == (int(digits[:10]) % 97 or 97):
                return row.found(digits, SURE, found.start(), found.end())
    return None


def _ibans_in(row: Row) -> Iterator[Found[str]]:
    for found in _IBAN.finditer(row.text):
        valid = _valid_iban(found.group())
        if valid:
            number, length = valid
            yield row.found(number, SURE, found.start(), found.start() + length)


def _iban_across(row: Row, below: Row) -> Iterator[Found[str]]:
    """An account number at the end of one line of text that runs on at the beginning of the next."""
    if row.page != below.page:
        return
    end = len(row.text)
    for found in _IBAN.finditer(f"{row.text} {below.text}"):
        valid = _valid_iban(found.group())
        if valid and found.start() < end < found.start() + valid[1]:
            upper = row.found(valid[0], SURE - 0.07, found.start(), end)
            lower = below.found(valid[0], SURE, 0, found.start() + valid[1] - end - 1)
            yield replace(upper, boxes=(*upper.boxes, *lower.boxes))


def _valid_iban(printed: str) -> tuple[str, int] | None:
    """The valid IBAN with which a printed string begins, and how many of its characters it takes.

    What follows an account number in the same row is taken for more of it, so ever shorter beginnings are tried.
    """
    for end in range(len(printed), 14, -1):
        compact = re.sub(r"[\s.]", "", printed[:end])
        # In the check digits an O is a zero and an I or l a one.
        compact = compact[:2] + compact[2:4].translate(str.maketrans("OIl", "011")) + compact[4:]
        if _is_iban(compact):
            return compact, end
    return None


def _is_iban(compact: str) -> bool:
    try:
        IBAN(compact)
    except (SchwiftyException, ValueError):
        return False
    return True


def _vat_numbers_in(row: Row) -> Iterator[Found[str]]:
    for found in _VAT.finditer(row.text):
        for end in range(found.end(), found.start() + 8, -1):
            compact = re.sub(r"[\s.\-]", "", row.text[found.start() : end])
            if _is_vat_number(compact) and not row.text[end : end + 1].isalnum():
                yield row.found(compact, SURE, found.start(), end)
                break


def _is_vat_number(compact: str) -> bool:
    try:
        vat.validate(compact)
    except ValidationError:
        return False
    return True


def _each_once(found: Iterator[Found[str]]) -> tuple[Found[str], ...]:
    first: dict[str, Found[str]] = {}
    for entry in found:
        first.setdefault(entry.value, entry)
    return tuple(first.values())

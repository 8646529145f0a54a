"""Bank codes and structured payment references, and which of several accounts is meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from schwifty import BIC
from schwifty.exceptions import SchwiftyException
from stdnum import iso11649
from stdnum.ch import esr

from ocr_workers.fields.accounts import SURE, ibans_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr_workers.fields.rows import Found, Row

_BELGIAN = re.compile(r"(?<![\d/])[+*]{0,3}\s?(\d{3})\s?/\s?(\d{4})\s?/\s?(\d{5})(?![\d/])")
_CREDITOR = re.compile(r"\bRF\d{2}(?:\s?[A-Z0-9]){1,21}\b")
_SWISS = re.compile(r"(?<![\d.])\d{2}(?:\s?\d{5}){5}(?![\d.])")
_BIC = re.compile(r"\b[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?\b")
_BIC_LABEL = re.compile(r"\b(?:BIC|SWIFT)\b(?:\s*[-/]?\s*(?:code|BIC|adres|adresse))?\W*$", re.IGNORECASE)
_THEIRS = re.compile(
    r"\b(?:your|uw|votre|ihre?[mn]?|vostro|suo|customer|debit|debited|belastet|abbuch|abgebucht|einzug|ge[ïi]nd|"
    r"gedebiteerd|inn?en van|"
    r"pr[ée]lev|d[ée]bit[ée]?|domicili|addebit)\w*\b[^.]{0,30}$",
    re.IGNORECASE,
)


def find_payment_reference(rows: Sequence[Row]) -> Found[str] | None:
    """The first valid structured reference for a payment, without blanks and marks.

    Belgian (+++123/4567/89012+++, digits only), the creditor reference of ISO 11649 (RF18...), or the 27 digits
    of a Swiss QR reference.
    """
    for row in rows:
        for found in _references_in(row):
            return found
    return None


def find_bic(rows: Sequence[Row]) -> Found[str] | None:
    """The bank's code (ISO 9362): the one that a label names, or one of the same country beside an account."""
    labelled, beside = None, None
    for row in rows:
        countries = {account.value[:2] for account in ibans_in(row)}
        for found in _BIC.finditer(row.text):
            if not _is_bic(found.group()):
                continue
            if _BIC_LABEL.search(row.text[: found.start()]):
                labelled = labelled or row.found(found.group(), SURE, found.start(), found.end())
            elif found.group()[4:6] in countries:
                beside = beside or row.found(found.group(), SURE - 0.1, found.start(), found.end())
    return labelled or beside


def _references_in(row: Row) -> Iterator[Found[str]]:
    for found in _BELGIAN.finditer(row.text):
        digits = "".join(found.groups())
        if int(digits[10:]) == (int(digits[:10]) % 97 or 97):
            yield row.found(digits, SURE, found.start(), found.end())
    for found in _CREDITOR.finditer(row.text):
        for end in range(found.end(), found.start() + 4, -1):
            compact = row.text[found.start() : end].replace(" ", "")
            if iso11649.is_valid(compact) and not row.text[end : end + 1].isalnum():
                yield row.found(compact, SURE, found.start(), end)
                break
    for found in _SWISS.finditer(row.text):
        digits = found.group().replace(" ", "")
        if digits.strip("0") and esr.is_valid(digits):
            yield row.found(digits, SURE, found.start(), found.end())


def _is_bic(code: str) -> bool:
    try:
        BIC(code)
    except (SchwiftyException, ValueError):
        return False
    return True


def payee_first(ibans: Sequence[Found[str]], rows: Sequence[Row]) -> tuple[Found[str], ...]:
    """The accounts with those to pay into first, and those that the letter says money is taken from last."""
    return tuple(sorted(ibans, key=lambda found: _is_theirs(found, rows)))


def _is_theirs(found: Found[str], rows: Sequence[Row]) -> bool:
    row = next((row for row in rows if row.page == found.page and _stands_in(found, row)), None)
    if row is None:
        return False
    printed = row.words_between(0, len(row.text))
    first = found.boxes[0] if found.boxes else None
    before = " ".join(word.text for word in printed if first is not None and word.box.x < first.x)
    return _THEIRS.search(before) is not None


def _stands_in(found: Found[str], row: Row) -> bool:
    return any(word.box == box for word in row.words_between(0, len(row.text)) for box in found.boxes[:1])

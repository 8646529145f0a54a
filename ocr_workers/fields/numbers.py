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

LABELLED = 0.85
"""A reference without check digits that its label names."""
_BELGIAN = re.compile(r"(?<![\d/])[+*]{0,3}\s?(\d{3})\s?/\s?(\d{4})\s?/\s?(\d{5})(?![\d/])")
_BELGIAN_BARE = re.compile(
    r"(?:[+*]{3}\s?|\b(?:mededeling|communication|OGM|VCS)\b[^\d\n]{0,24})(\d{3})[\s.-]?(\d{4})[\s.-]?(\d{5})(?!\d)",
    re.IGNORECASE,
)
"""The same without its strokes: only between marks or behind a label, for other numbers have twelve digits too."""
_CREDITOR = re.compile(r"\bRF\d{2}(?:\s?[A-Z0-9]){1,21}\b")
_SWISS = re.compile(r"(?<![\d.])\d{2}(?:\s?\d{5}){5}(?![\d.])")
_DUTCH = re.compile(r"\bbetalings?kenmerk\W{0,3}(?P<number>\d{4}(?:[\s.]?\d{4}){3})(?!\s?\d)", re.IGNORECASE)
_ITALIAN = re.compile(
    r"\b(?:(?:codice|numero|n[.°]?)\s+(?:dell['’])?avviso|avviso pagopa)(?:\s+(?:di pagamento|pagopa))*\W{0,3}"
    r"(?P<number>[0-3]\d{3}(?:\s?\d{4}){3}\s?\d{2})(?!\s?\d)",
    re.IGNORECASE,
)
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

    Belgian (+++123/4567/89012+++, digits only), the creditor reference of ISO 11649 (RF18...), the 27 digits of a
    Swiss QR reference, the 18 of an Italian pagoPA notice, or the 16 of a Dutch "betalingskenmerk".
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
    for found in (*_BELGIAN.finditer(row.text), *_BELGIAN_BARE.finditer(row.text)):
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

    yield from _labelled_in(row)


def _labelled_in(row: Row) -> Iterator[Found[str]]:
    """References that only their label tells from other numbers: Dutch ones, and the notices of pagoPA.

    SACI 3, "Generazione del Numero Avviso": of a notice that begins with 0 or 3 the last two digits are the rest of
    those before them by 93; other beginnings leave them to the creditor.
    """
    for found in _DUTCH.finditer(row.text):
        digits = re.sub(r"\D", "", found["number"])
        yield row.found(digits, LABELLED, found.start("number"), found.end("number"))
    for found in _ITALIAN.finditer(row.text):
        digits = re.sub(r"\D", "", found["number"])
        if digits[0] in "12" or int(digits[:16]) % 93 == int(digits[16:]):
            yield row.found(digits, SURE, found.start("number"), found.end("number"))


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

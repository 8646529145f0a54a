"""The sender's reference: the number under which the sender keeps this matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ocr_workers.fields.dates import find_dates
from ocr_workers.fields.labels import INVOICE_NUMBER, OUR_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr_workers.fields.rows import Found, Row

_NUMBER = re.compile(
    r"(?:\b(?!NR|NO|N\b)[A-Z]{2,4}\s)?(?=\S*\d)[A-Za-z0-9][A-Za-z0-9./_-]{2,24}(?:\s(?=[\d/-]{2,})[\d/-]{2,12}){0,3}(?:\s[A-Z]{2}\b)?"
)
"""A number in one piece or in groups, with the capital letters before ("RE 188349") or behind ("... 801 EU") it."""
_YOURS = re.compile(r"(?:\buw\b|\bvotre\b|\bvos\b|\bihr|\byour\b|\bvostr|\bsuo\b)", re.IGNORECASE)
REACH = 30


def find_reference(rows: Sequence[Row]) -> Found[str] | None:
    """The invoice number, or else the sender's reference, as printed; the recipient's own reference does not count."""
    for label, confidence in ((INVOICE_NUMBER, 0.92), (OUR_REFERENCE, 0.8)):
        found = next(_labelled(rows, label, confidence), None)
        if found is not None:
            return found
    return None


def _labelled(rows: Sequence[Row], label: re.Pattern[str], confidence: float) -> Iterator[Found[str]]:
    for position, row in enumerate(rows):
        for match in label.finditer(row.text):
            if _YOURS.search(row.text[max(0, match.start() - 12) : match.start()]):
                continue
            yield from _beside(row, match.end(), confidence)
            if position + 1 < len(rows):
                yield from _below(row, rows[position + 1], match, confidence - 0.1)


def _beside(row: Row, after: int, confidence: float) -> Iterator[Found[str]]:
    number = _NUMBER.search(row.text, after)
    if number and number.start() - after <= REACH and not _is_date(number.group()):
        yield row.found(number.group().rstrip(".-/"), confidence, number.start(), number.end())


def _below(row: Row, below: Row, label: re.Match[str], confidence: float) -> Iterator[Found[str]]:
    words = row.words_between(label.start(), label.end())
    if not words or below.page != row.page:
        return
    for number in _NUMBER.finditer(below.text):
        first = below.words_between(number.start(), number.end())
        near = bool(first) and abs(first[0].box.x - words[0].box.x) <= 3 * words[0].box.height
        if near and not _is_date(number.group()):
            yield below.found(number.group().rstrip(".-/"), confidence, number.start(), number.end())


def _is_date(text: str) -> bool:
    dates = find_dates(text)
    return bool(dates) and dates[0].end - dates[0].start >= len(text) - 1

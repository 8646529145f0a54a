"""The numbers under which sender and recipient keep this matter: of the invoice, of the file, of the customer.

Every number that may be one is looked at with what stands before it or above it; the label
nearest to it says whose number it is. A number that is in the subject needs no label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr_workers.fields.dates import find_dates
from ocr_workers.fields.number_labels import Owner, owner_of

if TYPE_CHECKING:
    from ocr_workers.fields.rows import Found, Row
    from ocr_workers.layout import Run
    from paper.geometry import Box

_NUMBER = re.compile(
    r"(?<![\w/.-])(?:(?!NR|NO|N\b)[A-Z]{2,4}[ -])?(?=[^\s|]*\d)[A-Za-z0-9][A-Za-z0-9./_-]{2,24}"
    r"(?:\s(?=[\d/-]{2,})[\d/-]{2,12}(?![\d.,]*[.,]\d)){0,3}(?:\s[A-Z]{2}\b)?"
)
"""A number in one piece or in groups, with the capital letters before ("RE 188349") or behind ("... 801 EU") it."""
_NO_NUMBER = re.compile(
    r"^(?:(?:19|20)\d\d|\d{1,3}(?:[.,]\d{3})*[.,]\d\d|\d+%|\d{1,2}|[+]?\d{1,2}[.:]\d\d|\d{1,2}e[rn]?|\w+@\S+|"
    r"[A-Z]{2}\d{2}(?:\s?\d{4}){3}.*"
    r"|[^\d]{4,}\d{1,2}|www\.\S+)$"
)
_FAMILY = frozenset((Owner.CUSTOMER, Owner.MATTER))
REACH = 34
TITLE_SURENESS = 0.6
LATER = 0.04
"""A number further down is a little less likely the document's own: this much less at the foot than at the head."""


@dataclass(frozen=True, slots=True)
class _Numbered:
    found: Found[str]
    owner: Owner
    score: float


def find_references(rows: Sequence[Row], subject: str | None = None) -> tuple[Found[str] | None, Found[str] | None]:
    """The sender's reference (the document's number before the matter's), and the customer's or contract's number.

    The recipient's own reference does not count.
    """
    numbered = list(_numbered(rows, subject))
    own = [each for each in numbered if each.owner in (Owner.DOCUMENT, Owner.REFERENCE, Owner.MATTER)]
    reference = max(own, key=lambda each: each.score, default=None)
    kept = [each for each in numbered if each.owner in _FAMILY and each.score > TITLE_SURENESS]
    customer = max(kept, key=lambda each: (each.owner is Owner.CUSTOMER, each.score), default=None)
    return reference.found if reference else None, customer.found if customer else None


def _numbered(rows: Sequence[Row], subject: str | None) -> Iterator[_Numbered]:
    for position, row in enumerate(rows):
        above = rows[position - 1] if position and rows[position - 1].page == row.page else None
        for number in _NUMBER.finditer(row.text):
            value = number.group().rstrip(".-/_")
            if not _may_be_a_number(value, row, number.end()):
                continue
            start, end = number.start(), number.start() + len(value)
            owned = _owner(row, above, start, end) or _owner_in_title(value, subject)
            if owned and owned[0] is not Owner.FOREIGN:
                place = row.height_share + row.index
                yield _Numbered(row.found(value, owned[1], start, end), owned[0], owned[1] - LATER * place)


def _may_be_a_number(value: str, row: Row, end: int) -> bool:
    if len(value) < 3 or _NO_NUMBER.match(value) or row.text[end : end + 2].strip().startswith(("%", "€")):
        return False
    dates = find_dates(value)
    return not (dates and dates[0].end - dates[0].start >= len(value) - 1)


def _owner(row: Row, above: Row | None, start: int, end: int) -> tuple[Owner, float] | None:
    """Whose number stands at a place: by the label before it, or else by the label above it."""
    before = row.text[max(0, start - REACH) : start]
    if "   " in before.rstrip() or not before.strip():
        before = before.rsplit("   ", 1)[-1] if before.strip() else ""
    beside = owner_of(row.text[max(0, start - REACH) : start].rstrip() if not before.strip() else before)
    return beside or (_owner_above(row, above, start, end) if above else None)


def _owner_above(row: Row, above: Row, start: int, end: int) -> tuple[Owner, float] | None:
    words = row.words_between(start, end)
    heading = _heading(above, words[0].box) if words else None
    if heading is None or any(mark.isdigit() for mark in heading.text):
        return None
    owned = owner_of(heading.text.rstrip(" :") + " ")
    return (owned[0], owned[1] - 0.1) if owned else None


def _heading(above: Row, value: Box) -> Run | None:
    """What stands above a value: begun at the same place, or else over the most of it: columns may end together."""
    aligned = next((run for run in above.runs if abs(run.box.x - value.x) <= 3 * value.height), None)
    if aligned is not None:
        return aligned
    widths = {run: min(run.box.right, value.right) - max(run.box.x, value.x) for run in above.runs}
    best = max(widths, key=lambda run: widths[run], default=None)
    return best if best is not None and widths[best] > 0 else None


def _owner_in_title(value: str, subject: str | None) -> tuple[Owner, float] | None:
    if subject and value in subject and len(value) >= 4 and sum(mark.isdigit() for mark in value) >= 3:
        return Owner.REFERENCE, TITLE_SURENESS
    return None

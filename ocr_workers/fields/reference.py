"""The numbers under which sender and recipient keep this matter: of the invoice, of the file, of the customer.

Every number that may be one is looked at with what stands before it or above it; the label
nearest to it says whose number it is. A number in the subject needs no label, nor does one that stands by itself at
the head of the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ocr_workers.fields.dates import find_dates
from ocr_workers.fields.look_alikes import Readings, readings_of, settled
from ocr_workers.fields.number_labels import (
    OF_ANOTHER,
    OF_SOME_SORT,
    SURENESS,
    Owner,
    is_of_a_file,
    is_of_an_invoice,
    owner_of,
)
from ocr_workers.fields.rows import COLUMN_GAP

if TYPE_CHECKING:
    from ocr_workers.fields.rows import Found, Row
    from ocr_workers.layout import Run
    from paper.geometry import Box

_NUMBER = re.compile(
    r"(?:(?<![\w/.,-])|(?<=\b[nN][.°º])|(?<=\b[nN][rRoO][.°º]))(?:\d{1,4}\s[A-Z][A-Za-z]{0,3}\s\d{1,5}/\d{2,4}[a-z]?\b|(?:(?!NR|NO|N\b)[A-Z]{1,4}\s\d{2}|\d{1,2})(?:\s\d{2,7}(?![\w.,/-]*\d)){2,4}"
    r"|\d{3}\s\d{4}\s\d{8}\s\d{2}\s\d{3}(?!\d)"
    r"|\d{3,4}\s\d{3,4}\s\d(?![\w.,/-]|\s\d)"
    r"|(?!NR|NO|N\b)[A-Z]{2,4}\s\d{2}\s\d{3,5}(?![\w.,/-]*\d)"
    r"|(?:(?!NR|NO|N\b)[A-Z]{2,4}[ -])?(?=[^\s|]*\d)(?![Nn][orOR]?[.°º])"
    r"[A-Za-z0-9][A-Za-z0-9./_-]{2,40}"
    r"(?:\s(?=[\d/-]{2,})[\d/-]{2,12}(?![\d.,]*[.,]\d)){0,3}(?:\s\d?[A-Z]{2}\b)?)"
)
"""A number in one piece or in groups, with the capital letters before ("RE 188349") or behind ("... 801 EU") it."""
_NO_NUMBER = re.compile(
    r"^(?:(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-](?:1[89]|20)\d\d|\d{1,3}(?:[.,]\d{3})*[.,]\d\d|\d+%|\d{1,2}|[+]?\d{1,2}[.:]\d\d|\d{1,2}e[rn]?|\w+@\S+|"
    r"[A-Z]{2}\d{2}(?:\s?\d{4}){3}.*"
    r"|[^\d]{4,}\d{1,2}|www\.\S+)$"
)
_FOR_A_PAYMENT = re.compile(r"[+*]{0,3}\s?\d{3}\s?/\s?\d{4}\s?/\s?\d{5}\s?[+*]{0,3}|RF\d{2}[A-Z0-9]{4,21}")
"""Numbers that are formed like nothing but a structured payment reference (Belgian, ISO 11649)."""
_SORT_CODE = re.compile(r"\bsort(?:ing)?\s?code\b|\b\d{2}-\d{2}-\d{2}\b|\bBLZ\b|bankleitzahl|\bIBAN\b", re.IGNORECASE)
_ACCOUNT = re.compile(r"\b(?:account|a/c|konto)[\s\w.:]{0,10}$", re.IGNORECASE)
_PAGE_BEHIND = re.compile(r"[\W_]*(?:page|pagina|seite|blad|blatt|foglio|feuillet?)[\W\d_]*$", re.IGNORECASE)
"""A heading that is repeated on later pages: "CL/26/2207-page 2"."""
_TELEPHONE = re.compile(r"^(?:00|0\d{1,4}[ /-])[\d .-]{5,}$")
_DIALLED = re.compile(r"[+]\s?[\d\s()./-]*$")
"""What stands before the later digits of a telephone number."""
_PIECE = re.compile(r"[^\W_]+")
_MISREAD_WORD = re.compile(r"(?=.*\d)(?:[^a-z]*[a-z]){3}")
_SMALL_SERIES = re.compile(r"[a-z]{2,5}\d{2,}|\d{3,}[a-z]{1,3}|[A-Z]?[a-z]+")
_FAMILY = frozenset((Owner.CUSTOMER, Owner.MATTER))
_LABEL_BEFORE = re.compile(r"[A-Z]{2,4}\s(?=\S*\d)")
_LONE = re.compile(r"(?=(?:\D*\d){3})(?=.*[A-Z/.-])(?!.*[a-z]{3})[A-Z0-9][A-Za-z0-9./_-]{4,24}")
"""A number that names a matter though no label says so: digits with capitals or marks between them."""
_REST_OF_A_SUM = re.compile(r"[.,]\d|\s?(?:€|EUR|CHF|£|\$|%|kWh|m[²³23]\b)")
LONE_TOP_MM, LONE_BOTTOM_MM = 40.0, 140.0
"""Where on the first page a number that stands by itself may be the letter's."""
LONE, UNNAMED = 0.45, 0.35
LEAST_DIGITS, FURTHEST_DOWN = 4, 0.93
MOST_DIALLED = 15
"""Digits of a telephone number at most (ITU-T E.164)."""
HEADING_MM = 14.0
"""How far above a value the head of its column stands at most."""
MOST_ROWS_UP = 3
MOST_WORDS_BEFORE = 2
"""What stands before a value in its column, where the column's head says whose it is."""
FULL_LINE, FURTHEST_LINE = 45, 3.0
"""Characters of a line that runs on, and letter heights within which its next line begins."""
REACH = 64
_COURT = re.compile(r"gericht\b|\brechtssache\b|\bexekution|\bklagende partei\b", re.IGNORECASE)
_OF_A_COURT = re.compile(r"\d{1,4}\s?[A-Z]{1,3}[a-z]{0,2}\s\d{1,6}/\d{2}\s?[a-z]?(?:\s?[-–]\s?\d{1,3})?")
"""A case's number at German and Austrian courts, without a label: "9 C 418/26 f - 7"."""
COURT_BOTTOM_MM, OF_A_COURT = 110.0, 0.72
TITLE_SURENESS = 0.6
REMINDED_OF = 0.76
"""The number of the invoice that a reminder is about: less its own than its reference, more than a contract's."""
LATER = 0.04
"""A number further down is a little less likely the document's own: this much less at the foot than at the head."""


@dataclass(frozen=True, slots=True)
class _Numbered:
    found: Found[str]
    owner: Owner
    sureness: float
    lateness: float
    is_file: bool
    is_invoice: bool = False

    @property
    def score(self) -> float:
        """What it is chosen by: how sure its label makes it, and how far up it stands."""
        return self.sureness - self.lateness


def _in_reminder(each: _Numbered) -> _Numbered:
    if each.owner is Owner.DOCUMENT:
        return replace(each, sureness=REMINDED_OF)
    if each.owner is Owner.MATTER and each.is_file:
        return replace(each, sureness=SURENESS[Owner.REFERENCE])
    return each


def find_references(
    rows: Sequence[Row], subject: str | None = None, *, is_reminder: bool = False, is_credit: bool = False
) -> tuple[Found[str] | None, Found[str] | None]:
    """The sender's reference (the document's number before the matter's), and the customer's or contract's number.

    The recipient's own reference does not count. In a reminder the sender's reference or file goes before the number
    of the invoice that is reminded of; in a credit note its own number before that of the invoice that it mends.
    """
    numbered = [*_numbered(rows, subject), *_of_a_court(rows)]
    if is_reminder:
        numbered = [_in_reminder(each) for each in numbered]
    if is_credit:
        numbered = [replace(each, sureness=OF_ANOTHER) if each.is_invoice else each for each in numbered]
    own = [each for each in numbered if each.owner in (Owner.DOCUMENT, Owner.REFERENCE, Owner.MATTER)]
    reference = max(own, key=lambda each: each.score, default=None)
    reference = reference or next(_lone(rows), None) or next(_unnamed(rows), None)
    kept = [each for each in numbered if each.owner in _FAMILY and each.score > TITLE_SURENESS]
    customer = max(kept, key=lambda each: (each.owner is Owner.CUSTOMER, each.score), default=None)
    readings = readings_of(rows)
    return _settled(reference, readings), _settled(customer, readings)


def _settled(chosen: _Numbered | None, readings: Readings) -> Found[str] | None:
    return replace(chosen.found, value=settled(chosen.found.value, readings)) if chosen else None


def _of_a_court(rows: Sequence[Row]) -> Iterator[_Numbered]:
    """The number of a case that stands by itself at the head of a court's letter."""
    head = [row for row in rows if row.is_first_page and row.top_mm <= COURT_BOTTOM_MM]
    if not any(_COURT.search(row.text) for row in head):
        return
    for row in head:
        for run in row.runs:
            if _OF_A_COURT.fullmatch(run.text):
                start = row.text.find(run.text)
                found = row.found(run.text, OF_A_COURT, start, start + len(run.text))
                yield _Numbered(found, Owner.REFERENCE, OF_A_COURT, 0.0, is_file=True)


def _lone(rows: Sequence[Row]) -> Iterator[_Numbered]:
    """Numbers without any label that stand by themselves between letterhead and text."""
    for row in rows:
        for run in row.runs:
            is_there = row.is_first_page and LONE_TOP_MM <= run.top_mm <= LONE_BOTTOM_MM
            if is_there and _LONE.fullmatch(run.text) and _may_be_a_number(run.text, row, 0):
                start = row.text.find(run.text)
                found = row.found(run.text, LONE, start, start + len(run.text))
                yield _Numbered(found, Owner.REFERENCE, LONE, 0.0, is_file=False)


def _numbered(rows: Sequence[Row], subject: str | None) -> Iterator[_Numbered]:
    for position, row in enumerate(rows):
        above = [each for each in rows[max(0, position - MOST_ROWS_UP) : position] if each.page == row.page]
        for number in _NUMBER.finditer(row.text):
            value, start = _without_label(_PAGE_BEHIND.sub("", number.group()).rstrip(".-/_"), number.start())
            is_another = _DIALLED.search(row.text[:start]) or _is_bank_account(row, start)
            if is_another or not _may_be_a_number(value, row, number.end()):
                continue
            end = start + len(value)
            owned = _owner(row, above, start, end) or _owner_in_title(value, subject)
            if owned and owned[0] is not Owner.FOREIGN and _fits(value, owned):
                place = row.height_share + row.index
                before = row.text[max(0, start - REACH) : start]
                kinds = is_of_a_file(before), is_of_an_invoice(before)
                yield _Numbered(row.found(value, owned[1], start, end), *owned, LATER * place, *kinds)


def _is_bank_account(row: Row, start: int) -> bool:
    """Whether a number is that of an account at a bank, whose branch stands beside it; else it is a customer's."""
    return _ACCOUNT.search(row.text[:start]) is not None and _SORT_CODE.search(row.text) is not None


def _unnamed(rows: Sequence[Row]) -> Iterator[_Numbered]:
    """Numbers in the text of the first page that no label names, and that look like nothing but a reference."""
    for row in rows:
        if not row.is_first_page or row.top_mm < LONE_TOP_MM or row.height_share > FURTHEST_DOWN:
            continue
        for number in _NUMBER.finditer(row.text):
            value, start = number.group().rstrip(".-/_"), number.start()
            is_like_one = _LONE.fullmatch(value) and sum(mark.isdigit() for mark in value) >= LEAST_DIGITS
            owned = _owner(row, [], start, number.end())
            is_sum = _REST_OF_A_SUM.match(row.text[start + len(value) :]) is not None
            if is_like_one and owned is None and not is_sum and _may_be_a_number(value, row, number.end()):
                found = row.found(value, UNNAMED, start, start + len(value))
                yield _Numbered(found, Owner.REFERENCE, UNNAMED, 0.0, is_file=False)


def _without_label(value: str, start: int) -> tuple[str, int]:
    """A number without the capitals before it that are a label and no part of it: "PV 2026/17", but "RE 188349"."""
    label = _LABEL_BEFORE.match(value)
    if label is None or owner_of(label.group()) is None:
        return value, start
    return value[label.end() :], start + label.end()


def _may_be_a_number(value: str, row: Row, end: int) -> bool:
    if (
        len(value) < 3
        or not _is_plausible(value)
        or _NO_NUMBER.match(value)
        or _FOR_A_PAYMENT.fullmatch(value)
        or row.text[end : end + 2].strip().startswith(("%", "€"))
    ):
        return False
    dates = find_dates(value)
    return not (dates and dates[0].end - dates[0].start >= len(value) - 1)


def _is_plausible(value: str) -> bool:
    """Whether a value has the shape of a number that somebody counts by, and not of a word read badly."""
    words = (piece for piece in _PIECE.findall(value) if _MISREAD_WORD.match(piece))
    return all(_SMALL_SERIES.fullmatch(piece) for piece in words)


def _fits(value: str, owned: tuple[Owner, float]) -> bool:
    """Whether a number is like one that so loose a label announces."""
    digits = sum(mark.isdigit() for mark in value)
    is_dialled = digits <= MOST_DIALLED and _TELEPHONE.match(value) is not None
    if owned[1] > OF_SOME_SORT:
        return owned[0] in (Owner.DOCUMENT, Owner.REFERENCE) or not is_dialled
    return digits >= 3 and not is_dialled


def _owner(row: Row, above: Sequence[Row], start: int, end: int) -> tuple[Owner, float] | None:
    """Whose number stands at a place: by the label before it, or else by the label above it."""
    before = row.text[max(0, start - REACH) : start]
    own = before.rsplit(COLUMN_GAP, 1)[-1]
    # A colon may stand in a column of its own, and a value in the next.
    beside = owner_of(own if any(mark.isalnum() for mark in own) else " ".join(before.split()) + " ")
    return beside or _owner_before_break(row, above, start) or _owner_above(row, above, start, end)


def _owner_before_break(row: Row, above: Sequence[Row], start: int) -> tuple[Owner, float] | None:
    """Whose number begins a line of text: by the label at the end of the full line above."""
    upper = above[-1] if above else None
    if start or upper is None or len(upper.runs) > 1 or len(upper.text) < FULL_LINE:
        return None
    is_near = row.top_mm - upper.top_mm <= FURTHEST_LINE * row.height_mm
    return owner_of(f"{upper.text[-REACH:]} ") if is_near else None


def _owner_above(row: Row, above: Sequence[Row], start: int, end: int) -> tuple[Owner, float] | None:
    """Whose number it is by the head of its column: the nearest row above that has anything over the value."""
    if len(row.text[:start].rsplit(COLUMN_GAP, 1)[-1].split()) > MOST_WORDS_BEFORE:
        return None  # within a sentence or an address, which has no head
    words = row.words_between(start, end)
    for upper in reversed(above):
        heading = _heading(upper, words[0].box) if words else None
        if heading is None and row.top_mm - upper.top_mm <= HEADING_MM:
            continue
        if heading is None or any(mark.isdigit() for mark in heading.text) or row.top_mm - heading.top_mm > HEADING_MM:
            return None
        owned = owner_of(heading.text.rstrip(" :") + " ")
        return (owned[0], owned[1] - 0.1) if owned else None
    return None


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

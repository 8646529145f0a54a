"""What a letter says that it is about."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from ocr_workers.fields.dates import find_dates
from ocr_workers.fields.labels import SALUTATION, SUBJECT_LABEL
from ocr_workers.fields.number_labels import Owner, owner_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocr_workers.fields.rows import Found, Row
    from ocr_workers.layout import Run
    from paper.geometry import Box

_BARE_LABEL = re.compile(r"^(?:onderwerp|betreft|betreff|objet|oggetto)\s+(?=\S)", re.IGNORECASE)
"""A label of a narrow column that has no colon, as courts and ministries print it."""
_LABELLED_NUMBER = re.compile(r"^(?P<label>[^\d:.]{1,16}[:.]\s*)(?=\S*\d)[\w./-]+(?:\s[\w./-]*\d[\w./-]*)*$")
LONGEST_SUBJECT = 160
SALUTATION_REACH_MM = 30.0
TITLE_TIMES, LARGE_TITLE_TIMES = 1.2, 1.5
SHORT_REST, LONGEST_PLACE = 9, 30
ALONE_FROM_MM, ALONE_TO_MM = 70.0, 150.0
"""Where on the page the text of a letter begins."""
FULL_LINE = 75
"""A line of so many characters is a line of text."""
GAP_IN_HEIGHTS = 1.2
"""So many letter heights of nothing part a subject from what follows it."""
SAME_MARGIN_MM = 3.0
SECOND_COLUMN_MM = 90.0
LONG_WORD = 4


def find_subject(rows: Sequence[Row], recipient: Box | None) -> Found[str] | None:
    """The subject line without its label.

    The labelled one, or the line alone below the salutation, as British letters have it, or the line above it, or the
    title in large type, or the line alone where the text begins, or the line in the largest type.

    Args:
        rows: The letter's rows.
        recipient: The recipient's block on the first page, in which no subject stands.
    """
    first = [row for row in rows if row.is_first_page]
    return (
        _labelled(first)
        or _below_salutation(first)
        or _above_salutation(first, recipient)
        or _title(first, recipient, LARGE_TITLE_TIMES)
        or _alone(first, recipient)
        or _title(first, recipient, TITLE_TIMES)
    )


def _labelled(rows: Sequence[Row]) -> Found[str] | None:
    for position, row in enumerate(rows):
        for run in row.runs:
            label = SUBJECT_LABEL.match(run.text)
            if label:
                text = run.text[label.end() :].strip() or _to_the_right(row, run)
                return _found(row, run, _with_next_line(text, run, rows[position + 1 :]), 0.95)
            bare = _BARE_LABEL.match(run.text) if run.left_mm >= SECOND_COLUMN_MM else None
            if bare:
                return _found(row, run, _with_rest(run.text[bare.end() :], run, rows[position + 1 :]), 0.8)
    return None


def _with_rest(text: str, run: Run, following: Sequence[Row]) -> str:
    """A subject in a narrow column with what is left of it on the next line, which begins with a small letter."""
    below = [each for each in (following[0].runs if following else ()) if each.left_mm >= run.left_mm - SAME_MARGIN_MM]
    runs_on = bool(below) and below[0].text[:1].islower() and not _is_a_fact(below[0].text)
    return f"{text} {below[0].text}" if runs_on else text


def _to_the_right(row: Row, label: Run) -> str:
    return " ".join(run.text for run in row.runs if run.box.x > label.box.x)


def _with_next_line(text: str, run: Run, following: Sequence[Row]) -> str:
    """A subject that runs on: the next line begins under it, in the same type, close below, and is no salutation."""
    if not following or len(text) < 40:
        return text
    below = following[0].runs[0]
    close = below.box.y - run.box.bottom <= 0.9 * run.box.height
    under = below.left_mm >= run.left_mm - 1.0
    if close and under and not SALUTATION.match(below.text):
        return f"{text} {below.text}"[:LONGEST_SUBJECT]
    return text


def _below_salutation(rows: Sequence[Row]) -> Found[str] | None:
    """A line by itself between the salutation and the first line of text, which ends like no sentence."""
    for salutation, row, below in zip(rows, rows[1:], rows[2:], strict=False):
        greeting, run = salutation.runs[0], row.runs[0]
        if salutation.top_mm <= 60 or not SALUTATION.match(greeting.text):
            continue
        is_line = (
            len(row.runs) == 1 and len(run.text) <= FULL_LINE and abs(run.left_mm - greeting.left_mm) <= SAME_MARGIN_MM
        )
        parted = all(_gap(*pair) >= GAP_IN_HEIGHTS * run.height_mm for pair in ((salutation, row), (row, below)))
        return _found(row, run, run.text, 0.8) if is_line and parted and _names_a_matter(run.text) else None
    return None


def _gap(row: Row, below: Row) -> float:
    return below.top_mm - row.top_mm - row.height_mm


def _names_a_matter(text: str) -> bool:
    """Whether a line begins like a title, has a word, and ends like no sentence."""
    wordy = any(len(word) >= LONG_WORD and word.isalpha() for word in text.split())
    begins = text[:1].isupper() or text[:1].isdigit()
    return wordy and begins and not text.rstrip().endswith((".", ",", ":", ";", "!")) and not _is_a_fact(text)


def _above_salutation(rows: Sequence[Row], recipient: Box | None) -> Found[str] | None:
    at = next((i for i, row in enumerate(rows) if SALUTATION.match(row.runs[0].text) and row.top_mm > 60), None)
    if at is None:
        return None
    for row in reversed(rows[:at]):
        if rows[at].top_mm - row.top_mm > SALUTATION_REACH_MM:
            return None
        run = row.runs[0]
        is_fact = _is_a_date(run.text) or _is_a_labelled_number(run.text)
        if not _is_elsewhere(run, recipient) and not is_fact and len(run.text) <= LONGEST_SUBJECT:
            return _found(row, run, run.text, 0.8)
    return None


def _title(rows: Sequence[Row], recipient: Box | None, times: float) -> Found[str] | None:
    """The largest type below the letterhead, as invoices and statements have it, not a signature below the text."""
    begun = next((row.top_mm for row in rows if row.top_mm > ALONE_FROM_MM and _is_text(row)), 180.0)
    body = [
        (row, run) for row in rows for run in row.runs if 40 < row.top_mm <= begun and not _is_elsewhere(run, recipient)
    ]
    if not body:
        return None
    heights = sorted(run.height_mm for _, run in body)
    row, run = max(body, key=lambda pair: pair[1].height_mm)
    wordy = sum(letter.isalpha() for letter in run.text) >= 4
    if run.height_mm < times * heights[len(heights) // 2] or not wordy:
        return None
    return _found(row, run, run.text, 0.6)


def _is_text(row: Row) -> bool:
    return any(len(run.text) > FULL_LINE for run in row.runs)


def _alone(rows: Sequence[Row], recipient: Box | None) -> Found[str] | None:
    """A line of a few words below the addresses with a gap behind it, before the first line of text."""
    for row, below in itertools.pairwise(rows):
        run = row.runs[0]
        if not ALONE_FROM_MM <= row.top_mm <= ALONE_TO_MM or _is_elsewhere(run, recipient):
            continue
        if len(run.text) > FULL_LINE or SALUTATION.match(run.text):
            return None
        is_said = (
            len(row.runs) == 1 and len(run.text.split()) > 1 and not run.text.rstrip().endswith((".", ",", ":", ";"))
        )
        if is_said and _gap(row, below) >= GAP_IN_HEIGHTS * row.height_mm and not _is_a_fact(run.text):
            return _found(row, run, run.text, 0.45)
    return None


def _is_a_labelled_number(text: str) -> bool:
    """Whether a line is but a label and a number ("Az. PA-7/26", "Uw dossier: 26-118"); "Invoice 17" is more."""
    found = _LABELLED_NUMBER.match(text)
    owned = owner_of(found["label"]) if found else None
    return owned is not None and owned[0] is not Owner.DOCUMENT


def _is_a_fact(text: str) -> bool:
    """Whether a line is a date, a label with its value, or a number."""
    return (
        _is_a_date(text)
        or _is_a_labelled_number(text)
        or ":" in text
        or sum(mark.isdigit() for mark in text) * 2 > len(text)
    )


def _is_elsewhere(run: Run, recipient: Box | None) -> bool:
    return recipient is not None and run.box.overlap(recipient) > 0


def _is_a_date(text: str) -> bool:
    """Whether a line is a date, with its place or a label at most: "Gent, den 12. März 2026"."""
    dates = find_dates(text)
    if not dates:
        return False
    rest = text[: dates[0].start] + text[dates[0].end :]
    before = text[: dates[0].start]
    return len(rest.strip()) <= SHORT_REST or (len(rest) <= LONGEST_PLACE and ("," in before or ":" in before))


def _found(row: Row, run: Run, text: str, confidence: float) -> Found[str]:
    start = row.text.find(run.text)
    return row.found(text.strip()[:LONGEST_SUBJECT], confidence, start, start + len(run.text))

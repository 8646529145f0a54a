"""Which of a letter's dates is the date of the letter.

Every letter names other days too: when to pay, from when to when, when somebody was
born, which letter is answered. What stands beside a date tells more than where it
stands; both are weighed.
"""

from __future__ import annotations

import datetime
import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ocr_workers.fields.amounts import find_amounts
from ocr_workers.fields.dates import DateSpan, find_dates, find_days_without_year
from ocr_workers.fields.labels import (
    ARTICLE_BEFORE,
    CLAUSE_END,
    DATE_LABEL,
    DUE,
    DUE_BEHIND,
    EARLY,
    OTHER_DATE,
    OTHER_DATE_OF,
    OTHER_DAY,
    TAKEN,
    VALID_UNTIL,
)
from ocr_workers.fields.rows import COLUMN_GAP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr_workers.fields.rows import Found, Row

AHEAD = datetime.timedelta(days=10)
"""Letters are dated a few days ahead at most."""
LONG_AGO = datetime.timedelta(days=3 * 365)
LABEL_REACH = 36
"""Characters before a date in which its label stands."""
ACCEPTED = 1.0
SURE = 5.0
LATEST = 0.5
SIGNED = 3.5
"""The weight of a place and day of signing: they stand in running text, and on the last page."""
LONGEST_HEAD = 40
"""Characters of the head of a column; what is longer is a line of text."""
RANGE_REACH = 24
"""Another date so few characters before makes both a period."""
PREVENTED_REACH = 110
"""Characters before a date in which a sentence may say for whom it is set."""
FULL_LINE = 40
"""Characters from which a row is taken for a full line of text."""

_OF_THE_INVOICE = re.compile(
    r"(?:^|[-–·|:]\s|\s{3})\W*(?:(?:votre|notre|uw|onze|your|our|ihre?|unsere?|la sua|la vostra|sua|vostra) )?"
    r"(?:handels|schluss|teil|strom|ab)?(?:rechnung|invoice|bill|facture|fattura|"
    r"bolletta|factuur|(?:eind)?afrekening|gutschrift|avoir|d[ée]compte|relev[ée]|credit note|"
    r"creditnota|nota di credito|vfg\.?|verf[üu]gung|beschluss|bescheid|schreiben|beschikking|"
    r"arr[êe]t[ée]?|jugement|ordonnance|"
    r"decreto|ordinanza)(?:\b|(?<=\.))"
    r"[^,;]{0,60}?\b(?:vom|du|del|van|of|dated|date)\s*$",
    re.IGNORECASE,
)
"""As in: Rechnung Nr. 12 vom 5. Juni 2018."""
_PLACE = re.compile(r"(?:^|\s{3})\W*[^\W\d_][^\d,;:]{2,30},\s*(?:(?:le|den|de|il|am|l[iì]|on)\s+)?$", re.IGNORECASE)

_SIGNED = re.compile(
    r"\b(?:signed|executed|done|opgemaakt|(?:onder)?getekend|verleden|gedaan|fait|sign[ée]e?s?|[ée]tabli|dress[ée]|"
    r"unterzeichnet|unterschrieben|geschehen|ausgefertigt|fatto|redatto|firmato|sottoscritto)\b[^.;\d]{0,90}"
    r"\b(?:on|op|le|am|den|il|l[iì])\s*$",
    re.IGNORECASE,
)
"""As deeds and contracts end: signed, mostly at a place, on a day."""
_YEAR_FIRST = re.compile(r"^\W*(?:l['’]an\b|l['’]anno\b|(?:in )?het jaar\b|im jahre?\b|in the year\b)", re.IGNORECASE)
"""The first line of a deed, of which the day and the month are the second."""
_WEEKDAY = re.compile(
    r"^\W*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:maan|dins|woens|donder|vrij|zater|zon)dag|"
    r"(?:lun|mar|mercre|jeu|vendre|same)di|"
    r"dimanche|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)|(?:luned|marted|mercoled|"
    r"gioved|venerd)[iì]|sabato|"
    r"domenica)\b",
    re.IGNORECASE,
)
_STANDING = re.compile(
    r"\b(?:balance|saldo|solde|stand|position|kontostand|standing|disponibilit[àa]|avoir)\b[^.;\d]{0,40}"
    r"\b(?:at|on|as of|op|per|au|am|zum|al)\s*$",
    re.IGNORECASE,
)
"""What an account comes to on the day of its statement."""
_EARLIER = re.compile(
    r"opening|previous|brought|vorig|begin|ancien|pr[ée]c[ée]dent|initial|alter|anfang|iniziale", re.IGNORECASE
)
_TODAY = re.compile(
    r"(?:^|[.;:]\s|\s{3})\W*(?:(?:op )?heden\b|(?:de )?ce jour\b|aujourd['’ ]?hui\b|l['’]an\b|l['’]anno\b|"
    r"oggi\b|heute\b|"
    r"am heutigen tage?\b|im jahre\b|(?:in )?het jaar\b|in the year\b|(?:on )?this\b(?= *$|.{0,12} day)|"
    r"today\b)[^.;\d]{0,60}$",
    re.IGNORECASE,
)
"""As deeds and summonses begin: "Heden, vijftien januari ...", "L'an deux mille vingt-six, le quinze janvier"."""
_BEGINS_RANGE = re.compile(
    r"^\s*(?:[-–—]|to|until|till|through|tot(?: en met)?|t/m|au|jusqu['’]au|bis(?: zum)?|al|fino al)\s*"
    r"(?:le |the |het |den |zum )?\d{1,2}(?:[./ -]|er|st|nd|rd|th)",
    re.IGNORECASE,
)
"""What stands behind the first day of a period: its last."""
_BOOKED = re.compile(r"^\W*\d{1,2}(?:[./-]\d{1,2}\b|\.?\s+[^\W\d_]{3,9}\b)")
"""How a line of a statement begins: with the day on which something was booked."""
_PREVENTED = re.compile(
    r"(?:if you (?:cannot|can['’]?t|are (?:unable|prevented)|do not wish)|unable to|(?:niet kunt|verhinderd)|"
    r"(?:en cas d['’]|si vous (?:avez un )?)emp[êe]ch|ne pouvez pas|verhindert|nicht (?:wahrnehmen|kommen)|absagen|"
    r"impossibilitat|non (?:pu[òo]|potete) (?:venire|presentar))",
    re.IGNORECASE,
)
"""What leads to a day by which only those who cannot come must say so."""
_PART_OF_RANGE = re.compile(
    r"(?<![\d.,/])\d{1,2}(?:\.|er|st|nd|rd|th|º|°)?(?:\s+[^\W\d_]{3,10}\.?|[./-]\d{1,2}\.?)?\s*"
    r"(?:[-–—]|to|until|till|through|tot(?: en met)?|t/m|au|jusqu['’]au|bis(?: zum)?|al|fino al)\s*$",
    re.IGNORECASE,
)
"""The first day of a period, without its year: "1.-15. März 2026", "du 1er au 31 mars 2026"."""
_RANGE = re.compile(
    r"^\s*(?:[-–—/+&]|to|until|till|through|and|tot(?: en met)?|t/m|en|au|jusqu['’]au|et|bis(?: zum)?|und|al|e|"
    r"fino al)?"
    r"\s*$",
    re.IGNORECASE,
)
"""What stands between the two days of a period, or of a row of days without labels."""
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!?]\s|\s{3}")
_MANDATE = re.compile(r"mandat|machtiging|mandate|vollmacht|erteilt", re.IGNORECASE)
_PAID_SO_FAR = re.compile(
    r"eing[äa]nge|payments? received|received (?:up|before|by)|re[çc]us?\b|ontvangen|pervenut|ricevut|"
    r"ber[üu]cksichtigt",
    re.IGNORECASE,
)
"""Payments that came in by a day are not asked for by it."""


@dataclass(frozen=True, slots=True)
class _Dated:
    row: Row
    span: DateSpan
    score: float
    below: Row | None = None

    def found(self, confidence: float) -> Found[datetime.date]:
        """The day with its words, on both rows where it runs over the end of one."""
        if self.below is None:
            return self.row.found(self.span.day, confidence, self.span.start, self.span.end)
        return _found_across(self.row, self.below, self.span, confidence)


def find_letter_date(rows: Sequence[Row], today: datetime.date | None) -> Found[datetime.date] | None:
    """The day on which the letter was written, as printed; `today` rules out days that have not come."""
    dated = _prefer_latest(list(_dates_in(rows, today)), today)
    if not dated:
        return None
    best = max(dated, key=lambda entry: entry.score)
    if best.score < ACCEPTED:
        return None
    rivals = [entry.score for entry in dated if entry.span.day != best.span.day]
    lead = best.score - max(rivals, default=0.0)
    confidence = min(best.score / SURE, 0.5 + lead / 4)
    return best.found(confidence)


def find_due_date(rows: Sequence[Row], letter_date: datetime.date | None) -> Found[datetime.date] | None:
    """The last day to pay or to answer, where the letter names one."""
    discounted: Found[datetime.date] | None = None
    for position, row in enumerate(rows):
        above = rows[position - 1] if position and rows[position - 1].page == row.page else None
        for span in find_dates(row.text):
            late_enough = letter_date is None or span.day >= letter_date
            if not late_enough or not _is_due(row, above, span) or _is_booking(row, span.start):
                continue
            if not _is_early(row, span):
                return row.found(span.day, 0.8, span.start, span.end)
            discounted = discounted or row.found(span.day, 0.5, span.start, span.end)
    return discounted or _due_otherwise(rows, letter_date)


def _is_early(row: Row, span: DateSpan) -> bool:
    """Whether a day is the last for a discount, which is not the last to pay."""
    since = max((each.end for each in find_dates(row.text[: span.start])), default=0)
    before = CLAUSE_END.split(_SENTENCE_END.split(row.text[since : span.start])[-1])[-1]
    behind = CLAUSE_END.split(_SENTENCE_END.split(row.text[span.end :])[0])[0]
    return EARLY.search(f"{before} {behind.split('. ')[0]}") is not None


def _due_otherwise(rows: Sequence[Row], letter_date: datetime.date | None) -> Found[datetime.date] | None:
    return _due_across(rows, letter_date) or _debited_on(rows, letter_date) or _due_this_year(rows, letter_date)


def _due_this_year(rows: Sequence[Row], letter_date: datetime.date | None) -> Found[datetime.date] | None:
    """A due date printed without its year: the first such day after the letter was written."""
    if letter_date is None:
        return None
    for position, row in enumerate(rows):
        above = rows[position - 1] if position and rows[position - 1].page == row.page else None
        for span in find_days_without_year(row.text, letter_date):
            if _is_due(row, above, span) and not _is_booking(row, span.start):
                return row.found(span.day, 0.65, span.start, span.end)
    return None


def _debited_on(rows: Sequence[Row], letter_date: datetime.date | None) -> Found[datetime.date] | None:
    """The day on which the sender takes the sum from an account himself."""
    for position, row in enumerate(rows):
        spans = [span for span in find_dates(row.text) if letter_date is None or span.day >= letter_date]
        below = rows[position + 1].text if position + 1 < len(rows) and len(row.text) >= FULL_LINE else ""
        if len(spans) == 1 and _is_debit(row, spans[0], below) and not _is_booking(row, spans[0].start):
            return row.found(spans[0].day, 0.7, spans[0].start, spans[0].end)
    return None


def _is_debit(row: Row, span: DateSpan, below: str) -> bool:
    """Whether the sentence round a date says that money is taken; `below` is the line that it may run on to."""
    before = _SENTENCE_END.split(row.text[: span.start])[-1]
    after = _SENTENCE_END.split(f"{row.text[span.end :]} {below}")[0]
    return TAKEN.search(f"{before} {after}") is not None and not _MANDATE.search(before[-LABEL_REACH:])


def _is_booking(row: Row, start: int) -> bool:
    """Whether a day is told of in a line of a statement, which another day begins and a sum ends."""
    booked = _BOOKED.match(row.text)
    sums = find_amounts(row.text) if booked and booked.end() <= start else ()
    return any(amount.has_cents and amount.start > start for amount in sums)


def is_for_prevented(before: str) -> bool:
    """Whether the text before a date sets it only for those who cannot come."""
    return _PREVENTED.search(before[-PREVENTED_REACH:]) is not None


def _is_due(row: Row, above: Row | None, span: DateSpan) -> bool:
    before = _before(row, span)
    led = f"{above.text if above is not None else ''} {row.text[: span.start]}"
    if VALID_UNTIL.search(before) or is_for_prevented(led):
        return False
    if _ends_period(row, span) or _PAID_SO_FAR.search(_SENTENCE_END.split(row.text[: span.start])[-1]):
        return False
    if DUE.search(before) or DUE_BEHIND.match(row.text[span.end :]):
        return True
    if above is not None and not before.strip() and len(above.runs) == 1 and len(above.text) >= FULL_LINE:
        return DUE.search(above.text[-LABEL_REACH:]) is not None
    begins_column = not row.text[: span.start].rsplit(COLUMN_GAP, 1)[-1].strip()
    if above is None or not begins_column or find_dates(above.text):
        return False
    return DUE.search(_heading(row, above, span)) is not None


def _ends_period(row: Row, span: DateSpan) -> bool:
    return ends_period(row.text[: span.start].rsplit(COLUMN_GAP, 1)[-1])


def ends_period(before: str) -> bool:
    """Whether the text before a date makes it the last day of a period: "1 to", "03.02.2026 -"."""
    own = before[-RANGE_REACH:]
    days = find_dates(own)
    return (bool(days) and _RANGE.match(own[days[-1].end :]) is not None) or _PART_OF_RANGE.search(own) is not None


def _due_across(rows: Sequence[Row], letter_date: datetime.date | None) -> Found[datetime.date] | None:
    """A due date that begins at the end of one line of text and ends on the next."""
    for row, below in itertools.pairwise(rows):
        for span in _crossing(row, below):
            if (letter_date is None or span.day >= letter_date) and DUE.search(_before(row, span)):
                return _found_across(row, below, span, 0.75)
    return None


def _crossing(row: Row, below: Row) -> Iterator[DateSpan]:
    """Dates that begin at the end of one line of text and end on the next."""
    if row.page != below.page or (len(row.text) < FULL_LINE and not _YEAR_FIRST.search(row.text)):
        return
    end = len(row.text)
    yield from (span for span in find_dates(f"{row.text} {below.text}") if span.start < end < span.end)


def _found_across(row: Row, below: Row, span: DateSpan, confidence: float) -> Found[datetime.date]:
    end = len(row.text)
    upper = row.found(span.day, confidence, span.start, end)
    lower = below.found(span.day, confidence, 0, span.end - end - 1)
    return replace(upper, boxes=(*upper.boxes, *lower.boxes))


def _prefer_latest(dated: list[_Dated], today: datetime.date | None) -> list[_Dated]:
    """Letters are written after what they tell of: of the days that have come, the latest is a little more likely."""
    past = [each.span.day for each in dated if today is None or each.span.day <= today + AHEAD]
    latest = max(past, default=None)
    return [replace(each, score=each.score + LATEST * (each.span.day == latest)) for each in dated]


def _dates_in(rows: Sequence[Row], today: datetime.date | None) -> Iterator[_Dated]:
    taken = 0
    for position, row in enumerate(rows):
        above = rows[position - 1] if position else None
        below = rows[position + 1] if position + 1 < len(rows) else None
        across = next(_crossing(row, below), None) if below is not None else None
        end = across.start if across else len(row.text)
        for span in find_dates(row.text):
            if taken <= span.start < end:
                yield _Dated(row, span, _score(row, above, span, today))
        if across is not None:
            yield _Dated(row, across, _score(row, above, across, today), below)
        taken = across.end - len(row.text) - 1 if across is not None else 0


def _score(row: Row, above: Row | None, span: DateSpan, today: datetime.date | None) -> float:
    return _score_of_place(row, span) + _score_of_label(row, above, span) + _score_of_day(span.day, today)


def _score_of_place(row: Row, span: DateSpan) -> float:
    score = 1.0 if row.is_first_page else -1.5
    score += 1.5 * max(0.0, 0.55 - row.height_share) / 0.55
    beside = _run_length(row, span) - (span.end - span.start)
    # A date in a full line of text is part of a sentence, one beside a sum is a line of a statement.
    score -= 1.5 if any(amount.has_cents for amount in find_amounts(row.text)) else 0.0
    return score + (0.8 if beside <= 40 else -1.2 if beside > 60 else 0.0)


def _run_length(row: Row, span: DateSpan) -> int:
    words = row.words_between(span.start, span.end)
    return next((len(run.text) for run in row.runs if words and words[0] in run.words), len(row.text))


def _score_of_label(row: Row, above: Row | None, span: DateSpan) -> float:
    before = _before(row, span)
    if DUE.search(before):
        return -3.0
    if OTHER_DATE.search(before) or OTHER_DATE_OF.search(before):
        return -2.0
    if DATE_LABEL.search(before) or _OF_THE_INVOICE.search(row.text[: span.start]):
        return 2.5
    if _BEGINS_RANGE.match(row.text[span.end :]):
        return -2.5
    return _score_of_place_name(row, before, span) or _score_of_sentence(row, above, span)


def _score_of_place_name(row: Row, before: str, span: DateSpan) -> float:
    """What a place or an article before a date says: "Gent, 12 maart", "Paris le 5 mars", "balance at"."""
    if _STANDING.search(row.text[: span.start]) and not _EARLIER.search(row.text):
        return 2.0
    if ARTICLE_BEFORE.search(row.text[: span.start]) and not OTHER_DAY.search(before):
        return 2.5
    if _PLACE.search(row.text[: span.start]) and not _WEEKDAY.match(row.text[: span.start].rsplit(COLUMN_GAP, 1)[-1]):
        return 2.0
    return 0.0


def _score_of_sentence(row: Row, above: Row | None, span: DateSpan) -> float:
    """What the sentence says that leads to a date, or else the label above it."""
    lead = above.text[-LABEL_REACH * 2 :] if above is not None and above.page == row.page else ""
    if _SIGNED.search(f"{lead} {row.text[: span.start]}"[-160:]) or _TODAY.search(row.text[: span.start]):
        return SIGNED
    if OTHER_DAY.search(_before(row, span)):
        return -2.0
    return _score_of_heading(row, above, span)


def _score_of_heading(row: Row, above: Row | None, span: DateSpan) -> float:
    """What the label above a date says, as in the reference line of a DIN letter."""
    if above is None or above.page != row.page or not row.words_between(span.start, span.end):
        return 0.0
    heading = _heading(row, above, span)
    if DUE.search(heading):
        return -2.5
    return 2.0 if DATE_LABEL.search(heading) else -1.0 if OTHER_DAY.search(heading) else 0.0


def _heading(row: Row, above: Row, span: DateSpan) -> str:
    words = row.words_between(span.start, span.end)
    if not words:
        return ""
    over = (run.text for run in above.runs if run.box.x - 20 <= words[0].box.x <= run.box.right + 20)
    return " ".join(text for text in over if len(text) <= LONGEST_HEAD)


def _score_of_day(day: datetime.date, today: datetime.date | None) -> float:
    if today is None:
        return 0.5
    if day > today + AHEAD:
        return -3.0
    return -1.5 if day < today - LONG_AGO else 0.5


def _before(row: Row, span: DateSpan) -> str:
    """What stands before a date in its column; where it begins the column, what stands in the one before it."""
    before = row.text[max(0, span.start - LABEL_REACH) : span.start]
    if days := find_dates(before):
        # Each label takes the value right behind it.
        behind = before[days[-1].end :]
        before = behind if any(mark.isalpha() for mark in behind) else before
    own = before.rsplit(COLUMN_GAP, 1)[-1]
    return own if own.strip() else before

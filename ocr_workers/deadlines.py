"""What a letter asks to be done, and by when.

A printed day is taken as it stands. A period is counted from the letter's date, or from the day of
receipt where the letter says so; weeks are seven days, months end on the same day of the month or its last,
working days leave out Saturdays and Sundays only, and the day counted from is not counted. Nothing is moved for
holidays. Where rules could differ the earlier day is taken: who acts by it is in time under all of them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archive.task_kinds import DueBasis, ProposedTask, TaskAction
from ocr_workers.deadline_words import (
    ACTIONS,
    AT_ONCE,
    DIRECT_DEBIT,
    END_OF_MONTH,
    FROM_RECEIPT,
    OF_SENDER,
    OFFER,
    ON_RECEIPT,
    PERIOD,
    RECEIPT_FIRST,
)
from ocr_workers.fields.dates import DateSpan, find_dates, find_days_without_year
from ocr_workers.fields.labels import CLAUSE_END, DUE, DUE_BEHIND, EARLY, VALID_UNTIL
from ocr_workers.fields.letter_date import ends_period, is_for_prevented
from ocr_workers.fields.rows import COLUMN_GAP
from ocr_workers.kinds import DocumentKind
from ocr_workers.month_ends import MonthEnd, find_month_ends
from ocr_workers.periods import last_day_of, length_of

if TYPE_CHECKING:
    from ocr_workers.fields.rows import Found, Row

FULL_LINE = 45
"""Characters from which a row is taken for a line of text that runs on."""
FULL_WIDTH = 0.72
"""The share of the text's width from which a line may run on; a shorter one ends its paragraph."""
FURTHEST_LINE = 3.0
"""Letter heights within which the next line of the same text begins."""
PHRASE_REACH, LABEL_REACH = 60, 40
LONGEST_PHRASE = 200
STATED, COUNTED, IMPLIED = 0.85, 0.75, 0.6
_END = re.compile(r"(?<=[^\W\d_]{2})[.!?](?=\s+[^\W\d_a-z])|(?<=\d{4})[.](?=\s+[^\W\d_a-z])|\n")
_DANGLING = re.compile(
    r"\s(?:auf|am|um|zum|bis|on|at|by|until|op|om|tegen|tot|le|à|au|pour le|il|alle|entro il)\s*:?$", re.IGNORECASE
)
"""A line that ends like this goes on, wherever the next one stands: "geladen auf", "vous êtes convoqué le"."""
_OR = re.compile(r",?\s(?:or|of|dan wel|ofwel|ou(?: bien)?|oder|oppure|ovvero|o)\s", re.IGNORECASE)
"""What parts two things that a sentence asks for, one or the other."""
_UNTIL = re.compile(r"(?:until|till|tot|jusqu['’]au|bis|fino al)\s*$", re.IGNORECASE)
_GOES_BACK = re.compile(r"goes back|return(?:s|ed) to|terug|repart|renvoy|zurück|torna", re.IGNORECASE)
_BY_KIND: Mapping[DocumentKind, TaskAction] = {
    DocumentKind.INVOICE: TaskAction.PAY, DocumentKind.REMINDER: TaskAction.PAY, DocumentKind.UTILITY: TaskAction.PAY,
    DocumentKind.INSURANCE: TaskAction.PAY, DocumentKind.TAX: TaskAction.PAY,
    DocumentKind.REGISTERED_MAIL_NOTICE: TaskAction.COLLECT, DocumentKind.COURT: TaskAction.APPEAR,
    DocumentKind.MEDICAL: TaskAction.APPEAR, DocumentKind.CONTRACT: TaskAction.ANSWER,
}  # fmt: skip
_PAID_FOR = frozenset(kind for kind, action in _BY_KIND.items() if action is TaskAction.PAY) | {DocumentKind.COURT}
_SAYS_NO_MORE = frozenset(
    (DocumentKind.INVOICE, DocumentKind.REMINDER, DocumentKind.UTILITY, DocumentKind.REGISTERED_MAIL_NOTICE)
)
"""Kinds that set a day without a word of what for."""
_SILENT = frozenset(
    (DocumentKind.BANK_STATEMENT, DocumentKind.PAYSLIP, DocumentKind.ADVERTISING, DocumentKind.CREDIT_NOTE)
)
"""Kinds whose days are offers, bookings or promises, and ask for nothing."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days that periods are counted from; None where one is not known."""

    letter: dt.date | None
    received: dt.date | None


@dataclass(frozen=True, slots=True)
class _Flow:
    """A page's text as it runs on over lines, with the rows that it comes from and where each begins."""

    text: str
    starts: tuple[int, ...]
    rows: tuple[Row, ...]

    def place(self, start: int, end: int) -> tuple[int, tuple[tuple[int, int, int, int], ...]]:
        """Page number and boxes of the words between two positions."""
        boxes: list[tuple[int, int, int, int]] = []
        for at, row in zip(self.starts, self.rows, strict=True):
            if at < end and at + len(row.text) > start:
                words = row.words_between(max(0, start - at), end - at)
                boxes += [(word.box.x, word.box.y, word.box.width, word.box.height) for word in words]
        return self.rows[0].page, tuple(boxes)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence, or the line of its own, that holds a span."""
        before = [found.end() for found in _END.finditer(self.text, 0, start)]
        after = _END.search(self.text, end)
        return (before[-1] if before else 0), (after.start() if after else len(self.text))


def find_tasks(
    rows: Sequence[Row], kind: DocumentKind, days: Calendar, due: Found[dt.date] | None = None
) -> tuple[ProposedTask, ...]:
    """What the letter asks for, each action with a day once, in the order of the days.

    Args:
        rows: The letter's rows.
        kind: What the letter is; it decides where the words leave the action open.
        days: What periods are counted from.
        due: The printed last day to pay or answer, if one was found.
    """
    if kind in _SILENT:
        return ()
    flows = [_flow(page) for page in _pages(rows)]
    is_debited = any(DIRECT_DEBIT.search(flow.text) for flow in flows) and kind is not DocumentKind.REMINDER
    found = [task for flow in flows for task in (*_stated(flow, kind, days), *_counted(flow, kind, days))]
    if due is not None and not any(task.due_on == due.value for task in found) and kind in _BY_KIND:
        found.append(_from_field(due, _said_with(due, rows, kind), rows))
    kept = [task for task in found if not (is_debited and task.action is TaskAction.PAY)]
    return _each_once(kept)


def restate_payment(
    tasks: Sequence[ProposedTask], due: Found[dt.date] | None, *, is_paid_by: bool
) -> tuple[ProposedTask, ...]:
    """The tasks of an invoice that states its own last day: to pay by that, whatever was read on its face.

    Args:
        tasks: As read.
        due: The stated day; None leaves what was read.
        is_paid_by: Whether there is anything to pay: not for a credit note.
    """
    if due is None and is_paid_by:
        return tuple(tasks)
    others = [task for task in tasks if task.action is not TaskAction.PAY]
    if due is None or not is_paid_by:
        return tuple(others)
    read = next((task for task in tasks if task.action is TaskAction.PAY), None)
    stated = _from_field(due, TaskAction.PAY, ())
    if read is not None:
        stated = replace(stated, phrase=read.phrase, page=read.page, boxes=read.boxes)
    return _each_once((*others, replace(stated, confidence=due.confidence)))


def _each_once(found: Sequence[ProposedTask]) -> tuple[ProposedTask, ...]:
    """Of one action the printed days, or else the counted; of one day the surest."""
    best: dict[tuple[TaskAction, dt.date | None], ProposedTask] = {}
    stated = {task.action for task in found if task.basis is DueBasis.STATED}
    for task in found:
        is_doubled = task.basis is not DueBasis.STATED and task.action in stated
        key = task.action, task.due_on
        if not is_doubled and (key not in best or task.confidence > best[key].confidence):
            best[key] = task
    return tuple(sorted(best.values(), key=lambda task: (task.due_on or dt.date.max, task.action.value)))


def _from_field(due: Found[dt.date], action: TaskAction, rows: Sequence[Row]) -> ProposedTask:
    boxes = tuple((box.x, box.y, box.width, box.height) for box in due.boxes)
    row = next((row for row in rows if row.page == due.page and _holds(row, due)), None)
    phrase = row.text.replace(COLUMN_GAP, " ")[:LONGEST_PHRASE] if row else due.value.isoformat()
    return ProposedTask(action, due.value, DueBasis.STATED, round(STATED * due.confidence, 4), phrase, due.page, boxes)


def _said_with(due: Found[dt.date], rows: Sequence[Row], kind: DocumentKind) -> TaskAction:
    """What the line of a printed last day asks for, or else what letters of this kind ask for."""
    row = next((row for row in rows if row.page == due.page and _holds(row, due)), None)
    return (_action(row.text, kind) if row else None) or _BY_KIND[kind]


def _holds(row: Row, due: Found[dt.date]) -> bool:
    return any(word.box in due.boxes for run in row.runs for word in run.words)


def _stated(flow: _Flow, kind: DocumentKind, days: Calendar) -> Iterator[ProposedTask]:
    for span in _days_in(flow.text, days.letter):
        start, end = flow.sentence(span.start, span.end)
        sentence = flow.text[start:end]
        before = flow.text[max(start, span.start - LABEL_REACH) : span.start]
        if (days.letter and span.day < days.letter) or OF_SENDER.search(sentence) or ends_period(before):
            continue
        action = _action_of(flow, (span.start, span.end), kind)
        is_no_limit = VALID_UNTIL.search(before) is not None and action is not TaskAction.RENEW
        if is_no_limit or is_for_prevented(flow.text[start : span.start]):
            continue
        before = before[max((each.end for each in find_dates(before)), default=0) :]
        is_set = action is not None and (
            _sets_a_day(action, sentence, before, kind, span.day, days) or DUE_BEHIND.match(flow.text[span.end : end])
        )
        if action is None or not is_set or _is_offered(sentence, (span.start - start, span.end - start), action, kind):
            continue
        sureness = STATED if action is _BY_KIND.get(kind) else STATED - 0.1
        yield _task(flow, action, (span.start, span.end), span.day, DueBasis.STATED, sureness)


def _days_in(text: str, letter: dt.date | None) -> tuple[DateSpan, ...]:
    """The days that a text names; one without its year is the first after the letter."""
    return (*find_dates(text), *(find_days_without_year(text, letter) if letter else ()))


def _is_offered(sentence: str, words: tuple[int, int], action: TaskAction, kind: DocumentKind) -> bool:
    """Whether a day is that of an offer, or of a discount for those who pay early, which asks for nothing."""
    if action is TaskAction.PAY and kind in _PAID_FOR:
        clause = CLAUSE_END.split(sentence[: words[0]])[-1] + CLAUSE_END.split(sentence[words[0] :])[0]
        return EARLY.search(clause) is not None
    return OFFER.search(sentence) is not None and action in (TaskAction.PAY, TaskAction.ANSWER)


def _sets_a_day(
    action: TaskAction, sentence: str, before: str, kind: DocumentKind, day: dt.date, days: Calendar
) -> bool:
    if action is TaskAction.APPEAR:
        return days.letter is None or day > days.letter
    if action is TaskAction.COLLECT and kind is DocumentKind.REGISTERED_MAIL_NOTICE:
        return any(words.search(before) for words in (DUE, _UNTIL)) or _GOES_BACK.search(sentence) is not None
    return DUE.search(before) is not None


def _counted(flow: _Flow, kind: DocumentKind, days: Calendar) -> Iterator[ProposedTask]:
    ends = list(find_month_ends(flow.text, days.letter or days.received))
    yield from _at_month_end(flow, kind, ends)
    yield from _at_once(flow, kind, days)
    for found in PERIOD.finditer(flow.text):
        if any(end.start < found.end() and found.start() < end.end for end in ends):
            continue
        start, end = flow.sentence(found.start(), found.end())
        length = length_of(found)
        action = _asked_by_sender(flow, found.span(), kind)
        if length is None or action is None:
            continue
        anchor = flow.text[found.end() : min(end, found.end() + PHRASE_REACH)]
        lead = flow.text[start : found.start()]
        on_receipt = FROM_RECEIPT.search(found.group() + anchor) is not None or RECEIPT_FIRST.search(lead) is not None
        basis = DueBasis.FROM_RECEIPT if on_receipt else DueBasis.FROM_LETTER
        first = (days.received if on_receipt else days.letter) or days.letter or days.received
        day = last_day_of(first, length, to_month_end=END_OF_MONTH.search(found.group() + anchor) is not None)
        yield _task(flow, action, found.span(), day, basis, COUNTED)
    for found in ON_RECEIPT.finditer(flow.text):
        if kind in _PAID_FOR:
            day = days.received or days.letter
            yield _task(flow, TaskAction.PAY, found.span(), day, DueBasis.FROM_RECEIPT, IMPLIED)


def _at_month_end(flow: _Flow, kind: DocumentKind, ends: Sequence[MonthEnd]) -> Iterator[ProposedTask]:
    for each in ends:
        words = each.start, each.end
        action = _asked_by_sender(flow, words, kind)
        if action is not None:
            basis = DueBasis.STATED if each.is_named else DueBasis.FROM_LETTER
            yield _task(flow, action, words, each.day, basis, COUNTED)


def _at_once(flow: _Flow, kind: DocumentKind, days: Calendar) -> Iterator[ProposedTask]:
    for found in AT_ONCE.finditer(flow.text):
        action = _asked_by_sender(flow, found.span(), kind)
        if action is not None:
            day = days.received or days.letter
            yield _task(flow, action, found.span(), day, DueBasis.FROM_RECEIPT, IMPLIED)


def _asked_by_sender(flow: _Flow, words: tuple[int, int], kind: DocumentKind) -> TaskAction | None:
    """What a sentence asks of the reader; None where the sender speaks of himself, or makes an offer."""
    start, end = flow.sentence(*words)
    sentence = flow.text[start:end]
    action = _action_of(flow, words, kind)
    # What the parties of a contract will owe each other from now on is no task.
    is_promised = kind is DocumentKind.CONTRACT and action is TaskAction.PAY
    if action is None or is_promised or OF_SENDER.search(sentence):
        return None
    is_offered = _is_offered(sentence, (words[0] - start, words[1] - start), action, kind)
    return None if is_offered else action


def _action_of(flow: _Flow, words: tuple[int, int], kind: DocumentKind) -> TaskAction | None:
    """What is asked at a place: by its sentence, or by its part of one that asks for several things.

    As in: pay within 14 days, or object within four weeks.
    """
    start, end = flow.sentence(*words)
    sentence = flow.text[start:end]
    if sum(each.search(sentence) is not None for _, each in ACTIONS) > 1:
        before, behind = flow.text[start : words[0]], flow.text[words[1] : end]
        part = f"{_OR.split(before)[-1]}{flow.text[words[0] : words[1]]}{_OR.split(behind)[0]}"
        if part != sentence and any(each.search(part) for _, each in ACTIONS):
            return _action(part, kind)
    return _action(sentence, kind)


def _action(sentence: str, kind: DocumentKind) -> TaskAction | None:
    """What a sentence asks for; where its words leave that open, what letters of this kind ask for."""
    said = [action for action, words in ACTIONS if words.search(sentence)]
    usual = _BY_KIND.get(kind)
    if TaskAction.OBJECT in said:
        return TaskAction.OBJECT
    if usual in said:
        return usual
    allowed = [
        action
        for action in said
        if action is not TaskAction.APPEAR or kind in (DocumentKind.LETTER, DocumentKind.OTHER)
    ]
    if allowed or kind not in _SAYS_NO_MORE:
        return allowed[0] if allowed else None
    return usual


def _task(
    flow: _Flow, action: TaskAction, words: tuple[int, int], day: dt.date | None, basis: DueBasis, confidence: float
) -> ProposedTask:
    page, boxes = flow.place(*words)
    start, end = flow.sentence(*words)
    if end - start > LONGEST_PHRASE:
        start = max(start, words[0] - LONGEST_PHRASE // 2)
        end = min(end, start + LONGEST_PHRASE)
    phrase = " ".join(flow.text[start:end].split())
    return ProposedTask(action, day, basis, confidence if day else confidence / 2, phrase, page, boxes)


def _pages(rows: Sequence[Row]) -> list[list[Row]]:
    pages: dict[int, list[Row]] = {}
    for row in rows:
        pages.setdefault(row.index, []).append(row)
    return list(pages.values())


def _flow(rows: Sequence[Row]) -> _Flow:
    text, starts = "", []
    widest = max((run.box.right for row in rows for run in row.runs), default=0)
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        starts.append(len(text))
        is_near = below is not None and below.top_mm - row.top_mm <= FURTHEST_LINE * row.height_mm
        is_full = len(row.text) >= FULL_LINE and row.runs[0].box.right >= FULL_WIDTH * widest
        runs_on = len(row.runs) == 1 and ((is_near and is_full) or _DANGLING.search(row.text) is not None)
        text += row.text + (" " if runs_on else "\n")
    return _Flow(text, tuple(starts), tuple(rows))

"""How probably a letter begins on a page, from that page, the page before, and the letter so far.

Each sign adds to the log-odds; the weights are those that `bench/boundaries.py --fit` finds
on its development letters, and stand here as plain numbers so that anybody can see
what a decision is made of.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from ocr_workers.boundary_weights import WEIGHTS

if TYPE_CHECKING:
    from ocr_workers.page_evidence import PageEvidence

SURE_ENOUGH = (0.005, 0.995)
"""No sum of signs is believed further than this: rare layouts are always rarer in a bench than in the post."""
ROWS_AGAIN = 3
SAME_RATIO = 86
UNLIKE, ALIKE = 0.1, 0.5


@dataclass(frozen=True, slots=True)
class SheetSides:
    """What the paper says, where both sides of each sheet were scanned.

    Attributes:
        is_back: The page is the back of the sheet on whose front the page before stands.
        bare_back_after_printed_ones: The back before it is bare, though the letter so far was printed on both sides.
    """

    is_back: bool = False
    bare_back_after_printed_ones: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs for and against a beginning, by name, 0 where a sign is absent; and log-odds that people taught."""

    values: dict[str, float]
    learned: float = 0.0

    @property
    def probability(self) -> float:
        """That a letter begins here, 0 to 1."""
        odds = sum(WEIGHTS[name] * value for name, value in self.values.items()) + self.learned
        return max(SURE_ENOUGH[0], min(SURE_ENOUGH[1], 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))))


def signs_of(letter: Sequence[PageEvidence], page: PageEvidence, sides: SheetSides | None = None) -> Signs:
    """The signs that `page` begins another letter than the one whose pages so far are `letter` (never empty)."""
    sides = sides or SheetSides()
    paper = {"back": float(sides.is_back), "bare_back": float(sides.bare_back_after_printed_ones)}
    own, flow, shared = _by_looks(page), _by_flow(letter[-1], page), _by_likeness(letter, page)
    return Signs({"usual": 1.0, **paper, **_by_numbers(letter, page), **own, **flow, **shared})


def _by_numbers(letter: Sequence[PageEvidence], page: PageEvidence) -> dict[str, float]:
    number, last = page.number, letter[-1].number
    is_first = number is not None and number.number == 1
    is_plain = number is not None and number.is_plain
    expected = (last.number + 1) if last else len(letter) + 1
    follows = number is not None and number.number == expected and not is_first
    last_total = last.total if last else None
    totals_differ = bool(number and number.total and last_total and number.total != last_total)
    is_complete = bool(last and last_total and last.number == last_total)
    return {
        "number_one": float(is_first and is_plain),
        "lone_number_one": float(is_first and not is_plain),
        "number_follows": float(follows and is_plain and last is not None and not totals_differ),
        "number_follows_none": float(follows and is_plain and last is None),
        "lone_number_follows": float(follows and not is_plain),
        "number_jumps": float(number is not None and not follows and not is_first and is_plain),
        "total_differs": float(totals_differ),
        "letter_complete": float(is_complete),
        "letter_incomplete": float(bool(last and last_total and last.number < last_total) and not totals_differ),
        "number_missing": float(number is None and last is not None and last.is_plain and not is_complete),
    }


def _by_looks(page: PageEvidence) -> dict[str, float]:
    return {
        "recipient": page.recipient,
        "salutation": float(page.has_salutation),
        "subject": float(page.has_subject),
        "date": float(page.has_date),
        "large_head": float(page.has_large_head),
        "title": float(page.has_title),
        "hangs_on": float(page.hangs_on),
        "few_words": float(page.words < 40 and not page.is_tail and page.number is None),
        "tail": float(page.is_tail),
        "opens": float(page.opens),
    }


def _by_flow(before: PageEvidence, page: PageEvidence) -> dict[str, float]:
    clause = bool(
        page.first_clause and before.last_clause and before.last_clause < page.first_clause <= before.last_clause + 2
    )
    return {
        "goes_on_above": float(page.goes_on_above),
        "goes_on_below": float(before.goes_on_below),
        "begins_small": float(page.begins_small),
        "ends_open": float(before.ends_open),
        "clause_follows": float(clause),
        "ended": float(before.ends),
        "settled": float(before.settles),
        "full": float(before.fill > 0.8),
        "short": float(before.fill < 0.6),
    }


def _by_likeness(letter: Sequence[PageEvidence], page: PageEvidence) -> dict[str, float]:
    before, first = letter[-1], letter[0]
    numbers = frozenset().union(*(each.numbers for each in letter))
    marks = frozenset().union(*(each.foot_numbers for each in letter))
    rows = frozenset().union(*(each.rows for each in letter[-2:]))
    same_numbers, same_marks = _in_common(numbers, page.numbers), _in_common(marks, page.foot_numbers)
    same_recipient = _in_common(first.recipient_lines, page.recipient_lines)
    letterhead_again = (
        len(letter) > 1
        and first.has_large_head
        and page.has_large_head
        and not before.has_large_head
        and _likeness(first.head, page.head) > ALIKE
    )
    sizes = (before.type_mm or 1.0, page.type_mm or 1.0)
    return {
        "same_numbers": min(1.0, same_numbers / 2),
        "other_numbers": float(len(page.numbers) >= 2 and len(numbers) >= 2 and not same_numbers),
        "same_marks": min(1.0, same_marks / 2),
        "other_marks": float(bool(marks) and bool(page.foot_numbers) and not same_marks),
        "letterhead_again": float(letterhead_again),
        "same_head": _likeness(before.head, page.head),
        "same_foot": _likeness(before.foot, page.foot),
        "other_foot": float(bool(before.foot) and bool(page.foot) and _likeness(before.foot, page.foot) < UNLIKE),
        "foot_gone": float(len(first.foot) >= 3 and not page.foot),
        "rows_again": min(1.0, _in_common(rows, page.rows) / ROWS_AGAIN),
        "same_recipient": float(bool(same_recipient)),
        "other_recipient": float(bool(first.recipient_lines) and bool(page.recipient_lines) and not same_recipient),
        "same_type": float(abs(math.log(sizes[0] / sizes[1])) < 0.04 and abs(before.left_mm - page.left_mm) < 1.5),
        "other_type": min(1.0, abs(math.log(sizes[0] / sizes[1])) / 0.25),
        "other_margin": min(1.0, abs(before.left_mm - page.left_mm) / 10.0),
        "other_language": float(None not in {before.language, page.language} and before.language != page.language),
    }


def _in_common(some: AbstractSet[str], others: AbstractSet[str]) -> int:
    """How many of `others` are among `some`, a misread letter or two in ten allowed."""
    if not some:
        return 0
    known = list(some)
    return sum(
        other in some or process.extractOne(other, known, scorer=fuzz.ratio, score_cutoff=SAME_RATIO) is not None
        for other in others
    )


def _likeness(one: AbstractSet[str], other: AbstractSet[str]) -> float:
    """Share of the words that both have among those that either has, misreadings allowed; 0 where one has none."""
    if not one or not other:
        return 0.0
    common = _in_common(one, other)
    return common / max(1, len(one) + len(other) - common)

"""Weights of the signs that a letter begins on a page, in log-odds: 3 makes it twenty times as likely, -3 as unlikely.

What page numbers, sheets of paper and the forms of a letter mean is set by hand: it is known, and
no bench's share of numbered letters or of bank statements should decide it. The rest is fitted
on the development layouts of `bench/boundaries.py --fit`, with the numbers covered on half of the
decisions; `usual` was lowered from the fitted 1.17 for the signs that were set by hand after it.
"""

from __future__ import annotations

from collections.abc import Mapping

KNOWN: Mapping[str, float] = {
    "number_one": 5.0,
    "lone_number_one": 1.0,
    "number_follows": -5.0,
    "number_follows_none": -3.0,
    "lone_number_follows": -2.0,
    "number_jumps": -0.5,
    "total_differs": 3.0,
    "letter_complete": 3.0,
    "letter_incomplete": -3.0,
    "number_missing": 0.5,
    # A letter seldom begins on the back of another's sheet, and often after a back that was left bare.
    "back": -3.0,
    "bare_back": 2.0,
    # An annex or the terms and conditions come with a letter.
    "hangs_on": -3.0,
    # A sentence that runs over to the next page holds both together.
    "begins_small": -2.0,
    # The last lines of a letter need a page before them; balances open and settle what is told by figures. A bench
    # with many statements gives these too much weight, at the cost of letters that hold no figures.
    "tail": -1.5,
    "opens": 1.0,
    "settled": 0.5,
    # A letterhead begins, a closing formula ends; running heads and annexes are weighed by other signs.
    "large_head": 0.5,
    "ended": 0.7,
    # The letterhead of the letter's first page, on none since; and a page that was left half empty.
    "letterhead_again": 2.5,
    "short": 1.5,
    # The same type at the same margin: nearly all pages that go on, and about a quarter of those that begin.
    "same_type": -1.2,
}

FITTED: Mapping[str, float] = {
    "usual": 0.80,
    "recipient": 1.93,
    "salutation": 1.38,
    "subject": 0.50,
    "date": 1.43,
    "title": 1.23,
    "few_words": 1.15,
    "goes_on_above": -1.14,
    "goes_on_below": -0.75,
    "ends_open": -0.37,
    "clause_follows": -2.74,
    "full": -1.13,
    "same_numbers": -2.77,
    "other_numbers": 0.27,
    "same_marks": 0.00,
    "other_marks": 0.88,
    "same_head": -1.45,
    "same_foot": 0.00,
    "other_foot": 0.00,
    "foot_gone": -1.62,
    "rows_again": -0.30,
    "same_recipient": 0.00,
    "other_recipient": 0.91,
    "other_type": 0.64,
    "other_margin": 0.01,
    "other_language": 0.44,
}

WEIGHTS: Mapping[str, float] = {**KNOWN, **FITTED}

"""Who else on a page may be its recipient, or its writer: a second address in the window's height, a signature.

One window shows one address. Where a second one stands beside or below it and nothing says that it is the sender's,
nobody can tell which was meant; and whoever signs a letter writes it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from ocr_workers import postal
from ocr_workers.page_words import ENDS
from ocr_workers.print_confusion import folded
from paper.geometry import px_to_mm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ocr_workers.layout import Block, Run

SHORTEST_NAME = 5
"""A name of fewer letters is within too many texts."""
LEAST_LINES = 3
"""A name, a street and a place."""
LETTERHEAD_MM = 42.0
"""An address that begins above this and above the recipient's is its sender's."""
CLEARLY_ABOVE_MM = 8.0
FOOT_MM = 265.0
"""Below this stand feet; payers are named on slips that begin higher."""
LOWEST_WINDOW_MM = 125.0
SAID_AGAIN = 88.0
"""Similarity (0 to 100) from which the letterhead or the foot says a name again."""
SIGNED_WITHIN_MM = 35.0
SIGNED_BESIDE_MM = 15.0
MOST_SIGNED = 5
LONGEST_SIGNED = 60
_PARTS = re.compile(r"\s*[·•|*,;]\s*|\s+[-–—]\s+")
_CONTACT = re.compile(
    r"(?:\bt[ée]l(?:[ée]f\w*)?\b|\bfax\b|\bphone\b|\bgsm\b|\bmobile?\b|\bwww\.|@|\bhttps?:|\biban\b|\bbic\b)",
    re.IGNORECASE,
)

LONGEST_LINE = 60
_BEGINS_LETTER = re.compile(
    r"\b(?:19|20)\d\d\b|^\W*(?:dear|geachte|beste|sehr|liebe[rs]?|cher|ch[eè]re|gentil[ei]|egregi[oae]?)\b",
    re.IGNORECASE,
)
"""A date with its year, or a salutation."""


def is_whole_address(lines: Sequence[str]) -> bool:
    """Whether lines are a name with a street and a place, and no letterhead with its telephone."""
    rest = [postal.mended(line) for line in lines[1:]]
    has_place = any(postal.is_postcode_line(line) for line in rest)
    return len(lines) >= LEAST_LINES and has_place and any(postal.is_street_line(line) for line in rest)


def has_contacts(lines: Iterable[str]) -> bool:
    """Whether lines bear a telephone, an account or an address on the net, as letterheads do and windows seldom."""
    return any(_CONTACT.search(line) for line in lines)


def letter_begins(lines: Sequence[str]) -> int:
    """How many lines stand before the letter itself, where it follows the place so closely that it looks like more."""
    places = [index for index, line in enumerate(lines) if index and postal.is_postcode_line(postal.mended(line))]
    for place in places[:1]:
        for index, line in enumerate(lines[place + 1 :], place + 1):
            if len(line) > LONGEST_LINE or _BEGINS_LETTER.search(line):
                return index
    return len(lines)


def first_address(lines: Sequence[str]) -> int:
    """How many lines the first address takes up; all, unless a second whole one follows it."""
    places = [index for index, line in enumerate(lines) if index and postal.is_postcode_line(postal.mended(line))]
    for place in places[:1]:
        after = lines[place + 1 :]
        # "92931 Paris La Défense Cedex" follows the town that it belongs to.
        if any(is_whole_address(after[start:]) for start in range(len(after))):
            return place + 1
    return len(lines)


def may_be_meant(other: Block, chosen: Block, runs: Iterable[Run]) -> bool:
    """Whether a second address may be the recipient's as well as the chosen one, for all that the page says."""
    if not is_whole_address(other.lines) or has_contacts(other.lines) or other.top_mm > LOWEST_WINDOW_MM:
        return False
    if other.top_mm < LETTERHEAD_MM and other.top_mm < chosen.top_mm - CLEARLY_ABOVE_MM:
        return False
    return not _is_explained(other, (chosen,), runs)


def is_senders(block: Block, others: Iterable[Block], runs: Iterable[Run]) -> bool:
    """Whether the letterhead or the foot, outside this address and the others, bears the very name that it begins with.

    A name that only resembles is a sister company's, who may be written to.
    """
    name = folded(postal.plain_name(block.lines[0]))
    said = (part for text in _said_around((block, *others), runs) for part in _PARTS.split(text))
    return len(name) >= SHORTEST_NAME and any(name == folded(postal.plain_name(part)) for part in said)


def _is_explained(block: Block, others: Iterable[Block], runs: Iterable[Run]) -> bool:
    """Whether the letterhead or the foot bears a name much like an address's, which then is nobody's who is meant."""
    name = postal.plain_name(block.lines[0])
    texts = [postal.plain_name(text) for text in _said_around((block, *others), runs)]
    return any(len(text) >= len(name) and fuzz.partial_ratio(name, text) >= SAID_AGAIN for text in texts)


def _said_around(blocks: Iterable[Block], runs: Iterable[Run]) -> Iterator[str]:
    inside = {id(run) for block in blocks for run in block.runs}
    outer = (run for run in runs if id(run) not in inside and not LETTERHEAD_MM <= run.top_mm <= FOOT_MM)
    return (run.text for run in outer)


def signatories(runs: Sequence[Run]) -> tuple[str, ...]:
    """What stands below a letter's closing words, in their column: whoever signed it."""
    for index, run in enumerate(runs):
        if ENDS.search(run.text):
            below = [each for each in runs[index + 1 :] if _is_signed_below(run, each)]
            return tuple(each.text for each in below[:MOST_SIGNED] if len(each.text) <= LONGEST_SIGNED)
    return ()


def _is_signed_below(closing: Run, run: Run) -> bool:
    drop_mm = px_to_mm(run.box.y - closing.box.bottom, run.dpi)
    return 0 < drop_mm <= SIGNED_WITHIN_MM and abs(run.left_mm - closing.left_mm) <= SIGNED_BESIDE_MM

"""What people taught about where letters begin, weighed beside what the pages show.

A page is known again by what its sender prints on every letter (registered numbers, addresses on the net) together with
what stands at its head without numbers. A lesson that such a page begins a letter, or goes on with one, moves the odds;
two that agree outweigh most signs. What might put two people's letters together is never learned: another recipient, a
page one, another number of pages stand against any lesson.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr_workers.fields.rows import rows_of
from ocr_workers.net_names import hosts_in
from ocr_workers.page_evidence import FOOT_SHARE, HEAD_SHARE
from ocr_workers.postal import plain

if TYPE_CHECKING:
    from archive.cuts.lessons import CutLesson
    from archive.reading import PageReading
    from ocr_workers.boundary_odds import Signs
    from ocr_workers.fields.rows import Row

PURPOSE = b"learned cuts"
LESSON_ODDS = 12.0
"""By how much one lesson about such a page makes it more or less probable that a letter begins with it."""
MOST_COUNTED = 3
SHORTEST_NUMBER = 7
HEAD_ROWS = 4
AGAINST_JOINING = ("number_one", "other_recipient", "total_differs", "letter_complete")
"""Signs of another letter that no lesson may outweigh."""
_NUMBER = re.compile(r"[A-Z]{0,4}[-/. ]?\d(?:[\d./ -]*\d)")


@dataclass(frozen=True, slots=True)
class PageMarks:
    """By keyed hash what of a page was hashed: "sender" or "head"; the latter is one at most."""

    marks: dict[str, str]

    @property
    def senders(self) -> frozenset[str]:
        """The marks of its sender."""
        return frozenset(mark for mark, trait in self.marks.items() if trait == "sender")

    @property
    def heads(self) -> frozenset[str]:
        """The mark of what stands at its head."""
        return frozenset(mark for mark, trait in self.marks.items() if trait == "head")


def marks_of_page(page: PageReading, key: bytes) -> PageMarks:
    """What a page is known by, hashed under a key of its holder's."""
    rows = rows_of([page])
    marks = {_hashed("sender", value, key): "sender" for value in _senders(rows)}
    head = _head(rows)
    return PageMarks(marks | ({_hashed("head", head, key): "head"} if head else {}))


def _senders(rows: Sequence[Row]) -> frozenset[str]:
    margins = [row.text for row in rows if not HEAD_SHARE < row.height_share < FOOT_SHARE]
    numbers = {re.sub(r"\W", "", found) for text in margins for found in _NUMBER.findall(text)}
    kept = {number for number in numbers if sum(mark.isdigit() for mark in number) >= SHORTEST_NUMBER}
    return frozenset(kept | set(hosts_in("\n".join(row.text for row in rows))))


def _head(rows: Sequence[Row]) -> str:
    """The first rows without numbers: on every letter of a sender the same."""
    words = (re.sub(r"\S*\d\S*", "", plain(row.text)).strip() for row in rows[:HEAD_ROWS])
    return " | ".join(" ".join(each.split()) for each in words if each)


def _hashed(trait: str, value: str, key: bytes) -> str:
    return hmac.new(key, f"{trait}:{value}".encode(), hashlib.sha256).hexdigest()


def learned_odds(lessons: Sequence[CutLesson], before: PageMarks, page: PageMarks, signs: Signs) -> float:
    """By how much lessons about pages like this one move the log-odds that a letter begins with it."""
    alike = [lesson for lesson in lessons if _is_alike(lesson, page)]
    begins = min(MOST_COUNTED, sum(lesson.begins for lesson in alike))
    goes_on = min(MOST_COUNTED, sum(not lesson.begins for lesson in alike))
    is_another = any(signs.values.get(name, 0.0) > 0 for name in AGAINST_JOINING) or before.senders.isdisjoint(
        page.senders
    )
    return math.log(LESSON_ODDS) * (begins - (0 if is_another else goes_on))


def _is_alike(lesson: CutLesson, page: PageMarks) -> bool:
    return any(mark in page.heads for mark in lesson.marks) and any(mark in page.senders for mark in lesson.marks)

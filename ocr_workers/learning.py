"""A sender's marks, and what corrected letters with the same marks say about the next one.

Marks are what stays the same from letter to letter: registered numbers, accounts, the address on the net, the
letterhead as it is read (also where it is always misread), the subject without its numbers. One number alone is
not enough, because a letter may print the recipient's own: the letters must share most of their marks.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ocr_workers.classify import decide
from ocr_workers.fields.rows import LEARNED, Found
from ocr_workers.kinds import KINDS, DocumentKind
from ocr_workers.postal import plain, plain_name

if TYPE_CHECKING:
    from archive.learning import Lesson
    from ocr_workers.understanding import Understanding

WEIGHT_OF = {"vat": 2.0, "iban": 2.0, "host": 1.5, "name": 1.5, "title": 0.0}
"""How much a shared mark says that the sender is the same; a title alone says nothing."""
SAME_SENDER = 0.5
"""The share of the weight of the marks that must be shared."""
SAME_TITLE_ODDS, SAME_SENDER_ODDS = 200.0, 3.0
"""By how much one corrected letter makes its kind more probable: with the same subject, and with another."""
MOST_COUNTED = 5
SURE, SURER, SUREST = 0.8, 0.04, 0.97
PURPOSE = b"learned senders"


def marks_of(fields: Mapping[str, Any], key: bytes) -> dict[str, str]:
    """The marks of a letter by keyed hash, out of what was read (`understanding.as_values`), with their traits."""
    return {_hashed(trait, value, key): trait for trait, value in _traits(fields) if value}


def _traits(fields: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for name, trait in (("vat_numbers", "vat"), ("enterprise_numbers", "vat"), ("ibans", "iban")):
        for found in fields.get(name) or ():
            yield trait, re.sub(r"^[A-Z]{2}(?=\d)", "", found["value"]) if trait == "vat" else found["value"]
    yield from (("host", host) for host in fields.get("hosts") or ())
    printed = fields.get("letterhead")
    if printed:
        yield "name", plain_name(printed)
    subject = fields.get("subject")
    if subject:
        yield "title", re.sub(r"\S*\d\S*", "", plain(subject["value"])).strip()


def _hashed(trait: str, value: str, key: bytes) -> str:
    return hmac.new(key, f"{trait}:{value}".encode(), hashlib.sha256).hexdigest()


def heed(lessons: Sequence[Lesson], understood: Understanding, marks: Mapping[str, str]) -> Understanding:
    """The understanding with the learned sender, and with the kind as probable as corrections have made it."""
    alike = [lesson for lesson in lessons if _likeness(lesson.marks, marks) >= SAME_SENDER]
    if not alike:
        return understood
    return _with_kind(alike, _with_sender(alike, understood), marks)


def _likeness(theirs: Mapping[str, str], ours: Mapping[str, str]) -> float:
    shared = sum(WEIGHT_OF[trait] for mark, trait in theirs.items() if mark in ours)
    least = min(sum(WEIGHT_OF[trait] for trait in theirs.values()), sum(WEIGHT_OF[trait] for trait in ours.values()))
    return shared / least if least else 0.0


def _with_sender(alike: Sequence[Lesson], understood: Understanding) -> Understanding:
    votes: dict[str, int] = defaultdict(int)
    for lesson in alike:
        if lesson.sender:
            votes[lesson.sender] += 1
    if not votes or (understood.sender is not None and understood.sender.confidence >= 1.0):
        return understood
    name = max(votes, key=lambda each: (votes[each], each))
    sureness = min(SUREST, SURE + SURER * min(MOST_COUNTED, votes[name]))
    read = understood.sender
    page, boxes = (read.page, read.boxes) if read else (1, ())
    return replace(understood, sender=Found(name, sureness, page, boxes, LEARNED))


def _with_kind(alike: Sequence[Lesson], understood: Understanding, marks: Mapping[str, str]) -> Understanding:
    if not understood.kinds or understood.kind_confidence >= 1.0:
        return understood
    shifted = {kind: understood.kinds.get(kind, 0.0) for kind in KINDS}
    counted: dict[tuple[str, bool], int] = defaultdict(int)
    for lesson in alike:
        same_title = any(trait == "title" and mark in marks for mark, trait in lesson.marks.items())
        if lesson.kind and counted[lesson.kind, same_title] < MOST_COUNTED:
            counted[lesson.kind, same_title] += 1
            shifted[DocumentKind(lesson.kind)] *= SAME_TITLE_ODDS if same_title else SAME_SENDER_ODDS
    if not counted:
        return understood
    total = sum(shifted.values())
    verdict = decide({kind: weight / total for kind, weight in shifted.items()}, is_letter=False)
    return replace(understood, kind=verdict.kind, kind_confidence=verdict.confidence, kinds=verdict.probabilities)

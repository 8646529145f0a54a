"""Which pages of a batch belong together as one letter.

A separator sheet says it outright. Without one, every page is asked whether it
begins a letter or continues one: page numbers tell ("page 2 of 3"), and so does
layout, because a first page has a recipient's block, a salutation and a date in
its upper half, and a second page starts in the middle of a sentence. A blank back
belongs to the page before it; a sheet blank on both sides separates only where the
batch's profile says so.
"""

from __future__ import annotations

import enum
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from archive.page_role import PageRole
from archive.reading import Blankness, PageReading
from ocr_workers.page_evidence import PageEvidence, evidence_of
from ocr_workers.separator_code import is_separator


class SplitReason(enum.Enum):
    """Why a document begins where it does."""

    FIRST_PAGE = "first page of the batch"
    SEPARATOR_SHEET = "separator sheet"
    BLANK_SHEET = "blank sheet"
    PAGE_NUMBER = "page numbers start again"
    LAYOUT = "looks like the first page of a letter"


@dataclass(frozen=True, slots=True)
class SeparationProfile:
    """How the batches of a channel are separated.

    Attributes:
        is_duplex: Whether two pages after each other are the two sides of a sheet, beginning with the first page.
        blank_sheet_splits: Whether a sheet blank on both sides (one side, if not duplex) ends a document.
        splits_by_content: Whether the pages' own evidence may begin a document.
        is_one_document: Whether the batch is one document whatever it holds (a born-digital file that was uploaded).
    """

    is_duplex: bool = False
    blank_sheet_splits: bool = False
    splits_by_content: bool = True
    is_one_document: bool = False


@dataclass(frozen=True, slots=True)
class DocumentSpan:
    """One document of a batch.

    Attributes:
        pages: Positions of its pages in the batch, from 0, blank ones included; separator sheets belong to no document.
        roles: What each of `pages` is.
        confidence: 0 to 1: how sure its beginning and its end are.
        reason: Why it begins where it does.
    """

    pages: tuple[int, ...]
    roles: tuple[PageRole, ...]
    confidence: float
    reason: SplitReason


@dataclass(frozen=True, slots=True)
class Separation:
    """The documents of a batch, in order, and the positions of its separator sheets (backs of such sheets included)."""

    documents: tuple[DocumentSpan, ...]
    separators: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Start:
    position: int
    reason: SplitReason
    confidence: float


SPLIT_FROM = 0.5
"""Probability from which a page begins a document."""


def separate(pages: Sequence[PageReading], profile: SeparationProfile) -> Separation:
    """Split a batch into documents; every page is in exactly one document or is a separator."""
    separators = _separator_positions(pages, profile)
    kept = [position for position in range(len(pages)) if position not in separators]
    starts = _starts(pages, kept, separators, profile)
    end = _Start(len(pages), SplitReason.FIRST_PAGE, 1.0)
    spans = (
        _span(pages, [p for p in kept if start.position <= p < follower.position], start, follower)
        for start, follower in itertools.pairwise([*starts, end])
    )
    return Separation(tuple(spans), tuple(sorted(separators)))


def _separator_positions(pages: Sequence[PageReading], profile: SeparationProfile) -> set[int]:
    sheets = {i for i, page in enumerate(pages) if any(is_separator(code) for code in page.barcodes)}
    backs = {i + 1 for i in sheets if profile.is_duplex and i % 2 == 0 and _is_blank(pages, i + 1)}
    return sheets | backs


def _is_blank(pages: Sequence[PageReading], position: int) -> bool:
    return 0 <= position < len(pages) and pages[position].blankness is Blankness.BLANK


def _starts(
    pages: Sequence[PageReading], kept: Sequence[int], separators: set[int], profile: SeparationProfile
) -> list[_Start]:
    """Where documents begin. A document never begins with a blank page, unless nothing else is there."""
    starts: list[_Start] = []
    evidence = {position: evidence_of(pages[position]) for position in kept}
    previous: int | None = None
    for position in kept:
        if _is_blank(pages, position) and (starts or not _only_blanks(pages, kept)):
            continue
        start = _start_at(pages, position, previous, separators, evidence, profile)
        if start is not None:
            starts.append(start if starts else _Start(kept[0], start.reason, start.confidence))
        previous = position
    return starts


def _only_blanks(pages: Sequence[PageReading], kept: Sequence[int]) -> bool:
    return all(_is_blank(pages, position) for position in kept)


def _start_at(
    pages: Sequence[PageReading],
    position: int,
    previous: int | None,
    separators: set[int],
    evidence: dict[int, PageEvidence],
    profile: SeparationProfile,
) -> _Start | None:
    if previous is None:
        return _Start(position, SplitReason.FIRST_PAGE, 1.0)
    if any(previous < separator < position for separator in separators):
        return _Start(position, SplitReason.SEPARATOR_SHEET, 0.99)
    if profile.is_one_document:
        return None
    if profile.blank_sheet_splits and _blank_sheet_between(pages, previous, position, profile):
        return _Start(position, SplitReason.BLANK_SHEET, 0.95)
    if not profile.splits_by_content:
        return None
    return _start_by_content(position, evidence[previous], evidence[position], profile)


def _blank_sheet_between(
    pages: Sequence[PageReading], previous: int, position: int, profile: SeparationProfile
) -> bool:
    blanks = {i for i in range(previous + 1, position) if _is_blank(pages, i)}
    if not profile.is_duplex:
        return bool(blanks)
    return any(i % 2 == 0 and i + 1 in blanks for i in blanks)


def _start_by_content(
    position: int, before: PageEvidence, page: PageEvidence, profile: SeparationProfile
) -> _Start | None:
    numbered = _told_by_numbers(before, page)
    if numbered is not None:
        return _Start(position, SplitReason.PAGE_NUMBER, 0.95) if numbered else None
    # A letter seldom begins on the back of a sheet on whose front another one stands.
    on_a_back = profile.is_duplex and position % 2 == 1
    probability = page.first_page_probability * (0.4 if on_a_back else 1.0)
    return _Start(position, SplitReason.LAYOUT, probability) if probability >= SPLIT_FROM else None


def _told_by_numbers(before: PageEvidence, page: PageEvidence) -> bool | None:
    """Whether page numbers say that a document begins here; None where they say nothing."""
    number, total = page.page_number, page.page_total
    if number is None:
        # "2 of 2" ends a letter; what follows it begins another, if it looks the least like it.
        ended = before.page_total is not None and before.page_number == before.page_total
        return True if ended and page.first_page_probability >= 0.25 else None
    if number == 1:
        return True
    follows = before.page_number is None or before.page_number < number
    same_total = total is None or before.page_total is None or total == before.page_total
    return False if follows and same_total else None


def _span(pages: Sequence[PageReading], positions: Sequence[int], start: _Start, follower: _Start) -> DocumentSpan:
    roles = tuple(PageRole.BLANK if _is_blank(pages, position) else PageRole.CONTENT for position in positions)
    confidence = min(start.confidence, follower.confidence)
    return DocumentSpan(tuple(positions), roles, round(confidence, 4), start.reason)

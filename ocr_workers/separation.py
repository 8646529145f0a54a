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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.page_role import PageRole
from archive.reading import Blankness, PageReading
from ocr_workers.page_evidence import PageEvidence, evidence_of
from ocr_workers.separator_code import begins_by_code, is_sheet


class SplitReason(enum.Enum):
    """Why a document begins where it does."""

    FIRST_PAGE = "first page of the batch"
    SEPARATOR_SHEET = "separator sheet"
    COVER_SHEET = "cover sheet"
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
        cover: Position of the cover sheet behind which it stands, if any.
    """

    pages: tuple[int, ...]
    roles: tuple[PageRole, ...]
    confidence: float
    reason: SplitReason
    cover: int | None = None


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


@dataclass(frozen=True, slots=True)
class _Batch:
    """The pages, which of them are sheets between letters, and what holds where."""

    pages: Sequence[PageReading]
    separators: frozenset[int]
    usual: SeparationProfile
    covers: Mapping[int, SeparationProfile]

    def sheet_before(self, position: int) -> int | None:
        """The last sheet before a page."""
        return max((sheet for sheet in self.separators if sheet < position), default=None)

    def cover_before(self, position: int) -> int | None:
        """The cover sheet under which a page stands; a back that goes with a sheet is no end to it."""
        sheet = self.sheet_before(position)
        while sheet is not None and self.is_blank(sheet) and sheet - 1 in self.separators:
            sheet -= 1
        return sheet if sheet in self.covers else None

    def profile_at(self, position: int) -> SeparationProfile:
        """How a page is to be separated from those before it."""
        cover = self.cover_before(position)
        return self.usual if cover is None else self.covers[cover]

    def is_blank(self, position: int) -> bool:
        """Whether there is such a page, and nothing on it."""
        return 0 <= position < len(self.pages) and self.pages[position].blankness is Blankness.BLANK


def separate(
    pages: Sequence[PageReading], profile: SeparationProfile, covers: Mapping[int, SeparationProfile] | None = None
) -> Separation:
    """Split a batch into documents; every page is in exactly one document or is a separator.

    Args:
        pages: The batch, in order.
        profile: How it is separated where no cover sheet says otherwise.
        covers: Positions of cover sheets, each with what holds behind it until the next sheet of any sort.
    """
    covers = covers or {}
    batch = _Batch(pages, _separator_positions(pages, profile, covers), profile, covers)
    separators = batch.separators
    kept = [position for position in range(len(pages)) if position not in separators]
    starts = _starts(batch, kept)
    end = _Start(len(pages), SplitReason.FIRST_PAGE, 1.0)
    spans = (
        _span(batch, [p for p in kept if start.position <= p < follower.position], start, follower)
        for start, follower in itertools.pairwise([*starts, end])
    )
    return Separation(tuple(spans), tuple(sorted(separators)))


def _separator_positions(
    pages: Sequence[PageReading], profile: SeparationProfile, covers: Mapping[int, SeparationProfile]
) -> frozenset[int]:
    sheets = {i for i, page in enumerate(pages) if is_sheet(page)} | set(covers)
    backs = {i + 1 for i in sheets if profile.is_duplex and i % 2 == 0 and _is_blank(pages, i + 1)}
    return frozenset(sheets | backs)


def _is_blank(pages: Sequence[PageReading], position: int) -> bool:
    return 0 <= position < len(pages) and pages[position].blankness is Blankness.BLANK


def _starts(batch: _Batch, kept: Sequence[int]) -> list[_Start]:
    """Where documents begin. A document never begins with a blank page, unless nothing else is there."""
    starts: list[_Start] = []
    evidence = {position: evidence_of(batch.pages[position]) for position in kept}
    previous: int | None = None
    only_blanks = all(batch.is_blank(position) for position in kept)
    for position in kept:
        if batch.is_blank(position) and (starts or not only_blanks):
            continue
        start = _start_at(batch, position, previous, evidence)
        if start is not None:
            starts.append(start if starts else _Start(kept[0], start.reason, start.confidence))
        previous = position
    return starts


def _start_at(
    batch: _Batch, position: int, previous: int | None, evidence: Mapping[int, PageEvidence]
) -> _Start | None:
    sheet = batch.sheet_before(position)
    if sheet is not None and (previous is None or previous < sheet):
        is_cover = batch.cover_before(position) is not None
        reason = SplitReason.COVER_SHEET if is_cover else SplitReason.SEPARATOR_SHEET
        return _Start(position, reason, 1.0 if previous is None else 0.99)
    if previous is None:
        return _Start(position, SplitReason.FIRST_PAGE, 1.0)
    if begins_by_code(batch.pages[position]):
        return _Start(position, SplitReason.SEPARATOR_SHEET, 0.99)
    return _start_between_letters(batch, position, previous, evidence)


def _start_between_letters(
    batch: _Batch, position: int, previous: int, evidence: Mapping[int, PageEvidence]
) -> _Start | None:
    profile = batch.profile_at(position)
    if profile.is_one_document:
        return None
    if profile.blank_sheet_splits and _blank_sheet_between(batch.pages, previous, position, profile):
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


def _span(batch: _Batch, positions: Sequence[int], start: _Start, follower: _Start) -> DocumentSpan:
    roles = tuple(PageRole.BLANK if batch.is_blank(position) else PageRole.CONTENT for position in positions)
    confidence = min(start.confidence, follower.confidence)
    cover = batch.cover_before(positions[0])
    return DocumentSpan(tuple(positions), roles, round(confidence, 4), start.reason, cover)

"""Which pages of a batch belong together as one letter.

A separator sheet says it outright. Without one, every page is asked whether it
begins a letter or continues the one before: page numbers tell ("page 2 of 3"), and so
does what the page looks like, whether the text flows over from the page before, and
what both have in common. A blank back belongs to the page before it; a sheet blank on
both sides separates only where the batch's profile says so.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from archive.page_role import PageRole
from archive.reading import Blankness, PageReading
from ocr_workers.boundary_odds import SheetSides, Signs, signs_of
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
class _Joint:
    """What was decided before a page: a document begins, or (no reason) goes on; `confidence` in that, 0 to 1."""

    position: int
    reason: SplitReason | None
    confidence: float


UNTOLD, BACK_WITHOUT_WORDS = 0.5, 0.9
SPLIT_FROM = 0.5
"""Probability from which a page begins a document."""


class Teaching(Protocol):
    """What people taught about pages like those of the batch."""

    def odds(self, before: int, page: int, signs: Signs) -> float:
        """By how much that moves the log-odds that a letter begins at position `page`, behind `before`."""


@dataclass(frozen=True, slots=True)
class _Batch:
    """The pages, which of them are sheets between letters, and what holds where."""

    pages: Sequence[PageReading]
    separators: frozenset[int]
    usual: SeparationProfile
    covers: Mapping[int, SeparationProfile]
    taught: Teaching | None = None

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
    pages: Sequence[PageReading],
    profile: SeparationProfile,
    covers: Mapping[int, SeparationProfile] | None = None,
    taught: Teaching | None = None,
) -> Separation:
    """Split a batch into documents; every page is in exactly one document or is a separator.

    Args:
        pages: The batch, in order.
        profile: How it is separated where no cover sheet says otherwise.
        covers: Positions of cover sheets, each with what holds behind it until the next sheet of any sort.
        taught: What people taught about such pages.
    """
    covers = covers or {}
    batch = _Batch(pages, _separator_positions(pages, profile, covers), profile, covers, taught)
    separators = batch.separators
    kept = [position for position in range(len(pages)) if position not in separators]
    joints = _joints(batch, kept)
    starts = [joint for joint in joints if joint.reason is not None]
    ends = [*starts[1:], _Joint(len(pages), None, 1.0)]
    spans = (
        _span(batch, [p for p in kept if start.position <= p < end.position], start, joints)
        for start, end in zip(starts, ends[: len(starts)], strict=True)
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


def _joints(batch: _Batch, kept: Sequence[int]) -> list[_Joint]:
    """What is decided before each page. A document never begins with a blank page, unless nothing else is there."""
    joints: list[_Joint] = []
    letter: list[int] = []
    evidence = {position: evidence_of(batch.pages[position]) for position in kept if not batch.is_blank(position)}
    for position in kept:
        if batch.is_blank(position) and (joints or evidence):
            continue
        joint = _joint_at(batch, position, letter, evidence)
        # Blank pages at the head of a batch go with its first letter.
        joints.append(joint if joints else _Joint(kept[0], joint.reason, joint.confidence))
        letter = [position] if joint.reason is not None else [*letter, position]
    return joints


def _joint_at(batch: _Batch, position: int, letter: Sequence[int], evidence: Mapping[int, PageEvidence]) -> _Joint:
    sheet = batch.sheet_before(position)
    if sheet is not None and (not letter or letter[-1] < sheet):
        is_cover = batch.cover_before(position) is not None
        reason = SplitReason.COVER_SHEET if is_cover else SplitReason.SEPARATOR_SHEET
        # Bare pages behind the sheet come with what follows it, never with the letter before.
        behind = next(p for p in range(sheet + 1, position + 1) if p not in batch.separators)
        return _Joint(behind, reason, 0.99 if letter else 1.0)
    if not letter:
        return _Joint(position, SplitReason.FIRST_PAGE, 1.0)
    if begins_by_code(batch.pages[position]):
        return _Joint(position, SplitReason.SEPARATOR_SHEET, 0.99)
    return _joint_between_letters(batch, position, letter, evidence)


def _joint_between_letters(
    batch: _Batch, position: int, letter: Sequence[int], evidence: Mapping[int, PageEvidence]
) -> _Joint:
    profile = batch.profile_at(position)
    if profile.is_one_document:
        return _Joint(position, None, 1.0)
    if profile.blank_sheet_splits and _blank_sheet_between(batch.pages, letter[-1], position, profile):
        return _Joint(position, SplitReason.BLANK_SHEET, 0.95)
    if not profile.splits_by_content:
        return _Joint(position, None, 1.0)
    page, sides = evidence[position], _sheet_sides(batch, position, letter, profile)
    if not page.words:
        # A picture, or a page that nobody could read: nothing tells, and a person looks unless the paper does.
        return _Joint(position, None, BACK_WITHOUT_WORDS if sides.is_back else UNTOLD)
    told = [evidence[p] for p in letter if evidence[p].words] or [evidence[letter[-1]]]
    signs = signs_of(told, page, sides)
    if batch.taught is not None:
        signs = replace(signs, learned=batch.taught.odds(letter[-1], position, signs))
    if signs.probability < SPLIT_FROM:
        return _Joint(position, None, 1.0 - signs.probability)
    by_number = page.number is not None and page.number.number == 1 and page.number.is_plain
    return _Joint(position, SplitReason.PAGE_NUMBER if by_number else SplitReason.LAYOUT, signs.probability)


def _sheet_sides(batch: _Batch, position: int, letter: Sequence[int], profile: SeparationProfile) -> SheetSides:
    """What the paper says: which side the page is, and whether the letter so far was printed on both."""
    if not profile.is_duplex:
        return SheetSides()
    both = any(p % 2 == 1 for p in letter)
    return SheetSides(
        is_back=position % 2 == 1 and position - 1 == letter[-1],
        bare_back_after_printed_ones=both and position % 2 == 0 and batch.is_blank(position - 1),
    )


def _blank_sheet_between(
    pages: Sequence[PageReading], previous: int, position: int, profile: SeparationProfile
) -> bool:
    blanks = {i for i in range(previous + 1, position) if _is_blank(pages, i)}
    if not profile.is_duplex:
        return bool(blanks)
    return any(i % 2 == 0 and i + 1 in blanks for i in blanks)


def _span(batch: _Batch, positions: Sequence[int], start: _Joint, joints: Sequence[_Joint]) -> DocumentSpan:
    roles = tuple(PageRole.BLANK if batch.is_blank(position) else PageRole.CONTENT for position in positions)
    # As sure as the least sure of its beginning, its end, and what holds its pages together.
    follower = next((joint for joint in joints if joint.reason and joint.position > positions[-1]), None)
    inside = [joint.confidence for joint in joints if positions[0] < joint.position <= positions[-1]]
    confidence = min([start.confidence, *inside, *([follower.confidence] if follower else [])])
    cover = batch.cover_before(next((p for p in positions if not batch.is_blank(p)), positions[0]))
    return DocumentSpan(tuple(positions), roles, round(confidence, 4), start.reason or SplitReason.FIRST_PAGE, cover)

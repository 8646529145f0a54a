"""Cover sheets among the pages of a batch: found, and what holds for the letters behind them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from archive.cover_sheet_code import SheetProfile, is_cover_code
from archive.cover_sheets import SheetVerdict
from archive.filing import NO_SHEET, SheetInFront
from archive.reading import PageReading
from archive.sheet_refusal import SheetRefusal
from ocr_workers.separation import DocumentSpan, SeparationProfile
from ocr_workers.separator_code import MOST_SHEET_WORDS, QR_CODE

UNREADABLE = ""
"""The content of a cover sheet whose code nobody could read."""
# Printed on every sheet in large type, for the day on which its code is crumpled.
_PRINTED_MARK = re.compile(r"P[O0]STKAMER\W{0,3}C[O0]VER\W{0,3}[0-9A-F]{6,9}\b", re.IGNORECASE)


def find_cover_sheets(pages: Sequence[PageReading]) -> dict[int, str]:
    """Positions of cover sheets and what their codes say; nothing of it is believed yet.

    A page that says as much as a letter is a letter: a code in it begins nothing and names nobody.
    """
    found = {}
    for position, page in enumerate(pages):
        if len(page.words) > MOST_SHEET_WORDS:
            continue
        code = next((c for c in page.barcodes if c.symbology == QR_CODE and is_cover_code(c.content)), None)
        if code is not None:
            found[position] = code.content
        elif any(_PRINTED_MARK.search(line.text) for line in page.lines):
            found[position] = UNREADABLE
    return found


def profile_behind(verdict: SheetVerdict, usual: SeparationProfile) -> SeparationProfile:
    """How the pages behind a sheet are separated; a sheet that is not believed changes nothing."""
    if verdict.sheet is None:
        return usual
    match verdict.sheet.profile:
        case SheetProfile.AS_SCANNED:
            return usual
        case SheetProfile.ONE_DOCUMENT:
            return replace(usual, is_one_document=True)
        case SheetProfile.BLANK_SHEETS:
            return replace(usual, blank_sheet_splits=True, splits_by_content=False, is_one_document=False)
        case SheetProfile.BY_CONTENT:
            return replace(usual, blank_sheet_splits=False, splits_by_content=True, is_one_document=False)


def sheet_in_front(
    document: DocumentSpan, verdicts: Mapping[int, SheetVerdict], unread: Collection[int]
) -> SheetInFront:
    """What the sheet before a document says of it.

    Args:
        document: Whose cover sheet is asked for.
        verdicts: What was made of each cover sheet, by position.
        unread: Pages that could not be read. Any may have been another sheet: naming ends there.
    """
    if document.cover is None:
        return NO_SHEET
    verdict = verdicts[document.cover]
    if verdict.sheet is None:
        return SheetInFront(refusal=verdict.refusal)
    if any(document.cover < page <= document.pages[-1] for page in unread):
        return SheetInFront(refusal=SheetRefusal.PAGE_UNREAD)
    return SheetInFront(verdict.sheet.sheet_id, verdict.sheet.tenant_id)

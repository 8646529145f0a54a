"""What a code on a page has to say so that a new document begins behind it; no library of images is needed to ask."""

from __future__ import annotations

from archive.cover_sheet_code import is_cover_code
from archive.reading import Barcode, PageReading

SEPARATOR_CONTENT = "POSTKAMER:SEPARATOR"
PATCH_T = "PATCH-T"
PATCH_T_TEXT = "PATCHT"
QR_CODE = "QRCode"
TEXT_SYMBOLOGIES = frozenset({"Code39", "Code39Std", "Code39Ext", "Code128"})


MOST_SHEET_WORDS = 120
"""A sheet between letters says less than this; a page that says more is a letter's, whatever code stands on it."""


def is_sheet(page: PageReading) -> bool:
    """Whether a page is nothing but a sheet between two letters."""
    return len(page.words) <= MOST_SHEET_WORDS and any(is_separator(code) for code in page.barcodes)


def begins_by_code(page: PageReading) -> bool:
    """Whether a letter's own first page carries the code, as a sticker: it begins a document and belongs to it."""
    return len(page.words) > MOST_SHEET_WORDS and any(
        is_separator(code) and not is_cover_code(code.content) for code in page.barcodes
    )


def is_separator(barcode: Barcode) -> bool:
    """Whether a symbol says that a new document begins behind this sheet."""
    if barcode.symbology == PATCH_T:
        return True
    if barcode.symbology == QR_CODE and is_cover_code(barcode.content):
        return True
    content = barcode.content.strip().upper()
    if barcode.symbology in TEXT_SYMBOLOGIES and content == PATCH_T_TEXT:
        return True
    return content == SEPARATOR_CONTENT or content.startswith(SEPARATOR_CONTENT + ":")

"""What a code on a page has to say so that a new document begins behind it; no library of images is needed to ask."""

from __future__ import annotations

from archive.reading import Barcode

SEPARATOR_CONTENT = "POSTKAMER:SEPARATOR"
PATCH_T = "PATCH-T"
PATCH_T_TEXT = "PATCHT"
TEXT_SYMBOLOGIES = frozenset({"Code39", "Code39Std", "Code39Ext", "Code128"})


def is_separator(barcode: Barcode) -> bool:
    """Whether a symbol says that a new document begins behind this sheet."""
    if barcode.symbology == PATCH_T:
        return True
    content = barcode.content.strip().upper()
    if barcode.symbology in TEXT_SYMBOLOGIES and content == PATCH_T_TEXT:
        return True
    return content == SEPARATOR_CONTENT or content.startswith(SEPARATOR_CONTENT + ":")

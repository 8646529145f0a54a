"""What a page is in its batch and document."""

from __future__ import annotations

import enum


class PageRole(enum.Enum):
    """What a page is in its batch; a blank page stays with its document, marked.

    A refused sheet separates as a separator does, but its picture stays for the operator to look into.
    """

    UNSORTED = "unsorted"
    CONTENT = "content"
    BLANK = "blank"
    SEPARATOR = "separator"
    REFUSED_SHEET = "refused_sheet"


IN_NO_DOCUMENT = (PageRole.SEPARATOR, PageRole.REFUSED_SHEET)
"""Sheets between letters: nobody's mail."""

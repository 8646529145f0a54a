"""What a page is in its batch and document."""

from __future__ import annotations

import enum


class PageRole(enum.Enum):
    """What a page is in its batch; a blank page stays with its document, marked."""

    UNSORTED = "unsorted"
    CONTENT = "content"
    BLANK = "blank"
    SEPARATOR = "separator"

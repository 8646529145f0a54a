"""What of a document a share link can hand out."""

from __future__ import annotations

import enum


class SharedForm(enum.Enum):
    """What of a document a link hands out."""

    PDF = "pdf"
    ORIGINAL = "original"
    BOTH = "both"

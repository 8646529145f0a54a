"""The forms of an export."""

from __future__ import annotations

import enum


class ExportForm(enum.Enum):
    """In which form documents are taken along."""

    ZIP = "zip"
    BAGIT = "bagit"
    CSV = "csv"

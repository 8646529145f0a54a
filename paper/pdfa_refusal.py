"""Why a page of a received PDF cannot be kept as it is."""

from __future__ import annotations


class NotKeepable(Exception):
    """A page that PDF/A-2 would not take as it is; the message says why, in words of ours only."""

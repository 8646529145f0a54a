"""Asking the sandbox for the invoice inside a file."""

from __future__ import annotations

from collections.abc import Sequence

from archive.assembly import WorkPage
from ocr_workers.e_invoice.model import EInvoice, from_values
from paper.errors import PaperError
from paper.file_types import MediaType
from paper.sandbox import Sandbox, SandboxLimits

STATING_TYPES = frozenset({MediaType.PDF, MediaType.XML, MediaType.SIGNED})
"""What may state an invoice in data."""


def stated_invoice(sandbox: Sandbox, content: bytes, media_type: str, limits: SandboxLimits) -> EInvoice | None:
    """The invoice that a file brings along or is; None where there is none, or where looking for it fails.

    A file in which nothing can be looked up is read by its face, like any other.
    """
    if media_type not in STATING_TYPES:
        return None
    try:
        found = sandbox.run("extract_e_invoice", {"media_type": media_type}, [content], limits=limits).values["invoice"]
    except PaperError:
        return None
    return from_values(found) if found else None


def is_whole_file(pages: Sequence[WorkPage]) -> bool:
    """Whether a document is all of one file, so that what the file states is stated of this document."""
    first = pages[0]
    one = all(page.source_key == first.source_key for page in pages)
    return one and first.file_pages in (None, len(pages))

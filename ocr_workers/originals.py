"""The received bytes that go with a document, so that it holds no page of another letter.

A file that holds one document only goes along as it was received. Out of a file
with several letters each takes its own pages, lifted losslessly.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath

from archive.assembly import DocumentToUnderstand, WorkPage
from archive.filing import KeptOriginal
from archive.handover import Carrier, held_content
from kernel.ids import TenantId
from kernel.tenancy.scope import TenantScope
from ocr_workers.deps import OcrDeps
from paper.file_types import DATA_TYPES


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page's own bytes are: which blob of the owner's, and which page of it."""

    blob_key: str
    number: int


@dataclass(frozen=True, slots=True)
class Originals:
    """A document's originals in order, and the place of each of its pages in them."""

    kept: tuple[KeptOriginal, ...]
    places: tuple[Place, ...]


def keep_originals(deps: OcrDeps, document: DocumentToUnderstand, owner_id: TenantId) -> Originals:
    """Store the document's originals under its owner's key; doing it again stores nothing new."""
    if document.was_filed:
        return _as_filed(deps, document, owner_id)
    kept: list[KeptOriginal] = []
    places: list[Place] = []
    for run in _by_source(document.pages):
        original = _keep(deps, document.holder_id, owner_id, run)
        kept.append(original)
        whole = original.is_whole
        places += [Place(original.blob.key, page.source_number if whole else n) for n, page in enumerate(run, 1)]
    return Originals(tuple(kept), tuple(places))


def _as_filed(deps: OcrDeps, document: DocumentToUnderstand, owner_id: TenantId) -> Originals:
    """What was kept when the document was put together first: originals never change."""
    with deps.database.reading(TenantScope(document.holder_id)) as session:
        held = held_content(session, document.document_id)
    carry = Carrier(deps.blobs, document.holder_id, owner_id)
    kept = tuple(carry.original(original) for original in held.content.originals)
    keys = {old.blob.key: new.blob.key for old, new in zip(held.content.originals, kept, strict=True)}
    places = tuple(Place(keys[page.source_key], page.source_number) for page in document.pages)
    return Originals(kept, places)


def _by_source(pages: Sequence[WorkPage]) -> Iterator[list[WorkPage]]:
    """Pages that follow each other and came in the same file."""
    for _, run in groupby(pages, key=lambda page: (page.source_key, page.file_name)):
        yield list(run)


def _keep(deps: OcrDeps, holder_id: TenantId, owner_id: TenantId, run: Sequence[WorkPage]) -> KeptOriginal:
    first = run[0]
    content = deps.blobs.read(holder_id, first.source_key)
    # An invoice in data cannot be cut: its pages are only what it is shown by.
    is_whole = first.file_pages in (None, len(run)) or first.media_type in DATA_TYPES
    if not is_whole:
        numbers = [page.source_number for page in run]
        task = {"media_type": first.media_type, "pages": numbers}
        content = deps.sandbox.run("extract_pages", task, [content], limits=deps.document_limits).blobs[0]
    stored = deps.blobs.put(owner_id, io.BytesIO(content))
    return KeptOriginal(stored, first.media_type, _name(run, is_whole=is_whole), is_whole)


def _name(run: Sequence[WorkPage], *, is_whole: bool) -> str:
    name = PurePath(run[0].file_name or "original")
    if is_whole:
        return name.name
    return f"{name.stem}-p{run[0].source_number}-{run[-1].source_number}{name.suffix}"

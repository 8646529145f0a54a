"""A document's content, copied under its owner's key before any row moves.

Slow, so it runs without a transaction; it may run twice, because blobs are
addressed by what they are. Only then do the rows point at the copies.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.filing import KeptOriginal, OwnedContent, PageContent
from archive.models import Document, Original, Page
from kernel.blobs.api import BlobStore, StoredBlob
from kernel.errors import NotFound
from kernel.ids import DocumentId, PageId, TenantId


@dataclass(frozen=True, slots=True)
class HeldContent:
    """Everything of a document as it is held now, by whom."""

    holder_id: TenantId
    content: OwnedContent


def held_content(session: Session, document_id: DocumentId) -> HeldContent:
    """What rows say of a document's content.

    Raises:
        NotFound: There is no such document in this scope.
    """
    document = session.get(Document, document_id)
    if document is None:
        message = "there is no such document here; it may have been handed over to its owner"
        raise NotFound(message, document_id=document_id)
    holder = TenantId(document.tenant_id)
    pages = select(Page).where(Page.document_id == document_id).order_by(Page.document_position)
    originals = select(Original).where(Original.document_id == document_id).order_by(Original.position)
    content = OwnedContent(
        owner_id=holder,
        pdf_key=document.pdf_key,
        pages=tuple(_page_content(page) for page in session.scalars(pages)),
        originals=tuple(_kept(original) for original in session.scalars(originals)),
    )
    return HeldContent(holder, content)


def content_for(blobs: BlobStore, held: HeldContent, owner_id: TenantId) -> OwnedContent:
    """The same content under the key of `owner_id`; nothing is copied when it is there already."""
    if held.holder_id == owner_id:
        return held.content
    carry = Carrier(blobs, held.holder_id, owner_id)
    return OwnedContent(
        owner_id=owner_id,
        pdf_key=carry.key(held.content.pdf_key),
        pages=tuple(carry.page(page) for page in held.content.pages),
        originals=tuple(carry.original(kept) for kept in held.content.originals),
    )


class Carrier:
    """Copies blobs from one tenant's keeping to another's."""

    def __init__(self, blobs: BlobStore, holder_id: TenantId, owner_id: TenantId) -> None:
        """From `holder_id` to `owner_id`."""
        self._blobs = blobs
        self._holder_id = holder_id
        self._owner_id = owner_id

    def blob(self, key: str) -> StoredBlob:
        """Copy one blob, proven whole by the read."""
        return self._blobs.put(self._owner_id, io.BytesIO(self._blobs.read(self._holder_id, key)))

    def key(self, key: str | None) -> str | None:
        """Copy one blob if there is one; its address under the owner's key."""
        return None if key is None else self.blob(key).key

    def page(self, page: PageContent) -> PageContent:
        """Copy what reading made of a page, and its own bytes if it has any."""
        return replace(
            page,
            reading_key=self.key(page.reading_key),
            image_key=self.key(page.image_key),
            thumbnail_key=self.key(page.thumbnail_key),
            source_key=self.key(page.source_key),
        )

    def original(self, kept: KeptOriginal) -> KeptOriginal:
        """Copy one original."""
        return replace(kept, blob=self.blob(kept.blob.key))


def with_originals(content: OwnedContent, originals: Sequence[KeptOriginal], pdf_key: str | None) -> OwnedContent:
    """The same content with its originals and rendition filled in."""
    return replace(content, originals=tuple(originals), pdf_key=pdf_key)


def _page_content(page: Page) -> PageContent:
    return PageContent(
        PageId(page.id), page.reading_key, page.image_key, page.thumbnail_key, page.source_key, page.source_number
    )


def _kept(original: Original) -> KeptOriginal:
    blob = StoredBlob(original.blob_key, original.sha256, original.size_bytes, existed=True)
    return KeptOriginal(blob, original.media_type, original.file_name, original.is_whole)

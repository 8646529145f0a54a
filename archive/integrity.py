"""What must always hold of the archive, checked by `verify` and after every crash test.

The numbers are those of the invariants in `docs/reliability.md`. A check yields
violations; none means that it holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from archive.lifecycle import BatchState, IntakeState
from archive.models import Batch, Document, IntakeItem, Original, Page, RearrangedPage
from archive.page_role import IN_NO_DOCUMENT
from kernel.blobs.api import BlobDamaged, BlobMissing, BlobStore, KeyDestroyed
from kernel.ids import TenantId


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that does not hold: which invariant, about what, and how."""

    invariant: str
    subject: str
    problem: str


def check_pages_accounted(session: Session) -> Iterator[Violation]:
    """I1: every page that was accepted is here, or was handed over and counted."""
    unpacked = _pages_unpacked(session)
    here = {row[0]: row[1] for row in session.execute(select(Page.batch_id, func.count()).group_by(Page.batch_id))}
    for batch in session.scalars(select(Batch)):
        accepted, found = unpacked.get(batch.id, 0), here.get(batch.id, 0) + batch.pages_left
        if accepted != found:
            yield Violation("I1", f"batch {batch.id}", f"{accepted} pages accepted, {found} accounted for")
    yield from _unplaced_pages(session)
    yield from _miscounted_documents(session)


def check_items_unique(session: Session) -> Iterator[Violation]:
    """I3: at most one document begins with any one page, and no page is entered twice."""
    twice = (
        select(Page.intake_id, Page.number, func.count())
        .where(Page.intake_id.is_not(None))
        .group_by(Page.intake_id, Page.number)
        .having(func.count() > 1)
    )
    for intake_id, number, count in session.execute(twice):
        yield Violation("I3", f"intake item {intake_id}", f"page {number} entered {count} times")


def check_blobs(session: Session, blobs: BlobStore) -> Iterator[Violation]:
    """I2 and I5: every blob that a row names exists and is what was stored; originals still have their hash."""
    for tenant_id, key, subject, sha256 in referenced_blobs(session):
        try:
            content = blobs.read(TenantId(tenant_id), key)
        except (BlobMissing, BlobDamaged, KeyDestroyed) as error:
            yield Violation("I2", subject, error.code)
            continue
        if sha256 is not None and hashlib.sha256(content).hexdigest() != sha256:
            yield Violation("I5", subject, "the content is not what was received")


def referenced_blobs(session: Session) -> Iterator[tuple[str, str, str, str | None]]:
    """Every (tenant id, blob key, what names it, expected SHA-256 if known) of the archive."""
    for item in session.scalars(select(IntakeItem).where(IntakeItem.released_at.is_(None))):
        yield item.tenant_id, item.blob_key, f"intake item {item.id}", item.sha256
    for original in session.scalars(select(Original)):
        yield original.tenant_id, original.blob_key, f"original of document {original.document_id}", original.sha256
    for page in session.scalars(select(Page)):
        for key in (page.source_key, page.reading_key, page.image_key, page.thumbnail_key, page.print_key):
            if key is not None:
                yield page.tenant_id, key, f"page {page.id}", None
    yield from _sources_of_changes(session)
    for document in session.scalars(select(Document)):
        if document.pdf_key is not None:
            yield document.tenant_id, document.pdf_key, f"rendition of document {document.id}", None


def named_keys(tenant_id: TenantId) -> Iterator[Select[str] | Select[str | None]]:
    """Questions for the blobs that rows of one tenant name, one per place; they answer as `referenced_blobs` does."""
    yield select(IntakeItem.blob_key).where(IntakeItem.tenant_id == tenant_id, IntakeItem.released_at.is_(None))
    yield select(Original.blob_key).where(Original.tenant_id == tenant_id)
    for column in (Page.source_key, Page.reading_key, Page.image_key, Page.thumbnail_key, Page.print_key):
        yield select(column).where(Page.tenant_id == tenant_id, column.is_not(None))
    moved = RearrangedPage.source_key
    yield select(moved).where(RearrangedPage.tenant_id == tenant_id, moved.is_not(None))
    yield select(Document.pdf_key).where(Document.tenant_id == tenant_id, Document.pdf_key.is_not(None))


def _sources_of_changes(session: Session) -> Iterator[tuple[str, str, str, str | None]]:
    """What pages lay on before somebody moved them: kept as long as that can be taken back."""
    for kept in session.scalars(select(RearrangedPage).where(RearrangedPage.source_key.is_not(None))):
        yield kept.tenant_id, str(kept.source_key), f"rearrangement {kept.rearrangement_id}", None


def _unplaced_pages(session: Session) -> Iterator[Violation]:
    """Pages of separated batches that are neither in a document nor a separator sheet."""
    lost = (
        select(Page.id)
        .join(Batch, Page.batch_id == Batch.id)
        .where(Batch.state == BatchState.SEPARATED, Page.document_id.is_(None), Page.role.not_in(IN_NO_DOCUMENT))
    )
    for page_id in session.scalars(lost):
        yield Violation("I1", f"page {page_id}", "its batch was separated without it")


def _miscounted_documents(session: Session) -> Iterator[Violation]:
    pages = select(Page.document_id, func.count().label("found")).group_by(Page.document_id).subquery()
    rows = (
        select(Document.id, Document.page_count, func.coalesce(pages.c.found, 0))
        .outerjoin(pages, pages.c.document_id == Document.id)
        .where(Document.page_count != func.coalesce(pages.c.found, 0))
    )
    for document_id, expected, found in session.execute(rows):
        yield Violation("I1", f"document {document_id}", f"{expected} pages expected, {found} found")


def _pages_unpacked(session: Session) -> dict[str, int]:
    rows = (
        select(IntakeItem.batch_id, func.sum(IntakeItem.page_count))
        .where(IntakeItem.state == IntakeState.UNPACKED)
        .group_by(IntakeItem.batch_id)
    )
    return {row[0]: int(row[1] or 0) for row in session.execute(rows)}

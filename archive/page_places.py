"""Where a document's pages are, for those who file it: still there, moved by a person, or to be forgotten."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from archive.models import Batch, Page, RearrangedDocument, RearrangedPage, Rearrangement
from kernel.ids import BatchId, PageId


def holds_just(session: Session, document_id: str, page_ids: Sequence[PageId]) -> bool:
    """Whether these are the document's pages, all of them and in this order."""
    rows = select(Page.id).where(Page.document_id == document_id).order_by(Page.document_position)
    return list(session.scalars(rows)) == list(page_ids)


def is_rearranged(session: Session, document_id: str) -> bool:
    """Whether a person put pages of the document right."""
    return bool(session.scalar(select(exists().where(RearrangedDocument.document_id == document_id))))


def count_pages_left(session: Session, document_id: str) -> list[BatchId]:
    """Count the document's pages as left with each batch they came in, of which joined letters have several."""
    counts = select(Page.batch_id, func.count()).where(Page.document_id == document_id, Page.batch_id.is_not(None))
    found = session.execute(counts.group_by(Page.batch_id).order_by(Page.batch_id)).all()
    for batch_id, pages in found:
        session.get_one(Batch, batch_id, with_for_update=True).pages_left += pages
    return [BatchId(str(batch_id)) for batch_id, _ in found]


def forget_rearrangements(session: Session, document_id: str) -> None:
    """Cut what names the pages of a document that leaves: nobody can take those changes back any more."""
    touching = select(RearrangedDocument.rearrangement_id).where(RearrangedDocument.document_id == document_id)
    gone = list(session.scalars(touching))
    session.execute(delete(RearrangedPage).where(RearrangedPage.rearrangement_id.in_(gone)))
    session.execute(delete(RearrangedDocument).where(RearrangedDocument.rearrangement_id.in_(gone)))
    session.execute(delete(Rearrangement).where(Rearrangement.id.in_(gone)))

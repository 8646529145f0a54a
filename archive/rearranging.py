"""Splitting, joining and ordering letters: people put pages right, and can take it back.

The rows move in one transaction; then every letter that changed is understood anew.
What its pages and originals were is kept with the change, so that taking it back brings
back the received files themselves, not what was lifted out of them. A letter that left
for another tenant takes that with it into oblivion: nothing here may name its pages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.arrangement import Arrangement, ArrangementRefused, require_same_pages
from archive.batches import Emitter, has_waiting_pages
from archive.events import DocumentChanged, DocumentSeparated
from archive.filing import journal, lock_document
from archive.holds.placing import require_no_hold
from archive.leases import require_lease
from archive.lifecycle import DOCUMENT, DocumentMove, DocumentState
from archive.models import Document, Page, RearrangedDocument, RearrangedPage, Rearrangement
from kernel.errors import ChangedMeanwhile, MoveRefused, NotFound
from kernel.ids import DocumentId, PageId, TenantId, UserId, new_id

SOURCE = ("source_key", "source_number", "source_pages", "source_name")


@dataclass(frozen=True, slots=True)
class Rearrange:
    """What somebody wants the pages to be.

    Attributes:
        operation: "split", "merge", "order" or "exchange", for the history.
        seen: The versions of the documents that the person saw; an older one is refused.
        after: The documents, new ones under fresh ids, with their pages.
    """

    user_id: UserId
    operation: str
    seen: Mapping[DocumentId, int]
    after: Arrangement


@dataclass(frozen=True, slots=True)
class RearrangementView:
    """One change of somebody's, for the history and for taking it back; `touched` are the documents it was about."""

    rearrangement_id: str
    operation: str
    made_at: dt.datetime
    made_by: str
    is_undone: bool
    touched: tuple[DocumentId, ...]


def arrangement_of(session: Session, document_ids: Iterable[DocumentId]) -> Arrangement:
    """The documents' pages, in order."""
    return {document_id: _page_ids(session, document_id) for document_id in document_ids}


def rearrange(uow: Emitter, command: Rearrange, at: dt.datetime) -> str:
    """Put the pages as the command says; the answer is what `take_back` asks for.

    Raises:
        NotFound: One of the documents is not (or no longer) in this scope.
        ChangedMeanwhile: Somebody changed one of them first.
        HandledByAnother: Somebody else has one of them open.
        ArrangementRefused: A page would be lost, doubled or taken from elsewhere, or is still being read.
        OnHold: A legal hold keeps one of them as it is.
    """
    documents = [lock_document(uow.session, document_id) for document_id in sorted(command.seen)]
    before = arrangement_of(uow.session, sorted(command.seen))
    require_same_pages(before, command.after)
    for document in documents:
        _require_seen(uow.session, document, command, at)
    kept = _sources(uow.session, before)
    for document_id in command.after.keys() - before.keys():
        documents.append(_beside(uow.session, documents[0], document_id))
    _lay(uow, documents, command.after)
    made = Rearrangement(
        id=new_id(), tenant_id=documents[0].tenant_id, operation=command.operation, made_at=at,
        made_by=command.user_id, before=_spell(before), after=_spell(command.after),
    )  # fmt: skip
    _remember(uow.session, made, documents, kept)
    for document in documents:
        details = {"operation": command.operation, "rearrangement": made.id}
        journal(uow.session, document, command.user_id, "pages_rearranged", details, at)
    return made.id


def take_back(uow: Emitter, rearrangement_id: str, user_id: UserId, at: dt.datetime) -> list[DocumentId]:
    """Lay the pages as they were before, on the files they came in; the documents that are there again.

    Raises:
        NotFound: There is no such change in this scope, or one of its letters has left.
        MoveRefused: It was taken back before.
        ChangedMeanwhile: The pages were moved again since; take that back first.
    """
    made = uow.session.get(Rearrangement, rearrangement_id, with_for_update=True)
    if made is None:
        message = "there is nothing to take back here; the letter may have gone to its owner"
        raise NotFound(message, rearrangement_id=rearrangement_id)
    if made.undone_at is not None:
        message = "this was taken back already"
        raise MoveRefused(message, rearrangement_id=rearrangement_id)
    after, before = _read(made.after), _read(made.before)
    documents = [lock_document(uow.session, document_id) for document_id in sorted(after)]
    if arrangement_of(uow.session, sorted(after)) != after:
        message = "the pages were moved again since; take the later change back first"
        raise ChangedMeanwhile(message, rearrangement_id=rearrangement_id)
    for document in documents:
        require_lease(uow.session, DocumentId(document.id), user_id, at)
    _bring_back_sources(uow.session, made.id)
    _lay(uow, documents, {document_id: before.get(document_id, ()) for document_id in after})
    made.undone_at = at
    for document in documents:
        journal(uow.session, document, user_id, "rearrangement_undone", {"rearrangement": made.id}, at)
    return [document_id for document_id, pages in before.items() if pages]


def rearrangements_of(session: Session, document_id: DocumentId) -> list[RearrangementView]:
    """What people did to the pages of a document, latest first."""
    rows = select(Rearrangement).join(RearrangedDocument, RearrangedDocument.rearrangement_id == Rearrangement.id)
    rows = rows.where(RearrangedDocument.document_id == document_id).order_by(Rearrangement.made_at.desc())
    return [
        RearrangementView(
            row.id, row.operation, row.made_at, row.made_by, row.undone_at is not None, tuple(_read(row.after))
        )
        for row in session.scalars(rows)
    ]


def _require_seen(session: Session, document: Document, command: Rearrange, at: dt.datetime) -> None:
    document_id = DocumentId(document.id)
    require_no_hold(session, document_id)
    if document.version != command.seen[document_id]:
        message = "somebody else changed this letter meanwhile; look at it again, then repeat"
        raise ChangedMeanwhile(message, document_id=document_id)
    if has_waiting_pages(session, document.id):
        message = "a page of this letter is still being read; wait a moment"
        raise ArrangementRefused(message, document_id=document_id)
    require_lease(session, document_id, command.user_id, at)


def _page_ids(session: Session, document_id: DocumentId) -> tuple[PageId, ...]:
    rows = select(Page.id).where(Page.document_id == document_id).order_by(Page.document_position)
    return tuple(PageId(page_id) for page_id in session.scalars(rows))


def _beside(session: Session, first: Document, document_id: DocumentId) -> Document:
    """A new document where `first` is: with the same holder, of the same day, filed if that is."""
    document = Document(
        id=document_id, tenant_id=first.tenant_id, batch_id=first.batch_id, received_at=first.received_at,
        filed_at=first.filed_at, cut_confidence=1.0, page_count=0, state=DocumentState.ASSEMBLING, version=1,
        cover_sheet_id=first.cover_sheet_id, named_tenant_id=first.named_tenant_id, cover_refusal=first.cover_refusal,
    )  # fmt: skip
    session.add(document)
    session.flush()
    return document


def _lay(uow: Emitter, documents: list[Document], after: Arrangement) -> None:
    """Move the rows, then set every document going anew, or let it go."""
    for document in documents:
        pages = after[DocumentId(document.id)]
        for position, page_id in enumerate(pages):
            page = uow.session.get_one(Page, page_id, with_for_update=True)
            page.document_id, page.document_position = document.id, position
        document.page_count, document.cut_confidence = len(pages), 1.0
        # Without a rendition its originals are gathered anew, so that none holds a page of another letter.
        document.pdf_key = None
        document.version += 1
        _move(uow, document)
    uow.session.flush()


def _move(uow: Emitter, document: Document) -> None:
    tenant_id, document_id = TenantId(document.tenant_id), DocumentId(document.id)
    if not document.page_count:
        document.state = DOCUMENT.next(document.state, DocumentMove.DISSOLVE)
        uow.emit(DocumentChanged(tenant_id, document_id))
        return
    if document.state is not DocumentState.ASSEMBLING:
        document.state = DOCUMENT.next(document.state, DocumentMove.REASSEMBLE)
    uow.emit(DocumentSeparated(tenant_id, document_id))


def _sources(session: Session, before: Arrangement) -> dict[PageId, dict[str, Any]]:
    """Which page of which received file each page was."""
    pages = (session.get_one(Page, page_id) for page_ids in before.values() for page_id in page_ids)
    return {PageId(page.id): {name: getattr(page, name) for name in SOURCE} for page in pages}


def _bring_back_sources(session: Session, rearrangement_id: str) -> None:
    for kept in session.scalars(select(RearrangedPage).where(RearrangedPage.rearrangement_id == rearrangement_id)):
        page = session.get_one(Page, kept.page_id)
        for name in SOURCE:
            setattr(page, name, getattr(kept, name))
        session.delete(kept)


def _remember(
    session: Session,
    made: Rearrangement,
    documents: Iterable[Document],
    kept: Mapping[PageId, Mapping[str, Any]],
) -> None:
    session.add(made)
    session.flush()
    same = {"tenant_id": made.tenant_id, "rearrangement_id": made.id}
    session.add_all(RearrangedDocument(document_id=document.id, **same) for document in documents)
    session.add_all(RearrangedPage(page_id=page_id, **same, **source) for page_id, source in kept.items())


def _spell(arrangement: Arrangement) -> dict[str, list[str]]:
    return {document_id: list(pages) for document_id, pages in arrangement.items()}


def _read(stored: Mapping[str, list[str]]) -> Arrangement:
    return {DocumentId(key): tuple(PageId(page) for page in pages) for key, pages in stored.items()}

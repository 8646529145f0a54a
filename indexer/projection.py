"""From a document of the archive to what search knows of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.lifecycle import DocumentState
from archive.organising.labels import labels_of
from archive.reading import from_json
from archive.repository import get_document
from archive.views import DocumentView, PageView
from indexer.deps import IndexerDeps
from indexer.engines.api import Amount, IndexedDocument
from indexer.snippets import PAGE_BREAK
from kernel.blobs.api import BlobDamaged, BlobMissing, BlobStore
from kernel.errors import NotFound
from kernel.ids import DocumentId, TenantId
from kernel.logs import get_logger
from kernel.tenancy.scope import TenantScope

# As `archive.repository.document_ids` counts them: `verify` compares the two.
SEARCHABLE = frozenset({DocumentState.FILED, DocumentState.NEEDS_INDEXING})

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the index should hold of one document now: its view and the names of its labels, or None for nothing."""

    document_id: DocumentId
    view: DocumentView | None
    labels: tuple[str, ...] = ()


def wanted_now(deps: IndexerDeps, tenant_id: TenantId, document_ids: Iterable[DocumentId]) -> tuple[Wanted, ...]:
    """What the database says at this moment; a document that is no longer the tenant's is wanted by nobody."""
    with deps.database.reading(TenantScope(tenant_id)) as session:
        found: list[Wanted] = []
        for document_id in document_ids:
            try:
                view = get_document(session, document_id)
            except NotFound:
                found.append(Wanted(document_id, None))
                continue
            is_searchable = view.summary.state in SEARCHABLE and view.summary.tenant_id == tenant_id
            labels = labels_of(session, [document_id]).get(document_id, ()) if is_searchable else ()
            names = tuple(label.name for label in labels)
            found.append(Wanted(document_id, view if is_searchable else None, names))
        return tuple(found)


def project(deps: IndexerDeps, wanted: Iterable[Wanted]) -> list[IndexedDocument]:
    """The documents among `wanted` with the text of their pages; reads blobs, so no transaction is open.

    Raises:
        BlobStoreUnavailable: The store does not answer; try again later.
        KeyDestroyed: The tenant was erased.
    """
    return [_project(deps.blobs, each.view, each.labels) for each in wanted if each.view is not None]


def _project(blobs: BlobStore, view: DocumentView, labels: tuple[str, ...]) -> IndexedDocument:
    summary = view.summary
    return IndexedDocument(
        document_id=summary.document_id, tenant_id=summary.tenant_id, subject=summary.subject or "",
        sender=summary.sender or "", reference=view.reference or "", kind=summary.kind, date=summary.document_date,
        sorted_on=summary.document_date or summary.received_at.date(),
        amounts=_amounts(summary.amount_minor, summary.currency), language=summary.language,
        text=page_texts(blobs, summary.tenant_id, view.pages), tags=labels,
    )  # fmt: skip


def page_texts(blobs: BlobStore, tenant_id: TenantId, pages: Sequence[PageView]) -> str:
    """What was read on the pages, in order, a form feed between two; a page without text keeps its place."""
    return PAGE_BREAK.join(_page_text(blobs, tenant_id, page) for page in pages)


def _page_text(blobs: BlobStore, tenant_id: TenantId, page: PageView) -> str:
    if page.reading_key is None:
        return ""
    try:
        text = from_json(blobs.read(tenant_id, page.reading_key)).text
    except (BlobMissing, BlobDamaged) as error:
        # One lost reading must not hide the letter; `verify` names the blob.
        log.warning("page_text_unreadable", tenant_id=tenant_id, page_id=page.page_id, code=error.code)
        return ""
    return text.replace(PAGE_BREAK, "\n")


def _amounts(minor: int | None, currency: str | None) -> tuple[Amount, ...]:
    return () if minor is None else (Amount(minor, currency or ""),)

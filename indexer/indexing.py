"""Keeping the index like the database: whatever happened to a document, its present state is what counts."""

from __future__ import annotations

from indexer.deps import IndexerDeps
from indexer.engines.api import IndexBroken, IndexBusy, IndexMissing
from indexer.projection import Wanted, project, wanted_now
from indexer.rebuild import rebuild_tenant
from kernel.blobs.api import KeyDestroyed
from kernel.errors import PlatformError
from kernel.ids import DocumentId, TenantId
from kernel.logs import get_logger
from kernel.outbox.inbox import RetryPolicy, Ticket, abandon, claim
from kernel.tenancy.scope import TenantScope

# The disk may be full for hours, and somebody may rebuild a large index: patience costs nothing here.
PATIENT = RetryPolicy(attempts=12)
# How often a document may change while it is being indexed before the next attempt takes over.
_MOST_CHANGES = 5

log = get_logger(__name__)


def index_document(deps: IndexerDeps, ticket: Ticket) -> None:
    """Index the document that the ticket names as it is now, or remove it; doing it again changes nothing.

    A missing or broken index is made anew from the database on the way.

    Raises:
        IndexBusy: Somebody else writes to the index.
        IndexUnwritable: The disk is full or fails.
        BlobStoreUnavailable: The store does not answer.
    """
    tenant_id, document_id = ticket.tenant_id, DocumentId(ticket.payload["document_id"])
    try:
        _bring_up_to_date(deps, tenant_id, document_id)
    except KeyDestroyed:
        deps.engine.drop(tenant_id)
    with deps.database.unit_of_work(TenantScope(tenant_id)) as uow:
        claim(uow.session, ticket.message_id, deps.clock.now())
        uow.commit()
    log.info("document_indexed", tenant_id=tenant_id, document_id=document_id)


def give_up_indexing(deps: IndexerDeps, ticket: Ticket, error: PlatformError) -> None:
    """Leave the failure as a row that people see; the letter is in the archive, and `reindex` finds it again."""
    code = str(error.context.get("cause", error.code))
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        abandon(uow.session, ticket.message_id, code, deps.clock.now())
        uow.commit()
    log.warning("document_not_indexed", tenant_id=ticket.tenant_id, code=code, **ticket.payload)


def _bring_up_to_date(deps: IndexerDeps, tenant_id: TenantId, document_id: DocumentId) -> None:
    """Write until what was written is what the database says afterwards.

    Two workers may handle two events of one document at once; the one that wrote
    older news last sees it here and writes again.
    """
    (wanted,) = wanted_now(deps, tenant_id, [document_id])
    for _ in range(_MOST_CHANGES):
        _write_or_mend(deps, tenant_id, wanted)
        (after,) = wanted_now(deps, tenant_id, [document_id])
        if after == wanted:
            return
        wanted = after
    message = "the document changes faster than it can be indexed; the work is repeated by itself"
    raise IndexBusy(message, document_id=document_id)


def _write_or_mend(deps: IndexerDeps, tenant_id: TenantId, wanted: Wanted) -> None:
    try:
        _write(deps, tenant_id, wanted)
    except IndexBroken:
        with deps.mending:
            _mend(deps, tenant_id, wanted)


def _mend(deps: IndexerDeps, tenant_id: TenantId, wanted: Wanted) -> None:
    """Rebuild, unless another thread just did."""
    try:
        _write(deps, tenant_id, wanted)
    except IndexMissing:
        log.info("index_begun", tenant_id=tenant_id)
        rebuild_tenant(deps, tenant_id)
    except IndexBroken as error:
        log.warning("index_found_broken", tenant_id=tenant_id, code=error.code)
        rebuild_tenant(deps, tenant_id)


def _write(deps: IndexerDeps, tenant_id: TenantId, wanted: Wanted) -> None:
    if wanted.view is None:
        deps.engine.remove(tenant_id, [wanted.document_id])
    else:
        deps.engine.index(tenant_id, project(deps, [wanted]))

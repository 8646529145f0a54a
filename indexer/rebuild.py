"""Indexes made anew from the database, while searches go on with the old ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from archive.repository import document_ids
from indexer.deps import IndexerDeps
from indexer.engines.api import IndexedDocument, Rebuild
from indexer.projection import project, wanted_now
from kernel.blobs.api import KeyDestroyed
from kernel.ids import DocumentId, TenantId
from kernel.logs import get_logger
from kernel.tenancy.repository import list_tenants
from kernel.tenancy.scope import SystemScope, TenantScope

# A batch is one commit and one segment: few enough to lose little, many enough to be quick.
BATCH = 500
REBUILD = SystemScope("indexes of all tenants are made anew; nobody's content is shown")

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one tenant's rebuild has come."""

    tenant_id: TenantId
    done: int
    total: int


Told = Callable[[Progress], None]


def rebuild_all(deps: IndexerDeps, told: Told | None = None) -> int:
    """Make every tenant's index anew, closed tenants' too.

    Returns:
        How many documents can be found now.

    Raises:
        IndexBusy: One of them is being rebuilt by somebody else.
    """
    with deps.database.reading(REBUILD) as session:
        tenant_ids = [view.id for view in list_tenants(session, with_closed=True)]
    return sum(rebuild_tenant(deps, tenant_id, told) for tenant_id in tenant_ids)


def rebuild_tenant(deps: IndexerDeps, tenant_id: TenantId, told: Told | None = None) -> int:
    """Make one tenant's index anew, or go on where an interrupted rebuild stopped.

    An erased tenant's index is dropped: its letters cannot be read by anybody any more.

    Args:
        deps: What indexing needs.
        tenant_id: Whose index.
        told: Called after each batch.

    Returns:
        How many documents can be found now.

    Raises:
        IndexBusy: Somebody else rebuilds it at this moment.
        IndexUnwritable: The disk is full or fails.
        BlobStoreUnavailable: The store does not answer.
    """
    try:
        count = _rebuild(deps, tenant_id, told or _to_nobody)
    except KeyDestroyed:
        deps.engine.drop(tenant_id)
        log.info("index_dropped", tenant_id=tenant_id)
        return 0
    log.info("index_rebuilt", tenant_id=tenant_id, documents=count)
    return count


def _rebuild(deps: IndexerDeps, tenant_id: TenantId, told: Told) -> int:
    with deps.engine.rebuild(tenant_id) as fresh:
        wanted = _searchable(deps, tenant_id)
        # What an interrupted rebuild holds may have changed since only if it was noted as touched.
        for progress in _fill(deps, tenant_id, fresh, wanted):
            told(progress)
        fresh.finish(lambda touched: _read(deps, tenant_id, sorted(touched)))
    return len(wanted)


def _fill(deps: IndexerDeps, tenant_id: TenantId, fresh: Rebuild, wanted: frozenset[DocumentId]) -> Iterator[Progress]:
    held = fresh.document_ids()
    missing = sorted(wanted - held)
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        fresh.index(_read(deps, tenant_id, batch))
        yield Progress(tenant_id, len(wanted) - len(missing) + start + len(batch), len(wanted))


def _read(deps: IndexerDeps, tenant_id: TenantId, ids: Sequence[DocumentId]) -> list[IndexedDocument]:
    return project(deps, wanted_now(deps, tenant_id, ids))


def _searchable(deps: IndexerDeps, tenant_id: TenantId) -> frozenset[DocumentId]:
    with deps.database.reading(TenantScope(tenant_id)) as session:
        return frozenset(document_ids(session, tenant_id))


def _to_nobody(progress: Progress) -> None:
    del progress

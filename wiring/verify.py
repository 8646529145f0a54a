"""`verify`: what must always hold, looked at in one consistent moment.

The invariants and how each of them is kept are in `docs/reliability.md`. Rows are
read in one snapshot, so that work that goes on meanwhile is never taken for a fault;
what is under way is counted, and becomes a violation only where quiet was waited for.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from sqlalchemy.orm import Session

from archive.integrity import Violation, check_items_unique, check_pages_accounted
from archive.repository import document_ids
from indexer.engines.api import IndexBroken, IndexMissing, SearchEngine
from kernel.audit.journal import verify_chain
from kernel.blobs.api import BlobStore
from kernel.clock import Clock
from kernel.ids import DocumentId, TenantId
from kernel.tenancy.isolation import foreign_links
from kernel.tenancy.repository import list_tenants
from kernel.tenancy.scope import SystemScope
from kernel.unit_of_work import Database
from wiring.blob_references import blob_folder, check_all_blobs
from wiring.leftovers import check_sandboxes, check_temporary_files, running_processes
from wiring.schema import METADATA
from wiring.settings import Settings
from wiring.tally import Failure, count_rows, count_stored_blobs, visible_failures
from wiring.under_way import UnderWay, check_nothing_stranded, check_nothing_under_way, under_way

VERIFY = SystemScope("verification looks at every tenant's rows and at nobody's content")
LOOK_EVERY_S = 0.25


class VerifyParts(Protocol):
    """The parts of a platform that verification looks at."""

    @property
    def database(self) -> Database:
        """Whose rows are looked at."""

    @property
    def blobs(self) -> BlobStore:
        """Where the content is."""

    @property
    def search_engine(self) -> SearchEngine:
        """Whose indexes are compared with the rows."""

    @property
    def clock(self) -> Clock:
        """Tells which leases are dead."""

    @property
    def settings(self) -> Settings:
        """Tell where the blob store's folder is, if it has one."""


@dataclass(frozen=True, slots=True)
class Report:
    """What verification found.

    Attributes:
        violations: What does not hold; nothing when all is well.
        counts: How much there is of what, by state, and how much is under way.
        failures: Rows that people see and can retry: no violations, nothing of them is lost.
    """

    violations: tuple[Violation, ...]
    counts: dict[str, Any]
    failures: tuple[Failure, ...]

    def values(self) -> dict[str, Any]:
        """As one JSON object."""
        return asdict(self)


def verify_all(parts: VerifyParts, *, quiet_s: float | None = None) -> Report:
    """Look at everything.

    Args:
        parts: A platform.
        quiet_s: Wait up to so many seconds until nothing is under way; what is then still is a violation.
    """
    if quiet_s is not None:
        _wait_for_quiet(parts, quiet_s)
    with snapshots(parts.database, parts.clock).reading(VERIFY) as session:
        work = under_way(session, parts.clock.now())
        violations = [*_check_rows(session, work), *check_all_blobs(session, parts.blobs)]
        counts = count_rows(session, work) | count_stored_blobs(session, parts.blobs, parts.clock.now())
        failures = tuple(visible_failures(session, parts.clock.now()))
    violations += check_nothing_under_way(work) if quiet_s is not None else ()
    unlike = list(_check_indexes(parts))
    if work.is_quiet or quiet_s is not None:
        violations += unlike
    counts["under_way"]["index_differences"] = len(unlike)
    violations += _check_leftovers(parts)
    return Report(tuple(violations), counts, failures)


def snapshots(database: Database, clock: Clock) -> Database:
    """The same database, whose readings each see one moment; SQLite's always do."""
    if database.engine.dialect.name != "postgresql":
        return database
    return Database(database.engine.execution_options(isolation_level="REPEATABLE READ"), clock)


def _check_rows(session: Session, work: UnderWay) -> Iterator[Violation]:
    yield from check_pages_accounted(session)
    yield from check_nothing_stranded(session, work)
    yield from check_items_unique(session)
    yield from _check_journals(session)
    for place, row in foreign_links(session, METADATA):
        yield Violation("I7", f"{place} of {row}", "it points to another tenant's row")


def _check_journals(session: Session) -> Iterator[Violation]:
    """I6: every tenant's journal is the chain that was written."""
    for tenant in list_tenants(session, with_closed=True):
        for broken in verify_chain(session, tenant.id):
            yield Violation("I6", f"journal of tenant {tenant.id}, entry {broken.sequence}", broken.kind.value)


def _check_indexes(parts: VerifyParts) -> Iterator[Violation]:
    """I4: what can be found is what is there, for every tenant."""
    with parts.database.reading(VERIFY) as session:
        tenants = [view.id for view in list_tenants(session, with_closed=True)]
    for tenant_id in tenants:
        yield from _check_index(parts, tenant_id)


def _check_index(parts: VerifyParts, tenant_id: TenantId) -> Iterator[Violation]:
    subject = f"index of tenant {tenant_id}"
    before = _searchable(parts.database, tenant_id)
    try:
        found = parts.search_engine.document_ids(tenant_id)
    except IndexMissing:
        found = frozenset()
    except IndexBroken as error:
        yield Violation("I4", subject, f"{error.code}; run reindex")
        return
    after = _searchable(parts.database, tenant_id)
    for document_id in sorted((before & after) - found):
        yield Violation("I4", subject, f"document {document_id} cannot be found; run reindex")
    for document_id in sorted(found - (before | after)):
        yield Violation("I4", subject, f"document {document_id} is found and is not there; run reindex")


def _searchable(database: Database, tenant_id: TenantId) -> set[DocumentId]:
    with database.reading(VERIFY) as session:
        return document_ids(session, tenant_id)


def _check_leftovers(parts: VerifyParts) -> Iterator[Violation]:
    folder = blob_folder(parts.settings)
    if folder is not None:
        yield from check_temporary_files(folder, parts.clock.now())
    yield from check_sandboxes(running_processes())


def _wait_for_quiet(parts: VerifyParts, quiet_s: float) -> None:
    """Wait until nothing is under way any more, but no longer than so many seconds."""
    end = time.monotonic() + quiet_s
    while not _is_quiet(parts) and time.monotonic() < end:
        time.sleep(LOOK_EVERY_S)


def _is_quiet(parts: VerifyParts) -> bool:
    # In one moment: between two looks an event becomes a delivery, or a delivery an event, and neither look sees it.
    with snapshots(parts.database, parts.clock).reading(VERIFY) as session:
        return under_way(session, parts.clock.now()).is_quiet

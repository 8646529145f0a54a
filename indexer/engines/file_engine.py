"""What engines that keep indexes as files have in common: one directory in force per tenant, renewed by a rebuild.

An engine's own part is an `IndexFormat`: how a directory is filled, and how it is read.
"""

from __future__ import annotations

import shutil
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from indexer.engines.api import IndexBroken, IndexedDocument, Reread, SearchPage, Sorting
from indexer.engines.durable_files import PRIVATE
from indexer.engines.index_home import IndexHome
from indexer.facets import Facets
from indexer.plan import AllOf, OneOf, Plan, plan_query
from indexer.query import Query
from kernel.ids import DocumentId, TenantId

WRITE_WAIT_S = 10.0
# Each open index holds a handful of file mappings.
_MOST_OPEN = 64


class OpenIndex(Protocol):
    """One tenant's index as a reader sees it, up to date at every question; from any thread."""

    def search(self, plan: Plan, limit: int, offset: int, sort: Sorting) -> SearchPage:
        """What `SearchEngine.search` promises."""

    def document_ids(self) -> frozenset[DocumentId]:
        """What `SearchEngine.document_ids` promises."""

    def facets(self, plan: Plan) -> Facets:
        """What `SearchEngine.facets` promises."""

    def vocabulary(self, prefix: str) -> list[tuple[str, int]]:
        """What `SearchEngine.vocabulary` promises."""

    def close(self) -> None:
        """Let go of the files."""


class IndexFormat(Protocol):
    """How one tenant's index lies in a directory; one writer at a time is seen to by the caller."""

    def create(self, directory: Path) -> None:
        """Make an empty index in an empty directory.

        Raises:
            IndexUnwritable: The disk is full or fails.
        """

    def put(self, directory: Path, documents: Sequence[IndexedDocument]) -> None:
        """Add documents, each in the place of what had its id, in one durable commit.

        Raises:
            IndexBroken: What is there cannot be trusted.
            IndexUnwritable: The disk is full or fails.
        """

    def erase(self, directory: Path, document_ids: Sequence[DocumentId]) -> None:
        """Take documents out, from the disk too. Raises as `put` does."""

    def ids(self, directory: Path) -> frozenset[DocumentId]:
        """Every document that can be found.

        Raises:
            IndexBroken: What is there cannot be trusted.
        """

    def open(self, home: IndexHome) -> OpenIndex:
        """A reader of whatever directory is in force; nothing is opened yet."""


class FileEngine:
    """A `SearchEngine` over directories of one format."""

    def __init__(self, root: Path, format_of: Callable[[TenantId], IndexFormat], write_wait_s: float) -> None:
        """Keep indexes under `root`, which is made private to this user.

        Args:
            root: A directory of its own.
            format_of: How a tenant's index is written and read.
            write_wait_s: How long a writer waits for another one.
        """
        root.mkdir(parents=True, exist_ok=True)
        root.chmod(PRIVATE)
        self._root = root
        self._format_of = format_of
        self._write_wait_s = write_wait_s
        self._tenants: OrderedDict[TenantId, _TenantIndex] = OrderedDict()
        self._lock = threading.Lock()

    @contextmanager
    def rebuild(self, tenant_id: TenantId) -> Iterator[_FreshIndex]:
        """See `SearchEngine.rebuild`."""
        tenant = self._tenant(tenant_id)
        with tenant.home.rebuilding():
            yield _FreshIndex(tenant, self._fresh_directory(tenant), self._write_wait_s)

    def index(self, tenant_id: TenantId, documents: Sequence[IndexedDocument]) -> None:
        """See `SearchEngine.index`."""
        refuse_foreign(tenant_id, documents)
        tenant = self._tenant(tenant_id)
        with tenant.home.writing(self._write_wait_s):
            tenant.home.note_touched([document.document_id for document in documents])
            tenant.format.put(tenant.home.current(), documents)

    def remove(self, tenant_id: TenantId, document_ids: Sequence[DocumentId]) -> None:
        """See `SearchEngine.remove`."""
        tenant = self._tenant(tenant_id)
        with tenant.home.writing(self._write_wait_s):
            tenant.home.note_touched(document_ids)
            tenant.format.erase(tenant.home.current(), document_ids)

    def search(
        self,
        tenant_id: TenantId,
        query: Query,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: Sorting = Sorting.RELEVANCE,
    ) -> SearchPage:
        """See `SearchEngine.search`."""
        return self._tenant(tenant_id).open.search(plan_query(query), limit, offset, sort)

    def facets(self, tenant_id: TenantId, query: Query) -> Facets:
        """See `SearchEngine.facets`."""
        return self._tenant(tenant_id).open.facets(plan_query(query))

    def count_among(self, tenant_id: TenantId, query: Query, document_ids: Sequence[DocumentId]) -> int:
        """See `SearchEngine.count_among`."""
        among = AllOf((OneOf(tuple(document_ids)), plan_query(query)))
        return self._tenant(tenant_id).open.search(among, 0, 0, Sorting.NEWEST_FIRST).total

    def vocabulary(self, tenant_id: TenantId, prefix: str) -> list[tuple[str, int]]:
        """See `SearchEngine.vocabulary`."""
        return self._tenant(tenant_id).open.vocabulary(prefix)

    def document_ids(self, tenant_id: TenantId) -> frozenset[DocumentId]:
        """See `SearchEngine.document_ids`."""
        return self._tenant(tenant_id).open.document_ids()

    def drop(self, tenant_id: TenantId) -> None:
        """See `SearchEngine.drop`."""
        tenant = self._tenant(tenant_id)
        with tenant.home.writing(self._write_wait_s):
            tenant.home.erase()
        tenant.open.close()

    def close(self) -> None:
        """See `SearchEngine.close`."""
        with self._lock:
            while self._tenants:
                self._tenants.popitem()[1].open.close()

    def _tenant(self, tenant_id: TenantId) -> _TenantIndex:
        with self._lock:
            tenant = self._tenants.get(tenant_id)
            if tenant is None:
                tenant = _TenantIndex(IndexHome(self._root, tenant_id), tenant_id, self._format_of(tenant_id))
                self._tenants[tenant_id] = tenant
            self._tenants.move_to_end(tenant_id)
            longest_unused = self._tenants.popitem(last=False)[1] if len(self._tenants) > _MOST_OPEN else None
        if longest_unused is not None:
            longest_unused.open.close()
        return tenant

    def _fresh_directory(self, tenant: _TenantIndex) -> Path:
        with tenant.home.writing(self._write_wait_s):
            directory = tenant.home.fresh()
            if directory is not None and not _is_sound(tenant.format, directory):
                shutil.rmtree(directory)
                directory = None
            if directory is None:
                directory = tenant.home.begin_fresh()
                tenant.format.create(directory)
            return directory


class _TenantIndex:
    """What belongs to one tenant: places, format and the open reader."""

    def __init__(self, home: IndexHome, tenant_id: TenantId, index_format: IndexFormat) -> None:
        self.tenant_id = tenant_id
        self.home = home
        self.format = index_format
        self.open = index_format.open(home)


class _FreshIndex:
    """A `Rebuild` under way."""

    def __init__(self, tenant: _TenantIndex, directory: Path, write_wait_s: float) -> None:
        self._tenant = tenant
        self._directory = directory
        self._write_wait_s = write_wait_s

    def document_ids(self) -> frozenset[DocumentId]:
        """See `Rebuild.document_ids`."""
        return self._tenant.format.ids(self._directory)

    def index(self, documents: Sequence[IndexedDocument]) -> None:
        """See `Rebuild.index`."""
        refuse_foreign(self._tenant.tenant_id, documents)
        self._tenant.format.put(self._directory, documents)

    def finish(self, reread: Reread) -> None:
        """See `Rebuild.finish`."""
        home = self._tenant.home
        with home.writing(self._write_wait_s):
            touched = home.touched()
            if touched:
                documents = reread(touched)
                refuse_foreign(self._tenant.tenant_id, documents)
                self._tenant.format.erase(self._directory, list(touched))
                self._tenant.format.put(self._directory, documents)
            home.put_in_force(self._directory)


def refuse_foreign(tenant_id: TenantId, documents: Sequence[IndexedDocument]) -> None:
    """Raise ValueError for a document of another tenant."""
    for document in documents:
        if document.tenant_id != tenant_id:
            raise ValueError("a document of another tenant was about to be indexed", document.document_id)


def _is_sound(index_format: IndexFormat, directory: Path) -> bool:
    try:
        index_format.ids(directory)
    except IndexBroken:
        return False
    return True

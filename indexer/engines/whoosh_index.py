"""The embedded engine: one Whoosh index per tenant, nothing to install."""

# Whoosh is typed in part: its untyped functions may be called here, and only in these modules.
# mypy: allow-untyped-calls
from __future__ import annotations

import shutil
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from indexer.engines.api import IndexBroken, IndexedDocument, Reread, SearchPage, Sorting
from indexer.engines.durable_files import PRIVATE
from indexer.engines.index_home import IndexHome
from indexer.engines.seals import Seals
from indexer.engines.whoosh_reading import OpenIndex, damage_told, ids_in, open_index
from indexer.engines.whoosh_writing import create_index, erase, put
from indexer.plan import plan_query
from indexer.query import Query
from kernel.ids import DocumentId, TenantId

WRITE_WAIT_S = 10.0
# Each open index holds a handful of file mappings.
_MOST_OPEN = 64


class WhooshEngine:
    """The `SearchEngine` that keeps its indexes as files."""

    def __init__(self, root: Path, key: bytes, *, write_wait_s: float = WRITE_WAIT_S) -> None:
        """Keep indexes under `root`, which is made private to this user.

        Args:
            root: A directory of its own.
            key: At least 32 secret bytes, the same in every process; without it an index is taken for a stranger's.
            write_wait_s: How long a writer waits for another one.
        """
        root.mkdir(parents=True, exist_ok=True)
        root.chmod(PRIVATE)
        self._root = root
        self._key = key
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
        _refuse_foreign(tenant_id, documents)
        tenant = self._tenant(tenant_id)
        with tenant.home.writing(self._write_wait_s):
            tenant.home.note_touched([document.document_id for document in documents])
            put(tenant.home.current(), tenant.seals, documents)

    def remove(self, tenant_id: TenantId, document_ids: Sequence[DocumentId]) -> None:
        """See `SearchEngine.remove`."""
        tenant = self._tenant(tenant_id)
        with tenant.home.writing(self._write_wait_s):
            tenant.home.note_touched(document_ids)
            erase(tenant.home.current(), tenant.seals, document_ids)

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
                tenant = self._tenants[tenant_id] = _TenantIndex(self._root, self._key, tenant_id)
            self._tenants.move_to_end(tenant_id)
            longest_unused = self._tenants.popitem(last=False)[1] if len(self._tenants) > _MOST_OPEN else None
        if longest_unused is not None:
            longest_unused.open.close()
        return tenant

    def _fresh_directory(self, tenant: _TenantIndex) -> Path:
        with tenant.home.writing(self._write_wait_s):
            directory = tenant.home.fresh()
            if directory is not None and not _is_sound(directory, tenant.seals):
                shutil.rmtree(directory)
                directory = None
            if directory is None:
                directory = tenant.home.begin_fresh()
                create_index(directory, tenant.seals)
            return directory


class _TenantIndex:
    """What belongs to one tenant: places, seals and the open reader."""

    def __init__(self, root: Path, key: bytes, tenant_id: TenantId) -> None:
        self.tenant_id = tenant_id
        self.home = IndexHome(root, tenant_id)
        self.seals = Seals(key, tenant_id)
        self.open = OpenIndex(self.home, self.seals)


class _FreshIndex:
    """A `Rebuild` under way."""

    def __init__(self, tenant: _TenantIndex, directory: Path, write_wait_s: float) -> None:
        self._tenant = tenant
        self._directory = directory
        self._write_wait_s = write_wait_s

    def document_ids(self) -> frozenset[DocumentId]:
        """See `Rebuild.document_ids`."""
        with damage_told(), open_index(self._directory, self._tenant.seals).searcher() as searcher:
            return ids_in(searcher)

    def index(self, documents: Sequence[IndexedDocument]) -> None:
        """See `Rebuild.index`."""
        _refuse_foreign(self._tenant.tenant_id, documents)
        put(self._directory, self._tenant.seals, documents)

    def finish(self, reread: Reread) -> None:
        """See `Rebuild.finish`."""
        home = self._tenant.home
        with home.writing(self._write_wait_s):
            touched = home.touched()
            if touched:
                documents = reread(touched)
                _refuse_foreign(self._tenant.tenant_id, documents)
                erase(self._directory, self._tenant.seals, list(touched))
                put(self._directory, self._tenant.seals, documents)
            home.put_in_force(self._directory)


def _refuse_foreign(tenant_id: TenantId, documents: Sequence[IndexedDocument]) -> None:
    for document in documents:
        if document.tenant_id != tenant_id:
            raise ValueError("a document of another tenant was about to be indexed", document.document_id)


def _is_sound(directory: Path, seals: Seals) -> bool:
    try:
        with damage_told():
            open_index(directory, seals).searcher().close()
    except IndexBroken:
        return False
    return True

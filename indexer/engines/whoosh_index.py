"""The embedded engine in pure Python: one Whoosh index per tenant, nothing to install."""

# Whoosh is typed in part: its untyped functions may be called here, and only in these modules.
# mypy: allow-untyped-calls
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.engines.api import IndexedDocument
from indexer.engines.file_engine import WRITE_WAIT_S, FileEngine
from indexer.engines.index_home import IndexHome
from indexer.engines.seals import Seals
from indexer.engines.whoosh_reading import OpenWhoosh, damage_told, ids_in, open_index
from indexer.engines.whoosh_writing import create_index, erase, put
from kernel.ids import DocumentId, TenantId


class WhooshEngine(FileEngine):
    """The `SearchEngine` on Whoosh."""

    def __init__(self, root: Path, key: bytes, *, write_wait_s: float = WRITE_WAIT_S) -> None:
        """Keep indexes under `root`, which is made private to this user.

        Args:
            root: A directory of its own.
            key: At least 32 secret bytes, the same in every process; without it an index is taken for a stranger's.
            write_wait_s: How long a writer waits for another one.
        """

        def format_of(tenant_id: TenantId) -> _WhooshFormat:
            return _WhooshFormat(Seals(key, tenant_id))

        super().__init__(root, format_of, write_wait_s)


@dataclass(frozen=True, slots=True)
class _WhooshFormat:
    """See `IndexFormat`."""

    seals: Seals

    def create(self, directory: Path) -> None:
        create_index(directory, self.seals)

    def put(self, directory: Path, documents: Sequence[IndexedDocument]) -> None:
        put(directory, self.seals, documents)

    def erase(self, directory: Path, document_ids: Sequence[DocumentId]) -> None:
        erase(directory, self.seals, document_ids)

    def ids(self, directory: Path) -> frozenset[DocumentId]:
        with damage_told(), open_index(directory, self.seals).searcher() as searcher:
            return ids_in(searcher)

    def open(self, home: IndexHome) -> OpenWhoosh:
        return OpenWhoosh(home, self.seals)

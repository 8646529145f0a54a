"""The embedded engine in Rust: one Tantivy index per tenant, for archives that grow beyond Whoosh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.engines.api import IndexedDocument
from indexer.engines.file_engine import WRITE_WAIT_S, FileEngine
from indexer.engines.index_home import IndexHome
from indexer.engines.seals import Seals
from indexer.engines.tantivy_files import TantivyFiles
from indexer.engines.tantivy_reading import OpenTantivy, damage_told, ids_in, open_index
from indexer.engines.tantivy_writing import create_index, erase, put
from kernel.ids import DocumentId, TenantId


class TantivyEngine(FileEngine):
    """The `SearchEngine` on Tantivy."""

    def __init__(self, root: Path, key: bytes, *, write_wait_s: float = WRITE_WAIT_S) -> None:
        """Keep indexes under `root`, which is made private to this user.

        Args:
            root: A directory of its own.
            key: At least 32 secret bytes, the same in every process; without it an index is taken for a stranger's.
            write_wait_s: How long a writer waits for another one.
        """

        def format_of(tenant_id: TenantId) -> _TantivyFormat:
            return _TantivyFormat(TantivyFiles(Seals(key, tenant_id)))

        super().__init__(root, format_of, write_wait_s)


@dataclass(frozen=True, slots=True)
class _TantivyFormat:
    """See `IndexFormat`."""

    files: TantivyFiles

    def create(self, directory: Path) -> None:
        create_index(directory, self.files)

    def put(self, directory: Path, documents: Sequence[IndexedDocument]) -> None:
        put(directory, self.files, documents)

    def erase(self, directory: Path, document_ids: Sequence[DocumentId]) -> None:
        erase(directory, self.files, document_ids)

    def ids(self, directory: Path) -> frozenset[DocumentId]:
        with damage_told():
            self.files.check(directory)
            return ids_in(open_index(directory).searcher())

    def open(self, home: IndexHome) -> OpenTantivy:
        return OpenTantivy(home, self.files)

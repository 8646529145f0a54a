"""Where a tenant's index lives: the directory in force, a fresh one beside it, and two locks.

ROOT/TENANT.lock      held while somebody writes
ROOT/TENANT.rebuild   held while somebody rebuilds
ROOT/TENANT/CURRENT   names the index directory in force; replaced as a whole
ROOT/TENANT/FRESH     names the one that a rebuild fills
ROOT/TENANT/TOUCHED   documents indexed or removed since that rebuild began
ROOT/TENANT/index-*   index directories
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path

from indexer.engines.api import IndexMissing
from indexer.engines.durable_files import PRIVATE, append_lines, locked, read_if_there, sync_directory, write_whole
from kernel.ids import DocumentId, TenantId, new_id

_TENANT_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")


class IndexHome:
    """The files of one tenant's index, whatever engine writes them."""

    def __init__(self, root: Path, tenant_id: TenantId) -> None:
        """Name the places; nothing is made yet.

        Raises:
            ValueError: The id could name a place elsewhere.
        """
        if not _TENANT_ID.fullmatch(tenant_id):
            raise ValueError("a tenant id is letters and digits only", tenant_id)
        self._root = root
        self._name = str(tenant_id)
        self._directory = root / tenant_id

    def writing(self, wait_s: float) -> AbstractContextManager[None]:
        """Hold the index against other writers; raises IndexBusy after `wait_s`."""
        return locked(self._root / f"{self._name}.lock", wait_s)

    def rebuilding(self) -> AbstractContextManager[None]:
        """Hold the fresh index against other rebuilds; raises IndexBusy at once."""
        return locked(self._root / f"{self._name}.rebuild", 0.0)

    def current(self) -> Path:
        """The index directory in force.

        Raises:
            IndexMissing: There is none.
        """
        name = read_if_there(self._directory / "CURRENT")
        if not name or not (self._directory / name).is_dir():
            message = "this archive has no search index yet; run reindex for this tenant"
            raise IndexMissing(message, tenant_id=self._name)
        return self._directory / name

    def fresh(self) -> Path | None:
        """The directory that an unfinished rebuild fills, if any."""
        name = read_if_there(self._directory / "FRESH")
        if not name or name == read_if_there(self._directory / "CURRENT") or not (self._directory / name).is_dir():
            return None
        return self._directory / name

    def begin_fresh(self) -> Path:
        """A new empty directory for a rebuild; from now on it is noted what is touched."""
        directory = self._directory / f"index-{new_id()}"
        directory.mkdir(parents=True, mode=PRIVATE)
        (self._directory / "TOUCHED").unlink(missing_ok=True)
        write_whole(self._directory / "FRESH", directory.name)
        return directory

    def note_touched(self, document_ids: Iterable[DocumentId]) -> None:
        """Remember, while a rebuild runs, what it has to read once more."""
        if self.fresh() is not None:
            append_lines(self._directory / "TOUCHED", iter(document_ids))

    def touched(self) -> frozenset[DocumentId]:
        """What was noted since the rebuild began."""
        return frozenset(DocumentId(line) for line in read_if_there(self._directory / "TOUCHED").splitlines())

    def put_in_force(self, directory: Path) -> None:
        """Let searches find `directory` from now on, and delete every other index of the tenant."""
        write_whole(self._directory / "CURRENT", directory.name)
        (self._directory / "FRESH").unlink(missing_ok=True)
        (self._directory / "TOUCHED").unlink(missing_ok=True)
        for old in self._directory.glob("index-*"):
            if old != directory:
                shutil.rmtree(old)
        sync_directory(self._directory)

    def erase(self) -> None:
        """Delete everything but the locks."""
        if self._directory.exists():
            shutil.rmtree(self._directory)
            sync_directory(self._root)

"""Whoosh's view of an index directory: nothing is read before its seal was checked."""

# Whoosh is typed in part: its untyped functions may be called here, and only in these modules.
# mypy: allow-untyped-calls
from __future__ import annotations

import os
import re
from pathlib import Path
from typing import cast

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from indexer.engines.durable_files import sync_directory
from indexer.engines.seals import SUFFIX, Identity, Seals, identity

_CONTENTS = ".toc"
_SEGMENT = ".seg"
_LEFT_BEHIND = re.compile(r"\.toc\.[0-9.]+$")


class SealedStorage(FileStorage):
    """A directory of sealed files.

    Segments are written once under a random name; a table of contents names them and
    comes into force by its rename. Just before that rename everything new is made
    durable and sealed, so that a crash leaves the former contents in force.
    """

    def __init__(self, directory: Path, seals: Seals) -> None:
        """Look at `directory`, which exists."""
        super().__init__(str(directory))
        self._directory = directory
        self._seals = seals
        # What this very object wrote in a transaction under way may be read back unsealed.
        self._own: set[str] = set()

    def create_file(self, name: str, *args: object, **options: object) -> StructFile:
        """A new file of this transaction."""
        self._own.add(name)
        return cast("StructFile", super().create_file(name, *args, **options))

    def open_file(self, name: str, **options: object) -> StructFile:
        """A file to read, once it is known to be ours."""
        if name in self._own:
            return cast("StructFile", super().open_file(name, **options))
        return StructFile(self._seals.open_sealed(self._directory / name), name=name)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:  # noqa: FBT001, FBT002 - Whoosh's signature
        """Rename; a table of contents comes into force by it, after everything it names is durable."""
        if newname.endswith(_CONTENTS):
            self._seal_transaction(oldname, newname)
        super().rename_file(oldname, newname, safe=safe)
        sync_directory(self._directory)

    def delete_file(self, name: str) -> None:
        """Delete a file, then its seal: whoever reads meanwhile finds the file gone rather than unsealed."""
        super().delete_file(name)
        path = self._directory / name
        self._seals.forget(path)
        path.with_name(name + SUFFIX).unlink(missing_ok=True)

    def identities(self) -> dict[str, Identity]:
        """What is in force by name; differs as soon as anything was committed or touched."""
        with os.scandir(self._directory) as entries:
            return {
                entry.name: identity(entry.stat()) for entry in entries if entry.name.endswith((_CONTENTS, _SEGMENT))
            }

    def sweep(self) -> None:
        """Delete what a transaction left behind that never came into force; only its writer may ask for it."""
        names = set(cast("list[str]", self.list()))
        for name in names:
            orphaned = name.endswith(SUFFIX) and name.removesuffix(SUFFIX) not in names
            if orphaned or _LEFT_BEHIND.search(name):
                (self._directory / name).unlink(missing_ok=True)

    def _seal_transaction(self, contents: str, final_name: str) -> None:
        for name in sorted(self._own):
            if name.endswith(_SEGMENT) and self.file_exists(name):
                self._seals.seal(self._directory / name)
        self._seals.seal(self._directory / contents, final_name)
        self._own.clear()
        sync_directory(self._directory)

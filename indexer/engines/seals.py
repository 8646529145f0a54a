"""Seals on index files: proof that this platform wrote them, whole, for this tenant.

Whoosh keeps its table of contents, postings and stored fields as pickles, and a
pickle of a stranger's is a program. Therefore no byte of an index file reaches
Whoosh before the file's HMAC was found right. The same check tells torn and damaged
files, and indexes of an older format, since the format is part of what is sealed.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import threading
from pathlib import Path
from typing import BinaryIO

from indexer.engines.api import IndexBroken
from kernel.ids import TenantId

SUFFIX = ".seal"
# Grows when forms, stems or fields change, so that older indexes ask to be rebuilt.
FORMAT = 2
_BLOCK_BYTES = 1 << 20

Identity = tuple[int, int, int, int]


class Seals:
    """Seals and checks the files of one tenant's index.

    Files never change under their name, so each is read once: after that its identity
    on the disk (number, size and times) answers for it.
    """

    def __init__(self, key: bytes, tenant_id: TenantId) -> None:
        """Derive the tenant's own key, so that no index passes for another tenant's."""
        self._key = hmac.digest(key, f"postkamer index {FORMAT} {tenant_id}".encode(), "sha256")
        self._checked: dict[Path, Identity] = {}
        self._lock = threading.Lock()

    def seal(self, path: Path, final_name: str | None = None) -> Path:
        """Make `path` and a seal for it durable; `final_name` is what it will be called.

        Returns:
            The path of the seal.
        """
        seal_path = path.with_name((final_name or path.name) + SUFFIX)
        with path.open("rb") as content:
            os.fsync(content.fileno())
            digest = self._digest(seal_path.parent.name, final_name or path.name, content)
        with seal_path.open("wb") as seal_file:
            seal_file.write(digest)
            seal_file.flush()
            os.fsync(seal_file.fileno())
        return seal_path

    def open_sealed(self, path: Path) -> BinaryIO:
        """The file, positioned at its beginning, once its seal was found right.

        Raises:
            FileNotFoundError: The file or its seal is gone; a writer may just have replaced it.
            IndexBroken: The seal does not match.
        """
        content = path.open("rb")
        try:
            self._check(path, content)
            content.seek(0)
        except BaseException:
            content.close()
            raise
        return content

    def forget(self, path: Path) -> None:
        """Let go of what is known about a file that is deleted."""
        with self._lock:
            self._checked.pop(path, None)

    def _check(self, path: Path, content: BinaryIO) -> None:
        found = identity(os.fstat(content.fileno()))
        with self._lock:
            if self._checked.get(path) == found:
                return
        sealed = path.with_name(path.name + SUFFIX).read_bytes()
        if not hmac.compare_digest(self._digest(path.parent.name, path.name, content), sealed):
            message = "the search index was damaged or is not ours; run reindex for this tenant"
            raise IndexBroken(message, file=path.name)
        with self._lock:
            self._checked[path] = found

    def _digest(self, folder: str, name: str, content: BinaryIO) -> bytes:
        """The HMAC-SHA-256 (RFC 2104) over where the file belongs and what it holds."""
        mac = hmac.new(self._key, f"{folder}/{name}\0".encode(), hashlib.sha256)
        while block := content.read(_BLOCK_BYTES):
            mac.update(block)
        return mac.digest()


def identity(status: os.stat_result) -> Identity:
    """What changes whenever a file's content does."""
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns

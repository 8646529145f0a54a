"""Blobs in a directory: `tenant/ab/cdef…`, made durable before anyone is told.

A blob is written whole under a temporary name in the same volume, synced, renamed
to its address, and the directories above it are synced: at every instruction a
power cut leaves either nothing at the address or all of it. Every step goes through
open directories and refuses symbolic links, so that nothing planted inside the
store leads outside.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kernel.blobs.api import BlobDamaged, BlobMissing, BlobStoreFull, BlobStoreUnavailable, StoredBlob
from kernel.blobs.sealing import ContentMeasure, TenantKeys, damaged, missing, place, seal, unseal
from kernel.ids import TenantId, new_id

TEMPORARY = ".temporary"
OPEN_DIRECTORY = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
OPEN_TO_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC
OPEN_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
NOT_A_BLOB = frozenset({errno.ELOOP, errno.ENOTDIR, errno.EISDIR})


class DirectoryBlobStore:
    """Keeps blobs under one directory of one volume; any number of threads and processes may share it."""

    def __init__(self, root: Path, keys: TenantKeys) -> None:
        """Make `root` if it is missing; a link at `root` itself is the administrator's to place."""
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._root = root.resolve()
        self._keys = keys
        # Directories whose entry in their parent this process has seen to disk.
        self._durable: set[tuple[str, ...]] = set()
        self._lock = threading.Lock()

    def put(self, tenant_id: TenantId, content: BinaryIO) -> StoredBlob:
        """Store `content` durably: when this returns, it survives a power cut.

        Raises:
            BlobStoreFull: There is no room; nothing is left behind.
            BlobStoreUnavailable: The disk reported an error.
            KeyDestroyed: The tenant was erased.
        """
        tenant_secrets = self._keys.tenant_key(tenant_id)
        seen = ContentMeasure(tenant_secrets)
        with _told_apart(), self._directory(TEMPORARY, make=True) as temporary:
            name = new_id()
            try:
                _write(name, temporary, seal(content, tenant_id, tenant_secrets, seen))
                existed = self._place(name, temporary, tenant_id, seen.stored().key)
            finally:
                # After the rename nothing is left to remove.
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(name, dir_fd=temporary)
        return seen.stored(existed=existed)

    def read(self, tenant_id: TenantId, key: str) -> bytes:
        """The content, proven to be what was stored.

        Raises:
            BlobMissing: Nothing is stored there.
            BlobDamaged: What is stored there was altered.
            BlobStoreUnavailable: The disk reported an error.
            KeyDestroyed: The tenant was erased.
        """
        tenant_secrets = self._keys.tenant_key(tenant_id)
        return unseal(self._sealed(tenant_id, key), tenant_id, key, tenant_secrets)

    def keys(self, tenant_id: TenantId) -> Iterator[tuple[str, dt.datetime]]:
        """All addresses of the tenant with the moment each was last put (aware, UTC)."""
        for first in self._names(tenant_id):
            for rest in self._names(tenant_id, first):
                try:
                    moment = self.put_at(tenant_id, first + rest)
                except BlobMissing:
                    continue
                if moment is not None:
                    yield first + rest, moment

    def put_at(self, tenant_id: TenantId, key: str) -> dt.datetime | None:
        """When the content was last put (aware, UTC); None where nothing is."""
        *folders, name = place(tenant_id, key)
        try:
            with _told_apart_but_gone(), self._directory(*folders) as directory:
                changed = os.stat(name, dir_fd=directory, follow_symlinks=False).st_mtime
        except FileNotFoundError:
            return None
        return dt.datetime.fromtimestamp(changed, dt.UTC)

    def delete(self, tenant_id: TenantId, key: str) -> None:
        """Remove the content durably; nothing happens where nothing is."""
        *folders, name = place(tenant_id, key)
        with _told_apart(), contextlib.suppress(FileNotFoundError), self._directory(*folders) as directory:
            os.unlink(name, dir_fd=directory)
            os.fsync(directory)

    def sweep_temporary(self, older_than: dt.datetime) -> int:
        """Remove what interrupted writes left behind before `older_than`; tells how many."""
        swept = 0
        for name in self._names(TEMPORARY):
            # The writer may finish while we look.
            with contextlib.suppress(FileNotFoundError), self._directory(TEMPORARY) as directory:
                if os.stat(name, dir_fd=directory, follow_symlinks=False).st_mtime < older_than.timestamp():
                    os.unlink(name, dir_fd=directory)
                    swept += 1
        return swept

    def _place(self, name: str, temporary: int, tenant_id: TenantId, key: str) -> bool:
        *folders, final = place(tenant_id, key)
        existed = self._reads_back(tenant_id, key)
        with self._directory(*folders, make=True) as directory:
            if not (existed and _made_young(final, directory)):
                os.rename(name, final, src_dir_fd=temporary, dst_dir_fd=directory)
            # Also where it existed: its writer may have died between rename and sync.
            os.fsync(directory)
        return existed

    def _reads_back(self, tenant_id: TenantId, key: str) -> bool:
        try:
            self.read(tenant_id, key)
        except (BlobMissing, BlobDamaged, BlobStoreUnavailable):
            # What cannot be read is replaced; the new copy is at hand.
            return False
        return True

    def _sealed(self, tenant_id: TenantId, key: str) -> bytes:
        *folders, name = place(tenant_id, key)
        try:
            with self._directory(*folders) as directory:
                descriptor = os.open(name, OPEN_TO_READ, dir_fd=directory)
            with os.fdopen(descriptor, "rb") as file:
                return file.read()
        except FileNotFoundError as error:
            raise missing(tenant_id, key) from error
        except OSError as error:
            if error.errno in NOT_A_BLOB:
                raise damaged(tenant_id, key) from error
            raise _unavailable(error) from error

    def _names(self, *folders: str) -> list[str]:
        try:
            with self._directory(*folders) as directory:
                return sorted(entry.name for entry in os.scandir(directory))
        except (FileNotFoundError, NotADirectoryError):
            return []

    @contextlib.contextmanager
    def _directory(self, *folders: str, make: bool = False) -> Iterator[int]:
        """An open directory below the root, each step checked to be no link."""
        descriptor = os.open(self._root, OPEN_DIRECTORY)
        try:
            for depth, name in enumerate(folders, 1):
                if make:
                    self._make(descriptor, folders[:depth])
                inner = os.open(name, OPEN_DIRECTORY, dir_fd=descriptor)
                os.close(descriptor)
                descriptor = inner
            yield descriptor
        finally:
            os.close(descriptor)

    def _make(self, parent: int, path: tuple[str, ...]) -> None:
        try:
            os.mkdir(path[-1], mode=0o700, dir_fd=parent)
        except FileExistsError:
            with self._lock:
                if path in self._durable:
                    return
        # Also where it existed: its maker may have died before syncing the entry.
        os.fsync(parent)
        with self._lock:
            self._durable.add(path)


def _write(name: str, directory: int, pieces: Iterator[bytes]) -> None:
    descriptor = os.open(name, OPEN_NEW, 0o600, dir_fd=directory)
    with os.fdopen(descriptor, "wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _made_young(name: str, directory: int) -> bool:
    """Renew the blob's age; False when it was collected in this very moment."""
    try:
        os.utime(name, dir_fd=directory, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True


@contextlib.contextmanager
def _told_apart() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise BlobStoreFull("the blob store is full; make room on its volume, then send the item again") from error
        raise _unavailable(error) from error


@contextlib.contextmanager
def _told_apart_but_gone() -> Iterator[None]:
    """As `_told_apart`, and lets through that a file is not there."""
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        raise _unavailable(error) from error


def _unavailable(error: OSError) -> BlobStoreUnavailable:
    message = f"the blob store's disk reports: {error.strerror}; look at the volume, the work is repeated"
    return BlobStoreUnavailable(message, errno=error.errno)

"""What a backup consists of: a manifest, and files that are each copied whole or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from pydantic import BaseModel, ConfigDict, ValidationError

from kernel.errors import NotFound, PlatformError

MANIFEST = "manifest.json"
# Stands in every backup folder from its first moment: only such a folder is ever cleared up.
MARKER = "this-is-a-postkamer-backup"
PARTIAL = ".part"
CHUNK_BYTES = 1 << 20
PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


class NoBackup(NotFound):
    """There is no finished backup in that folder; name the folder that `backup` was given."""

    code = "no_backup"


class BackupDamaged(PlatformError):
    """A file of the backup is gone or was altered; nothing was restored, use another copy of the backup."""

    code = "backup_damaged"


class FileSeal(BaseModel):
    """By which a file is recognised: SHA-256 (64 hex digits) and length."""

    model_config = ConfigDict(frozen=True)

    sha256: str
    size_bytes: int


class Manifest(BaseModel):
    """What a finished backup holds.

    Attributes:
        database: "sqlite" or "postgresql".
        database_file: The copy of the database, a path within the backup.
        revision: The schema's revision; a newer program migrates after restoring.
        blobs_included: False where an S3 store keeps the content with copies of its own, and it was left out.
        files: Every file by its path within the backup.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int = 1
    made_at: dt.datetime
    database: str
    database_file: str
    revision: str
    blobs_included: bool
    master_key_included: bool
    files: dict[str, FileSeal]


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a finished backup.

    Raises:
        NoBackup: There is none.
        BackupDamaged: It is unreadable, or names a place outside the backup.
    """
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        raise NoBackup(f"{folder} holds no finished backup; name the folder that `backup` was given") from None
    except ValidationError:
        raise BackupDamaged(f"the manifest in {folder} is unreadable; use another copy of the backup") from None
    for name in manifest.files:
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise BackupDamaged(f"the manifest in {folder} names a place outside the backup; do not use it")
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put the manifest in the place of the former one, durably and all at once: from now on the backup is this one."""
    fresh = folder / (MANIFEST + PARTIAL)
    with _private(fresh) as file:
        file.write(manifest.model_dump_json(indent=1).encode())
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / MANIFEST)
    sync_folder(folder)


def check_files(folder: Path, manifest: Manifest) -> None:
    """Look whether every file is there and unaltered.

    Raises:
        BackupDamaged: One is not; the message names the first.
    """
    for name, seal in manifest.files.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != seal.size_bytes or seal_of(path) != seal:
            raise BackupDamaged(f"{name} in the backup is gone or was altered; use another copy of the backup")


def copy_whole(source: Path, target: Path) -> FileSeal:
    """Copy a file with its age, so that under its name there is never half of it; make its folder durable after."""
    with source.open("rb") as content:
        pieces = iter(partial(content.read, CHUNK_BYTES), b"")
        return write_whole(target, pieces, os.fstat(content.fileno()).st_mtime_ns)


def write_whole(target: Path, pieces: Iterable[bytes], changed_ns: int) -> FileSeal:
    """Write a file of this age, so that under its name there is never half of it; make its folder durable after."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    unfinished = target.with_name(target.name + PARTIAL)
    digest, size_bytes = hashlib.sha256(), 0
    with _private(unfinished) as copy:
        for piece in pieces:
            digest.update(piece)
            size_bytes += copy.write(piece)
        copy.flush()
        os.utime(copy.fileno(), ns=(changed_ns, changed_ns))
        os.fsync(copy.fileno())
    unfinished.replace(target)
    return FileSeal(sha256=digest.hexdigest(), size_bytes=size_bytes)


def seal_of(path: Path) -> FileSeal:
    """Hash and length of a file."""
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256")
        return FileSeal(sha256=digest.hexdigest(), size_bytes=content.tell())


def files_below(folder: Path) -> Iterator[Path]:
    """Every plain file below `folder`, sorted; links are left out, they could lead anywhere."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Make the names in `folder` and below durable."""
    for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        sync_folder(path)


def _private(path: Path) -> BinaryIO:
    """A new file that only its owner may read, open for writing."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, PRIVATE_FILE), "wb")

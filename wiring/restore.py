"""`restore`: a backup into an empty data folder; the database comes last, so that half a restore never looks whole."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from kernel.errors import Misconfigured, PlatformError
from wiring.backup import BLOBS, MASTER_KEY, Progress
from wiring.backup_files import (
    PRIVATE_FILE,
    PRIVATE_FOLDER,
    Manifest,
    check_files,
    copy_whole,
    read_manifest,
    sync_folder,
)
from wiring.database_copy import kind_of, put_database, refuse_occupied, sqlite_file
from wiring.embedded_lock import LOCK_FILE as EMBEDDED_LOCK
from wiring.embedded_lock import embedded_lock
from wiring.sealed_content import sealed_content
from wiring.settings import FILE_NAME, Settings
from wiring.upkeep_lock import LOCK_FILE as UPKEEP_LOCK
from wiring.upkeep_lock import upkeep_lock

# Stands in the data folder until everything is back: an interrupted restore may be run again.
MARKER = "restoring"
MAY_BE_THERE = {MARKER, EMBEDDED_LOCK, UPKEEP_LOCK, FILE_NAME, "keys", "services"}


class DataFolderOccupied(PlatformError):
    """The data folder holds something; restore into an empty one, so that nothing is overwritten."""

    code = "data_folder_occupied"


class BucketOccupied(PlatformError):
    """The S3 store holds content; restore into an empty bucket, so that nothing is overwritten."""

    code = "bucket_occupied"


class MasterKeyMissing(Misconfigured):
    """The backup holds no master key and none is in its place; put it there first."""

    code = "master_key_missing"


class BackupUnlike(Misconfigured):
    """The backup was made of another kind of installation than the settings describe; the message says how."""

    code = "backup_unlike"


class RestoreParts(Protocol):
    """The parts of a platform that restoring needs; nothing of it may be open yet."""

    @property
    def settings(self) -> Settings:
        """Where everything goes."""

    @property
    def engine(self) -> Engine:
        """The database that is filled."""


def restore_from(folder: Path, parts: RestoreParts, progress: Progress = lambda _: None) -> Manifest:
    """Put everything of the backup in its place; indexes are to be rebuilt after, and the schema to be migrated.

    Raises:
        NoBackup: There is no finished backup in `folder`.
        BackupDamaged: A file of it was altered; nothing was restored.
        DataFolderOccupied: There is something already, which is never overwritten.
        BucketOccupied: Likewise in the S3 store.
        DatabaseOccupied: Likewise in the PostgreSQL database.
        MasterKeyMissing: Without the key nothing could be read afterwards.
        BackupUnlike: The settings name another kind of database or blob store.
    """
    settings = parts.settings
    manifest = read_manifest(folder)
    _check_fit(manifest, settings)
    _refuse_occupied(parts, manifest)
    _check_key(manifest, settings)
    check_files(folder, manifest)
    with embedded_lock(settings.data_dir), upkeep_lock(settings.data_dir):
        (settings.data_dir / MARKER).touch(PRIVATE_FILE)
        _put_files(folder, manifest, settings, progress)
        put_database(settings.database, folder / manifest.database_file)
        (settings.data_dir / MARKER).unlink()
        sync_folder(settings.data_dir)
    return manifest


def _check_fit(manifest: Manifest, settings: Settings) -> None:
    kind = kind_of(settings.database)
    if manifest.database != kind:
        raise BackupUnlike(f"the backup is of {manifest.database}, database_url names {kind}; set it to the same kind")
    if not manifest.blobs_included and settings.s3 is None:
        raise BackupUnlike("the backup holds no content, which was left in an S3 store; set s3 so that it is found")


def _refuse_occupied(parts: RestoreParts, manifest: Manifest) -> None:
    data_dir = parts.settings.data_dir
    present = {path.name for path in data_dir.iterdir()} if data_dir.is_dir() else set()
    if MARKER not in present and not present <= MAY_BE_THERE:
        raise DataFolderOccupied(f"{data_dir} holds something; restore into an empty folder, see --data-dir")
    if kind_of(parts.settings.database) == "postgresql":
        refuse_occupied(parts.engine)
    elif sqlite_file(parts.settings.database).exists():
        raise DataFolderOccupied("the database file exists already; restore into an empty folder, see --data-dir")
    if manifest.blobs_included and parts.settings.s3 is not None and MARKER not in present:
        _refuse_full_bucket(parts.settings)


def _refuse_full_bucket(settings: Settings) -> None:
    if next(sealed_content(settings).files(), None) is not None:
        raise BucketOccupied("the bucket holds content already; restore into an empty one, so that none is overwritten")


def _check_key(manifest: Manifest, settings: Settings) -> None:
    if not manifest.master_key_included and not settings.master_key.is_file():
        place = settings.master_key
        raise MasterKeyMissing(f"the backup holds no master key; put the installation's at {place}, mode 600, repeat")


def _put_files(folder: Path, manifest: Manifest, settings: Settings, progress: Progress) -> None:
    content = sealed_content(settings)
    for number, name in enumerate(manifest.files, 1):
        if name.startswith(f"{BLOBS}/"):
            content.copy_in(name.removeprefix(f"{BLOBS}/"), folder / name)
        progress(number)
    content.settle()
    if manifest.master_key_included and not settings.master_key.exists():
        settings.master_key.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
        copy_whole(folder / MASTER_KEY, settings.master_key)
        sync_folder(settings.master_key.parent)

"""`backup`: the database first, then the blobs; whatever is killed in between, the last finished backup stays whole.

Blobs are written once and before the rows that name them, so blobs copied after the
database hold all that its rows name. Indexes are left out: `reindex` makes them anew.
The master key is left out unless it is asked for: whoever has both the backup and the
key can read every letter, so they are kept in different places.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from kernel.clock import Clock
from kernel.errors import Misconfigured
from kernel.ids import new_id
from wiring.backup_files import (
    MANIFEST,
    MARKER,
    PARTIAL,
    PRIVATE_FOLDER,
    FileSeal,
    Manifest,
    NoBackup,
    copy_whole,
    files_below,
    read_manifest,
    seal_of,
    sync_tree,
    write_manifest,
)
from wiring.database_copy import copy_database, kind_of
from wiring.migrate import current_revision
from wiring.sealed_content import SealedFile, sealed_content
from wiring.settings import Settings
from wiring.upkeep_lock import upkeep_lock

DATABASE, BLOBS, KEYS = "database", "blobs", "keys"
MASTER_KEY = f"{KEYS}/master.key"
Progress = Callable[[int], None]


class FolderUnfit(Misconfigured):
    """Nothing can be backed up into that folder; the message says why."""

    code = "folder_unfit"


class BackupIncomplete(Misconfigured):
    """A backup without the content would be all there is; back the content up too."""

    code = "backup_incomplete"


class NothingToBackUp(Misconfigured):
    """There is no migrated database to back up; look at the settings."""

    code = "nothing_to_back_up"


class BackupParts(Protocol):
    """The parts of a platform that a backup needs."""

    @property
    def settings(self) -> Settings:
        """Where everything is."""

    @property
    def engine(self) -> Engine:
        """Tells the schema's revision."""

    @property
    def clock(self) -> Clock:
        """Dates the manifest."""


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What a backup holds, and how much of it was there from the last time."""

    files: int
    size_bytes: int
    copied: int
    blobs_included: bool
    master_key_included: bool


def back_up(
    parts: BackupParts,
    folder: Path,
    *,
    with_master_key: bool = False,
    with_content: bool = True,
    progress: Progress = lambda _: None,
) -> BackupReport:
    """Bring the backup in `folder` up to date, or begin one there.

    Args:
        parts: A platform.
        folder: Where the backup is.
        with_master_key: Put the key beside what it opens.
        with_content: Copy the content; left out only where an S3 store keeps copies of its own.
        progress: Told how many files were copied so far.

    Raises:
        BackupIncomplete: The content was to be left out, and it lies in the data folder.
        FolderUnfit: The folder holds something else, or lies in the data folder.
        NothingToBackUp: There is no migrated database.
        UpkeepUnderWay: A sweep or another backup runs.
    """
    settings = parts.settings
    if not with_content and settings.s3 is None:
        raise BackupIncomplete("the content lies in the data folder and nowhere else; back it up too")
    revision = current_revision(parts.engine)
    if revision is None:
        raise NothingToBackUp("there is no migrated database here; look at --data-dir and the settings")
    _prepare(folder, settings.data_dir)
    with upkeep_lock(settings.data_dir):
        run = _Run(settings, folder, progress)
        database_file = run.copy_database()
        if with_content:
            run.copy_blobs()
        if with_master_key:
            run.copy_key()
        manifest = Manifest(
            made_at=parts.clock.now(), database=kind_of(settings.database), database_file=database_file,
            revision=revision, blobs_included=with_content, master_key_included=with_master_key, files=run.files,
        )  # fmt: skip
        sync_tree(folder)
        write_manifest(folder, manifest)
    _clear_up(folder, manifest)
    size_bytes = sum(seal.size_bytes for seal in manifest.files.values())
    return BackupReport(
        len(manifest.files), size_bytes, run.copied, manifest.blobs_included, manifest.master_key_included
    )


class _Run:
    """One backup: what it has copied, and what it found there."""

    def __init__(self, settings: Settings, folder: Path, progress: Progress) -> None:
        self._settings = settings
        self._folder = folder
        self._progress = progress
        self._known = _known_files(folder)
        self.files: dict[str, FileSeal] = {}
        self.copied = 0

    def copy_database(self) -> str:
        """Copy the database under a new name, so that the last backup's copy stays; the name."""
        name = f"{DATABASE}/{new_id()}"
        (self._folder / DATABASE).mkdir(exist_ok=True, mode=PRIVATE_FOLDER)
        copy_database(self._settings.database, self._folder / name)
        self._keep(name, seal_of(self._folder / name))
        return name

    def copy_blobs(self) -> None:
        """Copy every blob that is not there yet, sealed as it is."""
        content = sealed_content(self._settings)
        for file in content.files():
            name = f"{BLOBS}/{file.name}"
            known = self._unchanged(file, name)
            if known is not None:
                self.files[name] = known
            else:
                self._keep(name, content.copy_out(file, self._folder / name))

    def copy_key(self) -> None:
        """Copy the master key."""
        if not self._settings.master_key.is_file():
            raise NothingToBackUp(f"there is no master key at {self._settings.master_key}; look at master_key_file")
        self._keep(MASTER_KEY, copy_whole(self._settings.master_key, self._folder / MASTER_KEY))

    def _keep(self, name: str, seal: FileSeal) -> None:
        self.files[name] = seal
        self.copied += 1
        self._progress(self.copied)

    def _unchanged(self, file: SealedFile, name: str) -> FileSeal | None:
        """The seal of a copy that was made of this very file: same length, same age."""
        try:
            copy = (self._folder / name).stat()
        except FileNotFoundError:
            return None
        if (copy.st_size, copy.st_mtime_ns) != (file.size_bytes, file.put_ns):
            return None
        return self._known.get(name) or seal_of(self._folder / name)


def _prepare(folder: Path, data_dir: Path) -> None:
    if folder.resolve().is_relative_to(data_dir.resolve()):
        raise FolderUnfit("a backup inside the data folder is lost together with it; name a folder elsewhere")
    folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    if any(folder.iterdir()) and not (folder / MARKER).exists():
        raise FolderUnfit(f"{folder} holds something that is no backup; name an empty folder")
    (folder / MARKER).touch()


def _known_files(folder: Path) -> dict[str, FileSeal]:
    try:
        return read_manifest(folder).files
    except NoBackup:
        return {}


def _clear_up(folder: Path, manifest: Manifest) -> None:
    """Remove what the new manifest does not name: the last database, erased letters, halves of interrupted runs."""
    for part in (DATABASE, BLOBS, KEYS):
        for path in files_below(folder / part):
            if str(path.relative_to(folder)) not in manifest.files:
                path.unlink()
    (folder / (MANIFEST + PARTIAL)).unlink(missing_ok=True)

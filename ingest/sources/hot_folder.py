"""Watched folders: a file that rests is accepted, and only then removed.

Folders are reachable by strangers' programs, so nothing in them is trusted: only
regular files that belong to an allowed user are taken, links are never followed,
and a file that still grows is left alone until it has rested between two looks.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from archive.intake import AcceptedItem, NaturalKeyTaken, NewItem
from ingest.errors import FileNameMissing, FileStillChanging, FileTooLarge
from ingest.receive import IntakeDeps, receive, shown_name
from ingest.refused import Refusal, record_refusal
from kernel.blobs.api import BlobStoreFull
from kernel.errors import PlatformError
from kernel.ids import TenantId
from kernel.logs import get_logger
from kernel.tenancy.scope import TenantScope

CHANNEL = "hot_folder"
REFUSED = "refused"
# A file system takes names of 255 bytes; a number and ".txt" are added.
LONGEST_STEM = 180
LONGEST_SUFFIX = 30
WHAT_TO_DO = "Nothing of it was kept. Mend what is said above, then put it into the watched folder again."
# These are about the file itself; everything else may pass, and the file waits where it is.
REFUSALS = (FileNameMissing, FileTooLarge, NaturalKeyTaken)
UNFINISHED = (".part", ".tmp", ".crdownload", ".filepart")
log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class HotFolder:
    """A folder and whose mail it holds.

    Attributes:
        owner_id: The tenant that keeps the items.
        addressee_id: The tenant whose mail it is; None lets the letters themselves tell.
        allowed_uids: Users whose files are taken; the platform's own user by default.
    """

    path: Path
    owner_id: TenantId
    addressee_id: TenantId | None = None
    allowed_uids: frozenset[int] = field(default_factory=lambda: frozenset({os.getuid()}))


@dataclass(frozen=True, slots=True)
class Look:
    """What a file was at one look; two equal looks mean that it rests."""

    inode: int
    size_bytes: int
    modified_ns: int


class HotFolderWatch:
    """Looks into one folder again and again; remembers what it saw last."""

    def __init__(self, deps: IntakeDeps, folder: HotFolder) -> None:
        """Nothing is looked at yet."""
        self._deps = deps
        self._folder = folder
        self._last_looks: dict[Path, Look] = {}

    def look(self) -> list[AcceptedItem]:
        """Accept every file that has not changed since the last look; others wait for the next."""
        looks = dict(self._candidates())
        resting = sorted(path for path, seen in looks.items() if self._last_looks.get(path) == seen)
        self._last_looks = looks
        taken = []
        for path in resting:
            try:
                item = self._take(path, looks[path])
            except BlobStoreFull as error:
                # There is room for no other file either.
                self._leave(error.code)
                break
            if item is not None:
                taken.append(item)
        return taken

    def _candidates(self) -> Iterator[tuple[Path, Look]]:
        for path in self._folder.path.iterdir():
            try:
                facts = path.lstat()
            except OSError as error:
                self._leave(type(error).__name__)
                continue
            if not stat.S_ISREG(facts.st_mode) or path.name.startswith(".") or path.suffix in UNFINISHED:
                continue
            if facts.st_uid not in self._folder.allowed_uids:
                log.warning("hot_folder_file_of_stranger", owner_id=self._folder.owner_id, uid=facts.st_uid)
                continue
            yield path, _look(facts)

    def _take(self, path: Path, seen: Look) -> AcceptedItem | None:
        """Accept one file; whatever is wrong with it stops no other."""
        item = None
        try:
            item = self._accept(path, seen)
            self._remove_if_unchanged(path, seen)
        except BlobStoreFull:
            raise
        except REFUSALS as error:
            self._refuse(path, seen, error)
        except PlatformError as error:
            self._leave(error.code)
        except FileNotFoundError:
            pass
        except OSError as error:
            self._leave(type(error).__name__)
        return item

    def _leave(self, code: str) -> None:
        log.warning("hot_folder_file_left", owner_id=self._folder.owner_id, code=code)

    def _accept(self, path: Path, seen: Look) -> AcceptedItem:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as content:
            _check_unchanged(os.fstat(descriptor), seen)
            accepted = receive(self._deps, self._new_item(path, seen), content)
            _check_unchanged(os.fstat(descriptor), seen)
        return accepted

    def _new_item(self, path: Path, seen: Look) -> NewItem:
        # Names are bytes to the file system, and not always UTF-8.
        name = os.fsencode(path.name)
        return NewItem(
            tenant_id=self._folder.owner_id, channel=CHANNEL,
            natural_key=f"{seen.inode}/{seen.size_bytes}/{seen.modified_ns}/{hashlib.sha256(name).hexdigest()}",
            file_name=shown_name(name.decode(errors="replace")) or "unnamed", received_by="system:hot folder",
            addressee_id=self._folder.addressee_id,
        )  # fmt: skip

    def _remove_if_unchanged(self, path: Path, seen: Look) -> None:
        # Whatever was written to it since would be lost: then it stays and is taken as a new item.
        if _look(path.lstat()) == seen:
            path.unlink()

    def _refuse(self, path: Path, seen: Look, error: PlatformError) -> None:
        """Move a file away, with a note of the cause beside it; where that fails, it stays."""
        try:
            if _look(path.lstat()) == seen:
                note = f"This file was not taken: {error} [{error.code}]\n{WHAT_TO_DO}\n"
                _set_aside(path, note, partial(self._record, path, seen, error.code))
                log.warning("hot_folder_file_refused", owner_id=self._folder.owner_id, code=error.code)
        except OSError as problem:
            log.warning("hot_folder_refused_unusable", owner_id=self._folder.owner_id, code=type(problem).__name__)

    def _record(self, path: Path, seen: Look, code: str, place: str) -> None:
        """Make the refusal a row, which people see, before the file moves; a repeat finds the row again."""
        new = self._new_item(path, seen)
        refusal = Refusal(
            self._folder.owner_id, new.natural_key, shown_name(str(self._folder.path.name)), new.file_name,
            shown_name(os.fsencode(place).decode(errors="replace")), seen.size_bytes, code,
        )  # fmt: skip
        with self._deps.database.unit_of_work(TenantScope(self._folder.owner_id)) as uow:
            record_refusal(uow.session, CHANNEL, refusal, self._deps.clock.now())
            uow.commit()


def _set_aside(path: Path, note: str, record: Callable[[str], None]) -> None:
    """Move a file into the folder of refused ones, which may not be a link, and over nothing that is there.

    What cannot be recorded leaves nothing behind: the file is refused again at the next look.
    """
    with contextlib.suppress(FileExistsError):
        (path.parent / REFUSED).mkdir()
    refused = os.open(path.parent / REFUSED, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        place = _reserve(refused, path.name, note)
        try:
            record(place)
            os.rename(path, place, dst_dir_fd=refused)
        except BaseException:
            for name in (place, f"{place}.txt"):
                os.unlink(name, dir_fd=refused)
            raise
    finally:
        os.close(refused)


def _reserve(folder: int, name: str, note: str) -> str:
    """A name that nothing has in the folder: an empty file of ours is there now, and the note beside it."""
    stem, suffix = _short(Path(name).stem, LONGEST_STEM), _short(Path(name).suffix, LONGEST_SUFFIX)
    for number in itertools.count():
        place = f"{stem}-{number}{suffix}" if number else f"{stem}{suffix}"
        try:
            _create(folder, place, "")
        except FileExistsError:
            continue
        try:
            _create(folder, f"{place}.txt", note)
        except FileExistsError:
            os.unlink(place, dir_fd=folder)
            continue
        break
    return place


def _create(folder: int, name: str, text: str) -> None:
    descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o640, dir_fd=folder)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


def _short(name: str, most_bytes: int) -> str:
    return os.fsdecode(os.fsencode(name)[:most_bytes])


def _look(facts: os.stat_result) -> Look:
    return Look(facts.st_ino, facts.st_size, facts.st_mtime_ns)


def _check_unchanged(facts: os.stat_result, seen: Look) -> None:
    if not stat.S_ISREG(facts.st_mode) or _look(facts) != seen:
        message = "the file changed while it was read; it is taken when it rests"
        raise FileStillChanging(message)

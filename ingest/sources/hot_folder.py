"""Watched folders: a file that rests is accepted, and only then removed.

Folders are reachable by strangers' programs, so nothing in them is trusted: only
regular files that belong to an allowed user are taken, links are never followed,
and a file that still grows is left alone until it has rested between two looks.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from archive.intake import AcceptedItem, NewItem
from ingest.errors import FileStillChanging
from ingest.receive import IntakeDeps, receive, shown_name
from kernel.errors import PlatformError
from kernel.ids import TenantId
from kernel.logs import get_logger

CHANNEL = "hot_folder"
REFUSED = "refused"
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
        resting = [path for path, seen in looks.items() if self._last_looks.get(path) == seen]
        self._last_looks = looks
        return [item for path in sorted(resting) if (item := self._take(path, looks[path])) is not None]

    def _candidates(self) -> Iterator[tuple[Path, Look]]:
        for path in self._folder.path.iterdir():
            facts = path.lstat()
            if not stat.S_ISREG(facts.st_mode) or path.name.startswith(".") or path.suffix in UNFINISHED:
                continue
            if facts.st_uid not in self._folder.allowed_uids:
                log.warning("hot_folder_file_of_stranger", owner_id=self._folder.owner_id, uid=facts.st_uid)
                continue
            yield path, _look(facts)

    def _take(self, path: Path, seen: Look) -> AcceptedItem | None:
        """Accept one file; whatever is wrong with it stops no other."""
        try:
            item = self._accept(path, seen)
            self._remove_if_unchanged(path, seen)
        except FileNotFoundError:
            return None
        except OSError as error:
            self._leave(type(error).__name__)
            return None
        except PlatformError as error:
            if error.temporary:
                self._leave(error.code)
            else:
                self._set_aside(path, error.code)
            return None
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
        name = os.fsencode(path.name).decode(errors="backslashreplace")
        return NewItem(
            tenant_id=self._folder.owner_id, channel=CHANNEL,
            natural_key=f"{seen.inode}/{seen.size_bytes}/{seen.modified_ns}/{name}"[:300],
            file_name=shown_name(name) or "unnamed", received_by="system:hot folder",
            addressee_id=self._folder.addressee_id,
        )  # fmt: skip

    def _remove_if_unchanged(self, path: Path, seen: Look) -> None:
        # Whatever was written to it since would be lost: then it stays and is taken as a new item.
        if _look(path.lstat()) == seen:
            path.unlink()

    def _set_aside(self, path: Path, code: str) -> None:
        refused = self._folder.path / REFUSED
        refused.mkdir(exist_ok=True)
        place, number = refused / path.name, 1
        while place.exists():
            # An earlier file of this name was refused too; it is not ours to replace.
            place, number = refused / f"{path.stem}-{number}{path.suffix}", number + 1
        path.rename(place)
        log.warning("hot_folder_file_refused", owner_id=self._folder.owner_id, code=code)


def _look(facts: os.stat_result) -> Look:
    return Look(facts.st_ino, facts.st_size, facts.st_mtime_ns)


def _check_unchanged(facts: os.stat_result, seen: Look) -> None:
    if not stat.S_ISREG(facts.st_mode) or _look(facts) != seen:
        message = "the file changed while it was read; it is taken when it rests"
        raise FileStillChanging(message)

"""A disk that can be filled up: a small one in memory where mounting is allowed, limits on every file elsewhere."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

SIZE_BYTES = 24 * 1024 * 1024
FILLER = "filler"
SMALLEST_FILE = 4096


class SmallDisk(Protocol):
    """A folder whose disk has little room."""

    folder: Path

    def fill(self, left_bytes: int) -> None:
        """Leave no more than so much room."""

    def make_room(self) -> None:
        """Give all room back."""


@contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk]:
    """A small disk at `folder` for as long as the block lasts."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE_BYTES}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        limited = FileLimits(folder)
        try:
            yield limited
        finally:
            limited.make_room()
        return
    try:
        yield MemoryDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


class MemoryDisk:
    """A mounted tmpfs; a file of zeros takes the room."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, left_bytes: int) -> None:
        """Grow the filler until no more than `left_bytes` are free, if that."""
        facts = os.statvfs(self.folder)
        wanted = facts.f_bavail * facts.f_frsize - left_bytes
        with (self.folder / FILLER).open("ab") as filler, contextlib.suppress(OSError):
            filler.write(bytes(max(0, wanted)))

    def make_room(self) -> None:
        """Remove the filler."""
        (self.folder / FILLER).unlink(missing_ok=True)


class FileLimits:
    """No file of this process may grow beyond a limit: what every writer then hears is that there is no room."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._usual = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(self, left_bytes: int) -> None:
        """Let no file grow beyond `left_bytes`."""
        resource.setrlimit(resource.RLIMIT_FSIZE, (max(left_bytes, SMALLEST_FILE), self._usual[1]))

    def make_room(self) -> None:
        """Let files grow as usual."""
        resource.setrlimit(resource.RLIMIT_FSIZE, self._usual)

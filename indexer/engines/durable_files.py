"""Small files and directories that must survive a crash whole, and locks between processes."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.engines.api import IndexBusy

PRIVATE = 0o700
_POLL_S = 0.05


def sync_directory(directory: Path) -> None:
    """Make the names in `directory` durable."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, text: str) -> None:
    """Replace the file's content, durably and all at once."""
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("w", encoding="utf-8") as content:
        content.write(text)
        content.flush()
        os.fsync(content.fileno())
    fresh.replace(path)
    sync_directory(path.parent)


def read_if_there(path: Path) -> str:
    """The file's text; empty where there is no file."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def append_lines(path: Path, lines: Iterator[str]) -> None:
    """Add lines at the end, durably."""
    with path.open("a", encoding="utf-8") as content:
        content.writelines(f"{line}\n" for line in lines)
        content.flush()
        os.fsync(content.fileno())


@contextmanager
def locked(path: Path, wait_s: float) -> Iterator[None]:
    """Hold the lock file at `path` against every other thread and process.

    Raises:
        IndexBusy: Somebody else held it for longer than `wait_s`.
    """
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        _acquire(descriptor, time.monotonic() + wait_s)
        yield
    finally:
        # Closing gives the lock up, as does dying.
        os.close(descriptor)


def _acquire(descriptor: int, until: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= until:
                message = "somebody else writes to this search index; try again in a moment"
                raise IndexBusy(message) from error
            time.sleep(_POLL_S)
        else:
            return

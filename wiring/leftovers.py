"""I9: what a killed process may leave behind: half-written blobs, and sandboxes without a master."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.integrity import Violation
from kernel.blobs.directory import TEMPORARY

HALF_WRITTEN_AFTER = dt.timedelta(minutes=1)
SANDBOX = "paper.sandbox_child"
PROCESSES = Path("/proc")


@dataclass(frozen=True, slots=True)
class Process:
    """A process of this machine: who started it, and its command line."""

    pid: int
    parent: int
    words: tuple[str, ...]

    @property
    def is_sandbox(self) -> bool:
        """It is a page sandbox, or one of the walls around it."""
        return any(SANDBOX in word for word in self.words)

    @property
    def is_python(self) -> bool:
        """It may be the program that a sandbox serves."""
        return bool(self.words) and "python" in Path(self.words[0]).name


def check_temporary_files(blob_folder: Path, now: dt.datetime) -> Iterator[Violation]:
    """Files that a write into the blob store left behind more than a minute ago."""
    for path in sorted((blob_folder / TEMPORARY).glob("*")):
        changed = _changed_at(path)
        if changed is not None and now - changed > HALF_WRITTEN_AFTER:
            yield Violation("I9", f"temporary file {path.name}", f"untouched since {changed:%Y-%m-%d %H:%M} UTC; sweep")


def check_sandboxes(processes: Mapping[int, Process]) -> Iterator[Violation]:
    """Sandboxes that outlived the program they served."""
    for process in processes.values():
        if process.is_sandbox and not _serves_somebody(process, processes):
            yield Violation("I9", f"process {process.pid}", "a page sandbox whose program has ended; end it")


def running_processes(folder: Path = PROCESSES) -> dict[int, Process]:
    """What runs on this machine, as far as this user may see it."""
    found = (_process(path) for path in folder.iterdir() if path.name.isdigit())
    return {process.pid: process for process in found if process is not None}


def _serves_somebody(process: Process, processes: Mapping[int, Process]) -> bool:
    """Walk up through the sandbox's own walls to whoever started it."""
    above = processes.get(process.parent)
    while above is not None and above.is_sandbox:
        above = processes.get(above.parent)
    return above is not None and above.is_python


def _process(folder: Path) -> Process | None:
    try:
        # Field 4 of proc(5) stat; the command's name before it may hold spaces and brackets.
        parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return None
    return Process(int(folder.name), parent, tuple(words))


def _changed_at(path: Path) -> dt.datetime | None:
    try:
        return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    except FileNotFoundError:
        return None

"""What the processes below this one cost: CPU seconds and memory, read from /proc.

The sandbox's zygote lives for the whole run, so the usual count of ended children never sees it.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Self

TICKS = os.sysconf("SC_CLK_TCK")
SAMPLE_S = 0.2


def descendants_cpu_s() -> float:
    """CPU seconds of all living descendants and of whatever they have waited for, to a hundredth."""
    return sum(_cpu_ticks(pid) for pid in _descendants()) / TICKS


def descendants_mb() -> float:
    """Proportional memory of all living descendants, in MB."""
    return sum(_pss_kb(pid) for pid in _descendants()) / 1024


def own_mb() -> float:
    """Proportional memory of this process, in MB."""
    return _pss_kb(os.getpid()) / 1024


class PeakMemory:
    """Samples the proportional memory of all descendants while it is entered; `mb` holds the highest sum."""

    def __init__(self) -> None:
        self.mb = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(SAMPLE_S):
            self.mb = max(self.mb, descendants_mb())


def _descendants() -> list[int]:
    children: dict[int, list[int]] = {}
    for pid, parent in _parents():
        children.setdefault(parent, []).append(pid)
    found, waiting = [], [os.getpid()]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def _parents() -> Iterator[tuple[int, int]]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                yield int(entry.name), int(_stat(int(entry.name))[1])


def _cpu_ticks(pid: int) -> int:
    try:
        # proc(5): utime, stime, cutime and cstime are fields 14 to 17; the state, field 3, is the first here.
        return sum(int(field) for field in _stat(pid)[11:15])
    except OSError:
        return 0


def _stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()


def _pss_kb(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        return 0
    return 0

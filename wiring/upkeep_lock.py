"""One upkeep at a time per data folder: a sweep must not delete what a backup is about to copy."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from kernel.errors import PlatformError

LOCK_FILE = "upkeep.lock"


class UpkeepUnderWay(PlatformError):
    """A backup, restore or sweep of this data folder runs already; wait until it has ended."""

    code = "upkeep_under_way"
    temporary: ClassVar[bool] = True


@contextlib.contextmanager
def upkeep_lock(data_dir: Path) -> Iterator[None]:
    """Hold the data folder against other upkeep; the kernel lets go of it whatever ends us.

    Raises:
        UpkeepUnderWay: Another process holds it.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(data_dir / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _take(descriptor)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise UpkeepUnderWay("a backup, restore or sweep runs on this data folder; wait until it has ended") from None

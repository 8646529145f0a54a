"""One process at a time per data folder, for one purpose; the kernel lets go whatever ends the process."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from kernel.errors import PlatformError


@contextlib.contextmanager
def folder_lock(data_dir: Path, file_name: str, refusal: PlatformError) -> Iterator[None]:
    """Hold the data folder for the purpose that the lock file's name stands for; the folder is made if need be.

    Raises:
        PlatformError: The refusal that was given: another process holds it.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(data_dir / file_name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise refusal from None
        yield
    finally:
        os.close(descriptor)

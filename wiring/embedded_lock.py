"""One embedded process per data folder: the memory transport knows only its own messages."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from kernel.errors import PlatformError

LOCK_FILE = "embedded.lock"


class AlreadyServed(PlatformError):
    """Another Postkamer already works on this data folder; use that one, or end it first."""

    code = "already_served"
    temporary: ClassVar[bool] = True


@contextlib.contextmanager
def embedded_lock(data_dir: Path) -> Iterator[None]:
    """Hold the data folder for this process; the kernel lets go of it whatever ends us.

    Raises:
        AlreadyServed: Another process holds it.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(data_dir / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        message = "another Postkamer works on this data folder; use that one, or end it first"
        raise AlreadyServed(message) from None
    try:
        yield
    finally:
        os.close(descriptor)

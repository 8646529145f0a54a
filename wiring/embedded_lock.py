"""One embedded process per data folder: the memory transport knows only its own messages."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import ClassVar

from kernel.errors import PlatformError
from wiring.folder_lock import folder_lock

LOCK_FILE = "embedded.lock"


class AlreadyServed(PlatformError):
    """Another Postkamer already works on this data folder; use that one, or end it first."""

    code = "already_served"
    temporary: ClassVar[bool] = True


def embedded_lock(data_dir: Path) -> AbstractContextManager[None]:
    """Hold the data folder for this process; the kernel lets go of it whatever ends us.

    Raises:
        AlreadyServed: Another process holds it.
    """
    return folder_lock(
        data_dir, LOCK_FILE, AlreadyServed("another Postkamer works on this data folder; use that one, or end it first")
    )

"""One upkeep at a time per data folder: a sweep must not delete what a backup is about to copy."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import ClassVar

from kernel.errors import PlatformError
from wiring.folder_lock import folder_lock

LOCK_FILE = "upkeep.lock"


class UpkeepUnderWay(PlatformError):
    """A backup, restore or sweep of this data folder runs already; wait until it has ended."""

    code = "upkeep_under_way"
    temporary: ClassVar[bool] = True


def upkeep_lock(data_dir: Path) -> AbstractContextManager[None]:
    """Hold the data folder against other upkeep; the kernel lets go of it whatever ends us.

    Raises:
        UpkeepUnderWay: Another process holds it.
    """
    return folder_lock(
        data_dir,
        LOCK_FILE,
        UpkeepUnderWay("a backup, restore or sweep runs on this data folder; wait until it has ended"),
    )

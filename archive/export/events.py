"""Facts that exports tell."""

from __future__ import annotations

from dataclasses import dataclass

from kernel.events import Event


@dataclass(frozen=True, slots=True)
class ExportOrdered(Event):
    """Somebody wants documents as a file; it waits to be made."""

    export_id: str

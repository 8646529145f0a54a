"""Draws every state table into `docs/states/`: run `python -m wiring.state_diagrams` after changing one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import archive.export.lifecycle
import integrations.lifecycle
from archive import lifecycle
from kernel.state_table import Table

TABLES: tuple[Table[Any, Any], ...] = (
    lifecycle.INTAKE,
    lifecycle.BATCH,
    lifecycle.PAGE,
    lifecycle.DOCUMENT,
    archive.export.lifecycle.EXPORT,
    integrations.lifecycle.ENDPOINT,
    integrations.lifecycle.DELIVERY,
    integrations.lifecycle.HANDOVER,
)
FOLDER = Path(__file__).parent.parent / "docs" / "states"


def page_name(table: Table[Any, Any]) -> str:
    """File name of a table's picture."""
    return f"{table.name.replace(' ', '_')}.md"


def page_text(table: Table[Any, Any]) -> str:
    """A table's picture with its title, as Markdown."""
    return f"# States: {table.name}\n\n```mermaid\n{table.diagram()}```\n"


def draw(folder: Path = FOLDER) -> list[Path]:
    """Write all pictures; tells where."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = []
    for table in TABLES:
        path = folder / page_name(table)
        path.write_text(page_text(table), encoding="utf-8")
        drawn.append(path)
    return drawn


if __name__ == "__main__":
    sys.stdout.writelines(f"{path}\n" for path in draw())

"""The doctor's findings for the screens, with what runs here."""

from __future__ import annotations

import platform as machine
import tomllib
from pathlib import Path

from archive_ui.health import Health, HealthFinding
from kernel.db import sqlite_version
from wiring.container import Platform
from wiring.doctor import examine
from wiring.migrate import current_revision

PROJECT = Path(__file__).parent.parent / "pyproject.toml"
UNKNOWN = "?"


def look_at_all(platform: Platform) -> Health:
    """Look at the machine that serves the screens."""
    findings = (
        HealthFinding(each.code, each.level.value, each.values)
        for each in examine(platform.settings, platform.clock.now())
    )
    return Health(_versions(platform), tuple(findings))


def _versions(platform: Platform) -> tuple[tuple[str, str], ...]:
    return (
        ("Postkamer", _released()),
        ("schema", current_revision(platform.engine) or UNKNOWN),
        ("Python", machine.python_version()),
        ("SQLite", ".".join(map(str, sqlite_version()))),
        ("transport", "embedded" if platform.settings.is_embedded else "RabbitMQ"),
    )


def _released() -> str:
    """The version that stands in the project's own file, beside which the program runs."""
    if not PROJECT.is_file():
        return UNKNOWN
    return str(tomllib.loads(PROJECT.read_text())["project"]["version"])

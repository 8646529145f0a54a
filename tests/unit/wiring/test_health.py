"""The doctor's findings reach the screens as they are."""

from __future__ import annotations

import contextlib
from pathlib import Path

from wiring.container import Platform
from wiring.health import look_at_all
from wiring.migrate import migrate
from wiring.settings import Settings


def test_findings_and_versions_are_told(tmp_path: Path) -> None:
    with contextlib.closing(Platform(Settings(data_dir=tmp_path, listen="127.0.0.1:x"))) as platform:
        migrate(platform.engine)
        health = look_at_all(platform)
    levels = {finding.subject: finding.level for finding in health.findings}
    assert levels["schema"] == "ok"
    assert levels["screens"] == "bad"
    assert {"Postkamer", "Schema", "Python", "SQLite", "Transport"} == set(dict(health.versions))
    assert "unknown" not in dict(health.versions).values()

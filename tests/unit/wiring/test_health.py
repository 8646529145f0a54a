"""The doctor's findings reach the screens, and the screens have words for each."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from archive_ui.words.health import WORDS
from wiring.container import Platform
from wiring.health import look_at_all
from wiring.migrate import migrate
from wiring.probes import findings
from wiring.probes.outside import SAID
from wiring.settings import Settings

PROBES = Path(findings.__file__).parent


def test_findings_and_versions_are_told(tmp_path: Path) -> None:
    with contextlib.closing(Platform(Settings(data_dir=tmp_path, listen="127.0.0.1:x"))) as platform:
        migrate(platform.engine)
        health = look_at_all(platform)
    levels = {finding.code: finding.level for finding in health.findings}
    assert levels["schema"] == "ok"
    assert levels["screens_misconfigured"] == "bad"
    assert {"Postkamer", "schema", "Python", "SQLite", "transport"} == set(dict(health.versions))
    assert "?" not in dict(health.versions).values()
    for finding in health.findings:
        assert str(tmp_path) not in " ".join(map(str, finding.values.values()))


def test_the_screens_have_words_for_every_finding_and_for_no_other() -> None:
    told = " ".join(path.read_text() for path in PROBES.glob("*.py"))
    made = len(re.findall(r"(?<!def )\b(?:ok|warn|bad)\(", told))
    codes = re.findall(r"\.saying\(\s*\"(\w+)\"", told) + list(SAID.values())
    assert set(codes) == set(WORDS)
    assert made == len(re.findall(r"\.saying\(", told))

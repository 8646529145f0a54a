"""The documentation becomes a site without a complaint, with a chapter for everybody."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import PROJECT

CHAPTERS = ("operators", "businesses", "individuals", "developers", "administrators")


def test_the_site_is_built_without_a_complaint(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    built = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=120)
    assert built.returncode == 0, built.stderr
    for chapter in CHAPTERS:
        page = (tmp_path / "guide" / f"{chapter}.html").read_text()
        assert "<h1" in page
        # Nothing is fetched from anybody else.
        assert 'src="http' not in page
        assert "fonts.g" not in page

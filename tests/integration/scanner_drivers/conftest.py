"""SANE with its two devices made of software, configured in a folder of the test's own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest


@pytest.fixture
def sane_config(tmp_path: Path) -> Path:
    """A SANE_CONFIG_DIR that knows the `test` and `pnm` backends and no hardware."""
    if shutil.which("scanimage") is None:
        advice = "scanimage is not installed; run: apt install sane-utils"
        if os.environ.get("CI"):
            pytest.fail(advice)
        pytest.skip(advice)
    folder = tmp_path / "sane.d"
    folder.mkdir()
    (folder / "dll.conf").write_text("test\npnm\n")
    (folder / "test.conf").write_text("number_of_devices 1\n")
    return folder

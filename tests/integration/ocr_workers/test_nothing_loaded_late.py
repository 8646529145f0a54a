"""Whatever a page needs is loaded before the first page comes, so that an environment may be replaced under workers."""

from __future__ import annotations

import json
import subprocess
import sys


def test_tasks_load_and_open_nothing_of_the_environment() -> None:
    program = [sys.executable, "-m", "tests.integration.ocr_workers.late_loading"]

    ended = subprocess.run(program, check=True, capture_output=True, text=True)

    assert json.loads(ended.stdout) == {"modules": [], "files": []}

"""R2: one document per channel, the platform dead before each call that makes something durable."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.nothing_lost.deliveries import CHANNELS, FILE, ITEMS
from tests.acceptance.nothing_lost.house import open_house
from tests.acceptance.nothing_lost.processes import HOUSE, QUICK
from tests.services.fixtures import need

PROGRAM = [sys.executable, "-m", "tests.acceptance.nothing_lost.deaths"]


@pytest.mark.slow
@pytest.mark.parametrize("channel", CHANNELS)
def test_dies_at_every_durable_call_and_the_sender_tries_again(tmp_path: Path, channel: str) -> None:
    need("strace", installed=shutil.which("strace") is not None)
    with open_house(tmp_path / "template") as house:
        (house.hot_folder / FILE.name).write_bytes(FILE.content)
        ids = [house.operator_id, house.tenant_id]
    environment = {**os.environ, **QUICK}
    command = [*PROGRAM, channel, str(tmp_path), *ids]
    run = subprocess.run(command, cwd=HOUSE, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-4_000:]
    found = [json.loads(line) for line in run.stdout.splitlines()]
    deaths = [each for each in found if each["died"]]

    assert len(deaths) >= 5
    assert "fsync" in {each["call"] for each in deaths}
    assert [each for each in found if each["violations"]] == []
    assert [each for each in found if each["was_accepted"] and each["there_before"] < ITEMS[channel]] == []
    assert [each for each in found if each["there"] != ITEMS[channel]] == []
    print(f"{channel}: {len(deaths)} deaths")  # noqa: T201 - shown by pytest's -s

"""kill -9 at every durable step: each side that was scanned is with the platform or set aside visibly, once."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("mortal_station.py")
ROOT = Path(__file__).parents[3]
# Per side: image, sidecar, rename, kept, noted, delivered, acknowledged.
STEPS_OF_A_SHEET = 14


def station(
    spool: Path, platform: Path, pile: str, sheets: int, fatal_step: int = 0
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, PROGRAM, spool, platform, str(sheets), str(fatal_step)],
        env={"PYTHONPATH": str(ROOT), "PILE": pile},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("fatal_step", range(1, 2 * STEPS_OF_A_SHEET + 1))
def test_no_side_is_lost_or_mixed_up(tmp_path: Path, fatal_step: int) -> None:
    spool, platform = tmp_path / "spool", tmp_path / "platform"
    platform.mkdir()

    killed = station(spool, platform, "first", sheets=2, fatal_step=fatal_step)
    resumed = station(spool, platform, "second", sheets=1)

    assert killed.returncode == -signal.SIGKILL
    assert resumed.returncode == 0, resumed.stderr
    delivered = [path.read_bytes() for path in platform.iterdir() if path.name != "repeats"]
    aside = [path.read_bytes() for path in (spool / "aside").glob("*/image")]
    expected = {image("first", line) for line in killed.stdout.splitlines()}
    expected |= {image("second", line) for line in ("scanned 1 front", "scanned 1 back")}
    assert sorted(delivered + aside) == sorted(expected)
    assert resumed.stdout.splitlines()[-1] == f"report 0 {len(aside)}"


def image(pile: str, line: str) -> bytes:
    _, number, side = line.split()
    return f"{pile} {number} {side}".encode() * 1000

"""The process is killed by the kernel at every system call of its writing, and at a full disk."""

from __future__ import annotations

import datetime as dt
import io
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kernel.blobs.directory import TEMPORARY, DirectoryBlobStore
from tests.fakes.blob_store import FakeKeys
from tests.integration.kernel.blobs_directory.put_letters import LETTERS, TENANT

PROGRAM = [sys.executable, "-m", "tests.integration.kernel.blobs_directory.put_letters"]
HOUSE = Path(__file__).parents[4]
FAR_FUTURE = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


def run(command: list[str], prepare: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the writer to its end or death."""
    environment = {**os.environ, "PYTHONPATH": str(HOUSE), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command,
        cwd=HOUSE,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        preexec_fn=prepare,
    )


def told_safe(outcome: subprocess.CompletedProcess[str]) -> list[str]:
    """Addresses that the writer reported before it died."""
    return [line for line in outcome.stdout.splitlines() if len(line) == 64]


@pytest.fixture
def strace() -> str:
    found = shutil.which("strace")
    if found:
        return found
    reason = "strace is not installed: apt install strace"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def survives(root: Path, safe: list[str]) -> None:
    """What was told safe reads back, nothing is half there, and the work can be repeated."""
    store = DirectoryBlobStore(root, FakeKeys())
    assert set(safe) <= {key for key, _ in store.keys(TENANT)}
    assert all(store.read(TENANT, key) in LETTERS for key, _ in store.keys(TENANT))
    again = [store.put(TENANT, io.BytesIO(letter)).key for letter in LETTERS]
    assert [store.read(TENANT, key) for key in again] == list(LETTERS)
    store.sweep_temporary(FAR_FUTURE)
    assert list((root / TEMPORARY).iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("call", ["fsync", "rename,renameat,renameat2", "mkdir,mkdirat", "unlink,unlinkat"])
def test_dies_at_every_call_and_loses_nothing(strace: str, tmp_path: Path, call: str) -> None:
    deaths = 0
    while True:
        root = tmp_path / f"run{deaths}"
        inject = f"inject={call}:signal=KILL:when={deaths + 1}"
        outcome = run([strace, "-f", "-o", os.devnull, "-e", f"trace={call}", "-e", inject, *PROGRAM, str(root)])
        survives(root, told_safe(outcome))
        if outcome.returncode == 0:
            break
        deaths += 1
    assert deaths >= 2


def test_syncs_before_it_tells(strace: str, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    outcome = run(
        [strace, "-f", "-s", "80", "-o", str(trace), "-e", "trace=fsync,renameat,write", *PROGRAM, str(tmp_path / "r")]
    )
    calls = trace.read_text().splitlines()
    told = next(number for number, line in enumerate(calls) if told_safe(outcome)[0] in line)
    begin = next(number for number, line in enumerate(calls) if '"begin' in line)
    order = [line.split()[1].partition("(")[0] for line in calls[begin + 1 : told]]
    rename = order.index("renameat")
    assert "write" in order[:rename]
    assert order[rename - 1] == "fsync"
    assert order[rename + 1] == "fsync"


def test_says_full_when_a_file_may_not_grow(tmp_path: Path) -> None:
    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    outcome = run([*PROGRAM, str(tmp_path / "r")], small_files)
    assert len(told_safe(outcome)) == 1
    assert "BlobStoreFull" in outcome.stderr
    survives(tmp_path / "r", told_safe(outcome))

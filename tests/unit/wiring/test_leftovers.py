from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from wiring.leftovers import Process, check_sandboxes, check_temporary_files, running_processes

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
INIT = Process(1, 0, ("/sbin/init",))
PROGRAM = Process(10, 1, ("/usr/bin/python3", "-m", "wiring.cli"))
WALL = Process(11, 10, ("bwrap", "--", "python3", "-m", "paper.sandbox_child"))
ZYGOTE = Process(12, 11, ("python3", "-m", "paper.sandbox_child"))


def left(*processes: Process) -> list[str]:
    return [each.subject for each in check_sandboxes({process.pid: process for process in processes})]


def test_a_sandbox_at_work_is_none_of_them() -> None:
    assert left(INIT, PROGRAM, WALL, ZYGOTE) == []


def test_a_sandbox_without_its_program() -> None:
    orphan = Process(11, 1, WALL.words)
    assert left(INIT, orphan, ZYGOTE) == ["process 11", "process 12"]


def test_a_program_that_is_the_first_process() -> None:
    first = Process(1, 0, PROGRAM.words)
    assert left(first, Process(11, 1, WALL.words), ZYGOTE) == []


def test_this_process_is_among_those_that_run() -> None:
    assert running_processes()[os.getpid()].is_python


def test_a_half_written_blob_counts_after_a_minute(tmp_path: Path) -> None:
    (tmp_path / ".temporary").mkdir()
    for name, age_s in (("young", 30), ("old", 90)):
        path = tmp_path / ".temporary" / name
        path.touch()
        os.utime(path, (NOW.timestamp() - age_s,) * 2)
    assert [each.subject for each in check_temporary_files(tmp_path, NOW)] == ["temporary file old"]


def test_a_store_that_was_never_written_to_has_none(tmp_path: Path) -> None:
    assert list(check_temporary_files(tmp_path / "blobs", NOW)) == []

"""What the sandbox holds back, and what it survives."""

from __future__ import annotations

import os
import pathlib
import secrets
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from paper.errors import (
    FileEncrypted,
    FileTooManyPages,
    SandboxClosed,
    SandboxCrashed,
    SandboxOutOfMemory,
    SandboxTimedOut,
    SandboxUnavailable,
)
from paper.sandbox import ProcessSandbox, SandboxLimits, SandboxPool, isolation_report
from paper.sandbox_process import sweep

TESTS = pathlib.Path(__file__).resolve().parents[2]
ROOT = TESTS.parent
TASKS = "tests.integration.paper.hostile_tasks"
SMALL = SandboxLimits(wall_s=30, cpu_s=20, memory_mb=256, file_mb=8)
HURRIED = SandboxLimits(wall_s=1, cpu_s=20, memory_mb=256, file_mb=8)


@pytest.fixture(scope="module", params=["auto", "limits-only"])
def any_sandbox(request: pytest.FixtureRequest) -> Iterator[ProcessSandbox]:
    """The best isolation of this machine, and the weakest: both must survive whatever a task does."""
    sandbox = ProcessSandbox(TASKS, extra_read_paths=(TESTS,), isolation=request.param)
    yield sandbox
    sandbox.close()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[ProcessSandbox]:
    sandbox = ProcessSandbox(TASKS, extra_read_paths=(TESTS,))
    yield sandbox
    sandbox.close()


def _is_well(sandbox: ProcessSandbox) -> bool:
    result = sandbox.run("echo", {"text": "grüße"}, (b"\x00\xff", b""), limits=SMALL)
    return result.values == {"text": "grüße"} and result.blobs == (b"\x00\xff", b"")


def test_values_and_blobs_come_back_unchanged(any_sandbox: ProcessSandbox) -> None:
    assert _is_well(any_sandbox)


@pytest.mark.parametrize(
    "task", ["abort", "lie_about_length", "kill_parent", "raise_untyped", "answer_no_json", "nope"]
)
def test_crash_is_told_and_survived(any_sandbox: ProcessSandbox, task: str) -> None:
    with pytest.raises(SandboxCrashed) as crash:
        any_sandbox.run(task, {}, limits=HURRIED if task == "kill_parent" else SMALL)
    assert crash.value.temporary
    assert "secret" not in str(crash.value)
    assert _is_well(any_sandbox)


@pytest.mark.parametrize("task", ["hang", "leave_grandchild"])
def test_wall_clock_ends_a_task_and_its_descendants(any_sandbox: ProcessSandbox, task: str) -> None:
    name = _fresh_name()
    with pytest.raises(SandboxTimedOut):
        any_sandbox.run(task, {"name": name, "hang": True}, limits=HURRIED)
    assert not _running(name)


def test_cpu_time_ends_a_task(any_sandbox: ProcessSandbox) -> None:
    with pytest.raises(SandboxTimedOut):
        any_sandbox.run("spin", {}, limits=SandboxLimits(wall_s=60, cpu_s=1, memory_mb=256))
    assert _is_well(any_sandbox)


def test_memory_bomb_is_told_as_such(any_sandbox: ProcessSandbox) -> None:
    with pytest.raises(SandboxOutOfMemory):
        any_sandbox.run("eat_memory", {}, limits=SMALL)
    assert _is_well(any_sandbox)


def test_runaway_grandchild_is_ended_with_its_task(any_sandbox: ProcessSandbox) -> None:
    name = _fresh_name()
    any_sandbox.run("leave_grandchild", {"name": name}, limits=SMALL)
    assert not _running(name)


def test_answer_larger_than_agreed_is_refused(any_sandbox: ProcessSandbox) -> None:
    with pytest.raises(SandboxCrashed):
        any_sandbox.run("huge_answer", {"bytes": 9 * 1024 * 1024}, limits=SMALL)
    assert _is_well(any_sandbox)


def test_garbage_on_every_descriptor_changes_no_answer(any_sandbox: ProcessSandbox) -> None:
    assert any_sandbox.run("babble", {}, limits=SMALL).values == {"babbled": True}
    assert _is_well(any_sandbox)


def test_typed_error_comes_back_as_its_class(any_sandbox: ProcessSandbox) -> None:
    with pytest.raises(FileEncrypted):
        any_sandbox.run("raise_typed", {}, limits=SMALL)
    with pytest.raises(FileTooManyPages, match="12 pages and 10 are allowed") as refusal:
        any_sandbox.run("raise_typed", {"pages": 12}, limits=SMALL)
    assert refusal.value.context == {"pages": 12, "max_pages": 10}


def test_nothing_of_one_task_is_left_for_the_next(any_sandbox: ProcessSandbox) -> None:
    any_sandbox.run("remember", {"secret": "a"}, limits=SMALL)
    any_sandbox.run("write_temp", {}, limits=SMALL)
    assert any_sandbox.run("remember", {"secret": "b"}, limits=SMALL).values == {"seen": ["b"]}
    found = any_sandbox.run("list_temp", {}, limits=SMALL).values["found"]
    assert not [path for path in found if path.endswith(("hidden", "letter", "beside"))]


def test_network_is_out_of_reach(sandbox: ProcessSandbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        with pytest.raises(SandboxCrashed):
            sandbox.run("connect", {"port": listener.getsockname()[1]}, limits=SMALL)
        listener.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize("path", ["/etc/shadow", "/etc/passwd", "/proc/1/environ", str(ROOT / "pyproject.toml")])
def test_files_of_the_machine_are_out_of_sight(sandbox: ProcessSandbox, path: str) -> None:
    with pytest.raises(SandboxCrashed, match=r"FileNotFoundError|PermissionError"):
        sandbox.run("read_file", {"path": path}, limits=SMALL)


def test_only_the_temporary_directory_can_be_written(sandbox: ProcessSandbox) -> None:
    paths = [f"{folder}/postkamer-test" for folder in ("", "/dev/shm", "/usr", "/dev", str(ROOT / "paper"))]
    assert sandbox.run("write_files", {"paths": paths}, limits=SMALL).values["refused"] == paths


def test_environment_is_not_inherited(sandbox: ProcessSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTKAMER_SECRET", "x")
    with_secret = ProcessSandbox(TASKS, extra_read_paths=(TESTS,))
    environment = with_secret.run("environment", {}, limits=SMALL).values
    with_secret.close()
    assert "POSTKAMER_SECRET" not in environment
    assert environment["OMP_THREAD_LIMIT"] == "1"


def test_programs_can_be_run(sandbox: ProcessSandbox) -> None:
    assert sandbox.run("run_program", {"argv": ["echo", "hello"]}, limits=SMALL).blobs == (b"hello\n",)


def test_close_ends_a_running_task() -> None:
    sandbox = ProcessSandbox(TASKS, extra_read_paths=(TESTS,))
    name = _fresh_name()
    with ThreadPoolExecutor(1) as threads:
        hanging = threads.submit(sandbox.run, "hang", {"name": name}, limits=SandboxLimits(wall_s=120))
        _wait_until(lambda: _running(name))
        sandbox.close()
        assert isinstance(hanging.exception(), SandboxClosed)
    with pytest.raises(SandboxClosed):
        sandbox.run("echo", {}, limits=SMALL)


def test_unknown_tasks_module_and_isolation_are_told() -> None:
    with pytest.raises(SandboxUnavailable, match="no_such_module"):
        ProcessSandbox("no_such_module").run("echo", {}, limits=SMALL)
    with pytest.raises(SandboxUnavailable, match="no-such-wall"):
        ProcessSandbox(TASKS, isolation="no-such-wall").run("echo", {}, limits=SMALL)


def test_report_says_what_is_in_force() -> None:
    assert isolation_report("limits-only").startswith("limits-only:")
    assert isolation_report()


def test_pool_serves_more_callers_than_it_has_sandboxes() -> None:
    pool = SandboxPool(2, TASKS, extra_read_paths=(TESTS,))
    with ThreadPoolExecutor(6) as threads:
        results = list(threads.map(lambda n: pool.run("echo", {"n": n}, limits=SMALL).values["n"], range(12)))
    pool.close()
    assert results == list(range(12))


@pytest.mark.parametrize("isolation", ["auto", "limits-only"])
def test_killed_platform_leaves_no_process_and_no_file(isolation: str, tmp_path: pathlib.Path) -> None:
    name = _fresh_name()
    platform = _platform_that_hangs(isolation, name, tmp_path)
    _wait_until(lambda: _running(name))
    platform.kill()
    platform.wait()
    _wait_until(lambda: not _running(name))
    sweep(tmp_path)
    assert not list(tmp_path.iterdir())


def _platform_that_hangs(isolation: str, name: str, temp: pathlib.Path) -> subprocess.Popen[bytes]:
    program = f"""
        from pathlib import Path
        from paper.sandbox import ProcessSandbox, SandboxLimits
        sandbox = ProcessSandbox({TASKS!r}, extra_read_paths=(Path({str(TESTS)!r}),), isolation={isolation!r})
        sandbox.run("hang", {{"name": {name!r}}}, limits=SandboxLimits(wall_s=600, cpu_s=600))
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temp)}
    return subprocess.Popen([sys.executable, "-c", textwrap.dedent(program)], env=environment, cwd=ROOT)


def _fresh_name() -> str:
    return f"pk{secrets.token_hex(6)}"


def _running(name: str) -> bool:
    """Whether a process of this name runs anywhere on the machine, in whichever namespace."""
    return any(_name_of(path) == name for path in pathlib.Path("/proc").glob("[0-9]*"))


def _name_of(process: pathlib.Path) -> str:
    try:
        return (process / "comm").read_text().strip()
    except OSError:
        return ""


def _wait_until(holds: Callable[[], bool]) -> None:
    while not holds():
        time.sleep(0.05)

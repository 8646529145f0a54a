"""The page sandbox: the only place where bytes of strangers are decoded.

A task is named, gets JSON-able values and blobs, and answers the same way. It
runs in a process that sees no network and no files but the program's own, under
limits of memory, time and file size, and that ends with the task. What each
machine can isolate is in `paper.isolation`; the sandboxed side is
`paper.sandbox_child`.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from paper import isolation as walls
from paper.errors import (
    PaperError,
    SandboxClosed,
    SandboxCrashed,
    SandboxOutOfMemory,
    SandboxTimedOut,
    error_of,
)
from paper.sandbox_process import Ending, HungUp, SandboxProcess
from paper.sandbox_wire import EXIT_OUT_OF_MEMORY, FrameBroken, SandboxLimits, TaskResult, read_frame, write_frame

__all__ = ["ProcessSandbox", "Sandbox", "SandboxLimits", "SandboxPool", "TaskResult", "isolation_report"]

MIB = 1024 * 1024

# Over this share of the allowed memory, a child that dies on a signal is taken to have died of it.
MEMORY_DEATH_SHARE = 0.5


class Sandbox(Protocol):
    """Runs tasks on hostile bytes; safe to share between threads."""

    def run(
        self,
        task: str,
        values: Mapping[str, Any],
        blobs: Sequence[bytes] = (),
        *,
        limits: SandboxLimits | None = None,
    ) -> TaskResult:
        """Run one task to its end.

        Raises:
            SandboxFailed: The task died, took too long, took too much memory, or no sandbox can be had.
            PaperError: Whatever the task raised, as the same class.
        """
        ...

    def close(self) -> None:
        """End every process of the sandbox; later runs raise `SandboxClosed`."""
        ...


class ProcessSandbox:
    """One long-lived sandboxed process that forks a child for each task; one task at a time.

    Args:
        tasks_module: Name of the module whose `TASKS` maps task names to functions.
        extra_read_paths: Files and directories that tasks may read beside the program's own.
        isolation: "auto" for the best that works, or a name from `paper.isolation.LADDER`.
    """

    def __init__(self, tasks_module: str, *, extra_read_paths: Sequence[Path] = (), isolation: str = "auto") -> None:
        self._tasks_module = tasks_module
        self._view = walls.view_of(extra_read_paths)
        self._wanted = isolation
        self._lock = threading.Lock()
        self._process: SandboxProcess | None = None
        self._closed = False

    def run(
        self,
        task: str,
        values: Mapping[str, Any],
        blobs: Sequence[bytes] = (),
        *,
        limits: SandboxLimits | None = None,
    ) -> TaskResult:
        """Run one task to its end; see `Sandbox.run`."""
        limits = limits or SandboxLimits()
        with self._lock, _memory_file("request") as request, _memory_file("result") as result:
            write_frame(request, {"values": dict(values)}, blobs)
            ending = self._order(task, limits, (request, result))
            return _answer(ending, result, limits)

    def start(self) -> None:
        """Start the process now rather than at the first task.

        Raises:
            SandboxUnavailable: It does not start here.
        """
        with self._lock:
            self._living()

    def close(self) -> None:
        """End the process and all that it started, also in the middle of a task."""
        self._closed = True
        if (process := self._process) is not None:
            process.end()

    def isolation_report(self) -> str:
        """What isolation is in force, in one sentence."""
        return isolation_report(self._wanted)

    def _order(self, task: str, limits: SandboxLimits, fds: tuple[int, int]) -> Ending:
        process = self._living()
        try:
            ending = process.order(task, limits, fds)
        except HungUp as hung_up:
            process.end()
            if self._closed:
                raise SandboxClosed from hung_up
            raise SandboxCrashed(detail="the sandbox itself ended") from hung_up
        if not ending.clean:
            process.end()
        return ending

    def _living(self) -> SandboxProcess:
        if self._closed:
            raise SandboxClosed
        if self._process is None or not self._process.is_alive():
            if self._process is not None:
                self._process.end()
            self._process = SandboxProcess(self._tasks_module, self._view, walls.choose(self._view, self._wanted))
        return self._process


class SandboxPool:
    """`size` sandboxes behind one door: as many tasks at once, each caller served by whichever is free."""

    def __init__(
        self,
        size: int,
        tasks_module: str,
        *,
        extra_read_paths: Sequence[Path] = (),
        isolation: str = "auto",
    ) -> None:
        self._all = [
            ProcessSandbox(tasks_module, extra_read_paths=extra_read_paths, isolation=isolation) for _ in range(size)
        ]
        # Last in, first out: the sandbox that is warm is used again before another is started.
        self._free: queue.LifoQueue[ProcessSandbox] = queue.LifoQueue()
        for sandbox in self._all:
            self._free.put(sandbox)

    def run(
        self,
        task: str,
        values: Mapping[str, Any],
        blobs: Sequence[bytes] = (),
        *,
        limits: SandboxLimits | None = None,
    ) -> TaskResult:
        """Run one task to its end, after waiting for a free sandbox; see `Sandbox.run`."""
        sandbox = self._free.get()
        try:
            return sandbox.run(task, values, blobs, limits=limits)
        finally:
            self._free.put(sandbox)

    def close(self) -> None:
        """End every process of the pool."""
        for sandbox in self._all:
            sandbox.close()

    def isolation_report(self) -> str:
        """What isolation is in force, in one sentence."""
        return self._all[0].isolation_report()


def isolation_report(isolation: str = "auto") -> str:
    """What isolation a sandbox has on this machine, in one sentence; a weak one says what to do about it.

    Raises:
        SandboxUnavailable: No sandbox can be had here.
    """
    return walls.choose(walls.view_of(()), isolation).sentence


def _answer(ending: Ending, result_fd: int, limits: SandboxLimits) -> TaskResult:
    if not ending.in_time:
        raise SandboxTimedOut(seconds=limits.wall_s)
    if ending.status != 0:
        raise _death(ending, limits)
    try:
        header, blobs = read_frame(result_fd, limits.file_mb * MIB)
    except FrameBroken as broken:
        raise SandboxCrashed(detail=f"its answer was {broken}") from broken
    if isinstance(values := header.get("values"), dict):
        return TaskResult(values, blobs)
    raise _raised(header)


def _death(ending: Ending, limits: SandboxLimits) -> PaperError:
    if ending.status == -signal.SIGXCPU:
        return SandboxTimedOut(seconds=limits.cpu_s)
    near_limit = ending.peak_kb > limits.memory_mb * 1024 * MEMORY_DEATH_SHARE
    # Nobody but the kernel, out of memory, kills a child that is in time; a bad allocation in C++ ends in a signal too.
    if ending.status in (EXIT_OUT_OF_MEMORY, -signal.SIGKILL) or (ending.status < 0 and near_limit):
        return SandboxOutOfMemory(memory_mb=limits.memory_mb)
    if ending.status < 0:
        return SandboxCrashed(detail=f"signal {-ending.status}")
    return SandboxCrashed(detail=f"no answer, exit code {ending.status}")


def _raised(header: Mapping[str, Any]) -> PaperError:
    code, context = header.get("error"), header.get("context")
    if isinstance(code, str) and isinstance(context, dict):
        facts = {str(name): fact for name, fact in context.items() if isinstance(fact, str | int | float)}
        error = error_of(code, facts)
        if error is not None:
            return error
    return SandboxCrashed(detail=str(header.get("failure", "an unknown error")))


@contextlib.contextmanager
def _memory_file(name: str) -> Iterator[int]:
    fd = os.memfd_create(f"postkamer-{name}")
    try:
        yield fd
    finally:
        os.close(fd)

"""The sandboxed side: a zygote that forks a fresh child for every task.

    python -m paper.sandbox_child TASKS_MODULE TEMP_ROOT alone|among-others

The zygote loads the libraries once and never touches a byte of any page: it gets
file descriptors over its control socket (standard input) and hands them to the
child unread. So nothing of one tenant's page is in the memory that the next child
inherits. The child answers into a file that the parent owns; only how it ended
goes back over the control socket, which the child cannot reach.
"""

from __future__ import annotations

import ctypes
import errno
import gc
import importlib
import json
import os
import resource
import select
import shutil
import signal
import socket
import stat
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from paper.errors import PaperError
from paper.sandbox_wire import (
    EXIT_NO_ANSWER,
    EXIT_OUT_OF_MEMORY,
    FrameBroken,
    SandboxLimits,
    TaskResult,
    read_frame,
    write_frame,
)

Task = Callable[[dict[str, Any], tuple[bytes, ...]], TaskResult]

# linux/prctl.h
PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38

MIB = 1024 * 1024
OPEN_FILES = 256
MAX_ORDER_BYTES = 64 * 1024
NICENESS = 10
CLEAN_UP_S = 5.0

# Between the signal that says "CPU time is up" and the one that kills outright, so that the cause can be told.
CPU_SLACK_S = 2

_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True, slots=True)
class Order:
    """One task to run: its name, its limits, and where its request and answer lie."""

    task: str
    limits: SandboxLimits
    request_fd: int
    result_fd: int


class Zygote:
    """Runs orders one after the other, each in a child of its own."""

    def __init__(self, control: socket.socket, tasks: Mapping[str, Task], temp_root: Path, *, alone: bool) -> None:
        self._control = control
        self._tasks = tasks
        self._temp_root = temp_root
        self._alone = alone
        self._keep = {entry.name for entry in temp_root.iterdir()}

    def serve(self) -> None:
        """Work until the parent hangs up, or until a child left something that cannot be cleared away."""
        while (order := self._next_order()) is not None:
            ending = self._run(order)
            os.close(order.request_fd)
            os.close(order.result_fd)
            clean = self._clear_temp() and ending.pop("alone_again")
            self._control.send(json.dumps({**ending, "clean": clean}).encode())
            if not clean:
                return

    def _next_order(self) -> Order | None:
        message, fds, _flags, _address = socket.recv_fds(self._control, MAX_ORDER_BYTES, 2)
        if not message:
            return None
        values = json.loads(message)
        return Order(values["task"], SandboxLimits(**values["limits"]), *fds)

    def _run(self, order: Order) -> dict[str, Any]:
        temp = Path(tempfile.mkdtemp(dir=self._temp_root))
        child = os.fork()
        if child == 0:
            self._control.close()
            _work(order, self._tasks.get(order.task), temp)
        in_time = self._wait(child, order.limits.wall_s)
        if not in_time:
            os.kill(child, signal.SIGKILL)
        _pid, status, usage = os.wait4(child, 0)
        ending = {"in_time": in_time, "status": os.waitstatus_to_exitcode(status), "peak_kb": usage.ru_maxrss}
        return {**ending, "alone_again": self._end_descendants()}

    def _wait(self, child: int, wall_s: float) -> bool:
        """Whether the child ended in time; a parent that hung up counts as time being up."""
        pidfd = os.pidfd_open(child)
        poll = select.poll()
        poll.register(pidfd, select.POLLIN)
        poll.register(self._control, select.POLLHUP | select.POLLRDHUP)
        ready = poll.poll(wall_s * 1000)
        os.close(pidfd)
        return any(fd == pidfd for fd, _event in ready)

    def _end_descendants(self) -> bool:
        """Kill what the child left running, however it hid; whether nothing is left."""
        give_up = time.monotonic() + CLEAN_UP_S
        while time.monotonic() < give_up:
            if self._alone:
                _kill_all_others()
            else:
                _kill_own_children()
            if not _reap():
                return True
        return False

    def _clear_temp(self) -> bool:
        for entry in self._temp_root.iterdir():
            if entry.name not in self._keep:
                _remove(entry)
        return {entry.name for entry in self._temp_root.iterdir()} <= self._keep


def main(argv: list[str]) -> None:
    """Load the tasks, lock the zygote's own doors, report ready, serve."""
    control = _take_control_socket()
    tasks_module, temp_root, company = argv
    os.nice(NICENESS)
    tempfile.tempdir = temp_root
    tasks: Mapping[str, Task] = importlib.import_module(tasks_module).TASKS
    _settle()
    control.send(json.dumps({"ready": sorted(tasks)}).encode())
    Zygote(control, tasks, Path(temp_root), alone=company == "alone").serve()


def _take_control_socket() -> socket.socket:
    """Standard input as a socket under another number, so that no library reads from it by chance."""
    control = socket.socket(fileno=os.dup(0))
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    os.close(null)
    return control


def _settle() -> None:
    """One thread, no tracing, no new privileges, orphans come home, and pages stay shared after a fork."""
    if (cv2 := sys.modules.get("cv2")) is not None:
        cv2.setNumThreads(1)
    _prctl(PR_SET_DUMPABLE, 0)
    _prctl(PR_SET_CHILD_SUBREAPER, 1)
    _prctl(PR_SET_NO_NEW_PRIVS, 1)
    gc.collect()
    gc.freeze()


def _prctl(option: int, value: int) -> None:
    if _libc.prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _kill_all_others() -> None:
    # In a process namespace of our own, -1 is everything but its first process and ourselves.
    try:
        os.kill(-1, signal.SIGKILL)
    except ProcessLookupError:
        return
    except PermissionError:
        return


def _kill_own_children() -> None:
    # Orphans become our children (subreaper), so each round reaches the next generation.
    for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split():
        os.kill(int(pid), signal.SIGKILL)


def _reap() -> bool:
    """Collect what has ended; whether anything may still be running."""
    try:
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass
    except ChildProcessError:
        return False
    time.sleep(0.005)
    return True


def _remove(entry: Path) -> None:
    """Remove a file or a tree, also one whose folders were closed; what resists is found by the caller."""
    try:
        if not stat.S_ISDIR(entry.lstat().st_mode):
            entry.unlink()
            return
        for folder, _folders, _files in os.walk(entry):
            Path(folder).chmod(0o700)
            for inner in Path(folder).iterdir():
                if inner.is_dir() and not inner.is_symlink():
                    inner.chmod(0o700)
        shutil.rmtree(entry, ignore_errors=True)
    except (OSError, RecursionError):
        return


def _work(order: Order, task: Task | None, temp: Path) -> NoReturn:
    """The child's whole life."""
    code = EXIT_NO_ANSWER
    try:
        _confine(order.limits, temp)
        _write_answer(order.result_fd, *_outcome(order, task))
        code = 0
    except MemoryError:
        code = EXIT_OUT_OF_MEMORY
    except OSError as error:
        code = EXIT_OUT_OF_MEMORY if error.errno == errno.ENOMEM else EXIT_NO_ANSWER
    finally:
        os._exit(code)


def _confine(limits: SandboxLimits, temp: Path) -> None:
    os.setsid()
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    os.dup2(0, 2)
    os.chdir(temp)
    os.environ["TMPDIR"] = os.environ["HOME"] = str(temp)
    tempfile.tempdir = str(temp)
    # The libraries that are already mapped count as address space too; the limit is for what the page adds.
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    _limit(resource.RLIMIT_AS, mapped + limits.memory_mb * MIB)
    _limit(resource.RLIMIT_CPU, limits.cpu_s, slack=CPU_SLACK_S)
    _limit(resource.RLIMIT_FSIZE, limits.file_mb * MIB)
    _limit(resource.RLIMIT_NPROC, limits.processes)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    _limit(resource.RLIMIT_CORE, 0)


def _limit(what: int, value: int, slack: int = 0) -> None:
    _soft, hard = resource.getrlimit(what)
    ceiling = value + slack if hard == resource.RLIM_INFINITY else min(value + slack, hard)
    resource.setrlimit(what, (min(value, ceiling), ceiling))


def _outcome(order: Order, task: Task | None) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    if task is None:
        return {"failure": f"no task {order.task}"}, ()
    try:
        request, blobs = read_frame(order.request_fd, os.fstat(order.request_fd).st_size)
        os.close(order.request_fd)
        result = task(request["values"], blobs)
    except PaperError as error:
        return {"error": error.code, "context": error.context}, ()
    except MemoryError:
        raise
    except (Exception, SystemExit) as error:  # noqa: BLE001 the edge of the task: whatever it is, the parent hears of it
        return _failure(error), ()
    else:
        return {"values": result.values}, result.blobs


def _write_answer(result_fd: int, header: dict[str, Any], blobs: tuple[bytes, ...]) -> None:
    try:
        write_frame(result_fd, header, blobs)
    except (TypeError, ValueError) as error:
        write_frame(result_fd, _failure(error), ())


def _failure(error: BaseException) -> dict[str, Any]:
    """Where and as what a task failed; never its message, which may quote the page."""
    if "Insufficient memory" in str(error):
        raise MemoryError from error
    if isinstance(error, FrameBroken):
        return {"failure": "the request was no frame"}
    place = traceback.extract_tb(error.__traceback__)[-1]
    return {"failure": f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}"}


if __name__ == "__main__":
    main(sys.argv[1:])

"""The platform's side of one sandboxed process: start it, order from it, end it.

It must leave nothing behind: the process ends when its control socket closes,
which happens even when the platform is killed; bubblewrap's die-with-parent is
the second rope. Where the sandbox has no `/tmp` of its own, its directory is
locked while in use, and unlocked ones that a killed platform left are swept away
at the next start.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from paper.errors import SandboxUnavailable
from paper.isolation import Isolation, View, next_uid
from paper.sandbox_wire import SandboxLimits

START_S = 180
GRACE_S = 10.0
END_S = 3.0
MAX_MESSAGE_BYTES = 64 * 1024
MAX_COMPLAINT_CHARS = 160
TEMP_PREFIX = "postkamer-sandbox-"

# The kernel's "die with parent" means the thread that started the process; this one lives as long as the program.
_spawner = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sandbox-spawner")


class HungUp(Exception):
    """The sandboxed process no longer answers."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a task's process ended.

    Attributes:
        in_time: False where it was killed for its wall clock.
        status: Exit code, or the negative number of the signal that killed it.
        peak_kb: Most memory that was resident at once.
        clean: Whether nothing of it is left, so that the sandbox may be used again.
    """

    in_time: bool
    status: int
    peak_kb: int
    clean: bool


class SandboxProcess:
    """A running zygote (`paper.sandbox_child`) behind its walls.

    Raises:
        SandboxUnavailable: It did not start.
    """

    def __init__(self, tasks_module: str, view: View, isolation: Isolation) -> None:
        self._temp = _TempRoot(isolation)
        self._ending = threading.Lock()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        company = "alone" if isolation.own_processes else "among-others"
        argv = [sys.executable, "-m", "paper.sandbox_child", tasks_module, str(self._temp.path), company]
        command = isolation.command(view, argv, self._temp.uid)
        with theirs, tempfile.TemporaryFile() as complaints:
            self._popen = _spawner.submit(_spawn, command, view, theirs, complaints.fileno()).result()
            theirs.close()
            self._await_ready(complaints.fileno())

    def is_alive(self) -> bool:
        """Whether the process runs and can be given orders."""
        return self._popen.poll() is None and self._control.fileno() >= 0

    def order(self, task: str, limits: SandboxLimits, fds: tuple[int, int]) -> Ending:
        """Have one task run on the request in the first file, with its answer going into the second.

        Raises:
            HungUp: The process ended, or let the task's time pass without a word.
        """
        message = json.dumps({"task": task, "limits": asdict(limits)}).encode()
        try:
            socket.send_fds(self._control, [message], fds)
        except OSError as error:
            raise HungUp from error
        values = self._receive(limits.wall_s + GRACE_S)
        return Ending(values["in_time"], values["status"], values["peak_kb"], values["clean"])

    def end(self) -> None:
        """Hang up, which ends the process and all its children; then make sure of it."""
        with contextlib.suppress(OSError):
            self._control.shutdown(socket.SHUT_RDWR)
        with self._ending:
            try:
                self._popen.wait(END_S)
            except subprocess.TimeoutExpired:
                self._popen.kill()
                self._popen.wait()
            self._control.close()
            self._temp.remove()

    def _await_ready(self, complaints: int) -> None:
        try:
            self._receive(START_S)
        except HungUp as hung_up:
            self.end()
            said = os.pread(complaints, os.fstat(complaints).st_size, 0).decode(errors="replace").strip()
            last_line = said.splitlines()[-1] if said else "it ended without a word"
            raise SandboxUnavailable(detail=last_line[:MAX_COMPLAINT_CHARS]) from hung_up

    def _receive(self, timeout_s: float) -> dict[str, Any]:
        self._control.settimeout(timeout_s)
        try:
            message = self._control.recv(MAX_MESSAGE_BYTES)
        except OSError as error:
            raise HungUp from error
        if not message:
            raise HungUp
        values: dict[str, Any] = json.loads(message)
        return values


class _TempRoot:
    """Where the sandbox writes: its own `/tmp`, or a locked directory of the machine's."""

    def __init__(self, isolation: Isolation) -> None:
        self.uid = next_uid()
        self._lock_fd: int | None = None
        if isolation.own_files:
            self.path = Path("/tmp")  # noqa: S108 the sandbox's own, a fresh file system in memory
            return
        sweep(Path(tempfile.gettempdir()))
        self.path, self._lock_fd = _locked_directory()
        if isolation.other_user:
            os.chown(self.path, self.uid, self.uid)

    def remove(self) -> None:
        if self._lock_fd is not None:
            shutil.rmtree(self.path, ignore_errors=True)
            os.close(self._lock_fd)
            self._lock_fd = None


def _locked_directory() -> tuple[Path, int]:
    while True:
        path = Path(tempfile.mkdtemp(prefix=TEMP_PREFIX))
        fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(fd, fcntl.LOCK_EX)
        # Another platform's sweep may have come between making and locking.
        if path.exists():
            return path, fd
        os.close(fd)


def sweep(temp_directory: Path) -> None:
    """Remove the directories of sandboxes whose platform was killed: nobody holds their lock."""
    for left in temp_directory.glob(f"{TEMP_PREFIX}*"):
        try:
            fd = os.open(left, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError:
            continue
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left, ignore_errors=True)
        except BlockingIOError:
            continue
        finally:
            os.close(fd)


def _spawn(command: Sequence[str], view: View, control: socket.socket, complaints: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        stdin=control.fileno(),
        stdout=subprocess.DEVNULL,
        stderr=complaints,
        env=view.environment,
        cwd="/",
        start_new_session=True,
    )

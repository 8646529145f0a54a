"""A server process that is found again by its folder: started once, adopted by whoever comes next, killed as a tree."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from wiring.services.errors import ServiceDidNotStart

LOOPBACK = "127.0.0.1"
POLL_S = 0.05
START_TIMEOUT_S = 180.0
STOP_TIMEOUT_S = 60.0
LOG_TAIL = 2_000


@dataclass(frozen=True, slots=True)
class ProcessMark:
    """A process and when it began, in clock ticks since boot: a process id alone may have been given out again."""

    pid: int
    began: int


class Daemon:
    """One server process, remembered in a file beside its data so that a later program can take it over."""

    def __init__(self, folder: Path, name: str) -> None:
        self._mark_file = folder / f"{name}.process"
        self.log_file = folder / f"{name}.log"
        self._child: subprocess.Popen[bytes] | None = None

    def is_running(self) -> bool:
        """Whether the process that was started last is still there."""
        mark = self._mark()
        return mark is not None and _mark_of(mark.pid) == mark

    def start(
        self, command: Sequence[str], *, env: Mapping[str, str], cwd: Path | None = None, user: str | None = None
    ) -> None:
        """Start the command away from this terminal's signals; its output goes to the log file."""
        with self.log_file.open("ab") as log:
            self._child = subprocess.Popen(
                command,
                env=dict(env),
                cwd=cwd,
                user=user,
                group=user,
                extra_groups=None if user is None else [],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        mark = _mark_of(self._child.pid)
        if mark is not None:
            self._mark_file.write_text(json.dumps(asdict(mark)))

    def stop(self, ask: signal.Signals) -> None:
        """Ask the process to end, and insist when it does not."""
        mark = self._mark()
        if mark is None or not self.is_running():
            return
        os.kill(mark.pid, ask)
        try:
            wait_until(lambda: not self.is_running(), STOP_TIMEOUT_S, "the server did not end")
        except ServiceDidNotStart:
            self.kill()
        self._bury()

    def kill(self) -> None:
        """End the process and all that it started at once, as a power cut would."""
        mark = self._mark()
        if mark is None or not self.is_running():
            return
        family = [mark.pid, *descendants(mark.pid)]
        for pid in family:
            _send(pid, signal.SIGKILL)
        wait_until(lambda: not self.is_running() and not any(map(_mark_of, family)), STOP_TIMEOUT_S, "it will not die")
        self._bury()

    def wait_ready(self, is_ready: Callable[[], bool]) -> None:
        """Wait until the server answers.

        Raises:
            ServiceDidNotStart: It ended, or did not answer in time.
        """

        def ready_or_gone() -> bool:
            return not self.is_running() or is_ready()

        wait_until(ready_or_gone, START_TIMEOUT_S, f"{self.log_file.stem} does not answer; see {self.log_file}")
        if not self.is_running():
            self._bury()
            message = f"{self.log_file.stem} ended at once; its log {self.log_file} says: {self._last_words()}"
            raise ServiceDidNotStart(message)

    def _bury(self) -> None:
        """Take leave of our own child, which has ended."""
        if self._child is not None:
            self._child.wait()
            self._child = None

    def _last_words(self) -> str:
        log = self.log_file.read_text(errors="replace") if self.log_file.exists() else ""
        return log[-LOG_TAIL:]

    def _mark(self) -> ProcessMark | None:
        try:
            return ProcessMark(**json.loads(self._mark_file.read_text()))
        except (FileNotFoundError, json.JSONDecodeError):
            return None


def wait_until(condition: Callable[[], bool], timeout_s: float, complaint: str) -> None:
    """Poll until the condition holds.

    Raises:
        ServiceDidNotStart: It did not come to hold in time.
    """
    end = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > end:
            raise ServiceDidNotStart(complaint)
        time.sleep(POLL_S)


def is_listening(port: int) -> bool:
    """Whether something accepts connections on the loopback port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((LOOPBACK, port)) == 0


def free_ports(count: int) -> list[int]:
    """Loopback ports that nobody listens on, all different."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind((LOOPBACK, 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def kept_ports(file: Path, names: Sequence[str]) -> dict[str, int]:
    """The ports that this folder's server has always had, so that its address outlives a restart."""
    if file.exists():
        ports: dict[str, int] = json.loads(file.read_text())
        return ports
    ports = dict(zip(names, free_ports(len(names)), strict=True))
    file.write_text(json.dumps(ports))
    return ports


def descendants(pid: int) -> list[int]:
    """Process ids of the children, and theirs."""
    parents = {child: parent for child in _process_ids() if (parent := _parent_of(child)) is not None}
    found: list[int] = []
    generation = {pid}
    while generation:
        generation = {child for child, parent in parents.items() if parent in generation}
        found.extend(generation)
    return found


def _process_ids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _stat(pid: int) -> list[str] | None:
    """The fields of proc(5) stat after the command's name, the first being the state."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return text.rpartition(")")[2].split()


def _parent_of(pid: int) -> int | None:
    stat = _stat(pid)
    return None if stat is None else int(stat[1])


def _mark_of(pid: int) -> ProcessMark | None:
    """The process as it is now; a zombie is none."""
    stat = _stat(pid)
    return None if stat is None or stat[0] == "Z" else ProcessMark(pid, int(stat[19]))


def _send(pid: int, what: signal.Signals) -> None:
    try:
        os.kill(pid, what)
    except ProcessLookupError:
        return

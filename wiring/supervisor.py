"""Several processes as one: started together, restarted when they die, ended together.

In production each role is a service of its own (`postkamer run ROLE`); this keeps
the same processes under one roof for one machine, for the demo and for tests.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from kernel.logs import get_logger

ROOT = Path(__file__).resolve().parent.parent
RESTART_PAUSE_S = 1.0
STOP_WAIT_S = 20.0
log = get_logger(__name__)


def command_of(role: str) -> list[str]:
    """The command line of one role."""
    return [sys.executable, "-P", "-m", "wiring.cli", "run", role]


@dataclass(slots=True)
class RoleProcess:
    """One role's process, and when it was last started."""

    role: str
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    started_at_s: float = 0.0

    def keep_alive(self) -> None:
        """Start the process unless it runs; not more often than once a second."""
        if self.process is not None and self.process.poll() is None:
            return
        if time.monotonic() - self.started_at_s < RESTART_PAUSE_S:
            return
        if self.process is not None:
            log.warning("role_restarted", role=self.role, exit_code=self.process.returncode)
        self.started_at_s = time.monotonic()
        # A session of its own: Ctrl-C reaches the supervisor alone, which ends the others in order.
        self.process = subprocess.Popen(command_of(self.role), env=dict(self.environment), start_new_session=True)

    def stop(self) -> None:
        """End the process: kindly first, for good in the end."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_WAIT_S)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass(slots=True)
class Supervisor:
    """Keeps one process per role alive for as long as its block lasts."""

    roles: Sequence[str]
    settings: Mapping[str, str]
    processes: list[RoleProcess] = field(default_factory=list)

    def __enter__(self) -> Self:
        """Start every role."""
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **self.settings}
        self.processes = [RoleProcess(role, environment) for role in self.roles]
        self.keep_alive()
        return self

    def keep_alive(self) -> None:
        """Start again what has died; call it now and then."""
        for process in self.processes:
            process.keep_alive()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End every role, the last one first."""
        for process in reversed(self.processes):
            process.stop()

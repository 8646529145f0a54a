"""Processes that a trial starts, kills and starts again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

HOUSE = Path(__file__).parents[3]
STARTER = [sys.executable, "-m", "tests.acceptance.nothing_lost.starter"]
POLL_S = 0.01
END_S = 60.0
# A fork wants one thread, and consumers of a broker that was away are not to wait for seconds.
QUICK = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "dramatiq_restart_delay": "300",
    "PYTHONPATH": str(HOUSE),
    "PYTHONDONTWRITEBYTECODE": "1",
}


@dataclass(frozen=True, slots=True)
class Running:
    """A process of ours; what it prints is in `output`, what it logs beside it."""

    pid: int
    output: Path

    def is_alive(self) -> bool:
        """Whether it is still there; the starter leaves no zombies."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def kill(self) -> None:
        """End it, and whatever shares its session, at once."""
        self._send(signal.SIGKILL)
        self.wait()

    def stop(self) -> None:
        """Ask it to end, and insist where it does not."""
        self._send(signal.SIGTERM)
        try:
            self.wait()
        except TimeoutError:
            self.kill()

    def wait(self, timeout_s: float = END_S) -> None:
        """Until it has ended."""
        end = time.monotonic() + timeout_s
        while self.is_alive():
            if time.monotonic() > end:
                raise TimeoutError(self.last_words())
            time.sleep(POLL_S)

    def last_words(self) -> str:
        """The end of its log."""
        log = self.output.with_suffix(".log")
        return log.read_text(errors="replace")[-3_000:] if log.exists() else "it never logged anything"

    def _send(self, what: signal.Signals) -> None:
        try:
            os.killpg(self.pid, what)
        except ProcessLookupError:
            return


class Starter:
    """Starts commands of a configured Postkamer quickly, again and again."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._environment = dict(environment)
        self._lock = threading.Lock()
        self._count = 0
        with (folder / "starter.log").open("wb") as log:
            self._process = subprocess.Popen(
                STARTER, cwd=HOUSE, env={**os.environ, **QUICK}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=log, text=True, bufsize=1,
            )  # fmt: skip

    def start(self, program: str, arguments: Sequence[str], name: str | None = None) -> Running:
        """Start a command; `name` is where its output goes, a new place by default."""
        with self._lock:
            self._count += 1
            output = self._folder / f"{name or f'{program}-{self._count}'}.out"
            order = {
                "program": program, "arguments": list(arguments), "environment": self._environment,
                "output": str(output),
            }  # fmt: skip
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        assert answer, (self._folder / "starter.log").read_text()
        return Running(json.loads(answer)["pid"], output)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(END_S)
        self._process.stdout.close()

"""Run as a program: starts Postkamer's commands as processes of their own, with everything imported beforehand.

A process that is killed forty times has to come back quickly; importing takes seconds, a fork takes none.
What runs after the import is the command's own code, in a session of its own. One order a line on standard
input, `{"program", "arguments", "environment", "output"}`; one answer a line on standard output, `{"pid"}`.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from tests.acceptance.nothing_lost import scan_station
from wiring.cli.main import main as command_line

PR_SET_PDEATHSIG = 1


def _postkamer(arguments: Sequence[str]) -> None:
    command_line(list(arguments), prog_name="postkamer")


PROGRAMS: Mapping[str, Callable[[Sequence[str]], None]] = {"postkamer": _postkamer, "station": scan_station.main}


def main() -> None:
    """Obey until standard input ends."""
    # Nobody here waits for the killed: the kernel is to bury them at once.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        order = json.loads(line)
        parent, pid = os.getpid(), os.fork()
        if pid == 0:
            _become(order, parent)
        answer = json.dumps({"pid": pid}) + "\n"
        os.write(1, answer.encode())


def _become(order: Mapping[str, Any], parent: int) -> NoReturn:
    code = 1
    try:
        os.setsid()
        _die_with(parent)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _redirect(Path(order["output"]))
        os.environ.update(order["environment"])
        PROGRAMS[order["program"]](order["arguments"])
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException:  # noqa: BLE001 - the end of this process: the log says why
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _die_with(parent: int) -> None:
    """A trial that is broken off leaves nothing running."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def _redirect(output: Path) -> None:
    null = os.open(os.devnull, os.O_RDONLY)
    answers = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    log = os.open(output.with_suffix(".log"), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for source, target in ((null, 0), (answers, 1), (log, 2)):
        os.dup2(source, target)
        os.close(source)


if __name__ == "__main__":
    main()

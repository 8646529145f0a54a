"""Run as a program: `CHANNEL FOLDER OPERATOR TENANT` dies at every call that makes something durable, one by one.

FOLDER/template is a mail room that has just been set up. For every death it is copied, the channel's delivery is
run in a fork that strace kills at the call, then a fresh fork does what the sender would do next, and the rows are
checked. One JSON object a line says what was found; the last ones are of runs that nothing disturbed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter as Tally
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NoReturn

from sqlalchemy import func, select
from sqlalchemy.orm import configure_mappers

from archive.integrity import Violation
from archive.models import IntakeItem
from kernel.ids import TenantId
from kernel.tenancy.scope import SystemScope
from tests.acceptance.nothing_lost.deliveries import ACCEPTED, CHANNELS, Counter
from wiring.verify import verify_all

DURABLE_CALLS = "fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat"
AFTERMATH = SystemScope("a trial looks at what a death has left")
POLL_S = 0.002
ATTACH_S = 60.0


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What was found after a death and the sender's next try.

    Attributes:
        call: The system call before which the process was killed; empty where nothing was.
        was_accepted: The sender had its answer before the death.
        there_before: Items in the rows after the death, before the sender tried again.
        there: Items after the sender tried again.
    """

    call: str
    number: int
    died: bool
    was_accepted: bool
    there_before: int
    there: int
    violations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """One channel of one mail room, to be set up again and again."""

    channel: str
    folder: Path
    operator_id: TenantId
    tenant_id: TenantId

    def durable_calls(self) -> Tally[str]:
        """How often an undisturbed delivery makes each call."""
        trace = self.folder / "trace"
        run = self._copy("undisturbed")
        self._deliver(run, ["-o", str(trace), "-e", f"trace={DURABLE_CALLS}"])
        return Tally(re.findall(r"^(?:\d+ +)?([a-z0-9]+)\(", trace.read_text(), re.MULTILINE))

    def die(self, call: str, number: int) -> Aftermath:
        """Die before the `number`-th `call`, then let the sender try again."""
        run = self._copy(f"{call}-{number}")
        inject = ["-o", os.devnull, "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={number}"]
        status, said = self._deliver(run, inject)
        there_before, there, violations = self._try_again(run, said)
        shutil.rmtree(run)
        died = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        return Aftermath(call, number, died, ACCEPTED in said, there_before, there, violations)

    def _copy(self, name: str) -> Path:
        run = self.folder / name
        shutil.copytree(self.folder / "template", run)
        return run

    def _deliver(self, run: Path, strace: Sequence[str]) -> tuple[int, list[str]]:
        def work(say: Callable[[str], None]) -> None:
            CHANNELS[self.channel](self._counter(run, (), say))

        return in_a_fork(work, run / "log", strace)

    def _try_again(self, run: Path, said: Sequence[str]) -> tuple[int, int, tuple[str, ...]]:
        """Look, let the sender do what follows on what it heard, and look again."""

        def work(say: Callable[[str], None]) -> None:
            heard: list[str] = []
            counter = self._counter(run, said, heard.append)
            before = _count_items(counter)
            CHANNELS[self.channel](counter)
            assert ACCEPTED in heard
            found = [f"{each.invariant} {each.subject}: {each.problem}" for each in _violations(counter)]
            say(json.dumps([before, _count_items(counter), found]))

        status, answers = in_a_fork(work, run / "log", None)
        assert status == 0, (run / "log").read_text()
        before, after, violations = json.loads(answers[0])
        return before, after, tuple(violations)

    def _counter(self, run: Path, said: Sequence[str], say: Callable[[str], None]) -> Counter:
        return Counter(run, self.operator_id, self.tenant_id, said, say)


def _count_items(counter: Counter) -> int:
    with counter.platform().database.reading(AFTERMATH) as session:
        return session.scalar(select(func.count()).select_from(IntakeItem)) or 0


def _violations(counter: Counter) -> list[Violation]:
    """What does not hold; sandboxes are other tests', for this program starts none."""
    return [each for each in verify_all(counter.platform()).violations if not each.subject.startswith("process")]


def in_a_fork(
    work: Callable[[Callable[[str], None]], None], log: Path, strace: Sequence[str] | None
) -> tuple[int, list[str]]:
    """Run `work` in a process of its own, under strace if told so; its exit status, and what it said before its end."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        _live(work, theirs, log, waits=strace is not None)
    os.close(theirs)
    tracer = _attach(pid, strace) if strace is not None else None
    with os.fdopen(ours) as pipe:
        said = pipe.read().splitlines()
    _, status = os.waitpid(pid, 0)
    if tracer is not None:
        tracer.wait()
    return status, said


def _live(work: Callable[[Callable[[str], None]], None], pipe: int, log: Path, *, waits: bool) -> NoReturn:
    def say(line: str) -> None:
        os.write(pipe, line.encode() + b"\n")

    code = 1
    try:
        target = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(target, 1)
        os.dup2(target, 2)
        if waits:
            os.kill(os.getpid(), signal.SIGSTOP)
        work(say)
        code = 0
    except BaseException:  # noqa: BLE001 - the end of this process: the log says why
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _attach(pid: int, options: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start strace on a process that waits for it, and let the process go on."""
    _until(pid, "State:\tT")
    tracer = subprocess.Popen(["strace", "-f", "-p", str(pid), *options], stderr=subprocess.DEVNULL)
    _until(pid, f"TracerPid:\t{tracer.pid}")
    os.kill(pid, signal.SIGCONT)
    return tracer


def _until(pid: int, line: str) -> None:
    end = time.monotonic() + ATTACH_S
    while line not in Path(f"/proc/{pid}/status").read_text():
        assert time.monotonic() < end, f"waited in vain for {line!r}"
        time.sleep(POLL_S)


def main(arguments: Sequence[str]) -> None:
    """Die at every call, and say what was left."""
    channel, folder, operator_id, tenant_id = arguments
    # Once, instead of in every fork.
    configure_mappers()
    desk = Desk(channel, Path(folder), TenantId(operator_id), TenantId(tenant_id))
    for call, times in sorted(desk.durable_calls().items()):
        # Once more than there are calls: the run that nothing disturbs shows that all of them were counted.
        for number in range(1, times + 2):
            sys.stdout.write(json.dumps(asdict(desk.die(call, number))) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])

"""Everybody who sends mail during a trial, each in a thread of its own, each repeating what got no answer."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.acceptance.nothing_lost import scan_station
from tests.acceptance.nothing_lost.ledger import Ledger, Sent
from tests.acceptance.nothing_lost.processes import Running, Starter
from tests.acceptance.nothing_lost.web_client import WebClient
from tests.factories.tiny_mail import TinyFile, scanned_sheet

FILES_PER_COMMAND = 3
SHARE_OF_KILLED_COMMANDS = 0.4
LOOK_EVERY_S = 0.05
PATIENCE_S = 600.0


@dataclass(slots=True)
class Pace:
    """Lets senders go on bit by bit, so that there is intake for as long as things are killed."""

    _turns: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    _open: threading.Event = field(default_factory=threading.Event)

    def let_go(self, steps: int) -> None:
        """Allow so many files more."""
        self._turns.release(steps)

    def let_all_go(self) -> None:
        """Wait for nothing from now on."""
        self._open.set()

    def step(self) -> None:
        """Wait for one's turn."""
        while not self._open.is_set():
            if self._turns.acquire(timeout=0.2):
                return


class Sender(threading.Thread):
    """A thread that sends, and keeps what went wrong in it."""

    def __init__(self, name: str, work: Callable[[], None]) -> None:
        super().__init__(name=name, daemon=True)
        self._work = work
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self._work()
        except BaseException as error:  # noqa: BLE001 - handed to the thread that waits for this one
            self.error = error

    def is_busy(self) -> bool:
        """Whether there is something left to send.

        Raises:
            BaseException: Whatever ended the sender early.
        """
        if self.error is not None:
            raise self.error
        return self.is_alive()


def send_by_web(ledger: Ledger, files: Iterable[TinyFile], pace: Pace, client: WebClient) -> None:
    """Most files in resumable parts, every fifth by the plain form; all repeated until answered."""
    client.sign_in()
    for number, file in enumerate(files):
        pace.step()
        entry = ledger.add(file, "web")
        if number % 5 == 4:
            client.insist_on_form(file)
        else:
            client.upload(file)
        entry.is_answered = True


def send_by_folder(ledger: Ledger, files: Iterable[TinyFile], pace: Pace, folder: Path) -> None:
    """Drop files; a file that is gone is the answer."""
    dropped: list[tuple[Path, Sent]] = []
    for file in files:
        pace.step()
        entry = ledger.add(file, "hot folder")
        growing = folder / f"{file.name}.part"
        growing.write_bytes(file.content)
        dropped.append((growing.rename(folder / file.name), entry))
    _until(lambda: not any(path.exists() for path, _ in dropped), "the hot folder was not emptied")
    for _, entry in dropped:
        entry.is_answered = True


@dataclass(slots=True)
class Deaths:
    """Counts how often a sender's own process was killed."""

    count: int = 0


def send_by_command(
    ledger: Ledger, files: Sequence[TinyFile], pace: Pace, commands: tuple[Starter, Path, Sequence[str]],
    chance: random.Random, killed: Deaths,
) -> None:  # fmt: skip
    """`ingest` a few files at a time; a command that was killed is typed again."""
    starter, folder, options = commands
    for start in range(0, len(files), FILES_PER_COMMAND):
        some = files[start : start + FILES_PER_COMMAND]
        for _ in some:
            pace.step()
        entries = [ledger.add(file, "cli") for file in some]
        paths = [_written(folder, file) for file in some]
        arguments = ["ingest", *map(str, paths), *options, "--json"]
        if chance.random() < SHARE_OF_KILLED_COMMANDS:
            doomed = starter.start("postkamer", arguments)
            time.sleep(chance.uniform(0.0, 0.6))
            killed.count += doomed.is_alive()
            doomed.kill()
        running = starter.start("postkamer", arguments)
        running.wait(PATIENCE_S)
        assert len(running.output.read_text().splitlines()) == len(some), running.last_words()
        for entry in entries:
            entry.is_answered = True


def scan_piles(
    ledger: Ledger, piles: Sequence[tuple[str, int]], pace: Pace, station: tuple[Starter, Path, str],
    chance: random.Random, killed: Deaths,
) -> None:  # fmt: skip
    """Scan pile after pile at a station that is killed now and then and started again."""
    starter, spool, operator_id = station
    for job, sheets in piles:
        entries = [_sheet(ledger, job, number) for number in range(1, sheets + 1)]
        for _ in range(sheets):
            pace.step()
        arguments = [job, str(sheets), str(spool), operator_id]
        for _ in range(2):
            running = starter.start("station", arguments)
            time.sleep(chance.uniform(0.0, 1.0))
            killed.count += running.is_alive()
            running.kill()
        running = starter.start("station", arguments)
        running.wait(PATIENCE_S)
        assert scan_station.DONE in running.output.read_text(), running.last_words()
        for entry in entries:
            entry.is_answered = True


def _sheet(ledger: Ledger, job: str, number: int) -> Sent:
    made = scanned_sheet(f"{job} {number}")
    named = TinyFile(scan_station.sheet_name(job, number), made.content, 1)
    return ledger.add(named, "scan", is_one_letter=False)


def _written(folder: Path, file: TinyFile) -> Path:
    path = folder / file.name
    path.write_bytes(file.content)
    return path


def _until(condition: Callable[[], bool], complaint: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, complaint
        time.sleep(LOOK_EVERY_S)


def last_words(processes: Iterable[Running]) -> str:
    """The ends of the logs of processes that were started, for a failure's message."""
    return "\n".join(f"--- {running.output.stem}\n{running.last_words()}" for running in processes)

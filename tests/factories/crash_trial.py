"""A trial: mail comes in by every channel while the mail room's processes are killed at random moments.

The moments come from a seed. In the end everything that was sent is compared with what is there, and every
invariant is checked. `POSTKAMER_CRASH_KILLS`, `POSTKAMER_CRASH_PAGES` and `POSTKAMER_CRASH_SEED` make a longer
campaign of it; see docs/crash-tests.md.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

from tests.acceptance.nothing_lost.house import House
from tests.acceptance.nothing_lost.ledger import Account, Ledger, compare
from tests.acceptance.nothing_lost.processes import Running, Starter
from tests.acceptance.nothing_lost.senders import (
    Deaths,
    Pace,
    Sender,
    last_words,
    scan_piles,
    send_by_command,
    send_by_folder,
    send_by_web,
)
from tests.acceptance.nothing_lost.web_client import WebClient
from tests.factories.tiny_mail import TinyFile, mixed_mail

SENDING_S = 600.0
SHEETS_PER_PILE = 15
# A sender that dies before it was answered may bring fewer than it had.
SPARE_PAGES = 20
DELIVERIES_PER_PAGE = 2


@dataclass(frozen=True, slots=True)
class TrialSize:
    """How much is sent and how often something is killed."""

    kills: int
    pages: int
    seed: int

    @classmethod
    def from_environment(cls, kills: int = 25, pages: int = 300, seed: int = 20_261_122) -> TrialSize:
        """The usual size, unless the environment asks for a campaign."""
        given = os.environ.get
        return cls(
            int(given("POSTKAMER_CRASH_KILLS", kills)),
            int(given("POSTKAMER_CRASH_PAGES", pages)),
            int(given("POSTKAMER_CRASH_SEED", seed)),
        )


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """How long the house is left alone before something is killed.

    Attributes:
        short_s: Three in ten are so short, whatever is being done: most end a start.
        longest_s: The others end in the middle of work, when some deliveries were applied, or after so long.
    """

    short_s: tuple[float, float] = (0.05, 0.8)
    longest_s: float = 6.0
    share_of_short: float = 0.3


@dataclass(frozen=True, slots=True)
class TrialReport:
    """What came of a trial.

    Attributes:
        kills: By role; "station" and "ingest" are senders that were killed.
        cut_off: What a person had to retry, because every attempt had been killed.
        half_written: Temporary files that killed writers left behind, for `sweep` to remove.
    """

    kills: dict[str, int]
    account: Account
    violations: tuple[str, ...]
    cut_off: int
    half_written: int
    seconds: float

    def tell(self) -> None:
        """Print it as JSON, and append it to the file that `POSTKAMER_CRASH_REPORT` names."""
        text = json.dumps(asdict(self))
        print(text)  # noqa: T201 - shown by pytest's -s
        if file := os.environ.get("POSTKAMER_CRASH_REPORT"):
            with Path(file).open("a") as reports:
                reports.write(text + "\n")


@dataclass(slots=True)
class CrashTrial:
    """One trial in one house.

    Attributes:
        roles: Commands that run all the time, and how often each is chosen for death.
    """

    house: House
    size: TrialSize
    roles: Mapping[str, tuple[Sequence[str], float]]
    lifetimes: Lifetimes = field(default_factory=Lifetimes)
    ledger: Ledger = field(default_factory=Ledger)
    _pace: Pace = field(default_factory=Pace)
    _running: dict[str, Running] = field(default_factory=dict)
    _kills: Counter[str] = field(default_factory=Counter)
    _station_deaths: Deaths = field(default_factory=Deaths)
    _command_deaths: Deaths = field(default_factory=Deaths)

    def run(self) -> TrialReport:
        """Send, kill, wait until all is quiet, and compare."""
        began = time.monotonic()
        with ExitStack() as ending:
            starter = ending.enter_context(Starter(self.house.folder / "processes", self.house.environment))
            ending.enter_context(self._serving(starter))
            senders = self._senders(starter)
            for sender in senders:
                sender.start()
            self._kill_at_random(starter)
            self._pace.let_all_go()
            try:
                self._finish(senders)
                cut_off = self.house.settle()
            except BaseException:
                print(last_words(self._running.values()))  # noqa: T201 - why the house stood still
                raise
        half_written = self.house.sweep_half_written()
        account = compare(self.ledger, self.house.database)
        violations = self.house.violations()
        kills = {**self._kills, "station": self._station_deaths.count, "ingest": self._command_deaths.count}
        return TrialReport(kills, account, violations, cut_off, half_written, round(time.monotonic() - began, 1))

    @contextmanager
    def _serving(self, starter: Starter) -> Iterator[None]:
        for role in self.roles:
            self._start(starter, role)
        try:
            yield
        finally:
            for running in reversed(self._running.values()):
                running.stop()

    def _start(self, starter: Starter, role: str) -> None:
        self._running[role] = starter.start("postkamer", self.roles[role][0], name=role)

    def _kill_at_random(self, starter: Starter) -> None:
        chance = random.Random(self.size.seed)
        weights = [weight for _, weight in self.roles.values()]
        steps = max(1, self.size.pages // max(1, self.size.kills))
        for _ in range(self.size.kills):
            self._pace.let_go(steps)
            self._live(chance)
            role = chance.choices(list(self.roles), weights)[0]
            assert self._running[role].is_alive(), f"{role} ended by itself: {self._running[role].last_words()}"
            self._running[role].kill()
            self._kills[role] += 1
            time.sleep(chance.uniform(0.0, 0.2))
            self._start(starter, role)

    def _live(self, chance: random.Random) -> None:
        """Leave the house alone for a while."""
        if chance.random() < self.lifetimes.share_of_short:
            time.sleep(chance.uniform(*self.lifetimes.short_s))
            return
        share = DELIVERIES_PER_PAGE * self.size.pages // max(1, self.size.kills)
        enough = self.house.count_applied() + chance.randint(1, 2 * share)
        end = time.monotonic() + self.lifetimes.longest_s
        while self.house.count_applied() < enough and time.monotonic() < end:
            time.sleep(0.05)
        time.sleep(chance.uniform(0.0, 0.2))

    def _senders(self, starter: Starter) -> list[Sender]:
        chance = random.Random(self.size.seed + 1)
        piles = [(f"pile-{number}", SHEETS_PER_PILE) for number in range(max(1, self.size.pages // 100))]
        rest = self.size.pages + SPARE_PAGES - sum(sheets for _, sheets in piles)
        by_web, by_folder, by_command = _dealt(mixed_mail(self.size.seed, rest), (4, 4, 2))
        house, ledger, pace = self.house, self.ledger, self._pace
        client = WebClient(*house.web_address, *house.sign_in, house.tenant_id)
        station = (starter, house.folder / "spool", house.operator_id)
        commands = (starter, house.desk, ("--tenant", house.tenant_id))
        return [
            Sender("web", partial(send_by_web, ledger, by_web, pace, client)),
            Sender("hot folder", partial(send_by_folder, ledger, by_folder, pace, house.hot_folder)),
            Sender("ingest", partial(
                send_by_command, ledger, by_command, pace, commands, random.Random(chance.random()),
                self._command_deaths,
            )),
            Sender("station", partial(
                scan_piles, ledger, piles, pace, station, random.Random(chance.random()), self._station_deaths
            )),
        ]  # fmt: skip

    def _finish(self, senders: Sequence[Sender]) -> None:
        end = time.monotonic() + SENDING_S
        while busy := [sender.name for sender in senders if sender.is_busy()]:
            assert time.monotonic() < end, f"not everything was sent: {busy}"
            time.sleep(0.1)


def _dealt(files: Sequence[TinyFile], shares: Sequence[int]) -> list[list[TinyFile]]:
    """Deal files out, so many to each in turn."""
    turns = [which for which, share in enumerate(shares) for _ in range(share)]
    return [
        [file for number, file in enumerate(files) if turns[number % len(turns)] == which]
        for which in range(len(shares))
    ]

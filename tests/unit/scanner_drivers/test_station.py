"""The station hands every side over once it is safe, and goes on where it stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from scanner_drivers.api import ScanProfile, Source
from scanner_drivers.errors import DeliveryFailed, FeederEmpty, ScannerJammed, SpoolFull
from scanner_drivers.simulated import NO_FAULTS, Faults, SimulatedScanner, SimulatedSheet
from scanner_drivers.spool import Spool, SpooledSide
from scanner_drivers.station import ScanJob, Station

JOB = ScanJob("scan:station-1/morning", ScanProfile(source=Source.FEEDER_DUPLEX))


class Platform:
    """Takes sides over, refuses while it is away, and knows a side that comes again."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.away = False
        self.loses_answers = False
        self.calls = 0

    def __call__(self, side: SpooledSide) -> None:
        self.calls += 1
        if self.away:
            raise DeliveryFailed(detail="no answer")
        self.kept.setdefault(side.natural_key, side.image())
        if self.loses_answers:
            raise DeliveryFailed(detail="the answer was lost")


@pytest.fixture
def spool(tmp_path: Path) -> Iterator[Spool]:
    with Spool(tmp_path / "spool") as opened:
        yield opened


def printed(side: str, number: int) -> Callable[[], bytes]:
    return partial(str.encode, f"{side} {number}")


def scanner(sheets: int, faults: Faults = NO_FAULTS) -> SimulatedScanner:
    return SimulatedScanner(
        [SimulatedSheet(printed("front", n), printed("back", n)) for n in range(1, sheets + 1)],
        faults=faults,
    )


def everything(sheets: int) -> dict[str, bytes]:
    return {
        f"{JOB.uri}/{sheet}/{side}": f"{side} {sheet}".encode()
        for sheet in range(1, sheets + 1)
        for side in ("front", "back")
    }


def test_a_pile_reaches_the_platform_and_the_counts_add_up(spool: Spool) -> None:
    platform = Platform()

    report = Station(scanner(3), spool, platform).run(JOB)

    assert platform.kept == everything(3)
    assert (report.sheets, report.sides, report.delivered, report.pending) == (3, 6, 6, 0)
    assert report.complete


def test_a_side_is_delivered_before_the_next_sheet_moves(spool: Spool) -> None:
    platform, kept_when_fed = Platform(), []

    def fed() -> bytes:
        kept_when_fed.append(len(platform.kept))
        return b"x"

    Station(SimulatedScanner([SimulatedSheet(fed), SimulatedSheet(fed)]), spool, platform).run(JOB)

    assert kept_when_fed == [0, 1]


def test_after_a_jam_the_same_job_goes_on_counting(spool: Spool) -> None:
    platform = Platform()
    station = Station(scanner(4, Faults(jam_at=3)), spool, platform)

    jammed = station.run(JOB)
    cleared = station.run(JOB)

    assert isinstance(jammed.fault, ScannerJammed)
    assert (jammed.sheets, jammed.delivered) == (2, 4)
    assert cleared.complete
    assert platform.kept == everything(4)


def test_while_the_platform_is_away_sides_wait_and_nothing_is_lost(spool: Spool) -> None:
    platform = Platform()
    platform.away = True
    station = Station(scanner(2), spool, platform)

    away = station.run(JOB)
    platform.away = False
    back = station.deliver_pending()

    assert (away.delivered, away.pending) == (0, 4)
    assert isinstance(away.delivery_fault, DeliveryFailed)
    assert not away.complete
    assert (back.delivered, back.pending) == (4, 0)
    assert platform.kept == everything(2)


def test_a_lost_answer_brings_the_same_side_again_under_the_same_key(spool: Spool) -> None:
    platform = Platform()
    platform.loses_answers = True
    station = Station(scanner(1), spool, platform)

    station.run(JOB)
    platform.loses_answers = False
    station.deliver_pending()

    assert platform.calls > len(everything(1))
    assert platform.kept == everything(1)


def test_no_paper_moves_once_too_many_sides_wait(spool: Spool) -> None:
    platform = Platform()
    platform.away = True
    station = Station(scanner(9), spool, platform, max_pending=3)

    with pytest.raises(SpoolFull):
        station.run(JOB)

    assert spool.pending_count() == 3
    with pytest.raises(SpoolFull):
        station.run(JOB)
    assert spool.pending_count() == 3


def test_an_empty_feeder_is_reported(spool: Spool) -> None:
    report = Station(scanner(0), spool, Platform()).run(JOB)

    assert isinstance(report.fault, FeederEmpty)
    assert report.sheets == 0

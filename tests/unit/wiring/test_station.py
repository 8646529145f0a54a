"""A station delivers each side to the run it was scanned in, and closes a run only when all of them are there."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from archive.repository import batch_items, get_intake
from ingest.receive import IntakeDeps
from ingest.sources.scan_station import ScanRun, close_run
from kernel.ids import TenantId
from scanner_drivers.api import ScanProfile
from scanner_drivers.simulated import SimulatedScanner, SimulatedSheet
from scanner_drivers.station import StationReport
from tests.factories.outbox import TEST_SCOPE
from tests.unit.wiring.conftest import KeptRoom
from wiring.demo.feeding import scan_all
from wiring.station import OpenRun, ScanRunIncomplete, begin_run, end_run, is_open, scan_pile, spool_folder

if TYPE_CHECKING:
    from wiring.container import Platform


class StationRoom(KeptRoom):
    """A mail room with a scanning station."""

    @property
    def intake(self) -> IntakeDeps:
        return self.deps

    @property
    def platform(self) -> Platform:
        return cast("Platform", self)

    def begin(self, job: str, operator_id: TenantId | None = None) -> OpenRun:
        return begin_run(self.platform, ScanRun(operator_id or self.operator, "station-1", job))

    def scan(self, begun: OpenRun, *images: bytes) -> StationReport:
        sheets = [SimulatedSheet(partial(bytes, image)) for image in images]
        return scan_pile(self.platform, begun, SimulatedScanner(sheets), ScanProfile(), lambda _: None)

    def names(self, begun: OpenRun) -> list[str]:
        with self.database.reading(TEST_SCOPE) as session:
            return [get_intake(session, item).file_name for item in batch_items(session, begun.batch_id)]


def test_sides_that_waited_go_to_the_run_they_were_scanned_in(tmp_path: Path) -> None:
    room = StationRoom(tmp_path)
    first = room.begin("A")
    room.blobs.room_bytes = 0
    assert room.scan(first, b"1", b"2").pending == 2
    room.blobs.room_bytes = None

    second = room.begin("B")
    report = room.scan(second, b"3")

    assert (report.delivered, report.pending, report.delivery_fault) == (3, 0, None)
    assert room.names(first) == ["sheet-001-front.png", "sheet-002-front.png"]
    assert room.names(second) == ["sheet-001-front.png"]


def test_two_operators_may_name_their_stations_alike(tmp_path: Path) -> None:
    room = StationRoom(tmp_path)
    room.blobs.room_bytes = 0
    ours, theirs = room.begin("A"), room.begin("A", room.garage)
    room.scan(ours, b"ours")
    room.blobs.room_bytes = None

    assert room.scan(theirs, b"theirs").delivered == 1
    assert len(room.names(ours)) == 0
    assert spool_folder(room.platform, ours.run) != spool_folder(room.platform, theirs.run)


def test_the_name_of_a_station_leads_to_no_other_folder(tmp_path: Path) -> None:
    room = StationRoom(tmp_path)
    folder = spool_folder(room.platform, ScanRun(room.operator, "../../keys", "A"))
    assert folder.resolve().parent == tmp_path.resolve() / "spool" / room.operator


def test_a_run_is_not_closed_while_sides_wait(tmp_path: Path) -> None:
    room = StationRoom(tmp_path)
    begun = room.begin("A")
    room.blobs.room_bytes = 0
    report = room.scan(begun, b"1")

    with pytest.raises(ScanRunIncomplete, match="spool"):
        end_run(room.platform, begun, report)
    assert is_open(room.platform, begun)

    room.blobs.room_bytes = None
    assert end_run(room.platform, begun, room.scan(begun)) == 1
    assert not is_open(room.platform, begun)


def test_a_run_is_not_closed_while_sides_lie_aside(tmp_path: Path) -> None:
    room = StationRoom(tmp_path)
    begun = room.begin("A")
    aside = spool_folder(room.platform, begun.run) / "aside" / "00000001"
    aside.mkdir(parents=True)
    report = room.scan(begun, b"1")

    with pytest.raises(ScanRunIncomplete, match="aside"):
        end_run(room.platform, begun, report)
    with pytest.raises(ScanRunIncomplete):
        end_run(room.platform, begun, report, sides_expected=2)
    assert is_open(room.platform, begun)

    aside.rmdir()
    assert end_run(room.platform, begun, room.scan(begun)) == 1


def test_what_lies_aside_is_no_riddle_when_all_sides_are_there(tmp_path: Path) -> None:
    room = StationRoom(tmp_path)
    begun = room.begin("A")
    (spool_folder(room.platform, begun.run) / "aside" / "00000001").mkdir(parents=True)
    assert end_run(room.platform, begun, room.scan(begun, b"1"), sides_expected=1) == 1


class PowerCut(BaseException):
    """Ends a program between two sides; nothing in it may answer this."""


def two_sided(sheets: int, dies_at: str = "") -> list[SimulatedSheet]:
    def drawn(name: str) -> bytes:
        if name == dies_at:
            raise PowerCut
        return name.encode()

    numbers = range(1, sheets + 1)
    return [SimulatedSheet(partial(drawn, f"front {n}"), partial(drawn, f"back {n}")) for n in numbers]


def closed_with(room: StationRoom, begun: OpenRun) -> list[str]:
    assert not is_open(room.platform, begun)
    return room.names(begun)


EVERY_SIDE = [f"sheet-{sheet:03}-{side}.png" for sheet in (1, 2, 3) for side in ("front", "back")]


@pytest.mark.parametrize("dies_at", ["front 1", "back 1", "front 2", "back 2", "back 3"])
@pytest.mark.parametrize("platform_is_away", [False, True])
def test_a_demo_that_died_at_any_side_goes_on_with_that_side(
    tmp_path: Path, dies_at: str, *, platform_is_away: bool
) -> None:
    room = StationRoom(tmp_path)
    begun = room.begin("A")
    room.blobs.room_bytes = 0 if platform_is_away else None
    with pytest.raises(PowerCut):
        scan_all(room.platform, begun, two_sided(3, dies_at), lambda *_: None)
    room.blobs.room_bytes = None

    scan_all(room.platform, begun, two_sided(3), lambda *_: None)

    assert closed_with(room, begun) == EVERY_SIDE


def test_a_demo_that_died_before_it_closed_its_run_closes_it(tmp_path: Path) -> None:
    room = StationRoom(tmp_path)
    begun = room.begin("A")
    scan_pile(room.platform, begun, SimulatedScanner(two_sided(3)), ScanProfile(), lambda _: None)

    scan_all(room.platform, begun, two_sided(3), lambda *_: None)

    assert closed_with(room, begun) == EVERY_SIDE


def test_a_run_that_its_operator_closed_is_done(tmp_path: Path) -> None:
    room = StationRoom(tmp_path)
    begun = room.begin("A")
    report = room.scan(begun, b"1")
    close_run(room.intake, begun.run, begun.batch_id, 1)

    assert end_run(room.platform, begun, report, sides_expected=6) == 1

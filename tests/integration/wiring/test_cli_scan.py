"""`scan`: a pile from a folder, and what is told when the last one stopped between two sides."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.sources.scan_station import ScanRun
from scanner_drivers.api import ScanProfile
from scanner_drivers.simulated import SimulatedScanner, SimulatedSheet
from tests.factories.office import Office
from wiring.station import begin_run, scan_pile


class PowerCut(BaseException):
    """Ends a program between two sides; nothing in it may answer this."""


def nothing() -> bytes:
    raise PowerCut


def test_a_sheet_that_stopped_halfway_is_asked_for(office: Office, tmp_path: Path) -> None:
    begun = begin_run(office.platform, ScanRun(office.operator, "station-1", "A"))
    stopped = SimulatedScanner([SimulatedSheet(lambda: b"front", nothing)])
    with pytest.raises(PowerCut):
        scan_pile(office.platform, begun, stopped, ScanProfile(), lambda _: None)
    pile = tmp_path / "pile"
    pile.mkdir()
    for side in ("front", "back"):
        (pile / f"sheet-001-{side}.png").write_bytes(side.encode())
    options = ["--operator", "Scan House", "--job", "A"]

    result = office.run("scan", f"simulated:{pile}", *options)

    assert result.exit_code == 0, result.output
    assert "of sheet 1 only the front was kept: feed that sheet again" in result.stderr
    assert "run A is closed with 3 sides" in result.stderr


def test_a_whole_pile_asks_for_nothing(office: Office, tmp_path: Path) -> None:
    (tmp_path / "sheet-001-front.png").write_bytes(b"front")
    result = office.run("scan", f"simulated:{tmp_path}", "--operator", "Scan House", "--job", "A")
    assert "run A is closed with 1 sides" in result.stderr
    assert "feed that sheet again" not in result.stderr

from __future__ import annotations

from pathlib import Path

import pytest

from scanner_drivers.api import ScanProfile
from scanner_drivers.errors import ScannerGone, ScannerJammed, ScannerUnknown
from scanner_drivers.registry import open_scanner
from scanner_drivers.sane import SaneScanner


def test_a_simulated_scanner_is_opened_by_its_folder_and_faults(tmp_path: Path) -> None:
    (tmp_path / "sheet-1-front.png").write_bytes(b"x")

    scanner = open_scanner(f"simulated:{tmp_path}?jam_at=1")

    with pytest.raises(ScannerJammed):
        next(scanner.scan(ScanProfile()))


def test_a_sane_device_keeps_the_colons_in_its_name() -> None:
    scanner = open_scanner("sane:net:localhost:pnm:0?filename=/pages/1.ppm")

    assert isinstance(scanner, SaneScanner)


@pytest.mark.parametrize(
    "uri", ["", "twain:x", "sane:", "simulated:/tmp?jam_at=soon", "simulated:/tmp?burn_at=1", "simulated"]
)
def test_an_address_that_makes_no_sense_is_refused_with_advice(uri: str) -> None:
    with pytest.raises(ScannerUnknown, match="simulated:FOLDER or sane:DEVICE"):
        open_scanner(uri)


def test_a_folder_that_is_not_there_is_a_scanner_that_is_gone() -> None:
    with pytest.raises(ScannerGone):
        open_scanner("simulated:/there/is/no/such/folder")

"""What the scanning program says and how it ends, without a scanner: a script stands in for the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner_drivers.errors import CoverOpen, FeederEmpty, ScannerError, ScannerGone, ScannerJammed
from scanner_drivers.scanimage import BatchScan, told_fault


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("scanimage: sane_read: Document feeder jammed", ScannerJammed),
        ("scanimage: sane_start: Document feeder out of documents", FeederEmpty),
        ("scanimage: sane_read: Error during device I/O", ScannerGone),
        ("scanimage: sane_start: Scanner cover is open", CoverOpen),
    ],
)
def test_a_complaint_tells_the_fault(line: str, error: type[ScannerError]) -> None:
    complaint = f"scanimage: rounded value of br-x from 200 to 199.999\n{line}\nBatch terminated, 2 pages scanned\n"

    said = told_fault(complaint, "test:0", 3)

    assert type(said) is error
    assert said.context["sheet"] == 3


@pytest.mark.parametrize("complaint", ["", "scanimage: rounded value of br-x from 200 to 199.999\n", "[dll] jammed\n"])
def test_what_is_no_complaint_tells_nothing(complaint: str) -> None:
    assert told_fault(complaint, "test:0", 1) is None


def test_a_program_that_complains_and_then_hangs_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "scanimage"
    program.write_text("#!/bin/sh\necho 'scanimage: sane_read: Document feeder jammed' >&2\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr("scanner_drivers.scanimage._END_GRACE_S", 0.2)

    with BatchScan(None, "test:0", [], timeout_s=30) as batch, pytest.raises(ScannerJammed):
        list(batch.sides())

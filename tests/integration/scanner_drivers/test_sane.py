"""The SANE driver against SANE's own `test` and `pnm` backends, through the real `scanimage`."""

from __future__ import annotations

import io
import os
import signal
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scanner_drivers.api import ImageFormat, Mode, ScanProfile, Side, Source
from scanner_drivers.errors import (
    CoverOpen,
    FeederEmpty,
    ScannerError,
    ScannerGone,
    ScannerJammed,
    ScannerRefused,
    ScannerTimedOut,
)
from scanner_drivers.registry import open_scanner
from scanner_drivers.sane import SaneScanner
from scanner_drivers.spool import Spool, SpooledSide
from scanner_drivers.station import ScanJob, Station

FEEDER = ScanProfile(source=Source.FEEDER, dpi=50, options={"test-picture": "Grid"})
FLATBED = ScanProfile(source=Source.FLATBED, dpi=300)


def page(path: Path, seed: int = 1) -> np.ndarray:
    pixels = np.random.default_rng(seed).integers(0, 256, (300, 200), dtype=np.uint8)
    path.write_bytes(b"P5\n200 300\n255\n" + pixels.tobytes())
    return pixels


def test_the_device_tells_what_it_can_do(sane_config: Path) -> None:
    capabilities = open_scanner("sane:test:0", sane_config_folder=sane_config).capabilities()

    assert capabilities.sources == (Source.FLATBED, Source.FEEDER)
    assert capabilities.modes == (Mode.GREY, Mode.COLOUR)
    assert 300 in capabilities.resolutions_dpi
    assert not capabilities.duplex


def test_ten_sheets_come_and_then_the_feeder_is_empty(sane_config: Path) -> None:
    sides = list(open_scanner("sane:test:0", sane_config_folder=sane_config).scan(FEEDER))

    assert [side.sheet for side in sides] == list(range(1, 11))
    assert {side.side for side in sides} == {Side.FRONT}
    assert all(Image.open(io.BytesIO(side.image)).size[0] > 100 for side in sides)
    assert sides[0].scanner.model == "frontend-tester"
    assert sides[0].options["source"] == "Automatic Document Feeder"


def test_no_sheet_moves_before_it_is_asked_for(sane_config: Path) -> None:
    scanner = open_scanner("sane:test:0", sane_config_folder=sane_config)
    sides = scanner.scan(FEEDER)
    next(sides)
    sides.close()

    # The backend counts its ten sheets per process, so a closed scan must have ended its process.
    assert len(list(scanner.scan(FEEDER))) == 10


def test_the_flatbed_gives_one_side(sane_config: Path) -> None:
    profile = ScanProfile(source=Source.FLATBED, dpi=50, mode=Mode.COLOUR, image_format=ImageFormat.TIFF)

    (side,) = open_scanner("sane:test:0", sane_config_folder=sane_config).scan(profile)

    image = Image.open(io.BytesIO(side.image))
    assert (image.format, image.mode) == ("TIFF", "RGB")


@pytest.mark.parametrize(
    ("status", "error"),
    [
        ("SANE_STATUS_JAMMED", ScannerJammed),
        ("SANE_STATUS_COVER_OPEN", CoverOpen),
        ("SANE_STATUS_NO_DOCS", FeederEmpty),
        ("SANE_STATUS_IO_ERROR", ScannerGone),
        ("SANE_STATUS_ACCESS_DENIED", ScannerRefused),
    ],
)
def test_what_the_device_reports_becomes_a_case(sane_config: Path, status: str, error: type[ScannerError]) -> None:
    scanner = SaneScanner("test:0", config_folder=sane_config, options={"read-return-value": status})

    with pytest.raises(error):
        list(scanner.scan(FEEDER))


def test_a_page_comes_back_pixel_by_pixel(sane_config: Path, tmp_path: Path) -> None:
    pixels = page(tmp_path / "page.pgm")

    (side,) = open_scanner(f"sane:pnm:0?filename={tmp_path}/page.pgm", sane_config_folder=sane_config).scan(FLATBED)

    assert (np.asarray(Image.open(io.BytesIO(side.image))) == pixels).all()


def test_a_backend_that_dies_takes_no_side_with_it(sane_config: Path, tmp_path: Path) -> None:
    kept: list[str] = []

    def deliver(side: SpooledSide) -> None:
        kept.append(side.natural_key)
        if len(kept) == 3:
            os.kill(scan_process(), signal.SIGKILL)

    scanner = open_scanner("sane:test:0", sane_config_folder=sane_config)
    with Spool(tmp_path / "spool") as spool:
        report = Station(scanner, spool, deliver).run(ScanJob("job", FEEDER))

    assert isinstance(report.fault, ScannerGone)
    assert report.fault.context["sheet"] == 4
    assert (report.sheets, report.delivered, report.pending) == (3, 3, 0)
    assert kept == ["job/1/front", "job/2/front", "job/3/front"]


def scan_process() -> int:
    me = os.getpid()
    children = Path(f"/proc/{me}/task/{me}/children").read_text().split()
    (scanning,) = [int(pid) for pid in children if Path(f"/proc/{pid}/comm").read_text().strip() == "scanimage"]
    return scanning


def test_an_unknown_device_is_gone(sane_config: Path) -> None:
    with pytest.raises(ScannerGone):
        next(SaneScanner("nosuch:0", config_folder=sane_config).scan(FEEDER))


@pytest.mark.parametrize("name", ["output", "output-file", "batch", "o", "bogus"])
def test_only_the_device_s_own_options_get_through(sane_config: Path, tmp_path: Path, name: str) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"keep me")

    with pytest.raises(ScannerRefused, match="no option"):
        next(SaneScanner("test:0", config_folder=sane_config, options={name: str(precious)}).scan(FEEDER))
    assert precious.read_bytes() == b"keep me"


def test_a_source_that_the_device_lacks_is_refused(sane_config: Path) -> None:
    with pytest.raises(ScannerRefused, match="no such source"):
        next(SaneScanner("test:0", config_folder=sane_config).scan(ScanProfile(source=Source.FEEDER_DUPLEX)))


def test_a_scanner_that_hangs_is_given_up(sane_config: Path) -> None:
    slow = {"read-delay": "yes", "read-delay-duration": "200000", "test-picture": "Grid", "read-limit": "yes",
            "read-limit-size": "1"}  # fmt: skip
    scanner = SaneScanner("test:0", config_folder=sane_config, options=slow, side_timeout_s=0.5)

    with pytest.raises(ScannerTimedOut):
        next(scanner.scan(ScanProfile(source=Source.FEEDER, dpi=100)))

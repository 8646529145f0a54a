from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from scanner_drivers.api import ScannedSide, ScanProfile, Side, Source
from scanner_drivers.errors import CoverOpen, DoubleFeed, FeederEmpty, ScannerError, ScannerGone, ScannerJammed
from scanner_drivers.simulated import Faults, SimulatedScanner, SimulatedSheet, sheets_in

DUPLEX = ScanProfile(source=Source.FEEDER_DUPLEX)


def printed(side: str, number: int) -> Callable[[], bytes]:
    return partial(str.encode, f"{side} {number}")


def pile(count: int) -> list[SimulatedSheet]:
    return [SimulatedSheet(printed("front", number), printed("back", number)) for number in range(1, count + 1)]


def scan_until_fault(scanner: SimulatedScanner) -> tuple[list[ScannedSide], ScannerError | None]:
    sides = []
    try:
        for side in scanner.scan(DUPLEX):
            sides.append(side)  # noqa: PERF402 - what came before the fault counts
    except ScannerError as error:
        return sides, error
    return sides, None


def test_sheets_come_in_order_front_before_back() -> None:
    sides = list(SimulatedScanner(pile(2)).scan(DUPLEX))

    assert [(side.sheet, side.side, side.image) for side in sides] == [
        (1, Side.FRONT, b"front 1"),
        (1, Side.BACK, b"back 1"),
        (2, Side.FRONT, b"front 2"),
        (2, Side.BACK, b"back 2"),
    ]


def test_simplex_leaves_the_backs_out() -> None:
    sides = list(SimulatedScanner(pile(2)).scan(ScanProfile(source=Source.FEEDER)))

    assert [side.image for side in sides] == [b"front 1", b"front 2"]


@pytest.mark.parametrize(
    ("faults", "error"),
    [
        (Faults(jam_at=2), ScannerJammed),
        (Faults(double_feed_at=2), DoubleFeed),
        (Faults(cover_open_at=2), CoverOpen),
        (Faults(gone_at=2), ScannerGone),
    ],
)
def test_after_a_fault_the_next_scan_goes_on_with_the_same_sheet(faults: Faults, error: type[ScannerError]) -> None:
    scanner = SimulatedScanner(pile(3), faults=faults)

    before, fault = scan_until_fault(scanner)
    after, none = scan_until_fault(scanner)

    assert isinstance(fault, error)
    assert fault.context["sheet"] == 2
    assert none is None
    assert [side.image for side in before + after] == [
        b"front 1", b"back 1", b"front 2", b"back 2", b"front 3", b"back 3",
    ]  # fmt: skip


def test_an_unnoticed_double_feed_loses_a_sheet() -> None:
    sides, fault = scan_until_fault(SimulatedScanner(pile(3), faults=Faults(unnoticed_double_feed_at=1)))

    assert fault is None
    assert [side.image for side in sides] == [b"front 1", b"back 1", b"front 3", b"back 3"]


def test_an_empty_feeder_is_an_error() -> None:
    scanner = SimulatedScanner(pile(1))
    list(scanner.scan(DUPLEX))

    with pytest.raises(FeederEmpty):
        next(scanner.scan(DUPLEX))


def test_images_are_made_only_when_their_sheet_is_fed() -> None:
    made: list[int] = []

    def make(number: int) -> bytes:
        made.append(number)
        return b"x"

    sheets = [SimulatedSheet(partial(make, number)) for number in (1, 2)]

    next(SimulatedScanner(sheets).scan(DUPLEX))

    assert made == [1]


def test_a_folder_is_a_pile(tmp_path: Path) -> None:
    for name in ("sheet-002-front.png", "sheet-001-back.png", "sheet-001-front.png", "sheet-10-front.tif", "note.txt"):
        (tmp_path / name).write_bytes(name.encode())

    sides = list(SimulatedScanner(sheets_in(tmp_path)).scan(DUPLEX))

    assert [side.image.decode() for side in sides] == [
        "sheet-001-front.png",
        "sheet-001-back.png",
        "sheet-002-front.png",
        "sheet-10-front.tif",
    ]
    assert sides[-1].media_type == "image/tiff"

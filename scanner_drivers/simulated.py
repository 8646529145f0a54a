"""A scanner made of files: feeds given images as if they had been scanned, and fails on request.

It ships with the product: the demo, trainings and tests of the station run on it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scanner_drivers.api import (
    Mode,
    ScannedSide,
    ScannerCapabilities,
    ScannerIdentity,
    ScanProfile,
    Side,
    Source,
)
from scanner_drivers.errors import CoverOpen, DoubleFeed, FeederEmpty, ScannerError, ScannerGone, ScannerJammed

_DEVICE = "simulated"
_SHEET_FILE = re.compile(r"sheet-(\d+)-(front|back)\.(png|tiff?)")
_MEDIA_TYPES = {"png": "image/png", "tif": "image/tiff", "tiff": "image/tiff"}

Image = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class SimulatedSheet:
    """One sheet in the feeder; images are made when they are scanned.

    Attributes:
        front: Gives the file of the front side.
        back: Gives the file of the back side; None where the sheet counts as printed on one side.
        media_type: Of both files.
    """

    front: Image
    back: Image | None = None
    media_type: str = "image/png"


@dataclass(frozen=True, slots=True)
class Faults:
    """At which sheet, counted from 1 over the scanner's life, something goes wrong, once; None for never.

    Attributes:
        jam_at: The sheet gets stuck.
        double_feed_at: The sheet drags the next one along, and the sensor notices.
        unnoticed_double_feed_at: The same without a sensor: the next sheet is missing from the scan.
        cover_open_at: Somebody opens the cover before the sheet.
        gone_at: The cable comes out before the sheet.
    """

    jam_at: int | None = None
    double_feed_at: int | None = None
    unnoticed_double_feed_at: int | None = None
    cover_open_at: int | None = None
    gone_at: int | None = None


NO_FAULTS = Faults()


class SimulatedScanner:
    """Feeds `sheets` one after the other; after a fault the next scan goes on with the sheet that failed.

    Args:
        sheets: The pile, top sheet first.
        faults: What shall go wrong.
        pace_s: How long a sheet takes, in seconds.
        dpi: Resolution of the images, whatever a profile asks for.
    """

    def __init__(
        self, sheets: Sequence[SimulatedSheet], *, faults: Faults = NO_FAULTS, pace_s: float = 0.0, dpi: int = 300
    ) -> None:
        self._sheets = sheets
        self._faults = faults
        self._pace_s = pace_s
        self._dpi = dpi
        self._fed = 0

    def capabilities(self) -> ScannerCapabilities:
        """One or both sides from the feeder, at the resolution of the images."""
        return ScannerCapabilities((Source.FEEDER, Source.FEEDER_DUPLEX), (self._dpi,), (Mode.GREY,))

    def scan(self, profile: ScanProfile) -> Generator[ScannedSide, None, None]:
        """See `api.Scanner.scan`."""
        if self._fed >= len(self._sheets):
            raise FeederEmpty(device=_DEVICE)
        number = 0
        while self._fed < len(self._sheets):
            number += 1
            self._meet_faults(number)
            time.sleep(self._pace_s)
            sheet = self._sheets[self._fed]
            yield self._side(number, Side.FRONT, sheet.front, sheet.media_type)
            if sheet.back is not None and profile.source is Source.FEEDER_DUPLEX:
                yield self._side(number, Side.BACK, sheet.back, sheet.media_type)
            self._advance()

    def _side(self, number: int, side: Side, image: Image, media_type: str) -> ScannedSide:
        return ScannedSide(
            sheet=number,
            side=side,
            image=image(),
            media_type=media_type,
            dpi=self._dpi,
            scanner=ScannerIdentity(_DEVICE, "Postkamer", "simulated scanner", "0001"),
        )

    def _advance(self) -> None:
        self._fed += 1
        if self._fed == self._faults.unnoticed_double_feed_at:
            self._fed += 1

    def _meet_faults(self, number: int) -> None:
        cases: tuple[tuple[str, type[ScannerError]], ...] = (
            ("jam_at", ScannerJammed),
            ("double_feed_at", DoubleFeed),
            ("cover_open_at", CoverOpen),
            ("gone_at", ScannerGone),
        )
        for name, error in cases:
            if getattr(self._faults, name) == self._fed + 1:
                self._faults = replace(self._faults, **{name: None})
                raise error(device=_DEVICE, sheet=number, detail="unplugged")


def sheets_in(folder: Path) -> tuple[SimulatedSheet, ...]:
    """The pile that lies in `folder` as `sheet-001-front.png`, `sheet-001-back.png`, ... in the order of its numbers.

    Raises:
        ScannerGone: The folder is not there.
    """
    if not folder.is_dir():
        raise ScannerGone(device=_DEVICE, detail=f"there is no folder {folder}")
    sides: dict[int, dict[str, Path]] = {}
    for path in sorted(folder.iterdir()):
        if found := _SHEET_FILE.fullmatch(path.name):
            sides.setdefault(int(found[1]), {})[found[2]] = path
    return tuple(_sheet(sides[number]) for number in sorted(sides) if "front" in sides[number])


def simulated_from_uri(rest: str, options: Mapping[str, str]) -> SimulatedScanner:
    """The scanner that `simulated:FOLDER?jam_at=3&pace_s=0.5` names.

    Raises:
        ScannerGone: The folder is not there.
        ValueError: An option is unknown or no number.
    """
    pace_s = float(options.get("pace_s", "0"))
    numbers = {name: int(value) for name, value in options.items() if name != "pace_s"}
    unknown = set(numbers) - set(Faults.__dataclass_fields__)
    if unknown:
        raise ValueError(f"unknown option {min(unknown)}")
    return SimulatedScanner(sheets_in(Path(rest)), faults=replace(NO_FAULTS, **numbers), pace_s=pace_s)


def _sheet(sides: Mapping[str, Path]) -> SimulatedSheet:
    front, back = sides["front"], sides.get("back")
    return SimulatedSheet(front.read_bytes, back.read_bytes if back else None, _MEDIA_TYPES[front.suffix[1:]])

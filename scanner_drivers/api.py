"""What a scanner is to the rest of the station, whichever driver moves the paper."""

from __future__ import annotations

import enum
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Protocol


class Source(enum.Enum):
    """Where the paper lies."""

    FLATBED = "flatbed"
    FEEDER = "feeder"
    FEEDER_DUPLEX = "feeder_duplex"


class Mode(enum.Enum):
    """What a pixel is."""

    BILEVEL = "bilevel"
    GREY = "grey"
    COLOUR = "colour"


class Side(enum.Enum):
    """Which side of a sheet."""

    FRONT = "front"
    BACK = "back"


class ImageFormat(enum.Enum):
    """How a side is written, always without losses; the value is its media type."""

    PNG = "image/png"
    TIFF = "image/tiff"


@dataclass(frozen=True, slots=True)
class ScannerCapabilities:
    """What a scanner can do.

    Attributes:
        sources: Where it takes paper from.
        resolutions_dpi: Resolutions that it offers; for a range, its ends and the usual ones between.
        modes: What it can deliver; empty where the driver leaves no choice.
        options: Names of the driver's own options that a profile may set.
    """

    sources: tuple[Source, ...]
    resolutions_dpi: tuple[int, ...]
    modes: tuple[Mode, ...]
    options: tuple[str, ...] = ()

    @property
    def duplex(self) -> bool:
        """Whether both sides of a sheet are scanned in one pass."""
        return Source.FEEDER_DUPLEX in self.sources


@dataclass(frozen=True, slots=True)
class ScanProfile:
    """How to scan.

    Attributes:
        source: Where the paper lies.
        dpi: Resolution asked for.
        mode: What a pixel shall be.
        image_format: How sides are written.
        options: The driver's own options, by name, as the device spells them.
    """

    source: Source = Source.FEEDER_DUPLEX
    dpi: int = 300
    mode: Mode = Mode.GREY
    image_format: ImageFormat = ImageFormat.PNG
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScannerIdentity:
    """Which machine made a scan, as far as it tells; the evidence of where an image comes from."""

    device: str
    vendor: str = ""
    model: str = ""
    serial: str = ""


@dataclass(frozen=True, slots=True)
class ScannedSide:
    """One side as it left the scanner.

    Attributes:
        sheet: Number of the sheet within this scan, from 1.
        side: Front or back.
        image: The file, without losses.
        media_type: "image/png" or "image/tiff".
        dpi: Resolution of the image.
        scanner: The machine that made it.
        options: The settings it was made with, by name.
    """

    sheet: int
    side: Side
    image: bytes = field(repr=False)
    media_type: str
    dpi: int
    scanner: ScannerIdentity
    options: Mapping[str, str] = field(default_factory=dict)


class Scanner(Protocol):
    """A device that turns sheets into sides."""

    def capabilities(self) -> ScannerCapabilities:
        """What the device can do.

        Raises:
            ScannerError: The device cannot be asked.
        """
        ...

    def scan(self, profile: ScanProfile) -> Generator[ScannedSide, None, None]:
        """Feed sheets until the feeder is empty (a flatbed gives one side), side by side, front before back.

        The next side is asked of the device only when the iterator is asked for it, so
        that a caller can put each one in safety before more paper moves. Closing the
        generator stops the device.

        Raises:
            FeederEmpty: There was no sheet at all.
            ScannerError: The scan ended early; the sides given before are whole.
        """
        ...

"""Scanners that SANE knows, each scan in a process of its own."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from pathlib import Path

from scanner_drivers.api import (
    ImageFormat,
    ScannedSide,
    ScannerCapabilities,
    ScannerIdentity,
    ScanProfile,
    Side,
    Source,
)
from scanner_drivers.errors import FeederEmpty, ScannerError, ScannerRefused
from scanner_drivers.sane_options import (
    DeviceOptions,
    a4_area,
    capabilities_of,
    parse_options,
    word_for_mode,
    word_for_source,
)
from scanner_drivers.scanimage import BatchScan, ask

_FORMATS = {ImageFormat.PNG: "png", ImageFormat.TIFF: "tiff"}
ASK_TIMEOUT_S = 60.0
SIDE_TIMEOUT_S = 180.0


class SaneScanner:
    """A device behind SANE.

    Args:
        device: SANE's name, as `scanimage --list-devices` prints it.
        config_folder: Folder of SANE's configuration (SANE_CONFIG_DIR); None for the machine's own.
        options: Options of the device that every scan sets; a profile's options win.
        side_timeout_s: How long one side may take, in seconds.
    """

    def __init__(
        self,
        device: str,
        *,
        config_folder: Path | None = None,
        options: Mapping[str, str] | None = None,
        side_timeout_s: float = SIDE_TIMEOUT_S,
    ) -> None:
        self._device = device
        self._config_folder = config_folder
        self._fixed = dict(options or {})
        self._side_timeout_s = side_timeout_s
        self._known_options: DeviceOptions | None = None
        self._known_identity: ScannerIdentity | None = None

    def capabilities(self) -> ScannerCapabilities:
        """See `api.Scanner.capabilities`."""
        return capabilities_of(self._options())

    def scan(self, profile: ScanProfile) -> Generator[ScannedSide, None, None]:
        """See `api.Scanner.scan`.

        Raises:
            ScannerRefused: The profile asks for what the device does not offer.
        """
        settings = self._settings(profile)
        arguments = [f"-{name}{value}" if len(name) == 1 else f"--{name}={value}" for name, value in settings.items()]
        arguments.append(f"--format={_FORMATS[profile.image_format]}")
        if profile.source is Source.FLATBED:
            arguments.append("--batch-count=1")
        identity, count = self._identity(), 0
        with BatchScan(self._config_folder, self._device, arguments, self._side_timeout_s) as batch:
            try:
                for image in batch.sides():
                    yield self._side(profile, identity, settings, count, image)
                    count += 1
            except FeederEmpty:
                # An empty feeder is how every pile ends.
                pass
            except ScannerError as error:
                error.context["sheet"] = _sheet_of(profile, count)
                raise type(error)(**error.context) from error
        if count == 0:
            raise FeederEmpty(device=self._device)

    def _side(
        self, profile: ScanProfile, identity: ScannerIdentity, settings: Mapping[str, str], count: int, image: bytes
    ) -> ScannedSide:
        back = profile.source is Source.FEEDER_DUPLEX and count % 2 == 1
        return ScannedSide(
            sheet=_sheet_of(profile, count),
            side=Side.BACK if back else Side.FRONT,
            image=image,
            media_type=profile.image_format.value,
            dpi=profile.dpi,
            scanner=identity,
            options=settings,
        )

    def _options(self) -> DeviceOptions:
        if self._known_options is None:
            printed = ask(
                self._config_folder, self._device, [f"--device-name={self._device}", "--all-options"], ASK_TIMEOUT_S
            )
            self._known_options = parse_options(printed)
        return self._known_options

    def _identity(self) -> ScannerIdentity:
        if self._known_identity is None:
            listed = ask(self._config_folder, self._device, ["--formatted-device-list=%d|%v|%m%n"], ASK_TIMEOUT_S)
            rows = [line.split("|") for line in listed.splitlines()]
            found = next((row for row in rows if len(row) == 3 and row[0] == self._device), [self._device, "", ""])
            self._known_identity = ScannerIdentity(*found)
        return self._known_identity

    def _settings(self, profile: ScanProfile) -> dict[str, str]:
        offered = self._options()
        settings = a4_area(offered)
        for name, word in (
            ("source", word_for_source(offered, profile.source)),
            ("mode", word_for_mode(offered, profile.mode)),
        ):
            if word is not None:
                settings[name] = word
            elif offered.choices(name):
                raise ScannerRefused(device=self._device, detail=f"it has no such {name}")
        if "resolution" in offered.values:
            settings["resolution"] = str(profile.dpi)
        settings.update(self._fixed | dict(profile.options))
        self._refuse_strangers(offered, settings)
        return settings

    def _refuse_strangers(self, offered: DeviceOptions, settings: Mapping[str, str]) -> None:
        # Only names of the device's own list get through: an abbreviation of --output-file must not.
        for name in settings:
            if name not in offered.values:
                raise ScannerRefused(device=self._device, detail=f"it has no option {name}")


def _sheet_of(profile: ScanProfile, count: int) -> int:
    return count // (2 if profile.source is Source.FEEDER_DUPLEX else 1) + 1

"""Reading what `scanimage --all-options` prints about a device; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scanner_drivers.api import Mode, ScannerCapabilities, Source

_OPTION = re.compile(r"^ {4}--?(?P<name>[a-z][a-z0-9-]*)(?P<values>.*?)(?: \[(?P<now>[^\]]*)\])?(?: \[.*\])?$")
_RANGE = re.compile(r"(\d+)\.\.(\d+)dpi")
_LENGTH = re.compile(r"[\d.]+\.\.([\d.]+)mm")
_USUAL_DPI = (100, 150, 200, 240, 300, 400, 600)


@dataclass(frozen=True, slots=True)
class DeviceOptions:
    """The options of a device: by name what may be given, as printed ("Gray|Color", "1..1200dpi ...")."""

    values: dict[str, str]
    inactive: frozenset[str]

    def choices(self, name: str) -> tuple[str, ...]:
        """The words that an option takes; none where it is missing or inactive."""
        if name in self.inactive:
            return ()
        return tuple(word.strip() for word in self.values.get(name, "").split("|") if word.strip())


def parse_options(printed: str) -> DeviceOptions:
    """The options in the output of `scanimage --all-options`."""
    values: dict[str, str] = {}
    inactive = set()
    for line in printed.splitlines():
        if found := _OPTION.match(line):
            name = found["name"]
            values[name] = found["values"].strip()
            if found["now"] == "inactive":
                inactive.add(name)
    return DeviceOptions(values, frozenset(inactive))


def capabilities_of(options: DeviceOptions) -> ScannerCapabilities:
    """What a device with these options can do; one without a source lets a single image be taken, as a flatbed does."""
    sources = {source for word in options.choices("source") if (source := source_of(word))}
    modes = {mode for word in options.choices("mode") if (mode := mode_of(word))}
    return ScannerCapabilities(
        sources=tuple(source for source in Source if source in sources) or (Source.FLATBED,),
        resolutions_dpi=_resolutions(options.values.get("resolution", "")),
        modes=tuple(mode for mode in Mode if mode in modes),
        options=tuple(sorted(set(options.values) - options.inactive)),
    )


def source_of(word: str) -> Source | None:
    """What a backend means by the name of a source; None for what mail is never scanned from."""
    plain = word.lower()
    if "duplex" in plain or "both" in plain:
        return Source.FEEDER_DUPLEX
    if "back" in plain or "transpar" in plain or "negative" in plain:
        return None
    if "adf" in plain or "feeder" in plain:
        return Source.FEEDER
    return Source.FLATBED if "flatbed" in plain or plain in {"normal", "platen"} else None


def mode_of(word: str) -> Mode | None:
    """What a backend means by the name of a mode; None for halftones and the like."""
    plain = word.lower()
    if "colo" in plain:
        return Mode.COLOUR
    if "gray" in plain or "grey" in plain:
        return Mode.GREY
    return Mode.BILEVEL if plain in {"lineart", "binary", "black & white", "monochrome"} else None


def word_for_source(options: DeviceOptions, source: Source) -> str | None:
    """How the device spells a source; None where it has none."""
    return next((word for word in options.choices("source") if source_of(word) is source), None)


def word_for_mode(options: DeviceOptions, mode: Mode) -> str | None:
    """How the device spells a mode; None where it has none."""
    return next((word for word in options.choices("mode") if mode_of(word) is mode), None)


def a4_area(options: DeviceOptions) -> dict[str, str]:
    """The options that scan a whole A4 sheet, or as much of one as the device can see (ISO 216)."""
    area = {}
    for name, length_mm in (("x", 210), ("y", 297)):
        if found := _LENGTH.match(options.values.get(name, "")):
            area[name] = f"{min(length_mm, float(found[1])):g}"
    return area


def _resolutions(values: str) -> tuple[int, ...]:
    if found := _RANGE.match(values):
        low, high = int(found[1]), int(found[2])
        return tuple(sorted({low, high, *(dpi for dpi in _USUAL_DPI if low < dpi < high)}))
    return tuple(int(number) for number in re.findall(r"\d+", values))

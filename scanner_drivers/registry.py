"""Scanners by address: `simulated:FOLDER?jam_at=3`, `sane:test:0`, `sane:pnm:0?filename=page.ppm`."""

from __future__ import annotations

import urllib.parse
from collections.abc import Mapping
from pathlib import Path

from scanner_drivers.api import Scanner
from scanner_drivers.errors import ScannerUnknown
from scanner_drivers.sane import SaneScanner
from scanner_drivers.simulated import simulated_from_uri


def open_scanner(uri: str, *, sane_config_folder: Path | None = None) -> Scanner:
    """The scanner that `uri` names.

    Args:
        uri: Driver, colon, device or folder; behind a question mark options as in a web address.
        sane_config_folder: Folder of SANE's configuration; None for the machine's own.

    Raises:
        ScannerUnknown: No driver has this name, or the address makes no sense to it.
        ScannerGone: The simulated scanner's folder is not there.
    """
    driver, _, rest = uri.partition(":")
    device, options = _split(rest)
    if not device:
        raise ScannerUnknown(uri=uri, detail="no device is named")
    match driver:
        case "simulated":
            return _simulated(uri, device, options)
        case "sane":
            return SaneScanner(device, config_folder=sane_config_folder, options=options)
        case _:
            raise ScannerUnknown(uri=uri, detail=f"there is no driver {driver}")


def _simulated(uri: str, folder: str, options: Mapping[str, str]) -> Scanner:
    try:
        return simulated_from_uri(urllib.parse.unquote(folder), options)
    except ValueError as error:
        raise ScannerUnknown(uri=uri, detail=str(error)) from error


def _split(rest: str) -> tuple[str, dict[str, str]]:
    device, _, query = rest.partition("?")
    return device, dict(urllib.parse.parse_qsl(query, keep_blank_values=True))

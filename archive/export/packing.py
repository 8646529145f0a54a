"""Packing files one after another into one: a ZIP, or a BagIt bag in a ZIP (RFC 8493).

Everything is written forwards and nothing is looked at again, so that what is held at any
moment is one file and the list of names. The same documents give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import zipfile
from collections.abc import Mapping
from typing import IO, Protocol, cast

from archive.export.contents import Entry

FIRST_YEAR = 1980
READABLE = 0o644 << 16
AGENT = "Postkamer"


class Sink(Protocol):
    """Takes bytes in order."""

    def write(self, data: bytes) -> int:
        """Take the next ones."""

    def flush(self) -> None:
        """Nothing is held back on the way here."""


class Package(Protocol):
    """A file that others are put into."""

    def add(self, entry: Entry) -> None:
        """Put one in."""

    def finish(self) -> None:
        """Write what stands at the end."""


class ZipPackage:
    """A ZIP; beyond 4 GB in the 64-bit form. PDFs and pictures are small already: only text is compressed."""

    def __init__(self, sink: Sink) -> None:
        """Begin."""
        self._zip = zipfile.ZipFile(cast("IO[bytes]", sink), "w")

    def add(self, entry: Entry) -> None:
        """Put one file in."""
        info = zipfile.ZipInfo(entry.path, _dos_time(entry.at))
        info.external_attr = READABLE
        info.compress_type = zipfile.ZIP_DEFLATED if entry.is_text else zipfile.ZIP_STORED
        self._zip.writestr(info, entry.content)

    def finish(self) -> None:
        """Write the directory."""
        self._zip.close()


class BagPackage:
    """A bag under one folder of a ZIP: payload first, then the manifests that prove it."""

    def __init__(self, sink: Sink, name: str, at: dt.datetime, info: Mapping[str, str]) -> None:
        """Begin; `info` are further lines of `bag-info.txt`."""
        self._zip = ZipPackage(sink)
        self._name, self._at, self._info = name, at, dict(info)
        self._manifest: list[str] = []
        self._octets = 0

    def add(self, entry: Entry) -> None:
        """Put one file of the payload in."""
        path = f"data/{entry.path}"
        self._manifest.append(_manifest_line(path, entry.content))
        self._octets += len(entry.content)
        self._zip.add(Entry(f"{self._name}/{path}", entry.content, entry.at, entry.is_text))

    def finish(self) -> None:
        """Write the manifests and what the bag is."""
        facts = {
            **self._info, "Bagging-Date": self._at.date().isoformat(), "Bag-Software-Agent": AGENT,
            "Payload-Oxum": f"{self._octets}.{len(self._manifest)}",
        }  # fmt: skip
        tags = {
            "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            "bag-info.txt": "".join(f"{label}: {' '.join(value.split())}\n" for label, value in facts.items()),
            "manifest-sha256.txt": "".join(self._manifest),
        }
        tags["tagmanifest-sha256.txt"] = "".join(_manifest_line(path, text.encode()) for path, text in tags.items())
        for path, text in tags.items():
            self._zip.add(Entry(f"{self._name}/{path}", text.encode(), self._at, is_text=True))
        self._zip.finish()


def _manifest_line(path: str, content: bytes) -> str:
    # Names hold neither line ends nor per cent signs, so that nothing has to be escaped (RFC 8493, 2.1.3).
    return f"{hashlib.sha256(content).hexdigest()}  {path}\n"


def _dos_time(at: dt.datetime) -> tuple[int, int, int, int, int, int]:
    utc = at.astimezone(dt.UTC)
    return (max(utc.year, FIRST_YEAR), utc.month, utc.day, utc.hour, utc.minute, utc.second)

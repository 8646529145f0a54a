"""The station's durable spool: a scanned side is on disk before the next sheet moves.

Each side is a folder `00000042/` with the image and a sidecar. It is built under a
hidden name, made durable file by file, and comes into being by one rename; the
platform's word that it keeps the side is the only thing that removes it. Whatever a
crash leaves half done, and whatever does not match its own checksum, is moved to
`aside/` for a person to look at: the paper has run through, so nothing is dropped.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from scanner_drivers.api import ScannedSide, ScannerIdentity, Side
from scanner_drivers.errors import SpoolBusy, SpoolUnwritable

SIDECAR = "side.json"
IMAGE = "image"
ASIDE = "aside"
JOBS = "jobs"
_BUILDING = ".building-"
_DONE = ".done-"
_FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class SpooledSide:
    """One side that waits for the platform.

    Attributes:
        sequence: Order of scanning among the sides that wait together.
        job: Identity of the scan job.
        sheet: Number of the sheet within the job, from 1.
        side: Front or back.
        media_type: Of the image.
        dpi: Of the image.
        sha256: Of the image, in hex.
        scanner: The machine that made it.
        options: The settings it was made with.
        folder: Where it lies in the spool.
    """

    sequence: int
    job: str
    sheet: int
    side: Side
    media_type: str
    dpi: int
    sha256: str
    scanner: ScannerIdentity
    options: Mapping[str, str]
    folder: Path

    @property
    def natural_key(self) -> str:
        """What makes this side the same side however often it is delivered."""
        return f"{self.job}/{self.sheet}/{self.side.value}"

    def image(self) -> bytes:
        """The file as it left the scanner."""
        return (self.folder / IMAGE).read_bytes()


@dataclass(frozen=True, slots=True)
class LastSheet:
    """How far a job has come: its last sheet of which a side was kept (0 for none), and which sides those are."""

    sheet: int = 0
    sides: frozenset[Side] = frozenset()

    def holds(self, sheet: int, side: Side) -> bool:
        """Whether this side was kept, where it is one of the last sheet's."""
        return sheet == self.sheet and side in self.sides

    def after(self, sheet: int, side: Side) -> LastSheet:
        """How far the job has come once this side is kept too."""
        if sheet < self.sheet:
            return self
        return LastSheet(sheet, self.sides | {side} if sheet == self.sheet else frozenset({side}))


class Spool:
    """A folder of sides that wait; one process at a time, a context manager that frees the folder.

    Args:
        folder: Made if it is not there.
        checkpoint: Called with the name of each step that has become durable; tests die there.

    Raises:
        SpoolBusy: Another process works on the folder.
    """

    def __init__(self, folder: Path, *, checkpoint: Callable[[str], None] = lambda _step: None) -> None:
        self._folder = folder
        self._checkpoint = checkpoint
        for each in (folder, folder / ASIDE, folder / JOBS):
            each.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(folder)
        self._tidy()
        self._last = max((_sequence(path) for path in self._entries()), default=0)

    def __enter__(self) -> Self:
        """The spool itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Free the folder for another process."""
        self.close()

    def close(self) -> None:
        """Free the folder for another process."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def put(self, job: str, sheet: int, scanned: ScannedSide) -> SpooledSide:
        """Keep a side; when this returns, it survives the loss of power.

        Args:
            job: Identity of the scan job.
            sheet: Number of the sheet within the job, which may go over several scans.
            scanned: The side.

        Raises:
            SpoolUnwritable: The disk is full or broken; the side is not kept and its sheet has to be scanned again.
        """
        try:
            side = self._build(_sidecar(self._last + 1, job, sheet, scanned), scanned.image)
            self._note(side)
        except OSError as error:
            raise SpoolUnwritable(sheet=sheet, side=scanned.side.value, detail=str(error)) from error
        return side

    def pending(self) -> Iterator[SpooledSide]:
        """The sides that wait, in the order in which they were scanned; damaged ones are set aside."""
        for folder in sorted(self._entries()):
            try:
                side = _side(json.loads((folder / SIDECAR).read_bytes()), folder)
                intact = hashlib.sha256(side.image()).hexdigest() == side.sha256
            except (OSError, ValueError, KeyError, TypeError):
                intact = False
            if intact:
                yield side
            else:
                self._set_aside(folder)

    def acknowledge(self, side: SpooledSide) -> None:
        """Let a side go; only after the platform has said that it keeps it."""
        # After a crash between keeping and noting the folder is all that tells how far the job has come.
        self._note(side)
        done = side.folder.rename(self._folder / f"{_DONE}{side.folder.name}")
        sync_folder(self._folder)
        self._checkpoint("acknowledged")
        shutil.rmtree(done)

    def pending_count(self) -> int:
        """How many sides wait."""
        return sum(1 for _ in self._entries())

    def set_aside(self) -> tuple[Path, ...]:
        """What a person has to look at: damaged sides and what crashes left half done."""
        return tuple(sorted((self._folder / ASIDE).iterdir()))

    def last_sheet(self, job: str) -> int:
        """The highest sheet of a job of which a side was ever kept here, 0 for none; see `last_kept`."""
        return self.last_kept(job).sheet

    def last_kept(self, job: str) -> LastSheet:
        """How far a job has come, by all sides that were ever kept here; survives acknowledgement and crashes."""
        last = self._noted(job)
        for side in self.pending():
            if side.job == job:
                last = last.after(side.sheet, side.side)
        return last

    def _build(self, values: Mapping[str, Any], image: bytes) -> SpooledSide:
        sequence = values["sequence"]
        building = self._folder / f"{_BUILDING}{sequence:08}"
        if building.exists():
            self._set_aside(building)
        building.mkdir()
        _write_durably(building / IMAGE, image)
        self._checkpoint("image_written")
        _write_durably(building / SIDECAR, json.dumps(values, ensure_ascii=False).encode())
        self._checkpoint("sidecar_written")
        sync_folder(building)
        folder = building.rename(self._folder / f"{sequence:08}")
        self._checkpoint("renamed")
        sync_folder(self._folder)
        self._last = sequence
        self._checkpoint("kept")
        return _side(values, folder)

    def _note(self, side: SpooledSide) -> None:
        before = self._noted(side.job)
        now = before.after(side.sheet, side.side)
        if now == before:
            return
        noted = self._job_file(side.job)
        building = noted.with_suffix(".new")
        sides = sorted(kept.value for kept in now.sides)
        _write_durably(building, json.dumps({"sheet": now.sheet, "sides": sides}).encode())
        building.rename(noted)
        sync_folder(noted.parent)
        self._checkpoint("noted")

    def _noted(self, job: str) -> LastSheet:
        noted = self._job_file(job)
        if not noted.exists():
            return LastSheet()
        values = json.loads(noted.read_bytes())
        if isinstance(values, int):  # noted before sides were: whole sheets
            return LastSheet(values, frozenset(Side))
        return LastSheet(values["sheet"], frozenset(map(Side, values["sides"])))

    def _job_file(self, job: str) -> Path:
        # A job's identity comes from outside and is no file name.
        return self._folder / JOBS / hashlib.sha256(job.encode()).hexdigest()

    def _entries(self) -> list[Path]:
        return [path for path in self._folder.iterdir() if path.name.isdigit()]

    def _tidy(self) -> None:
        for path in list(self._folder.iterdir()):
            if path.name.startswith(_DONE):
                shutil.rmtree(path)
            elif path.name.startswith(_BUILDING):
                self._set_aside(path)

    def _set_aside(self, path: Path) -> None:
        name, number = path.name.removeprefix("."), 1
        while (place := self._folder / ASIDE / f"{name}-{number}").exists():
            number += 1
        path.rename(place)
        sync_folder(self._folder)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_durably(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _locked(folder: Path) -> int:
    handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        # The kernel lets go of the lock when the process dies, however it dies.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise SpoolBusy(folder=str(folder)) from None
    return handle


def _sequence(folder: Path) -> int:
    return int(folder.name)


def _sidecar(sequence: int, job: str, sheet: int, scanned: ScannedSide) -> dict[str, Any]:
    scanner = scanned.scanner
    return {
        "format": _FORMAT_VERSION,
        "sequence": sequence,
        "job": job,
        "sheet": sheet,
        "side": scanned.side.value,
        "media_type": scanned.media_type,
        "dpi": scanned.dpi,
        "sha256": hashlib.sha256(scanned.image).hexdigest(),
        "scanner": [scanner.device, scanner.vendor, scanner.model, scanner.serial],
        "options": dict(scanned.options),
    }


def _side(values: Mapping[str, Any], folder: Path) -> SpooledSide:
    return SpooledSide(
        sequence=values["sequence"],
        job=values["job"],
        sheet=values["sheet"],
        side=Side(values["side"]),
        media_type=values["media_type"],
        dpi=values["dpi"],
        sha256=values["sha256"],
        scanner=ScannerIdentity(*values["scanner"]),
        options=values["options"],
        folder=folder,
    )

"""The scanning station: side from the scanner → spool → platform → acknowledged → next sheet."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import Protocol

from scanner_drivers.api import ScannedSide, Scanner, ScanProfile
from scanner_drivers.errors import DeliveryFailed, ScannerError, SpoolFull
from scanner_drivers.spool import LastSheet, Spool, SpooledSide

MAX_PENDING = 2000


class Deliver(Protocol):
    """The way to the platform."""

    def __call__(self, side: SpooledSide) -> None:
        """Hand a side over; return only when the platform has made it durable.

        A side may come again with the same `natural_key`: after a crash, or when an
        answer was lost. The platform recognises it and answers as it did before.

        Raises:
            DeliveryFailed: The platform did not confirm.
        """
        ...


@dataclass(frozen=True, slots=True)
class ScanJob:
    """One pile for one purpose; the same job goes on after a fault or a crash.

    Attributes:
        uri: Identity of the job, unique over all stations ("scan:station-1/2026-11-20T08:15").
        profile: How to scan.
        repeats_last_sheet: The pile begins with the sheet with which the job's last scan ended, unchanged; of its
            sides only those are kept that were not. Never so with paper: people cannot tell, machines need not.
    """

    uri: str
    profile: ScanProfile = field(default_factory=ScanProfile)
    repeats_last_sheet: bool = False


@dataclass(frozen=True, slots=True)
class StationReport:
    """The counts that have to add up before a pile is called done.

    Attributes:
        sheets: Sheets that ran through in this call.
        sides: Sides that were scanned and spooled in this call.
        delivered: Sides that the platform confirmed in this call, including older ones.
        pending: Sides that still wait in the spool.
        set_aside: Things in the spool that a person has to look at.
        fault: What ended the scan before the feeder was empty; None for nothing.
        delivery_fault: Why sides still wait; None where none do.
    """

    sheets: int
    sides: int
    delivered: int
    pending: int
    set_aside: int
    fault: ScannerError | None = None
    delivery_fault: DeliveryFailed | None = None

    @property
    def complete(self) -> bool:
        """Whether the pile went through and every side of it reached the platform."""
        return self.fault is None and self.pending == 0 and self.set_aside == 0


class Station:
    """Drives one scanner and one spool.

    Args:
        scanner: Any driver.
        spool: Where sides wait.
        deliver: The way to the platform.
        max_pending: How many sides may wait before no more paper is moved.
    """

    def __init__(self, scanner: Scanner, spool: Spool, deliver: Deliver, *, max_pending: int = MAX_PENDING) -> None:
        self._scanner = scanner
        self._spool = spool
        self._deliver = deliver
        self._max_pending = max_pending

    def run(self, job: ScanJob) -> StationReport:
        """Deliver what waits, then scan the pile until the feeder is empty or something stops it.

        Called again with the same job, it numbers the sheets on from where the job stood. A sheet
        that stuck halfway gets a new number when it is fed again: its front may then arrive
        twice, which people see, whereas a number used twice could hide another sheet.
        A platform that does not answer stops no paper until `max_pending` sides wait.

        Raises:
            SpoolFull: Too many sides wait; no sheet was moved after that was found.
            SpoolUnwritable: The spool's disk is full or broken; the side that it names has to be scanned again.
        """
        last = self._spool.last_kept(job.uri)
        tally = _Tally(last.sheet - 1, last) if job.repeats_last_sheet and last.sheet else _Tally(last.sheet)
        self._hand_over(tally)
        try:
            self._feed(job, tally)
        except ScannerError as error:
            tally.fault = error
        return self._report(tally)

    def deliver_pending(self) -> StationReport:
        """Deliver what waits without moving paper: after a start, and while the platform was away."""
        tally = _Tally(0)
        self._hand_over(tally)
        return self._report(tally)

    def _feed(self, job: ScanJob, tally: _Tally) -> None:
        self._leave_room()
        with contextlib.closing(self._scanner.scan(job.profile)) as sides:
            for scanned in sides:
                self._keep(job, scanned, tally)
                self._hand_over(tally)
                self._leave_room()

    def _keep(self, job: ScanJob, scanned: ScannedSide, tally: _Tally) -> None:
        sheet = tally.first_sheet + scanned.sheet
        if not tally.kept_before.holds(sheet, scanned.side):
            self._spool.put(job.uri, sheet, scanned)
            tally.sides += 1
        tally.sheets = max(tally.sheets, scanned.sheet)

    def _hand_over(self, tally: _Tally) -> None:
        tally.delivery_fault = None
        for side in self._spool.pending():
            try:
                self._deliver(side)
            except DeliveryFailed as error:
                # The order of the pile is kept: nothing overtakes the side that was refused.
                tally.delivery_fault = error
                return
            self._spool.acknowledge(side)
            tally.delivered += 1

    def _leave_room(self) -> None:
        pending = self._spool.pending_count()
        if pending >= self._max_pending:
            raise SpoolFull(pending=pending, limit=self._max_pending)

    def _report(self, tally: _Tally) -> StationReport:
        return StationReport(
            sheets=tally.sheets,
            sides=tally.sides,
            delivered=tally.delivered,
            pending=self._spool.pending_count(),
            set_aside=len(self._spool.set_aside()),
            fault=tally.fault,
            delivery_fault=tally.delivery_fault,
        )


@dataclass(slots=True)
class _Tally:
    """Counts while a job runs; sheets are numbered on after `first_sheet`, sides of `kept_before` are passed over."""

    first_sheet: int
    kept_before: LastSheet = field(default_factory=LastSheet)
    sheets: int = 0
    sides: int = 0
    delivered: int = 0
    fault: ScannerError | None = None
    delivery_fault: DeliveryFailed | None = None

"""A scanning station on the platform's own machine: scanner → spool → intake, side by side."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from archive.lifecycle import BatchState
from archive.repository import batch_items, progress
from ingest.sources.scan_station import RunSide, ScanRun, close_run, open_run, receive_side
from kernel.errors import PlatformError
from kernel.ids import BatchId
from kernel.tenancy.scope import TenantScope
from scanner_drivers.api import Scanner, ScanProfile, Side
from scanner_drivers.errors import DeliveryFailed
from scanner_drivers.spool import ASIDE, LastSheet, Spool, SpooledSide
from scanner_drivers.station import Deliver, ScanJob, Station, StationReport
from wiring.container import Platform

SUFFIXES = {"image/png": "png", "image/tiff": "tif"}


class ScanRunIncomplete(PlatformError):
    """Sides of a run are not in the archive yet: it stays open until they are, or a person has looked at them."""

    code = "scan_run_incomplete"


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A scan run that takes sides."""

    run: ScanRun
    batch_id: BatchId


def begin_run(platform: Platform, run: ScanRun) -> OpenRun:
    """Begin a run, or find it again after a crash."""
    return OpenRun(run, open_run(platform.intake, run))


def is_open(platform: Platform, begun: OpenRun) -> bool:
    """Whether the run still takes sides."""
    with platform.database.reading(TenantScope(begun.run.operator_id)) as session:
        return progress(session, begun.batch_id).state is BatchState.OPEN


def scan_pile(
    platform: Platform,
    begun: OpenRun,
    scanner: Scanner,
    profile: ScanProfile,
    on_side: Callable[[int], None],
    *,
    repeats_last_sheet: bool = False,
) -> StationReport:
    """Deliver what waits in the spool, then scan until the feeder is empty; see `ScanJob.repeats_last_sheet`.

    Raises:
        SpoolFull: The platform takes nothing over and too many sides wait.
        SpoolUnwritable: The spool's disk is full or broken.
    """
    job = ScanJob(begun.run.job, profile, repeats_last_sheet)
    with Spool(spool_folder(platform, begun.run)) as spool:
        return Station(scanner, spool, _delivery(platform, begun, on_side)).run(job)


def last_kept(platform: Platform, begun: OpenRun) -> LastSheet:
    """How far the run has come through the scanner, on whatever day."""
    with Spool(spool_folder(platform, begun.run)) as spool:
        return spool.last_kept(begun.run.job)


def end_run(platform: Platform, begun: OpenRun, report: StationReport, sides_expected: int | None = None) -> int:
    """Say that the pile is done; the batch moves on when all its sides were read. Tells how many sides it has.

    A run that somebody else closed meanwhile is done as it is: what came later has batches of its own.

    Args:
        platform: Where the run is.
        begun: The run.
        report: Of its last scan.
        sides_expected: How many sides the pile has, where that is known; what lies aside is then no riddle.

    Raises:
        ScanRunIncomplete: Sides of the station wait or lie aside, so that the run may lack some.
    """
    with platform.database.reading(TenantScope(begun.run.operator_id)) as session:
        sides = len(batch_items(session, begun.batch_id))
        if progress(session, begun.batch_id).state is not BatchState.OPEN:
            return sides
    folder = spool_folder(platform, begun.run)
    if report.pending or sides < (sides_expected or 0):
        message = f"{report.pending} sides wait in {folder} and the run is not closed; scan on with the same job"
        raise ScanRunIncomplete(message, job=begun.run.job, pending=report.pending)
    if report.set_aside and sides != sides_expected:
        message = (
            f"{report.set_aside} sides lie in {folder / ASIDE}, half-written or damaged, and the run is not closed; "
            "see which sheets they are, scan these again with the same job if they are missing, "
            "move the folders away, then scan on with the same job to close the run"
        )
        raise ScanRunIncomplete(message, job=begun.run.job, set_aside=report.set_aside)
    close_run(platform.intake, begun.run, begun.batch_id, sides)
    return sides


def spool_folder(platform: Platform, run: ScanRun) -> Path:
    """Where sides of this operator's station wait; two operators may give their stations the same name."""
    return platform.settings.data_dir / "spool" / run.operator_id / f"station {quote(run.station, safe=' ')}"


def _delivery(platform: Platform, begun: OpenRun, on_side: Callable[[int], None]) -> Deliver:
    runs = {begun.run.job: begun}

    def deliver(side: SpooledSide) -> None:
        try:
            # What waits from an earlier run belongs to that run, whichever is scanned now.
            into = runs.get(side.job) or begin_run(platform, replace(begun.run, job=side.job))
            runs[side.job] = into
            placed = _placed(side)
            receive_side(platform.intake, into.run, into.batch_id, placed, io.BytesIO(side.image()))
        except PlatformError as error:
            raise DeliveryFailed(detail=error.code) from error
        if side.job == begun.run.job:
            on_side(placed.sequence + 1)

    return deliver


def _placed(side: SpooledSide) -> RunSide:
    number = 1 if side.side is Side.FRONT else 2
    name = f"sheet-{side.sheet:03}-{side.side.value}.{SUFFIXES[side.media_type]}"
    return RunSide(2 * (side.sheet - 1) + number - 1, side.sheet, number, name)

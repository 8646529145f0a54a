"""A scanning station on the platform's own machine: scanner → spool → intake, side by side."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

from archive.lifecycle import BatchState
from archive.repository import batch_items, progress
from ingest.sources.scan_station import RunSide, ScanRun, close_run, open_run, receive_side
from kernel.errors import PlatformError
from kernel.ids import BatchId
from kernel.tenancy.scope import TenantScope
from scanner_drivers.api import Scanner, ScanProfile, Side
from scanner_drivers.errors import DeliveryFailed
from scanner_drivers.spool import Spool, SpooledSide
from scanner_drivers.station import Deliver, ScanJob, Station, StationReport
from wiring.container import Platform

SUFFIXES = {"image/png": "png", "image/tiff": "tif"}


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
    platform: Platform, begun: OpenRun, scanner: Scanner, profile: ScanProfile, on_side: Callable[[int], None]
) -> StationReport:
    """Deliver what waits in the spool, then scan until the feeder is empty.

    Raises:
        SpoolFull: The platform takes nothing over and too many sides wait.
        SpoolUnwritable: The spool's disk is full or broken.
    """
    folder = platform.settings.data_dir / "spool" / begun.run.station
    with Spool(folder) as spool:
        return Station(scanner, spool, _delivery(platform, begun, on_side)).run(ScanJob(begun.run.job, profile))


def sheets_scanned(platform: Platform, begun: OpenRun) -> int:
    """How many sheets of the run have been through the scanner, on whatever day."""
    with Spool(platform.settings.data_dir / "spool" / begun.run.station) as spool:
        return spool.last_sheet(begun.run.job)


def end_run(platform: Platform, begun: OpenRun) -> int:
    """Say that the pile is done; the batch moves on when all its sides were read. Tells how many sides it has."""
    with platform.database.reading(TenantScope(begun.run.operator_id)) as session:
        sides = len(batch_items(session, begun.batch_id))
    close_run(platform.intake, begun.run, begun.batch_id, sides)
    return sides


def _delivery(platform: Platform, begun: OpenRun, on_side: Callable[[int], None]) -> Deliver:
    def deliver(side: SpooledSide) -> None:
        number = 1 if side.side is Side.FRONT else 2
        name = f"sheet-{side.sheet:03}-{side.side.value}.{SUFFIXES[side.media_type]}"
        placed = RunSide(2 * (side.sheet - 1) + number - 1, side.sheet, number, name)
        try:
            receive_side(platform.intake, begun.run, begun.batch_id, placed, io.BytesIO(side.image()))
        except PlatformError as error:
            raise DeliveryFailed(detail=error.code) from error
        on_side(placed.sequence + 1)

    return deliver

"""A scanning station as a program: `JOB SHEETS SPOOL OPERATOR`; told to start again, it goes on where the pile stood.

One-sided sheets: what a person has to feed again after a crash is then a whole number of sheets.
"""

from __future__ import annotations

import contextlib
import io
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError

from ingest.sources.scan_station import RunSide, ScanRun, close_run, open_run, receive_side
from kernel.errors import PlatformError
from kernel.ids import BatchId, TenantId
from scanner_drivers.errors import DeliveryFailed
from scanner_drivers.simulated import SimulatedScanner, SimulatedSheet
from scanner_drivers.spool import Spool, SpooledSide
from scanner_drivers.station import ScanJob, Station
from tests.factories.tiny_mail import scanned_sheet
from wiring.container import Platform
from wiring.settings import load_settings

T = TypeVar("T")
STATION = "front-desk"
ASK_AGAIN_S = 0.2
DONE = "the pile is through"


def main(arguments: Sequence[str]) -> None:
    """Scan what is left of the pile, deliver everything, close the run."""
    job, sheets, spool, operator = arguments
    run = ScanRun(TenantId(operator), STATION, job)
    with contextlib.closing(Platform(load_settings())) as platform, Spool(Path(spool)) as kept:
        batch_id = _insist(partial(open_run, platform.intake, run))
        _scan(platform, kept, run, batch_id, int(sheets))
        _insist(lambda: close_run(platform.intake, run, batch_id, int(sheets)))
    sys.stdout.write(f"{DONE}\n")


def sheet_name(job: str, sheet: int) -> str:
    """The file name under which a side is received."""
    return f"{job}-sheet-{sheet:03}.png"


def _scan(platform: Platform, spool: Spool, run: ScanRun, batch_id: BatchId, sheets: int) -> None:
    def deliver(side: SpooledSide) -> None:
        placed = RunSide(side.sheet - 1, side.sheet, 1, sheet_name(run.job, side.sheet))
        try:
            receive_side(platform.intake, run, batch_id, placed, io.BytesIO(side.image()))
        except (PlatformError, SQLAlchemyError) as error:
            raise DeliveryFailed(detail=type(error).__name__) from error

    left = range(spool.last_sheet(run.job) + 1, sheets + 1)
    scanner = SimulatedScanner([SimulatedSheet(partial(_image, run.job, sheet)) for sheet in left])
    station = Station(scanner, spool, deliver)
    report = station.run(ScanJob(run.job)) if left else station.deliver_pending()
    # What a crash left half spooled lies aside for a person, who has fed that sheet again.
    while report.pending:
        time.sleep(ASK_AGAIN_S)
        report = station.deliver_pending()


def _image(job: str, sheet: int) -> bytes:
    return scanned_sheet(f"{job} {sheet}").content


def _insist(step: Callable[[], T]) -> T:
    while True:
        try:
            return step()
        except (PlatformError, SQLAlchemyError):
            time.sleep(ASK_AGAIN_S)

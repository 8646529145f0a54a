"""The demo's mail: a pile through the simulated scanner, and one file that nobody can read."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from archive.intake import NewItem
from archive.lifecycle import BatchState
from archive.repository import batch_items, progress
from ingest.receive import receive
from ingest.sources.scan_station import RunSide, ScanRun, close_run, open_run, receive_side
from kernel.errors import PlatformError
from kernel.ids import BatchId, IntakeId, TenantId
from kernel.tenancy.scope import SystemScope
from scanner_drivers.api import Side
from scanner_drivers.errors import DeliveryFailed
from scanner_drivers.simulated import SimulatedScanner, SimulatedSheet
from scanner_drivers.spool import Spool, SpooledSide
from scanner_drivers.station import ScanJob, Station
from wiring.container import Platform
from wiring.demo.cast import Cast, recipients
from wiring.demo.letters.batch import DemoBatch, ScannedSheet, demo_batch

SEED = 2026
STATION = "demo-station"
JOB = "demo-pile-1"
FEEDING = SystemScope("the demo follows its own pile to every owner")


@dataclass(frozen=True, slots=True)
class Fed:
    """What the demo brought in."""

    batch_id: BatchId
    items: tuple[IntakeId, ...]


def feed(platform: Platform, cast: Cast, on_side: Callable[[int, int], None]) -> Fed:
    """Scan the pile and upload the broken file; what came in before is not brought in again.

    Args:
        platform: Where it goes.
        cast: Who takes part.
        on_side: Told after every side how many of how many were scanned.
    """
    run = ScanRun(cast.operator_id, STATION, JOB)
    batch_id = open_run(platform.intake, run)
    pile = demo_batch(SEED, recipients())
    if _state(platform, batch_id) is BatchState.OPEN:
        _scan(platform, run, batch_id, pile, on_side)
        close_run(platform.intake, run, batch_id, 2 * len(pile.sheets))
    broken = _upload_broken(platform, cast, pile)
    with platform.database.reading(FEEDING) as session:
        items = batch_items(session, batch_id)
    return Fed(batch_id, (*items, broken))


def _scan(
    platform: Platform, run: ScanRun, batch_id: BatchId, pile: DemoBatch, on_side: Callable[[int, int], None]
) -> None:
    def deliver(side: SpooledSide) -> None:
        number = 1 if side.side is Side.FRONT else 2
        placed = RunSide(2 * (side.sheet - 1) + number - 1, side.sheet, number, f"sheet-{side.sheet:03}-{number}.png")
        try:
            receive_side(platform.intake, run, batch_id, placed, io.BytesIO(side.image()))
        except PlatformError as error:
            raise DeliveryFailed(detail=error.code) from error
        on_side(placed.sequence + 1, 2 * len(pile.sheets))

    with Spool(platform.settings.data_dir / "station-spool") as spool:
        # After a crash the pile goes on where it stood, as a person at the feeder would.
        sheets = _simulated(pile.sheets[spool.last_sheet(JOB) :])
        station = Station(SimulatedScanner(sheets), spool, deliver)
        report = station.run(ScanJob(JOB)) if sheets else station.deliver_pending()
    if not report.complete:
        raise report.delivery_fault or report.fault or DeliveryFailed(detail="spool")


def _simulated(sheets: Sequence[ScannedSheet]) -> tuple[SimulatedSheet, ...]:
    return tuple(SimulatedSheet(sheet.front.png, sheet.back.png) for sheet in sheets)


def _upload_broken(platform: Platform, cast: Cast, pile: DemoBatch) -> IntakeId:
    owner_id: TenantId = next(reversed(cast.client_ids.values()))
    new = NewItem(
        tenant_id=owner_id, channel="upload", natural_key="demo-unreadable", file_name=pile.unreadable.name,
        received_by="system:demo", addressee_id=owner_id,
    )  # fmt: skip
    return receive(platform.intake, new, io.BytesIO(pile.unreadable.content)).intake_id


def _state(platform: Platform, batch_id: BatchId) -> BatchState:
    with platform.database.reading(FEEDING) as session:
        return progress(session, batch_id).state

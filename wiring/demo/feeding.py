"""The demo's mail: a pile through the simulated scanner, and one file that nobody can read."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

from archive.intake import NewItem
from archive.repository import batch_items
from ingest.receive import receive
from ingest.sources.scan_station import ScanRun
from kernel.ids import BatchId, IntakeId, TenantId
from kernel.tenancy.scope import SystemScope
from scanner_drivers.api import ScanProfile
from scanner_drivers.errors import FeederEmpty
from scanner_drivers.simulated import SimulatedScanner, SimulatedSheet
from scanner_drivers.station import StationReport
from wiring.container import Platform
from wiring.demo.cast import Cast, recipients
from wiring.demo.letters.batch import DemoBatch, demo_batch
from wiring.station import begin_run, end_run, is_open, scan_pile, sheets_scanned

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

    Raises:
        ScannerError: The pile did not go through; run the demo again and it goes on.
        ScanRunIncomplete: Likewise, with sides that wait or lie aside.
    """
    begun = begin_run(platform, ScanRun(cast.operator_id, STATION, JOB))
    pile = demo_batch(SEED, recipients())
    if is_open(platform, begun):
        # After a crash the pile goes on where it stood, as a person at the feeder would.
        rest = pile.sheets[sheets_scanned(platform, begun) :]
        scanner = SimulatedScanner([SimulatedSheet(sheet.front.png, sheet.back.png) for sheet in rest])
        report = scan_pile(platform, begun, scanner, ScanProfile(), lambda done: on_side(done, 2 * len(pile.sheets)))
        _insist_on_all(report)
        end_run(platform, begun, report, 2 * len(pile.sheets))
    broken = _upload_broken(platform, cast, pile)
    with platform.database.reading(FEEDING) as session:
        items = batch_items(session, begun.batch_id)
    return Fed(begun.batch_id, (*items, broken))


def _insist_on_all(report: StationReport) -> None:
    if report.fault is not None and not isinstance(report.fault, FeederEmpty):
        raise report.fault
    if report.delivery_fault is not None:
        raise report.delivery_fault


def _upload_broken(platform: Platform, cast: Cast, pile: DemoBatch) -> IntakeId:
    owner_id: TenantId = next(reversed(cast.client_ids.values()))
    new = NewItem(
        tenant_id=owner_id, channel="upload", natural_key="demo-unreadable", file_name=pile.unreadable.name,
        received_by="system:demo", addressee_id=owner_id,
    )  # fmt: skip
    return receive(platform.intake, new, io.BytesIO(pile.unreadable.content)).intake_id

"""The demo's mail: a pile through the simulated scanner, and one file that nobody can read."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from archive.intake import NewItem
from archive.repository import batch_items
from ingest.receive import receive
from ingest.sources.scan_station import ScanRun
from kernel.ids import BatchId, IntakeId, TenantId
from kernel.tenancy.scope import SystemScope
from scanner_drivers.api import ScanProfile, Side
from scanner_drivers.errors import FeederEmpty
from scanner_drivers.simulated import SimulatedScanner, SimulatedSheet
from scanner_drivers.station import StationReport
from wiring.container import Platform
from wiring.demo.cast import Cast, recipients
from wiring.demo.letters.batch import DemoBatch, demo_batch
from wiring.station import OpenRun, begin_run, end_run, is_open, last_kept, scan_pile

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
        scan_all(platform, begun, [SimulatedSheet(sheet.front.png, sheet.back.png) for sheet in pile.sheets], on_side)
    broken = _upload_broken(platform, cast, pile)
    with platform.database.reading(FEEDING) as session:
        items = batch_items(session, begun.batch_id)
    return Fed(begun.batch_id, (*items, broken))


def scan_all(
    platform: Platform, begun: OpenRun, pile: Sequence[SimulatedSheet], on_side: Callable[[int, int], None]
) -> None:
    """Scan what is left of a pile of two-sided sheets, and end its run.

    After a crash it goes on with the very side at which it stood: these sheets, unlike paper, are the same every time.

    Raises:
        ScannerError: The pile did not go through.
        ScanRunIncomplete: Sides wait or lie aside.
    """
    last = last_kept(platform, begun)
    halfway = 0 < len(last.sides) < len(Side)
    scanner = SimulatedScanner(pile[last.sheet - halfway :])
    report = scan_pile(
        platform, begun, scanner, ScanProfile(), lambda done: on_side(done, 2 * len(pile)), repeats_last_sheet=halfway
    )
    _insist_on_all(report)
    end_run(platform, begun, report, 2 * len(pile))


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

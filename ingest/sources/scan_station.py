"""Scanning stations: a scan run is a batch of the operator's, each side an item of it.

The station keeps every side in its own spool until it was accepted here, and sends
it again after a crash under the same natural key.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import BinaryIO

from archive.batches import BatchClosed, close_batch, open_batch
from archive.intake import AcceptedItem, NewItem
from ingest.receive import IntakeDeps, receive
from kernel.ids import BatchId, TenantId
from kernel.tenancy.scope import TenantScope

CHANNEL = "scan"


@dataclass(frozen=True, slots=True)
class ScanRun:
    """One run of one scanner.

    Attributes:
        operator_id: The operator organisation whose run it is.
        station: Name of the station.
        job: The station's own name for the run; unique for the station.
    """

    operator_id: TenantId
    station: str
    job: str


@dataclass(frozen=True, slots=True)
class RunSide:
    """One side of one sheet of a run; `sequence` counts sides from 0 in the order scanned."""

    sequence: int
    sheet: int
    side: int
    file_name: str


def open_run(deps: IntakeDeps, run: ScanRun) -> BatchId:
    """Begin a run, or find it again after a crash of the station."""
    with deps.database.unit_of_work(TenantScope(run.operator_id)) as uow:
        batch_id = open_batch(
            uow.session, run.operator_id, CHANNEL, deps.clock.now(), job=f"{run.station} {run.job}"
        )  # fmt: skip
        uow.commit()
        return batch_id


def receive_side(deps: IntakeDeps, run: ScanRun, batch_id: BatchId, side: RunSide, content: BinaryIO) -> AcceptedItem:
    """Accept one side; only then may the station draw the next sheet.

    A side that comes after its run was closed is mail all the same: it gets a batch of its own.
    """
    new = NewItem(
        tenant_id=run.operator_id, channel=CHANNEL, natural_key=f"{run.station}/{run.job}/{side.sheet}/{side.side}",
        file_name=side.file_name, received_by=f"system:station {run.station}"[:60], batch_id=batch_id,
        position=side.sequence, sheet=side.sheet, side=side.side,
    )  # fmt: skip
    start = content.tell()
    try:
        return receive(deps, new, content)
    except BatchClosed:
        content.seek(start)
        return receive(deps, replace(new, batch_id=None), content)


def close_run(deps: IntakeDeps, run: ScanRun, batch_id: BatchId, sides: int) -> None:
    """End a run of so many sides; the batch moves on when all of them were read."""
    with deps.database.unit_of_work(TenantScope(run.operator_id)) as uow:
        close_batch(uow, batch_id, sides, deps.clock.now())
        uow.commit()

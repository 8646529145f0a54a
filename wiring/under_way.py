"""What is under way, and what waits for nobody: work that no event and no delivery will ever take up again."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, Table, select
from sqlalchemy.orm import Session

from archive.integrity import Violation
from archive.lifecycle import BatchState, DocumentState, IntakeState, PageState
from kernel.outbox.integrity import dead_leases, unapplied_deliveries, unexpanded_events
from wiring.schema import METADATA

TABLES = METADATA.tables
IDS_AT_ONCE = 500
# Rows in these states wait for an actor, which an event that names them sets going.
WAITING = (
    ("intake_items", IntakeState.RECEIVED, "intake item"),
    ("pages", PageState.RECEIVED, "page"),
    ("batches", BatchState.READ, "batch"),
    ("documents", DocumentState.ASSEMBLING, "document"),
)


# A pile is scanned within a day; a run that is open for longer was left by its people or its station.
OPEN_FOR_LONG = dt.timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class ForgottenRun:
    """A batch that still takes pages and that nobody goes on with: what is in it is separated only once it is closed.

    Attributes:
        advice: What to do about it.
    """

    batch_id: str
    tenant_id: str
    advice: str


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What had no effect yet.

    Attributes:
        events: Ids of events that no relay has told.
        deliveries: (Message id, actor, state) of deliveries that were neither applied nor given up.
        dead_leases: Those among them whose worker has died and that no relay has taken back.
    """

    events: tuple[str, ...]
    deliveries: tuple[tuple[str, str, str], ...]
    dead_leases: tuple[str, ...]

    @property
    def is_quiet(self) -> bool:
        """Nothing is due and nobody works."""
        return not self.events and not self.deliveries


def under_way(session: Session, now: dt.datetime) -> UnderWay:
    """What is under way at this moment; needs the system scope."""
    deliveries = tuple(unapplied_deliveries(session))
    return UnderWay(tuple(unexpanded_events(session)), deliveries, tuple(dead_leases(session, now)))


def forgotten_runs(session: Session, now: dt.datetime) -> Iterator[ForgottenRun]:
    """Batches that have been open for more than a day; needs the system scope."""
    batches, items = TABLES["batches"].c, TABLES["intake_items"].c
    left = select(batches.id, batches.tenant_id, batches.opened_at).where(
        batches.state == BatchState.OPEN, batches.opened_at < now - OPEN_FOR_LONG
    )
    for batch_id, tenant_id, opened_at in session.execute(left.order_by(batches.opened_at)).all():
        keys = session.scalars(select(items.natural_key).where(items.batch_id == batch_id).limit(1)).all()
        yield ForgottenRun(batch_id, tenant_id, f"open since {opened_at:%Y-%m-%d %H:%M} UTC; {_how_to_close(keys)}")


def _how_to_close(natural_keys: Sequence[str]) -> str:
    if not natural_keys:
        return "nothing came in; it does no harm"
    # station/job/sheet/side, as `ingest.sources.scan_station` writes it
    station, _, job = natural_keys[0].rsplit("/", 2)[0].rpartition("/")
    run = f"--station {shlex.quote(station)} --job {shlex.quote(job)}"
    return f"close it with `scan SCANNER {run} --operator OPERATOR`, the feeder empty"


def check_nothing_under_way(work: UnderWay) -> Iterator[Violation]:
    """I8 and I9: after quiet time every event was told, every delivery is over, and nobody holds a dead lease."""
    for event_id in work.events:
        yield Violation("I8", f"event {event_id}", "no relay has told it")
    for message_id, actor, state in work.deliveries:
        yield Violation("I8", f"delivery {message_id}", f"{actor} has not applied it, it is {state}")
    for message_id in work.dead_leases:
        yield Violation("I9", f"delivery {message_id}", "its worker has died and no relay took it back")


def check_nothing_stranded(session: Session, work: UnderWay) -> Iterator[Violation]:
    """I1: whatever is not over is about to be worked on: an event or delivery that is under way names it."""
    expected = _named_by(session, work)
    for table, state, kind in WAITING:
        rows = TABLES[table]
        for row_id in session.scalars(select(rows.c.id).where(rows.c.state == state)):
            if row_id not in expected:
                yield Violation("I1", f"{kind} {row_id}", f"it is {state.value} and nothing is under way for it")
    yield from _stalled_batches(session)


def _stalled_batches(session: Session) -> Iterator[Violation]:
    """Closed batches in which nothing waits any more, and which did not move on all the same."""
    batches = TABLES["batches"].c
    waits = [_waiting_in_batch("intake_items", IntakeState.RECEIVED), _waiting_in_batch("pages", PageState.RECEIVED)]
    closed = select(batches.id).where(batches.state == BatchState.CLOSED)
    for batch_id in session.scalars(closed.where(*(batches.id.not_in(some) for some in waits))):
        yield Violation("I1", f"batch {batch_id}", "everything in it is done and it did not move on")


def _waiting_in_batch(table: str, state: IntakeState | PageState) -> Select[tuple[str]]:
    rows = TABLES[table].c
    return select(rows.batch_id).where(rows.state == state, rows.batch_id.is_not(None))


def _named_by(session: Session, work: UnderWay) -> set[str]:
    told = _payloads(session, TABLES["outbox_events"], work.events)
    due = _payloads(session, TABLES["deliveries"], [message_id for message_id, _, _ in work.deliveries])
    return {str(value) for payload in (*told, *due) for value in payload.values()}


def _payloads(session: Session, table: Table, ids: Sequence[str]) -> Iterator[dict[str, str]]:
    for start in range(0, len(ids), IDS_AT_ONCE):
        some = ids[start : start + IDS_AT_ONCE]
        yield from session.scalars(select(table.c.payload).where(table.c.id.in_(some)))

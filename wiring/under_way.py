"""What is under way, and what waits for nobody: work that no event and no delivery will ever take up again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, Table, select
from sqlalchemy.orm import Session

from archive.integrity import Violation
from archive.lifecycle import BatchState, DocumentState, IntakeState, PageState
from kernel.outbox.integrity import unapplied_deliveries, unexpanded_events
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


@dataclass(frozen=True, slots=True)
class UnderWay:
    """Events that no relay has told, and deliveries that had no effect yet."""

    events: tuple[str, ...]
    deliveries: tuple[tuple[str, str, str], ...]

    @property
    def is_quiet(self) -> bool:
        """Nothing is due and nobody works."""
        return not self.events and not self.deliveries


def under_way(session: Session) -> UnderWay:
    """What is under way at this moment; needs the system scope."""
    return UnderWay(tuple(unexpanded_events(session)), tuple(unapplied_deliveries(session)))


def check_nothing_under_way(work: UnderWay) -> Iterator[Violation]:
    """I8: after quiet time every event was told and every delivery took effect or was given up."""
    for event_id in work.events:
        yield Violation("I8", f"event {event_id}", "no relay has told it")
    for message_id, actor, state in work.deliveries:
        yield Violation("I8", f"delivery {message_id}", f"{actor} has not applied it, it is {state}")


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

"""The inbox: each delivery takes effect exactly once, and each failure is a row.

An attempt is counted before its work begins, so that a killed worker counts too.
The effect and the mark `APPLIED` are one transaction. While the work runs, a lease
is kept ahead of the clock; when the worker dies the lease runs out and the relay
publishes the message again.
"""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from kernel.clock import Clock
from kernel.errors import PlatformError
from kernel.ids import MessageId, TenantId
from kernel.outbox.models import Delivery, DeliveryState
from kernel.outbox.ports import Measures, Transactions, Unmeasured
from kernel.tenancy.scope import SystemScope

INBOX = SystemScope("the inbox counts attempts of every tenant's messages")


class AlreadyApplied(PlatformError):
    """The message took effect before; the repeat is dropped without effect."""

    code = "already_applied"


class WorkInterrupted(PlatformError):
    """Every attempt ended without an answer: the worker was killed or ran out of memory each time."""

    code = "work_interrupted"


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often an actor may try, and how long it waits between tries.

    Attributes:
        attempts: Tries in all, killed ones included.
        first_wait: Pause after the first temporary failure; doubles each time.
        longest_wait: The pause never grows beyond this.
    """

    attempts: int = 3
    first_wait: dt.timedelta = dt.timedelta(seconds=5)
    longest_wait: dt.timedelta = dt.timedelta(minutes=10)

    def wait_after(self, attempt: int) -> dt.timedelta:
        """The pause after attempt number `attempt`, counted from 1."""
        doubled: dt.timedelta = self.first_wait * 2 ** min(attempt - 1, 16)
        return min(doubled, self.longest_wait)


@dataclass(frozen=True, slots=True)
class Ticket:
    """Leave to work on one delivery.

    Attributes:
        trace_id: What everything has in common that one request, file or scanned side set going.
    """

    message_id: MessageId
    tenant_id: TenantId
    payload: dict[str, str]
    attempt: int
    exhausted: bool
    error_code: str | None
    trace_id: str | None = None


class Inbox:
    """Counts attempts and leases for one worker process."""

    def __init__(
        self,
        database: Transactions,
        clock: Clock,
        worker_id: str,
        lease: dt.timedelta,
        measures: Measures = Unmeasured(),  # noqa: B008 - it has no state
    ) -> None:
        """Keep what the short transactions need; `measures` is told how every attempt ended."""
        self.measures = measures
        self._database = database
        self._clock = clock
        self._worker_id = worker_id
        self._lease = lease
        # What threads of this process work on; the heartbeat keeps nothing else alive.
        self._in_hand: set[MessageId] = set()
        self._lock = threading.Lock()

    def begin(self, message_id: MessageId, policy: RetryPolicy) -> Ticket | None:
        """Count an attempt and take the lease; None when there is nothing left to do.

        A delivery that was applied, given up, or is being worked on elsewhere is not begun.
        """
        with self._database.unit_of_work(INBOX) as uow:
            row = uow.session.get(Delivery, message_id, with_for_update=True)
            if row is None or not self._is_free(row):
                return None
            exhausted = row.attempts >= policy.attempts
            row.attempts += 1
            row.state = DeliveryState.RUNNING
            row.worker_id = self._worker_id
            row.lease_until = self._clock.now() + self._lease
            ticket = Ticket(
                message_id, TenantId(row.tenant_id), dict(row.payload), row.attempts, exhausted, row.error_code,
                row.trace_id,
            )  # fmt: skip
            uow.commit()
        with self._lock:
            self._in_hand.add(message_id)
        return ticket

    def let_go(self, ticket: Ticket) -> None:
        """Say that nobody here works on the delivery any more, however its work ended.

        Where the end could not be recorded, because the database was away, the lease
        now runs out and the relay publishes the message again.
        """
        with self._lock:
            self._in_hand.discard(ticket.message_id)

    def postpone(self, ticket: Ticket, code: str, policy: RetryPolicy) -> None:
        """Record a temporary failure; the relay publishes again when the pause is over."""
        self._release(ticket, code, self._clock.now() + policy.wait_after(ticket.attempt))

    def renew_leases(self) -> None:
        """Move the leases of everything this worker runs ahead of the clock."""
        with self._lock:
            in_hand = tuple(self._in_hand)
        if not in_hand:
            return
        with self._database.unit_of_work(INBOX) as uow:
            uow.session.execute(
                update(Delivery)
                .where(Delivery.id.in_(in_hand), Delivery.worker_id == self._worker_id)
                .where(Delivery.state == DeliveryState.RUNNING)
                .values(lease_until=self._clock.now() + self._lease)
            )
            uow.commit()

    def _is_free(self, row: Delivery) -> bool:
        if row.state in (DeliveryState.APPLIED, DeliveryState.FAILED):
            return False
        leased = row.state is DeliveryState.RUNNING and row.lease_until is not None
        return not (leased and cast("dt.datetime", row.lease_until) > self._clock.now())

    def _release(self, ticket: Ticket, code: str, due_at: dt.datetime) -> None:
        with self._database.unit_of_work(INBOX) as uow:
            uow.session.execute(
                update(Delivery)
                .where(Delivery.id == ticket.message_id, Delivery.state == DeliveryState.RUNNING)
                .values(state=DeliveryState.DUE, due_at=due_at, error_code=code, lease_until=None)
            )
            uow.commit()


def claim(session: Session, message_id: MessageId, at: dt.datetime) -> None:
    """Mark the delivery applied, in the transaction that holds its effect.

    Raises:
        AlreadyApplied: It took effect before; the caller rolls back.
    """
    _finish(session, message_id, DeliveryState.APPLIED, at, None)


def abandon(session: Session, message_id: MessageId, code: str, at: dt.datetime) -> None:
    """Mark the delivery failed for good, in the transaction that makes the failure visible.

    Raises:
        AlreadyApplied: It took effect before, so there is nothing to give up.
    """
    _finish(session, message_id, DeliveryState.FAILED, at, code)


def failed_deliveries(session: Session, limit: int = 100) -> list[Delivery]:
    """What was given up, latest first, for people to see and retry."""
    rows = select(Delivery).where(Delivery.state == DeliveryState.FAILED).order_by(Delivery.due_at.desc()).limit(limit)
    return list(session.scalars(rows))


def _finish(session: Session, message_id: MessageId, state: DeliveryState, at: dt.datetime, code: str | None) -> None:
    values: dict[str, object] = {"state": state, "applied_at": at, "lease_until": None}
    if code is not None:
        values["error_code"] = code
    open_states = (DeliveryState.DUE, DeliveryState.PUBLISHED, DeliveryState.RUNNING)
    result = session.execute(
        update(Delivery).where(Delivery.id == message_id, Delivery.state.in_(open_states)).values(**values)
    )
    if cast("CursorResult[Any]", result).rowcount != 1:
        message = "this message already took effect; nothing to do"
        raise AlreadyApplied(message, message_id=message_id)

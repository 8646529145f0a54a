"""Dramatiq's brokers, set up so that mail is safe with them.

Retries, delays and dead letters are the database's business (see `outbox`): the
broker carries a message id to a worker and nothing else. Queue names carry a
version, because RabbitMQ refuses a queue whose arguments changed.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import dramatiq
import pika
from dramatiq.brokers.rabbitmq import RabbitmqBroker
from dramatiq.brokers.stub import StubBroker
from dramatiq.errors import DramatiqError
from pika.exceptions import AMQPError

from kernel.errors import PlatformError
from kernel.ids import MessageId
from kernel.logs import get_logger, traced
from kernel.outbox.inbox import AlreadyApplied, Inbox, RetryPolicy, Ticket, WorkInterrupted
from kernel.outbox.ports import Outcome
from kernel.outbox.relay import BrokerSilent, PublishFailed

QUEUE_VERSION = "v1"
QUORUM = {"x-queue-type": "quorum"}
# A quorum queue without a leader confirms nothing, however long one waits. An election takes a second or two.
CONFIRM_WITHIN_S = 10.0
log = get_logger(__name__)


class _Silence(Exception):
    """Ends a connection that did not confirm in time; no error of pika's, so that nothing tries again on its own."""


class _Timer:
    """Breaks a connection off after `delay_s`, from within the loop in which pika waits.

    pika has a deadline for a connection that RabbitMQ blocks and none for a confirm that never comes; its public
    timers do not run while it waits for one. This is how it breaks off a blocked connection itself.
    """

    def __init__(self, connection: pika.BlockingConnection, delay_s: float) -> None:
        self._connection: Any = vars(connection)["_impl"]
        self._handle = self._connection._adapter_call_later(delay_s, self._ring)  # noqa: SLF001 - see above

    def stop(self) -> None:
        """Let the connection live on."""
        self._connection._adapter_remove_timeout(self._handle)  # noqa: SLF001 - see above

    def _ring(self) -> None:
        self._connection._terminate_stream(_Silence())  # noqa: SLF001 - see above


_CONNECTION: property = vars(RabbitmqBroker)["connection"]


class QuorumRabbitmqBroker(RabbitmqBroker):
    """RabbitMQ with every queue replicated by Raft, the dead-letter queue too.

    Dramatiq declares the dead-letter queue as classic; with its node down every
    consumer of the main queue would stop. It keeps messages for good here: the
    database row is the record of a failure, but nothing is thrown away behind it.
    """

    @property
    def connection(self) -> pika.BlockingConnection:
        """This thread's connection; while a deadline runs it is ended by it, and none is opened after it."""
        deadline_s: float | None = getattr(self.state, "deadline_s", None)
        if deadline_s is not None and time.monotonic() > deadline_s:
            raise _Silence
        connection: pika.BlockingConnection = _CONNECTION.__get__(self)
        if deadline_s is not None and self.state.timer is None:
            self.state.timer = _Timer(connection, max(deadline_s - time.monotonic(), 0.0))
        return connection

    @connection.deleter
    def connection(self) -> None:
        self.state.timer = None
        _CONNECTION.__delete__(self)

    @contextlib.contextmanager
    def deadline(self, seconds: float) -> Iterator[None]:
        """Let what this thread asks of RabbitMQ take no longer than `seconds`.

        Raises:
            BrokerSilent: It took longer; the connection was given up.
        """
        self.state.deadline_s, self.state.timer = time.monotonic() + seconds, None
        try:
            _ = self.connection
            yield
        except _Silence as silence:
            del self.connection
            raise BrokerSilent("the broker did not confirm in time") from silence
        finally:
            self.state.deadline_s = None
            if self.state.timer is not None:
                self.state.timer.stop()

    def _build_queue_arguments(self, queue_name: str) -> dict[str, Any]:
        arguments = super()._build_queue_arguments(queue_name)  # type: ignore[no-untyped-call]
        return {**arguments, **QUORUM}

    def _declare_xq_queue(self, queue_name: str) -> Any:  # noqa: ANN401 - pika's frame type is untyped
        return self.channel.queue_declare(queue=dramatiq.common.xq_name(queue_name), durable=True, arguments=QUORUM)


def memory_broker() -> StubBroker:
    """A broker within this process: nothing to install, relay and workers side by side."""
    return StubBroker(middleware=[])


def rabbitmq_broker(url: str) -> QuorumRabbitmqBroker:
    """A broker at `url`, with publisher confirms."""
    return QuorumRabbitmqBroker(url=url, confirm_delivery=True, middleware=[])


class BrokerPublisher:
    """Publishes message ids with confirmation (the relay's `Publisher`)."""

    def __init__(self, broker: dramatiq.Broker, confirm_within_s: float = CONFIRM_WITHIN_S) -> None:
        """Keep the broker; queues are declared by the first message."""
        self._broker = broker
        self._confirm_within_s = confirm_within_s

    def publish(self, actor: str, queue: str, message_id: MessageId) -> None:
        """Hand one message over, confirmed.

        Raises:
            PublishFailed: The broker is away or did not confirm.
            BrokerSilent: It is there, and did not confirm in time.
        """
        message: dramatiq.Message[Any] = dramatiq.Message(
            queue_name=versioned(queue), actor_name=actor, args=(message_id,), kwargs={}, options={}
        )
        try:
            with self._deadline():
                self._broker.declare_queue(message.queue_name)
                self._broker.enqueue(message)
        except (DramatiqError, AMQPError, OSError) as error:
            raise PublishFailed(actor) from error

    def _deadline(self) -> contextlib.AbstractContextManager[None]:
        if isinstance(self._broker, QuorumRabbitmqBroker):
            return self._broker.deadline(self._confirm_within_s)
        return contextlib.nullcontext()


def versioned(queue: str) -> str:
    """The queue's name in the broker."""
    return f"{queue}.{QUEUE_VERSION}"


Work = Callable[[Ticket], None]
GiveUp = Callable[[Ticket, PlatformError], None]


@dataclass(frozen=True, slots=True)
class Job:
    """One actor: what it does with a message, and how its failure becomes visible.

    Attributes:
        actor: Name in the routes, "room.verb_object".
        queue: The queue it works from.
        work: Does it; ends with a transaction that calls `inbox.claim`.
        give_up: Makes the failure a row that someone sees; calls `inbox.abandon` in that transaction.
        retry: How often and how soon it is tried again.
    """

    actor: str
    queue: str
    work: Work
    give_up: GiveUp
    retry: RetryPolicy = field(default_factory=RetryPolicy)


def declare(broker: dramatiq.Broker, inbox: Inbox, job: Job) -> None:
    """Make the broker's workers run `job`."""

    def deliver(message_id: str) -> None:
        run_delivery(inbox, job, MessageId(message_id))

    dramatiq.actor(broker=broker, actor_name=job.actor, queue_name=versioned(job.queue))(deliver)


def run_delivery(inbox: Inbox, job: Job, message_id: MessageId) -> None:
    """One attempt at one delivery: the boundary at which every error is answered."""
    ticket = inbox.begin(message_id, job.retry)
    if ticket is None:
        return
    begun_s = time.monotonic()
    with traced(ticket.trace_id, actor=job.actor, message_id=message_id):
        try:
            outcome = _attempt(inbox, job, ticket)
        finally:
            inbox.let_go(ticket)
        inbox.measures.delivery_ended(job.actor, outcome, time.monotonic() - begun_s)


def _attempt(inbox: Inbox, job: Job, ticket: Ticket) -> Outcome:
    log.debug("delivery_begun", attempt=ticket.attempt)
    try:
        if ticket.exhausted:
            job.give_up(ticket, _interrupted(ticket))
            return Outcome.GIVEN_UP
        job.work(ticket)
    except AlreadyApplied:
        log.info("repeat_dropped")
        return Outcome.REPEATED
    except Exception as error:  # noqa: BLE001 - the actor boundary: every failure becomes a row
        return _answer(inbox, job, ticket, error)
    return Outcome.APPLIED


def _answer(inbox: Inbox, job: Job, ticket: Ticket, error: Exception) -> Outcome:
    code = error.code if isinstance(error, PlatformError) else getattr(error, "code", type(error).__name__)
    temporary = getattr(error, "temporary", True)
    # A detail names a place in the code or a code of its own; it never quotes the page.
    detail = getattr(error, "context", {}).get("detail")
    log.warning(
        "delivery_failed", code=code, detail=detail, attempt=ticket.attempt,
        exc_info=not isinstance(error, PlatformError) and not hasattr(error, "code"),
    )  # fmt: skip
    if ticket.exhausted or (temporary and ticket.attempt < job.retry.attempts):
        inbox.postpone(ticket, str(code), job.retry)
        return Outcome.POSTPONED
    try:
        job.give_up(ticket, error if isinstance(error, PlatformError) else _unexpected(error, str(code)))
    except AlreadyApplied:
        log.info("repeat_dropped")
        return Outcome.REPEATED
    except Exception:  # the database may be away: the attempt counter makes sure that giving up is tried again
        log.exception("giving_up_failed")
        inbox.postpone(ticket, str(code), job.retry)
        return Outcome.POSTPONED
    return Outcome.GIVEN_UP


class UnexpectedFailure(PlatformError):
    """The work failed in a way nobody foresaw; the log names the defect by the message id."""

    code = "unexpected_failure"


def _unexpected(error: Exception, code: str) -> PlatformError:
    message = str(error) if hasattr(error, "code") else "this failed in an unforeseen way; see the log, then retry"
    failure = UnexpectedFailure(message, cause=code)
    failure.__cause__ = error
    return failure


def _interrupted(ticket: Ticket) -> PlatformError:
    message = "every attempt was cut off; look at memory and time limits, then retry"
    return WorkInterrupted(message, message_id=ticket.message_id)

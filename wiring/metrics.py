"""Figures for Prometheus: what waits, for how long, what became of it; and what this process's workers do.

No figure names a tenant, a person or a document: whoever reads the monitoring learns how
the mail room does, and nothing about anybody's mail.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.gc_collector import GCCollector
from prometheus_client.metrics_core import Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.lifecycle import DocumentState
from kernel.clock import Clock
from kernel.outbox.integrity import messages_by_queue, oldest_due, oldest_event, silent_queues
from kernel.outbox.ports import Outcome
from kernel.tenancy.scope import SystemScope
from kernel.unit_of_work import Database
from wiring.schema import METADATA
from wiring.under_way import forgotten_runs

METRICS = SystemScope("monitoring counts rows of every tenant and names none")
TABLES = METADATA.tables
STATES = ("intake_items", "batches", "pages", "documents")
WAITING = (DocumentState.ASSEMBLING, DocumentState.NEEDS_INDEXING, DocumentState.FAILED)
# Several collectors may ask within one scrape interval; the database answers one of them.
FRESH_FOR = dt.timedelta(seconds=5)
# From a separated batch to a page that is read three times.
SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180, 600)


class MetricParts(Protocol):
    """The parts of a platform that are counted."""

    @property
    def database(self) -> Database:
        """Whose rows are counted."""

    @property
    def clock(self) -> Clock:
        """Tells how old they are."""


class DeliveryMeasures:
    """Counts what the workers of this process do (`Measures`).

    Attributes:
        registry: Where it is told.
    """

    def __init__(self) -> None:
        """Begin at nothing."""
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        self._ended = Counter(
            "postkamer_deliveries", "Attempts at work, by how they ended.", ("actor", "outcome"), registry=self.registry
        )
        self._seconds = Histogram(
            "postkamer_delivery_seconds", "How long an attempt at work took.", ("actor",),
            buckets=SECONDS, registry=self.registry,
        )  # fmt: skip

    def delivery_ended(self, actor: str, outcome: Outcome, seconds: float) -> None:
        """See `Measures.delivery_ended`."""
        self._ended.labels(actor, outcome.value).inc()
        self._seconds.labels(actor).observe(seconds)


@dataclass(slots=True, eq=False)
class WaitingCollector(Collector):
    """What the rows say: the same on every process of an installation, so that one of them is enough to scrape."""

    parts: MetricParts
    _kept: tuple[Metric, ...] = ()
    _kept_until: dt.datetime | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def collect(self) -> Iterable[Metric]:
        """The figures, counted anew at most every few seconds."""
        with self._lock:
            now = self.parts.clock.now()
            if self._kept_until is None or now >= self._kept_until:
                with self.parts.database.reading(METRICS) as session:
                    self._kept = tuple(metric for count in COUNTED for metric in count(session, now))
                self._kept_until = now + FRESH_FOR
            return self._kept

    def describe(self) -> Iterable[Metric]:
        """Nothing beforehand: registering must not ask the database."""
        return ()


def _rows_by_state(session: Session, now: dt.datetime) -> Iterator[Metric]:
    del now
    family = GaugeMetricFamily("postkamer_rows", "Rows of the archive by state.", labels=("table", "state"))
    for table in STATES:
        state = TABLES[table].c.state
        for value, count in session.execute(select(state, func.count()).group_by(state)):
            family.add_metric((table, value.value), count)
    yield family


def _messages(session: Session, now: dt.datetime) -> Iterator[Metric]:
    waiting = GaugeMetricFamily("postkamer_messages", "Messages that are not over.", labels=("queue", "state"))
    for queue, state, count in messages_by_queue(session):
        waiting.add_metric((queue, state), count)
    told = "Since when the oldest message is due."
    oldest = GaugeMetricFamily("postkamer_message_age_seconds", told, labels=("queue",))
    for queue, since in oldest_due(session, now):
        oldest.add_metric((queue,), (now - since).total_seconds())
    silent = GaugeMetricFamily("postkamer_messages_unconfirmed", "Messages that no broker confirms.", labels=("queue",))
    for each in silent_queues(session):
        silent.add_metric((each.queue,), each.messages)
    yield from (waiting, oldest, silent)


def _events(session: Session, now: dt.datetime) -> Iterator[Metric]:
    since = oldest_event(session)
    age = (now - since).total_seconds() if since else 0.0
    yield GaugeMetricFamily("postkamer_event_age_seconds", "Since when the oldest event waits for a relay.", value=age)


def _people(session: Session, now: dt.datetime) -> Iterator[Metric]:
    """What waits for a person."""
    documents = TABLES["documents"].c
    told = "Since when the oldest document in this state was received."
    family = GaugeMetricFamily("postkamer_document_age_seconds", told, labels=("state",))
    asked = select(documents.state, func.min(documents.received_at)).where(documents.state.in_(WAITING))
    for state, since in session.execute(asked.group_by(documents.state)):
        family.add_metric((state.value,), (now - since).total_seconds())
    yield family
    runs = sum(1 for _ in forgotten_runs(session, now))
    yield GaugeMetricFamily("postkamer_open_runs", "Scan runs that nobody closed for more than a day.", value=runs)


COUNTED: tuple[Callable[[Session, dt.datetime], Iterator[Metric]], ...] = (_rows_by_state, _messages, _events, _people)

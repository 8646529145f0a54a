"""A platform with one part bent: another publisher, or a sandbox whose tasks misbehave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from kernel.ids import MessageId
from kernel.outbox.inbox import RetryPolicy
from kernel.outbox.relay import Publisher, Relay, RelayLimits
from ocr_workers.deps import OcrDeps
from paper.sandbox import SandboxLimits, SandboxPool
from wiring import event_routes
from wiring.container import Platform, embedded_runtime, lease_loops, relay_loop
from wiring.runtime import Runtime, WorkerGroup
from wiring.settings import Settings

TESTS = Path(__file__).parents[2]
THREADS = 4


@dataclass(frozen=True, slots=True)
class Bends:
    """What is not as usual.

    Attributes:
        publisher: Puts another publisher before the transport's own.
        tasks_module: The sandbox's tasks.
        limits: What one page may take.
        retry: How often and how soon a page is tried again.
    """

    publisher: Callable[[Publisher], Publisher] = lambda usual: usual
    tasks_module: str = "ocr_workers.page_process"
    limits: SandboxLimits | None = None
    retry: RetryPolicy | None = None


class BentPlatform(Platform):
    """A platform like any other but for its bends."""

    def __init__(self, settings: Settings, bends: Bends) -> None:
        super().__init__(settings)
        self.bends = bends

    @cached_property
    def relay(self) -> Relay:
        """The only publisher, bent."""
        usual = super().relay
        limits = RelayLimits(self.settings.in_flight, dt.timedelta(seconds=self.settings.redeliver_s))
        publisher = self.bends.publisher(usual._publisher)
        return Relay(self.database, self.clock, publisher, event_routes.routes_by_name(), limits)

    @cached_property
    def sandbox(self) -> SandboxPool:
        """Where strangers' bytes are opened, by other tasks perhaps."""
        return SandboxPool(self.settings.reading_processes, self.bends.tasks_module, extra_read_paths=(TESTS,))

    @cached_property
    def ocr(self) -> OcrDeps:
        """What reading needs, in less time perhaps."""
        usual = super().ocr
        limits, retry = self.bends.limits or usual.page_limits, self.bends.retry or usual.retry
        return replace(usual, page_limits=limits, retry=retry)


class Tripling:
    """Publishes everything three times."""

    def __init__(self, usual: Publisher) -> None:
        self._usual = usual
        self.published: list[MessageId] = []

    def publish(self, actor: str, queue: str, message_id: MessageId) -> None:
        """Hand one message over, and again, and again."""
        for _ in range(3):
            self._usual.publish(actor, queue, message_id)
            self.published.append(message_id)


@contextmanager
def at_work(platform: Platform) -> Iterator[None]:
    """Relay, workers and indexer in this process, whatever the transport."""
    if platform.settings.is_embedded:
        with embedded_runtime(platform):
            yield
        return
    with workers(platform), relaying(platform):
        yield


def workers(platform: Platform) -> Runtime:
    """Workers and indexer of a broker, in this process."""
    platform.declare_workers()
    platform.declare_indexer()
    platform.declare_announcers()
    queues = (*event_routes.WORKER_QUEUES, *event_routes.INDEXER_QUEUES, *event_routes.WEBHOOK_QUEUES)
    return Runtime([*lease_loops(platform), WorkerGroup(platform.broker, queues, THREADS)])


def relaying(platform: Platform) -> Runtime:
    """The relay alone."""
    return Runtime([relay_loop(platform)])

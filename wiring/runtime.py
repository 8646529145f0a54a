"""What runs beside the screens: the relay's loop, the workers, leases and watched folders."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import dramatiq
from dramatiq.worker import Worker, _WorkerMiddleware

from kernel.broker import versioned
from kernel.logs import get_logger

RELAY_IDLE_S = 0.2
log = get_logger(__name__)


@dataclass(slots=True)
class Loop:
    """Calls `step` again and again in a thread of its own until it is stopped.

    Attributes:
        name: For logs.
        step: One round; returns True when there is more to do right away.
        pause_s: How long to rest after a round without work.
    """

    name: str
    step: Callable[[], bool]
    pause_s: float
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin."""
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End after the present round."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=30)

    def _run(self) -> None:
        while not self._stop.is_set():
            if not self._step_safely():
                self._stop.wait(self.pause_s)

    def _step_safely(self) -> bool:
        try:
            return self.step()
        except Exception:  # the loop must outlive a database or broker that is away for a while
            log.exception("loop_step_failed", loop=self.name)
            self._stop.wait(min(self.pause_s * 10, 5))
            return False


def several_groups_are_meant(record: logging.LogRecord) -> bool:
    """Keep dramatiq's warning about a second group of workers out of the log: each serves its own queues."""
    arguments = record.args if isinstance(record.args, tuple) else ()
    return not any(isinstance(argument, _WorkerMiddleware) for argument in arguments)


class WorkerGroup:
    """Dramatiq worker threads for some queues, with a bounded prefetch."""

    def __init__(self, broker: dramatiq.Broker, queues: Iterable[str], threads: int) -> None:
        """Prepare; nothing is consumed yet."""
        broker.logger.addFilter(several_groups_are_meant)
        names = {versioned(queue) for queue in queues}
        self._worker = Worker(broker, queues=names, worker_threads=threads, worker_timeout=250)
        # One message in hand per thread: a long page must not hold its neighbours hostage.
        self._worker.queue_prefetch = threads

    def start(self) -> None:
        """Begin to consume."""
        self._worker.start()

    def stop(self) -> None:
        """Finish what is in hand, then end."""
        self._worker.stop(timeout=60_000)


class Runtime:
    """Everything that was started together and ends together."""

    def __init__(self, parts: Iterable[Loop | WorkerGroup]) -> None:
        """Keep the parts in starting order."""
        self._parts = list(parts)

    def __enter__(self) -> Self:
        """Start every part."""
        for part in self._parts:
            part.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop every part, in reverse order."""
        for part in reversed(self._parts):
            part.stop()

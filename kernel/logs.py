"""One structlog chain for our records and everyone else's: ids in, content never."""

from __future__ import annotations

import logging
import sys
from contextlib import AbstractContextManager
from typing import TextIO

import structlog

TRACE = "trace_id"


def configure_logs(*, level: str = "INFO", as_json: bool = True, stream: TextIO | None = None) -> None:
    """Set up logging for this process; call once, from `wiring`.

    Args:
        level: Name of the lowest level that is written.
        as_json: One JSON object a line; otherwise a form for people's eyes.
        stream: Where to write; standard error by default, standard output stays free for results.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer()
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
            foreign_pre_chain=shared,
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for noisy in ("pika", "botocore", "dramatiq", "waitress.queue", "alembic", "PIL", "fontTools"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def traced(trace_id: str | None, **ids: str) -> AbstractContextManager[None]:
    """Let everything that is logged and told within the block carry `trace_id`, and be logged with `ids`."""
    named = ids if trace_id is None else {TRACE: trace_id, **ids}
    return structlog.contextvars.bound_contextvars(**named)


def current_trace() -> str | None:
    """The trace within which this is called, if any."""
    trace_id: str | None = structlog.contextvars.get_contextvars().get(TRACE)
    return trace_id


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    """The logger of one module; event names are past-tense facts in snake case."""
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return logger

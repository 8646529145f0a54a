"""Entry point of exports for the workers: thin, one use case."""

from __future__ import annotations

from functools import partial

import dramatiq

from archive.export.work import PATIENT, ExportDeps, build_export, give_up_export
from kernel.broker import Job, declare
from kernel.outbox.inbox import Inbox

__all__ = ["ExportDeps", "declare_actors"]


def declare_actors(broker: dramatiq.Broker, inbox: Inbox, deps: ExportDeps) -> None:
    """Let the workers of `broker` make exports."""
    work, give_up = partial(build_export, deps), partial(give_up_export, deps)
    declare(broker, inbox, Job("archive.build_export", "exports", work, give_up, PATIENT))

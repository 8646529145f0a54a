"""Entry points of intake for the workers: thin, one use case each."""

from __future__ import annotations

from functools import partial

import dramatiq

from archive.filing import release_sources
from ingest.unpacking import UnpackingDeps, give_up, unpack_file
from kernel.broker import Job, declare
from kernel.errors import PlatformError
from kernel.ids import BatchId
from kernel.outbox.inbox import Inbox, Ticket, abandon, claim
from kernel.tenancy.scope import TenantScope


def declare_actors(broker: dramatiq.Broker, inbox: Inbox, deps: UnpackingDeps) -> None:
    """Let the workers of `broker` unpack files and release what has left."""
    jobs = (
        Job("ingest.unpack_file", "intake", partial(unpack_file, deps), partial(give_up, deps), deps.retry),
        Job("ingest.release_sources", "intake", partial(_release, deps), partial(_release_failed, deps), deps.retry),
    )
    for job in jobs:
        declare(broker, inbox, job)


def _release(deps: UnpackingDeps, ticket: Ticket) -> None:
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        claim(uow.session, ticket.message_id, deps.clock.now())
        release_sources(uow.session, BatchId(ticket.payload["batch_id"]), deps.clock.now())
        uow.commit()


def _release_failed(deps: UnpackingDeps, ticket: Ticket, error: PlatformError) -> None:
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        abandon(uow.session, ticket.message_id, error.code, deps.clock.now())
        uow.commit()

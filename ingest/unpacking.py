"""Unpacking: an accepted item becomes pages, or goes to quarantine with its cause."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.intake import ItemToUnpack, item_to_unpack, quarantine, unpacked
from ingest.receive import IntakeLimits
from kernel.blobs.api import BlobStore
from kernel.clock import Clock
from kernel.errors import PlatformError
from kernel.ids import IntakeId
from kernel.logs import get_logger
from kernel.outbox.inbox import RetryPolicy, Ticket, abandon, claim
from kernel.tenancy.scope import TenantScope
from kernel.unit_of_work import Database
from paper.errors import PaperError
from paper.sandbox import Sandbox, TaskResult

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class UnpackingDeps:
    """What unpacking needs; `retry` says how often a file is tried."""

    database: Database
    blobs: BlobStore
    sandbox: Sandbox
    clock: Clock
    limits: IntakeLimits
    retry: RetryPolicy = field(default_factory=RetryPolicy)


def unpack_file(deps: UnpackingDeps, ticket: Ticket) -> None:
    """Look into an item inside the sandbox and let its pages enter.

    Raises:
        PaperError: The sandbox failed in a way that may pass; the item is tried again.
        BlobDamaged: The stored bytes were altered.
    """
    intake_id = IntakeId(ticket.payload["intake_id"])
    with deps.database.reading(TenantScope(ticket.tenant_id)) as session:
        item = item_to_unpack(session, intake_id)
    if item is None:
        _finish(deps, ticket, None, None)
        return
    try:
        found = _inspect(deps, item)
    except PaperError as error:
        if error.temporary:
            raise
        _finish(deps, ticket, item, error.code)
        return
    _store(deps, ticket, item, found)


def give_up(deps: UnpackingDeps, ticket: Ticket, error: PlatformError) -> None:
    """Put an item in quarantine that could not be unpacked in any attempt."""
    intake_id = IntakeId(ticket.payload["intake_id"])
    code = _cause(error)
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        abandon(uow.session, ticket.message_id, code, deps.clock.now())
        if item_to_unpack(uow.session, intake_id) is not None:
            quarantine(uow, intake_id, code, deps.clock.now())
        uow.commit()


def inspection_limits(limits: IntakeLimits) -> dict[str, int]:
    """The limits as the sandbox's task `inspect` takes them."""
    return {
        "max_pages": limits.pages_per_file,
        "max_pixels": limits.pixels_per_page,
        "max_unpacked_bytes": limits.unpacked_bytes,
    }


def _inspect(deps: UnpackingDeps, item: ItemToUnpack) -> TaskResult:
    content = deps.blobs.read(item.tenant_id, item.blob_key)
    task = {"file_name": item.file_name, "limits": inspection_limits(deps.limits)}
    return deps.sandbox.run("inspect", task, [content])


def _store(deps: UnpackingDeps, ticket: Ticket, item: ItemToUnpack, found: TaskResult) -> None:
    numbers = [page["number"] for page in found.values["pages"]]
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        claim(uow.session, ticket.message_id, deps.clock.now())
        unpacked(uow, item.intake_id, found.values["media_type"], numbers)
        uow.commit()
    log.info("item_unpacked", tenant_id=item.tenant_id, intake_id=item.intake_id, pages=len(numbers))


def _finish(deps: UnpackingDeps, ticket: Ticket, item: ItemToUnpack | None, cause: str | None) -> None:
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        claim(uow.session, ticket.message_id, deps.clock.now())
        if item is not None and cause is not None:
            quarantine(uow, item.intake_id, cause, deps.clock.now())
            log.info("item_quarantined", tenant_id=item.tenant_id, intake_id=item.intake_id, cause=cause)
        uow.commit()


def _cause(error: PlatformError) -> str:
    """The code of what really happened, where the boundary only saw that something did."""
    return str(error.context.get("cause", error.code))

"""What was given up for those whom an operator serves: shown without content, and tried again, one or many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from archive.batches import retry_page
from archive.failures import FILE, LETTER, PAGE, count_given_up, given_up
from archive.filing import retry_document
from archive.intake import retry_item
from archive_ui.people import DIRECTORY
from archive_ui.routes import TenantVisit
from integrations.deliveries import count_failed_messages, failed_messages, replay
from kernel.audit.journal import AuditFact, append
from kernel.errors import MoveRefused, NotFound
from kernel.ids import DocumentId, IntakeId, PageId, TenantId
from kernel.outbox.integrity import retry_delivery
from kernel.outbox.overview import count_given_up_work, given_up_work
from kernel.tenancy.repository import served_by
from kernel.tenancy.scope import TenantScope
from kernel.tenancy.served import names_of_served

MESSAGE, WORK = "message", "work"
KINDS = (FILE, PAGE, LETTER, MESSAGE, WORK)
# Actors whose failure is a row that people see: a file, page, letter or message of its own.
SHOWN_ELSEWHERE = frozenset(
    {
        "archive.build_export", "ingest.unpack_file", "ocr_workers.read_page", "ocr_workers.understand_document",
        "ocr_workers.assemble_plainly", "integrations.send_webhook",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FailedWork:
    """One thing that was given up.

    Attributes:
        task: What was to be done, for work that has no row of its own.
        handle: Kind, tenant and id in one word, for a form to tick.
    """

    kind: str
    id: str
    tenant_id: TenantId
    cause: str | None
    at: dt.datetime | None
    task: str = ""

    @property
    def handle(self) -> str:
        """As a form names it."""
        return f"{self.kind}:{self.tenant_id}:{self.id}"


def failed_work(session: Session, operator_id: TenantId, *, limit: int) -> Mapping[str, list[FailedWork]]:
    """What was given up, by kind; needs the system scope."""
    tenants = served_by(operator_id)
    found: dict[str, list[FailedWork]] = {kind: [] for kind in KINDS}
    for row in given_up(session, tenants, limit=limit):
        found[row.kind].append(FailedWork(row.kind, row.id, row.tenant_id, row.cause, row.at))
    for sent in failed_messages(session, tenants, limit=limit):
        found[MESSAGE].append(FailedWork(MESSAGE, sent.delivery_id, sent.tenant_id, sent.cause, sent.at))
    for work in given_up_work(session, tenants, SHOWN_ELSEWHERE, limit=limit):
        found[WORK].append(FailedWork(WORK, work.message_id, work.tenant_id, work.cause, work.at, work.actor))
    return found


def count_failed_work(session: Session, operator_id: TenantId) -> Mapping[str, int]:
    """How much there is, by kind; needs the system scope."""
    tenants = served_by(operator_id)
    return {
        **count_given_up(session, tenants), MESSAGE: count_failed_messages(session, tenants),
        WORK: count_given_up_work(session, tenants, SHOWN_ELSEWHERE),
    }  # fmt: skip


def try_again(visit: TenantVisit, handles: Iterable[str]) -> tuple[int, int]:
    """Try these again, each in the name of its own tenant: (how many are, how many were settled meanwhile)."""
    asked = [tuple(handle.split(":", 2)) for handle in handles if handle.count(":") == 2]
    with visit.deps.database.reading(DIRECTORY) as session:
        served = names_of_served(session, visit.tenant_id, sorted({tenant for _, tenant, _ in asked}))
    done = sum(_tried(visit, kind, TenantId(tenant), its_id) for kind, tenant, its_id in asked if tenant in served)
    return done, len(asked) - done


def _tried(visit: TenantVisit, kind: str, tenant_id: TenantId, its_id: str) -> bool:
    now, actor = visit.deps.clock.now(), visit.user_id
    uow = visit.deps.database.unit_of_work(TenantScope(tenant_id))
    try:
        if kind == MESSAGE:
            replay(its_id, actor, uow, visit.deps.clock)
            return True
        with uow:
            match kind:
                case "file":
                    retry_item(uow, IntakeId(its_id), actor, now)
                case "page":
                    retry_page(uow, PageId(its_id), actor, now)
                case "letter":
                    retry_document(uow, DocumentId(its_id), actor, now)
                case _:
                    _retry_work(uow.session, tenant_id, its_id, actor, now)
            uow.commit()
    except (NotFound, MoveRefused):
        return False
    return True


def _retry_work(session: Session, tenant_id: TenantId, message_id: str, actor: str, now: dt.datetime) -> None:
    if not retry_delivery(session, message_id, now):
        raise NotFound("this is being tried again already; look at the list")
    append(session, AuditFact(tenant_id, actor, "work_retried", "delivery", message_id), now)

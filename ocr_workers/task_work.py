"""Tasks read anew: whoever corrects a letter's kind or date corrects what it asks for, and by when."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from archive import reading
from archive.corrected_tasks import CorrectedLetter, letter_with_corrections
from archive.filing import lock_document
from archive.task_kinds import ProposedTask
from archive.tasks import propose_tasks
from kernel.errors import NotFound, PlatformError
from kernel.ids import DocumentId
from kernel.logs import get_logger
from kernel.outbox.inbox import Ticket, abandon, claim
from kernel.tenancy.scope import TenantScope
from ocr_workers.deadlines import restate_payment
from ocr_workers.deps import OcrDeps
from ocr_workers.fields.rows import E_INVOICE, Found
from ocr_workers.kinds import DocumentKind
from ocr_workers.understanding import tasks_given

log = get_logger(__name__)


def recount_tasks(deps: OcrDeps, ticket: Ticket) -> None:
    """Propose a corrected letter's tasks anew; what a person finished or gave another day stays as they left it.

    Raises:
        BlobDamaged: A stored reading was altered.
    """
    document_id, scope = DocumentId(ticket.payload["document_id"]), TenantScope(ticket.tenant_id)
    with deps.database.reading(scope) as session:
        letter = letter_with_corrections(session, document_id)
    tasks = None if letter is None else _tasks_of(deps, letter)
    with deps.database.unit_of_work(scope) as uow:
        claim(uow.session, ticket.message_id, deps.clock.now())
        if letter is not None and tasks is not None and _is_as_seen(uow.session, document_id, letter):
            propose_tasks(uow.session, document_id, tasks)
        uow.commit()
    log.info("tasks_recounted" if tasks is not None else "tasks_stand", document_id=document_id)


def give_up_recounting(deps: OcrDeps, ticket: Ticket, error: PlatformError) -> None:
    """A letter whose tasks could not be read anew keeps those that it had."""
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        abandon(uow.session, ticket.message_id, error.code, deps.clock.now())
        uow.commit()
    log.warning("tasks_not_recounted", tenant_id=ticket.tenant_id, code=error.code)


def _tasks_of(deps: OcrDeps, letter: CorrectedLetter) -> tuple[ProposedTask, ...]:
    pages = [reading.from_json(deps.blobs.read(letter.tenant_id, key)) for key in letter.reading_keys]
    kind = _kind(letter.kind)
    found = tasks_given(pages, kind, letter.document_date, letter.received_on)
    stated = _stated_day(letter)
    return restate_payment(found, stated, is_paid_by=kind is DocumentKind.INVOICE) if stated else found


def _kind(code: str | None) -> DocumentKind:
    known = {kind.value: kind for kind in DocumentKind}
    return known.get(code or "", DocumentKind.OTHER)


def _stated_day(letter: CorrectedLetter) -> Found[dt.date] | None:
    """The last day that an invoice states in data: no correction of the letter's face changes it."""
    match letter.fields.get("due_date"):
        case {"value": str(day), "source": source, "page": int(page)} if source == E_INVOICE:
            return Found(dt.date.fromisoformat(day), 1.0, page, source=E_INVOICE)
        case _:
            return None


def _is_as_seen(session: Session, document_id: DocumentId, letter: CorrectedLetter) -> bool:
    """Whether nothing happened to the letter meanwhile; if something did, that sets the work going once more."""
    try:
        lock_document(session, document_id)
    except NotFound:
        return False
    now = letter_with_corrections(session, document_id)
    return now is not None and now.version == letter.version

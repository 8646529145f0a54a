"""Learning's work: a corrected letter is remembered, and remembered letters are heeded."""

from __future__ import annotations

from sqlalchemy.orm import Session

from archive.learning import corrected_letter, forget, keep_lesson, lessons_about
from kernel.errors import PlatformError
from kernel.ids import DocumentId, TenantId
from kernel.logs import get_logger
from kernel.outbox.inbox import Ticket, abandon, claim
from kernel.tenancy.scope import TenantScope
from ocr_workers.deps import OcrDeps, PurposeKeys
from ocr_workers.learning import PURPOSE, heed, marks_of
from ocr_workers.understanding import Understanding, as_values

log = get_logger(__name__)


def learn_document(deps: OcrDeps, ticket: Ticket) -> None:
    """Remember what a filed letter's corrections teach its owner, or unlearn what they no longer say.

    Raises:
        KeyDestroyed: The tenant was erased.
    """
    document_id = DocumentId(ticket.payload["document_id"])
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        claim(uow.session, ticket.message_id, deps.clock.now())
        learn(uow.session, deps.keys, document_id)
        uow.commit()


def learn(session: Session, keys: PurposeKeys | None, document_id: DocumentId) -> None:
    """Keep what a letter's corrections teach now, in place of what they taught before; twice is as once."""
    letter = corrected_letter(session, document_id)
    if letter is None or keys is None:
        forget(session, document_id)
    else:
        keep_lesson(session, document_id, letter, marks_of(letter.fields, keys.key_for(letter.tenant_id, PURPOSE)))


def give_up_learning(deps: OcrDeps, ticket: Ticket, error: PlatformError) -> None:
    """A letter that nothing could be learned from is filed all the same."""
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        abandon(uow.session, ticket.message_id, error.code, deps.clock.now())
        uow.commit()
    log.warning("document_not_learned_from", tenant_id=ticket.tenant_id, code=error.code)


def heed_corrections(deps: OcrDeps, owner_id: TenantId, understood: Understanding) -> Understanding:
    """The understanding as the owner's earlier corrections of the sender's letters make it."""
    if deps.keys is None:
        return understood
    marks = marks_of(as_values(understood), deps.keys.key_for(owner_id, PURPOSE))
    if not marks:
        return understood
    with deps.database.reading(TenantScope(owner_id)) as session:
        lessons = lessons_about(session, owner_id, list(marks))
    return heed(lessons, understood, marks)

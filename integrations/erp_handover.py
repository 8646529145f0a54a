"""Handing documents over to a tenant's bookkeeping, which says for each that it has it.

Webhooks tell that something happened; the hand-over is the list that makes sure: a
document stays on it until the other program acknowledges it, however often either
side was away. A document that changes afterwards is offered again.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from archive.repository import summaries
from integrations.errors import OfferOutdated
from integrations.lifecycle import HANDOVER, HandoverMove, HandoverState
from integrations.messages import Topic
from integrations.models import ErpHandover
from kernel.audit.journal import AuditFact, append
from kernel.clock import Clock
from kernel.errors import NotFound
from kernel.ids import DocumentId, TenantId
from kernel.unit_of_work import UnitOfWork

OFFERING = frozenset({Topic.DOCUMENT_FILED, Topic.DOCUMENT_CHANGED})


@dataclass(frozen=True, slots=True)
class HandoverView:
    """A document on the list.

    Attributes:
        reference: What bookkeeping calls it.
        reason: Why it was refused.
    """

    document_id: DocumentId
    state: HandoverState
    offered_at: dt.datetime
    answered_at: dt.datetime | None
    reference: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class HandoverCursor:
    """A place in the list: after this moment and document."""

    offered_at: dt.datetime
    document_id: str


@dataclass(frozen=True, slots=True)
class AnswerHandover:
    """What bookkeeping says of a document.

    Attributes:
        move: ACKNOWLEDGE, REFUSE, or OFFER to have it on the list again.
        offered_at: The offer that is answered; an answer to an older offer is refused. None answers any.
    """

    document_id: DocumentId
    move: HandoverMove
    actor: str
    reference: str | None = None
    reason: str | None = None
    offered_at: dt.datetime | None = None


def offer(session: Session, tenant_id: TenantId, document_id: str, topic: Topic, now: dt.datetime) -> None:
    """Put a filed or changed document on the list, take one that left off it; in the caller's transaction."""
    row = _row(session, document_id)
    # Facts may be told out of order: what left since it was filed must not come back on the list.
    is_here = bool(summaries(session, [DocumentId(document_id)]))
    if row is not None and not is_here:
        session.delete(row)
    if topic not in OFFERING or not is_here:
        return
    if row is None:
        session.add(ErpHandover(tenant_id=tenant_id, document_id=document_id, state=HANDOVER.initial, offered_at=now))
        return
    row.state, row.offered_at = HANDOVER.next(row.state, HandoverMove.OFFER), now


def list_open(session: Session, *, limit: int, after: HandoverCursor | None = None) -> list[HandoverView]:
    """What waits to be taken over by the session's tenant, the longest waiting first."""
    wanted = select(ErpHandover).where(ErpHandover.state == HandoverState.OFFERED)
    if after is not None:
        later = ErpHandover.offered_at > after.offered_at
        same = and_(ErpHandover.offered_at == after.offered_at, ErpHandover.document_id > after.document_id)
        wanted = wanted.where(or_(later, same))
    rows = session.scalars(wanted.order_by(ErpHandover.offered_at, ErpHandover.document_id).limit(limit))
    return [_view(row) for row in rows]


def list_handovers(session: Session, state: HandoverState, *, limit: int) -> list[HandoverView]:
    """What the session's tenant has in one state, the latest offered first."""
    rows = select(ErpHandover).where(ErpHandover.state == state)
    newest = rows.order_by(ErpHandover.offered_at.desc(), ErpHandover.document_id).limit(limit)
    return [_view(row) for row in session.scalars(newest)]


def count_handovers(session: Session) -> dict[HandoverState, int]:
    """How many documents of the session's tenant are in each state; states without any are left out."""
    counted = select(ErpHandover.state, func.count()).group_by(ErpHandover.state)
    return {row[0]: row[1] for row in session.execute(counted)}


def get_handover(session: Session, document_id: DocumentId) -> HandoverView:
    """How a document's hand-over stands.

    Raises:
        NotFound: It was never offered to the session's tenant.
    """
    return _view(_known(session, document_id, for_update=False))


def answer_handover(command: AnswerHandover, uow: UnitOfWork, clock: Clock) -> HandoverView:
    """Take bookkeeping's answer; the same answer twice is one.

    Raises:
        NotFound: The document was never offered.
        MoveRefused: It was answered otherwise.
        OfferOutdated: It was offered again since.
    """
    with uow:
        row = _known(uow.session, command.document_id)
        if command.offered_at is not None and row.offered_at != command.offered_at:
            raise OfferOutdated("the document changed since; fetch it again, then answer", document_id=row.document_id)
        row.state = HANDOVER.next(row.state, command.move)
        if command.move is HandoverMove.OFFER:
            row.offered_at, row.answered_at = clock.now(), None
        else:
            row.answered_at, row.reference, row.reason = clock.now(), command.reference, command.reason
        _journal(uow.session, row, command, clock.now())
        uow.commit()
    return _view(row)


def _row(session: Session, document_id: str, *, for_update: bool = True) -> ErpHandover | None:
    wanted = select(ErpHandover).where(ErpHandover.document_id == document_id)
    return session.scalars(wanted.with_for_update() if for_update else wanted).one_or_none()


def _known(session: Session, document_id: str, *, for_update: bool = True) -> ErpHandover:
    row = _row(session, document_id, for_update=for_update)
    if row is None:
        raise NotFound("this document was not offered; look at the list", document_id=document_id)
    return row


def _view(row: ErpHandover) -> HandoverView:
    return HandoverView(
        DocumentId(row.document_id), row.state, row.offered_at, row.answered_at, row.reference, row.reason
    )


def _journal(session: Session, row: ErpHandover, command: AnswerHandover, at: dt.datetime) -> None:
    fact = AuditFact(TenantId(row.tenant_id), command.actor, f"handover_{row.state.value}", "document", row.document_id)
    append(session, fact, at)

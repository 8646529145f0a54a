"""Looking something up in a tenant's journal: by time, person and kind of deed, a page at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from kernel.audit.journal import AuditRecord
from kernel.audit.models import AuditEntry
from kernel.ids import TenantId

READ_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class JournalQuestion:
    """What is looked for; None asks for any.

    Attributes:
        since: Deeds of this moment and later.
        until: Deeds before this moment.
        actor: A user's id, or ``system:`` and the room that acted.
        action: The deed, as `AuditFact.action` names it.
    """

    since: dt.datetime | None = None
    until: dt.datetime | None = None
    actor: str | None = None
    action: str | None = None


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry with the hash that binds it to the one before."""

    record: AuditRecord
    hash: str


def find_entries(
    session: Session, tenant_id: TenantId, question: JournalQuestion, *, before: int | None = None, limit: int = 50
) -> list[AuditRecord]:
    """What answers the question, newest first; `before` is the sequence number to go on from."""
    wanted = _asked(tenant_id, question)
    if before is not None:
        wanted = wanted.where(AuditEntry.sequence < before)
    return [_entry(row).record for row in session.scalars(wanted.order_by(AuditEntry.sequence.desc()).limit(limit))]


def every_entry(session: Session, tenant_id: TenantId, question: JournalQuestion) -> Iterator[JournalEntry]:
    """All that answers the question, oldest first, read in portions: for handing it out."""
    wanted = _asked(tenant_id, question).order_by(AuditEntry.sequence).execution_options(yield_per=READ_AT_ONCE)
    for row in session.scalars(wanted):
        yield _entry(row)


def actions_known(session: Session, tenant_id: TenantId) -> list[str]:
    """Every kind of deed that the tenant's journal holds, in the order of the alphabet."""
    return _different(session, tenant_id, AuditEntry.action)


def actors_known(session: Session, tenant_id: TenantId) -> list[str]:
    """Everybody who did something by the tenant's journal."""
    return _different(session, tenant_id, AuditEntry.actor)


def _different(session: Session, tenant_id: TenantId, column: InstrumentedAttribute[str]) -> list[str]:
    """The different values of a column, by jumping along its index from each to the next.

    DISTINCT reads every entry: 0.3 s for half a million; this takes as long as there are values.
    """
    mine = AuditEntry.tenant_id == tenant_id
    found = select(func.min(column).label("value")).where(mine).cte("found", recursive=True)
    following = select(func.min(column)).where(mine, column > found.c.value).scalar_subquery()
    found = found.union_all(select(following).where(found.c.value.is_not(None)))
    return list(session.scalars(select(found.c.value).where(found.c.value.is_not(None))))


def _asked(tenant_id: TenantId, question: JournalQuestion) -> Select[AuditEntry]:
    wanted = select(AuditEntry).where(AuditEntry.tenant_id == tenant_id)
    if question.since is not None:
        wanted = wanted.where(AuditEntry.at >= question.since)
    if question.until is not None:
        wanted = wanted.where(AuditEntry.at < question.until)
    if question.actor is not None:
        wanted = wanted.where(AuditEntry.actor == question.actor)
    if question.action is not None:
        wanted = wanted.where(AuditEntry.action == question.action)
    return wanted


def _entry(row: AuditEntry) -> JournalEntry:
    record = AuditRecord(row.sequence, row.at, row.actor, row.action, row.subject_kind, row.subject_id, row.details)
    return JournalEntry(record, row.hash)

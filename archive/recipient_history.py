"""Whose letters a sender's were, as people confirmed: remembered for the operator, without a word of content.

A trace is a keyed hash of what a letter shows of its recipient: the sender with its number for the customer, or the
sender with the recipient as printed. It is made when the letter is understood, under a key of the operator
organisation's own, and kept with the letter. When a person files the letter the traces are confirmed for the tenant
that was chosen; when a wrong owner sends it back they are refused. Without the operator's key nobody can tell what a
trace was made of, and the rows go with the tenant that they speak of.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from archive.models import RecipientTrace
from kernel.ids import TenantId


@dataclass(frozen=True, slots=True)
class Recollection:
    """What people said of letters with one trace: how often they were this owner's, and how often not after all."""

    trace: str
    owner_id: TenantId
    confirmed: int
    refused: int


def remember(
    session: Session, operator_id: TenantId, owner_id: TenantId, traces: Collection[str], at: dt.datetime
) -> None:
    """Note that a person gave a letter with these traces to `owner_id`; that settles an earlier refusal."""
    for trace in sorted(set(traces)):
        row = _row(session, operator_id, owner_id, trace)
        row.confirmed, row.refused, row.last_at = row.confirmed + 1, 0, at
    session.flush()


def unlearn(
    session: Session, operator_id: TenantId, owner_id: TenantId, traces: Collection[str], at: dt.datetime
) -> None:
    """Note that a letter with these traces was not `owner_id`'s, whoever had said so."""
    for trace in sorted(set(traces)):
        row = _row(session, operator_id, owner_id, trace)
        row.confirmed, row.refused, row.last_at = 0, row.refused + 1, at
    session.flush()


def recall(session: Session, operator_id: TenantId, traces: Collection[str]) -> tuple[Recollection, ...]:
    """Everything that people said to this operator of letters with any of the traces."""
    mine = select(RecipientTrace).where(
        RecipientTrace.tenant_id == operator_id, RecipientTrace.trace.in_(sorted(set(traces)))
    )
    rows = session.scalars(mine.order_by(RecipientTrace.trace, RecipientTrace.owner_id))
    return tuple(Recollection(row.trace, TenantId(row.owner_id), row.confirmed, row.refused) for row in rows)


def forget_owner(session: Session, tenant_id: TenantId) -> None:
    """Erase what is remembered of a tenant, and what it remembers if it is an operator; part of erasing it."""
    speaks_of = or_(RecipientTrace.owner_id == tenant_id, RecipientTrace.tenant_id == tenant_id)
    session.execute(delete(RecipientTrace).where(speaks_of))


def _row(session: Session, operator_id: TenantId, owner_id: TenantId, trace: str) -> RecipientTrace:
    key = (operator_id, owner_id, trace)
    row = session.get(RecipientTrace, key, with_for_update=True)
    if row is None:
        row = RecipientTrace(tenant_id=operator_id, owner_id=owner_id, trace=trace, confirmed=0, refused=0)
        session.add(row)
    return row

"""Rules of how long letters are kept, and what would go under them today; nothing goes without a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import and_, delete, func, or_, select
from sqlalchemy.orm import Session

from archive.erasure.models import RetentionRule
from archive.holds.models import LegalHold
from archive.lifecycle import DocumentState
from archive.models import Document
from archive.retention import years_are_over
from archive.views import DocumentSummary, summary_of
from kernel.audit.journal import AuditFact, append
from kernel.errors import PlatformError
from kernel.ids import TenantId, UserId

EVERY_OTHER = ""
MOST_YEARS = 100
MOST_SHOWN = 500


class RuleRefused(PlatformError):
    """A rule like this makes no sense; give a number of years, or none to keep for good."""

    code = "rule_refused"


@dataclass(frozen=True, slots=True)
class Due:
    """A letter whose time is over, and under which rule.

    Attributes:
        is_early: The common minimum of the law for its kind is not over; a person should know that.
    """

    document: DocumentSummary
    rule: str
    is_early: bool


def rules_of(session: Session) -> Mapping[str, int]:
    """Years by kind, of the session's tenant; `EVERY_OTHER` for all kinds without a rule of their own."""
    return {row.kind: row.years for row in session.scalars(select(RetentionRule).order_by(RetentionRule.kind))}


def set_rules(
    session: Session, tenant_id: TenantId, rules: Mapping[str, int], user_id: UserId, at: dt.datetime
) -> None:
    """Put these rules in the place of all present ones.

    Raises:
        RuleRefused: A number of years is no such number.
    """
    if any(not 0 <= years <= MOST_YEARS for years in rules.values()):
        raise RuleRefused(f"a rule has between 0 and {MOST_YEARS} years", reason="years")
    if dict(rules_of(session)) == dict(rules):
        return
    session.execute(delete(RetentionRule).where(RetentionRule.tenant_id == tenant_id))
    session.add_all(
        RetentionRule(tenant_id=tenant_id, kind=kind, years=years, set_at=at, set_by=user_id)
        for kind, years in sorted(rules.items())
    )
    told = [f"{kind or 'every other'}: {years}" for kind, years in sorted(rules.items())]
    append(session, AuditFact(tenant_id, user_id, "retention_rules_set", "tenant", tenant_id, {"rules": told}), at)


def would_go(session: Session, today: dt.date, limit: int = MOST_SHOWN) -> tuple[Due, ...]:
    """The filed letters whose time is over under the tenant's rules, the oldest first; what is on hold is left out."""
    rules = rules_of(session)
    if not rules:
        return ()
    start = func.coalesce(Document.document_date, func.date(Document.received_at))
    last_days = {kind: dt.date(today.year - years - 1, 12, 31) for kind, years in rules.items()}
    over = [and_(Document.kind == kind, start <= last) for kind, last in last_days.items() if kind != EVERY_OTHER]
    if EVERY_OTHER in last_days:
        others = or_(Document.kind.is_(None), Document.kind.not_in([kind for kind in rules if kind != EVERY_OTHER]))
        over.append(and_(others, start <= last_days[EVERY_OTHER]))
    held = select(LegalHold.document_id)
    rows = select(Document).where(or_(*over), Document.state == DocumentState.FILED, Document.id.not_in(held))
    rows = rows.order_by(start, Document.id).limit(limit)
    return tuple(_due(row, rules, today) for row in session.scalars(rows))


def _due(row: Document, rules: Mapping[str, int], today: dt.date) -> Due:
    kind = row.kind if row.kind in rules else EVERY_OTHER
    rule = f"{kind or 'every other kind'}: {rules[kind or EVERY_OTHER]} years"
    return Due(summary_of(row), rule, not years_are_over(row.retain_until, today))

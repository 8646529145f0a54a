"""Tables of the audit journal; the database itself refuses to change or delete an entry."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kernel.db import Base, TenantOwned, UtcDateTime
from kernel.ids import new_id


class AuditEntry(TenantOwned, Base):
    """One link of a tenant's chain.

    Attributes:
        sequence: Counted from 1 without gaps within the tenant.
        actor: A user's id, or ``system:`` and the room that acted.
        details: Ids, names of fields and codes; never content.
        previous_hash: Hash of the entry before, 64 zeros for the first.
        hash: SHA-256 over all of the above in canonical JSON, 64 hex digits.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (
        UniqueConstraint("tenant_id", "sequence"),
        Index("ix_audit_entries_subject", "tenant_id", "subject_kind", "subject_id"),
        Index("ix_audit_entries_action", "tenant_id", "action", "sequence"),
        Index("ix_audit_entries_actor", "tenant_id", "actor", "sequence"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    sequence: Mapped[int]
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(String(60))
    action: Mapped[str] = mapped_column(String(60))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(String(64))
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(TenantOwned, Base):
    """The end of a tenant's chain; locked while an entry is added, so that writers line up."""

    __tablename__ = "audit_heads"

    tenant_id: Mapped[str] = mapped_column(ForeignKey("tenants.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(default=0)
    hash: Mapped[str] = mapped_column(String(64))
    at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

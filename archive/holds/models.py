"""Table of legal holds."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from kernel.db import Base, TenantOwned, UtcDateTime


class LegalHold(TenantOwned, Base):
    """A letter that may not go, whatever rule or wish says so."""

    __tablename__ = "legal_holds"

    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    placed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    placed_by: Mapped[str] = mapped_column(String(60))

"""Table of what cuts taught."""

from __future__ import annotations

from sqlalchemy import Index, PrimaryKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from kernel.db import Base, TenantOwned


class CutMark(TenantOwned, Base):
    """One mark of a page before which somebody cut a letter apart, or joined two; see `lessons`.

    Attributes:
        lesson_id: The rearrangement that taught it; it may be gone, with the letters that it was about.
        begins: Whether a letter begins with such a page, or goes on.
        mark: A keyed hash; `trait` says what of: "sender" or "head".
    """

    __tablename__ = "cut_marks"
    __table_args__ = (
        PrimaryKeyConstraint("tenant_id", "lesson_id", "mark"),
        Index("ix_cut_marks_mark", "tenant_id", "mark"),
    )

    lesson_id: Mapped[str] = mapped_column(String(32))
    begins: Mapped[bool]
    mark: Mapped[str] = mapped_column(String(64))
    trait: Mapped[str] = mapped_column(String(8))

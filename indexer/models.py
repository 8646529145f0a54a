"""Tables of finding: which index of the PostgreSQL engine is in force, and what people looked for."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, PrimaryKeyConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from kernel.db import Base, TenantOwned, UtcDateTime
from kernel.ids import new_id


class SearchIndex(TenantOwned, Base):
    """One index of a tenant in PostgreSQL: the one in force, or a fresh one that a rebuild fills.

    Its words are in tables of its own, which only this row names.

    Attributes:
        name: Of the tables; not to be guessed.
        is_in_force: Whether it answers searches.
        form: How its tables are laid out; another one asks to be rebuilt.
    """

    __tablename__ = "search_indexes"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    is_in_force: Mapped[bool]
    form: Mapped[int]


class SearchTouched(TenantOwned, Base):
    """A document that was indexed or removed while a rebuild ran: it is read once more before the end of it."""

    __tablename__ = "search_touched"
    __table_args__ = (PrimaryKeyConstraint("tenant_id", "document_id"),)

    document_id: Mapped[str] = mapped_column(String(32))


class SavedSearch(TenantOwned, Base):
    """A question that a person gave a name.

    Attributes:
        question: As the end of an address: "q=water&kind=invoice".
        seen_at: When its answer was last looked at; letters received since are new.
        deleted_at: When it was deleted; for a while that can be taken back.
    """

    __tablename__ = "saved_searches"
    __table_args__ = (Index("ix_saved_searches_person", "tenant_id", "user_id"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    name: Mapped[str] = mapped_column(String(80))
    question: Mapped[str] = mapped_column(Text)
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    deleted_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class PastSearch(TenantOwned, Base):
    """Words that a person looked for and found something with; suggested to that person only, and not for ever."""

    __tablename__ = "past_searches"
    __table_args__ = (PrimaryKeyConstraint("tenant_id", "user_id", "text"),)

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    text: Mapped[str] = mapped_column(String(200))
    asked_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)

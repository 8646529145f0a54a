"""Tables of organising: what people add to letters, and what they changed, to be taken back."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from archive.models import Document, DocumentSeen
from kernel.db import Base, TenantOwned, UtcDateTime
from kernel.ids import new_id

ONE_DOCUMENT = "documents.id"
# What is new to a person is what nobody opened, which is few, and what only others did.
UNOPENED = text("opened_at IS NULL")
Index("ix_documents_seen_readers", DocumentSeen.tenant_id, DocumentSeen.user_id, DocumentSeen.document_id)
Index("ix_documents_unopened", Document.tenant_id, Document.state, postgresql_where=UNOPENED, sqlite_where=UNOPENED)


class Label(TenantOwned, Base):
    """A word that a tenant puts on letters.

    Attributes:
        colour: Name of a colour of the screens; never the colour itself.
        folded: What must be unique: the name without capitals, or the id once the label was removed.
        removed_at: Since when it is shown nowhere; its letters keep it, so that it can be brought back.
    """

    __tablename__ = "labels"
    __table_args__ = (UniqueConstraint("tenant_id", "folded"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(40))
    colour: Mapped[str] = mapped_column(String(12))
    folded: Mapped[str] = mapped_column(String(160))
    removed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class Folder(TenantOwned, Base):
    """A place that letters lie in, one each; within another folder or by itself.

    Attributes:
        folded: What must be unique: the place and the name without capitals, or the id once it was removed.
        removed_at: As with labels.
    """

    __tablename__ = "folders"
    __table_args__ = (UniqueConstraint("tenant_id", "folded"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("folders.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    folded: Mapped[str] = mapped_column(String(240))
    removed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class DocumentLabel(TenantOwned, Base):
    """That a letter bears a label."""

    __tablename__ = "document_labels"

    label_id: Mapped[str] = mapped_column(ForeignKey("labels.id"), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey(ONE_DOCUMENT, ondelete="CASCADE"), primary_key=True, index=True)


class DocumentFolder(TenantOwned, Base):
    """The folder that a letter lies in."""

    __tablename__ = "document_folders"

    document_id: Mapped[str] = mapped_column(ForeignKey(ONE_DOCUMENT, ondelete="CASCADE"), primary_key=True)
    folder_id: Mapped[str] = mapped_column(ForeignKey("folders.id"), index=True)


class DocumentStar(TenantOwned, Base):
    """That a letter matters to one person."""

    __tablename__ = "document_stars"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey(ONE_DOCUMENT, ondelete="CASCADE"), primary_key=True, index=True)


class DocumentSnooze(TenantOwned, Base):
    """That a person wants to see a letter again on a day, and not before."""

    __tablename__ = "document_snoozes"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey(ONE_DOCUMENT, ondelete="CASCADE"), primary_key=True, index=True)
    until: Mapped[dt.date]


class DocumentAssignment(TenantOwned, Base):
    """Who of the tenant's people takes care of a letter."""

    __tablename__ = "document_assignments"

    document_id: Mapped[str] = mapped_column(ForeignKey(ONE_DOCUMENT, ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)


class DocumentNote(TenantOwned, Base):
    """What somebody wrote about a letter, for everybody who may read it.

    Attributes:
        author_id: A user's id, or "system:" and the program that wrote it.
        removed_at: Since when nobody sees it; the text itself goes a day later.
    """

    __tablename__ = "document_notes"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    document_id: Mapped[str] = mapped_column(ForeignKey(ONE_DOCUMENT, ondelete="CASCADE"), index=True)
    author_id: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    edited_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    removed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class Organising(TenantOwned, Base):
    """One change of somebody's to one or more letters, kept to be taken back.

    Attributes:
        aspect: What was changed: "star", "folder", "label:" and its id, and so on; see `aspects`.
    """

    __tablename__ = "organisings"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    aspect: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str] = mapped_column(String(60), index=True)
    undone_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class OrganisedDocument(TenantOwned, Base):
    """What one change did to one letter: its value before and after, in the aspect's own spelling."""

    __tablename__ = "organised_documents"

    organising_id: Mapped[str] = mapped_column(ForeignKey("organisings.id", ondelete="CASCADE"), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey(ONE_DOCUMENT, ondelete="CASCADE"), primary_key=True, index=True)
    before: Mapped[str | None] = mapped_column(String(80))
    after: Mapped[str | None] = mapped_column(String(80))


class CalendarFeed(TenantOwned, Base):
    """The address at which a calendar program fetches one person's days of one tenant.

    Attributes:
        token_hash: SHA-256 of the secret in the address; 256 random bits need no salt.
        tells_sender: Entries name the kind and the sender of the letter; the person asked for that.
        fetched_at: To the hour.
    """

    __tablename__ = "calendar_feeds"
    __table_args__ = (UniqueConstraint("tenant_id", "user_id"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    tells_sender: Mapped[bool]
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    fetched_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

"""Tables of notifications: what people chose, what there is to tell them, and the mails that came of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, PrimaryKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from kernel.db import Base, TenantOwned, UtcDateTime
from kernel.ids import new_id
from notifications.kinds import Kind, Rhythm


class NotificationChoice(TenantOwned, Base):
    """What a person wants to be told about one mailbox; without a row the usual counts.

    Attributes:
        kinds: Values of `Kind`.
    """

    __tablename__ = "notification_choices"
    __table_args__ = (PrimaryKeyConstraint("tenant_id", "user_id"),)

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    rhythm: Mapped[Rhythm]
    kinds: Mapped[list[str]] = mapped_column(JSON)


class NotificationHours(Base):
    """When a person may be written to, whatever the mailbox.

    Attributes:
        quiet_from_min: Minute of the local day at which quiet begins, `quiet_until_min` at which it ends.
        stopped_at: Since when they want none of these mails at all: they followed the link in one.
    """

    __tablename__ = "notification_hours"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    time_zone: Mapped[str] = mapped_column(String(60))
    quiet_from_min: Mapped[int | None]
    quiet_until_min: Mapped[int | None]
    stopped_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class NewsItem(TenantOwned, Base):
    """One thing to tell one person; it stays for a while after it was told, so that it is told once.

    Attributes:
        subject_id: What it is about: the letter, the task with its day, the file.
        told_at: When it was counted in a mail, or dropped because nobody needs to hear it any more.
    """

    __tablename__ = "news_items"
    __table_args__ = (
        PrimaryKeyConstraint("tenant_id", "user_id", "kind", "subject_id"),
        Index("ix_news_items_untold", "user_id", "told_at"),
    )

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[Kind]
    subject_id: Mapped[str] = mapped_column(String(64))
    noted_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    told_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class NewsTurn(TenantOwned, Base):
    """That somebody has something to be told about one mailbox, and when their turn comes."""

    __tablename__ = "news_turns"
    __table_args__ = (PrimaryKeyConstraint("tenant_id", "user_id"),)

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    due_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)


class Announcement(Base):
    """One mail of counts to one person, perhaps about several mailboxes.

    Attributes:
        counts: For each mailbox its `tenant_id` and, by kind, how many.
    """

    __tablename__ = "announcements"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    counts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class PushDevice(Base):
    """A browser on which one person wants to be told; its address is a secret between it, its push service and us.

    Attributes:
        endpoint: Where its push service takes messages for it (RFC 8030); whoever knows it and our key can send some.
        endpoint_hash: SHA-256 of that, in hexadecimal: the same browser is one row.
        public_key: The browser's key, an uncompressed point of P-256 in base64url (RFC 8291 §2.1).
        secret: What only the browser and we know, in base64url (RFC 8291 §3.2).
        browser: Its family, for the person's own list.
    """

    __tablename__ = "push_devices"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    endpoint: Mapped[str] = mapped_column(String(2_000))
    endpoint_hash: Mapped[str] = mapped_column(String(64), unique=True)
    public_key: Mapped[str] = mapped_column(String(100))
    secret: Mapped[str] = mapped_column(String(40))
    browser: Mapped[str] = mapped_column(String(80))
    added_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)

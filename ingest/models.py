"""Tables of uploads that arrive in parts, and of files that were refused at the door."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from kernel.db import Base, TenantOwned, UtcDateTime
from kernel.ids import new_id


class Upload(TenantOwned, Base):
    """A large file on its way; each part is a blob of its own until the file is whole.

    Attributes:
        parts: `[blob key, size in bytes]` of each part, in order.
        intake_id: The item that the finished upload became.
    """

    __tablename__ = "uploads"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    user_id: Mapped[str] = mapped_column(String(32))
    file_name: Mapped[str] = mapped_column(String(255))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    received_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    parts: Mapped[list[list[Any]]] = mapped_column(JSON, default=list)
    started_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    intake_id: Mapped[str | None] = mapped_column(String(32))


class RefusedFile(TenantOwned, Base):
    """A file in a watched folder that was not taken; it lies among the refused ones beside where it was put.

    Attributes:
        folder: The watched folder, as the settings name it.
        kept_as: Its name in the folder of refused files.
        settled_at: Since when a person has dealt with it; the file itself stays.
    """

    __tablename__ = "refused_files"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    channel: Mapped[str] = mapped_column(String(20))
    folder: Mapped[str] = mapped_column(String(500))
    file_name: Mapped[str] = mapped_column(String(255))
    kept_as: Mapped[str] = mapped_column(String(255))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    cause_code: Mapped[str] = mapped_column(String(80))
    refused_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    settled_by: Mapped[str | None] = mapped_column(String(60))

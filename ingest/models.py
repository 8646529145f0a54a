"""Table of uploads that arrive in parts."""

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

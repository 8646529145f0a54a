"""Table of share links."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from archive.sharing.forms import SharedForm
from kernel.db import Base, TenantOwned, UtcDateTime


class ShareLink(TenantOwned, Base):
    """A link that opens one document to whoever has it; the row goes with the document.

    Attributes:
        token_hash: SHA-256 of the secret in the link; the secret itself is kept nowhere.
        label: Whom it is for, in the words of the one who made it.
        password_hash: Of the password that it asks for as well; None where it asks for none.
        most_openings: After so many openings it opens no more; None where it only ends by time.
    """

    __tablename__ = "share_links"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    form: Mapped[SharedForm]
    label: Mapped[str] = mapped_column(String(80))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    most_openings: Mapped[int | None]
    openings: Mapped[int] = mapped_column(default=0)
    last_opened_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str] = mapped_column(String(60))
    expires_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

"""Tables of exports."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import JSON, BigInteger, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from archive.export.forms import ExportForm
from archive.export.lifecycle import ExportState
from kernel.db import Base, TenantOwned, UtcDateTime
from kernel.ids import new_id


class Export(TenantOwned, Base):
    """Documents that somebody takes along as one file.

    Attributes:
        document_ids: What was chosen; None for everything of the tenant.
        question: The search by which it was chosen, for people to recognise it.
        separator: Between the fields of the list: "," or ";"; with ";" amounts have a decimal comma.
        has_bom: The list begins with the mark by which some spreadsheets know UTF-8.
        done: Documents that are in the file so far.
        missing: Of those that were chosen, how many had left or could not be read; the file lists them.
        expires_at: When the finished file is removed.
    """

    __tablename__ = "exports"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    form: Mapped[ExportForm]
    document_ids: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    question: Mapped[str | None] = mapped_column(Text)
    separator: Mapped[str] = mapped_column(String(1))
    has_bom: Mapped[bool]
    state: Mapped[ExportState]
    ordered_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    ordered_by: Mapped[str] = mapped_column(String(60))
    total: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    missing: Mapped[int] = mapped_column(default=0)
    size_bytes: Mapped[int | None] = mapped_column(BigInteger)
    sha256: Mapped[str | None] = mapped_column(String(64))
    ended_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    expires_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    failure_code: Mapped[str | None] = mapped_column(String(80))


class ExportPart(TenantOwned, Base):
    """A piece of a finished export: short enough to be sealed, proven and sent without holding the whole."""

    __tablename__ = "export_parts"
    __table_args__ = (UniqueConstraint("export_id", "position"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    export_id: Mapped[str] = mapped_column(ForeignKey("exports.id"))
    position: Mapped[int]
    blob_key: Mapped[str] = mapped_column(String(64))
    size_bytes: Mapped[int]

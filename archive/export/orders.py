"""Ordering an export, following it, and removing it when its time is over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from archive.batches import Emitter
from archive.export.events import ExportOrdered
from archive.export.forms import ExportForm
from archive.export.lifecycle import EXPORT, ExportMove, ExportState
from archive.export.models import Export, ExportPart
from archive.lifecycle import DocumentState
from archive.models import Document
from kernel.audit.journal import AuditFact, Detail, append
from kernel.errors import NotFound, PlatformError
from kernel.ids import DocumentId, TenantId, UserId, new_id

MOST_CHOSEN = 10_000
MOST_AT_ONCE = 3
MOST_SHOWN = 20
# What is taken along when nothing was chosen: everything that is in its owner's archive.
TAKEN = (DocumentState.FILED,)


class ExportRefused(PlatformError):
    """An export like this cannot be made; the reason says what to change."""

    code = "export_refused"


@dataclass(frozen=True, slots=True)
class OrderExport:
    """An export as somebody wants it.

    Attributes:
        document_ids: What to take along; None for everything.
        question: The search that found them, if one did.
    """

    tenant_id: TenantId
    user_id: UserId
    form: ExportForm
    document_ids: tuple[DocumentId, ...] | None = None
    question: str | None = None
    separator: str = ","
    has_bom: bool = False


@dataclass(frozen=True, slots=True)
class ExportView:
    """An export as people and programs see it."""

    export_id: str
    form: ExportForm
    is_everything: bool
    question: str | None
    state: ExportState
    ordered_at: dt.datetime
    ordered_by: str
    total: int
    done: int
    missing: int
    size_bytes: int | None
    sha256: str | None
    ended_at: dt.datetime | None
    expires_at: dt.datetime | None
    failure_code: str | None

    @property
    def is_over(self) -> bool:
        """Nothing more happens by itself, but that the file goes after its time."""
        return self.state is not ExportState.ORDERED

    @property
    def file_name(self) -> str:
        """What the file is called on somebody's own disk; it tells no names."""
        ending = {ExportForm.ZIP: "zip", ExportForm.BAGIT: "bag.zip", ExportForm.CSV: "csv"}[self.form]
        return f"postkamer-{self.ordered_at:%Y-%m-%d}-{self.export_id[:8]}.{ending}"


def order_export(uow: Emitter, command: OrderExport, at: dt.datetime) -> ExportView:
    """Set an export going; who ordered what is in the journal.

    Raises:
        ExportRefused: Nothing or too much was chosen, or enough is being made already.
    """
    total = _count(uow.session, command)
    under_way = select(func.count()).select_from(Export).where(Export.state == ExportState.ORDERED)
    if (uow.session.scalar(under_way) or 0) >= MOST_AT_ONCE:
        raise ExportRefused("some exports are being made already; wait for one of them", reason="busy")
    row = Export(
        id=new_id(), tenant_id=command.tenant_id, form=command.form, question=command.question,
        document_ids=None if command.document_ids is None else list(dict.fromkeys(command.document_ids)),
        separator=command.separator, has_bom=command.has_bom, state=EXPORT.initial, ordered_at=at,
        ordered_by=command.user_id, total=total, done=0, missing=0,
    )  # fmt: skip
    uow.session.add(row)
    note(uow.session, row, command.user_id, "export_ordered", at, form=row.form.value, documents=total)
    uow.emit(ExportOrdered(command.tenant_id, row.id))
    return view_of(row)


def retry_export(uow: Emitter, export_id: str, user_id: UserId, at: dt.datetime) -> None:
    """Make an export that failed once more.

    Raises:
        NotFound: There is no such export in this scope.
        MoveRefused: It did not fail.
    """
    row = export_row(uow.session, export_id)
    row.state, row.failure_code, row.done = EXPORT.next(row.state, ExportMove.RETRY), None, 0
    note(uow.session, row, user_id, "export_retried", at)
    uow.emit(ExportOrdered(TenantId(row.tenant_id), row.id))


def remove_export(session: Session, export_id: str, user_id: UserId, at: dt.datetime) -> None:
    """Let the file go before its time; the store's sweep removes what no row names.

    Raises:
        NotFound: There is no such export in this scope.
        MoveRefused: It is being made.
    """
    remove_row(session, export_row(session, export_id), user_id, at)


def forget_exports(session: Session, at: dt.datetime) -> int:
    """Let go of every file whose time is over; tells how many. Needs the system scope."""
    rows = select(Export).where(Export.state == ExportState.READY, Export.expires_at <= at)
    gone = list(session.scalars(rows.order_by(Export.tenant_id, Export.id).with_for_update()))
    for row in gone:
        remove_row(session, row, "system:housekeeping", at)
    return len(gone)


def exports_of(session: Session, limit: int = MOST_SHOWN) -> tuple[ExportView, ...]:
    """The last exports of the session's tenant, the latest first."""
    rows = select(Export).order_by(Export.ordered_at.desc(), Export.id).limit(limit)
    return tuple(map(view_of, session.scalars(rows)))


def get_export(session: Session, export_id: str) -> ExportView:
    """One export.

    Raises:
        NotFound: There is no such export in this scope.
    """
    return view_of(export_row(session, export_id))


def note_download(session: Session, export_id: str, user_id: UserId, at: dt.datetime) -> None:
    """Write down who took the file away.

    Raises:
        NotFound: There is no such export in this scope.
    """
    note(session, export_row(session, export_id), user_id, "export_downloaded", at)


def export_row(session: Session, export_id: str) -> Export:
    """The row, locked until the transaction ends.

    Raises:
        NotFound: There is no such export in this scope.
    """
    row = session.scalars(select(Export).where(Export.id == export_id).with_for_update()).one_or_none()
    if row is None:
        raise NotFound("there is no such export; look at the list", export_id=export_id)
    return row


def note(session: Session, row: Export, actor: str, action: str, at: dt.datetime, **details: Detail) -> None:
    """Write down in the tenant's journal what happened to an export."""
    append(session, AuditFact(TenantId(row.tenant_id), actor, action, "export", row.id, details), at)


def view_of(row: Export) -> ExportView:
    """A row as it may be shown."""
    return ExportView(
        export_id=row.id, form=row.form, is_everything=row.document_ids is None, question=row.question,
        state=row.state, ordered_at=row.ordered_at, ordered_by=row.ordered_by, total=row.total, done=row.done,
        missing=row.missing, size_bytes=row.size_bytes, sha256=row.sha256, ended_at=row.ended_at,
        expires_at=row.expires_at, failure_code=row.failure_code,
    )  # fmt: skip


def _count(session: Session, command: OrderExport) -> int:
    if command.document_ids is None:
        everything = select(func.count()).select_from(Document).where(Document.state.in_(TAKEN))
        return session.scalar(everything) or 0
    chosen = len(set(command.document_ids))
    if not 1 <= chosen <= MOST_CHOSEN:
        message = f"choose between one and {MOST_CHOSEN} letters, or everything"
        raise ExportRefused(message, reason="nothing" if chosen == 0 else "too_many")
    return chosen


def remove_row(session: Session, row: Export, actor: str, at: dt.datetime) -> None:
    """Let the file of one row go, in the caller's transaction."""
    row.state = EXPORT.next(row.state, ExportMove.REMOVE)
    # Which letters were taken along is of no use any more.
    row.document_ids, row.question = None, None
    session.execute(delete(ExportPart).where(ExportPart.export_id == row.id))
    note(session, row, actor, "export_removed", at)

"""Making an export's file, in the background: one document after another, from the first again after a crash.

Nothing names the pieces before all of them are there; then one transaction does. What a
killed worker left behind is swept like everything that no row names, and usually used
again before: the same documents give the same pieces.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from archive.export.carried import Carried, carried_with
from archive.export.contents import Entry, cells_of, entries_of, plain_name
from archive.export.csv_list import Dialect, heading, line
from archive.export.forms import ExportForm
from archive.export.lifecycle import EXPORT, ExportMove, ExportState
from archive.export.models import Export, ExportPart
from archive.export.orders import TAKEN, ExportView, export_row, note, view_of
from archive.export.packing import BagPackage, Package, ZipPackage
from archive.export.parts import PartSink
from archive.lifecycle import DocumentState, IntakeState
from archive.models import Document, IntakeItem, Page
from archive.organising.aspects import Hand
from archive.repository import get_document
from archive.views import DocumentView
from kernel.blobs.api import BlobDamaged, BlobMissing, BlobStore
from kernel.clock import Clock
from kernel.errors import NotFound, PlatformError
from kernel.ids import DocumentId, TenantId, UserId
from kernel.logs import get_logger
from kernel.outbox.inbox import RetryPolicy, Ticket, abandon, claim
from kernel.tenancy.repository import get_tenant
from kernel.tenancy.scope import TenantScope
from kernel.unit_of_work import Database

PATIENT = RetryPolicy(attempts=6)
SYSTEM_EXPORT = "system:export"
TOLD_EVERY = 25
LIST, LOST = "documents.csv", "missing.txt"
log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ExportDeps:
    """What making exports needs; `kept` is how long a finished file stays."""

    database: Database
    blobs: BlobStore
    clock: Clock
    kept: dt.timedelta = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class _Order:
    """An order with what its file says of the one who takes it."""

    view: ExportView
    tenant_id: TenantId
    tenant_name: str
    document_ids: tuple[DocumentId, ...]
    dialect: Dialect

    @property
    def hand(self) -> Hand:
        """Who takes the letters along; a star is theirs."""
        at = self.view.ordered_at
        return Hand(self.tenant_id, UserId(self.view.ordered_by), at, at.date())


def build_export(deps: ExportDeps, ticket: Ticket) -> None:
    """Make the file that the ticket names; one that was made, removed or erased meanwhile is left alone.

    Raises:
        BlobStoreFull: There is no room for it; tried again later.
        BlobStoreUnavailable: The store does not answer.
    """
    order = _load(deps, ticket)
    if order is None:
        with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
            claim(uow.session, ticket.message_id, deps.clock.now())
            uow.commit()
        return
    sink = PartSink(deps.blobs, order.tenant_id)
    missing = _Making(deps, order, sink).make()
    sink.finish()
    now = deps.clock.now()
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        claim(uow.session, ticket.message_id, now)
        row = _store(uow.session, order, sink, now, now + deps.kept)
        row.missing = missing
        told = {"documents": row.total, "missing": missing, "sha256": row.sha256}
        note(uow.session, row, SYSTEM_EXPORT, "export_made", now, **told)
        uow.commit()
    log.info("export_made", export_id=order.view.export_id, documents=len(order.document_ids), missing=missing)


def give_up_export(deps: ExportDeps, ticket: Ticket, error: PlatformError) -> None:
    """Show that it failed; whoever ordered it can have it tried again."""
    now = deps.clock.now()
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        abandon(uow.session, ticket.message_id, error.code, now)
        row = uow.session.get(Export, ticket.payload["export_id"], with_for_update=True)
        if row is not None and row.state is ExportState.ORDERED:
            row.state, row.failure_code = EXPORT.next(row.state, ExportMove.FAIL), error.code
            row.ended_at = now
            note(uow.session, row, SYSTEM_EXPORT, "export_failed", now, cause=error.code)
        uow.commit()


class _Making:
    """One run over the documents of an order."""

    def __init__(self, deps: ExportDeps, order: _Order, sink: PartSink) -> None:
        self._deps, self._order, self._sink = deps, order, sink
        self._lost: list[str] = []

    def make(self) -> int:
        """Write everything; tells how many documents could not be taken along."""
        if self._order.view.form is ExportForm.CSV:
            self._sink.write(heading(self._order.dialect))
            for document, carried in self._documents():
                self._sink.write(line(cells_of(document, carried, None, self._order.dialect), self._order.dialect))
        else:
            self._pack(self._package())
        return len(self._lost)

    def _pack(self, package: Package) -> None:
        listed = bytearray(heading(self._order.dialect))
        for document, carried in self._documents():
            listed += self._add(package, document, carried)
        if self._order.view.is_everything:
            for entry in self._unfiled():
                package.add(entry)
        at = self._order.view.ordered_at
        package.add(Entry(LIST, bytes(listed), at, is_text=True))
        if self._lost:
            package.add(Entry(LOST, "".join(f"{each}\n" for each in self._lost).encode(), at, is_text=True))
        package.finish()

    def _add(self, package: Package, document: DocumentView, carried: Carried) -> bytes:
        """Put a document in; the answer is its line in the list."""
        pdf_sha256, dialect = None, self._order.dialect
        try:
            for entry in entries_of(self._deps.blobs, self._order.tenant_id, document, carried):
                if entry.path.endswith("/document.pdf"):
                    pdf_sha256 = hashlib.sha256(entry.content).hexdigest()
                package.add(entry)
        except (BlobMissing, BlobDamaged) as error:
            self._lost.append(f"{document.summary.document_id} {error.code}")
        return line(cells_of(document, carried, pdf_sha256, dialect), dialect)

    def _package(self) -> Package:
        if self._order.view.form is ExportForm.ZIP:
            return ZipPackage(self._sink)
        view = self._order.view
        info = {"Source-Organization": self._order.tenant_name, "External-Identifier": view.export_id}
        return BagPackage(self._sink, view.file_name.removesuffix(".bag.zip"), view.ordered_at, info)

    def _documents(self) -> Iterator[tuple[DocumentView, Carried]]:
        ids = self._order.document_ids
        for first in range(0, len(ids), TOLD_EVERY):
            some = ids[first : first + TOLD_EVERY]
            with self._deps.database.reading(TenantScope(self._order.tenant_id)) as session:
                carried = carried_with(session, self._order.hand, some)
            yield from ((document, carried[document.summary.document_id]) for document in self._loaded(some))
            self._tell(first + len(some))

    def _loaded(self, document_ids: Sequence[DocumentId]) -> Iterator[DocumentView]:
        for document_id in document_ids:
            try:
                with self._deps.database.reading(TenantScope(self._order.tenant_id)) as session:
                    document = get_document(session, document_id)
            except NotFound:
                # It left for another tenant, or was erased, since it was chosen.
                self._lost.append(f"{document_id} not_found")
            else:
                yield document

    def _tell(self, done: int) -> None:
        with self._deps.database.unit_of_work(TenantScope(self._order.tenant_id)) as uow:
            uow.session.execute(update(Export).where(Export.id == self._order.view.export_id).values(done=done))
            uow.commit()

    def _unfiled(self) -> Iterator[Entry]:
        """What was received and never became a filed letter: the file itself, untouched."""
        with self._deps.database.reading(TenantScope(self._order.tenant_id)) as session:
            items = [(row.id, row.file_name, row.blob_key, row.received_at) for row in _unfiled_items(session)]
        for intake_id, file_name, blob_key, at in items:
            try:
                content = self._deps.blobs.read(self._order.tenant_id, blob_key)
            except (BlobMissing, BlobDamaged) as error:
                self._lost.append(f"{intake_id} {error.code}")
                continue
            yield Entry(f"received/{intake_id} {plain_name(file_name, 120) or 'file'}", content, at)


def _load(deps: ExportDeps, ticket: Ticket) -> _Order | None:
    with deps.database.reading(TenantScope(ticket.tenant_id)) as session:
        row = session.get(Export, ticket.payload["export_id"])
        if row is None or row.state is not ExportState.ORDERED:
            return None
        ids = _everything(session) if row.document_ids is None else map(DocumentId, row.document_ids)
        name = get_tenant(session, ticket.tenant_id).name
        return _Order(view_of(row), ticket.tenant_id, name, tuple(ids), Dialect(row.separator, row.has_bom))


def _everything(session: Session) -> Sequence[DocumentId]:
    rows = select(Document.id).where(Document.state.in_(TAKEN)).order_by(Document.received_at, Document.id)
    return [DocumentId(each) for each in session.scalars(rows)]


def _unfiled_items(session: Session) -> list[IntakeItem]:
    given_up = select(Page.intake_id).join(Document, Page.document_id == Document.id)
    given_up = given_up.where(Document.state != DocumentState.FILED, Page.intake_id.is_not(None))
    wanted = select(IntakeItem).where(
        IntakeItem.released_at.is_(None),
        or_(IntakeItem.state == IntakeState.QUARANTINED, IntakeItem.id.in_(given_up)),
    )
    return list(session.scalars(wanted.order_by(IntakeItem.received_at, IntakeItem.id)))


def _store(session: Session, order: _Order, sink: PartSink, at: dt.datetime, until: dt.datetime) -> Export:
    """Name the pieces, all at once; nothing is named where the order was removed or erased meanwhile."""
    row = export_row(session, order.view.export_id)
    row.state = EXPORT.next(row.state, ExportMove.FINISH)
    row.total = row.done = len(order.document_ids)
    row.sha256, row.size_bytes = sink.sha256, sink.size_bytes
    row.ended_at, row.expires_at = at, until
    session.add_all(
        ExportPart(
            tenant_id=order.tenant_id, export_id=row.id, position=position, blob_key=part.blob_key,
            size_bytes=part.size_bytes,
        )
        for position, part in enumerate(sink.parts)
    )  # fmt: skip
    return row

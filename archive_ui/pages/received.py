"""What was received and what became of it, live."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from archive.lifecycle import DocumentState, IntakeState
from archive.repository import Progress, batch_documents, list_intake, progress
from archive.views import DocumentSummary, IntakeView
from archive_ui.live import live_page, live_part, tag_of
from archive_ui.routes import TenantRoute, TenantVisit
from kernel.ids import BatchId
from kernel.tenancy.roles import Permission

MOST_BATCHES = 25


@dataclass(frozen=True, slots=True)
class Delivery:
    """One batch with its items, as people think of it: an upload, or a scan run."""

    items: tuple[IntakeView, ...]
    progress: Progress
    documents: tuple[DocumentSummary, ...]

    @property
    def quarantined(self) -> tuple[IntakeView, ...]:
        """Items that could not be opened."""
        return tuple(item for item in self.items if item.state is IntakeState.QUARANTINED)

    @property
    def has_failures(self) -> bool:
        """A page or a letter was given up."""
        failed = any(document.state is DocumentState.FAILED for document in self.documents)
        return failed or bool(self.progress.pages_failed)

    @property
    def is_over(self) -> bool:
        """Nothing more will happen by itself."""
        return self.progress.is_over

    @property
    def steps_done(self) -> int:
        """Steps behind us: every item opened, every page read, every document filed."""
        done = self.progress
        return done.items_done + done.pages_read + done.pages_failed + done.documents - done.documents_pending

    @property
    def steps(self) -> int:
        """Steps in all, as far as they are known yet; never 0."""
        known = self.progress
        return max((known.items_expected or len(self.items)) + known.pages + max(known.documents, 1), 1)


def show_received(visit: TenantVisit) -> ResponseReturnValue:
    """The page; its list looks again by itself."""
    deliveries = _deliveries(visit)
    return live_page("received.html", tag_of(deliveries), deliveries=deliveries)


def show_received_list(visit: TenantVisit) -> ResponseReturnValue:
    """The list alone; 304 while nothing changed."""
    deliveries = _deliveries(visit)
    return live_part("received_list.html", tag_of(deliveries), deliveries=deliveries)


def _deliveries(visit: TenantVisit) -> list[Delivery]:
    with visit.reading() as session:
        items = list_intake(session)
        batches: dict[BatchId, list[IntakeView]] = {}
        for item in items:
            batches.setdefault(item.batch_id, []).append(item)
        return [_delivery(session, batch_id, kept) for batch_id, kept in list(batches.items())[:MOST_BATCHES]]


def _delivery(session: Session, batch_id: BatchId, items: Iterable[IntakeView]) -> Delivery:
    in_order = sorted(items, key=lambda item: (item.received_at, item.file_name))
    return Delivery(tuple(in_order), progress(session, batch_id), tuple(batch_documents(session, batch_id)))


ROUTES = (
    TenantRoute("/t/<tenant>/received", "received", show_received, Permission.READ_DOCUMENTS),
    TenantRoute("/t/<tenant>/received/list", "received_list", show_received_list, Permission.READ_DOCUMENTS),
)

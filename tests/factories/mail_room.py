"""A mail room without machines: a database, a blob store and short ways through the journey."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Engine, select

from archive import batches, filing, intake
from archive.batches import PageRendition
from archive.filing import IndexFields, KeptOriginal, OwnedContent, PageContent, Span, Verdict
from archive.intake import AcceptedItem, NewItem
from archive.models import Page
from archive.page_role import PageRole
from archive.reading import Blankness, PageReading, TextSource
from ingest.receive import IntakeDeps, IntakeLimits, receive
from kernel.ids import BatchId, DocumentId, IntakeId, PageId, TenantId, new_id
from kernel.outbox.models import OutboxEvent
from kernel.tenancy.directory import TenantKind
from kernel.unit_of_work import Database
from tests.factories.outbox import TEST_SCOPE, add_tenants, sqlite_database
from tests.fakes.blob_store import MemoryBlobStore
from tests.fakes.clock import FakeClock

SURE = Verdict(is_sure=True, tenant_confidence=0.99, proposals=(), fields=IndexFields(kind="invoice", subject="Gas"))
DOUBT = Verdict(is_sure=False, tenant_confidence=0.4, proposals=(), fields=IndexFields(kind="other"))


def page_reading(number: int = 1) -> PageReading:
    """A reading of a page with nothing on it."""
    return PageReading(
        number=number, width_px=2480, height_px=3508, dpi=300.0, orientation_deg=0, skew_deg=0.0,
        blankness=Blankness.PRINTED, language="nl", lines=(), barcodes=(), confidence=0.9,
        source=TextSource.RECOGNISED,
    )  # fmt: skip


class MailRoom:
    """An operator with two clients, and hands that do what the workers would."""

    def __init__(self, folder: Path, engine: Engine | None = None) -> None:
        self.clock = FakeClock()
        self.database = sqlite_database(folder, self.clock) if engine is None else Database(engine, self.clock)
        self.blobs = MemoryBlobStore(clock=self.clock)
        (self.operator,) = add_tenants(self.database, ["Scan House"], TenantKind.OPERATOR)
        self.bakery, self.garage = add_tenants(self.database, ["Bakkerij Peeters", "Garage Dupont"])
        self.deps = IntakeDeps(self.database, self.blobs, self.clock, IntakeLimits(bytes_per_file=1_000))

    def new_item(self, tenant_id: TenantId, key: str = "", **more: object) -> NewItem:
        """An upload under a key of its own."""
        given = {"addressee_id": tenant_id, "file_name": "letter.pdf", "received_by": "user", **more}
        return NewItem(tenant_id=tenant_id, channel="upload", natural_key=key or new_id(), **given)  # type: ignore[arg-type]

    def receive(self, tenant_id: TenantId, content: bytes = b"%PDF", key: str = "", **more: object) -> AcceptedItem:
        """Accept a file for a tenant."""
        return receive(self.deps, self.new_item(tenant_id, key, **more), io.BytesIO(content))

    def unpack(self, intake_id: IntakeId, pages: int = 1) -> None:
        """Let so many pages enter, as the unpacking worker would."""
        with self.database.unit_of_work(TEST_SCOPE) as uow:
            intake.unpacked(uow, intake_id, "application/pdf", range(1, pages + 1))
            uow.commit()

    def quarantine(self, intake_id: IntakeId, code: str = "file_broken") -> None:
        """Put an item in quarantine, as the unpacking worker would."""
        with self.database.unit_of_work(TEST_SCOPE) as uow:
            intake.quarantine(uow, intake_id, code, self.clock.now())
            uow.commit()

    def pages(self, batch_id: BatchId) -> list[PageId]:
        """The pages of a batch, in order."""
        with self.database.reading(TEST_SCOPE) as session:
            rows = select(Page.id).where(Page.batch_id == batch_id).order_by(Page.position)
            return [PageId(page_id) for page_id in session.scalars(rows)]

    def read(self, page_id: PageId) -> None:
        """Store a reading, as the reading worker would."""
        with self.database.reading(TEST_SCOPE) as session:
            tenant_id = TenantId(session.get_one(Page, page_id).tenant_id)
        keys = [self.put(tenant_id, f"{what} of {page_id}") for what in ("reading", "image", "thumbnail", "print")]
        with self.database.unit_of_work(TEST_SCOPE) as uow:
            batches.store_reading(uow, page_id, page_reading(), PageRendition(*keys))
            uow.commit()

    def fail(self, page_id: PageId) -> None:
        """Give a page up, as the reading worker would."""
        with self.database.unit_of_work(TEST_SCOPE) as uow:
            batches.fail_page(uow, page_id, "sandbox_crashed")
            uow.commit()

    def separate(self, batch_id: BatchId, *spans: Sequence[PageId]) -> list[DocumentId]:
        """Make one document of each span, as the separating worker would."""
        made = [Span(tuple((page_id, PageRole.CONTENT) for page_id in span)) for span in spans]
        with self.database.unit_of_work(TEST_SCOPE) as uow:
            document_ids = filing.separate(uow, batch_id, made, ())
            uow.commit()
        return document_ids

    def file(self, document_id: DocumentId, owner_id: TenantId, verdict: Verdict = SURE) -> None:
        """Store a verdict with content under the owner's key, as the understanding worker would."""
        content = self.content(document_id, owner_id)
        with self.database.unit_of_work(TEST_SCOPE) as uow:
            filing.file_document(uow, document_id, content, verdict, self.clock.now())
            uow.commit()

    def content(self, document_id: DocumentId, owner_id: TenantId) -> OwnedContent:
        """Content of a document, put under the key of `owner_id`."""
        with self.database.reading(TEST_SCOPE) as session:
            rows = select(Page.id).where(Page.document_id == document_id).order_by(Page.document_position)
            page_ids = list(session.scalars(rows))
        original = self.blobs.put(owner_id, io.BytesIO(f"original of {document_id}".encode()))
        pages = tuple(self._page_content(PageId(p), owner_id, original.key, n) for n, p in enumerate(page_ids, 1))
        kept = (KeptOriginal(original, "application/pdf", "letter.pdf", is_whole=True),)
        return OwnedContent(owner_id, self.put(owner_id, f"pdf of {document_id}"), pages, kept)

    def put(self, tenant_id: TenantId, text: str) -> str:
        """Store a text as a blob; its key."""
        return self.blobs.put(tenant_id, io.BytesIO(text.encode())).key

    def filed_letter(self, owner_id: TenantId, pages: int = 1) -> DocumentId:
        """A scanned letter that was filed with `owner_id`."""
        (document_id,) = self.separated_letter(pages)
        self.file(document_id, owner_id)
        return document_id

    def separated_letter(self, pages: int = 1) -> list[DocumentId]:
        """A letter scanned by the operator that waits to be understood."""
        item = self.receive(self.operator, new_id().encode(), addressee_id=None)
        self.unpack(item.intake_id, pages)
        for page_id in self.pages(item.batch_id):
            self.read(page_id)
        return self.separate(item.batch_id, self.pages(item.batch_id))

    def told(self) -> list[str]:
        """Names of all events so far, in order."""
        with self.database.reading(TEST_SCOPE) as session:
            return list(session.scalars(select(OutboxEvent.name).order_by(OutboxEvent.occurred_at)))

    def wait(self, days: int = 0) -> dt.datetime:
        """Let days pass."""
        return self.clock.advance(days=days)

    def _page_content(self, page_id: PageId, owner_id: TenantId, source_key: str, number: int) -> PageContent:
        reading, image, thumbnail = (
            self.put(owner_id, f"{what} of {page_id}") for what in ("reading", "image", "thumbnail")
        )
        return PageContent(page_id, reading, image, thumbnail, source_key, number)

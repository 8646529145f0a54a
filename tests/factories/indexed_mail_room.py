"""A mail room whose letters can be read, with an index beside it that follows the outbox."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from functools import partial
from pathlib import Path
from typing import Any

from archive import filing
from archive.filing import IndexFields, OwnedContent, PageContent, Verdict
from archive.handover import content_for, held_content
from archive.manual_indexing import Correction, correct_fields, index_by_hand
from archive.models import Document
from archive.reading import Line, PageReading, Word, to_json
from indexer.deps import IndexerDeps
from indexer.engines.api import SearchEngine
from indexer.indexing import PATIENT, give_up_indexing, index_document
from indexer.search import SearchService
from kernel.broker import Job, run_delivery
from kernel.ids import DocumentId, TenantId, UserId
from kernel.outbox.inbox import Inbox
from kernel.outbox.relay import Relay, RelayLimits, Route
from paper.geometry import Box
from tests.factories.mail_room import MailRoom, page_reading
from tests.factories.outbox import TEST_SCOPE, NotingPublisher

INDEX = (Route("indexer.index_document", "index"),)
TOLD = ("DocumentFiled", "DocumentDoubted", "DocumentChanged", "DocumentLeft", "DocumentOrganised")
ROUTES = dict.fromkeys(TOLD, INDEX)


class IndexedMailRoom(MailRoom):
    """Hands that file letters with text, and an indexer that is told of them."""

    def __init__(self, folder: Path, engine: SearchEngine) -> None:
        super().__init__(folder)
        self.engine = engine
        self.indexing = IndexerDeps(self.database, self.blobs, engine, self.clock)
        self.search = SearchService(self.database, engine)
        self.inbox = Inbox(self.database, self.clock, "indexer", dt.timedelta(minutes=1))
        self.publisher = NotingPublisher()
        self.relay = Relay(self.database, self.clock, self.publisher, ROUTES, RelayLimits(100, dt.timedelta(hours=1)))

    def letter(self, owner_id: TenantId, *texts: str, sure: bool = True, **fields: Any) -> DocumentId:  # noqa: ANN401 - as many types as fields
        """A letter with one text a page, filed with `owner_id` or waiting for a person."""
        (document_id,) = self.separated_letter(len(texts))
        content = self._readable(self.content(document_id, owner_id), texts)
        verdict = Verdict(sure, 1.0, (), IndexFields(**{"language": "nl", "kind": "invoice", **fields}))
        with self.database.unit_of_work(TEST_SCOPE) as uow:
            filing.file_document(uow, document_id, content, verdict, self.clock.now())
            uow.commit()
        return document_id

    def correct(self, document_id: DocumentId, **values: Any) -> None:  # noqa: ANN401 - as many types as fields
        """A person corrects fields."""
        with self.database.unit_of_work(TEST_SCOPE) as uow:
            correct_fields(uow, self._correction(uow.session.get_one(Document, document_id), values), self.clock.now())
            uow.commit()

    def index_by_hand(self, document_id: DocumentId, owner_id: TenantId) -> None:
        """A person says whose letter it is."""
        with self.database.reading(TEST_SCOPE) as session:
            held = held_content(session, document_id)
        content = content_for(self.blobs, held, owner_id)
        with self.database.unit_of_work(TEST_SCOPE) as uow:
            correction = self._correction(uow.session.get_one(Document, document_id), {})
            index_by_hand(uow, held.holder_id, correction, content, self.clock.now())
            uow.commit()

    def run_indexer(self) -> None:
        """Deliver what the outbox holds, every message twice."""
        self.relay.run_once()
        job = Job(
            "indexer.index_document", "index",
            partial(index_document, self.indexing), partial(give_up_indexing, self.indexing), PATIENT,
        )  # fmt: skip
        for message_id in self.publisher.message_ids * 2:
            run_delivery(self.inbox, job, message_id)
        self.publisher.published.clear()

    def found(self, tenant_id: TenantId, typed: str) -> list[DocumentId]:
        """What searching finds."""
        return [found.document.document_id for found in self.search.find(tenant_id, typed).found]

    def _correction(self, row: Document, values: dict[str, Any]) -> Correction:
        return Correction(DocumentId(row.id), UserId("user"), row.version, values)

    def _readable(self, content: OwnedContent, texts: tuple[str, ...]) -> OwnedContent:
        pages = tuple(
            self._readable_page(page, content.owner_id, text) for page, text in zip(content.pages, texts, strict=True)
        )
        return dataclasses.replace(content, pages=pages)

    def _readable_page(self, page: PageContent, owner_id: TenantId, text: str) -> PageContent:
        stored = self.blobs.put(owner_id, io.BytesIO(to_json(reading_of(text))))
        return dataclasses.replace(page, reading_key=stored.key)


def reading_of(text: str) -> PageReading:
    """A page with `text`, a line per line."""
    lines = tuple(Line(tuple(Word(w, Box(0, 0, 9, 9), 1.0) for w in line.split()), 0) for line in text.splitlines())
    return dataclasses.replace(page_reading(), lines=lines)

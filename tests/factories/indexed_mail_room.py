"""A mail room whose letters can be read, with an index beside it."""

from __future__ import annotations

from pathlib import Path

from archive.filing import IndexFields, OwnedContent, Verdict
from indexer.deps import IndexerDeps
from indexer.engines.api import SearchEngine
from kernel.ids import DocumentId, MessageId, TenantId, new_id
from kernel.outbox.inbox import Ticket
from kernel.outbox.models import Delivery, DeliveryState, OutboxEvent
from tests.factories.mail_room import MailRoom
from tests.factories.outbox import TEST_SCOPE


class IndexedMailRoom(MailRoom):
    """Hands that file letters with text, and what the indexer needs."""

    def __init__(self, folder: Path, engine: SearchEngine) -> None:
        super().__init__(folder)
        self.engine = engine
        self.indexing = IndexerDeps(self.database, self.blobs, engine, self.clock)

    def letter(self, owner_id: TenantId, *texts: str, sure: bool = True, **fields: object) -> DocumentId:
        """A letter with one text a page, filed with `owner_id` or waiting for a person."""
        (document_id,) = self.separated_letter(len(texts))
        known = IndexFields(**{"language": "nl", "kind": "invoice", **fields})  # type: ignore[arg-type]
        content = self._with_texts(self.content(document_id, owner_id), texts)
        self.store(document_id, content, Verdict(sure, 1.0, (), known))
        return document_id

    def store(self, document_id: DocumentId, content: OwnedContent, verdict: Verdict) -> None:
        """File, as the understanding worker would."""
        self.file_content(document_id, content, verdict)

    def ticket(self, tenant_id: TenantId, document_id: DocumentId) -> Ticket:
        """Leave to index a document, with the rows that stand behind it."""
        payload = {"tenant_id": str(tenant_id), "document_id": str(document_id)}
        message_id = MessageId(new_id())
        with self.database.unit_of_work(TEST_SCOPE) as uow:
            told = OutboxEvent(
                tenant_id=tenant_id, name="DocumentFiled", payload=payload, occurred_at=self.clock.now()
            )  # fmt: skip
            uow.session.add(told)
            uow.session.flush()
            uow.session.add(
                Delivery(
                    id=message_id, tenant_id=tenant_id, event_id=told.id, actor="indexer.index_document",
                    queue="index", payload=payload, state=DeliveryState.RUNNING, due_at=self.clock.now(),
                )
            )  # fmt: skip
            uow.commit()
        return Ticket(message_id, tenant_id, payload, attempt=1, exhausted=False, error_code=None)

"""A mail room with everything that upkeep looks at, without files but the database's."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import update

from archive.erasure.certificates import Signer
from archive.erasure.closing import ClosingDeps
from archive.erasure.erasing import ErasureDeps
from indexer.engines.api import IndexedDocument
from kernel.ids import DocumentId, TenantId
from kernel.tenancy.keys import KeyRing
from kernel.tenancy.master_key import MasterKey
from tests.factories.mail_room import MailRoom
from tests.factories.outbox import TEST_SCOPE
from tests.fakes.memory_search_engine import MemorySearchEngine
from wiring.schema import METADATA
from wiring.settings import Settings


class KeptRoom(MailRoom):
    """A mail room whose upkeep is looked at."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.settings = Settings(data_dir=folder)
        self.search_engine = MemorySearchEngine()
        keys = KeyRing(MasterKey(hashlib.sha256(b"a kept room").digest()), self.database, self.clock)
        erasure = ErasureDeps(self.database, self.clock, Signer(b"s" * 32))
        self.closing = ClosingDeps(erasure, keys, self.blobs, self.search_engine.drop)

    def tell_everything(self) -> None:
        """Play a relay that told every event, and workers that are done with them."""
        events = METADATA.tables["outbox_events"]
        with self.database.unit_of_work(TEST_SCOPE) as uow:
            uow.session.execute(update(events).values(expanded_at=self.clock.now()))
            uow.commit()

    def index(self, tenant_id: TenantId, document_ids: Sequence[DocumentId]) -> None:
        """Let these documents, and no others, be found."""
        with self.search_engine.rebuild(tenant_id) as fresh:
            fresh.index([_indexed(tenant_id, document_id) for document_id in document_ids])
            fresh.finish(lambda _: [])

    def quiet_letter(self) -> DocumentId:
        """A letter that reached the bakery, indexed, with nothing under way."""
        document_id = self.filed_letter(self.bakery, pages=2)
        self.tell_everything()
        self.index(self.bakery, [document_id])
        return document_id


def _indexed(tenant_id: TenantId, document_id: DocumentId) -> IndexedDocument:
    return IndexedDocument(
        document_id=document_id, tenant_id=tenant_id, subject="Gas", sender="", reference="", kind=None, date=None,
        sorted_on=dt.date(2026, 1, 1), amounts=(), language="nl", text="",
    )  # fmt: skip


@pytest.fixture
def room(tmp_path: Path) -> KeptRoom:
    return KeptRoom(tmp_path)

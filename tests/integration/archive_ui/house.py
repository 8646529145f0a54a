"""A small town for the screens: an operator, two businesses, people of every role, and letters in every state."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from archive.batches import PageRendition, fail_page, store_reading
from archive.filing import IndexFields, KeptOriginal, Span, Verdict, fail_document, file_document
from archive.filing import separate as separate_batch
from archive.handover import held_content
from archive.intake import AcceptedItem, quarantine, unpacked
from archive.models import Page
from archive.page_role import PageRole
from archive.reading import to_json
from archive_ui.deps import UiDeps, UiSettings
from archive_ui.health import BAD, OK, Health, HealthFinding
from identity.delegations import Grant, grant
from identity.door import Door
from identity.passwords import Passwords
from identity.sealing import Vault
from identity.sign_in import set_password
from indexer.engines.api import Amount, IndexedDocument
from ingest.receive import IntakeDeps
from ingest.sources.upload import receive_upload
from kernel.db import Base, open_engine
from kernel.ids import BatchId, DocumentId, PageId, TenantId, UserId
from kernel.tenancy.directory import PostalAddress, TenantKind
from kernel.tenancy.directory_changes import AddTenant, AddUser, add_tenant, add_user
from kernel.tenancy.keys import KeyRing
from kernel.tenancy.master_key import MasterKey
from kernel.tenancy.roles import Role
from kernel.tenancy.scope import SystemScope
from kernel.unit_of_work import Database
from notifications.push_service import Sender
from tests.fakes.blob_store import MemoryBlobStore
from tests.fakes.clock import FakeClock
from tests.fakes.memory_search_engine import MemorySearchEngine
from tests.integration.archive_ui.letters import Letter, read_letter
from wiring import schema

TOWN = SystemScope("the tests build a town of several tenants")
HEALTH = Health(
    (("Postkamer", "0"),), (HealthFinding("keys", OK), HealthFinding("disk_full", BAD, {"free_bytes": 10**8}))
)
PASSWORD = "correct horse battery staple 42"


@dataclass(frozen=True)
class Told:
    """What the machine made of a letter."""

    fields: IndexFields
    is_sure: bool = True
    confidence: float = 1.0
    proposals: Sequence[Mapping[str, Any]] = ()


@dataclass
class House:
    """The screens' dependencies on SQLite and fakes, and what was put in."""

    deps: UiDeps
    clock: FakeClock
    blobs: MemoryBlobStore
    engine: MemorySearchEngine
    tenants: dict[str, TenantId] = field(default_factory=dict)
    users: dict[str, UserId] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        return self.deps.database

    def add_tenant(self, handle: str, keys: KeyRing, command: AddTenant) -> TenantId:
        """A tenant with an index of its own, known to the tests as `handle`."""
        tenant_id = add_tenant(command, self.database.unit_of_work(TOWN), keys, self.clock)
        with self.engine.rebuild(tenant_id) as rebuild:
            rebuild.finish(lambda ids: [])
        self.tenants[handle] = tenant_id
        return tenant_id

    def add_user(self, handle: str, name: str, roles: Sequence[tuple[str, Role]], language: str = "en") -> UserId:
        """A person who signs in as `handle`@example.org."""
        parts = tuple((self.tenants[tenant], role) for tenant, role in roles)
        command = AddUser(f"{handle}@example.org", name, language, parts)
        user_id = add_user(command, self.database.unit_of_work(TOWN), self.clock)
        set_password(user_id, PASSWORD, self.deps.door)
        self.users[handle] = user_id
        return user_id

    def lend(self, handle: str, name: str, role: Role, *, days: float) -> None:
        """Somebody from outside who may act for De Kroon for some days."""
        user_id, until = self.add_user(handle, name, []), self.clock.now() + dt.timedelta(days=days)
        with self.database.unit_of_work(TOWN) as uow:
            leave = Grant(self.tenants["kroon"], user_id, role, self.users["owner"], until)
            grant(uow.session, leave, self.clock.now())
            uow.commit()

    def receive(self, tenant: str, file_name: str, content: bytes) -> AcceptedItem:
        """A file arrives."""
        self.clock.advance(minutes=7)
        user_id = next(iter(self.users.values()))
        return receive_upload(self.deps.intake, self.tenants[tenant], user_id, file_name, io.BytesIO(content))

    def read(self, tenant: str, item: AcceptedItem, pages: Sequence[Letter | None]) -> list[PageId]:
        """Its pages are read; None is a page that cannot be."""
        tenant_id = self.tenants[tenant]
        with self.database.unit_of_work(TOWN) as uow:
            unpacked(uow, item.intake_id, "application/pdf", range(1, len(pages) + 1))
            uow.session.flush()
            rows = select(Page.id).where(Page.batch_id == item.batch_id).order_by(Page.position)
            page_ids = [PageId(row) for row in uow.session.scalars(rows)]
            for number, (page_id, letter) in enumerate(zip(page_ids, pages, strict=True), start=1):
                if letter is None:
                    fail_page(uow, page_id, "page_unreadable")
                else:
                    store_reading(uow, page_id, *self._rendition(tenant_id, letter, number))
            uow.commit()
        return page_ids

    def _rendition(self, tenant_id: TenantId, letter: Letter, number: int) -> tuple[Any, PageRendition]:
        reading, image, small = read_letter(letter, number)
        keys = [self.blobs.put(tenant_id, io.BytesIO(part)).key for part in (to_json(reading), image, small, image)]
        return reading, PageRendition(*keys)

    def separate(self, batch_id: BatchId, page_ids: Sequence[PageId]) -> DocumentId:
        """All pages are one letter."""
        with self.database.unit_of_work(TOWN) as uow:
            span = Span(tuple((page_id, PageRole.CONTENT) for page_id in page_ids))
            (document_id,) = separate_batch(uow, batch_id, [span], [])
            uow.commit()
        return document_id

    def understand(self, tenant: str, document_id: DocumentId, told: Told, original: str) -> None:
        """The letter is filed, or waits for a person."""
        tenant_id = self.tenants[tenant]
        with self.database.reading(TOWN) as session:
            held = held_content(session, document_id).content
        pdf = self.blobs.put(tenant_id, io.BytesIO(f"%PDF-1.7 {tenant} {document_id}".encode()))
        kept = self.blobs.put(tenant_id, io.BytesIO(f"original {tenant} {document_id}".encode()))
        originals = (KeptOriginal(kept, "application/pdf", original, is_whole=True),)
        content = replace(held, pdf_key=pdf.key, originals=originals)
        with self.database.unit_of_work(TOWN) as uow:
            verdict = Verdict(
                told.is_sure, told.confidence, tuple(dict(proposal) for proposal in told.proposals), told.fields
            )
            file_document(uow, document_id, content, verdict, self.clock.now())
            uow.commit()

    def letter(self, tenant: str, told: Told, pages: Sequence[Letter | None], file_name: str) -> DocumentId:
        """A letter from reception to its place in the archive and the index."""
        item = self.receive(tenant, file_name, f"{tenant} {file_name} {pages}".encode())
        document_id = self.separate(item.batch_id, self.read(tenant, item, pages))
        self.understand(tenant, document_id, told, file_name)
        self._index(tenant, document_id, told.fields, [page for page in pages if page])
        return document_id

    def fail_letter(self, tenant: str, pages: Sequence[Letter], code: str) -> DocumentId:
        """A letter that could not be understood."""
        item = self.receive(tenant, "failed.pdf", f"{tenant} {code}".encode())
        document_id = self.separate(item.batch_id, self.read(tenant, item, pages))
        with self.database.unit_of_work(TOWN) as uow:
            fail_document(uow, document_id, code, self.clock.now())
            uow.commit()
        return document_id

    def quarantine(self, tenant: str, file_name: str, content: bytes, code: str) -> AcceptedItem:
        """A file that cannot be opened."""
        item = self.receive(tenant, file_name, content)
        with self.database.unit_of_work(TOWN) as uow:
            quarantine(uow, item.intake_id, code, self.clock.now())
            uow.commit()
        return item

    def _index(self, tenant: str, document_id: DocumentId, fields: IndexFields, pages: Sequence[Letter]) -> None:
        amounts = (Amount(fields.amount_minor, fields.currency or "EUR"),) if fields.amount_minor else ()
        document = IndexedDocument(
            document_id, self.tenants[tenant], fields.subject or "", fields.sender or "", fields.reference or "",
            fields.kind, fields.document_date, fields.document_date or self.clock.now().date(), amounts,
            fields.language, "\f".join("\n".join(page) for page in pages),
        )  # fmt: skip
        self.engine.index(self.tenants[tenant], [document])


def build_house(
    folder: Path, *, served_over_https: bool = False, list_length: int = 30, strict_roles: frozenset[Role] = frozenset()
) -> House:
    """An empty house with its people."""
    assert schema.METADATA is Base.metadata
    house = _furnish(folder, served_over_https, list_length, strict_roles)
    Base.metadata.create_all(house.database.engine)
    _settle(house, house.deps.keys)
    return house


def build_alike(model: House, folder: Path) -> House:
    """A house like one that nobody changed: its database is copied, which takes a fraction of building it."""
    model.database.engine.dispose()
    shutil.copy(str(model.database.engine.url.database), folder / "house.db")
    house = _furnish(folder, served_over_https=False, list_length=30, strict_roles=frozenset())
    house.tenants, house.users = dict(model.tenants), dict(model.users)
    for tenant_id in house.tenants.values():
        with house.engine.rebuild(tenant_id) as rebuild:
            rebuild.finish(lambda ids: [])
    return house


def _furnish(folder: Path, served_over_https: bool, list_length: int, strict_roles: frozenset[Role]) -> House:
    clock = FakeClock()
    database = Database(open_engine(f"sqlite:///{folder / 'house.db'}"), clock)
    blobs, engine = MemoryBlobStore(), MemorySearchEngine()
    cheap = Passwords(time_cost=1, memory_kib=64, lanes=1)
    door = Door(
        lambda: database.unit_of_work(TOWN),
        clock,
        cheap,
        b"t" * 32,
        Vault(b"v" * 32),
        b"m" * 32,
        strict_roles=strict_roles,
    )
    keys = KeyRing(MasterKey(hashlib.sha256(b"a town for the screens").digest()), database, clock)
    deps = UiDeps(
        database=database, blobs=blobs, clock=clock, intake=IntakeDeps(database, blobs, clock), search=engine,
        door=door, webhook_key_of=lambda tenant: tenant.encode().ljust(32),
        settings=UiSettings("s" * 32, served_over_https, list_length=list_length),
        sheet_key=lambda operator_id: hashlib.sha256(operator_id.encode()).digest(), keys=keys, examine=lambda: HEALTH,
        push_key=Sender(b"p" * 64, "mailto:post@post.example").public_key,
    )  # fmt: skip
    return House(deps, clock, blobs, engine)


def _settle(house: House, keys: KeyRing) -> None:
    operator = house.add_tenant("operator", keys, AddTenant(TenantKind.OPERATOR, "Scanhuis Noord"))
    for handle, name, place in (
        ("kroon", "Brouwerij De Kroon nv", PostalAddress("Kerkstraat 7", "9000", "Gent")),
        ("lumiere", "Studio Lumière sprl", PostalAddress("Rue Haute 41", "1000", "Bruxelles")),
    ):
        command = AddTenant(TenantKind.BUSINESS, name, operator_id=operator, addresses=(place,))
        house.add_tenant(handle, keys, command)
    house.add_user("owner", "Olga Peeters", [("kroon", Role.OWNER)])
    house.add_user("member", "Maarten Claes", [("kroon", Role.MEMBER)], "nl")
    house.add_user("viewer", "Vera Maes", [("kroon", Role.VIEWER)])
    house.add_user("operator", "Otto Janssens", [("operator", Role.OPERATOR)])
    house.lend("accountant", "Anke Smet", Role.VIEWER, days=300)
    house.lend("clerk", "Karim Benali", Role.MEMBER, days=300)
    house.lend("former", "Fatma Yilmaz", Role.MEMBER, days=0.001)
    house.add_user("stranger", "Sylvie Dubois", [("lumiere", Role.OWNER)], "fr")
    house.add_user("chief", "Chantal Wouters", [("operator", Role.OWNER)])

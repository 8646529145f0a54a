"""Letting go, in each kind of database: rules find what is due, nothing hangs on, a whole tenant goes, others stay."""

from __future__ import annotations

import hashlib

import pytest
from sqlalchemy import Engine, select

from archive.erasure.bin import put_in_bin
from archive.erasure.certificates import Signer, certificates_of
from archive.erasure.closing import Closer, ClosingDeps, close_account, erase_closed
from archive.erasure.erasing import ErasureDeps, erase_due
from archive.erasure.rules import EVERY_OTHER, set_rules, would_go
from archive.models import Document
from archive.repository import document_ids
from ingest.receive import IntakeDeps, IntakeLimits
from kernel.audit.journal import verify_chain
from kernel.ids import DocumentId, TenantId, UserId
from kernel.tenancy.directory import TenantKind
from kernel.tenancy.isolation import foreign_links
from kernel.tenancy.keys import KeyDestroyed, KeyRing
from kernel.tenancy.master_key import MasterKey
from kernel.tenancy.scope import TenantScope
from kernel.unit_of_work import Database
from tests.factories.mail_room import MailRoom
from tests.factories.outbox import TEST_SCOPE, add_tenants
from tests.fakes.blob_store import MemoryBlobStore
from tests.fakes.clock import FakeClock
from wiring.blob_references import references
from wiring.migrate import migrate
from wiring.schema import METADATA

OLGA = UserId("0" * 32)


class Room(MailRoom):
    """The mail room on a database of either kind, with keys."""

    def __init__(self, engine: Engine) -> None:
        migrate(engine)
        self.clock = FakeClock()
        self.database = Database(engine, self.clock)
        self.blobs = MemoryBlobStore(clock=self.clock)
        (self.operator,) = add_tenants(self.database, ["Scan House"], TenantKind.OPERATOR)
        self.bakery, self.garage = add_tenants(self.database, ["Bakkerij Peeters", "Garage Dupont"])
        self.deps = IntakeDeps(self.database, self.blobs, self.clock, IntakeLimits(bytes_per_file=1_000))
        self.keys = KeyRing(MasterKey(hashlib.sha256(b"a room that lets go").digest()), self.database, self.clock)
        self.erasure = ErasureDeps(self.database, self.clock, Signer(b"s" * 32))

    def due(self) -> list[DocumentId]:
        with self.database.reading(TenantScope(self.bakery)) as session:
            return [each.document.document_id for each in would_go(session, self.clock.now().date())]


@pytest.fixture
def room(empty: Engine) -> Room:
    return Room(empty)


def names_of_rows(room: Room, tenant_id: TenantId) -> set[str]:
    """The tables in which anything belongs to the tenant."""
    with room.database.reading(TEST_SCOPE) as session:
        return {
            table.name
            for table in METADATA.sorted_tables
            if "tenant_id" in table.c
            and session.execute(select(table).where(table.c.tenant_id == tenant_id)).first() is not None
        }


def test_what_a_rule_lets_go_is_erased_and_the_neighbour_stays(room: Room) -> None:
    gone, kept = room.filed_letter(room.bakery, pages=2), room.filed_letter(room.garage)
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        set_rules(uow.session, room.bakery, {EVERY_OTHER: 1}, OLGA, room.clock.now())
        uow.commit()
    assert room.due() == []
    room.clock.advance(days=2 * 366 + 31)
    assert room.due() == [gone]

    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        put_in_bin(uow, gone, OLGA, room.clock.now(), "every other: 1")
        uow.commit()
    room.clock.advance(days=30)
    assert erase_due(room.erasure) == 1

    with room.database.reading(TEST_SCOPE) as session:
        assert session.get(Document, gone) is None
        assert document_ids(session, room.garage) == {kept}
        assert room.bakery not in {tenant_id for tenant_id, _ in references(session)}
        assert list(foreign_links(session, METADATA)) == []
        assert verify_chain(session, room.bakery) == []
    with room.database.reading(TenantScope(room.bakery)) as session:
        assert [each.subject_id for each in certificates_of(session)] == [gone]
    with room.database.reading(TenantScope(room.garage)) as session:
        assert certificates_of(session) == ()


def test_a_whole_tenant_goes_and_its_neighbour_stays(room: Room) -> None:
    room.filed_letter(room.bakery, pages=2)
    kept = room.filed_letter(room.garage)
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        room.keys.create(uow.session, room.bakery, room.clock.now())
        close_account(uow.session, room.bakery, Closer(OLGA, "key"), [], room.clock.now())
        uow.commit()
    room.clock.advance(days=30)
    deps = ClosingDeps(room.erasure, room.keys, room.blobs, lambda tenant_id: None)
    assert erase_closed(deps) == 1

    assert names_of_rows(room, room.bakery) == {
        "audit_entries", "audit_heads", "erasure_certificates", "tenant_closures", "tenant_keys",
    }  # fmt: skip
    with pytest.raises(KeyDestroyed):
        room.keys.tenant_key(room.bakery)
    assert list(room.blobs.keys(room.bakery)) == []
    assert list(room.blobs.keys(room.garage))
    with room.database.reading(TEST_SCOPE) as session:
        assert document_ids(session, room.garage) == {kept}
        assert verify_chain(session, room.bakery) == []

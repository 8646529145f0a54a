from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import pytest
from sqlalchemy import select

from kernel.blobs.directory import DirectoryBlobStore
from kernel.ids import TenantId
from kernel.tenancy.directory import TenantKind
from kernel.tenancy.directory_changes import AddTenant, add_tenant
from kernel.tenancy.keys import KeyDamaged, KeyDestroyed, KeyRing, KeyUnknown, MasterKeyWrong
from kernel.tenancy.master_key import KEY_BYTES, MasterKey
from kernel.tenancy.models import TenantKey
from kernel.unit_of_work import Database
from tests.fakes.clock import FakeClock
from tests.unit.kernel.tenancy.conftest import SYSTEM


def add(database: Database, keys: KeyRing, clock: FakeClock, name: str = "Bakkerij Peeters") -> TenantId:
    """A tenant with a key."""
    return add_tenant(AddTenant(TenantKind.BUSINESS, name), database.unit_of_work(SYSTEM), keys, clock)


def wrapped(database: Database, tenant_id: TenantId) -> bytes:
    """The wrapped key as the table keeps it."""
    with database.reading(SYSTEM) as session:
        return session.scalars(select(TenantKey.wrapped_key).where(TenantKey.tenant_id == tenant_id)).one() or b""


def rewrite(database: Database, tenant_id: TenantId, value: bytes) -> None:
    """Tamper with the wrapped key."""
    with database.unit_of_work(SYSTEM) as uow:
        uow.session.get_one(TenantKey, tenant_id).wrapped_key = value
        uow.commit()


def destroy(database: Database, keys: KeyRing, tenant_id: TenantId, clock: FakeClock) -> None:
    with database.unit_of_work(SYSTEM) as uow:
        keys.destroy(uow.session, tenant_id, clock.now())
        uow.commit()


@pytest.fixture
def tenant(database: Database, keys: KeyRing, clock: FakeClock) -> TenantId:
    return add(database, keys, clock)


def test_gives_each_tenant_secrets_of_its_own(
    database: Database, keys: KeyRing, clock: FakeClock, tenant: TenantId
) -> None:
    mine, theirs = keys.tenant_key(tenant), keys.tenant_key(add(database, keys, clock, "Café Zuid"))
    secrets = {mine.encryption_key, mine.address_key, theirs.encryption_key, theirs.address_key}
    assert len(secrets) == 4
    assert all(len(secret) == KEY_BYTES for secret in secrets)


def test_gives_the_same_secrets_after_a_restart(
    database: Database, keys: KeyRing, clock: FakeClock, tenant: TenantId, master: MasterKey
) -> None:
    assert KeyRing(master, database, clock).tenant_key(tenant) == keys.tenant_key(tenant)


def test_refuses_an_unknown_tenant(keys: KeyRing) -> None:
    with pytest.raises(KeyUnknown):
        keys.tenant_key(TenantId("0" * 32))


def test_erases_for_good(database: Database, keys: KeyRing, clock: FakeClock, tenant: TenantId) -> None:
    keys.tenant_key(tenant)
    destroy(database, keys, tenant, clock)
    with pytest.raises(KeyDestroyed):
        keys.tenant_key(tenant)
    destroy(database, keys, tenant, clock)


def test_leaves_no_trace_of_a_destroyed_key_in_the_file(
    database: Database, keys: KeyRing, clock: FakeClock, tenant: TenantId, tmp_path: Path
) -> None:
    secret = wrapped(database, tenant)
    destroy(database, keys, tenant, clock)
    database.engine.dispose()
    assert secret not in (tmp_path / "postkamer.db").read_bytes()


def test_notices_a_destruction_elsewhere_within_seconds(
    database: Database, keys: KeyRing, clock: FakeClock, tenant: TenantId, master: MasterKey
) -> None:
    elsewhere = KeyRing(master, database, clock)
    elsewhere.tenant_key(tenant)
    destroy(database, keys, tenant, clock)
    clock.advance(seconds=3)
    with pytest.raises(KeyDestroyed):
        elsewhere.tenant_key(tenant)


def test_notices_it_also_when_the_clock_was_set_back(
    database: Database, keys: KeyRing, clock: FakeClock, tenant: TenantId, master: MasterKey
) -> None:
    elsewhere = KeyRing(master, database, clock)
    elsewhere.tenant_key(tenant)
    destroy(database, keys, tenant, clock)
    clock.advance(hours=-5)
    with pytest.raises(KeyDestroyed):
        elsewhere.tenant_key(tenant)


def test_a_destruction_that_was_rolled_back_did_not_happen(
    database: Database, keys: KeyRing, clock: FakeClock, tenant: TenantId
) -> None:
    before = keys.tenant_key(tenant)
    with database.unit_of_work(SYSTEM) as uow:
        keys.destroy(uow.session, tenant, clock.now())
    assert keys.tenant_key(tenant) == before


def test_opens_nothing_with_another_master_key(database: Database, clock: FakeClock, tenant: TenantId) -> None:
    with pytest.raises(MasterKeyWrong):
        KeyRing(MasterKey(os.urandom(KEY_BYTES)), database, clock).tenant_key(tenant)


def test_opens_no_key_moved_to_another_tenant(
    database: Database, keys: KeyRing, clock: FakeClock, tenant: TenantId
) -> None:
    other = add(database, keys, clock, "Café Zuid")
    rewrite(database, other, wrapped(database, tenant))
    with pytest.raises(KeyDamaged):
        keys.tenant_key(other)


def test_opens_no_key_that_was_changed(
    database: Database, clock: FakeClock, tenant: TenantId, master: MasterKey
) -> None:
    sound = wrapped(database, tenant)
    for position in range(0, len(sound), 7):
        changed = bytearray(sound)
        changed[position] ^= 1
        rewrite(database, tenant, bytes(changed))
        with pytest.raises((KeyDamaged, MasterKeyWrong)):
            KeyRing(master, database, clock).tenant_key(tenant)


def test_rotates_the_master_key(
    database: Database, keys: KeyRing, clock: FakeClock, tenant: TenantId, master: MasterKey
) -> None:
    before = keys.tenant_key(tenant)
    new = MasterKey(os.urandom(KEY_BYTES))
    both = KeyRing(new, database, clock, retired=[master])
    assert both.tenant_key(tenant) == before
    with database.unit_of_work(SYSTEM) as uow:
        assert both.rewrap(uow.session) == 1
        assert both.rewrap(uow.session) == 0
        uow.commit()
    assert KeyRing(new, database, clock).tenant_key(tenant) == before
    with pytest.raises(MasterKeyWrong):
        KeyRing(master, database, clock).tenant_key(tenant)


def test_serves_many_threads(keys: KeyRing, tenant: TenantId) -> None:
    seen = []
    threads = [threading.Thread(target=lambda: seen.append(keys.tenant_key(tenant))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8
    assert len(set(seen)) == 1


def test_opens_blobs_until_it_is_destroyed(
    database: Database, keys: KeyRing, clock: FakeClock, tenant: TenantId, tmp_path: Path
) -> None:
    store = DirectoryBlobStore(tmp_path / "blobs", keys)
    key = store.put(tenant, io.BytesIO(b"a letter")).key
    assert store.read(tenant, key) == b"a letter"
    destroy(database, keys, tenant, clock)
    with pytest.raises(KeyDestroyed):
        store.read(tenant, key)

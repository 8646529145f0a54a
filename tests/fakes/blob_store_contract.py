"""What every blob store must pass; a subclass says which store and how to damage it."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import threading

import pytest

from kernel.blobs.api import BlobDamaged, BlobMissing, BlobStore, KeyDestroyed, StoredBlob
from kernel.ids import TenantId, new_id
from tests.fakes.blob_store import FakeKeys

LETTER = b"Geachte mevrouw, hierbij de factuur." * 40
UNKNOWN = "ab" * 32


def put(store: BlobStore, tenant_id: TenantId, content: bytes) -> StoredBlob:
    """Store bytes."""
    return store.put(tenant_id, io.BytesIO(content))


class BlobStoreContract:
    """Subclass with `store` (built on `keys`) and `damage`."""

    @pytest.fixture
    def keys(self) -> FakeKeys:
        return FakeKeys()

    @pytest.fixture
    def store(self, keys: FakeKeys) -> BlobStore:
        raise NotImplementedError

    @pytest.fixture
    def tenant(self) -> TenantId:
        return TenantId(new_id())

    def damage(self, store: BlobStore, tenant_id: TenantId, key: str) -> None:
        raise NotImplementedError

    @pytest.mark.parametrize("content", [b"", b"x", LETTER, bytes(3_000_000)], ids=["empty", "byte", "letter", "3 MB"])
    def test_gives_back_what_was_put(self, store: BlobStore, tenant: TenantId, content: bytes) -> None:
        stored = put(store, tenant, content)
        assert store.read(tenant, stored.key) == content
        assert stored.sha256 == hashlib.sha256(content).hexdigest()
        assert (stored.size_bytes, stored.existed, len(stored.key)) == (len(content), False, 64)

    def test_recognises_equal_content_of_one_tenant(self, store: BlobStore, tenant: TenantId) -> None:
        first, second = put(store, tenant, LETTER), put(store, tenant, LETTER)
        assert (first.key, first.existed, second.existed) == (second.key, False, True)
        assert [key for key, _ in store.keys(tenant)] == [first.key]

    def test_shows_no_likeness_between_tenants(self, store: BlobStore, tenant: TenantId) -> None:
        other = TenantId(new_id())
        mine, theirs = put(store, tenant, LETTER), put(store, other, LETTER)
        assert mine.key != theirs.key
        assert mine.sha256 == theirs.sha256
        assert not theirs.existed
        with pytest.raises(BlobMissing):
            store.read(other, mine.key)

    def test_names_what_is_missing(self, store: BlobStore, tenant: TenantId) -> None:
        with pytest.raises(BlobMissing, match=UNKNOWN):
            store.read(tenant, UNKNOWN)

    @pytest.mark.parametrize("key", ["", "../" * 21 + "x", "AB" * 32, "ab" * 31 + "a/", "ab" * 33])
    def test_looks_nowhere_for_what_is_no_address(self, store: BlobStore, tenant: TenantId, key: str) -> None:
        with pytest.raises(BlobMissing):
            store.read(tenant, key)
        with pytest.raises(BlobMissing):
            store.delete(tenant, key)

    def test_detects_damage_and_mends_it_with_the_next_put(self, store: BlobStore, tenant: TenantId) -> None:
        stored = put(store, tenant, LETTER)
        self.damage(store, tenant, stored.key)
        with pytest.raises(BlobDamaged, match=stored.key):
            store.read(tenant, stored.key)
        again = put(store, tenant, LETTER)
        assert (again.key, again.existed) == (stored.key, False)
        assert store.read(tenant, stored.key) == LETTER

    def test_lists_what_it_keeps_with_aware_moments(self, store: BlobStore, tenant: TenantId) -> None:
        wanted = {put(store, tenant, bytes([number])).key for number in range(5)}
        found = dict(store.keys(tenant))
        assert set(found) == wanted
        assert all(moment.utcoffset() == dt.timedelta(0) for moment in found.values())
        assert list(store.keys(TenantId(new_id()))) == []

    def test_lists_in_order_of_addresses(self, store: BlobStore, tenant: TenantId) -> None:
        found = [put(store, tenant, bytes([number])).key for number in range(40)]
        assert [key for key, _ in store.keys(tenant)] == sorted(found)

    def test_tells_when_each_was_put(self, store: BlobStore, tenant: TenantId) -> None:
        stored = put(store, tenant, LETTER)
        moment, listed = store.put_at(tenant, stored.key), dict(store.keys(tenant))[stored.key]
        # An object store's headers count whole seconds, its listing does not.
        assert moment is not None
        assert moment.replace(microsecond=0) == listed.replace(microsecond=0)
        assert store.put_at(tenant, UNKNOWN) is None
        assert store.put_at(TenantId(new_id()), stored.key) is None
        with pytest.raises(BlobMissing):
            store.put_at(tenant, "../" * 21 + "x")

    def test_deletes_once_and_for_all(self, store: BlobStore, tenant: TenantId) -> None:
        stored = put(store, tenant, LETTER)
        store.delete(tenant, stored.key)
        store.delete(tenant, stored.key)
        assert list(store.keys(tenant)) == []
        with pytest.raises(BlobMissing):
            store.read(tenant, stored.key)

    def test_refuses_an_erased_tenant(self, store: BlobStore, keys: FakeKeys, tenant: TenantId) -> None:
        stored = put(store, tenant, LETTER)
        keys.destroyed.add(tenant)
        with pytest.raises(KeyDestroyed):
            store.read(tenant, stored.key)
        with pytest.raises(KeyDestroyed):
            put(store, tenant, LETTER)

    def test_serves_many_threads(self, store: BlobStore, tenant: TenantId) -> None:
        seen: list[str] = []
        contents = [b"same" if number % 2 else str(number).encode() for number in range(12)]
        threads = [
            threading.Thread(target=lambda content=content: seen.append(put(store, tenant, content).key))
            for content in contents
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(seen) == 12
        assert {store.read(tenant, key) for key in seen} == set(contents)

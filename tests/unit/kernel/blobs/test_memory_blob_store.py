from __future__ import annotations

from typing import cast

import pytest

from kernel.blobs.api import BlobStore, BlobStoreFull
from kernel.ids import TenantId
from tests.fakes.blob_store import FakeKeys, MemoryBlobStore
from tests.fakes.blob_store_contract import LETTER, BlobStoreContract, put


class TestMemoryBlobStore(BlobStoreContract):
    @pytest.fixture
    def store(self, keys: FakeKeys) -> BlobStore:
        return MemoryBlobStore(keys)

    def damage(self, store: BlobStore, tenant_id: TenantId, key: str) -> None:
        cast("MemoryBlobStore", store).content[tenant_id, key] += b"!"

    def test_fills_up(self, store: BlobStore, tenant: TenantId) -> None:
        cast("MemoryBlobStore", store).room_bytes = 3
        with pytest.raises(BlobStoreFull):
            put(store, tenant, LETTER)
        assert list(store.keys(tenant)) == []

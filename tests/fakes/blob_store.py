"""A blob store in memory, and keys without a database; both keep the promises of their ports."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import threading
from collections.abc import Iterator
from typing import BinaryIO

from kernel.blobs.api import BlobStoreFull, KeyDestroyed, StoredBlob
from kernel.blobs.sealing import damaged, missing, place
from kernel.clock import Clock
from kernel.ids import TenantId
from kernel.tenancy.keys import TenantSecrets
from tests.fakes.clock import FakeClock


class FakeKeys:
    """A key per tenant, made from its id; destroyed ones stay destroyed."""

    def __init__(self) -> None:
        self.destroyed: set[TenantId] = set()

    def tenant_key(self, tenant_id: TenantId) -> TenantSecrets:
        """The tenant's secrets, or KeyDestroyed."""
        if tenant_id in self.destroyed:
            raise KeyDestroyed("this tenant was erased", tenant_id=tenant_id)
        return TenantSecrets(*(hashlib.sha256(f"{use} {tenant_id}".encode()).digest() for use in ("seal", "address")))


class MemoryBlobStore:
    """Keeps content in a dictionary; a test may fill it up or damage it.

    Attributes:
        content: What is stored, by tenant and key; tests may reach in.
        room_bytes: How much more fits; None for no end.
    """

    def __init__(self, keys: FakeKeys | None = None, clock: Clock | None = None) -> None:
        self.content: dict[tuple[TenantId, str], bytes] = {}
        self.room_bytes: int | None = None
        self._moments: dict[tuple[TenantId, str], dt.datetime] = {}
        self._keys = keys or FakeKeys()
        self._clock = clock or FakeClock()
        self._lock = threading.Lock()

    def put(self, tenant_id: TenantId, content: BinaryIO) -> StoredBlob:
        """Store `content` in memory."""
        address_key = self._keys.tenant_key(tenant_id).address_key
        plain = content.read()
        key = hmac.digest(address_key, plain, "sha256").hex()
        with self._lock:
            existed = self.content.get((tenant_id, key)) == plain
            if not existed:
                self._take_room(len(plain))
            self.content[tenant_id, key] = plain
            self._moments[tenant_id, key] = self._clock.now()
        return StoredBlob(key, hashlib.sha256(plain).hexdigest(), len(plain), existed)

    def read(self, tenant_id: TenantId, key: str) -> bytes:
        """The content, if it still matches its address."""
        address_key = self._keys.tenant_key(tenant_id).address_key
        plain = self.content.get((tenant_id, key))
        if plain is None:
            raise missing(tenant_id, key)
        if hmac.digest(address_key, plain, "sha256").hex() != key:
            raise damaged(tenant_id, key)
        return plain

    def keys(self, tenant_id: TenantId) -> Iterator[tuple[str, dt.datetime]]:
        """All addresses of the tenant."""
        for owner, key in sorted(self.content):
            if owner == tenant_id:
                yield key, self._moments[owner, key]

    def put_at(self, tenant_id: TenantId, key: str) -> dt.datetime | None:
        """When the content was last put."""
        place(tenant_id, key)
        return self._moments[tenant_id, key] if (tenant_id, key) in self.content else None

    def delete(self, tenant_id: TenantId, key: str) -> None:
        """Remove the content; nothing happens where nothing is."""
        place(tenant_id, key)
        self.content.pop((tenant_id, key), None)

    def sweep_temporary(self, older_than: dt.datetime) -> int:
        """Memory has no leftovers."""
        return 0

    def _take_room(self, size_bytes: int) -> None:
        if self.room_bytes is None:
            return
        if size_bytes > self.room_bytes:
            raise BlobStoreFull("the blob store is full; make room, then send the item again")
        self.room_bytes -= size_bytes

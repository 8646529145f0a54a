"""What a blob store promises, whichever backend keeps the bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, ClassVar, Protocol

from kernel.errors import PlatformError
from kernel.ids import TenantId
from kernel.tenancy.keys import KeyDestroyed

__all__ = [
    "BlobDamaged",
    "BlobMissing",
    "BlobStore",
    "BlobStoreFull",
    "BlobStoreUnavailable",
    "KeyDestroyed",
    "StoredBlob",
]


class BlobMissing(PlatformError):
    """A blob that a row refers to is not in the store: restore it from a backup, then run `verify`."""

    code = "blob_missing"


class BlobDamaged(PlatformError):
    """A stored blob no longer matches its address or its seal: restore it from a backup, then run `verify`."""

    code = "blob_damaged"


class BlobStoreFull(PlatformError):
    """The store has no room; nothing was accepted, the sender keeps the item and sends it again."""

    code = "blob_store_full"
    temporary: ClassVar[bool] = True


class BlobStoreUnavailable(PlatformError):
    """The store does not answer or reports a disk error; nothing was accepted, the same call is repeated later."""

    code = "blob_store_unavailable"
    temporary: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """Where content went.

    Attributes:
        key: Address within the tenant: a keyed hash of the content (64 hex digits), so that
            equal content of two tenants shows no likeness.
        sha256: Plain SHA-256 of the content, 64 hex digits, for exports and evidence.
        size_bytes: Length of the content.
        existed: The same content was already stored for this tenant.
    """

    key: str
    sha256: str
    size_bytes: int
    existed: bool


class BlobStore(Protocol):
    """Keeps content for tenants; every method may be called from any thread."""

    def put(self, tenant_id: TenantId, content: BinaryIO) -> StoredBlob:
        """Store `content` durably: when this returns, it survives a power cut.

        Raises:
            BlobStoreFull: There is no room; nothing is left behind.
            BlobStoreUnavailable: The store could not make it durable.
            KeyDestroyed: The tenant was erased.
        """

    def read(self, tenant_id: TenantId, key: str) -> bytes:
        """The content, proven to be what was stored.

        Raises:
            BlobMissing: Nothing is stored there.
            BlobDamaged: What is stored there was altered.
            BlobStoreUnavailable: The store does not answer.
            KeyDestroyed: The tenant was erased.
        """

    def keys(self, tenant_id: TenantId) -> Iterator[tuple[str, dt.datetime]]:
        """All addresses of the tenant, in their order, with the moment each was last put (aware, UTC).

        A repeated `put` makes a blob young again: collect only what nothing refers to
        and nobody has put for a day.
        """

    def put_at(self, tenant_id: TenantId, key: str) -> dt.datetime | None:
        """When the content was last put (aware, UTC); None where nothing is.

        Raises:
            BlobStoreUnavailable: The store does not answer.
        """

    def delete(self, tenant_id: TenantId, key: str) -> None:
        """Remove the content; nothing happens where nothing is."""

    def sweep_temporary(self, older_than: dt.datetime) -> int:
        """Remove what interrupted writes left behind before `older_than`; tells how many."""

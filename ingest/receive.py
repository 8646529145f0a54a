"""The one acceptance protocol, the same for every channel.

The bytes are made durable first, then one transaction records the item and tells
that it was received; only when this returns may the channel say "accepted": answer
201, delete from the watched folder, draw the next sheet. A repeat of the same
natural key is the same item, so a channel that never heard the answer asks again.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO, cast

from sqlalchemy.exc import IntegrityError

from archive.batches import close_batch, open_batch
from archive.intake import AcceptedItem, NewItem, accept
from ingest.errors import FileNameMissing, FileTooLarge
from kernel.blobs.api import BlobStore, StoredBlob
from kernel.clock import Clock
from kernel.logs import get_logger
from kernel.tenancy.scope import TenantScope
from kernel.unit_of_work import Database

NAME_LENGTH = 255
log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class IntakeLimits:
    """What is accepted; beyond it a file is refused or put in quarantine with its cause.

    Attributes:
        bytes_per_file: Checked while the file streams in.
        pages_per_file: Checked when it is unpacked.
        pixels_per_page: Likewise, before a page is decoded.
        unpacked_bytes: What all pages together may unpack to.
    """

    bytes_per_file: int = 200 * 1024 * 1024
    pages_per_file: int = 2_000
    pixels_per_page: int = 60_000_000
    unpacked_bytes: int = 8 * 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class IntakeDeps:
    """What every channel needs to accept an item."""

    database: Database
    blobs: BlobStore
    clock: Clock
    limits: IntakeLimits = field(default_factory=IntakeLimits)


def receive(deps: IntakeDeps, new: NewItem, content: BinaryIO) -> AcceptedItem:
    """Accept `content` as `new`; when this returns, it survives anything but the loss of the disk.

    Raises:
        FileTooLarge: There are more bytes than the limit; nothing was kept.
        FileNameMissing: The channel gave no name.
        BlobStoreFull: There is no room; nothing was kept.
        NaturalKeyTaken: The channel used the key for other content before.
    """
    blob = _keep(deps, new, content)
    try:
        return _record(deps, new, blob)
    except IntegrityError:
        # The same item was delivered twice at the same moment: the other one is recorded now.
        return _record(deps, new, blob)


def receive_together(deps: IntakeDeps, items: Sequence[tuple[NewItem, BinaryIO]], job: str) -> list[AcceptedItem]:
    """Accept items of one tenant and channel as one batch, in their order: all of them, or none.

    Args:
        deps: What every channel needs.
        items: At least one; what each says of its batch and position is not looked at.
        job: What the channel calls the whole; the same name is the same batch.

    Raises:
        FileTooLarge, FileNameMissing, BlobStoreFull, NaturalKeyTaken: As for `receive`.
        BatchClosed: The whole was received before without one of the items.
    """
    kept = [(replace(new, position=i), _keep(deps, new, content)) for i, (new, content) in enumerate(items)]
    try:
        return _record_together(deps, kept, job)
    except IntegrityError:
        return _record_together(deps, kept, job)


def shown_name(file_name: str) -> str:
    """A stranger's file name as it may be shown: no folders, no control characters, not too long."""
    last = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable() and not 0x202A <= ord(c) <= 0x202E).strip()[:NAME_LENGTH]


def _keep(deps: IntakeDeps, new: NewItem, content: BinaryIO) -> StoredBlob:
    """Make the bytes durable, before any row speaks of them."""
    if not new.file_name.strip():
        message = "this file has no name; send it again with its name"
        raise FileNameMissing(message)
    limited = cast("BinaryIO", _Limited(content, deps.limits.bytes_per_file))
    return deps.blobs.put(new.tenant_id, limited)


def _record_together(deps: IntakeDeps, kept: Sequence[tuple[NewItem, StoredBlob]], job: str) -> list[AcceptedItem]:
    first, now = kept[0][0], deps.clock.now()
    with deps.database.unit_of_work(TenantScope(first.tenant_id)) as uow:
        batch_id = open_batch(uow.session, first.tenant_id, first.channel, now, first.addressee_id, job=job)
        accepted = [accept(uow, replace(new, batch_id=batch_id), blob, now) for new, blob in kept]
        close_batch(uow, batch_id, len(accepted), now)
        uow.commit()
    log.info("items_received_together", tenant_id=first.tenant_id, batch_id=batch_id, items=len(accepted))
    return accepted


def _record(deps: IntakeDeps, new: NewItem, blob: StoredBlob) -> AcceptedItem:
    with deps.database.unit_of_work(TenantScope(new.tenant_id)) as uow:
        accepted = accept(uow, new, blob, deps.clock.now())
        uow.commit()
    log.info("item_received", tenant_id=new.tenant_id, intake_id=accepted.intake_id, repeat=accepted.is_repeat)
    return accepted


class _Limited(io.RawIOBase):
    """Reads through to `content` and stops with an error where the limit is passed."""

    def __init__(self, content: BinaryIO, limit: int) -> None:
        super().__init__()
        self._content = content
        self._limit = limit
        self._left = limit

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes; everything up to the limit when it is negative."""
        chunk = self._content.read(min(size, self._left + 1) if size >= 0 else self._left + 1)
        self._left -= len(chunk)
        if self._left < 0:
            message = f"this file is larger than {self._limit} bytes; split it, or ask the operator to raise the limit"
            raise FileTooLarge(message, limit_bytes=self._limit)
        return chunk

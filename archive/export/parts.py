"""An export's file in pieces: written forwards into the tenant's blobs, read from any place."""

from __future__ import annotations

import bisect
import hashlib
import io
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.export.models import ExportPart
from kernel.blobs.api import BlobStore
from kernel.ids import TenantId

PART_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """One piece in the blob store."""

    blob_key: str
    size_bytes: int


class PartSink:
    """Takes bytes in order and keeps them, sealed, in pieces of one length."""

    def __init__(self, blobs: BlobStore, tenant_id: TenantId, part_bytes: int = PART_BYTES) -> None:
        """Begin with nothing."""
        self._blobs, self._tenant_id, self._part_bytes = blobs, tenant_id, part_bytes
        self._waiting = bytearray()
        self._sha256 = hashlib.sha256()
        self.parts: list[Part] = []
        self.size_bytes = 0

    def write(self, data: bytes) -> int:
        """Take the next bytes; what fills a piece is put at once."""
        self._sha256.update(data)
        self.size_bytes += len(data)
        rest = memoryview(data)
        while rest:
            room = self._part_bytes - len(self._waiting)
            self._waiting += rest[:room]
            rest = rest[room:]
            if len(self._waiting) == self._part_bytes:
                self._put()
        return len(data)

    def flush(self) -> None:
        """Nothing to do: a piece is put when it is full, the last one by `finish`."""

    def finish(self) -> None:
        """Put the last piece."""
        if self._waiting:
            self._put()

    @property
    def sha256(self) -> str:
        """Of everything so far, 64 hex digits."""
        return self._sha256.hexdigest()

    def _put(self) -> None:
        stored = self._blobs.put(self._tenant_id, io.BytesIO(self._waiting))
        self.parts.append(Part(stored.key, stored.size_bytes))
        self._waiting.clear()


class PartsFile(io.RawIOBase):
    """The whole file again, as something to read from any place; no more than one piece is held."""

    def __init__(self, blobs: BlobStore, tenant_id: TenantId, parts: Sequence[Part]) -> None:
        """Begin at the start."""
        super().__init__()
        self._blobs, self._tenant_id, self._parts = blobs, tenant_id, parts
        self._ends = list(itertools.accumulate(part.size_bytes for part in parts))
        self._place = 0
        self._held: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """Where the next byte comes from."""
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go on elsewhere."""
        begins = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._ends[-1] if self._ends else 0}
        self._place = max(begins[whence] + offset, 0)
        return self._place

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the buffers that io hands over
        """Fill a buffer, as far as the piece reaches."""
        index = bisect.bisect_right(self._ends, self._place)
        if index == len(self._parts):
            return 0
        if self._held[0] != index:
            self._held = (index, self._blobs.read(self._tenant_id, self._parts[index].blob_key))
        start = self._place - (self._ends[index] - self._parts[index].size_bytes)
        piece = memoryview(self._held[1])[start : start + len(buffer)]
        buffer[: len(piece)] = piece
        self._place += len(piece)
        return len(piece)


def parts_of(session: Session, export_id: str) -> list[Part]:
    """The pieces of a finished export, in order."""
    rows = select(ExportPart).where(ExportPart.export_id == export_id).order_by(ExportPart.position)
    return [Part(row.blob_key, row.size_bytes) for row in session.scalars(rows)]

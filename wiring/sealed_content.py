"""Where content is kept, as sealed files: what a backup copies and a restore puts back, without opening any of it.

A folder and an S3 store keep the same bytes under the same names: what was copied out
of one may be put into the other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kernel.blobs.directory import TEMPORARY
from kernel.blobs.s3 import S3Settings, SealedObjects
from wiring.backup_files import FileSeal, copy_whole, files_below, sync_tree, write_whole
from wiring.settings import S3Setting, Settings

EPOCH = dt.datetime.fromtimestamp(0, dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class SealedFile:
    """Sealed content: "TENANT/first two digits/the others", its length, and when it was put (in nanoseconds)."""

    name: str
    size_bytes: int
    put_ns: int


class SealedContent(Protocol):
    """A store of sealed content, as backup and restore see it."""

    def files(self) -> Iterator[SealedFile]:
        """Everything there is."""

    def copy_out(self, file: SealedFile, target: Path) -> FileSeal:
        """Copy one file with its age; there is never half of it under its name."""

    def copy_in(self, name: str, source: Path) -> None:
        """Put one file back."""

    def settle(self) -> None:
        """Make durable what was put back."""


def sealed_content(settings: Settings) -> SealedContent:
    """The store that the settings name."""
    if settings.s3 is None:
        return FolderContent(settings.data_dir / "blobs")
    return BucketContent(SealedObjects(s3_place(settings.s3, settings.data_dir)))


def s3_place(given: S3Setting, data_dir: Path) -> S3Settings:
    """Where an S3 store is, as the store's own client wants to know it."""
    secret = given.secret_key.get_secret_value() if given.secret_key else None
    region, spool = given.region or "us-east-1", data_dir / "spool"
    return S3Settings(given.bucket, given.endpoint_url, region, given.access_key, secret, spool=spool)


@dataclass(frozen=True, slots=True)
class FolderContent:
    """Sealed content in a folder."""

    folder: Path

    def files(self) -> Iterator[SealedFile]:
        """See `SealedContent.files`."""
        for path in files_below(self.folder):
            name = path.relative_to(self.folder)
            if name.parts[0] != TEMPORARY:
                state = path.stat()
                yield SealedFile(str(name), state.st_size, state.st_mtime_ns)

    def copy_out(self, file: SealedFile, target: Path) -> FileSeal:
        """See `SealedContent.copy_out`."""
        return copy_whole(self.folder / file.name, target)

    def copy_in(self, name: str, source: Path) -> None:
        """See `SealedContent.copy_in`."""
        copy_whole(source, self.folder / name)

    def settle(self) -> None:
        """See `SealedContent.settle`."""
        if self.folder.is_dir():
            sync_tree(self.folder)


@dataclass(frozen=True, slots=True)
class BucketContent:
    """Sealed content in an S3 store."""

    objects: SealedObjects

    def files(self) -> Iterator[SealedFile]:
        """See `SealedContent.files`."""
        for each in self.objects.all():
            yield SealedFile(each.name, each.size_bytes, 1_000 * ((each.put_at - EPOCH) // MICROSECOND))

    def copy_out(self, file: SealedFile, target: Path) -> FileSeal:
        """See `SealedContent.copy_out`."""
        return write_whole(target, self.objects.read(file.name), file.put_ns)

    def copy_in(self, name: str, source: Path) -> None:
        """See `SealedContent.copy_in`."""
        with source.open("rb") as content:
            self.objects.write(name, content)

    def settle(self) -> None:
        """Nothing to do: the store confirmed each of them."""

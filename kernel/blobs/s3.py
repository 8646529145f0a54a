"""Blobs in an S3 bucket: sealed here, stored there, confirmed before anyone is told.

The store only ever sees ciphertext. The checksum that goes along makes it refuse
bytes that changed on the way; a HEAD confirms what it keeps.
"""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import errno
import hashlib
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from kernel.blobs.api import BlobDamaged, BlobMissing, BlobStoreFull, BlobStoreUnavailable, StoredBlob
from kernel.blobs.directory import NO_ROOM
from kernel.blobs.sealing import CHUNK_BYTES, TENANT, ContentMeasure, TenantKeys, missing, place, seal, unseal
from kernel.errors import Misconfigured
from kernel.ids import TenantId

if TYPE_CHECKING:
    from types_boto3_s3.client import S3Client

EVERYBODY = TenantId("everybody")
PLACED = re.compile(rf"{TENANT.pattern}/[0-9a-f]{{2}}/[0-9a-f]{{62}}")
GONE = frozenset({"404", "NoSuchKey", "NotFound"})
TAKEN = frozenset({"412", "PreconditionFailed"})
FULL = frozenset({"507", "InsufficientStorage", "QuotaExceeded", "StorageFull", "XMinioStorageFull"})
REFUSED = frozenset({"403", "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "NoSuchBucket"})


@dataclass(frozen=True, slots=True)
class S3Settings:
    """Where the bucket is and how to get in.

    Attributes:
        bucket: Its name; it must exist.
        endpoint: Address of a server other than AWS, for example ``http://127.0.0.1:8333``.
        prefix: Put before every object's name, for example ``postkamer/``.
        spool: Directory on this machine for sealed content on its way; the system's own by default.
    """

    bucket: str
    endpoint: str | None = None
    region: str = "us-east-1"
    access_key: str | None = None
    secret_key: str | None = field(default=None, repr=False)
    prefix: str = ""
    spool: Path | None = None


class S3BlobStore:
    """Keeps blobs in one bucket; boto3 clients may be shared between threads."""

    def __init__(self, settings: S3Settings, keys: TenantKeys) -> None:
        """Open a client; the bucket is not touched yet."""
        self._settings = settings
        self._keys = keys
        self._client: S3Client = _client(settings)

    def put(self, tenant_id: TenantId, content: BinaryIO) -> StoredBlob:
        """Store `content` durably: when this returns, the bucket confirmed it.

        Raises:
            BlobStoreFull: There is no room; nothing is left behind.
            BlobStoreUnavailable: The store does not answer, or kept something else.
            Misconfigured: The store refuses the credentials, or there is no such bucket.
            KeyDestroyed: The tenant was erased.
        """
        tenant_secrets = self._keys.tenant_key(tenant_id)
        seen = ContentMeasure(tenant_secrets)
        with _spooled(self._settings.spool) as spool:
            sealed_hash, size_bytes = _fill(spool, seal(content, tenant_id, tenant_secrets, seen))
            checksum = base64.b64encode(sealed_hash).decode()
            existed = self._create(tenant_id, seen.stored().key, spool, checksum)
        self._confirm(tenant_id, seen.stored().key, size_bytes, checksum)
        return seen.stored(existed=existed)

    def read(self, tenant_id: TenantId, key: str) -> bytes:
        """The content, proven to be what was stored.

        Raises:
            BlobMissing: Nothing is stored there.
            BlobDamaged: What is stored there was altered.
            BlobStoreUnavailable: The store does not answer.
            KeyDestroyed: The tenant was erased.
        """
        tenant_secrets = self._keys.tenant_key(tenant_id)
        with _answered(tenant_id, key):
            answer = self._client.get_object(Bucket=self._settings.bucket, Key=self._name(tenant_id, key))
            sealed = answer["Body"].read()
        return unseal(sealed, tenant_id, key, tenant_secrets)

    def keys(self, tenant_id: TenantId) -> Iterator[tuple[str, dt.datetime]]:
        """All addresses of the tenant, in their order, with the moment each was last put (aware, UTC).

        The listing comes in order of names and tells each object's age itself.
        """
        start = f"{self._settings.prefix}{tenant_id}/"
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._settings.bucket, Prefix=start)
        with _answered(tenant_id, ""):
            for page in pages:
                for found in page.get("Contents", ()):
                    key = found["Key"].removeprefix(start).replace("/", "")
                    yield key, found["LastModified"].astimezone(dt.UTC)

    def put_at(self, tenant_id: TenantId, key: str) -> dt.datetime | None:
        """When the content was last put (aware, UTC); None where nothing is.

        Raises:
            BlobStoreUnavailable: The store does not answer.
        """
        name = self._name(tenant_id, key)
        try:
            with _answered(tenant_id, key):
                kept = self._client.head_object(Bucket=self._settings.bucket, Key=name)
        except BlobMissing:
            return None
        return kept["LastModified"].astimezone(dt.UTC)

    def delete(self, tenant_id: TenantId, key: str) -> None:
        """Remove the content; nothing happens where nothing is."""
        name = self._name(tenant_id, key)
        with _answered(tenant_id, key):
            self._client.delete_object(Bucket=self._settings.bucket, Key=name)

    def sweep_temporary(self, older_than: dt.datetime) -> int:
        """Nothing to do: an interrupted PUT leaves no object, and the spool has no names."""
        del older_than
        return 0

    def _create(self, tenant_id: TenantId, key: str, spool: IO[bytes], checksum: str) -> bool:
        """Store under a new name; where the name is taken, store again and tell whether it was sound."""
        if self._upload(tenant_id, key, spool, checksum, {"IfNoneMatch": "*"}):
            return False
        existed = self._reads_back(tenant_id, key)
        # Stored again all the same: it mends damage, and makes a blob young that
        # may be about to be collected because nothing referred to it so far.
        self._upload(tenant_id, key, spool, checksum, {})
        return existed

    def _upload(
        self, tenant_id: TenantId, key: str, spool: IO[bytes], checksum: str, condition: dict[str, Any]
    ) -> bool:
        spool.seek(0)
        name = self._name(tenant_id, key)
        with _answered(tenant_id, key):
            try:
                self._client.put_object(
                    Bucket=self._settings.bucket, Key=name, Body=spool, ChecksumSHA256=checksum, **condition
                )
            except ClientError as error:
                if _code(error) not in TAKEN:
                    raise
                return False
        return True

    def _reads_back(self, tenant_id: TenantId, key: str) -> bool:
        try:
            self.read(tenant_id, key)
        except (BlobMissing, BlobDamaged):
            return False
        return True

    def _confirm(self, tenant_id: TenantId, key: str, size_bytes: int, checksum: str) -> None:
        with _answered(tenant_id, key):
            kept = self._client.head_object(
                Bucket=self._settings.bucket, Key=self._name(tenant_id, key), ChecksumMode="ENABLED"
            )
        is_ours = kept["ContentLength"] == size_bytes and kept.get("ChecksumSHA256", checksum) == checksum
        # Another writer of the same content seals it differently; that copy is as good.
        if not (is_ours or self._reads_back(tenant_id, key)):
            raise BlobStoreUnavailable("the blob store kept something else than was sent; the work is repeated")

    def _name(self, tenant_id: TenantId, key: str) -> str:
        return self._settings.prefix + "/".join(place(tenant_id, key))


@dataclass(frozen=True, slots=True)
class SealedObject:
    """Sealed content in a bucket: its name without the prefix, as `sealing.place` spells it; its length and age."""

    name: str
    size_bytes: int
    put_at: dt.datetime


class SealedObjects:
    """The objects of a bucket as they lie there, sealed: for whoever copies them without opening any."""

    def __init__(self, settings: S3Settings) -> None:
        """Open a client; the bucket is not touched yet."""
        self._settings = settings
        self._client: S3Client = _client(settings)

    def all(self) -> Iterator[SealedObject]:
        """Everything that a blob store of these settings keeps, in order; objects of others are left out.

        Raises:
            BlobStoreUnavailable: The store does not answer.
            Misconfigured: It refuses.
        """
        prefix = self._settings.prefix
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._settings.bucket, Prefix=prefix)
        with _answered(EVERYBODY, ""):
            for page in pages:
                for found in page.get("Contents", ()):
                    name = found["Key"].removeprefix(prefix)
                    if PLACED.fullmatch(name):
                        yield SealedObject(name, found["Size"], found["LastModified"].astimezone(dt.UTC))

    def read(self, name: str) -> Iterator[bytes]:
        """One object, piece by piece.

        Raises:
            BlobMissing: It is gone.
            BlobStoreUnavailable: The store does not answer.
        """
        with _answered(EVERYBODY, name):
            answer = self._client.get_object(Bucket=self._settings.bucket, Key=self._settings.prefix + name)
            yield from answer["Body"].iter_chunks(CHUNK_BYTES)

    def write(self, name: str, content: BinaryIO) -> None:
        """Put one object; when this returns, the bucket confirmed it with its checksum.

        Raises:
            BlobStoreFull: There is no room.
            BlobStoreUnavailable: The store does not answer.
        """
        digest = hashlib.sha256()
        for piece in iter(partial(content.read, CHUNK_BYTES), b""):
            digest.update(piece)
        checksum = base64.b64encode(digest.digest()).decode()
        content.seek(0)
        with _answered(EVERYBODY, name):
            self._client.put_object(
                Bucket=self._settings.bucket, Key=self._settings.prefix + name, Body=content, ChecksumSHA256=checksum
            )


def _client(settings: S3Settings) -> S3Client:
    # Path style: servers other than AWS rarely answer to a host name per bucket.
    config = Config(
        retries={"max_attempts": 3, "mode": "standard"},
        s3={"addressing_style": "path" if settings.endpoint else "auto"},
        # The seal proves what is read; boto3's own check would call damage a connection error.
        response_checksum_validation="when_required",
        connect_timeout=10,
        read_timeout=60,
    )
    return boto3.client(
        "s3",
        endpoint_url=settings.endpoint,
        region_name=settings.region,
        aws_access_key_id=settings.access_key,
        aws_secret_access_key=settings.secret_key,
        config=config,
    )


@contextlib.contextmanager
def _spooled(folder: Path | None) -> Iterator[IO[bytes]]:
    """A file without a name for sealed content: its address is known only when all of it was seen."""
    try:
        if folder is not None:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as spool:
            yield spool
    except OSError as error:
        if error.errno in NO_ROOM:
            message = "there is no room to prepare the item on this machine; make room, then send it again"
            raise BlobStoreFull(message) from error
        message = f"the item could not be prepared on this machine: {error.strerror}; the work is repeated"
        raise BlobStoreUnavailable(message, errno=error.errno or errno.EIO) from error


def _fill(spool: IO[bytes], pieces: Iterator[bytes]) -> tuple[bytes, int]:
    sealed_hash = hashlib.sha256()
    for piece in pieces:
        sealed_hash.update(piece)
        spool.write(piece)
    spool.flush()
    return sealed_hash.digest(), spool.tell()


@contextlib.contextmanager
def _answered(tenant_id: TenantId, key: str) -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        raise _named(error, tenant_id, key) from error
    except BotoCoreError as error:
        message = "the blob store does not answer; check its address and that it runs, the work is repeated"
        raise BlobStoreUnavailable(message, blob_key=key) from error


def _named(error: ClientError, tenant_id: TenantId, key: str) -> Exception:
    code = _code(error)
    if code in GONE:
        return missing(tenant_id, key)
    if code in FULL:
        return BlobStoreFull("the blob store is full; make room in it, then send the item again")
    if code in REFUSED:
        return Misconfigured(f"the blob store refuses ({code}); check its bucket, access key and secret", code=code)
    return BlobStoreUnavailable(f"the blob store answered {code}; the work is repeated", code=code)


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", "unknown"))

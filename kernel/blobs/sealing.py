r"""Sealed blobs: how content looks at rest, whichever backend keeps it.

    magic and version   8 bytes  "PKBLOB\0\1"
    key id              8 bytes  tells which tenant key wraps the data key
    wrapped data key   60 bytes  nonce (12), random key sealed by AES-256-GCM (32 + 16)
    nonce              12 bytes
    ciphertext          n bytes  AES-256-GCM under the data key
    tag                16 bytes

The tenant's id and the whole header are bound in as associated data, and the
content must match its address after opening: a blob that was altered, cut, or
moved to another address or tenant does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import GCM

from kernel.blobs.api import BlobDamaged, BlobMissing, StoredBlob
from kernel.ids import TenantId
from kernel.tenancy.keys import TenantSecrets
from kernel.tenancy.master_key import KEY_BYTES, derive

MAGIC = b"PKBLOB\0\1"
KEY_ID_BYTES = 8
NONCE_BYTES = 12
TAG_BYTES = 16
WRAPPED_AT = len(MAGIC) + KEY_ID_BYTES
NONCE_AT = WRAPPED_AT + NONCE_BYTES + KEY_BYTES + TAG_BYTES
HEADER_BYTES = NONCE_AT + NONCE_BYTES
OVERHEAD_BYTES = HEADER_BYTES + TAG_BYTES
CHUNK_BYTES = 1 << 20
ADDRESS = re.compile(r"[0-9a-f]{64}")
TENANT = re.compile(r"[0-9A-Za-z_-]{1,64}")


class TenantKeys(Protocol):
    """Where a blob store gets a tenant's secrets from."""

    def tenant_key(self, tenant_id: TenantId) -> TenantSecrets:
        """The tenant's secrets.

        Raises:
            KeyDestroyed: The tenant was erased.
        """


class ContentMeasure:
    """Address, hash and length of content that streams by."""

    def __init__(self, tenant_secrets: TenantSecrets) -> None:
        """Start with nothing seen."""
        self._address = hmac.new(tenant_secrets.address_key, digestmod=hashlib.sha256)
        self._sha256 = hashlib.sha256()
        self._size_bytes = 0

    def update(self, chunk: bytes) -> None:
        """Take in the next bytes."""
        self._address.update(chunk)
        self._sha256.update(chunk)
        self._size_bytes += len(chunk)

    def stored(self, *, existed: bool = False) -> StoredBlob:
        """What was measured so far."""
        return StoredBlob(self._address.hexdigest(), self._sha256.hexdigest(), self._size_bytes, existed)


def seal(
    content: BinaryIO, tenant_id: TenantId, tenant_secrets: TenantSecrets, seen: ContentMeasure
) -> Iterator[bytes]:
    """The sealed form of `content`, piece by piece; `seen` measures the plain bytes on their way."""
    data_key, nonce = secrets.token_bytes(KEY_BYTES), secrets.token_bytes(NONCE_BYTES)
    header = _header(data_key, nonce, tenant_id, tenant_secrets)
    encryptor = Cipher(AES256(data_key), GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(_bound(header, tenant_id))
    yield header
    while chunk := content.read(CHUNK_BYTES):
        seen.update(chunk)
        yield encryptor.update(chunk)
    encryptor.finalize()
    yield encryptor.tag


def unseal(sealed: bytes, tenant_id: TenantId, key: str, tenant_secrets: TenantSecrets) -> bytes:
    """The content, released only after seal and address were proven.

    Raises:
        BlobDamaged: The bytes are not what was stored at `key` for this tenant.
    """
    try:
        content = _open(sealed, tenant_id, tenant_secrets)
    except (InvalidTag, ValueError) as error:
        raise damaged(tenant_id, key) from error
    address = hmac.digest(tenant_secrets.address_key, content, "sha256").hex()
    if not hmac.compare_digest(address, key):
        raise damaged(tenant_id, key)
    return content


def damaged(tenant_id: TenantId, key: str) -> BlobDamaged:
    """The error that names the damaged blob."""
    message = f"blob {key} of tenant {tenant_id} was altered; restore it from a backup, then run `postkamer verify`"
    return BlobDamaged(message, tenant_id=tenant_id, blob_key=key)


def missing(tenant_id: TenantId, key: str) -> BlobMissing:
    """The error that names the missing blob."""
    message = f"blob {key} of tenant {tenant_id} is gone; restore it from a backup, then run `postkamer verify`"
    return BlobMissing(message, tenant_id=tenant_id, blob_key=key)


def place(tenant_id: TenantId, key: str) -> tuple[str, str, str]:
    """Where a blob stands in every backend: tenant, first two digits, the others.

    Raises:
        BlobMissing: No blob can be called that; nothing outside the store is ever looked at.
    """
    if not TENANT.fullmatch(tenant_id) or not ADDRESS.fullmatch(key):
        raise missing(tenant_id, key)
    return tenant_id, key[:2], key[2:]


def _header(data_key: bytes, nonce: bytes, tenant_id: TenantId, tenant_secrets: TenantSecrets) -> bytes:
    head = MAGIC + _key_id(tenant_secrets)
    wrap_nonce = secrets.token_bytes(NONCE_BYTES)
    wrapped = AESGCM(tenant_secrets.encryption_key).encrypt(wrap_nonce, data_key, _bound(head, tenant_id))
    return head + wrap_nonce + wrapped + nonce


def _open(sealed: bytes, tenant_id: TenantId, tenant_secrets: TenantSecrets) -> bytes:
    head = MAGIC + _key_id(tenant_secrets)
    if not sealed.startswith(head) or len(sealed) < OVERHEAD_BYTES:
        message = "not a sealed blob of this tenant"
        raise ValueError(message)
    wrapped = sealed[WRAPPED_AT:NONCE_AT]
    opener = AESGCM(tenant_secrets.encryption_key)
    data_key = opener.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], _bound(head, tenant_id))
    bound = _bound(sealed[:HEADER_BYTES], tenant_id)
    return AESGCM(data_key).decrypt(sealed[NONCE_AT:HEADER_BYTES], memoryview(sealed)[HEADER_BYTES:], bound)


def _key_id(tenant_secrets: TenantSecrets) -> bytes:
    return derive(tenant_secrets.encryption_key, b"postkamer tenant key id", KEY_ID_BYTES)


def _bound(head: bytes, tenant_id: TenantId) -> bytes:
    return head + tenant_id.encode()

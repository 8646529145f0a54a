"""Tenants' keys: one each, wrapped by the master key; destroying one erases the tenant's content.

A wrapped key is: format (4 bytes), id of the master key (8), nonce (12), and the
key sealed by AES-256-GCM (32 + 16). The tenant's id is bound in, so that a wrapped
key moved to another tenant's row opens nothing.
"""

from __future__ import annotations

import datetime as dt
import secrets
import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.clock import Clock
from kernel.errors import NotFound, PlatformError
from kernel.ids import TenantId
from kernel.tenancy.master_key import KEY_BYTES, KEY_ID_BYTES, MasterKey, derive
from kernel.tenancy.models import TenantKey
from kernel.tenancy.scope import Scope, SystemScope

FORMAT = b"PTK1"
NONCE_BYTES = 12
NONCE_AT = len(FORMAT) + KEY_ID_BYTES
SEALED_AT = NONCE_AT + NONCE_BYTES
# How long another process may still use a key after it was destroyed here.
CACHED = dt.timedelta(seconds=2)
KEYS = SystemScope("the blob store asks for the key of whichever tenant its caller works for")


class KeyDestroyed(PlatformError):
    """The tenant's key was destroyed: its content is erased for good."""

    code = "key_destroyed"


class KeyUnknown(NotFound):
    """No key was ever made for this tenant id."""

    code = "key_unknown"


class MasterKeyWrong(PlatformError):
    """The master key does not open the tenants' keys: start with the one they were wrapped with."""

    code = "master_key_wrong"


class KeyDamaged(PlatformError):
    """A tenant's wrapped key was altered: restore the database from a backup."""

    code = "key_damaged"


class Reads(Protocol):
    """The database, as far as keys need it."""

    def reading(self, scope: Scope) -> AbstractContextManager[Session]:
        """A session that only reads."""


@dataclass(frozen=True, slots=True)
class TenantSecrets:
    """What one tenant's content is sealed and addressed with.

    Attributes:
        encryption_key: 32 bytes that wrap the data key of each blob.
        address_key: 32 bytes that turn content into its address.
    """

    encryption_key: bytes = field(repr=False)
    address_key: bytes = field(repr=False)


class KeyRing:
    """Makes, opens and destroys tenants' keys; safe to share between threads."""

    def __init__(self, master: MasterKey, database: Reads, clock: Clock, *, retired: Sequence[MasterKey] = ()) -> None:
        """Keep the master key; `retired` ones still open what `rewrap` has not reached yet."""
        self._master = master
        self._masters = {key.key_id: key for key in (*retired, master)}
        self._database = database
        self._clock = clock
        self._cache: dict[TenantId, tuple[TenantSecrets, dt.datetime]] = {}
        self._lock = threading.Lock()

    def create(self, session: Session, tenant_id: TenantId, at: dt.datetime) -> None:
        """Make the key of a new tenant, in the caller's transaction."""
        wrapped = self._wrap(secrets.token_bytes(KEY_BYTES), tenant_id)
        session.add(TenantKey(tenant_id=tenant_id, wrapped_key=wrapped, created_at=at))
        session.flush()

    def tenant_key(self, tenant_id: TenantId) -> TenantSecrets:
        """The tenant's secrets; a destruction elsewhere is noticed within seconds.

        Raises:
            KeyDestroyed: The tenant was erased.
            KeyUnknown: There is no such tenant.
            MasterKeyWrong: The key was wrapped by another master key.
            KeyDamaged: The wrapped key was altered.
        """
        now = self._clock.now()
        with self._lock:
            cached = self._cache.get(tenant_id)
        # A clock that was set back must not keep a destroyed key alive.
        if cached and dt.timedelta(0) <= now - cached[1] < CACHED:
            return cached[0]
        fresh = self._open(tenant_id)
        with self._lock:
            self._cache[tenant_id] = (fresh, now)
        return fresh

    def key_for(self, tenant_id: TenantId, purpose: bytes) -> bytes:
        """32 bytes of the tenant's own for one more purpose, which are gone when its key is destroyed.

        Raises:
            KeyDestroyed: The tenant was erased.
            KeyUnknown: There is no such tenant.
            MasterKeyWrong: The key was wrapped by another master key.
            KeyDamaged: The wrapped key was altered.
        """
        return derive(self.tenant_key(tenant_id).address_key, purpose)

    def destroy(self, session: Session, tenant_id: TenantId, at: dt.datetime) -> None:
        """Erase the tenant's content by destroying its key, in the caller's transaction.

        Raises:
            KeyUnknown: There is no such tenant.
        """
        row = session.get(TenantKey, tenant_id, with_for_update=True)
        if row is None:
            raise KeyUnknown("this tenant has no key; check the tenant id", tenant_id=tenant_id)
        row.wrapped_key = None
        row.destroyed_at = row.destroyed_at or at
        session.flush()
        with self._lock:
            self._cache.pop(tenant_id, None)

    def rewrap(self, session: Session) -> int:
        """Wrap every key with the present master key, in the caller's transaction; tells how many changed.

        Raises:
            MasterKeyWrong: A key was wrapped by a master key that is not here; nothing may be committed then.
        """
        rows = session.scalars(select(TenantKey).where(TenantKey.wrapped_key.is_not(None)).with_for_update())
        stale = [row for row in rows if _master_id(row.wrapped_key or b"") != self._master.key_id]
        for row in stale:
            tenant_id = TenantId(row.tenant_id)
            row.wrapped_key = self._wrap(self._unwrap(row.wrapped_key or b"", tenant_id), tenant_id)
        session.flush()
        return len(stale)

    def _open(self, tenant_id: TenantId) -> TenantSecrets:
        with self._database.reading(KEYS) as session:
            row = session.get(TenantKey, tenant_id)
        if row is None:
            raise KeyUnknown("this tenant has no key; check the tenant id", tenant_id=tenant_id)
        if row.wrapped_key is None:
            raise KeyDestroyed("this tenant was erased; its content cannot be read again", tenant_id=tenant_id)
        key = self._unwrap(row.wrapped_key, tenant_id)
        return TenantSecrets(derive(key, b"postkamer blob encryption"), derive(key, b"postkamer blob address"))

    def _wrap(self, key: bytes, tenant_id: TenantId) -> bytes:
        head = FORMAT + self._master.key_id
        nonce = secrets.token_bytes(NONCE_BYTES)
        return head + nonce + AESGCM(self._master.key).encrypt(nonce, key, _bound(head, tenant_id))

    def _unwrap(self, wrapped: bytes, tenant_id: TenantId) -> bytes:
        master = self._masters.get(_master_id(wrapped))
        if master is None:
            raise MasterKeyWrong("the tenant's key was wrapped by another master key; start with that one")
        nonce, head = wrapped[NONCE_AT:SEALED_AT], wrapped[:NONCE_AT]
        try:
            return AESGCM(master.key).decrypt(nonce, wrapped[SEALED_AT:], _bound(head, tenant_id))
        except (InvalidTag, ValueError) as error:
            message = "the tenant's wrapped key was altered; restore the database from a backup"
            raise KeyDamaged(message, tenant_id=tenant_id) from error


def _master_id(wrapped: bytes) -> bytes:
    return wrapped[len(FORMAT) : NONCE_AT] if wrapped.startswith(FORMAT) else b""


def _bound(head: bytes, tenant_id: TenantId) -> bytes:
    return b"postkamer tenant key\0" + head + tenant_id.encode()

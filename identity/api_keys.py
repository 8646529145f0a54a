"""Keys of programs: each opens one tenant, for some things, for some time.

A key is 256 random bits behind a name that may be seen. It is shown once, when it is
made; the database keeps its SHA-256, which needs no salt and no slow hash because
nobody can guess 256 bits.
"""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from identity.errors import ApiKeyRefused
from identity.models import ApiKey
from kernel.audit.journal import AuditFact, Detail, append
from kernel.clock import Clock
from kernel.db import Transaction
from kernel.errors import NotFound
from kernel.ids import TenantId
from kernel.tenancy.directory import TenantKind
from kernel.tenancy.repository import get_tenant

SECRET_BYTES = 32
ID_BYTES = 6
# A fixed beginning lets scanners for lost secrets know one of ours when they see it.
PREFIX = "postkamer_"
TOUCH_EVERY = dt.timedelta(minutes=1)
LONGEST_NAME = 80
# So long after it was taken back by mistake, a key can be given again; programs hardly noticed.
GIVEN_AGAIN_WITHIN = dt.timedelta(minutes=10)


class KeyScope(enum.Enum):
    """What a key may be used for."""

    READ = "read"
    UPLOAD = "upload"
    HANDOVER = "handover"
    WEBHOOKS = "webhooks"
    EXPORT = "export"
    ORGANISE = "organise"


READS_MAIL = frozenset({KeyScope.READ, KeyScope.HANDOVER, KeyScope.EXPORT, KeyScope.ORGANISE})
"""Scopes under which documents can be read or put in order."""


@dataclass(frozen=True, slots=True)
class AddApiKey:
    """A key as somebody orders it.

    Attributes:
        name: Which program will use it, for people who look at the list of keys.
        lasts: After this time it opens nothing.
        actor: A user's id, or ``system:`` and the room that acts.
    """

    tenant_id: TenantId
    name: str
    scopes: frozenset[KeyScope]
    lasts: dt.timedelta
    actor: str = "system:cli"


@dataclass(frozen=True, slots=True)
class ApiKeyView:
    """A key as it may be shown: everything but the key.

    Attributes:
        prefix: How the key begins, so that people recognise it.
        last_used_at: To the minute.
    """

    key_id: str
    tenant_id: TenantId
    name: str
    prefix: str
    scopes: frozenset[KeyScope]
    created_at: dt.datetime
    expires_at: dt.datetime
    last_used_at: dt.datetime | None
    revoked_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class NewApiKey:
    """A key just made.

    Attributes:
        secret: The whole key, for whoever ordered it; it cannot be shown again.
    """

    secret: str = field(repr=False)
    view: ApiKeyView


def add_api_key(command: AddApiKey, uow: Transaction, clock: Clock) -> NewApiKey:
    """Make a key for one tenant.

    Raises:
        NotFound: There is no such tenant, or it is closed.
        ApiKeyRefused: It has no name, may do nothing, or would read the mail that an operator holds for others.
    """
    name = command.name.strip()
    message = f"a key needs a name of at most {LONGEST_NAME} signs, and at least one scope"
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise ApiKeyRefused(message, reason="name")
    if not command.scopes:
        raise ApiKeyRefused(message, reason="scopes")
    key_id, now = secrets.token_hex(ID_BYTES), clock.now()
    secret = f"{PREFIX}{key_id}_{secrets.token_urlsafe(SECRET_BYTES)}"
    row = ApiKey(
        id=key_id, tenant_id=command.tenant_id, name=name, key_hash=_hash(secret),
        scopes=sorted(scope.value for scope in command.scopes), created_at=now, expires_at=now + command.lasts,
    )  # fmt: skip
    with uow:
        _check_tenant(uow.session, command)
        uow.session.add(row)
        _journal(uow.session, row, command.actor, "api_key_added", {"scopes": list(row.scopes)}, now)
        uow.commit()
    return NewApiKey(secret, _view(row))


def list_api_keys(session: Session, tenant_id: TenantId) -> list[ApiKeyView]:
    """All keys of a tenant, the latest first; those that open nothing any more are among them."""
    rows = select(ApiKey).where(ApiKey.tenant_id == tenant_id).order_by(ApiKey.created_at.desc(), ApiKey.id)
    return [_view(row) for row in session.scalars(rows)]


def revoke_api_key(
    tenant_id: TenantId, key_id: str, uow: Transaction, clock: Clock, *, actor: str = "system:cli"
) -> ApiKeyView:
    """Take a key back, at once; nothing happens where it was taken back before.

    Raises:
        NotFound: The tenant has no such key.
    """
    with uow:
        row = uow.session.get(ApiKey, key_id.removeprefix(PREFIX), with_for_update=True)
        if row is None or row.tenant_id != tenant_id:
            raise NotFound("this tenant has no such key; look at the list of its keys", key_id=key_id)
        if row.revoked_at is None:
            row.revoked_at = clock.now()
            _journal(uow.session, row, actor, "api_key_revoked", {}, row.revoked_at)
            uow.commit()
        return _view(row)


def restore_api_key(tenant_id: TenantId, key_id: str, uow: Transaction, clock: Clock, *, actor: str) -> ApiKeyView:
    """Give a key again that was taken back a moment ago; the journal keeps both.

    Raises:
        NotFound: The tenant has no such key.
        ApiKeyRefused: It was taken back too long ago; make another.
    """
    with uow:
        row = uow.session.get(ApiKey, key_id.removeprefix(PREFIX), with_for_update=True)
        if row is None or row.tenant_id != tenant_id:
            raise NotFound("this tenant has no such key; look at the list of its keys", key_id=key_id)
        if row.revoked_at is not None:
            if clock.now() - row.revoked_at > GIVEN_AGAIN_WITHIN:
                raise ApiKeyRefused("this key was taken back too long ago; make another", reason="late")
            row.revoked_at = None
            _journal(uow.session, row, actor, "api_key_restored", {}, clock.now())
            uow.commit()
        return _view(row)


def look_up_api_key(session: Session, secret: str, at: dt.datetime) -> ApiKeyView | None:
    """The live key that `secret` is; needs the system scope.

    None for a key that nobody has, that was revoked or has expired, and for a closed tenant's: they look alike.
    """
    wanted = _hash(secret)
    row = session.scalars(select(ApiKey).where(ApiKey.key_hash == wanted)).one_or_none()
    if row is None or not hmac.compare_digest(row.key_hash, wanted):
        return None
    if row.revoked_at or at >= row.expires_at or get_tenant(session, TenantId(row.tenant_id)).closed_at:
        return None
    return _view(row)


def is_live(key: ApiKeyView, at: dt.datetime) -> bool:
    """Whether the key opens anything at that moment."""
    return key.revoked_at is None and at < key.expires_at


def is_due_to_touch(key: ApiKeyView, at: dt.datetime) -> bool:
    """Whether the last use is worth noting again; reading stays reading in between."""
    return key.last_used_at is None or at - key.last_used_at >= TOUCH_EVERY


def touch_api_key(session: Session, key_id: str, at: dt.datetime) -> None:
    """Note that the key was used."""
    session.execute(update(ApiKey).where(ApiKey.id == key_id).values(last_used_at=at))


def _check_tenant(session: Session, command: AddApiKey) -> None:
    tenant = get_tenant(session, command.tenant_id)
    if tenant.closed_at:
        raise NotFound("this tenant is closed; nothing is received for it any more")
    if tenant.kind is TenantKind.OPERATOR and READS_MAIL & command.scopes:
        message = "an operator holds mail that is somebody else's; only people who index it may read it"
        raise ApiKeyRefused(message, reason="operator")


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _view(row: ApiKey) -> ApiKeyView:
    return ApiKeyView(
        key_id=row.id, tenant_id=TenantId(row.tenant_id), name=row.name, prefix=f"{PREFIX}{row.id}",
        scopes=frozenset(KeyScope(scope) for scope in row.scopes), created_at=row.created_at,
        expires_at=row.expires_at, last_used_at=row.last_used_at, revoked_at=row.revoked_at,
    )  # fmt: skip


def _journal(
    session: Session, row: ApiKey, actor: str, action: str, details: dict[str, Detail], at: dt.datetime
) -> None:
    append(session, AuditFact(TenantId(row.tenant_id), actor, action, "api_key", row.id, details), at)

"""Closing an account: thirty days in which a secret link opens it again, then the erasure of the whole tenant.

Erasing destroys the tenant's key, deletes its rows and its index, and leaves the journal
and a certificate. What is left of its files are bytes that nobody can open; they are
deleted too, at once, and by the sweep where the program died in between.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.erasure.certificates import BACKUPS, CertificateView, certificate_about, issue
from archive.erasure.erasing import JOURNAL, SYSTEM_ERASURE, ErasureDeps
from archive.erasure.models import TenantClosure
from archive.erasure.rows import erase_tenant_rows
from archive.holds.models import LegalHold
from archive.holds.placing import OnHold
from archive.recipient_history import forget_owner
from kernel.audit.journal import AuditFact, append
from kernel.blobs.api import BlobStore
from kernel.ids import TenantId, UserId
from kernel.logs import get_logger
from kernel.tenancy.closing import (
    close_tenant,
    forget_people,
    forget_tenant,
    reopen_tenant,
    set_disabled,
    was_closed_at,
)
from kernel.tenancy.keys import KeyRing
from kernel.tenancy.scope import SystemScope

GRACE = dt.timedelta(days=30)
SECRET_BYTES = 32
DUE = SystemScope("the clock erases tenants whose days of grace are over")
KEY = (
    "The key under which every file of this account was sealed was destroyed with this certificate. The files "
    "themselves and the search index were deleted as well; without the key no copy of them can be read."
)
STRANGER = "system:closed_link"
log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ClosingDeps:
    """What erasing a whole tenant needs; `drop_index` erases its search index."""

    erasure: ErasureDeps
    keys: KeyRing
    blobs: BlobStore
    drop_index: Callable[[TenantId], None]


@dataclass(frozen=True, slots=True)
class ClosureView:
    """A closed account, for whoever has the secret link."""

    tenant_id: TenantId
    closed_at: dt.datetime
    erase_at: dt.datetime
    erased_at: dt.datetime | None
    disabled: tuple[str, ...]
    certificate: CertificateView | None


def close_account(
    session: Session, tenant_id: TenantId, user_id: UserId, alone: Collection[str], at: dt.datetime
) -> str:
    """Close a tenant; the answer is the secret of the link that opens it again, shown once. Needs the system scope.

    Args:
        session: The transaction's session.
        tenant_id: Which one.
        user_id: Who closes it.
        alone: The people who have nowhere else to go; signing in is refused to them.
        at: Now.

    Raises:
        MoveRefused: It is closed already.
        OnHold: A legal hold keeps one of its letters.
    """
    if session.scalars(select(LegalHold.document_id).where(LegalHold.tenant_id == tenant_id).limit(1)).first():
        raise OnHold("a legal hold keeps a letter of this mailbox; lift it first", tenant_id=tenant_id)
    close_tenant(session, tenant_id, at)
    former = session.get(TenantClosure, tenant_id)
    if former is not None:
        session.delete(former)
        session.flush()
    secret = secrets.token_urlsafe(SECRET_BYTES)
    session.add(
        TenantClosure(
            tenant_id=tenant_id, token_hash=_hash(secret), closed_at=at, closed_by=user_id, erase_at=at + GRACE,
            disabled=json.dumps(set_disabled(session, alone, at)),
        )
    )  # fmt: skip
    append(session, AuditFact(tenant_id, user_id, "account_closed", "tenant", tenant_id), at)
    session.flush()
    return secret


def find_closure(session: Session, secret: str) -> ClosureView | None:
    """The closed account that a secret belongs to; None for none. Needs the system scope."""
    row = session.scalars(select(TenantClosure).where(TenantClosure.token_hash == _hash(secret))).one_or_none()
    if row is None:
        return None
    certificate = certificate_about(session, row.tenant_id) if row.erased_at else None
    return ClosureView(
        TenantId(row.tenant_id), row.closed_at, row.erase_at, row.erased_at, tuple(json.loads(row.disabled)),
        certificate,
    )  # fmt: skip


def erased_when(session: Session, tenant_id: TenantId) -> dt.datetime | None:
    """When a tenant that its owner closed is, or was, erased; None where no owner closed it. Needs the system scope."""
    row = session.get(TenantClosure, tenant_id)
    if row is None or was_closed_at(session, tenant_id) != row.closed_at:
        return None
    return row.erased_at or row.erase_at


def reopen_account(session: Session, closure: ClosureView, at: dt.datetime) -> None:
    """Open it again for everybody who could come in before. Needs the system scope.

    Raises:
        MoveRefused: It was erased, or opened in another way.
    """
    reopen_tenant(session, closure.tenant_id, closure.closed_at)
    set_disabled(session, closure.disabled, None)
    session.delete(session.get_one(TenantClosure, closure.tenant_id))
    append(session, AuditFact(closure.tenant_id, STRANGER, "account_reopened", "tenant", closure.tenant_id), at)


def erase_closed(deps: ClosingDeps) -> int:
    """Erase every tenant whose days of grace are over; tells how many."""
    now = deps.erasure.clock.now()
    with deps.erasure.database.reading(DUE) as session:
        due = select(TenantClosure.tenant_id).where(TenantClosure.erase_at <= now, TenantClosure.erased_at.is_(None))
        tenants = [TenantId(each) for each in session.scalars(due.order_by(TenantClosure.erase_at))]
    return sum(erase_tenant(deps, tenant_id, now) for tenant_id in tenants)


def erase_tenant(deps: ClosingDeps, tenant_id: TenantId, at: dt.datetime) -> bool:
    """Erase a closed tenant for good; False where it was opened again meanwhile. Doing it again changes nothing."""
    # First what is only a cache: if the program dies right after, the next round goes on from here.
    with deps.erasure.database.unit_of_work(DUE) as uow:
        closure = uow.session.get(TenantClosure, tenant_id, with_for_update=True)
        if closure is None or closure.erased_at or was_closed_at(uow.session, tenant_id) != closure.closed_at:
            return False
    deps.drop_index(tenant_id)
    with deps.erasure.database.unit_of_work(DUE) as uow:
        closure = uow.session.get(TenantClosure, tenant_id, with_for_update=True)
        if closure is None or was_closed_at(uow.session, tenant_id) != closure.closed_at:
            return False
        _erase(uow.session, deps, closure, at)
        uow.commit()
    for key, _ in list(deps.blobs.keys(tenant_id)):
        deps.blobs.delete(tenant_id, key)
    log.info("tenant_erased", tenant_id=tenant_id)
    return True


def _erase(session: Session, deps: ClosingDeps, closure: TenantClosure, at: dt.datetime) -> None:
    tenant_id, people = TenantId(closure.tenant_id), json.loads(closure.disabled)
    told: dict[str, Any] = {
        "asked_by": closure.closed_by, "asked_at": closure.closed_at.isoformat(timespec="seconds"),
        "rule": "account closed", "statements": [KEY, BACKUPS, JOURNAL],
    }  # fmt: skip
    deps.keys.destroy(session, tenant_id, at)
    forget_owner(session, tenant_id)
    told["rows_erased"] = erase_tenant_rows(session, tenant_id)
    told["people_forgotten"] = forget_people(session, people)
    forget_tenant(session, tenant_id)
    certificate_id = issue(session, deps.erasure.signer, tenant_id, ("tenant", tenant_id), told, at)
    append(
        session,
        AuditFact(tenant_id, SYSTEM_ERASURE, "tenant_erased", "tenant", tenant_id, {"certificate": certificate_id}),
        at,
    )
    row = session.get_one(TenantClosure, tenant_id)
    row.erased_at, row.disabled = at, "[]"
    session.flush()


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()

"""Closing an account: thirty days in which a secret link opens it again, then the erasure of the whole tenant.

Erasing destroys the tenant's key, deletes its rows and its index, and leaves the journal
and a certificate. What is left of its files are bytes that nobody can open; they are
deleted too, at once, and by the sweep where the program died in between.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.erasure.certificates import BACKUPS, CertificateView, certificate_about, issue
from archive.erasure.erasing import JOURNAL, SYSTEM_ERASURE, ErasureDeps
from archive.erasure.events import MAILBOX_ERASED, CertificateReady
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
from kernel.unit_of_work import UnitOfWork

GRACE = dt.timedelta(days=30)
# Longer than a mail server is tried again.
OFFERED_FOR = dt.timedelta(days=2)
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
class Closer:
    """Who closes an account.

    Attributes:
        secret: What the link holds that opens it again, and later gives the certificate.
        email: Where the certificate may be offered; None where nobody proved to be reached there.
        language: ISO 639-1.
    """

    user_id: UserId
    secret: str = field(repr=False)
    email: str | None = field(default=None, repr=False)
    name: str = field(default="", repr=False)
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Offer:
    """To whom the certificate of an erased account is offered."""

    email: str = field(repr=False)
    name: str = field(repr=False)
    language: str
    closed_at: dt.datetime


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
    session: Session, tenant_id: TenantId, closer: Closer, alone: Collection[str], at: dt.datetime
) -> None:
    """Close a tenant; only who has the secret's link can open it again. Needs the system scope.

    Args:
        session: The transaction's session.
        tenant_id: Which one.
        closer: Who closes it, with the secret that only they are shown.
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
    session.add(
        TenantClosure(
            tenant_id=tenant_id, token_hash=_hash(closer.secret), closed_at=at, closed_by=closer.user_id,
            erase_at=at + GRACE, disabled=json.dumps(set_disabled(session, alone, at)),
            mail_to=closer.email, mail_name=closer.name, mail_language=closer.language,
        )
    )  # fmt: skip
    append(session, AuditFact(tenant_id, closer.user_id, "account_closed", "tenant", tenant_id), at)
    session.flush()


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


def offer_of(session: Session, tenant_id: TenantId) -> Offer | None:
    """To whom an erased account's certificate is offered; None for nobody, or no longer. Needs the system scope."""
    row = session.get(TenantClosure, tenant_id)
    if row is None or row.erased_at is None or not row.mail_to:
        return None
    return Offer(row.mail_to, row.mail_name or "", row.mail_language or "en", row.closed_at)


def forget_offers(session: Session, before: dt.datetime) -> int:
    """Forget to whom certificates of accounts erased before then were offered; tells how many."""
    rows = session.scalars(
        select(TenantClosure).where(TenantClosure.erased_at < before, TenantClosure.mail_to.is_not(None))
    ).all()
    for row in rows:
        row.mail_to = row.mail_name = row.mail_language = None
    session.flush()
    return len(rows)


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
        _erase(uow, deps, closure, at)
        uow.commit()
    for key, _ in list(deps.blobs.keys(tenant_id)):
        deps.blobs.delete(tenant_id, key)
    log.info("tenant_erased", tenant_id=tenant_id)
    return True


def _erase(uow: UnitOfWork, deps: ClosingDeps, closure: TenantClosure, at: dt.datetime) -> None:
    session = uow.session
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
    if row.mail_to:
        uow.emit(CertificateReady(tenant_id, MAILBOX_ERASED, tenant_id))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()

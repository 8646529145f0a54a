"""Mails that offer a certificate of erasure: that it is there and where, to whoever asked for the erasure."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from archive.erasure.closing import find_closure, offer_of
from archive.erasure.events import LETTERS_ERASED, MAILBOX_ERASED
from identity.closed_links import closed_secret
from identity.email import is_verified
from kernel.errors import NotFound
from kernel.ids import TenantId, UserId
from kernel.tenancy.directory import TenantKind
from kernel.tenancy.repository import get_tenant, get_user, role_of
from kernel.tenancy.roles import Permission, allows
from kernel.tenancy.scope import SystemScope
from kernel.unit_of_work import Database
from notifications.letters import Letter

MATTERS = frozenset({LETTERS_ERASED, MAILBOX_ERASED})
CERTIFICATES = SystemScope("a certificate is offered to a person, who may belong to several tenants or to none now")


@dataclass(frozen=True, slots=True)
class CertificateLetterOf:
    """Looks up who is offered which certificate now.

    Attributes:
        origin: Scheme, host and port of the links.
    """

    database: Database
    mail_key: bytes = field(repr=False)
    origin: str

    def __call__(self, matter: str, tenant_id: TenantId, subject_id: str) -> Letter | None:
        """The letter; None where nobody may be told any more."""
        with self.database.reading(CERTIFICATES) as session:
            if matter == MAILBOX_ERASED:
                return self._of_mailbox(session, tenant_id)
            try:
                return self._of_letters(session, tenant_id, UserId(subject_id))
            except NotFound:
                return None

    def _of_letters(self, session: Session, tenant_id: TenantId, user_id: UserId) -> Letter | None:
        user, tenant, role = (
            get_user(session, user_id),
            get_tenant(session, tenant_id),
            role_of(session, user_id, tenant_id),
        )
        at_operator = tenant.kind is TenantKind.OPERATOR
        may_see = role is not None and allows(role, Permission.ERASE_DOCUMENTS, at_operator=at_operator)
        if not may_see or user.disabled_at or tenant.closed_at or not is_verified(session, user):
            return None
        facts = {"name": user.name, "tenant": tenant.name}
        link = f"{self.origin}/t/{tenant_id}/retention#certificates-title"
        return Letter(LETTERS_ERASED, user.email, user.language, link, facts)

    def _of_mailbox(self, session: Session, tenant_id: TenantId) -> Letter | None:
        offer = offer_of(session, tenant_id)
        if offer is None:
            return None
        secret = closed_secret(tenant_id, offer.closed_at, self.mail_key)
        closure = find_closure(session, secret)
        # Accounts closed before links were made so have one that nobody but its holder knows.
        if closure is None or closure.tenant_id != tenant_id:
            return None
        return Letter(
            MAILBOX_ERASED, offer.email, offer.language, f"{self.origin}/closed/{secret}", {"name": offer.name}
        )

"""Opening a share link, for somebody who has nothing but the link.

Whether it is wrong, too old, withdrawn, used up, or its document is gone is told to
nobody; the journal of the document's owner tells, where there is one.
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.lifecycle import DocumentState
from archive.models import Document
from archive.sharing.forms import SharedForm
from archive.sharing.links import LinkView, note, token_hash, view_of
from archive.sharing.models import ShareLink
from kernel.errors import PlatformError
from kernel.ids import DocumentId, TenantId
from kernel.tenancy.repository import get_tenant

STRANGER = "system:share"


class LinkRefused(PlatformError):
    """This link opens nothing: ask whoever sent it for a new one."""

    code = "link_refused"


class Refusal(enum.Enum):
    """Why a link did not open, for the journal alone."""

    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    USED_UP = "used_up"
    CLOSED = "tenant_closed"
    NOT_FILED = "not_filed"
    PASSWORD = "password"  # noqa: S105 - the word for a cause, no password


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link that exists, as the page behind it needs it.

    Attributes:
        refusal: Why it opens nothing; None where it does.
        password_hash: What the password is compared with; None where none is asked for.
    """

    link_id: str
    tenant_id: TenantId
    document_id: DocumentId
    form: SharedForm
    tenant_name: str
    refusal: Refusal | None
    password_hash: str | None = field(repr=False)


def find_link(session: Session, token: str, at: dt.datetime) -> OpenLink | None:
    """The link that a secret belongs to, live or not; None where it belongs to none. Needs the system scope."""
    row = session.scalars(select(ShareLink).where(ShareLink.token_hash == token_hash(token))).one_or_none()
    if row is None:
        return None
    tenant = get_tenant(session, TenantId(row.tenant_id))
    document = session.get(Document, row.document_id)
    refusal = _own_refusal(view_of(row), at)
    if tenant.closed_at is not None:
        refusal = Refusal.CLOSED
    elif document is None or document.state is not DocumentState.FILED:
        refusal = refusal or Refusal.NOT_FILED
    return OpenLink(
        row.id, tenant.id, DocumentId(row.document_id), row.form, tenant.name, refusal, row.password_hash
    )  # fmt: skip


def count_opening(session: Session, link: OpenLink, at: dt.datetime) -> None:
    """Count one opening, in the scope of the link's tenant: of two that come at once for the last one, one is refused.

    Raises:
        LinkRefused: It opens nothing (any more).
    """
    row = session.get(ShareLink, link.link_id, with_for_update=True)
    if row is None or _own_refusal(view_of(row), at) is not None:
        raise LinkRefused("this link opens nothing any more; ask whoever sent it", link_id=link.link_id)
    row.openings += 1
    row.last_opened_at = at
    note(session, row, STRANGER, "share_opened", at, opening=row.openings)


def note_refusal(session: Session, link: OpenLink, why: Refusal, at: dt.datetime) -> None:
    """Write down that somebody tried, in the scope of the link's tenant."""
    row = session.get(ShareLink, link.link_id)
    if row is not None:
        note(session, row, STRANGER, "share_refused", at, cause=why.value)


def _own_refusal(view: LinkView, at: dt.datetime) -> Refusal | None:
    if view.withdrawn_at is not None:
        return Refusal.WITHDRAWN
    if at >= view.expires_at:
        return Refusal.EXPIRED
    return Refusal.USED_UP if view.is_used_up else None

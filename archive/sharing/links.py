"""Making share links, listing them, withdrawing them and taking that back."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.lifecycle import DocumentState
from archive.models import Document
from archive.sharing.forms import SharedForm
from archive.sharing.models import ShareLink
from kernel.audit.journal import AuditFact, Detail, append
from kernel.errors import MoveRefused, NotFound, PlatformError
from kernel.ids import DocumentId, TenantId, UserId, new_id

SECRET_BYTES = 32
USUAL_DAYS = 7
MOST_OPENINGS = 1_000
LONGEST_LABEL = 80


class ShareRefused(PlatformError):
    """A link like this cannot be made; the reason says which part to change."""

    code = "share_refused"


@dataclass(frozen=True, slots=True)
class MakeLink:
    """A link as somebody wants it.

    Attributes:
        lasts: After this time it opens nothing; `longest` is the most that the installation allows.
        password_hash: Made of the password with `identity.passwords`; None to ask for none.
        most_openings: None to end by time only.
    """

    document_id: DocumentId
    user_id: UserId
    form: SharedForm
    lasts: dt.timedelta
    longest: dt.timedelta
    label: str = ""
    password_hash: str | None = None
    most_openings: int | None = None


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link as its makers see it: everything but the secret."""

    link_id: str
    document_id: DocumentId
    form: SharedForm
    label: str
    has_password: bool
    most_openings: int | None
    openings: int
    last_opened_at: dt.datetime | None
    made_at: dt.datetime
    made_by: str
    expires_at: dt.datetime
    withdrawn_at: dt.datetime | None

    @property
    def is_used_up(self) -> bool:
        """It was opened as often as it may be."""
        return self.most_openings is not None and self.openings >= self.most_openings

    def is_live(self, at: dt.datetime) -> bool:
        """Whether it opens the document."""
        return self.withdrawn_at is None and not self.is_used_up and at < self.expires_at


def make_link(session: Session, command: MakeLink, at: dt.datetime) -> tuple[LinkView, str]:
    """Make a link to a filed document of this scope; the secret in the answer is shown once and kept nowhere.

    Raises:
        NotFound: There is no such document in this scope.
        MoveRefused: It is not filed, or not at present.
        ShareRefused: It would last too long, or open too often or never.
    """
    document = session.get(Document, command.document_id)
    if document is None:
        raise NotFound("there is no such document here; choose one of the inbox", document_id=command.document_id)
    if document.state is not DocumentState.FILED:
        raise MoveRefused("the letter is not filed; share it once it is", document_id=command.document_id)
    _check(command)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    row = ShareLink(
        id=new_id(), tenant_id=document.tenant_id, document_id=document.id, token_hash=token_hash(secret),
        form=command.form, label=" ".join(command.label.split())[:LONGEST_LABEL],
        password_hash=command.password_hash, most_openings=command.most_openings, openings=0, made_at=at,
        made_by=command.user_id, expires_at=at + command.lasts,
    )  # fmt: skip
    session.add(row)
    note(
        session, row, command.user_id, "share_made", at, form=row.form.value,
        has_password=row.password_hash is not None, most_openings=row.most_openings,
        expires_at=row.expires_at.isoformat(timespec="seconds"),
    )  # fmt: skip
    return view_of(row), secret


def links_of(session: Session, document_id: DocumentId) -> tuple[LinkView, ...]:
    """Every link that was made to a document, the latest first."""
    rows = select(ShareLink).where(ShareLink.document_id == document_id)
    return tuple(map(view_of, session.scalars(rows.order_by(ShareLink.made_at.desc(), ShareLink.id))))


def withdraw_link(session: Session, document_id: DocumentId, link_id: str, user_id: UserId, at: dt.datetime) -> None:
    """Let a link open nothing any more; nothing happens where that was done before.

    Raises:
        NotFound: The document has no such link in this scope.
    """
    row = _get(session, document_id, link_id)
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        note(session, row, user_id, "share_withdrawn", at)


def restore_link(session: Session, document_id: DocumentId, link_id: str, user_id: UserId, at: dt.datetime) -> None:
    """Let a withdrawn link open the document again, as long as it would have.

    Raises:
        NotFound: The document has no such link in this scope.
        MoveRefused: Its time is over.
    """
    row = _get(session, document_id, link_id)
    if at >= row.expires_at:
        message = "the time of this link is over; make a new one"
        raise MoveRefused(message, link_id=link_id)
    if row.withdrawn_at is not None:
        row.withdrawn_at = None
        note(session, row, user_id, "share_restored", at)


def token_hash(token: str) -> str:
    """The form in which the table keeps a secret: of 256 random bits a plain hash is as good as any."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def note(session: Session, row: ShareLink, actor: str, action: str, at: dt.datetime, **details: Detail) -> None:
    """Write down in the owner's journal what happened to a link."""
    told: dict[str, Detail] = {"share": row.id, **details}
    append(session, AuditFact(TenantId(row.tenant_id), actor, action, "document", row.document_id, told), at)


def view_of(row: ShareLink) -> LinkView:
    """A row as its makers may see it."""
    return LinkView(
        link_id=row.id, document_id=DocumentId(row.document_id), form=row.form, label=row.label,
        has_password=row.password_hash is not None, most_openings=row.most_openings, openings=row.openings,
        last_opened_at=row.last_opened_at, made_at=row.made_at, made_by=row.made_by, expires_at=row.expires_at,
        withdrawn_at=row.withdrawn_at,
    )  # fmt: skip


def _check(command: MakeLink) -> None:
    if not dt.timedelta(0) < command.lasts <= command.longest:
        raise ShareRefused("a link lasts at least a day, and no longer than this installation allows", reason="lasts")
    if command.most_openings is not None and not 1 <= command.most_openings <= MOST_OPENINGS:
        raise ShareRefused(f"a link opens between once and {MOST_OPENINGS} times", reason="openings")


def _get(session: Session, document_id: DocumentId, link_id: str) -> ShareLink:
    row = session.get(ShareLink, link_id, with_for_update=True)
    if row is None or row.document_id != document_id:
        message = "the letter has no such link; look at its list again"
        raise NotFound(message, document_id=document_id)
    return row

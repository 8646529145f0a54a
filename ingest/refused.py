"""Files that a watched folder refused: what they were, why, and where they lie; until a person has dealt with them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ingest.models import RefusedFile
from kernel.audit.journal import AuditFact, append
from kernel.errors import NotFound
from kernel.ids import TenantId, derived_id

LONGEST_NAME = 255
LONGEST_FOLDER = 500


@dataclass(frozen=True, slots=True)
class Refusal:
    """One file that was not taken.

    Attributes:
        identity: What makes it this file, however often it is looked at: a repeat is the same row.
        folder: The watched folder.
        kept_as: Its name among the refused ones there.
    """

    tenant_id: TenantId
    identity: str
    folder: str
    file_name: str
    kept_as: str
    size_bytes: int
    cause_code: str


@dataclass(frozen=True, slots=True)
class RefusedView:
    """A refused file as people see it."""

    refused_id: str
    tenant_id: TenantId
    channel: str
    folder: str
    file_name: str
    kept_as: str
    size_bytes: int
    cause_code: str
    refused_at: dt.datetime


def record_refusal(session: Session, channel: str, refusal: Refusal, at: dt.datetime) -> None:
    """Keep that a file was refused; the same file refused again is the same row, and open again."""
    refused_id = derived_id(refusal.tenant_id, f"{channel} refused {refusal.identity}")
    row = session.get(RefusedFile, refused_id)
    if row is None:
        row = RefusedFile(id=refused_id, tenant_id=refusal.tenant_id, channel=channel)
        session.add(row)
    row.folder, row.file_name = refusal.folder[:LONGEST_FOLDER], refusal.file_name[:LONGEST_NAME]
    row.kept_as, row.size_bytes, row.cause_code = refusal.kept_as[:LONGEST_NAME], refusal.size_bytes, refusal.cause_code
    row.refused_at, row.settled_at, row.settled_by = at, None, None


def list_refused(session: Session, *, limit: int = 100) -> list[RefusedView]:
    """Refused files that nobody has dealt with, latest first."""
    rows = select(RefusedFile).where(RefusedFile.settled_at.is_(None)).order_by(RefusedFile.refused_at.desc())
    return [_view(row) for row in session.scalars(rows.limit(limit))]


def settle_refused(session: Session, refused_id: str, actor: str, at: dt.datetime) -> None:
    """A person has dealt with a refused file; it stays where it lies, and the journal keeps who said so.

    Raises:
        NotFound: There is no such file in this scope.
    """
    row = session.get(RefusedFile, refused_id, with_for_update=True)
    if row is None:
        message = "there is no such refused file; look at the quarantine again"
        raise NotFound(message, refused_id=refused_id)
    if row.settled_at is None:
        row.settled_at, row.settled_by = at, actor
        fact = AuditFact(TenantId(row.tenant_id), actor, "refusal_settled", "refused_file", row.id)
        append(session, fact, at)


def _view(row: RefusedFile) -> RefusedView:
    return RefusedView(
        refused_id=row.id, tenant_id=TenantId(row.tenant_id), channel=row.channel, folder=row.folder,
        file_name=row.file_name, kept_as=row.kept_as,
        size_bytes=row.size_bytes, cause_code=row.cause_code, refused_at=row.refused_at,
    )  # fmt: skip

"""Cover sheets: issued and withdrawn by operators, judged when they come back through the scanner."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.cover_sheet_code import SheetClaim, SheetProfile, claim_of, fitting_label, is_genuine, sealed
from archive.models import CoverSheet, SheetSighting
from archive.sheet_refusal import SheetRefusal
from kernel.audit.journal import AuditFact, append
from kernel.errors import MoveRefused, NotFound, PlatformError
from kernel.ids import BatchId, PageId, TenantId, new_id

SheetKey = Callable[[TenantId], bytes]
"""The key with which an operator organisation seals its cover sheets."""
LONGEST_VALID_DAYS = 3650


class ValidityRefused(PlatformError):
    """A cover sheet is good for one day to ten years."""

    code = "validity_refused"


@dataclass(frozen=True, slots=True)
class IssueSheet:
    """A cover sheet as somebody orders it; `actor` is a user's id, or ``system:`` and the room that acts."""

    operator_id: TenantId
    tenant_id: TenantId | None
    label: str
    profile: SheetProfile
    valid_days: int
    actor: str = "system:cli"


@dataclass(frozen=True, slots=True)
class SheetView:
    """A cover sheet that was issued; `seen` counts the times it came through a scanner."""

    sheet_id: str
    tenant_id: TenantId | None
    label: str
    profile: SheetProfile
    issued_at: dt.datetime
    expires_at: dt.datetime
    withdrawn_at: dt.datetime | None
    seen: int = 0

    @property
    def short_id(self) -> str:
        """As it is printed for people to read out."""
        return self.sheet_id[:8].upper()


@dataclass(frozen=True, slots=True)
class IssuedSheet:
    """A sheet to print: its row, and what its code says."""

    view: SheetView
    content: str


@dataclass(frozen=True, slots=True)
class SheetVerdict:
    """What is made of a cover sheet: its row's claim where it is believed, otherwise why not."""

    sheet: SheetView | None = None
    refusal: SheetRefusal | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """A cover sheet on a page of a batch."""

    page_id: PageId
    verdict: SheetVerdict


@dataclass(frozen=True, slots=True)
class RefusedSheetView:
    """A refused cover sheet, for the operator who has to look into it."""

    page_id: PageId
    batch_id: BatchId
    refusal: SheetRefusal
    seen_at: dt.datetime


def issue_cover_sheet(session: Session, command: IssueSheet, key: bytes, at: dt.datetime) -> IssuedSheet:
    """Record a sheet and say what is to be printed, in the caller's transaction.

    Raises:
        LabelTooLong: The label does not fit into the code.
        ValidityRefused: It would be good for no time, or for ever.
    """
    if not 1 <= command.valid_days <= LONGEST_VALID_DAYS:
        raise ValidityRefused(f"a cover sheet is good for 1 to {LONGEST_VALID_DAYS} days; choose one of them")
    label = fitting_label(command.label)
    expires_at = (at + dt.timedelta(days=command.valid_days)).replace(microsecond=0)
    row = CoverSheet(
        id=new_id(), tenant_id=command.operator_id, named_tenant_id=command.tenant_id, label=label,
        profile=command.profile, issued_at=at, issued_by=command.actor, expires_at=expires_at,
    )  # fmt: skip
    session.add(row)
    session.flush()
    _journal(session, row, command.actor, "cover_sheet_issued", at)
    return reprinted(_view(row), command.operator_id, key)


def reprinted(view: SheetView, operator_id: TenantId, key: bytes) -> IssuedSheet:
    """The same sheet to be printed once more."""
    claim = SheetClaim(operator_id, view.sheet_id, view.tenant_id, view.label, view.profile, view.expires_at)
    return IssuedSheet(view, sealed(claim, key))


def withdraw_cover_sheet(session: Session, sheet_id: str, actor: str, at: dt.datetime) -> SheetView:
    """Believe a sheet no more, however often it was copied; withdrawing it again changes nothing.

    Raises:
        NotFound: There is no such sheet in this scope.
    """
    row = _row(session, sheet_id)
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        _journal(session, row, actor, "cover_sheet_withdrawn", at)
    return _view(row)


def restore_cover_sheet(session: Session, sheet_id: str, actor: str, at: dt.datetime) -> SheetView:
    """Take a withdrawal back.

    Raises:
        NotFound: There is no such sheet in this scope.
        MoveRefused: It was not withdrawn.
    """
    row = _row(session, sheet_id)
    if row.withdrawn_at is None:
        raise MoveRefused("this cover sheet is not withdrawn; look at the list again", sheet_id=sheet_id)
    row.withdrawn_at = None
    _journal(session, row, actor, "cover_sheet_restored", at)
    return _view(row)


def get_cover_sheet(session: Session, sheet_id: str) -> SheetView:
    """One sheet.

    Raises:
        NotFound: There is no such sheet in this scope.
    """
    return _view(_row(session, sheet_id, for_update=False))


def list_cover_sheets(session: Session, *, limit: int = 200) -> list[SheetView]:
    """Sheets that were issued, the latest first, with how often each was seen."""
    seen = select(SheetSighting.sheet_id, func.count().label("seen")).group_by(SheetSighting.sheet_id).subquery()
    rows = select(CoverSheet, func.coalesce(seen.c.seen, 0)).outerjoin(seen, seen.c.sheet_id == CoverSheet.id)
    in_order = rows.order_by(CoverSheet.issued_at.desc(), CoverSheet.id).limit(limit)
    return [_view(row, count) for row, count in session.execute(in_order)]


def refused_sheets(session: Session, *, limit: int = 100) -> list[RefusedSheetView]:
    """Sheets that were not believed, the latest first."""
    rows = select(SheetSighting).where(SheetSighting.refusal.is_not(None))
    in_order = rows.order_by(SheetSighting.seen_at.desc(), SheetSighting.id).limit(limit)
    return [
        RefusedSheetView(PageId(row.page_id), BatchId(row.batch_id), row.refusal, row.seen_at)
        for row in session.scalars(in_order)
        if row.refusal
    ]


def judge_sheet(
    session: Session, operator_id: TenantId, content: str, key: bytes | None, at: dt.datetime
) -> SheetVerdict:
    """Whether a code that says it is a cover sheet's is to be believed; whom it names is not looked at yet.

    Args:
        session: In the scope of the organisation that scans.
        operator_id: That organisation.
        content: What the code says.
        key: Its key for cover sheets; None where there is none, and nothing is believed.
        at: The moment, UTC.
    """
    claim = claim_of(content)
    if claim is None:
        return _refused(SheetRefusal.UNREADABLE)
    if claim.operator_id != operator_id:
        return _refused(SheetRefusal.FOREIGN)
    if key is None or not is_genuine(content, key):
        return _refused(SheetRefusal.FORGED)
    row = session.get(CoverSheet, claim.sheet_id)
    if row is None:
        return _refused(SheetRefusal.UNKNOWN)
    if row.withdrawn_at is not None:
        return _refused(SheetRefusal.WITHDRAWN)
    return _refused(SheetRefusal.EXPIRED) if at >= claim.expires_at else SheetVerdict(sheet=_view(row))


def named_or_refused(verdict: SheetVerdict, served: Collection[TenantId]) -> SheetVerdict:
    """The verdict, refused where the sheet names somebody whom the organisation does not serve (any more)."""
    named = verdict.sheet.tenant_id if verdict.sheet else None
    return verdict if named is None or named in served else _refused(SheetRefusal.TENANT_UNKNOWN)


def record_sightings(
    session: Session, tenant_id: TenantId, batch_id: BatchId, sightings: Sequence[Sighting], at: dt.datetime
) -> None:
    """Keep which cover sheets came with a batch, and what was made of them, in the caller's transaction."""
    for sighting in sightings:
        sheet, refusal = sighting.verdict.sheet, sighting.verdict.refusal
        session.add(
            SheetSighting(
                id=new_id(), tenant_id=tenant_id, batch_id=batch_id, page_id=sighting.page_id,
                sheet_id=sheet.sheet_id if sheet else None, refusal=refusal, seen_at=at,
            )
        )  # fmt: skip
        if refusal is not None:
            details = {"batch": batch_id, "cause": refusal.value}
            fact = AuditFact(tenant_id, "system:separation", "cover_sheet_refused", "page", sighting.page_id, details)
            append(session, fact, at)
    session.flush()


def _refused(refusal: SheetRefusal) -> SheetVerdict:
    return SheetVerdict(refusal=refusal)


def _row(session: Session, sheet_id: str, *, for_update: bool = True) -> CoverSheet:
    row = session.get(CoverSheet, sheet_id, with_for_update=for_update or None)
    if row is None:
        raise NotFound("there is no such cover sheet; look at the list of cover sheets", sheet_id=sheet_id)
    return row


def _view(row: CoverSheet, seen: int = 0) -> SheetView:
    named = TenantId(row.named_tenant_id) if row.named_tenant_id else None
    return SheetView(row.id, named, row.label, row.profile, row.issued_at, row.expires_at, row.withdrawn_at, seen)


def _journal(session: Session, row: CoverSheet, actor: str, action: str, at: dt.datetime) -> None:
    append(session, AuditFact(TenantId(row.tenant_id), actor, action, "cover_sheet", row.id), at)

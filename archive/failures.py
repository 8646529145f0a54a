"""What was given up in the archives of several tenants: for those who keep the machine going and read no mail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from archive.lifecycle import DocumentState, IntakeState, PageState
from archive.models import Document, IntakeItem, Page
from kernel.ids import TenantId

FILE, PAGE, LETTER = "file", "page", "letter"


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Something that failed for good, told without its content.

    Attributes:
        kind: `FILE`, `PAGE` or `LETTER`.
        at: When it came in; None for a page, which comes with its file.
    """

    kind: str
    id: str
    tenant_id: TenantId
    cause: str | None
    at: dt.datetime | None


def given_up(session: Session, tenants: Select[str], *, limit: int) -> Sequence[GivenUp]:
    """Files in quarantine, pages and letters that failed at these tenants, latest first; needs the system scope."""
    files = select(IntakeItem).where(*_file(tenants)).order_by(IntakeItem.received_at.desc()).limit(limit)
    pages = select(Page).where(*_page(tenants)).order_by(Page.id).limit(limit)
    letters = select(Document).where(*_letter(tenants)).order_by(Document.received_at.desc()).limit(limit)
    return (
        *(_given_up(FILE, row, row.cause_code, row.received_at) for row in session.scalars(files)),
        *(_given_up(PAGE, row, row.failure_code, None) for row in session.scalars(pages)),
        *(_given_up(LETTER, row, row.failure_code, row.received_at) for row in session.scalars(letters)),
    )


def count_given_up(session: Session, tenants: Select[str]) -> dict[str, int]:
    """How many there are of each kind; needs the system scope."""
    told = ((FILE, IntakeItem, _file(tenants)), (PAGE, Page, _page(tenants)), (LETTER, Document, _letter(tenants)))
    return {
        kind: session.scalar(select(func.count()).select_from(table).where(*wanted)) or 0
        for kind, table, wanted in told
    }


def _file(tenants: Select[str]) -> tuple[ColumnElement[bool], ...]:
    return IntakeItem.state == IntakeState.QUARANTINED, IntakeItem.tenant_id.in_(tenants)


def _page(tenants: Select[str]) -> tuple[ColumnElement[bool], ...]:
    return Page.state == PageState.FAILED, Page.tenant_id.in_(tenants)


def _letter(tenants: Select[str]) -> tuple[ColumnElement[bool], ...]:
    return Document.state == DocumentState.FAILED, Document.tenant_id.in_(tenants)


def _given_up(kind: str, row: IntakeItem | Page | Document, cause: str | None, at: dt.datetime | None) -> GivenUp:
    return GivenUp(kind, row.id, TenantId(row.tenant_id), cause, at)

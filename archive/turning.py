"""Turning a page for good: a person says which way up it stands, and everything made of it follows."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from archive.batches import Emitter, has_waiting_pages, turn_page
from archive.filing import lock_document
from archive.leases import require_lease
from archive.models import Page
from kernel.errors import MoveRefused, NotFound
from kernel.ids import DocumentId, PageId, UserId

QUARTERS = (0, 90, 180, 270)
FULL_TURN_DEG = 360


def turned_by(orientation_deg: int, view_deg: int) -> int:
    """How the content stands turned if the page, which was set upright by `orientation_deg`, is to be turned further.

    Args:
        orientation_deg: Clockwise quarter turns that reading undid.
        view_deg: Clockwise quarter turns by which a person turns the page that they see.
    """
    return (orientation_deg - view_deg) % FULL_TURN_DEG


def turn(
    uow: Emitter,
    document_id: DocumentId,
    page_id: PageId,
    upright_deg: int | None,
    user_id: UserId,
    at: dt.datetime,
) -> int | None:
    """Set a document's page upright; what people said of it before, for taking it back.

    Raises:
        NotFound: There is no such document, or it has no such page (any more).
        HandledByAnother: Somebody else has the document open.
        MoveRefused: No such position, or a page of the document is being read.
    """
    if upright_deg is not None and upright_deg not in QUARTERS:
        message = "a page stands at quarter turns only; choose 90, 180 or 270 degrees"
        raise MoveRefused(message)
    lock_document(uow.session, document_id)
    _require_own(uow.session, document_id, page_id)
    require_lease(uow.session, document_id, user_id, at)
    if has_waiting_pages(uow.session, document_id):
        message = "a page of this letter is still being read; wait a moment"
        raise MoveRefused(message, document_id=document_id)
    return turn_page(uow, page_id, upright_deg, user_id, at)


def _require_own(session: Session, document_id: DocumentId, page_id: PageId) -> None:
    page = session.get(Page, page_id)
    if page is None or page.document_id != document_id:
        message = "the letter has no such page any more; look at it again"
        raise NotFound(message, document_id=document_id)

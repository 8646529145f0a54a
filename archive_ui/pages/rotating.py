"""A page turned for good, and a letter that is being put together anew: how far it has come."""

from __future__ import annotations

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.exceptions import NotFound as NoSuchAddress

from archive.lifecycle import DocumentState, PageState
from archive.repository import get_document
from archive.turning import QUARTERS, turn, turned_by
from archive.views import DocumentView
from archive_ui.finding import read_number
from archive_ui.live import live_part, tag_of
from archive_ui.routes import TenantRoute, TenantVisit
from archive_ui.viewing import page_at, reading_of
from kernel.errors import MoveRefused
from kernel.ids import DocumentId, PageId
from kernel.tenancy.roles import Permission

# What the address says for a position that nobody chose: the machine finds it out.
BY_MACHINE = "found"


def turn_further(visit: TenantVisit, document_id: str, number: int) -> ResponseReturnValue:
    """Keep a page as the view was turned: by 90, 180 or 270 degrees clockwise."""
    with visit.reading() as session:
        page = page_at(get_document(session, DocumentId(document_id)), number)
    reading, view_deg = reading_of(visit.deps.blobs, visit.tenant_id, page), read_number(request.form.get("by", ""))
    if reading is None or view_deg not in QUARTERS[1:]:
        message = "turn the view first, and a page that was read; then keep it that way"
        raise MoveRefused(message)
    return _turned(visit, document_id, number, page.page_id, turned_by(reading.orientation_deg, view_deg))


def turn_back(visit: TenantVisit, document_id: str, number: int, stand: str) -> ResponseReturnValue:
    """Let a page stand as it did before."""
    if stand != BY_MACHINE and stand not in map(str, QUARTERS):
        raise NoSuchAddress
    with visit.reading() as session:
        page = page_at(get_document(session, DocumentId(document_id)), number)
    return _turned(visit, document_id, number, page.page_id, None if stand == BY_MACHINE else int(stand))


def show_progress(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """How far a letter has come that is put together anew; once it is whole, the page around it loads again."""
    with visit.reading() as session:
        document = get_document(session, DocumentId(document_id))
    if document.summary.state is not DocumentState.ASSEMBLING:
        return Response(headers={"HX-Refresh": "true"})
    return live_part("assembling.html", assembling_tag(document), document=document)


def assembling_tag(document: DocumentView) -> str:
    """Changes whenever a page was read."""
    return tag_of([page.state is PageState.RECEIVED for page in document.pages])


def _turned(
    visit: TenantVisit, document_id: str, number: int, page_id: PageId, upright_deg: int | None
) -> ResponseReturnValue:
    with visit.unit_of_work() as uow:
        before = turn(uow, DocumentId(document_id), page_id, upright_deg, visit.user_id, visit.deps.clock.now())
        uow.commit()
    stand = BY_MACHINE if before is None else before
    undo = url_for("turn_back", document_id=document_id, number=number, stand=stand)
    said = gettext("The page is turned. Its words, pictures and PDF follow in a moment; the original stays as it is.")
    # A notice with its way back: the template that shows it knows the pair by its category.
    flash((said, undo), "undo")  # type: ignore[arg-type]  # Flask keeps any value that JSON can
    return redirect(url_for("document", document_id=document_id, page=number), 303)


_PAGE = "/t/<tenant>/documents/<document_id>/pages/<int:number>"
_EDIT = Permission.EDIT_DOCUMENTS
ROUTES = (
    TenantRoute(f"{_PAGE}/turn", "turn_page", turn_further, _EDIT, ("POST",)),
    TenantRoute(f"{_PAGE}/stand/<stand>", "turn_back", turn_back, _EDIT, ("POST",)),
    TenantRoute(
        "/t/<tenant>/documents/<document_id>/progress", "document_progress", show_progress, Permission.READ_DOCUMENTS
    ),
)

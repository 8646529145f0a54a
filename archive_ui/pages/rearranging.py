"""Pages put right: a letter cut in two, two joined, pages in another order, a page replaced by a better scan."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from archive.arrangement import Arrangement, ArrangementRefused, exchange, merge, put_in_order, split
from archive.lifecycle import DocumentState
from archive.rearranging import Rearrange, arrangement_of, rearrange, rearrangements_of, take_back
from archive.repository import get_document, list_documents
from archive.views import DocumentView
from archive_ui.finding import read_number
from archive_ui.people import names_of
from archive_ui.routes import TenantRoute, TenantVisit
from kernel.ids import DocumentId, PageId, new_id
from kernel.tenancy.roles import Permission

MOST_NEIGHBOURS = 12


def show_pages(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """The letter's pages, the letters beside it, and what was done to them before."""
    with visit.reading() as session:
        document = get_document(session, DocumentId(document_id))
        neighbours = _neighbours(session, document)
        changes = rearrangements_of(session, document.summary.document_id)
    people = names_of(visit.deps.database, {change.made_by for change in changes})
    return render_template(
        "rearranging.html", document=document, neighbours=neighbours, changes=changes, people=people
    )  # fmt: skip


def change_pages(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """Do what the form asks for, in one step that can be taken back."""
    done = {
        "split": gettext("The letter was cut in two."),
        "merge": gettext("The two letters are one now."),
        "order": gettext("The pages lie in their new order."),
        "exchange": gettext("The page was replaced; the first scan lies where the better one was."),
    }
    operation = request.form.get("do", "")
    with visit.unit_of_work() as uow:
        others = [DocumentId(value) for value in (request.form.get("other", ""),) if value and operation != "order"]
        touched = [DocumentId(document_id), *(others if operation in {"merge", "exchange"} else [])]
        seen = {each: get_document(uow.session, each).version for each in touched}
        seen[DocumentId(document_id)] = read_number(request.form.get("version", ""))
        after = _arranged(operation, arrangement_of(uow.session, touched), touched)
        change_id = rearrange(uow, Rearrange(visit.user_id, operation, seen, after), visit.deps.clock.now())
        uow.commit()
    undo = url_for("undo_pages", document_id=document_id, change_id=change_id)
    # A notice with its way back: the template that shows it knows the pair by its category.
    flash((done[operation], undo), "undo")  # type: ignore[arg-type]  # Flask keeps any value that JSON can
    return redirect(url_for("pages", document_id=document_id), 303)


def undo_pages(visit: TenantVisit, document_id: str, change_id: str) -> ResponseReturnValue:
    """Lay the pages as they were before."""
    with visit.unit_of_work() as uow:
        back = take_back(uow, change_id, visit.user_id, visit.deps.clock.now())
        uow.commit()
    flash(gettext("The pages lie as they did before."), "success")
    shown = document_id if DocumentId(document_id) in back or not back else back[0]
    return redirect(url_for("pages", document_id=shown), 303)


def _arranged(operation: str, before: Arrangement, touched: list[DocumentId]) -> Arrangement:
    document_id = touched[0]
    match operation:
        case "split":
            return split(before, document_id, read_number(request.form.get("at", "")), DocumentId(new_id()))
        case "merge" if len(touched) == 2:
            return merge(before, document_id, touched[1])
        case "order":
            return put_in_order(before, document_id, _in_order(before[document_id], request.form))
        case "exchange" if len(touched) == 2:
            page, better = (PageId(request.form.get(name, "")) for name in ("page_id", "better"))
            return exchange(before, page, better)
        case _:
            message = "choose another letter first, then what to do with it"
            raise ArrangementRefused(message)


def _in_order(pages: tuple[PageId, ...], form: Mapping[str, str]) -> list[PageId]:
    """The pages by the places written beside them; those with the same one stay as they are."""
    return sorted(pages, key=lambda page: read_number(form.get(f"place-{page}", "")))


def _neighbours(session: Session, document: DocumentView) -> list[DocumentView]:
    """Letters that pages may have gone to, or come from: the latest ones in the same state."""
    state = document.summary.state
    states = (state,) if state in (DocumentState.FILED, DocumentState.NEEDS_INDEXING) else (DocumentState.FILED,)
    rows = list_documents(session, states, limit=MOST_NEIGHBOURS + 1)
    others = [row.document_id for row in rows if row.document_id != document.summary.document_id]
    return [get_document(session, other) for other in others[:MOST_NEIGHBOURS]]


_PAGES = "/t/<tenant>/documents/<document_id>/pages"
_EDIT = Permission.EDIT_DOCUMENTS
ROUTES = (
    TenantRoute(_PAGES, "pages", show_pages, _EDIT),
    TenantRoute(_PAGES, "change_pages", change_pages, _EDIT, ("POST",)),
    TenantRoute(f"{_PAGES}/undo/<change_id>", "undo_pages", undo_pages, _EDIT, ("POST",)),
)

"""Taking letters along: chosen ones, what a search finds, or everything, as one file made in the background."""

from __future__ import annotations

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive.export.forms import ExportForm
from archive.export.orders import (
    ExportRefused,
    ExportView,
    OrderExport,
    exports_of,
    note_download,
    order_export,
    remove_export,
    retry_export,
)
from archive_ui.choosing import everything_found
from archive_ui.export_file import export_response, finished_export, is_begun
from archive_ui.finding import Question, read_question
from archive_ui.live import live_page, live_part, tag_of
from archive_ui.people import names_of
from archive_ui.routes import TenantRoute, TenantVisit
from archive_ui.words.exports import FORMS
from archive_ui.words.refusals import refusal_text
from kernel.ids import DocumentId
from kernel.tenancy.roles import Permission

SEMICOLON, COMMA = ";", ","


def show_exports(visit: TenantVisit) -> ResponseReturnValue:
    """What was taken along lately, and a form for more; `?q=` and `?document=` choose."""
    return _page(visit, None)


def show_exports_list(visit: TenantVisit) -> ResponseReturnValue:
    """The list alone; 304 while nothing changed."""
    exports = _exports(visit)
    return live_part("exports_list.html", tag_of(exports), exports=exports, people=_people(visit, exports), forms=FORMS)


def order(visit: TenantVisit) -> ResponseReturnValue:
    """Set it going; the page then shows how far it has come."""
    try:
        command = _command(visit)
        with visit.unit_of_work() as uow:
            order_export(uow, command, visit.deps.clock.now())
            uow.commit()
    except ExportRefused as error:
        return _page(visit, error), 422
    flash(gettext("The export is being made. You can go on meanwhile."), "success")
    return redirect(url_for("exports"), 303)


def order_again(visit: TenantVisit, export_id: str) -> ResponseReturnValue:
    """Try one that failed once more."""
    with visit.unit_of_work() as uow:
        retry_export(uow, export_id, visit.user_id, visit.deps.clock.now())
        uow.commit()
    return redirect(url_for("exports"), 303)


def remove(visit: TenantVisit, export_id: str) -> ResponseReturnValue:
    """Let a file go before its time; it can be made again at any time."""
    with visit.unit_of_work() as uow:
        remove_export(uow.session, export_id, visit.user_id, visit.deps.clock.now())
        uow.commit()
    flash(gettext("The file is removed. The letters themselves are untouched."), "success")
    return redirect(url_for("exports"), 303)


def download(visit: TenantVisit, export_id: str) -> Response:
    """The file, whole or from where a download broke off."""
    with visit.reading() as session:
        view, parts = finished_export(session, export_id)
    response = export_response(visit.deps.blobs, visit.tenant_id, view, parts)
    if is_begun(response):
        with visit.unit_of_work() as uow:
            note_download(uow.session, export_id, visit.user_id, visit.deps.clock.now())
            uow.commit()
    return response


def _command(visit: TenantVisit) -> OrderExport:
    form = {each.value: each for each in ExportForm}.get(request.form.get("form", ""), ExportForm.ZIP)
    separator = SEMICOLON if request.form.get("separator") == SEMICOLON else COMMA
    question = read_question(request.form)
    document_ids, asked = _chosen(visit, question)
    return OrderExport(
        visit.tenant_id, visit.user_id, form, document_ids, asked, separator,
        has_bom=separator == SEMICOLON or "bom" in request.form,
    )  # fmt: skip


def _chosen(visit: TenantVisit, question: Question) -> tuple[tuple[DocumentId, ...] | None, str | None]:
    """What the form chose, and the words by which people know it again; None for everything."""
    match request.form.get("what", "everything"):
        case "documents":
            return tuple(map(DocumentId, request.form.getlist("document"))), None
        case "search" if question.is_asked:
            return everything_found(visit.deps.search, visit.tenant_id, question.query()), question.text
        case "search":
            return (), None
        case _:
            return None, None


def _page(visit: TenantVisit, refusal: ExportRefused | None) -> Response:
    exports = _exports(visit)
    chosen = request.values.getlist("document")
    return live_page(
        "exports.html", tag_of(exports), exports=exports, people=_people(visit, exports), forms=FORMS, chosen=chosen,
        question=read_question(request.values), problem=refusal_text(refusal) if refusal else None,
        form=request.form.get("form", ExportForm.ZIP.value),
    )  # fmt: skip


def _exports(visit: TenantVisit) -> tuple[ExportView, ...]:
    with visit.reading() as session:
        return exports_of(session)


def _people(visit: TenantVisit, exports: tuple[ExportView, ...]) -> object:
    return names_of(visit.deps.database, {each.ordered_by for each in exports})


_ALL = "/t/<tenant>/exports"
_MAY = Permission.EXPORT_DOCUMENTS
ROUTES = (
    TenantRoute(_ALL, "exports", show_exports, _MAY),
    TenantRoute(_ALL, "order_export", order, _MAY, ("POST",)),
    TenantRoute(f"{_ALL}/list", "exports_list", show_exports_list, _MAY),
    TenantRoute(f"{_ALL}/<export_id>/file", "export_file", download, _MAY),
    TenantRoute(f"{_ALL}/<export_id>/again", "order_export_again", order_again, _MAY, ("POST",)),
    TenantRoute(f"{_ALL}/<export_id>/remove", "remove_export", remove, _MAY, ("POST",)),
)

"""What could not be processed: why, and what can be done about it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive.batches import retry_page
from archive.filing import retry_document
from archive.intake import discard_item, retry_item
from archive.lifecycle import DocumentState, IntakeState
from archive.repository import failed_pages, get_quarantined, list_documents, list_intake
from archive_ui.pages.downloads import attachment
from archive_ui.routes import TenantRoute, TenantVisit
from kernel.ids import DocumentId, IntakeId, PageId
from kernel.tenancy.roles import Permission


def show_quarantine(visit: TenantVisit) -> ResponseReturnValue:
    """Files, pages and documents that were given up, each with its cause."""
    with visit.reading() as session:
        return render_template(
            "quarantine.html",
            files=list_intake(session, (IntakeState.QUARANTINED,)),
            pages=failed_pages(session),
            documents=list_documents(session, (DocumentState.FAILED,)),
        )


def download_quarantined(visit: TenantVisit, intake_id: str) -> ResponseReturnValue:
    """What was received, byte for byte."""
    with visit.reading() as session:
        item = get_quarantined(session, IntakeId(intake_id))
    return attachment(visit.deps.blobs.read(visit.tenant_id, item.blob_key), item.file_name)


def retry_file(visit: TenantVisit, intake_id: str) -> ResponseReturnValue:
    """Try to open a file again."""
    with visit.unit_of_work() as uow:
        retry_item(uow, IntakeId(intake_id), visit.user_id, visit.deps.clock.now())
        uow.commit()
    return _back(gettext("The file is being tried again."))


def discard_file(visit: TenantVisit, intake_id: str) -> ResponseReturnValue:
    """Decide that a file is no mail."""
    with visit.unit_of_work() as uow:
        discard_item(uow, IntakeId(intake_id), visit.user_id, visit.deps.clock.now())
        uow.commit()
    return _back(gettext("The file is discarded. The journal keeps that you decided so."))


def retry_failed_page(visit: TenantVisit, page_id: str) -> ResponseReturnValue:
    """Read a page again."""
    with visit.unit_of_work() as uow:
        retry_page(uow, PageId(page_id), visit.user_id, visit.deps.clock.now())
        uow.commit()
    return _back(gettext("The page is being read again."))


def retry_failed_document(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """Try to understand a document again."""
    with visit.unit_of_work() as uow:
        retry_document(uow, DocumentId(document_id), visit.user_id, visit.deps.clock.now())
        uow.commit()
    return _back(gettext("The document is being tried again."))


def _back(notice: str) -> ResponseReturnValue:
    flash(notice, "success")
    return redirect(url_for("quarantine"), 303)


_QUARANTINE = "/t/<tenant>/quarantine"
_SEE, _RETRY = Permission.SEE_QUARANTINE, Permission.RETRY_FAILURES
ROUTES = (
    TenantRoute(_QUARANTINE, "quarantine", show_quarantine, _SEE),
    TenantRoute(f"{_QUARANTINE}/files/<intake_id>/original", "quarantined_original", download_quarantined, _SEE),
    TenantRoute(f"{_QUARANTINE}/files/<intake_id>/retry", "retry_file", retry_file, _RETRY, ("POST",)),
    TenantRoute(f"{_QUARANTINE}/files/<intake_id>/discard", "discard_file", discard_file, _RETRY, ("POST",)),
    TenantRoute(f"{_QUARANTINE}/pages/<page_id>/retry", "retry_page", retry_failed_page, _RETRY, ("POST",)),
    TenantRoute(
        f"{_QUARANTINE}/documents/<document_id>/retry", "retry_document", retry_failed_document, _RETRY, ("POST",)
    ),
)

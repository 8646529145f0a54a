"""What could not be processed: why, and what can be done about it."""

from __future__ import annotations

import mimetypes

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive.batches import retry_page
from archive.filing import retry_document, take_up_document
from archive.intake import discard_item, retry_item
from archive.lifecycle import DocumentState, IntakeState, PageState
from archive.repository import failed_pages, get_page, get_quarantined, list_documents, list_intake
from archive_ui.pages.downloads import attachment
from archive_ui.routes import TenantRoute, TenantVisit
from ingest.refused import list_refused, settle_refused
from kernel.errors import NotFound
from kernel.ids import DocumentId, IntakeId, PageId
from kernel.tenancy.roles import Permission


def show_quarantine(visit: TenantVisit) -> ResponseReturnValue:
    """Files, pages and documents that were given up, and files that were refused, each with its cause."""
    with visit.reading() as session:
        return render_template(
            "quarantine.html",
            files=list_intake(session, (IntakeState.QUARANTINED,)),
            pages=failed_pages(session),
            documents=list_documents(session, (DocumentState.FAILED,)),
            refused=list_refused(session),
        )


def download_quarantined(visit: TenantVisit, intake_id: str) -> ResponseReturnValue:
    """What was received, byte for byte."""
    with visit.reading() as session:
        item = get_quarantined(session, IntakeId(intake_id))
    return attachment(visit.deps.blobs.read(visit.tenant_id, item.blob_key), item.file_name)


def download_failed_page(visit: TenantVisit, page_id: str) -> ResponseReturnValue:
    """The received bytes that a page is in which could not be read, as they came."""
    with visit.reading() as session:
        page = get_page(session, PageId(page_id))
    if page.source_key is None or page.state is not PageState.FAILED:
        message = "this page is not in quarantine any more; look at its letter"
        raise NotFound(message, page_id=page_id)
    extension = mimetypes.guess_extension(page.media_type) or ""
    return attachment(visit.deps.blobs.read(visit.tenant_id, page.source_key), f"page-{page.number}{extension}")


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


def take_up_failed_document(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """Go on by hand with a document that cannot be understood: from the images of its pages."""
    with visit.unit_of_work() as uow:
        take_up_document(uow, DocumentId(document_id), visit.user_id, visit.deps.clock.now())
        uow.commit()
    return _back(gettext("The letter is put together from its images. It comes to you as soon as that is done."))


def settle_refused_file(visit: TenantVisit, refused_id: str) -> ResponseReturnValue:
    """Say that a refused file has been dealt with."""
    with visit.unit_of_work() as uow:
        settle_refused(uow.session, refused_id, visit.user_id, visit.deps.clock.now())
        uow.commit()
    return _back(gettext("The file is off the list. It stays where it lies."))


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
    TenantRoute(f"{_QUARANTINE}/pages/<page_id>/original", "failed_page_original", download_failed_page, _SEE),
    TenantRoute(f"{_QUARANTINE}/pages/<page_id>/retry", "retry_page", retry_failed_page, _RETRY, ("POST",)),
    TenantRoute(
        f"{_QUARANTINE}/documents/<document_id>/retry", "retry_document", retry_failed_document, _RETRY, ("POST",)
    ),
    TenantRoute(
        f"{_QUARANTINE}/documents/<document_id>/take-up", "take_up_document", take_up_failed_document, _RETRY, ("POST",)
    ),
    TenantRoute(f"{_QUARANTINE}/refused/<refused_id>/settle", "settle_refused", settle_refused_file, _RETRY, ("POST",)),
)

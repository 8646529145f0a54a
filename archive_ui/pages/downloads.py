"""The bytes of a document: page images for the viewer, and files to take home.

A stranger's bytes only ever leave as an attachment of no particular type, so that no
browser opens them in our name; what we drew ourselves is shown.
"""

from __future__ import annotations

import io
import re

from flask import Response, send_file
from flask.typing import ResponseReturnValue

from archive.repository import get_document
from archive.views import DocumentView
from archive_ui.routes import TenantRoute, TenantVisit
from archive_ui.viewing import page_at, whole_text
from archive_ui.words.names import kind_name
from kernel.errors import NotFound
from kernel.ids import DocumentId
from kernel.tenancy.roles import Permission

UNTYPED = "application/octet-stream"
LONGEST_NAME = 120
_EXTENSION = re.compile(r"[A-Za-z0-9]{1,5}")
_UNFIT_FOR_NAMES = re.compile(r"[^\w ().,+@-]+")


def show_page_image(visit: TenantVisit, document_id: str, number: int) -> ResponseReturnValue:
    """A page as it was straightened, for the viewer."""
    return _image(visit, page_at(_load(visit, document_id), number).image_key)


def show_thumbnail(visit: TenantVisit, document_id: str, number: int) -> ResponseReturnValue:
    """A page in small."""
    return _image(visit, page_at(_load(visit, document_id), number).thumbnail_key)


def download_pdf(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """The searchable PDF/A."""
    document = _load(visit, document_id)
    if document.pdf_key is None:
        raise _nothing_yet()
    content = visit.deps.blobs.read(visit.tenant_id, document.pdf_key)
    return attachment(content, f"{download_name(document)}.pdf", "application/pdf")


def download_original(visit: TenantVisit, document_id: str, position: int) -> ResponseReturnValue:
    """What was received, byte for byte."""
    document = _load(visit, document_id)
    kept = next((original for original in document.originals if original.position == position), None)
    if kept is None:
        raise _nothing_yet()
    return attachment(visit.deps.blobs.read(visit.tenant_id, kept.blob_key), kept.file_name)


def download_text(visit: TenantVisit, document_id: str) -> ResponseReturnValue:
    """The text as it was read."""
    document = _load(visit, document_id)
    text = whole_text(visit.deps.blobs, visit.tenant_id, document)
    return attachment(text.encode(), f"{download_name(document)}.txt", "text/plain; charset=utf-8")


def attachment(content: bytes, file_name: str, media_type: str = UNTYPED) -> Response:
    """Bytes to be kept, never to be opened by the browser (RFC 6266)."""
    name = fit_name(file_name)
    return send_file(io.BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name, max_age=0)


def fit_name(file_name: str) -> str:
    """A file name that no file system and no shell takes for anything else."""
    name = _UNFIT_FOR_NAMES.sub("_", file_name).strip(" .")
    stem, _, extension = name.rpartition(".")
    if not stem or not _EXTENSION.fullmatch(extension):
        return name[:LONGEST_NAME] or "file"
    return f"{stem[:LONGEST_NAME].rstrip()}.{extension}"


def download_name(document: DocumentView) -> str:
    """What a document is called on somebody's own disk: date, sender, kind."""
    row = document.summary
    day = row.document_date or row.received_at.date()
    return " ".join(part for part in (day.isoformat(), row.sender, kind_name(row.kind)) if part).replace(".", "")


def _load(visit: TenantVisit, document_id: str) -> DocumentView:
    with visit.reading() as session:
        return get_document(session, DocumentId(document_id))


def _image(visit: TenantVisit, key: str | None) -> Response:
    if key is None:
        raise _nothing_yet()
    return Response(visit.deps.blobs.read(visit.tenant_id, key), mimetype="image/webp")


def _nothing_yet() -> NotFound:
    return NotFound("there is no such file with this document; look again once it has been read")


_DOCUMENT = "/t/<tenant>/documents/<document_id>"
_READ = Permission.READ_DOCUMENTS
ROUTES = (
    TenantRoute(f"{_DOCUMENT}/pages/<int:number>.webp", "page_image", show_page_image, _READ),
    TenantRoute(f"{_DOCUMENT}/thumbnails/<int:number>.webp", "thumbnail", show_thumbnail, _READ),
    TenantRoute(f"{_DOCUMENT}/pdf", "document_pdf", download_pdf, _READ),
    TenantRoute(f"{_DOCUMENT}/originals/<int:position>", "document_original", download_original, _READ),
    TenantRoute(f"{_DOCUMENT}/text", "document_text", download_text, _READ),
)

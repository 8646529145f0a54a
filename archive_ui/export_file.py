"""The file of an export as an answer: streamed from its pieces, whole or in part (RFC 9110, 14)."""

from __future__ import annotations

import io

from flask import Response, request
from sqlalchemy.orm import Session
from werkzeug.wsgi import FileWrapper

from archive.export.forms import ExportForm
from archive.export.lifecycle import ExportState
from archive.export.orders import ExportView, get_export
from archive.export.parts import Part, PartsFile, parts_of
from kernel.blobs.api import BlobStore
from kernel.errors import NotFound
from kernel.ids import TenantId

CHUNK_BYTES = 256 * 1024
MEDIA_TYPES = {ExportForm.ZIP: "application/zip", ExportForm.BAGIT: "application/zip", ExportForm.CSV: "text/csv"}


def finished_export(session: Session, export_id: str) -> tuple[ExportView, list[Part]]:
    """A finished export and its pieces.

    Raises:
        NotFound: There is none, it is not finished, or its time is over.
    """
    view = get_export(session, export_id)
    if view.state is not ExportState.READY:
        raise NotFound("this export has no file at present; look at its state", export_id=export_id)
    return view, parts_of(session, export_id)


def export_response(blobs: BlobStore, tenant_id: TenantId, view: ExportView, parts: list[Part]) -> Response:
    """The file, or the part of it that the request asks for."""
    file = io.BufferedReader(PartsFile(blobs, tenant_id, parts), CHUNK_BYTES)
    response = Response(FileWrapper(file, CHUNK_BYTES), mimetype=MEDIA_TYPES[view.form], direct_passthrough=True)
    response.content_length = view.size_bytes or 0
    response.headers.set("Content-Disposition", "attachment", filename=view.file_name)
    response.set_etag(view.sha256 or view.export_id)
    response.make_conditional(request.environ, accept_ranges=True, complete_length=view.size_bytes)
    return response


def is_begun(response: Response) -> bool:
    """Whether the answer gives the beginning of the file: going on with one is no further taking away."""
    return request.method == "GET" and (response.status_code == 200 or response.content_range.start == 0)

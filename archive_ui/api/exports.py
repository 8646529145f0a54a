"""Exports: ordered, followed until they are made, and taken away."""

from __future__ import annotations

import hashlib

from flask import Response, request

from archive.export.orders import ExportView, OrderExport, get_export, note_download, order_export
from archive_ui.api.export_values import ExportStatus, OrderedExport
from archive_ui.api.routes import ApiRoute, ApiVisit, json_answer
from archive_ui.choosing import everything_found
from archive_ui.export_file import export_response, finished_export, is_begun
from archive_ui.pages.downloads import UNTYPED
from identity.api_keys import KeyScope
from indexer.query_parser import parse_query
from kernel.ids import DocumentId
from kernel.tenancy.scope import TenantScope

TAG_DIGITS = 32


def order(visit: ApiVisit, body: OrderedExport) -> ExportStatus:
    """Have a file made of documents; follow it until `state` is `ready`."""
    command = OrderExport(
        visit.tenant_id, visit.user_id, body.form, _chosen(visit, body), body.search, body.separator, has_bom=body.bom
    )
    with visit.deps.database.unit_of_work(TenantScope(visit.tenant_id)) as uow:
        view = order_export(uow, command, visit.deps.clock.now())
        uow.commit()
    return _status(view)


def show_export(visit: ApiVisit, export_id: str) -> Response:
    """How far it has come; with `If-None-Match` 304 while that is the same."""
    with visit.reading() as session:
        response = json_answer(_status(get_export(session, export_id)))
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:TAG_DIGITS])
    response.make_conditional(request.environ)
    return response


def give_export(visit: ApiVisit, export_id: str) -> Response:
    """The file, whole or in part."""
    with visit.reading() as session:
        view, parts = finished_export(session, export_id)
    response = export_response(visit.deps.blobs, visit.tenant_id, view, parts)
    response.mimetype = UNTYPED
    if is_begun(response):
        with visit.deps.database.unit_of_work(TenantScope(visit.tenant_id)) as uow:
            note_download(uow.session, export_id, visit.user_id, visit.deps.clock.now())
            uow.commit()
    return response


def _chosen(visit: ApiVisit, body: OrderedExport) -> tuple[DocumentId, ...] | None:
    if body.search is not None:
        if not body.search.strip():
            return ()
        return everything_found(visit.deps.search, visit.tenant_id, parse_query(body.search).query)
    return None if body.documents is None else tuple(map(DocumentId, body.documents))


def _status(view: ExportView) -> ExportStatus:
    return ExportStatus(
        export_id=view.export_id, state=view.state, form=view.form, ordered_at=view.ordered_at, total=view.total,
        done=view.done, missing=view.missing, size_bytes=view.size_bytes, sha256=view.sha256,
        expires_at=view.expires_at, failure=view.failure_code,
    )  # fmt: skip


_ONE = "/v1/exports/<export_id>"
_MAY = KeyScope.EXPORT
ROUTES = (
    ApiRoute(
        "/v1/exports", "order_export", order, _MAY, "Have documents made into a file", ExportStatus, "POST", 202,
        body=OrderedExport, problems=(400, 409, 413, 415, 422),
    ),
    ApiRoute(_ONE, "export", show_export, _MAY, "How far an export has come", ExportStatus, problems=(404,)),
    ApiRoute(
        f"{_ONE}/file", "export_file", give_export, _MAY, "The file of an export", UNTYPED, problems=(404, 410, 416)
    ),
)  # fmt: skip

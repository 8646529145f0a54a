"""Handing documents over to bookkeeping: a list that a document leaves only when it was acknowledged."""

from __future__ import annotations

import io
import zipfile

from flask import Response

from archive.repository import InboxCursor, get_document, summaries
from archive.views import DocumentView
from archive_ui.api.documents import read_place
from archive_ui.api.handover_values import (
    Acknowledgement,
    HandoverPage,
    HandoverRefusal,
    HandoverStatus,
    OfferedDocument,
)
from archive_ui.api.routes import ApiRoute, ApiVisit
from archive_ui.api.rows import document_details, document_row
from archive_ui.api.values import ListQuestion
from archive_ui.pages.downloads import attachment
from archive_ui.paging import write_cursor
from identity.api_keys import KeyScope
from integrations.erp_handover import (
    AnswerHandover,
    HandoverCursor,
    HandoverView,
    answer_handover,
    get_handover,
    list_open,
)
from integrations.lifecycle import HandoverMove
from kernel.errors import NotFound
from kernel.ids import DocumentId
from kernel.tenancy.scope import TenantScope

ZIP = "application/zip"
# Entries carry no clock of this machine: the same document gives the same bytes.
NO_TIME = (1980, 1, 1, 0, 0, 0)


def list_offers(visit: ApiVisit, asked: ListQuestion) -> HandoverPage:
    """What waits to be taken over, the longest waiting first."""
    place = read_place(asked.cursor)
    after = HandoverCursor(place.received_at, place.document_id) if place else None
    with visit.reading() as session:
        offers = list_open(session, limit=asked.limit + 1, after=after)
        known = summaries(session, [offer.document_id for offer in offers])
    shown, is_more = offers[: asked.limit], len(offers) > asked.limit
    last = InboxCursor(shown[-1].offered_at, shown[-1].document_id) if is_more else None
    return HandoverPage(
        offers=[
            OfferedDocument(offered_at=offer.offered_at, document=document_row(known[offer.document_id]))
            for offer in shown
            if offer.document_id in known
        ],
        next_cursor=write_cursor(last) if last else None,
    )


def show_offer(visit: ApiVisit, document_id: str) -> HandoverStatus:
    """How the hand-over of one document stands."""
    view, document = _load(visit, document_id)
    return _status(view, document)


def give_package(visit: ApiVisit, document_id: str) -> Response:
    """Everything of the document in one ZIP: `document.json`, `document.pdf`, and the files as they were received."""
    view, document = _load(visit, document_id)
    if document.pdf_key is None:
        raise NotFound("the document has no PDF yet; ask again once it has been filed")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        _add(package, "document.json", _status(view, document).model_dump_json(indent=2).encode())
        _add(package, "document.pdf", visit.deps.blobs.read(visit.tenant_id, document.pdf_key))
        for original in document.originals:
            content = visit.deps.blobs.read(visit.tenant_id, original.blob_key)
            _add(package, f"originals/{original.position}-{_safe(original.file_name)}", content)
    return attachment(packed.getvalue(), f"{document_id}.zip", ZIP)


def acknowledge(visit: ApiVisit, document_id: str, body: Acknowledgement) -> HandoverStatus:
    """Bookkeeping has it; the document leaves the list until it changes."""
    command = AnswerHandover(
        DocumentId(document_id), HandoverMove.ACKNOWLEDGE, visit.user_id, reference=body.reference,
        offered_at=body.offered_at,
    )  # fmt: skip
    return _answer(visit, command)


def refuse(visit: ApiVisit, document_id: str, body: HandoverRefusal) -> HandoverStatus:
    """Bookkeeping cannot take it; people see why, and it leaves the list."""
    command = AnswerHandover(
        DocumentId(document_id), HandoverMove.REFUSE, visit.user_id, reason=body.reason, offered_at=body.offered_at
    )
    return _answer(visit, command)


def offer_again(visit: ApiVisit, document_id: str) -> HandoverStatus:
    """Put it on the list again."""
    return _answer(visit, AnswerHandover(DocumentId(document_id), HandoverMove.OFFER, visit.user_id))


def _answer(visit: ApiVisit, command: AnswerHandover) -> HandoverStatus:
    answer_handover(command, visit.deps.database.unit_of_work(TenantScope(visit.tenant_id)), visit.deps.clock)
    return show_offer(visit, command.document_id)


def _load(visit: ApiVisit, document_id: str) -> tuple[HandoverView, DocumentView]:
    with visit.reading() as session:
        return get_handover(session, DocumentId(document_id)), get_document(session, DocumentId(document_id))


def _status(view: HandoverView, document: DocumentView) -> HandoverStatus:
    return HandoverStatus(
        state=view.state, offered_at=view.offered_at, answered_at=view.answered_at, reference=view.reference,
        reason=view.reason, document=document_details(document),
    )  # fmt: skip


def _add(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    package.writestr(zipfile.ZipInfo(name, NO_TIME), content)


def _safe(file_name: str) -> str:
    """A stranger's file name that stays in its folder wherever it is unpacked."""
    plain = "".join(sign if sign.isalnum() or sign in " ._-()" else "_" for sign in file_name)
    return plain.strip(". ")[:120] or "file"


_HANDOVER = KeyScope.HANDOVER
_ONE = "/v1/handover/<document_id>"
ROUTES = (
    ApiRoute(
        "/v1/handover", "handover", list_offers, _HANDOVER, "List what waits to be taken over", HandoverPage,
        query=ListQuestion, problems=(422,),
    ),
    ApiRoute(_ONE, "offer", show_offer, _HANDOVER, "How a hand-over stands", HandoverStatus, problems=(404,)),
    ApiRoute(
        f"{_ONE}/package", "handover_package", give_package, _HANDOVER, "Everything of a document in one file", ZIP,
        problems=(404, 410, 416),
    ),
    ApiRoute(
        f"{_ONE}/acknowledge", "acknowledge", acknowledge, _HANDOVER, "Say that bookkeeping has it", HandoverStatus,
        method="POST", body=Acknowledgement, problems=(400, 404, 409, 413, 415, 422),
    ),
    ApiRoute(
        f"{_ONE}/refuse", "refuse_offer", refuse, _HANDOVER, "Say that bookkeeping cannot take it", HandoverStatus,
        method="POST", body=HandoverRefusal, problems=(400, 404, 409, 413, 415, 422),
    ),
    ApiRoute(
        f"{_ONE}/replay", "offer_again", offer_again, _HANDOVER, "Offer a document again", HandoverStatus,
        method="POST", problems=(404, 409),
    ),
)  # fmt: skip

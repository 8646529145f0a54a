"""Documents: the inbox in pages, one with what belongs to it, its files, and search."""

from __future__ import annotations

import datetime as dt

from flask import Response
from sqlalchemy.orm import Session

from archive.organising.folders import get_folder
from archive.organising.inbox_views import letters_under
from archive.organising.labels import get_label
from archive.repository import InboxCursor, get_document, summaries
from archive.views import DocumentSummary, DocumentView
from archive_ui.api.organising_values import InboxQuestion
from archive_ui.api.problems import RequestInvalid
from archive_ui.api.routes import ApiRoute, ApiVisit
from archive_ui.api.rows import document_details, document_row
from archive_ui.api.values import (
    DocumentDetails,
    DocumentPage,
    FacetRow,
    FoundFacets,
    FoundPage,
    HintRow,
    HitRow,
    SearchQuestion,
    SnippetRow,
)
from archive_ui.pages.downloads import UNTYPED, attachment
from archive_ui.paging import read_cursor, write_cursor
from archive_ui.viewing import whole_text
from identity.api_keys import KeyScope
from indexer.engines.api import Hit
from indexer.facets import Facet
from indexer.query import Query
from indexer.query_parser import parse_query
from kernel.errors import NotFound
from kernel.ids import DocumentId

PDF, TEXT = "application/pdf", "text/plain; charset=utf-8"


def list_inbox(visit: ApiVisit, asked: InboxQuestion) -> DocumentPage:
    """The inbox as the screens show it, latest received first; what arrives meanwhile shifts nothing."""
    after = read_place(asked.cursor)
    with visit.reading() as session:
        rows = _rows(session, asked, after)
    shown, is_more = rows[: asked.limit], len(rows) > asked.limit
    last = InboxCursor(shown[-1].received_at, shown[-1].document_id) if is_more else None
    return DocumentPage(
        documents=[document_row(row) for row in shown], next_cursor=write_cursor(last) if last else None
    )


def _rows(session: Session, asked: InboxQuestion, after: InboxCursor | None) -> list[DocumentSummary]:
    """One row more than asked for, to tell whether there is more."""
    if asked.label is not None:
        get_label(session, asked.label)
    if asked.folder is not None:
        get_folder(session, asked.folder)
    return letters_under(session, asked.label, asked.folder, limit=asked.limit + 1, after=after)


def show_document(visit: ApiVisit, document_id: str) -> DocumentDetails:
    """One document, in whatever state it is."""
    return document_details(_load(visit, document_id))


def give_pdf(visit: ApiVisit, document_id: str) -> Response:
    """The searchable PDF/A."""
    document = _load(visit, document_id)
    if document.pdf_key is None:
        raise NotFound("the document has no PDF yet; ask again once it has been filed")
    return attachment(visit.deps.blobs.read(visit.tenant_id, document.pdf_key), f"{document_id}.pdf", PDF)


def give_text(visit: ApiVisit, document_id: str) -> Response:
    """The text as it was read, a form feed between pages."""
    text = whole_text(visit.deps.blobs, visit.tenant_id, _load(visit, document_id))
    return attachment(text.encode(), f"{document_id}.txt", TEXT)


def give_original(visit: ApiVisit, document_id: str, number: int) -> Response:
    """What was received, byte for byte, and never in a type that a browser would open."""
    originals = _load(visit, document_id).originals
    kept = next((original for original in originals if original.position == number), None)
    if kept is None:
        raise NotFound("the document has no such original; look at its list")
    return attachment(visit.deps.blobs.read(visit.tenant_id, kept.blob_key), kept.file_name)


def search(visit: ApiVisit, asked: SearchQuestion) -> FoundPage:
    """What the index finds; a broken index is a problem and never an empty answer."""
    parsed = parse_query(asked.q)
    page = visit.deps.search.search(
        visit.tenant_id, parsed.query, limit=asked.limit, offset=asked.offset, sort=asked.sort
    )
    with visit.reading() as session:
        known = summaries(session, [hit.document_id for hit in page.hits])
    hits = [_hit_row(hit, known[hit.document_id]) for hit in page.hits if hit.document_id in known]
    hints = [HintRow(code=hint.code, piece=hint.text) for hint in parsed.hints]
    facets = _facets(visit, parsed.query) if asked.facets else None
    return FoundPage(total=page.total, hits=hits, hints=hints, facets=facets)


def _facets(visit: ApiVisit, query: Query) -> FoundFacets:
    told = visit.deps.search.facets(visit.tenant_id, query)
    rows = {facet.value: [FacetRow(value=each.value, count=each.count) for each in told[facet]] for facet in Facet}
    return FoundFacets(**rows)


def _hit_row(hit: Hit, document: DocumentSummary) -> HitRow:
    pieces = [SnippetRow(text=piece.text, marks=list(piece.marks), page=piece.page) for piece in hit.snippets]
    return HitRow(document=document_row(document), score=hit.score, snippets=pieces)


def read_place(cursor: str | None) -> InboxCursor | None:
    """The place in a list that a cursor of ours names; RequestInvalid for one that was never given out."""
    place = read_cursor(cursor)
    if cursor is not None and (place is None or not _is_a_moment(place.received_at)):
        errors = [{"where": "query.cursor", "reason": "take next_cursor of an earlier answer as it is"}]
        raise RequestInvalid("this cursor was never given out", errors=errors)
    return place


def _is_a_moment(at: dt.datetime) -> bool:
    """Whether a database can compare with it: some moments at the ends of the calendar have no form in UTC."""
    return dt.MINYEAR + 1 < at.year < dt.MAXYEAR


def _load(visit: ApiVisit, document_id: str) -> DocumentView:
    with visit.reading() as session:
        return get_document(session, DocumentId(document_id))


_ONE = "/v1/documents/<document_id>"
_READ = KeyScope.READ
ROUTES = (
    ApiRoute(
        "/v1/documents", "documents", list_inbox, _READ, "List the inbox", DocumentPage, query=InboxQuestion,
        problems=(404, 422),
    ),
    ApiRoute(_ONE, "document", show_document, _READ, "One document", DocumentDetails, problems=(404,)),
    ApiRoute(f"{_ONE}/pdf", "document_pdf", give_pdf, _READ, "Its searchable PDF/A", PDF, problems=(404, 410, 416)),
    ApiRoute(f"{_ONE}/text", "document_text", give_text, _READ, "Its text", TEXT, problems=(404, 410, 416)),
    ApiRoute(
        f"{_ONE}/originals/<int:number>", "document_original", give_original, _READ, "What was received", UNTYPED,
        problems=(404, 410, 416),
    ),
    ApiRoute("/v1/search", "search", search, _READ, "Search", FoundPage, query=SearchQuestion, problems=(422,)),
)  # fmt: skip

"""Search within one tenant."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from archive.repository import summaries
from archive.seen import as_seen_by
from archive.views import DocumentSummary
from archive_ui.finding import Question, read_question
from archive_ui.routes import TenantRoute, TenantVisit
from indexer.engines.api import IndexBroken, SearchPage, Sorting
from indexer.snippets import Snippet
from kernel.tenancy.roles import Permission

LENGTH = 20


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A hit with the document it stands for."""

    document: DocumentSummary
    snippets: tuple[Snippet, ...]

    @property
    def page(self) -> int:
        """Where to open the document: at the first marked piece."""
        return next((snippet.page for snippet in self.snippets if snippet.marks), 1)


def show_search(visit: TenantVisit) -> ResponseReturnValue:
    """The question and its answer; a broken index is said to be broken."""
    question = read_question(request.args)
    if not question.is_asked:
        return render_template("search.html", question=question, found=None, total=0, sorts=Sorting, is_broken=False)
    try:
        page = _search(visit, question)
    except IndexBroken:
        broken = render_template("search.html", question=question, found=None, total=0, sorts=Sorting, is_broken=True)
        return broken, 503
    return render_template(
        "search.html", question=question, found=_documents(visit, page), total=page.total, sorts=Sorting,
        is_broken=False, last_page=max(-(-page.total // LENGTH), 1),
    )  # fmt: skip


def marked_parts(snippet: Snippet) -> list[tuple[str, bool]]:
    """The piece of text cut at its marks: parts, each with whether it is marked."""
    parts: list[tuple[str, bool]] = []
    end = 0
    for start, stop in snippet.marks:
        parts += [(snippet.text[end:start], False), (snippet.text[start:stop], True)]
        end = stop
    return [(text, marked) for text, marked in (*parts, (snippet.text[end:], False)) if text]


def _search(visit: TenantVisit, question: Question) -> SearchPage:
    offset = (question.number - 1) * LENGTH
    return visit.deps.search.search(visit.tenant_id, question.query(), limit=LENGTH, offset=offset, sort=question.sort)


def _documents(visit: TenantVisit, page: SearchPage) -> list[FoundDocument]:
    """The documents themselves; one that left since it was indexed is not shown."""
    with visit.reading() as session:
        there = summaries(session, [hit.document_id for hit in page.hits]).values()
        known = {row.document_id: row for row in as_seen_by(session, visit.user_id, there)}
    return [FoundDocument(known[hit.document_id], hit.snippets) for hit in page.hits if hit.document_id in known]


ROUTES = (TenantRoute("/t/<tenant>/search", "search", show_search, Permission.READ_DOCUMENTS),)

"""Search within one tenant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from flask import render_template, request
from flask.typing import ResponseReturnValue

from archive.known_names import received_since
from archive.lifecycle import DocumentState
from archive.organising.on_letters import Added, added_to
from archive.repository import count_documents, summaries
from archive.views import DocumentSummary
from archive_ui.finding import Question, read_address, read_question
from archive_ui.narrowing import Chosen, Group, chosen_in, narrowing_of
from archive_ui.organising import hand_of
from archive_ui.routes import TenantRoute, TenantVisit
from indexer.engines.api import IndexBroken, SearchPage, Sorting
from indexer.past_searches import remember_search
from indexer.query import Query
from indexer.query_parser import parse_query, print_query
from indexer.saved_searches import SavedSearchView, saved_searches
from indexer.snippets import Snippet
from indexer.spelling import proposals
from kernel.ids import DocumentId
from kernel.tenancy.roles import Permission

LENGTH = 20
# Of so many letters received since a saved search was looked at, those that it finds are counted.
MOST_RECENT = 500
# How a question for one sender by its whole name is spelled.
WHOLE_NAME = ':"='
# On their way into the index: what they say cannot be found yet.
UNDER_WAY = (DocumentState.ASSEMBLING,)


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A hit with the document it stands for."""

    document: DocumentSummary
    added: Added
    snippets: tuple[Snippet, ...]

    @property
    def page(self) -> int:
        """Where to open the document: at the first marked piece."""
        return next((snippet.page for snippet in self.snippets if snippet.marks), 1)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found.

    Attributes:
        meant: Where nothing was found, other words that find something, as people would type them.
        under_way: Where nothing was found, how many letters are still being read.
    """

    found: Sequence[FoundDocument]
    total: int
    narrowing: Sequence[Group]
    meant: Sequence[str] = ()
    under_way: int = 0

    @property
    def last_page(self) -> int:
        """Number of the last page of hits."""
        return max(-(-self.total // LENGTH), 1)


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved search with how many letters it finds among those received since it was last looked at."""

    search: SavedSearchView
    new: int


def show_search(visit: TenantVisit) -> ResponseReturnValue:
    """The question and its answer; a broken index is said to be broken."""
    question = read_question(request.args)
    try:
        answer = _answer(visit, question) if question.is_asked else None
        kept = () if question.is_asked else _kept(visit)
    except IndexBroken:
        return _page(question, None, (), is_broken=True), 503
    if answer is not None and answer.total and _is_worth_keeping(question):
        _remember(visit, question.text)
    return _page(question, answer, kept, is_broken=False)


def marked_parts(snippet: Snippet) -> list[tuple[str, bool]]:
    """The piece of text cut at its marks: parts, each with whether it is marked."""
    parts: list[tuple[str, bool]] = []
    end = 0
    for start, stop in snippet.marks:
        parts += [(snippet.text[end:start], False), (snippet.text[start:stop], True)]
        end = stop
    return [(text, marked) for text, marked in (*parts, (snippet.text[end:], False)) if text]


def _page(question: Question, answer: Answer | None, kept: Sequence[Kept], *, is_broken: bool) -> str:
    chosen: list[Chosen] = chosen_in(question)
    return render_template(
        "search.html", question=question, answer=answer, chosen=chosen, kept=kept, sorts=Sorting, is_broken=is_broken
    )


def _answer(visit: TenantVisit, question: Question) -> Answer:
    query = question.query()
    offset = (question.number - 1) * LENGTH
    page = visit.deps.search.search(visit.tenant_id, query, limit=LENGTH, offset=offset, sort=question.sort)
    if not page.total:
        return Answer((), 0, (), _meant(visit, question), _under_way(visit))
    facets = visit.deps.search.facets(visit.tenant_id, query)
    return Answer(_documents(visit, page), page.total, narrowing_of(question, facets, page.total))


def _documents(visit: TenantVisit, page: SearchPage) -> list[FoundDocument]:
    """The documents themselves; one that left since it was indexed is not shown."""
    with visit.reading() as session:
        known = summaries(session, [hit.document_id for hit in page.hits])
        added = added_to(session, hand_of(visit), list(known))
    return [
        FoundDocument(known[hit.document_id], added[hit.document_id], hit.snippets)
        for hit in page.hits
        if hit.document_id in known
    ]


def _meant(visit: TenantVisit, question: Question) -> list[str]:
    if not question.text.strip():
        return []

    def finds(query: Query) -> bool:
        return bool(visit.deps.search.search(visit.tenant_id, query, limit=0).total)

    vocabulary = partial(visit.deps.search.vocabulary, visit.tenant_id)
    return [print_query(query) for query in proposals(parse_query(question.text).query, finds, vocabulary)]


def _under_way(visit: TenantVisit) -> int:
    with visit.reading() as session:
        counts = count_documents(session)
    return sum(counts.get(state, 0) for state in UNDER_WAY)


def _kept(visit: TenantVisit) -> list[Kept]:
    with visit.reading() as session:
        recent = [
            (search, received_since(session, search.seen_at, (DocumentState.FILED,), limit=MOST_RECENT))
            for search in saved_searches(session, visit.user_id)
        ]
    return [Kept(search, _count_new(visit, search, document_ids)) for search, document_ids in recent]


def _count_new(visit: TenantVisit, search: SavedSearchView, recent: Sequence[DocumentId]) -> int:
    if not recent:
        return 0
    query = read_address(search.question).query()
    return visit.deps.search.count_among(visit.tenant_id, query, recent)


def _is_worth_keeping(question: Question) -> bool:
    """Whether to offer it again: what was taken from the suggestions comes from there anyhow."""
    return question.number == 1 and bool(question.text.strip()) and WHOLE_NAME not in question.text


def _remember(visit: TenantVisit, text: str) -> None:
    at: dt.datetime = visit.deps.clock.now()
    with visit.unit_of_work() as uow:
        remember_search(uow.session, visit.tenant_id, visit.user_id, text, at)
        uow.commit()


ROUTES = (TenantRoute("/t/<tenant>/search", "search", show_search, Permission.READ_DOCUMENTS),)

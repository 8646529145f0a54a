"""Searching one tenant's archive: from what was asked to letters, or a clear word why not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from archive.repository import document_ids, summaries
from archive.views import DocumentSummary
from indexer.engines.api import Hit, IndexMissing, SearchEngine, SearchPage, Sorting
from indexer.facets import Facet, Facets
from indexer.query import Query
from indexer.query_parser import parse_query
from indexer.query_syntax import Hint
from indexer.snippets import Snippet
from kernel.ids import DocumentId, TenantId
from kernel.tenancy.scope import TenantScope
from kernel.unit_of_work import Database

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Found:
    """A letter that was found, as the archive has it now."""

    document: DocumentSummary
    score: float
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class FoundPage:
    """Some of the letters found.

    Attributes:
        found: In order; a letter that left the tenant since it was indexed is not among them.
        total: How many the index found in all.
        hints: What was mended in the typed text.
    """

    found: tuple[Found, ...]
    total: int
    hints: tuple[Hint, ...]


class SearchService:
    """Search within one tenant; who may ask for which tenant is decided by the caller before."""

    def __init__(self, database: Database, engine: SearchEngine) -> None:
        """Keep the parts."""
        self._database = database
        self._engine = engine

    def search(
        self,
        tenant_id: TenantId,
        query: Query,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: Sorting = Sorting.RELEVANCE,
    ) -> SearchPage:
        """What the index finds.

        Raises:
            IndexBroken: The index is missing although there are letters, or damaged; never an empty answer instead.
        """
        return self._asked(
            tenant_id,
            lambda: self._engine.search(tenant_id, query, limit=limit, offset=offset, sort=sort),
            SearchPage((), 0),
        )

    def facets(self, tenant_id: TenantId, query: Query) -> Facets:
        """What the letters found have in common, counted; raises as `search` does."""
        return self._asked(tenant_id, lambda: self._engine.facets(tenant_id, query), dict.fromkeys(Facet, ()))

    def count_among(self, tenant_id: TenantId, query: Query, document_ids: Sequence[DocumentId]) -> int:
        """How many of these letters the query finds; raises as `search` does."""
        return self._asked(tenant_id, lambda: self._engine.count_among(tenant_id, query, document_ids), 0)

    def vocabulary(self, tenant_id: TenantId, prefix: str) -> Sequence[tuple[str, int]]:
        """Forms in the letters that begin so; raises as `search` does."""
        return self._asked(tenant_id, lambda: self._engine.vocabulary(tenant_id, prefix), ())

    def find(
        self, tenant_id: TenantId, typed: str, *, limit: int = 20, offset: int = 0, sort: Sorting = Sorting.RELEVANCE
    ) -> FoundPage:
        """The letters that what a person typed finds, with the archive's rows.

        Raises:
            IndexBroken: As `search`.
        """
        parsed = parse_query(typed)
        page = self.search(tenant_id, parsed.query, limit=limit, offset=offset, sort=sort)
        return FoundPage(self._letters(tenant_id, page.hits), page.total, parsed.hints)

    def _asked(self, tenant_id: TenantId, ask: Callable[[], Answer], nothing: Answer) -> Answer:
        """What the engine answers; nothing where there is no index because there are no letters."""
        try:
            return ask()
        except IndexMissing:
            if self._has_letters(tenant_id):
                raise
            return nothing

    def _letters(self, tenant_id: TenantId, hits: tuple[Hit, ...]) -> tuple[Found, ...]:
        with self._database.reading(TenantScope(tenant_id)) as session:
            known = summaries(session, [hit.document_id for hit in hits])
        return tuple(Found(known[hit.document_id], hit.score, hit.snippets) for hit in hits if hit.document_id in known)

    def _has_letters(self, tenant_id: TenantId) -> bool:
        with self._database.reading(TenantScope(tenant_id)) as session:
            return bool(document_ids(session, tenant_id))

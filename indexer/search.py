"""Searching one tenant's archive: from what was asked to letters, or a clear word why not."""

from __future__ import annotations

from dataclasses import dataclass

from archive.repository import document_ids, summaries
from archive.views import DocumentSummary
from indexer.engines.api import Hit, IndexMissing, SearchEngine, SearchPage, Sorting
from indexer.query import Query
from indexer.query_parser import parse_query
from indexer.query_syntax import Hint
from indexer.snippets import Snippet
from kernel.ids import TenantId
from kernel.tenancy.scope import TenantScope
from kernel.unit_of_work import Database


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
        try:
            return self._engine.search(tenant_id, query, limit=limit, offset=offset, sort=sort)
        except IndexMissing:
            if self._has_letters(tenant_id):
                raise
            return SearchPage((), 0)

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

    def _letters(self, tenant_id: TenantId, hits: tuple[Hit, ...]) -> tuple[Found, ...]:
        with self._database.reading(TenantScope(tenant_id)) as session:
            known = summaries(session, [hit.document_id for hit in hits])
        return tuple(Found(known[hit.document_id], hit.score, hit.snippets) for hit in hits if hit.document_id in known)

    def _has_letters(self, tenant_id: TenantId) -> bool:
        with self._database.reading(TenantScope(tenant_id)) as session:
            return bool(document_ids(session, tenant_id))

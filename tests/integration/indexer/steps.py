"""What tests of search engines do again and again."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.engines.api import IndexedDocument, SearchEngine
from indexer.query_parser import parse_query
from kernel.ids import DocumentId, TenantId
from tests.factories.letters import TENANT


def nothing_more(document_ids: frozenset[DocumentId]) -> Sequence[IndexedDocument]:
    del document_ids
    return ()


def create(engine: SearchEngine, *documents: IndexedDocument, tenant_id: TenantId = TENANT) -> None:
    with engine.rebuild(tenant_id) as fresh:
        fresh.index(documents)
        fresh.finish(nothing_more)


def found(engine: SearchEngine, typed: str, tenant_id: TenantId = TENANT) -> set[str]:
    page = engine.search(tenant_id, parse_query(typed).query, limit=100)
    assert page.total == len(page.hits)
    return {hit.document_id for hit in page.hits}

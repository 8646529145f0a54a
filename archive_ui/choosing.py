"""Which letters a search stands for: what a list shows in pages is taken along whole, or put in order in one step."""

from __future__ import annotations

from archive.export.orders import MOST_CHOSEN, ExportRefused
from archive_ui.finding import Question, Searcher
from indexer.engines.api import Sorting
from indexer.query import Query
from kernel.ids import DocumentId, TenantId

AT_ONCE = 500


def everything_found(searcher: Searcher, tenant_id: TenantId, query: Query) -> tuple[DocumentId, ...]:
    """Every document that a question finds.

    Raises:
        ExportRefused: They are too many for one export.
        IndexBroken: The index is missing or damaged.
    """
    found: dict[DocumentId, None] = {}
    offset, total = 0, 1
    while offset < total:
        page = searcher.search(tenant_id, query, limit=AT_ONCE, offset=offset, sort=Sorting.OLDEST_FIRST)
        total, offset = page.total, offset + AT_ONCE
        if total > MOST_CHOSEN:
            raise ExportRefused(f"choose at most {MOST_CHOSEN} letters, or everything", reason="too_many")
        found.update(dict.fromkeys(hit.document_id for hit in page.hits))
    return tuple(found)


def first_found(searcher: Searcher, tenant_id: TenantId, question: Question, most: int) -> tuple[list[DocumentId], int]:
    """The first documents that a question finds, in its own order, and how many it finds in all.

    Raises:
        IndexBroken: The index is missing or damaged.
    """
    if not question.is_asked:
        return [], 0
    page = searcher.search(tenant_id, question.query(), limit=most, sort=question.sort)
    return [hit.document_id for hit in page.hits], page.total

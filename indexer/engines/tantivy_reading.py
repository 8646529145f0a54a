"""Reading one tenant's Tantivy index: opened once, looked at again before every search."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tantivy import DocAddress, Index, Order, Query, Searcher

from indexer.engines.api import Hit, IndexBroken, SearchPage, Sorting
from indexer.engines.index_home import IndexHome
from indexer.engines.tantivy_files import Identities, TantivyFiles
from indexer.engines.tantivy_queries import tantivy_query
from indexer.engines.tantivy_schema import counted, source_of
from indexer.facets import MOST_COUNTED, Facet, Facets, ordered
from indexer.plan import Plan, wanted_leaves
from indexer.snippets import snippets
from kernel.ids import DocumentId

# A busy writer may replace files under a slow reader several times over.
_OPENINGS, _BETWEEN_OPENINGS_S = 20, 0.01
PANIC = "PanicException"
_COUNTED = {facet.value: {"terms": {"field": counted(facet), "size": MOST_COUNTED}} for facet in Facet}


@contextmanager
def damage_told() -> Iterator[None]:
    """Tell what Tantivy stumbles over as what it means.

    Raises:
        IndexBroken: Files are missing, unreadable or of another version.
    """
    message = "the search index cannot be read; run reindex for this tenant"
    try:
        yield
    except (ValueError, OSError) as error:
        raise IndexBroken(message) from error
    except BaseException as error:
        # A panic in Rust comes as an exception of a class that no module exports.
        if type(error).__name__ == PANIC:
            raise IndexBroken(message) from error
        raise


def open_index(directory: Path) -> Index:
    """The index in `directory`, whose files were checked before."""
    return Index.open(str(directory))


def ids_in(searcher: Searcher) -> frozenset[DocumentId]:
    """Every document that is not deleted."""
    return frozenset(DocumentId(found) for found, _ in searcher.terms_with_prefix("id", "", Query.all_query()))


class OpenTantivy:
    """One tenant's index as a reader sees it; a searcher shows one commit whole, and any thread may use it."""

    def __init__(self, home: IndexHome, files: TantivyFiles) -> None:
        """Open nothing yet."""
        self._home = home
        self._files = files
        self._lock = threading.Lock()
        self._searcher: Searcher | None = None
        self._seen: tuple[Path, Identities] | None = None

    def search(self, plan: Plan, limit: int, offset: int, sort: Sorting) -> SearchPage:
        """What `SearchEngine.search` promises."""
        with damage_told():
            searcher = self._up_to_date()
            found, total = _found(searcher, plan, limit, offset, sort)
            hits = tuple(_hit(searcher, score, address, plan) for score, address in found)
        return SearchPage(hits, total)

    def document_ids(self) -> frozenset[DocumentId]:
        """What `SearchEngine.document_ids` promises."""
        with damage_told():
            return ids_in(self._up_to_date())

    def facets(self, plan: Plan) -> Facets:
        """What `SearchEngine.facets` promises."""
        with damage_told():
            told = self._up_to_date().aggregate(tantivy_query(plan), _COUNTED)
        return {facet: ordered(facet, _counts(told[facet.value])) for facet in Facet}

    def vocabulary(self, prefix: str) -> list[tuple[str, int]]:
        """What `SearchEngine.vocabulary` promises."""
        with damage_told():
            return self._up_to_date().terms_with_prefix("words", prefix)

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._searcher = self._seen = None

    def _up_to_date(self) -> Searcher:
        """A searcher on what is in force now; opened anew when anything was committed or touched."""
        with self._lock:
            for attempt in range(_OPENINGS):
                directory = self._home.current()
                try:
                    return self._opened(directory)
                except FileNotFoundError:
                    # A writer replaced a file, or a rebuild the directory, between looking and opening.
                    if attempt == _OPENINGS - 1:
                        raise
                    time.sleep(_BETWEEN_OPENINGS_S)
        raise AssertionError

    def _opened(self, directory: Path) -> Searcher:
        seen = (directory, self._files.look(directory))
        if self._searcher is None or seen != self._seen:
            self._files.check(directory)
            searcher = open_index(directory).searcher()
            if self._files.look(directory) != seen[1]:
                raise FileNotFoundError(directory)
            self._searcher, self._seen = searcher, seen
        return self._searcher


def _found(
    searcher: Searcher, plan: Plan, limit: int, offset: int, sort: Sorting
) -> tuple[list[tuple[float, DocAddress]], int]:
    """Hits with their scores, and how many there are in all. Tantivy panics at a limit of 0."""
    query, most = tantivy_query(plan), max(limit, 1)
    if sort is Sorting.RELEVANCE and wanted_leaves(plan):
        result = searcher.search(query, most, offset=offset)
        scored = list(result.hits)
    else:
        order = Order.Asc if sort is Sorting.OLDEST_FIRST else Order.Desc
        result = searcher.search(query, most, order_by_field="sorted_on", offset=offset, order=order)
        scored = [(0.0, address) for _, address in result.hits]
    return scored[:limit], _total(result)


def _counts(told: dict[str, Any]) -> Iterator[tuple[str, int]]:
    return ((bucket["key"], bucket["doc_count"]) for bucket in told["buckets"])


def _total(result: object) -> int:
    # The binding counts the hits and leaves the number out of its type stub.
    total: int = vars(type(result))["count"].__get__(result)
    return total


def _hit(searcher: Searcher, score: float, address: DocAddress, plan: Plan) -> Hit:
    source = source_of(searcher.doc(address))
    return Hit(source.document_id, score, snippets(source.text, source.language, wanted_leaves(plan)))

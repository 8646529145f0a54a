"""Reading one tenant's Whoosh index: opened once, looked at again before every search."""

# Whoosh is typed in part: its untyped functions may be called here, and only in these modules.
# mypy: allow-untyped-calls
from __future__ import annotations

import struct
import threading
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh.index import FileIndex
from whoosh.index import IndexError as WhooshIndexError
from whoosh.query.qcore import Query
from whoosh.reading import CorruptIndexError
from whoosh.searching import Searcher
from whoosh.sorting import FieldFacet

from indexer.engines.api import Hit, IndexBroken, SearchPage, Sorting
from indexer.engines.index_home import IndexHome
from indexer.engines.sealed_storage import SealedStorage
from indexer.engines.seals import Identity, Seals
from indexer.engines.whoosh_queries import whoosh_query
from indexer.engines.whoosh_schema import schema
from indexer.facets import Facets, counted_marks
from indexer.plan import Plan, wanted_leaves
from indexer.snippets import snippets
from indexer.stems import LANGUAGES
from kernel.ids import DocumentId

_DAMAGE = (CorruptIndexError, WhooshIndexError, OSError, EOFError, struct.error, zlib.error)
# A busy writer may replace files under a slow reader several times over.
_OPENINGS, _BETWEEN_OPENINGS_S = 20, 0.01


@contextmanager
def damage_told() -> Iterator[None]:
    """Tell what Whoosh stumbles over as what it means.

    Raises:
        IndexBroken: Files are missing, unreadable or of another version.
    """
    try:
        yield
    except _DAMAGE as error:
        message = "the search index cannot be read; run reindex for this tenant"
        raise IndexBroken(message) from error


def open_index(directory: Path, seals: Seals) -> FileIndex:
    """The Whoosh index in `directory`; its schema is ours and never read from the disk."""
    return FileIndex(SealedStorage(directory, seals), schema=schema())


class OpenWhoosh:
    """One tenant's index as a reader sees it.

    Whoosh's readers keep a place in the file, so that one thread at a time may search;
    they are not refreshed but opened anew, because a refreshed reader of Whoosh goes on
    showing documents that were deleted from a segment it had open.
    """

    def __init__(self, home: IndexHome, seals: Seals) -> None:
        """Open nothing yet."""
        self._home = home
        self._seals = seals
        self._lock = threading.Lock()
        self._searcher: Searcher | None = None
        self._seen: tuple[Path, dict[str, Identity]] | None = None
        self._languages: frozenset[str] = frozenset()

    def search(self, plan: Plan, limit: int, offset: int, sort: Sorting) -> SearchPage:
        """What `SearchEngine.search` promises."""
        with self._searching() as searcher:
            order = _order(plan, sort)
            query = whoosh_query(plan, self._languages)
            results = searcher.search(query, limit=max(offset + limit, 1), sortedby=order)
            found = [
                (results.docnum(n), results.score(n)) for n in range(offset, min(offset + limit, len(results.top_n)))
            ]
            hits = tuple(
                _hit(searcher, number, score if order is None and score else 0.0, plan) for number, score in found
            )
            return SearchPage(hits, total=_total(searcher, query))

    def document_ids(self) -> frozenset[DocumentId]:
        """What `SearchEngine.document_ids` promises."""
        with self._searching() as searcher:
            return ids_in(searcher)

    def facets(self, plan: Plan) -> Facets:
        """What `SearchEngine.facets` promises."""
        with self._searching() as searcher:
            return _facets(searcher, whoosh_query(plan, self._languages))

    def vocabulary(self, prefix: str) -> list[tuple[str, int]]:
        """What `SearchEngine.vocabulary` promises."""
        with self._searching() as searcher:
            reader = searcher.reader()
            forms = reader.expand_prefix("words", prefix)
            return [(form.decode(), reader.doc_frequency("words", form)) for form in forms]

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._let_go()

    @contextmanager
    def _searching(self) -> Iterator[Searcher]:
        with self._lock, damage_told():
            yield self._up_to_date()

    def _up_to_date(self) -> Searcher:
        """A searcher on what is in force now; opened anew when anything was committed or touched."""
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
        seen = (directory, SealedStorage(directory, self._seals).identities())
        if self._searcher is None or seen != self._seen:
            self._let_go()
            self._searcher = open_index(directory, self._seals).searcher()
            self._languages = _languages_in(self._searcher)
            self._seen = seen
        return self._searcher

    def _let_go(self) -> None:
        if self._searcher is not None:
            self._searcher.close()
        self._searcher = self._seen = None


def ids_in(searcher: Searcher) -> frozenset[DocumentId]:
    """Every document that is not deleted."""
    reader = searcher.reader()
    if not reader.doc_count():
        return frozenset()
    column = reader.column_reader("id")
    return frozenset(DocumentId(column[number]) for number in reader.all_doc_ids())


def _total(searcher: Searcher, query: Query) -> int:
    """How many documents match.

    Whoosh's own count is of what it collected for the best hits: from ten matches on it leaves out what cannot become
    one of them, and takes what is left for all.
    """
    return sum(1 for _ in searcher.docs_for_query(query))


def _facets(searcher: Searcher, query: Query) -> Facets:
    reader = searcher.reader()
    if not reader.doc_count():
        return counted_marks(())
    column = reader.column_reader("marks")
    lines = (column[number].decode() for number in searcher.docs_for_query(query))
    return counted_marks(Counter(mark for each in lines for mark in each.split("\n") if mark).items())


def _languages_in(searcher: Searcher) -> frozenset[str]:
    """The languages whose stems the index holds; all of ours where some document's language is none of them."""
    written = frozenset(language.decode() for language in searcher.reader().lexicon("language"))
    return frozenset(LANGUAGES) if written.difference(LANGUAGES) else written


def _order(plan: Plan, sort: Sorting) -> FieldFacet | None:
    if sort is Sorting.RELEVANCE and wanted_leaves(plan):
        return None
    return FieldFacet("sorted_on", reverse=sort is not Sorting.OLDEST_FIRST)


def _hit(searcher: Searcher, number: int, score: float, plan: Plan) -> Hit:
    stored: dict[str, Any] = searcher.reader().stored_fields(number)
    found = snippets(stored["text"], stored["language"] or None, wanted_leaves(plan))
    return Hit(DocumentId(stored["id"]), score, found)

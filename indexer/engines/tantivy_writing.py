"""Writing one tenant's Tantivy index: batches, one commit each, by one writer at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tantivy import Index, IndexWriter, Query, Searcher

from indexer.engines.api import IndexBusy, IndexedDocument, IndexUnwritable
from indexer.engines.tantivy_files import TantivyFiles
from indexer.engines.tantivy_reading import PANIC, damage_told, open_index
from indexer.engines.tantivy_schema import document_of, schema, source_of
from kernel.ids import DocumentId

# Postings are kept in memory up to this before a segment is written; Tantivy takes no less than 15 MB a thread.
HEAP_BYTES = 64_000_000
ONE_THREAD = 1
BUSY = "LockBusy"


def create_index(directory: Path, files: TantivyFiles) -> None:
    """Make an empty index in `directory`."""
    with _disk_told(), files.committing(directory):
        Index(schema(), path=str(directory), reuse=False)


def put(directory: Path, files: TantivyFiles, documents: Sequence[IndexedDocument]) -> None:
    """Add `documents`, each in the place of what had its id, in one commit."""
    latest = {document.document_id: document for document in documents}
    with _writer(directory, files) as (writer, _):
        for document in latest.values():
            _replace(writer, document)


def erase(directory: Path, files: TantivyFiles, document_ids: Sequence[DocumentId]) -> None:
    """Take documents out, and write the segments that held them anew, so that their text leaves the disk.

    Tantivy drops a segment without any life in it, and offers no other way to have one written anew.
    """
    gone = frozenset(document_ids)
    with _writer(directory, files) as (writer, searcher):
        for beside in _beside(searcher, gone):
            _replace(writer, beside)
        for document_id in gone:
            writer.delete_documents_by_term("id", document_id)


def _replace(writer: IndexWriter, document: IndexedDocument) -> None:
    writer.delete_documents_by_term("id", document.document_id)
    writer.add_document(document_of(document))


def _beside(searcher: Searcher, gone: frozenset[DocumentId]) -> Iterator[IndexedDocument]:
    """What lives in the same segments as those that go."""
    touched: set[int] = set()
    for document_id in gone:
        found = searcher.search(Query.term_query(schema(), "id", document_id, "basic"), 1)
        touched.update(address.segment_ord for _, address in found.hits)
    if not touched:
        return
    everything = searcher.search(Query.all_query(), max(searcher.num_docs, 1), count=False)
    for _, address in everything.hits:
        if address.segment_ord in touched:
            source = source_of(searcher.doc(address))
            if source.document_id not in gone:
                yield source


@contextmanager
def _writer(directory: Path, files: TantivyFiles) -> Iterator[tuple[IndexWriter, Searcher]]:
    """A writer that commits at the end of the block, or leaves everything as it was; and what was there before."""
    with damage_told():
        files.check(directory)
        index = open_index(directory)
        searcher = index.searcher()
    with _disk_told():
        writer = _begin(index)
        try:
            yield writer, searcher
            with files.committing(directory):
                writer.commit()
                # What merges and deletions left behind, and what a killed writer never put in force.
                writer.garbage_collect_files()
                writer.wait_merging_threads()
        except BaseException:
            _give_up(writer)
            raise


def _give_up(writer: IndexWriter) -> None:
    """Let go of the index; a writer whose thread has died cannot even be asked to roll back."""
    try:
        writer.rollback()
        writer.wait_merging_threads()
    except (ValueError, OSError, RuntimeError):
        return


def _begin(index: Index) -> IndexWriter:
    try:
        return index.writer(HEAP_BYTES, ONE_THREAD)
    except ValueError as error:
        if BUSY not in str(error):
            raise
        message = "somebody else writes to this search index; try again in a moment"
        raise IndexBusy(message) from error


@contextmanager
def _disk_told() -> Iterator[None]:
    message = "the search index cannot be written; make room on its disk, the work is repeated by itself"
    try:
        yield
    except (ValueError, OSError) as error:
        raise IndexUnwritable(message) from error
    except BaseException as error:
        # A panic in Rust comes as an exception of a class that no module exports.
        if type(error).__name__ == PANIC:
            raise IndexUnwritable(message) from error
        raise

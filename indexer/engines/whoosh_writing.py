"""Writing one tenant's Whoosh index: batches, one commit each, by one writer at a time."""

# Whoosh is typed in part: its untyped functions may be called here, and only in these modules.
# mypy: allow-untyped-calls
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh.index import FileIndex, LockError
from whoosh.reading import SegmentReader
from whoosh.writing import MERGE_SMALL, SegmentWriter

from indexer.engines.api import IndexBusy, IndexedDocument, IndexUnwritable
from indexer.engines.sealed_storage import SealedStorage
from indexer.engines.seals import Seals
from indexer.engines.whoosh_reading import damage_told, open_index
from indexer.engines.whoosh_schema import fields_of, schema
from kernel.ids import DocumentId

# Memory for postings before they are sorted on the disk; a batch of letters needs far less.
_POOL_MB = 64
# A segment with so many dead documents is written anew when the next batch comes.
_DEAD_SHARE = 0.25

MergePolicy = Callable[[SegmentWriter, list[Any]], list[Any]]


def create_index(directory: Path, seals: Seals) -> None:
    """Make an empty index in `directory`."""
    with _disk_told():
        FileIndex.create(SealedStorage(directory, seals), schema())


def put(directory: Path, seals: Seals, documents: Sequence[IndexedDocument]) -> None:
    """Add `documents`, each in the place of what had its id, in one commit."""
    latest = {document.document_id: document for document in documents}
    with _writer(directory, seals, _merge_dying) as writer:
        _delete(writer, latest)
        for document in latest.values():
            writer.add_document(**fields_of(document))


def erase(directory: Path, seals: Seals, document_ids: Sequence[DocumentId]) -> None:
    """Take documents out, and write the segments that held them anew, so that their text leaves the disk."""
    with _writer(directory, seals, _merge_touched) as writer:
        _delete(writer, document_ids)


def _delete(writer: SegmentWriter, document_ids: Sequence[DocumentId] | dict[DocumentId, IndexedDocument]) -> None:
    searcher = writer.searcher()
    reader = searcher.reader()
    for document_id in document_ids:
        if ("id", document_id) in reader:
            writer.delete_by_term("id", document_id, searcher=searcher)


@contextmanager
def _writer(directory: Path, seals: Seals, merge: MergePolicy) -> Iterator[SegmentWriter]:
    """A writer that commits at the end of the block, or leaves everything as it was."""
    SealedStorage(directory, seals).sweep()
    with damage_told():
        index = open_index(directory, seals)
    with _disk_told():
        writer = _begin(index)
        try:
            yield writer
            writer.commit(mergetype=merge)
        except BaseException:
            if not writer.is_closed:
                writer.cancel()
            raise


def _begin(index: FileIndex) -> SegmentWriter:
    try:
        return SegmentWriter(index, limitmb=_POOL_MB)
    except LockError as error:
        message = "somebody else writes to this search index; try again in a moment"
        raise IndexBusy(message) from error


@contextmanager
def _disk_told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = "the search index cannot be written; make room on its disk, the work is repeated by itself"
        raise IndexUnwritable(message) from error


def _merge_dying(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    dying = [segment for segment in segments if segment.deleted_count() > _DEAD_SHARE * segment.doc_count_all()]
    kept = [segment for segment in segments if segment not in dying]
    _write_anew(writer, dying)
    merged: list[Any] = MERGE_SMALL(writer, kept)
    return merged


def _merge_touched(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    _write_anew(writer, [segment for segment in segments if segment.has_deletions()])
    return [segment for segment in segments if not segment.has_deletions()]


def _write_anew(writer: SegmentWriter, segments: list[Any]) -> None:
    """Copy what lives; a segment without any life is left out altogether."""
    for segment in (segment for segment in segments if segment.doc_count()):
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()

"""What a search engine promises, whichever it is.

One index per tenant: no call can see across tenants, because none names two. An
index is a cache of the archive. It is made and renewed by `rebuild` alone; where it
is missing or damaged every other call says so, and none answers from what is left.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import ClassVar, Protocol

from indexer.facets import Facets
from indexer.query import Query
from indexer.snippets import Snippet
from kernel.errors import PlatformError
from kernel.ids import DocumentId, TenantId


class IndexBroken(PlatformError):
    """The tenant's index cannot be trusted: run `reindex` for the tenant; the archive itself is untouched."""

    code = "index_broken"


class IndexMissing(IndexBroken):
    """The tenant has no index yet, or it was deleted: run `reindex` for the tenant."""

    code = "index_missing"


class IndexBusy(PlatformError):
    """Somebody else writes to the tenant's index at this moment; the same call is repeated later."""

    code = "index_busy"
    temporary: ClassVar[bool] = True


class IndexUnwritable(PlatformError):
    """The disk under the index is full or fails; the same call is repeated once there is room."""

    code = "index_unwritable"
    temporary: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Amount:
    """Money on a document, in the currency's minor unit; `currency` is an ISO 4217 code, "" for an unknown one."""

    minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A document as search knows it.

    Attributes:
        subject: Weighs more than the text, as sender and reference do.
        date: The document's own date, for date filters; None where none was read.
        sorted_on: The day by which it is sorted: its own date, else when it was received.
        language: ISO 639-1 code; None where unknown, which stems in every language.
        text: What is on the pages; a form feed between pages.
    """

    document_id: DocumentId
    tenant_id: TenantId
    subject: str
    sender: str
    reference: str
    kind: str | None
    date: dt.date | None
    sorted_on: dt.date
    amounts: tuple[Amount, ...]
    language: str | None
    text: str
    tags: tuple[str, ...] = ()


class Sorting(enum.Enum):
    """In which order hits come."""

    RELEVANCE = "relevance"
    NEWEST_FIRST = "newest_first"
    OLDEST_FIRST = "oldest_first"


@dataclass(frozen=True, slots=True)
class Hit:
    """One document found; a higher score is a better match, comparable within one search only."""

    document_id: DocumentId
    score: float
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Some of the hits in order, and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


Reread = Callable[[frozenset[DocumentId]], Sequence[IndexedDocument]]


class Rebuild(Protocol):
    """A fresh index beside the one in use, until `finish` puts it in its place."""

    def document_ids(self) -> frozenset[DocumentId]:
        """What the fresh index holds; not empty when an interrupted rebuild goes on."""

    def index(self, documents: Sequence[IndexedDocument]) -> None:
        """Add to the fresh index, durably: an interrupted rebuild goes on after this batch."""

    def finish(self, reread: Reread) -> None:
        """Put the fresh index in the place of the old one, all at once for those who search.

        Args:
            reread: Asked for the documents that were indexed or removed while the rebuild ran; returns
                those that are searchable now. Nobody else writes to the index meanwhile.
        """


class SearchEngine(Protocol):
    """Full-text search per tenant; every method may be called from any thread, and from several processes."""

    def rebuild(self, tenant_id: TenantId) -> AbstractContextManager[Rebuild]:
        """Begin a fresh index, or go on with one that was interrupted; leaving without `finish` keeps it for later.

        Raises:
            IndexBusy: Another rebuild of this tenant is under way.
            IndexUnwritable: The disk is full or fails.
        """

    def index(self, tenant_id: TenantId, documents: Sequence[IndexedDocument]) -> None:
        """Add documents, or put them in the place of those with the same id, in one commit.

        Raises:
            IndexBroken: The index is missing or damaged.
            IndexBusy: Another writer holds the index.
            IndexUnwritable: The disk is full or fails.
            ValueError: A document is another tenant's.
        """

    def remove(self, tenant_id: TenantId, document_ids: Sequence[DocumentId]) -> None:
        """Erase documents from the index and from the disk under it; unknown ids are ignored.

        What lies beside them is written anew, so that it takes the longer the more of it there is.

        Raises:
            IndexBroken: The index is missing or damaged.
            IndexBusy: Another writer holds the index.
            IndexUnwritable: The disk is full or fails.
        """

    def search(
        self,
        tenant_id: TenantId,
        query: Query,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: Sorting = Sorting.RELEVANCE,
    ) -> SearchPage:
        """Hits `offset` to `offset + limit` of what `query` finds.

        Raises:
            IndexBroken: The index is missing or damaged; never an empty answer instead.
        """

    def facets(self, tenant_id: TenantId, query: Query) -> Facets:
        """What the documents that `query` finds have in common, counted; every facet, in the order of showing.

        Raises:
            IndexBroken: The index is missing or damaged.
        """

    def count_among(self, tenant_id: TenantId, query: Query, document_ids: Sequence[DocumentId]) -> int:
        """How many of these documents `query` finds.

        Raises:
            IndexBroken: The index is missing or damaged.
        """

    def vocabulary(self, tenant_id: TenantId, prefix: str) -> Sequence[tuple[str, int]]:
        """The forms in the texts that begin with `prefix`, and about how many documents hold each.

        A large index may tell the forms of its latest documents only, and forms of a document
        that was indexed again lately. Raises IndexBroken where the index is missing or damaged.
        """

    def document_ids(self, tenant_id: TenantId) -> frozenset[DocumentId]:
        """Every document that can be found.

        Raises:
            IndexBroken: The index is missing or damaged.
        """

    def drop(self, tenant_id: TenantId) -> None:
        """Erase the tenant's index, whatever state it is in.

        Raises:
            IndexBusy: Another writer holds the index.
        """

    def close(self) -> None:
        """Let go of files and memory; the engine is not used after."""

"""A search engine without files: looks at every document, by the same analysis and plan as the real ones."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from indexer import plan
from indexer.analysis import Occurrence
from indexer.engines.analysed import AnalysedDocument, analyse, marks_of
from indexer.engines.api import (
    Hit,
    IndexBroken,
    IndexBusy,
    IndexedDocument,
    IndexMissing,
    Reread,
    SearchPage,
    Sorting,
)
from indexer.facets import Facets, counted_marks
from indexer.matching import leaf_hits
from indexer.query import AmountRange, DateRange, KindFilter, LanguageFilter, Query
from indexer.snippets import snippets
from kernel.ids import DocumentId, TenantId

Documents = dict[DocumentId, tuple[IndexedDocument, AnalysedDocument]]


@dataclass
class _Tenant:
    documents: Documents | None = None
    fresh: Documents | None = None
    touched: set[DocumentId] = field(default_factory=set)
    is_broken: bool = False
    is_rebuilding: bool = False


class MemorySearchEngine:
    """Fulfils `SearchEngine`; `damage` plays what happens to files."""

    def __init__(self) -> None:
        self._tenants: dict[TenantId, _Tenant] = {}
        self._lock = threading.RLock()

    def damage(self, tenant_id: TenantId) -> None:
        """Break the tenant's index."""
        self._tenant(tenant_id).is_broken = True

    @contextmanager
    def rebuild(self, tenant_id: TenantId) -> Iterator[_MemoryRebuild]:
        tenant = self._tenant(tenant_id)
        if tenant.is_rebuilding:
            raise IndexBusy("another rebuild is under way")
        tenant.is_rebuilding = True
        if tenant.fresh is None:
            tenant.fresh, tenant.touched = {}, set()
        try:
            yield _MemoryRebuild(tenant, tenant_id, self._lock)
        finally:
            tenant.is_rebuilding = False

    def index(self, tenant_id: TenantId, documents: Sequence[IndexedDocument]) -> None:
        with self._lock:
            held = self._held(tenant_id)
            self._tenant(tenant_id).touched.update(document.document_id for document in documents)
            _put(held, tenant_id, documents)

    def remove(self, tenant_id: TenantId, document_ids: Sequence[DocumentId]) -> None:
        with self._lock:
            held = self._held(tenant_id)
            self._tenant(tenant_id).touched.update(document_ids)
            for document_id in document_ids:
                held.pop(document_id, None)

    def search(
        self,
        tenant_id: TenantId,
        query: Query,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: Sorting = Sorting.RELEVANCE,
    ) -> SearchPage:
        wanted = plan.plan_query(query)
        with self._lock:
            found = [pair for pair in self._held(tenant_id).values() if _matches(wanted, *pair)]
        leaves = plan.wanted_leaves(wanted)
        by_age = sort is not Sorting.RELEVANCE or not leaves
        if by_age:
            found.sort(key=lambda pair: pair[0].sorted_on, reverse=sort is not Sorting.OLDEST_FIRST)
        else:
            found.sort(key=lambda pair: _score(leaves, pair[1]), reverse=True)
        hits = tuple(
            Hit(
                document.document_id,
                0.0 if by_age else _score(leaves, analysed),
                snippets(document.text, document.language, leaves),
            )
            for document, analysed in found[offset : offset + limit]
        )
        return SearchPage(hits, len(found))

    def facets(self, tenant_id: TenantId, query: Query) -> Facets:
        wanted = plan.plan_query(query)
        with self._lock:
            found = [pair[0] for pair in self._held(tenant_id).values() if _matches(wanted, *pair)]
        return counted_marks(Counter(mark for document in found for mark in marks_of(document)).items())

    def count_among(self, tenant_id: TenantId, query: Query, document_ids: Sequence[DocumentId]) -> int:
        wanted = plan.plan_query(query)
        with self._lock:
            held = self._held(tenant_id)
            return sum(_matches(wanted, *held[each]) for each in set(document_ids) if each in held)

    def vocabulary(self, tenant_id: TenantId, prefix: str) -> list[tuple[str, int]]:
        with self._lock:
            held = [analysed for _, analysed in self._held(tenant_id).values()]
        holding = ({place.form for place in (*each.heading, *each.text)} for each in held)
        counts = Counter(form for forms in holding for form in forms if form.startswith(prefix))
        return list(counts.items())

    def document_ids(self, tenant_id: TenantId) -> frozenset[DocumentId]:
        with self._lock:
            return frozenset(self._held(tenant_id))

    def drop(self, tenant_id: TenantId) -> None:
        with self._lock:
            self._tenants.pop(tenant_id, None)

    def close(self) -> None:
        self._tenants.clear()

    def _tenant(self, tenant_id: TenantId) -> _Tenant:
        return self._tenants.setdefault(tenant_id, _Tenant())

    def _held(self, tenant_id: TenantId) -> Documents:
        tenant = self._tenant(tenant_id)
        if tenant.is_broken:
            raise IndexBroken("the search index was damaged; run reindex for this tenant")
        if tenant.documents is None:
            raise IndexMissing("this archive has no search index yet; run reindex for this tenant")
        return tenant.documents


class _MemoryRebuild:
    def __init__(self, tenant: _Tenant, tenant_id: TenantId, lock: threading.RLock) -> None:
        self._tenant = tenant
        self._tenant_id = tenant_id
        self._lock = lock

    def document_ids(self) -> frozenset[DocumentId]:
        return frozenset(self._fresh)

    def index(self, documents: Sequence[IndexedDocument]) -> None:
        _put(self._fresh, self._tenant_id, documents)

    def finish(self, reread: Reread) -> None:
        with self._lock:
            touched = frozenset(self._tenant.touched)
            for document_id in touched:
                self._fresh.pop(document_id, None)
            if touched:
                _put(self._fresh, self._tenant_id, reread(touched))
            self._tenant.documents, self._tenant.fresh, self._tenant.is_broken = self._fresh, None, False

    @property
    def _fresh(self) -> Documents:
        assert self._tenant.fresh is not None
        return self._tenant.fresh


def _put(held: Documents, tenant_id: TenantId, documents: Sequence[IndexedDocument]) -> None:
    for document in documents:
        if document.tenant_id != tenant_id:
            raise ValueError(document.document_id)
        held[document.document_id] = (document, analyse(document))


def _matches(wanted: plan.Plan, document: IndexedDocument, analysed: AnalysedDocument) -> bool:
    match wanted:
        case plan.AllOf(plans):
            return all(_matches(inner, document, analysed) for inner in plans)
        case plan.AnyOf(plans):
            return any(_matches(inner, document, analysed) for inner in plans)
        case plan.NoneOf(inner):
            return not _matches(inner, document, analysed)
        case plan.Term() | plan.Adjacent() | plan.Beginning():
            return any(True for _ in leaf_hits(wanted, analysed.heading + analysed.text))
        case plan.OneOf(document_ids):
            return document.document_id in document_ids
        case _:
            return _passes(wanted, document, analysed)


Filter = (
    plan.Everything | plan.SenderTerm | plan.TagTerm | KindFilter | LanguageFilter | DateRange | AmountRange
)  # fmt: skip


def _passes(wanted: Filter, document: IndexedDocument, analysed: AnalysedDocument) -> bool:
    match wanted:
        case plan.SenderTerm(forms):
            return not analysed.sender_forms.isdisjoint(forms)
        case plan.TagTerm(tag):
            return tag in analysed.tags
        case KindFilter(kind):
            return document.kind == kind
        case LanguageFilter(language):
            return document.language == language
        case DateRange(first, last):
            return document.date is not None and (first or dt.date.min) <= document.date <= (last or dt.date.max)
        case _:
            return _costs(wanted, document)


def _costs(wanted: plan.Everything | AmountRange, document: IndexedDocument) -> bool:
    if isinstance(wanted, plan.Everything):
        return True
    low, high = wanted.minimum_minor, wanted.maximum_minor
    amounts = [amount.minor for amount in document.amounts]
    return any((low is None or low <= minor) and (high is None or minor <= high) for minor in amounts)


def _score(leaves: Sequence[plan.TextLeaf], analysed: AnalysedDocument) -> float:
    """The share of words that were asked for; four times as much in the heading, less for inflections."""
    counted = sum(
        weight * _exactness(leaf, hit)
        for leaf in leaves
        for weight, places in ((4.0, analysed.heading), (1.0, analysed.text))
        for hit in leaf_hits(leaf, places)
    )
    return counted / (10 + len(analysed.text))


def _exactness(leaf: plan.TextLeaf, hit: Occurrence) -> float:
    return 0.6 if isinstance(leaf, plan.Term) and hit.form not in leaf.forms else 1.0

"""What the search screen asks of the index, and how its question is put together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import parse_qsl, urlencode

from indexer.engines.api import SearchPage, Sorting
from indexer.facets import Facets
from indexer.query import DateRange, KindFilter, LanguageFilter, Query, SenderFilter, TagFilter, all_of
from indexer.query_parser import parse_query
from indexer.query_syntax import Hint
from kernel.ids import DocumentId, TenantId

LONGEST_TEXT = 2_000
DEEPEST_PAGE = 1_000


class Searcher(Protocol):
    """Searches one tenant's index; every engine fulfils it."""

    def search(
        self,
        tenant_id: TenantId,
        query: Query,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: Sorting = Sorting.RELEVANCE,
    ) -> SearchPage:
        """Some of the hits, and how many there are.

        Raises:
            IndexBroken: The index is missing or damaged; never an empty answer instead.
        """

    def facets(self, tenant_id: TenantId, query: Query) -> Facets:
        """What the hits have in common, counted; raises as `search` does."""

    def count_among(self, tenant_id: TenantId, query: Query, document_ids: Sequence[DocumentId]) -> int:
        """How many of these documents the query finds; raises as `search` does."""

    def vocabulary(self, tenant_id: TenantId, prefix: str) -> Sequence[tuple[str, int]]:
        """Forms in the letters that begin so, and about how many letters hold each; raises as `search` does."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody looks for, as the address of the page says it.

    Attributes:
        sender: The whole name of the sender, accents and case aside.
        number: Page of the list of hits, from 1.
        ignored: Names of filters whose value made no sense.
    """

    text: str = ""
    kind: str = ""
    sender: str = ""
    language: str = ""
    tag: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    sort: Sorting = Sorting.RELEVANCE
    number: int = 1
    ignored: tuple[str, ...] = ()

    @property
    def is_asked(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.text.strip() or self.is_narrowed)

    @property
    def is_narrowed(self) -> bool:
        """Whether something besides the words narrows the search."""
        return bool(self.kind or self.sender or self.language or self.tag or self.first or self.last)

    def query(self) -> Query:
        """The question for the index."""
        parts: list[Query] = [parse_query(self.text).query] if self.text.strip() else []
        parts += [KindFilter(self.kind)] if self.kind else []
        parts += [SenderFilter(f"={self.sender}")] if self.sender else []
        parts += [LanguageFilter(self.language)] if self.language else []
        parts += [TagFilter(self.tag)] if self.tag else []
        if self.first or self.last:
            parts.append(DateRange(self.first, self.last))
        return all_of(tuple(parts))

    def hints(self) -> tuple[Hint, ...]:
        """What was mended in the typed text."""
        return parse_query(self.text).hints

    def address(self, number: int | None = None) -> str:
        """The question as the end of an address, for page `number` of the hits."""
        values = {
            "q": self.text, "kind": self.kind, "sender": self.sender, "language": self.language, "tag": self.tag,
            "first": self.first or "", "last": self.last or "",
            "sort": self.sort.value, "page": number or self.number,
        }  # fmt: skip
        plain = {"sort": Sorting.RELEVANCE.value, "page": 1}
        return urlencode({name: value for name, value in values.items() if value and plain.get(name) != value})


def read_question(given: Mapping[str, str]) -> Question:
    """The question that an address asks; what makes no sense is named and left out."""
    ignored: list[str] = []
    return Question(
        text=given.get("q", "")[:LONGEST_TEXT],
        kind=given.get("kind", "")[:40],
        sender=given.get("sender", "").strip()[:200],
        language=given.get("language", "")[:10],
        tag=given.get("tag", "").strip()[:100],
        first=_day(given, "first", ignored),
        last=_day(given, "last", ignored),
        sort=_sorting(given.get("sort", "")),
        number=read_number(given.get("page", "")),
        ignored=tuple(ignored),
    )


def read_address(written: str) -> Question:
    """The question that the end of an address asks, as `Question.address` writes it."""
    return read_question(dict(parse_qsl(written)))


def read_number(written: str) -> int:
    """A page number out of an address, from 1; 1 for anything else."""
    return min(max(int(written), 1), DEEPEST_PAGE) if written.isascii() and written.isdigit() else 1


def _day(given: Mapping[str, str], name: str, ignored: list[str]) -> dt.date | None:
    written = given.get(name, "").strip()
    if not written:
        return None
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        ignored.append(name)
        return None


def _sorting(written: str) -> Sorting:
    return next((sort for sort in Sorting if sort.value == written), Sorting.RELEVANCE)

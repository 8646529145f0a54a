"""Which pages make up which documents, and how people change that: pure rules.

An arrangement names some documents and their pages in order. Every change makes another
arrangement of the same pages: nothing is ever added, doubled or lost, and the
arrangement before is all that is needed to undo it. A document that is left without
pages is dissolved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kernel.errors import PlatformError
from kernel.ids import DocumentId, PageId

Arrangement = Mapping[DocumentId, tuple[PageId, ...]]


class ArrangementRefused(PlatformError):
    """The pages cannot be put like that; open the letter again to see how they lie now."""

    code = "arrangement_refused"


def split(before: Arrangement, document_id: DocumentId, at: int, new_id: DocumentId) -> Arrangement:
    """Let a new document `new_id` begin with page `at` (counted from 1; the first page cannot be cut off from nothing).

    Raises:
        ArrangementRefused: There is no such page to begin with.
    """
    pages = _pages(before, document_id)
    if not 2 <= at <= len(pages) or new_id in before:
        message = "a letter is cut before its second page or a later one"
        raise ArrangementRefused(message, document_id=document_id)
    return {**before, document_id: pages[: at - 1], new_id: pages[at - 1 :]}


def merge(before: Arrangement, document_id: DocumentId, following_id: DocumentId) -> Arrangement:
    """Put the pages of `following_id` behind those of `document_id`, and dissolve it.

    Raises:
        ArrangementRefused: They are the same document, or one of them has no pages.
    """
    if document_id == following_id:
        message = "a letter cannot be joined with itself; choose another one"
        raise ArrangementRefused(message, document_id=document_id)
    joined = _pages(before, document_id) + _pages(before, following_id)
    return {**before, document_id: joined, following_id: ()}


def put_in_order(before: Arrangement, document_id: DocumentId, pages: Sequence[PageId]) -> Arrangement:
    """Lay the pages of one document in another order.

    Raises:
        ArrangementRefused: They are not its pages.
    """
    after = {**before, document_id: tuple(pages)}
    require_same_pages(before, after)
    return after


def exchange(before: Arrangement, page_id: PageId, better_id: PageId) -> Arrangement:
    """Put a page scanned again in the place of the first one, and the first one where the better one was.

    Raises:
        ArrangementRefused: One of them lies in none of the documents, or they are the same.
    """
    held = {page for pages in before.values() for page in pages}
    if page_id == better_id or not {page_id, better_id} <= held:
        message = "choose two different pages of the letters shown"
        raise ArrangementRefused(message, page_id=page_id)
    places = {page_id: better_id, better_id: page_id}
    return {document: tuple(places.get(page, page) for page in pages) for document, pages in before.items()}


def require_same_pages(before: Arrangement, after: Arrangement) -> None:
    """Let pass only what holds every page exactly once, as before.

    Raises:
        ArrangementRefused: A page is missing, foreign or there twice.
    """
    if _count(before) != _count(after) or any(count > 1 for count in _count(after).values()):
        message = "every page has to stay in exactly one letter; open the letter again"
        raise ArrangementRefused(message)


def _count(arrangement: Arrangement) -> Counter[PageId]:
    return Counter(page for pages in arrangement.values() for page in pages)


def _pages(arrangement: Arrangement, document_id: DocumentId) -> tuple[PageId, ...]:
    pages = arrangement.get(document_id, ())
    if not pages:
        message = "this letter has no pages; open the list again"
        raise ArrangementRefused(message, document_id=document_id)
    return pages

"""However people move pages, each of them stays in exactly one letter, and the way back is open."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.arrangement import (
    Arrangement,
    ArrangementRefused,
    exchange,
    merge,
    put_in_order,
    require_same_pages,
    split,
)
from kernel.ids import DocumentId, PageId

A, B, NEW = DocumentId("a"), DocumentId("b"), DocumentId("new")


def pages(*names: str) -> tuple[PageId, ...]:
    return tuple(PageId(name) for name in names)


LETTERS: Arrangement = {A: pages("1", "2", "3"), B: pages("4")}


def test_a_letter_is_cut_before_a_page() -> None:
    assert split(LETTERS, A, 2, NEW) == {A: pages("1"), NEW: pages("2", "3"), B: pages("4")}


def test_two_letters_become_one() -> None:
    assert merge(LETTERS, B, A) == {B: pages("4", "1", "2", "3"), A: ()}


def test_pages_take_another_order() -> None:
    assert put_in_order(LETTERS, A, pages("3", "1", "2"))[A] == pages("3", "1", "2")


def test_a_better_scan_takes_the_place_of_the_first() -> None:
    assert exchange(LETTERS, PageId("2"), PageId("4")) == {A: pages("1", "4", "3"), B: pages("2")}


@pytest.mark.parametrize(
    "refused",
    [
        lambda: split(LETTERS, A, 1, NEW), lambda: split(LETTERS, A, 4, NEW), lambda: split(LETTERS, A, 2, B),
        lambda: split(LETTERS, NEW, 2, DocumentId("x")), lambda: merge(LETTERS, A, A), lambda: merge(LETTERS, A, NEW),
        lambda: put_in_order(LETTERS, A, pages("1", "2")), lambda: put_in_order(LETTERS, A, pages("1", "2", "3", "3")),
        lambda: put_in_order(LETTERS, A, pages("1", "2", "4")), lambda: exchange(LETTERS, PageId("1"), PageId("1")),
        lambda: exchange(LETTERS, PageId("1"), PageId("foreign")),
        lambda: require_same_pages(LETTERS, {A: pages("1", "2", "3", "4"), B: pages("4")}),
    ],
)  # fmt: skip
def test_what_would_lose_or_double_a_page_is_refused(refused: object) -> None:
    with pytest.raises(ArrangementRefused):
        refused()  # type: ignore[operator]


arrangements = st.lists(st.integers(0, 5), min_size=1, max_size=5).map(
    lambda sizes: {DocumentId(f"d{n}"): pages(*(f"{n}.{page}" for page in range(size))) for n, size in enumerate(sizes)}
)


@given(arrangements, st.randoms(use_true_random=False), st.integers(1, 12))
def test_any_number_of_changes_keeps_every_page_once(before: Arrangement, luck: random.Random, times: int) -> None:
    arrangement, held = before, sorted(page for held in before.values() for page in held)
    for turn in range(times):
        try:
            after = _any_change(arrangement, luck, DocumentId(f"new{turn}"))
        except ArrangementRefused:
            continue
        require_same_pages(arrangement, after)
        # Taking it back is the same rule the other way round: new letters are dissolved.
        require_same_pages(after, {document: arrangement.get(document, ()) for document in after})
        arrangement = after
    assert sorted(page for held in arrangement.values() for page in held) == held


def _any_change(arrangement: Arrangement, luck: random.Random, new_id: DocumentId) -> Arrangement:
    documents, held = list(arrangement), [page for pages in arrangement.values() for page in pages]
    one, other = luck.choice(documents), luck.choice(documents)
    match luck.randrange(4):
        case 0:
            return split(arrangement, one, luck.randrange(0, 7), new_id)
        case 1:
            return merge(arrangement, one, other)
        case 2:
            return put_in_order(arrangement, one, luck.sample(arrangement[one], len(arrangement[one])))
        case _:
            return exchange(arrangement, *(luck.choice(held or [PageId("none")]) for _ in range(2)))

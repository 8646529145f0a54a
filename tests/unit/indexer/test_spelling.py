from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.query import And, Query, Word
from indexer.query_parser import parse_query, print_query
from indexer.spelling import near_words, proposals

FORMS = {
    "factuur": 40,
    "facturen": 12,
    "factor": 3,
    "water": 9,
    "wafer": 1,
    "waterschade": 2,
    "verzekering": 5,
    "echeance": 4,
}


def vocabulary(prefix: str) -> list[tuple[str, int]]:
    return [(form, count) for form, count in FORMS.items() if form.startswith(prefix)]


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("fatcuur", ("factuur",)),
        ("Factur", ("factor", "factuur", "facturen")),
        ("verzekerin", ("verzekering",)),
        ("evrzekering", ("verzekering",)),
        ("échéence", ("echeance",)),
        ("watre", ("water",)),
        ("water", ("wafer",)),
        ("gas", ()),
        ("2024001", ()),
        ("compleetanders", ()),
    ],
)
def test_near_words(typed: str, near: tuple[str, ...]) -> None:
    assert set(near_words(typed, vocabulary)) == set(near)


def test_the_nearest_and_commonest_comes_first() -> None:
    assert near_words("factuurr", vocabulary)[0] == "factuur"
    assert near_words("facturr", vocabulary)[:2] == ("factuur", "facturen")


def finds(query: Query) -> bool:
    words = query.queries if isinstance(query, And) else (query,)
    return all(isinstance(word, Word) and word.text in FORMS for word in words)


def test_only_the_word_that_is_in_no_letter_is_replaced() -> None:
    (proposed, *_) = proposals(parse_query("water facctuur").query, finds, vocabulary)
    assert print_query(proposed) == "water AND factuur"


def test_nothing_is_proposed_that_finds_nothing() -> None:
    assert proposals(parse_query("factur").query, lambda query: False, vocabulary) == ()
    assert proposals(parse_query("sender:factuur").query, finds, vocabulary) == ()


@given(st.text(max_size=40))
def test_any_question_can_be_proposed_for(text: str) -> None:
    assert all(finds(query) for query in proposals(parse_query(text).query, finds, vocabulary))

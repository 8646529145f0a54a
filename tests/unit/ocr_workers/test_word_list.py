from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr_workers.engines.word_list import WordList
from tests.unit.ocr_workers.word_graphs import words_known

WORDS = st.text(alphabet="abcé", min_size=1, max_size=5)
FRENCH = words_known(["la", "fabrication", "chocolat", "Paris", "enfant", "porte", "monnaie", "à"])


@given(st.sets(WORDS, min_size=1, max_size=12), st.sets(WORDS, max_size=12))
def test_exactly_the_words_of_the_graph_are_in_the_list(words: set[str], others: set[str]) -> None:
    known = words_known(words)

    assert {word for word in words | others if word in known} == words


@pytest.mark.parametrize("text", ["chocolat", "Chocolat", "CHOCOLAT", "PARIS", "l'enfant", "porte-monnaie", "à"])
def test_a_word_is_known_in_every_form_that_a_sentence_gives_it(text: str) -> None:
    assert FRENCH.knows(text)


@pytest.mark.parametrize("text", ["chooolat", "chocola", "chocolats", "paris", "l", "", "-", "porte-chooolat", "4711"])
def test_what_is_no_word_is_not_known(text: str) -> None:
    assert not FRENCH.knows(text)


def test_letters_that_the_language_lacks_make_no_word() -> None:
    assert "ß" not in FRENCH
    assert "" not in FRENCH


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="no word graph"):
        WordList(dict.fromkeys(string.ascii_letters, 0), b"\0" * 10)

from __future__ import annotations

from archive.reading import Blankness, Line, PageReading, TextSource, Word
from indexer.hit_boxes import matching_words
from indexer.query_parser import parse_query
from paper.geometry import Box

LINE_HEIGHT = 20


def page(*lines: str) -> PageReading:
    return PageReading(
        number=1,
        width_px=1000,
        height_px=1400,
        dpi=300.0,
        orientation_deg=0,
        skew_deg=0.0,
        blankness=Blankness.PRINTED,
        language="nl",
        lines=tuple(Line(_words(row, text), block=0) for row, text in enumerate(lines)),
        barcodes=(),
        confidence=1.0,
        source=TextSource.RECOGNISED,
    )


def _words(row: int, text: str) -> tuple[Word, ...]:
    return tuple(Word(word, _box(row, column), 1.0) for column, word in enumerate(text.split()))


def _box(row: int, column: int) -> Box:
    return Box(column * 100, row * LINE_HEIGHT, 90, LINE_HEIGHT)


def marked(typed: str, reading: PageReading) -> tuple[Box, ...]:
    return matching_words(parse_query(typed).query, reading, "nl")


def test_words_are_marked_by_their_stem() -> None:
    assert marked("factuur", page("Uw facturen", "Geen Factuur?")) == (_box(0, 1), _box(1, 1))


def test_a_number_in_groups_is_marked_whole() -> None:
    assert marked("BE68539007547034", page("IBAN BE68 5390 0754 7034")) == tuple(
        _box(0, column) for column in range(1, 5)
    )


def test_a_word_broken_at_the_line_end_is_marked_on_both_lines() -> None:
    assert marked("facturen", page("alle factu-", "ren betaald")) == (_box(0, 1), _box(1, 0))


def test_a_phrase_is_marked_only_where_it_stands_together() -> None:
    assert marked('"gas water"', page("water gas", "water gas")) == (_box(0, 1), _box(1, 0))


def test_one_read_word_is_marked_once_though_two_pieces_match() -> None:
    assert marked("gas water", page("gas/water")) == (_box(0, 0),)


def test_filters_and_unwanted_words_mark_nothing() -> None:
    assert marked("kind:invoice NOT gas", page("gas")) == ()
    assert marked("gas", page()) == ()

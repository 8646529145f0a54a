from __future__ import annotations

from archive.reading import Word
from ocr_workers.engines.line_order import Words, lines_in_order
from paper.geometry import Box

HEIGHT, PITCH, LETTER = 30, 45, 16


def _piece(text: str, x: int, y: int) -> Words:
    words, at = [], x
    for word in text.split():
        words.append(Word(word, Box(at, y, LETTER * len(word), HEIGHT), 0.9))
        at += LETTER * (len(word) + 1)
    return tuple(words)


def _stack(texts: list[str], x: int, y: int) -> list[Words]:
    return [_piece(text, x, y + index * PITCH) for index, text in enumerate(texts)]


def _read(pieces: list[Words]) -> list[str]:
    return [line.text for line in lines_in_order(pieces)]


def test_a_table_is_read_row_by_row() -> None:
    pieces = [
        *_stack(["81,90", "12,00", "93,90"], 1500, 100),
        *_stack(["Nougat", "Coffee", "Total"], 100, 100),
    ]

    assert _read(pieces) == ["Nougat 81,90", "Coffee 12,00", "Total 93,90"]


def test_columns_of_prose_are_read_one_after_the_other() -> None:
    left = ["we thank you for your", "letter of the second of", "March and reply that it"]
    right = ["was not found among the", "papers that we have had", "from you since last year"]

    assert _read([*_stack(right, 900, 100), *_stack(left, 100, 100)]) == left + right


def test_an_address_is_not_mixed_with_the_references_beside_it() -> None:
    address = ["Giulia Ferrante", "Rue du Moulin 7", "7500 Tournai"]
    labels = _stack(["Date:", "Contact:", "Phone:"], 1200, 120)
    values = _stack(["7 November", "Brian", "4359"], 1500, 120)

    assert _read([*labels, *_stack(address, 100, 100), *values]) == [
        *address,
        "Date: 7 November",
        "Contact: Brian",
        "Phone: 4359",
    ]


def test_white_between_lines_begins_a_block() -> None:
    lines = lines_in_order([_piece("Dear Sir", 100, 100), _piece("Thank you", 100, 300), _piece("for it", 100, 345)])

    assert [line.block for line in lines] == [0, 1, 1]


def test_a_page_without_pieces_has_no_lines() -> None:
    assert lines_in_order([]) == ()

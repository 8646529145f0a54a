from __future__ import annotations

from archive.reading import Line, Word, from_values
from ocr_workers.region_language import with_languages
from paper.geometry import Box

DUTCH = "Wij hebben uw adreswijziging genoteerd en de polis overeenkomstig aangepast"
FRENCH = "Nous avons pris note de votre changement d'adresse et adapté la police"


def line(text: str, block: int) -> Line:
    return Line(tuple(Word(word, Box(0, 0, 9, 9), 0.9) for word in text.split()), block)


def test_the_other_column_is_marked_with_its_language() -> None:
    told = with_languages([line(DUTCH, 0), line(FRENCH, 1), line("Bruxelles", 1)], "nl")

    assert [each.language for each in told] == [None, "fr", "fr"]


def test_lines_of_two_languages_in_one_block_are_told_apart() -> None:
    told = with_languages([line(DUTCH, 0), line(FRENCH, 0), line("1000", 0)], "nl")

    assert [each.language for each in told] == [None, "fr", None]


def test_short_and_numerical_lines_are_left_unmarked() -> None:
    lines = [line("Ref 2026/118", 0), line("EUR 1.234,50", 1)]

    assert with_languages(lines, "nl") == tuple(lines)


def test_a_reading_without_languages_of_lines_can_still_be_read() -> None:
    stored = {
        "format": 1,
        "number": 1,
        "width_px": 9,
        "height_px": 9,
        "dpi": 300.0,
        "orientation_deg": 0,
        "skew_deg": 0.0,
        "blankness": "printed",
        "language": "nl",
        "lines": [{"block": 0, "words": [["Gent", 1, 1, 5, 5, 0.9]]}],
        "barcodes": [],
        "confidence": 0.9,
        "source": "recognised",
        "ink_share": 0.0,
        "notes": [],
    }

    assert from_values(stored).lines[0].language is None

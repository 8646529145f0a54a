"""Which parts of a page are in another language than the page: one column of a Belgian letter, a clause in English.

A single line is often too short to tell its language by, so that blocks are asked first; only where lines of a block
contradict each other is each asked by itself.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from ocr_workers.language import tell_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.reading import Line

SURE = 0.85
LEAST_BLOCK_WORDS = 5
LEAST_LINE_WORDS = 6


def with_languages(lines: Sequence[Line], page_language: str | None) -> tuple[Line, ...]:
    """The lines, those marked that stand in a block of another language than the page's."""
    told: list[Line] = []
    for _, group in groupby(lines, key=lambda line: line.block):
        told += _block(list(group), page_language)
    return tuple(told)


def _block(lines: list[Line], page_language: str | None) -> list[Line]:
    language = _language(lines, LEAST_BLOCK_WORDS)
    if language is not None and all(_language([line], LEAST_LINE_WORDS) in (None, language) for line in lines):
        return [_marked(line, language, page_language) for line in lines]
    return [_marked(line, _language([line], LEAST_LINE_WORDS), page_language) for line in lines]


def _language(lines: Sequence[Line], least_words: int) -> str | None:
    words = [word.text for line in lines for word in line.words]
    if sum(word.strip(".,;:!?()").isalpha() for word in words) < least_words:
        return None
    verdict = tell_language(" ".join(words))
    return verdict.code if verdict.confidence >= SURE else None


def _marked(line: Line, language: str | None, page_language: str | None) -> Line:
    return line if language in (None, page_language) else replace(line, language=language)

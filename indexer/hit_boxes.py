"""Where on a page image the words stand that a search found."""

from __future__ import annotations

from bisect import bisect_right

from archive.reading import PageReading
from indexer.analysis import occurrences
from indexer.matching import hits
from indexer.plan import plan_query, wanted_leaves
from indexer.query import Query
from paper.geometry import Box


def matching_words(query: Query, reading: PageReading, language: str | None) -> tuple[Box, ...]:
    """Boxes of the words on the upright page that `query` asks for, in reading order.

    Args:
        query: What was searched.
        reading: What was read on the page; boxes are in its pixels.
        language: The document's language, by which words are stemmed; not the page's own, so that
            exactly those words are marked by which the document was found.
    """
    leaves = wanted_leaves(plan_query(query))
    if not leaves:
        return ()
    text, starts = _text_with_starts(reading)
    words = reading.words
    marked = {
        index
        for hit in hits(leaves, occurrences(text, language))
        for index in range(bisect_right(starts, hit.start) - 1, bisect_right(starts, hit.end - 1))
    }
    return tuple(words[index].box for index in sorted(marked))


def _text_with_starts(reading: PageReading) -> tuple[str, list[int]]:
    """The page's text, a line per text line, and the offset at which each of its words starts."""
    parts: list[str] = []
    starts: list[int] = []
    offset = 0
    for line in reading.lines:
        for index, word in enumerate(line.words):
            starts.append(offset)
            parts += [word.text, "\n" if index == len(line.words) - 1 else " "]
            offset += len(word.text) + 1
    return "".join(parts), starts

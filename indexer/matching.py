"""Where a plan's leaves stand in an analysed text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from indexer.analysis import Occurrence
from indexer.plan import Adjacent, Beginning, Term, TextLeaf


def hits(leaves: Iterable[TextLeaf], found: Sequence[Occurrence]) -> list[Occurrence]:
    """The occurrences that `leaves` find, in order of the text and none within another; of a phrase, each word."""
    places = sorted((hit.start, -hit.end, hit) for leaf in leaves for hit in leaf_hits(leaf, found))
    outer: list[Occurrence] = []
    for _, _, hit in places:
        if not outer or hit.end > outer[-1].end:
            outer.append(hit)
    return outer


def leaf_hits(leaf: TextLeaf, found: Sequence[Occurrence]) -> Iterable[Occurrence]:
    """The occurrences that one leaf finds."""
    match leaf:
        case Term(forms, stems):
            wanted_forms, wanted_stems = frozenset(forms), frozenset(stems)
            return (hit for hit in found if hit.form in wanted_forms or not wanted_stems.isdisjoint(hit.stems))
        case Beginning(form):
            return (hit for hit in found if hit.form.startswith(form))
        case Adjacent(steps):
            return _phrase_hits(steps, found)


def _phrase_hits(steps: Sequence[Sequence[str]], found: Sequence[Occurrence]) -> Iterator[Occurrence]:
    standing: dict[tuple[int, str], Occurrence] = {(hit.position, hit.form): hit for hit in found}
    starts: dict[str, list[int]] = defaultdict(list)
    for hit in found:
        starts[hit.form].append(hit.position)
    for start in (position for form in steps[0] for position in starts[form]):
        words = [_standing_at(standing, start + offset, step) for offset, step in enumerate(steps)]
        if all(words):
            yield from (word for word in words if word)


def _standing_at(
    standing: dict[tuple[int, str], Occurrence], position: int, spellings: Sequence[str]
) -> Occurrence | None:
    return next((standing[position, form] for form in spellings if (position, form) in standing), None)

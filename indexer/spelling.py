"""Did you mean: words of the tenant's own letters, spelled nearly like those that found nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice, product

from rapidfuzz.distance import OSA

from indexer.folding import fold
from indexer.query import And, Or, Query, Word, all_of, any_of

SHORTEST = 4
MOST_PROPOSED = 3
_LONG_ENOUGH_FOR_TWO = 6

Vocabulary = Callable[[str], Iterable[tuple[str, int]]]


def near_words(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Forms that somebody may have meant by `word`: the nearest first, then those in the most letters.

    One letter may be wrong, missing, too much or swapped with its neighbour; two in longer words.
    """
    typed = fold(word)
    if len(typed) < SHORTEST or not typed.isalpha():
        return ()
    furthest = 2 if len(typed) >= _LONG_ENOUGH_FOR_TWO else 1
    # The first letter may be one too many, or swapped with the second; that it is missing or wrong is not thought of,
    # since that would mean to look at every form there is.
    held = {form: count for first in dict.fromkeys(typed[:2]) for form, count in vocabulary(first)}
    near = ((OSA.distance(typed, form, score_cutoff=furthest), -count, form) for form, count in held.items())
    return tuple(form for distance, _, form in sorted(near) if 0 < distance <= furthest)[:MOST_PROPOSED]


def proposals(query: Query, finds: Callable[[Query], bool], vocabulary: Vocabulary) -> tuple[Query, ...]:
    """Questions that find something, with other words in the place of those that are in no letter.

    Args:
        query: Found nothing.
        finds: Whether a question finds anything.
        vocabulary: The forms in the letters that begin with a letter.
    """
    choices = [_choices(part, finds, vocabulary) for part in _parts(query)]
    join = any_of if isinstance(query, Or) else all_of
    made = (join(tuple(parts)) for parts in islice(product(*choices), 9))
    return tuple(islice((each for each in made if each != query and finds(each)), MOST_PROPOSED))


def _parts(query: Query) -> Sequence[Query]:
    return query.queries if isinstance(query, And | Or) else (query,)


def _choices(part: Query, finds: Callable[[Query], bool], vocabulary: Vocabulary) -> Sequence[Query]:
    if not isinstance(part, Word) or finds(part):
        return (part,)
    return tuple(Word(form) for form in near_words(part.text, vocabulary)) or (part,)

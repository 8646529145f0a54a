"""From what a person types to the query tree, and back.

Words stand for themselves, quotes hold phrases, a star at the end asks for every
continuation, brackets group, AND, OR and NOT (capitals; or a minus before the word)
join, and blanks mean AND. `sender: kind: date: amount: language: tag:` filter, also
under their Dutch, French, German and Italian names. Operators are capitals only,
because "or" and "and" are words in some letter of every archive.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lark import Token, Transformer

from indexer.query import And, Leaf, MatchAll, Not, Or, Phrase, Prefix, Query, Word, all_of, any_of, none_of
from indexer.query_fields import read_filter, write_filter
from indexer.query_syntax import LANGUAGE, Hint, HintCode, Signs, cut

_OPERATORS = frozenset({"AND", "OR", "NOT"})


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """The tree, and a hint for each thing that had to be guessed or left out."""

    query: Query
    hints: tuple[Hint, ...]


def parse_query(text: str) -> ParsedQuery:
    """What `text` asks for. Never refuses: what cannot be understood is read as plain words, with a hint.

    An empty text asks for everything.
    """
    signs = cut(text)
    if not signs.kept:
        return ParsedQuery(MatchAll(), tuple(signs.hints))
    parser = LANGUAGE.parse_interactive("")
    for token in signs.kept:
        parser.feed_token(token)
    query = _TreeBuilder(signs).transform(parser.feed_eof())  # type: ignore[no-untyped-call]
    return ParsedQuery(query, tuple(signs.hints))


def print_query(query: Query) -> str:
    """The query as a person could have typed it; `parse_query` reads the same tree back."""
    match query:
        case Not(inner):
            return f"NOT {_bracketed(inner)}"
        case And(queries):
            return " AND ".join(_bracketed(inner) for inner in queries)
        case Or(queries):
            return " OR ".join(print_query(inner) for inner in queries)
        case _:
            return _print_leaf(query)


def _print_leaf(leaf: Leaf) -> str:
    match leaf:
        case MatchAll():
            return ""
        case Word(text):
            return text
        case Phrase(text):
            return f'"{text}"'
        case Prefix(text):
            return f"{text}*"
        case _:
            return write_filter(leaf)


def _bracketed(query: Query) -> str:
    return f"({print_query(query)})" if isinstance(query, And | Or) else print_query(query)


class _TreeBuilder(Transformer[Token, Query]):
    """Makes the tree from the grammar's rules; each method is named after its rule."""

    def __init__(self, signs: Signs) -> None:
        super().__init__()
        self._signs = signs

    def start(self, parts: Sequence[Query]) -> Query:
        return parts[0]

    def any(self, parts: Sequence[Query | Token]) -> Query:
        return any_of(tuple(part for part in parts if not isinstance(part, Token)))

    def every(self, parts: Sequence[Query | Token]) -> Query:
        return all_of(tuple(part for part in parts if not isinstance(part, Token)))

    def opposite(self, parts: tuple[Token, Query]) -> Query:
        return none_of(parts[1])

    def group(self, parts: tuple[Token, Query, Token]) -> Query:
        return parts[1]

    def leaf(self, parts: tuple[Token]) -> Query:
        (token,) = parts
        match token.type:
            case "PHRASE":
                return Phrase(token[1:-1].strip())
            case "FILTER":
                return self._filter(token)
            case _:
                return self._word(token)

    def _filter(self, token: Token) -> Query:
        name, _, value = token.partition(":")
        try:
            return read_filter(name, value.strip().strip('"'))
        except ValueError:
            self._signs.hint(HintCode.FILTER_NOT_UNDERSTOOD, str(token))
            return _plain_words(token)

    def _word(self, token: Token) -> Query:
        text = token.rstrip(":")
        beginning, star, rest = text.partition("*")
        if not star:
            return Word(text.lower() if text in _OPERATORS else text)
        if rest.strip("*"):
            self._signs.hint(HintCode.SIGN_IGNORED, "*")
        return Prefix(beginning) if any(map(str.isalnum, beginning)) else _plain_words(text)


def _plain_words(text: str) -> Query:
    """The words in a text that was meant otherwise; in lower case, so that none is taken for an operator."""
    return all_of(tuple(Word(word) for word in re.findall(r"\w+", text.lower()) if any(map(str.isalnum, word))))

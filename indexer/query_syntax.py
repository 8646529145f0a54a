"""The signs of a typed query, cut by a grammar and put in order before it is parsed.

Nobody's typing is ever refused. What the grammar could not take is mended first:
a lost bracket is dropped or closed, an operator without a partner is dropped, and
each mending leaves a hint that a screen can show.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lark import Lark, Token

from indexer.query_fields import FIELD_NAMES

LONGEST_QUERY = 2_000
DEEPEST_BRACKETS = 20

# OPERAND terminals take whatever is no blank, bracket or quote, so that every text can be cut.
# A filter's value may follow a blank ("afzender: Proximus"), because that is how letters write it.
GRAMMAR = r"""
    start: any
    ?any: every (OR every)*
    ?every: item (AND? item)*
    ?item: NOT operand -> opposite
         | operand
    ?operand: OPEN any CLOSE -> group
         | (FILTER | PHRASE | WORD) -> leaf

    AND.3: /AND(?![^\s()"])/
    OR.3: /OR(?![^\s()"])|\|+/
    NOT.3: /NOT(?![^\s()"])|[-\u2212\u2013](?=[^\s)-])/
    OPEN: "("
    CLOSE: ")"
    FILTER.2: /(?i:FIELD_NAMES):("[^"]*"?|[^\s()"]+|\s(?!(AND|OR|NOT)\b)("[^"]*"?|[\w€$£<>=][^\s()"]*))/
    PHRASE.1: /"[^"]*"?/
    WORD: /[^\s()"]+/
    %ignore /\s+/
""".replace("FIELD_NAMES", "|".join(FIELD_NAMES))


class HintCode(enum.Enum):
    """What was mended, for a sentence in the reader's language."""

    QUERY_CUT_SHORT = "query_cut_short"
    BRACKET_DROPPED = "bracket_dropped"
    BRACKET_CLOSED = "bracket_closed"
    QUOTE_CLOSED = "quote_closed"
    OPERATOR_DROPPED = "operator_dropped"
    SIGN_IGNORED = "sign_ignored"
    FILTER_NOT_UNDERSTOOD = "filter_not_understood"


@dataclass(frozen=True, slots=True)
class Hint:
    """One mending: what was done, and to which piece of the typed text."""

    code: HintCode
    text: str


OPERANDS = frozenset({"FILTER", "PHRASE", "WORD"})
_JOINERS = frozenset({"AND", "OR"})

LANGUAGE = Lark(GRAMMAR, parser="lalr", lexer="basic")


@dataclass(slots=True)
class Signs:
    """The signs of one query, mended so that the grammar takes them, and the hints this left."""

    kept: list[Token] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)

    def hint(self, code: HintCode, text: str) -> None:
        """Remember one mending."""
        self.hints.append(Hint(code, text))


def cut(text: str) -> Signs:
    """The signs of `text` in order, such that the grammar takes them; empty where nothing can be looked for."""
    signs = Signs()
    if len(text) > LONGEST_QUERY:
        signs.hint(HintCode.QUERY_CUT_SHORT, text[LONGEST_QUERY : LONGEST_QUERY + 40])
    tokens: Iterable[Token] = LANGUAGE.lex(text[:LONGEST_QUERY])
    for mend in (_closing_quotes, _without_noise, _without_deep_brackets, _balanced, _with_partners):
        tokens = list(mend(tokens, signs))
    signs.kept = list(tokens)
    return signs


def _closing_quotes(tokens: Iterable[Token], signs: Signs) -> Iterator[Token]:
    for token in tokens:
        if token.count('"') == 1:
            signs.hint(HintCode.QUOTE_CLOSED, str(token))
            yield token.update(value=f'{token}"')
        else:
            yield token


def _without_noise(tokens: Iterable[Token], signs: Signs) -> Iterator[Token]:
    """Drop operands in which there is nothing to look for, as the ampersand in "Smets & Zonen"."""
    for token in tokens:
        if token.type in OPERANDS and not any(character.isalnum() for character in token):
            signs.hint(HintCode.SIGN_IGNORED, str(token))
        else:
            yield token


def _without_deep_brackets(tokens: Iterable[Token], signs: Signs) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += {"OPEN": 1, "CLOSE": -1}.get(token.type, 0)
        deepest = depth + (token.type == "CLOSE")
        if token.type in {"OPEN", "CLOSE"} and deepest > DEEPEST_BRACKETS:
            signs.hint(HintCode.BRACKET_DROPPED, str(token))
        else:
            yield token


def _balanced(tokens: Iterable[Token], signs: Signs) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        if token.type == "CLOSE" and depth == 0:
            signs.hint(HintCode.BRACKET_DROPPED, str(token))
            continue
        depth += {"OPEN": 1, "CLOSE": -1}.get(token.type, 0)
        yield token
    for _ in range(depth):
        signs.hint(HintCode.BRACKET_CLOSED, ")")
        yield Token("CLOSE", ")")


def _with_partners(tokens: Iterable[Token], signs: Signs) -> Iterator[Token]:
    """Drop each operator that has nothing to work on, and brackets with nothing inside."""
    kept: list[Token] = []
    for token in tokens:
        if token.type == "CLOSE":
            _drop_dangling(kept, signs)
        if token.type == "CLOSE" and kept[-1].type == "OPEN":
            signs.hint(HintCode.BRACKET_DROPPED, f"{kept.pop()}{token}")
        elif _lacks_partner(token, kept):
            signs.hint(HintCode.OPERATOR_DROPPED, str(token))
        else:
            kept.append(token)
    _drop_dangling(kept, signs)
    return iter(kept)


def _lacks_partner(token: Token, before: list[Token]) -> bool:
    last = before[-1].type if before else "OPEN"
    if token.type in _JOINERS:
        return last in _JOINERS | {"OPEN", "NOT"}
    return token.type == "NOT" and last == "NOT"


def _drop_dangling(kept: list[Token], signs: Signs) -> None:
    while kept and kept[-1].type in _JOINERS | {"NOT"}:
        signs.hint(HintCode.OPERATOR_DROPPED, str(kept.pop()))

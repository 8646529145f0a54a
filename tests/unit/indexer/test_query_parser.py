from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.query import (
    AmountRange,
    And,
    DateRange,
    KindFilter,
    LanguageFilter,
    MatchAll,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    SenderFilter,
    TagFilter,
    Word,
    all_of,
    any_of,
    none_of,
)
from indexer.query_parser import parse_query, print_query
from indexer.query_syntax import LONGEST_QUERY, HintCode

JANUARY = dt.date(2024, 1, 1)
END_OF_MARCH = dt.date(2024, 3, 31)


def tree(text: str) -> Query:
    return parse_query(text).query


def hints(text: str) -> list[HintCode]:
    return [hint.code for hint in parse_query(text).hints]


def test_everything_at_once() -> None:
    typed = 'factuur AND (gas OR water) NOT herinnering "exact phrase" sender:proximus kind:invoice prefix*'
    assert parse_query(typed).hints == ()
    assert tree(typed) == And(
        (
            Word("factuur"),
            Or((Word("gas"), Word("water"))),
            Not(Word("herinnering")),
            Phrase("exact phrase"),
            SenderFilter("proximus"),
            KindFilter("invoice"),
            Prefix("prefix"),
        )
    )


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", MatchAll()),
        ("   ", MatchAll()),
        ("gas water", And((Word("gas"), Word("water")))),
        ("gas OR water zon", Or((Word("gas"), And((Word("water"), Word("zon")))))),
        ("gas or water", And((Word("gas"), Word("or"), Word("water")))),
        ("gas -water", And((Word("gas"), Not(Word("water"))))),
        ("gas -(water OR zon)", And((Word("gas"), Not(Or((Word("water"), Word("zon"))))))),
        ("e-mail", Word("e-mail")),
        ("ANDROID NOTA ORDER", And((Word("ANDROID"), Word("NOTA"), Word("ORDER")))),
        ("((gas))", Word("gas")),
        ("http://example.test", Word("http://example.test")),
        ("2024/00123", Word("2024/00123")),
        ("'t", Word("'t")),
    ],
)
def test_words_and_operators(typed: str, wanted: Query) -> None:
    assert tree(typed) == wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("date:2024-01..2024-03", DateRange(JANUARY, END_OF_MARCH)),
        ("datum:01/01/2024..31/03/2024", DateRange(JANUARY, END_OF_MARCH)),
        ("data:2024-01-01", DateRange(JANUARY, JANUARY)),
        ("date:2024", DateRange(JANUARY, dt.date(2024, 12, 31))),
        ("year:2024", DateRange(JANUARY, dt.date(2024, 12, 31))),
        ("date:02/2024", DateRange(dt.date(2024, 2, 1), dt.date(2024, 2, 29))),
        ("date:>=2024", DateRange(JANUARY, None)),
        ("date:>2024-03", DateRange(dt.date(2024, 4, 1), None)),
        ("date:<2024-01-02", DateRange(None, JANUARY)),
        ("date:<=2024-03", DateRange(None, END_OF_MARCH)),
        ("date:..2024-03", DateRange(None, END_OF_MARCH)),
        ("date:2024..", DateRange(JANUARY, None)),
        ("amount:>100", AmountRange(10_001, None)),
        ("bedrag:10..20.5", AmountRange(1_000, 2_050)),
        ("montant:1.234,56", AmountRange(123_456, 123_456)),
        ("betrag:€1,234.50", AmountRange(123_450, 123_450)),
        ("importo:<=1.000", AmountRange(None, 100_000)),
        ("afzender:Proximus", SenderFilter("Proximus")),
        ('EXPÉDITEUR:"Engie Electrabel"', SenderFilter("Engie Electrabel")),
        ("Absender: Telekom", SenderFilter("Telekom")),
        ('mittente: "Poste Italiane"', SenderFilter("Poste Italiane")),
        ("soort:factuur", KindFilter("invoice")),
        ("Art:Mahnung", KindFilter("reminder")),
        ("kind:credit_note", KindFilter("credit_note")),
        ("taal:nederlands", LanguageFilter("nl")),
        ("langue:FR", LanguageFilter("fr")),
        ("etiket:Dringend", TagFilter("Dringend")),
    ],
)
def test_filters(typed: str, wanted: Query) -> None:
    assert parse_query(typed).hints == ()
    assert tree(typed) == wanted


@pytest.mark.parametrize(
    ("typed", "wanted", "hint"),
    [
        ('"gas en water', Phrase("gas en water"), HintCode.QUOTE_CLOSED),
        ("(gas", Word("gas"), HintCode.BRACKET_CLOSED),
        ("gas)", Word("gas"), HintCode.BRACKET_DROPPED),
        ("gas ()", Word("gas"), HintCode.BRACKET_DROPPED),
        ("gas AND", Word("gas"), HintCode.OPERATOR_DROPPED),
        ("OR gas", Word("gas"), HintCode.OPERATOR_DROPPED),
        ("gas AND OR water", And((Word("gas"), Word("water"))), HintCode.OPERATOR_DROPPED),
        ("NOT NOT gas", Not(Word("gas")), HintCode.OPERATOR_DROPPED),
        ("Smets & Zonen", And((Word("Smets"), Word("Zonen"))), HintCode.SIGN_IGNORED),
        ("*uur", Word("uur"), HintCode.SIGN_IGNORED),
        ("fac*uur", Prefix("fac"), HintCode.SIGN_IGNORED),
        ("date:gisteren", And((Word("date"), Word("gisteren"))), HintCode.FILTER_NOT_UNDERSTOOD),
        ("date:2024-13", And((Word("date"), Word("2024"), Word("13"))), HintCode.FILTER_NOT_UNDERSTOOD),
        ("amount:veel", And((Word("amount"), Word("veel"))), HintCode.FILTER_NOT_UNDERSTOOD),
        ("gas " * 1000, And((Word("gas"),) * (LONGEST_QUERY // 4)), HintCode.QUERY_CUT_SHORT),
    ],
)
def test_typing_slips_are_mended_and_told(typed: str, wanted: Query, hint: HintCode) -> None:
    assert tree(typed) == wanted
    assert hint in hints(typed)


def test_deep_brackets_are_dropped_rather_than_climbed() -> None:
    assert tree("(" * 900 + "gas" + ")" * 900) == Word("gas")
    assert HintCode.BRACKET_DROPPED in hints("(" * 900 + "gas" + ")" * 900)


SNIPPETS = st.sampled_from([*'()"-*:| é', "AND", "OR", "NOT", "sender:", "date:", "2024", "..", "amount:>", "gas"])


@given(st.one_of(st.text(max_size=300), st.lists(SNIPPETS, max_size=40).map("".join)))
@example("date: AND x")
@example("sender: (a)")
@example('kind:"" AND: *AND')
@example("datum:0000-00-00 amount:9999999999999999999999")
def test_no_typing_is_refused_and_what_was_understood_can_be_printed(text: str) -> None:
    understood = tree(text)
    assert tree(print_query(understood)) == understood


WORDS = st.from_regex(r"[a-zé0-9][a-zé0-9'./-]{0,8}[a-zé0-9]", fullmatch=True)
LEAVES: st.SearchStrategy[Query] = st.one_of(
    WORDS.map(Word),
    WORDS.map(Prefix),
    st.lists(WORDS, min_size=1, max_size=3).map(lambda words: Phrase(" ".join(words))),
    WORDS.map(SenderFilter),
    WORDS.map(TagFilter),
    st.sampled_from(["invoice", "reminder", "bank_statement"]).map(KindFilter),
    st.sampled_from(["en", "nl", "fr", "de", "it"]).map(LanguageFilter),
    st.tuples(st.dates(), st.none() | st.dates()).map(lambda pair: DateRange(*pair)),
    st.tuples(st.none() | st.integers(0, 10**12), st.integers(0, 10**12)).map(lambda pair: AmountRange(*pair)),
)
TREES: st.SearchStrategy[Query] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(lambda parts: all_of(tuple(parts))),
        st.lists(inner, min_size=1, max_size=4).map(lambda parts: any_of(tuple(parts))),
        inner.map(none_of),
    ),
    max_leaves=12,
)


@given(TREES)
def test_every_tree_can_be_printed_and_read_back(query: Query) -> None:
    parsed = parse_query(print_query(query))
    assert parsed.hints == ()
    assert parsed.query == query

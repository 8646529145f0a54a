"""Facets, counts among chosen documents and the vocabulary: what every search engine must do alike."""

from __future__ import annotations

import datetime as dt

import pytest

from indexer.engines.api import IndexMissing, SearchEngine
from indexer.facets import Facet, FacetValue
from indexer.query import MatchAll, SenderFilter
from indexer.query_parser import parse_query
from kernel.ids import DocumentId
from tests.factories.letters import OTHER_TENANT, TENANT, letter
from tests.integration.indexer.steps import create, found


def counted(engine: SearchEngine, typed: str, facet: Facet) -> list[tuple[str, int]]:
    values = engine.facets(TENANT, parse_query(typed).query)[facet]
    return [(each.value, each.count) for each in values]


@pytest.fixture
def filled(engine: SearchEngine) -> SearchEngine:
    create(
        engine,
        letter("d1", "gas", sender="Proximus NV", kind="invoice", date=dt.date(2024, 1, 31), tags=("Dringend", "huis")),
        letter("d2", "gas water", sender="PROXIMUS  nv", kind="invoice", date=dt.date(2024, 3, 15), language="fr"),
        letter("d3", "gas", sender="Proximus NV", kind="reminder", date=dt.date(2023, 5, 1), tags=("dringend",)),
        letter("d4", "gas", sender="Proximus NV Luxembourg", language=None),
        letter("d5", "water", sender="Engie"),
    )
    create(
        engine, letter("theirs", "gas", sender="Kanarie", kind="canary", tenant_id=OTHER_TENANT), tenant_id=OTHER_TENANT
    )
    return engine


@pytest.mark.parametrize(
    ("typed", "facet", "values"),
    [
        ("gas", Facet.KIND, [("invoice", 2), ("reminder", 1)]),
        ("gas", Facet.SENDER, [("Proximus NV", 3), ("Proximus NV Luxembourg", 1)]),
        ("gas", Facet.YEAR, [("2024", 2), ("2023", 1)]),
        ("gas", Facet.MONTH, [("2024-03", 1), ("2024-01", 1), ("2023-05", 1)]),
        ("gas", Facet.LANGUAGE, [("nl", 2), ("fr", 1)]),
        ("gas", Facet.TAG, [("Dringend", 2), ("huis", 1)]),
        ("gas kind:reminder", Facet.SENDER, [("Proximus NV", 1)]),
        ("water -gas", Facet.SENDER, [("Engie", 1)]),
        ("water -gas", Facet.KIND, []),
        ("", Facet.LANGUAGE, [("nl", 3), ("fr", 1)]),
        ("niets", Facet.LANGUAGE, []),
    ],
)
def test_facets_count_what_was_found(
    filled: SearchEngine, typed: str, facet: Facet, values: list[tuple[str, int]]
) -> None:
    assert counted(filled, typed, facet) == values


def test_facets_follow_the_letters(filled: SearchEngine) -> None:
    filled.index(TENANT, [letter("d5", "gas", sender="Engie", kind="contract")])
    filled.remove(TENANT, [DocumentId("d1"), DocumentId("d2")])
    assert counted(filled, "gas", Facet.KIND) == [("contract", 1), ("reminder", 1)]


def test_narrowing_to_a_sender_finds_as_many_as_were_counted(filled: SearchEngine) -> None:
    for value in filled.facets(TENANT, MatchAll())[Facet.SENDER]:
        assert filled.search(TENANT, SenderFilter(f"={value.value}")).total == value.count
    assert found(filled, 'sender:"=proximus nv"') == {"d1", "d2", "d3"}
    assert found(filled, "sender:proximus") == {"d1", "d2", "d3", "d4"}


def test_every_facet_is_there_for_an_empty_archive(engine: SearchEngine) -> None:
    create(engine)
    assert engine.facets(TENANT, MatchAll()) == dict.fromkeys(Facet, ())


def test_facets_of_a_missing_index_are_no_empty_answer(engine: SearchEngine) -> None:
    for ask in (
        lambda: engine.facets(TENANT, MatchAll()),
        lambda: engine.count_among(TENANT, MatchAll(), []),
        lambda: engine.vocabulary(TENANT, "g"),
    ):
        with pytest.raises(IndexMissing):
            ask()


def test_counting_among_chosen_letters(filled: SearchEngine) -> None:
    chosen = [DocumentId(each) for each in ("d1", "d2", "d2", "d5", "theirs", "unknown")]
    assert filled.count_among(TENANT, parse_query("gas").query, chosen) == 2
    assert filled.count_among(TENANT, parse_query("kind:invoice OR water").query, chosen) == 3
    assert filled.count_among(TENANT, MatchAll(), []) == 0


def test_the_vocabulary_is_the_tenant_s_own(filled: SearchEngine) -> None:
    assert dict(filled.vocabulary(TENANT, "wat")) == {"water": 2}
    assert dict(filled.vocabulary(TENANT, "kan")) == {}
    assert "gas" in dict(filled.vocabulary(TENANT, ""))
    assert not any(":" in form or "=" in form for form, _ in filled.vocabulary(TENANT, ""))


def test_the_most_spelled_name_stands_for_a_sender(engine: SearchEngine) -> None:
    names = ("ACME", "Acme", "acmé", "Acme")
    create(engine, *(letter(f"d{number}", sender=name) for number, name in enumerate(names)))
    assert engine.facets(TENANT, MatchAll())[Facet.SENDER] == (FacetValue("Acme", 4),)

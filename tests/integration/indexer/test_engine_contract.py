"""What every search engine must do alike; see `SearchEngine`."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from indexer.engines.api import IndexMissing, SearchEngine, Sorting
from indexer.query import MatchAll
from indexer.query_parser import parse_query
from kernel.ids import DocumentId
from tests.factories.letters import OTHER_TENANT, TENANT, euros, letter
from tests.integration.indexer.steps import create, found


def order(engine: SearchEngine, typed: str, sort: Sorting = Sorting.RELEVANCE) -> list[str]:
    return [hit.document_id for hit in engine.search(TENANT, parse_query(typed).query, sort=sort).hits]


def test_an_index_that_was_never_made_is_no_empty_answer(engine: SearchEngine) -> None:
    with pytest.raises(IndexMissing):
        engine.search(TENANT, MatchAll())
    with pytest.raises(IndexMissing):
        engine.index(TENANT, [letter("d1")])
    with pytest.raises(IndexMissing):
        engine.remove(TENANT, [DocumentId("d1")])
    with pytest.raises(IndexMissing):
        engine.document_ids(TENANT)


def test_an_empty_archive_is_an_empty_answer(engine: SearchEngine) -> None:
    create(engine)
    assert found(engine, "") == set()
    assert found(engine, "gas* OR NOT water amount:>1") == set()
    assert engine.document_ids(TENANT) == set()


def test_tenants_are_apart(engine: SearchEngine) -> None:
    create(engine, letter("mine", "gas"))
    create(engine, letter("theirs", "gas", tenant_id=OTHER_TENANT), tenant_id=OTHER_TENANT)
    assert found(engine, "gas") == {"mine"}
    assert found(engine, "", OTHER_TENANT) == {"theirs"}
    engine.remove(TENANT, [DocumentId("theirs")])
    engine.drop(TENANT)
    assert engine.document_ids(OTHER_TENANT) == {"theirs"}


def test_a_document_of_another_tenant_is_refused(engine: SearchEngine) -> None:
    create(engine)
    with pytest.raises(ValueError, match="mine"):
        engine.index(TENANT, [letter("mine", tenant_id=OTHER_TENANT)])
    assert engine.document_ids(TENANT) == set()


@pytest.mark.parametrize(
    ("language", "text", "typed"),
    [
        ("en", "Your unpaid invoices", "invoice"),
        ("nl", "Onbetaalde facturen", "FACTUUR"),
        ("fr", "Les échéances réglées", "echeance reglee"),
        ("de", "Die Rechnungen des Herrn Müller", "rechnung mueller"),
        ("it", "Le fatture non pagate", "fattura"),
        (None, "Rechnungen et factures", "rechnung facture"),
    ],
)
def test_inflections_accents_and_case(engine: SearchEngine, language: str | None, text: str, typed: str) -> None:
    create(engine, letter("d1", text, language=language), letter("other", "iets anders"))
    assert found(engine, typed) == {"d1"}


def test_languages_mix_in_one_archive(engine: SearchEngine) -> None:
    create(engine, letter("nl", "facturen"), letter("fr", "factures", language="fr"), letter("none", "factotum"))
    assert found(engine, "factuur OR facture") == {"nl", "fr"}
    assert found(engine, "fact*") == {"nl", "fr", "none"}


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("gas water", {"both"}),
        ("gas OR water", {"gas", "water", "both"}),
        ("gas NOT water", {"gas"}),
        ("-gas", {"water", "zon"}),
        ("NOT (gas OR water)", {"zon"}),
        ("(gas OR zon) -water", {"gas", "zon"}),
        ("gas (water OR zon)", {"both"}),
        ("niets", set()),
        ("gas niets", set()),
        ("", {"gas", "water", "both", "zon"}),
        ('"gas water"', {"both"}),
        ('"water gas"', set()),
        ('"gas water en"', {"both"}),
        ('"gas en"', set()),
        ('"water en licht"', {"both"}),
        ('"gas niets"', set()),
        ("wat*", {"water", "both"}),
        ("-wat*", {"gas", "zon"}),
    ],
)
def test_words_phrases_prefixes_and_operators(engine: SearchEngine, typed: str, ids: set[str]) -> None:
    create(engine, letter("gas", "gas"), letter("water", "water"), letter("both", "gas water en licht"), letter("zon"))
    engine.index(TENANT, [letter("zon", "zon")])
    assert found(engine, typed) == ids


def test_phrases_keep_to_their_part(engine: SearchEngine) -> None:
    create(engine, letter("d1", "betaald", subject="factuur gas", sender="Engie", reference="2024/00123"))
    assert found(engine, '"factuur gas"') == {"d1"}
    assert found(engine, '"gas engie"') == set()
    assert found(engine, "engie betaald 202400123") == {"d1"}


def test_phrases_over_umlauts_and_broken_words(engine: SearchEngine) -> None:
    create(engine, letter("d1", "Herr Müller hat die Rech-\nnung bezahlt", language="de"))
    assert found(engine, '"herr mueller hat"') == {"d1"}
    assert found(engine, '"herr müller hat"') == {"d1"}
    assert found(engine, '"die rechnung bezahlt"') == {"d1"}


def test_numbers_however_they_are_broken_up(engine: SearchEngine) -> None:
    create(engine, letter("d1", "IBAN BE68 5390 0754 7034\nnr. 2024/00123 van 12.03.2024"), letter("d2", "5390"))
    for typed in ("BE68539007547034", "BE68 5390 0754 7034", "2024-00123", "202400123", "2024/001*", "2024-03-12"):
        assert found(engine, typed) == {"d1"}, typed


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("sender:proximus", {"d1"}),
        ("afzender:Proximus", {"d1"}),
        ('sender:"electrabel engie"', {"d2"}),
        ("sender:niemand", set()),
        ("kind:invoice", {"d1", "d3"}),
        ("kind:factuur -sender:proximus", {"d3"}),
        ("date:2024-01..2024-03", {"d1", "d2"}),
        ("date:2024-03-15", {"d2"}),
        ("date:>2024-03-15", {"d3"}),
        ("date:..2024-03-14", {"d1"}),
        ("date:>=2024-03-15 date:<=2024-03-15", {"d2"}),
        ("amount:>100", {"d1", "d2"}),
        ("amount:>=100", {"d1", "d2", "d3"}),
        ("amount:100", {"d3"}),
        ("amount:10..20.5", {"d2"}),
        ("amount:<0", {"d3"}),
        ("language:fr", {"d2"}),
        ("tag:dringend", {"d3"}),
        ("gas amount:>100", {"d1"}),
        ("gas OR kind:reminder", {"d1", "d2"}),
    ],
)
def test_filters(engine: SearchEngine, typed: str, ids: set[str]) -> None:
    create(
        engine,
        letter("d1", "gas", sender="Proximus NV", kind="invoice", date=dt.date(2024, 1, 31), amounts=euros(1234.56)),
        letter("d2", sender="ENGIE Électrabel", kind="reminder", date=dt.date(2024, 3, 15), language="fr",
               amounts=euros(20.5, 100.01, 20.5)),
        letter("d3", kind="invoice", date=dt.date(2024, 5, 1), amounts=euros(100, -5), tags=("Dringend",)),
        letter("d4", "proximus dringend"),
    )  # fmt: skip
    assert found(engine, typed) == ids


def test_the_best_comes_first(engine: SearchEngine) -> None:
    filler = "tekst " * 30
    create(
        engine,
        letter("once", f"gas {filler}"),
        letter("often", f"gas gas gas {filler}"),
        letter("subject", filler, subject="gas"),
        letter("none", filler),
    )
    assert order(engine, "gas")[-1] == "once"
    assert set(order(engine, "gas")) == {"once", "often", "subject"}


def test_the_typed_form_comes_before_its_inflections(engine: SearchEngine) -> None:
    create(engine, letter("plural", "facturen van mei"), letter("typed", "factuur van mei"))
    assert order(engine, "factuur") == ["typed", "plural"]


def test_order_by_date(engine: SearchEngine) -> None:
    days = [dt.date(2024, 3, 1), dt.date(2023, 1, 1), dt.date(2024, 1, 1)]
    create(engine, *(letter(f"d{number}", "gas", date=day) for number, day in enumerate(days)))
    engine.index(TENANT, [letter("d3", "gas", sorted_on=dt.date(2023, 6, 1))])
    assert order(engine, "gas", Sorting.NEWEST_FIRST) == ["d0", "d2", "d3", "d1"]
    assert order(engine, "gas", Sorting.OLDEST_FIRST) == ["d1", "d3", "d2", "d0"]
    assert order(engine, "language:nl") == ["d0", "d2", "d3", "d1"]


def test_pages_of_hits(engine: SearchEngine) -> None:
    start = dt.date(2024, 1, 1)
    create(engine, *(letter(f"d{n:02}", "gas", date=start + dt.timedelta(days=n)) for n in range(25)))
    query = parse_query("gas").query
    pages = [engine.search(TENANT, query, limit=10, offset=o, sort=Sorting.OLDEST_FIRST) for o in (0, 10, 20, 30)]
    assert [page.total for page in pages] == [25] * 4
    assert [hit.document_id for page in pages for hit in page.hits] == [f"d{n:02}" for n in range(25)]
    assert engine.search(TENANT, query, limit=0).hits == ()


def test_snippets_mark_what_was_found(engine: SearchEngine) -> None:
    text = f"{'Geachte klant, ' * 40}uw facturen\nvan mei zijn betaald.\f{'Tweede blad. ' * 30}Nog een factuur."
    create(engine, letter("d1", text))
    (hit,) = engine.search(TENANT, parse_query("factuur NOT niets kind:x OR factuur").query).hits
    first, second = hit.snippets
    assert [first.text[start:end] for start, end in first.marks] == ["facturen"]
    assert "uw facturen van mei" in first.text
    assert (first.page, second.page) == (1, 2)
    assert [second.text[start:end] for start, end in second.marks] == ["factuur"]


def test_a_hit_by_filter_shows_the_beginning(engine: SearchEngine) -> None:
    create(engine, letter("d1", "Geachte klant", kind="letter"), letter("d2", "", kind="letter"))
    pieces = {hit.document_id: hit.snippets for hit in engine.search(TENANT, parse_query("kind:letter").query).hits}
    assert [(piece.text, piece.marks) for piece in pieces[DocumentId("d1")]] == [("Geachte klant", ())]
    assert pieces[DocumentId("d2")] == ()


def test_indexing_again_replaces(engine: SearchEngine) -> None:
    create(engine, letter("d1", "gas"), letter("d2", "gas"))
    engine.index(TENANT, [letter("d1", "zon"), letter("d1", "water")])
    assert found(engine, "gas") == {"d2"}
    assert found(engine, "zon") == set()
    assert found(engine, "water") == {"d1"}
    assert engine.document_ids(TENANT) == {"d1", "d2"}


def test_removing(engine: SearchEngine) -> None:
    create(engine, *(letter(f"d{n}", "gas") for n in range(5)))
    assert found(engine, "gas") == {"d0", "d1", "d2", "d3", "d4"}
    engine.remove(TENANT, [DocumentId("d1"), DocumentId("unknown")])
    engine.remove(TENANT, [DocumentId("d1"), DocumentId("d3")])
    assert found(engine, "gas") == {"d0", "d2", "d4"} == engine.document_ids(TENANT)
    engine.remove(TENANT, [DocumentId("d0"), DocumentId("d2"), DocumentId("d4")])
    assert found(engine, "") == set()


def test_many_small_commits(engine: SearchEngine) -> None:
    create(engine)
    for number in range(30):
        engine.index(TENANT, [letter(f"d{number % 20}", f"brief {number}", amounts=euros(number))])
    assert engine.document_ids(TENANT) == {f"d{n}" for n in range(20)}
    assert found(engine, '"brief 25"') == {"d5"}
    assert found(engine, "amount:25") == {"d5"}
    assert found(engine, '"brief 5"') == set()


@pytest.mark.parametrize("typed", ["gas", "gas amount:>500", "gas water amount:>500", "gas OR water", "gas*"])
def test_the_total_is_exact_however_few_hits_are_asked_for(engine: SearchEngine, typed: str) -> None:
    """Engines that skip what cannot become one of the best hits would count too few."""
    random_numbers = random.Random(5)
    letters = [
        letter(
            f"d{number}",
            " ".join(random_numbers.choices(["gas", "water", "rekening", "brief"], [1, 2, 6, 9], k=40)),
            amounts=euros(random_numbers.randrange(1000)),
        )
        for number in range(90)
    ]
    create(engine, *letters[:60])
    for each in letters[60:]:
        engine.index(TENANT, [each])
    query = parse_query(typed).query
    everything = engine.search(TENANT, query, limit=200)
    assert everything.total == len(everything.hits) > 10
    for limit in (0, 1, 10, 30):
        page = engine.search(TENANT, query, limit=limit)
        assert page.total == everything.total
        assert [hit.document_id for hit in page.hits] == [hit.document_id for hit in everything.hits[:limit]]

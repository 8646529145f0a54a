from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import occurrences
from indexer.folding import fold, spelt_out
from indexer.matching import hits
from indexer.plan import plan_query, wanted_leaves
from indexer.query_parser import parse_query


def found(typed: str, text: str, language: str | None) -> list[str]:
    """What typing `typed` marks in `text`."""
    leaves = wanted_leaves(plan_query(parse_query(typed).query))
    return [text[hit.start : hit.end] for hit in hits(leaves, occurrences(text, language))]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Échéance", "echeance"),
        ("ﬁnancière", "financiere"),
        ("Œuvre", "oeuvre"),
        ("Straße", "strasse"),
        ("ĳsvrij", "ijsvrij"),
        ("fac\u00adtuur", "factuur"),
        ("E\u0301cole", "ecole"),
        ("ＡＢＣ", "abc"),
        ("Ⓐ", "a"),
        ("Łódź", "lodz"),
    ],
)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_umlauts_are_also_spelt_out() -> None:
    assert spelt_out("Müller") == "mueller"
    assert spelt_out("U\u0308ber") == "ueber"
    assert spelt_out("gas") == "gas"


@pytest.mark.parametrize(
    ("typed", "text", "language", "marked"),
    [
        ("factuur", "Uw facturen van mei", "nl", ["facturen"]),
        ("invoices", "Your INVOICE", "en", ["INVOICE"]),
        ("facture réglée", "Les factures réglées", "fr", ["factures", "réglées"]),
        ("facture reglee", "Les factures réglées", "fr", ["factures", "réglées"]),
        ("rechnung", "Zwei Rechnungen", "de", ["Rechnungen"]),
        ("fattura", "Le fatture", "it", ["fatture"]),
        ("echeance", "avant l'échéance", "fr", ["échéance"]),
        ("l’échéance", "toutes les échéances", "fr", ["échéances"]),
        ("dell'avviso", "gli avvisi", "it", ["avvisi"]),
        ("company", "the company's offer", "en", ["company"]),
        ("foto's", "een foto", "nl", ["foto"]),
        ("mueller", "Herr Müller", "de", ["Müller"]),
        ("müller", "Herr Mueller", "de", ["Mueller"]),
        ("muller", "Herr Müller", "de", ["Müller"]),
        ("factuur", "Uw factu-\nren", "nl", ["factu-\nren"]),
        ('"oude facturen betaald"', "oude factu-\nren betaald", "nl", ["oude", "factu-\nren", "betaald"]),
        ("email", "uw e-mail", "nl", ["e-mail"]),
        ("e-mail", "uw email", "nl", ["email"]),
        ("BE68539007547034", "IBAN BE68 5390 0754 7034", None, ["BE68 5390 0754 7034"]),
        ("BE68539007547034", "IBAN BE68 5390 0754 7034 12,50", None, ["BE68 5390 0754 7034"]),
        ("BE68 5390 0754 7034", "IBAN BE68539007547034", None, ["BE68539007547034"]),
        ("be68.5390.0754.7034", "IBAN BE68 5390 0754 7034", None, ["BE68 5390 0754 7034"]),
        ("2024/00123", "nr. 2024/00123.", None, ["2024/00123"]),
        ("202400123", "nr. 2024/00123.", None, ["2024/00123"]),
        ("2024-00123", "nr. 202400123.", None, ["202400123"]),
        ("factuur 2024 00123", "factuur 202400123.", "nl", ["factuur", "202400123"]),
        ("2024-03-12", "Brussel, 12.03.2024", None, ["12.03.2024"]),
        ("1234,56", "EUR 1.234,56", None, ["1.234,56"]),
        ("BE0123456789", "BTW BE 0123.456.789", None, ["BE 0123.456.789"]),
        ("023456789", "Tel. 02 345 67 89", None, ["02 345 67 89"]),
        ("fact*", "een factuur en een facteur", "nl", ["factuur", "facteur"]),
        ("2024/001*", "nr. 2024/00123.", None, ["2024/00123"]),
        ('"gas water"', "water gas water", "nl", ["gas", "water"]),
        ('"facturen"', "een factuur", "nl", []),
        ("gas NOT water", "gas water", "nl", ["gas"]),
    ],
)
def test_what_people_type_finds_what_letters_write(
    typed: str, text: str, language: str | None, marked: list[str]
) -> None:
    assert found(typed, text, language) == marked


def test_stems_stay_in_their_language() -> None:
    assert found("national", "nationaux", "fr") == ["nationaux"]
    assert found("national", "nationaux", "nl") == []


def test_a_text_of_unknown_language_is_stemmed_in_all() -> None:
    assert found("rechnung", "Rechnungen", None) == ["Rechnungen"]
    assert found("facture", "factures", "lb") == ["factures"]


@given(st.text(alphabet=st.sampled_from("ab1 é'-\n./BE\u00ad"), max_size=60))
def test_occurrences_lie_in_the_text_and_in_order(text: str) -> None:
    places = occurrences(text, "nl")
    assert all(0 <= place.start < place.end <= len(text) for place in places)
    positions = [place.position for place in places]
    assert positions == sorted(positions)

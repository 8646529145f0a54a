from __future__ import annotations

from archive_ui.suggesting import MOST_SENDERS, past_offers, reference_offers, sender_offers
from indexer.query import Phrase, SenderFilter
from indexer.query_parser import parse_query

SENDERS = [("KBC Bank", 12), ("Électrabel", 3), ("ELECTRABEL", 1), ("Bank van Breda", 30), ("Zorgbank", 50)]


def labels(typed: str) -> list[str]:
    return [offer.label for offer in sender_offers(SENDERS, typed)]


def test_words_of_senders_are_completed_from_their_beginning() -> None:
    assert labels("bank") == ["Bank van Breda", "KBC Bank"]
    assert labels("van br") == ["Bank van Breda"]
    assert labels("orgbank") == []


def test_spellings_of_one_sender_are_one_offer() -> None:
    assert labels("elec") == ["Électrabel"]


def test_there_are_never_many() -> None:
    assert len(sender_offers([(f"Bank {number}", 1) for number in range(50)], "bank")) == MOST_SENDERS


def test_what_is_offered_is_a_question_that_finds_it() -> None:
    (offer,) = sender_offers([('Café "De Zwaan" nv', 1)], "zwaan")
    assert parse_query(offer.question).query == SenderFilter("=Café  De Zwaan  nv")
    (reference,) = reference_offers(["2026/00417"])
    assert parse_query(reference.question).query == Phrase("2026/00417")


def test_earlier_searches_are_offered_but_not_what_is_typed_already() -> None:
    assert [offer.label for offer in past_offers(["water rekening", "rekening", "gas"], "Rek")] == [
        "water rekening",
        "rekening",
    ]
    assert past_offers(["gas"], "gas") == []

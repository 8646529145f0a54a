from __future__ import annotations

import pytest

from ocr_workers.engines.word_vote import OtherWord, Standing, Vote, vote

FRENCH = {"ce", "chocolat", "dans", "de", "fabrication", "haute", "la", "parfait", "qualité", "à", "peters", "sons"}


def is_word(text: str) -> bool:
    return text.lower() in FRENCH


def heard(own: str, other: str, confidence: float = 0.9) -> list[Vote]:
    return vote(own.split(), [OtherWord(text, confidence) for text in other.split()], is_word)


def text_of(votes: list[Vote]) -> str:
    return " ".join(each.text for each in votes)


def test_of_two_readings_the_one_that_is_a_word_holds() -> None:
    votes = heard("dans la fabrioation de chooolat", "daps 1a fabrication do chocolat")

    assert text_of(votes) == "dans la fabrication de chocolat"
    assert [each.standing for each in votes] == [
        Standing.WORD, Standing.WORD, Standing.CHANGED, Standing.WORD, Standing.CHANGED,
    ]  # fmt: skip


def test_what_both_read_is_agreed_whatever_stands_round_it() -> None:
    assert heard("qualité!", "«qualité") == [Vote("qualité!", Standing.AGREED)]


def test_a_changed_word_keeps_its_own_marks() -> None:
    assert text_of(heard("(ohocolat).", "chocolat")) == "(chocolat)."


def test_words_that_one_of_them_lost_do_not_shift_the_others() -> None:
    assert text_of(heard("de haute quali1é à", "| de la haute qualité à")) == "de haute quali1é à"
    assert text_of(heard("ohocolat de haute", "de haute")) == "ohocolat de haute"
    assert text_of(heard("de haute ohocolat", "de belle et haute chocolat")) == "de haute chocolat"


@pytest.mark.parametrize("own", ["1.204,50", "BE71", "4711"])
def test_figures_are_never_changed(own: str) -> None:
    assert heard(own, "la") == [Vote(own, Standing.STRANGE)]


def test_a_word_is_not_changed_for_a_figure_or_for_quite_another_word() -> None:
    assert text_of(heard("parfaxt", "p4rfait")) == "parfaxt"
    assert text_of(heard("zzzz", "chocolat")) == "zzzz"


def test_a_name_gives_way_only_to_a_sure_reading() -> None:
    assert text_of(heard("Peeters", "Peters", confidence=0.7)) == "Peeters"
    assert text_of(heard("Ohocolat", "Chocolat", confidence=0.9)) == "Chocolat"


def test_a_worn_accent_is_not_taken_for_an_and_sign() -> None:
    assert text_of(heard("& la", "À la")) == "à la"
    assert text_of(heard("& Fils", "& Fils")) == "& Fils"


def test_nothing_heard_leaves_the_line_as_it_is() -> None:
    votes = heard("Ruelle chocolat", "")

    assert [each.standing for each in votes] == [Standing.STRANGE, Standing.WORD]
    assert text_of(votes) == "Ruelle chocolat"

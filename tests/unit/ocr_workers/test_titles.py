"""Degrees and honours around a name, and legal forms that only some countries have."""

from __future__ import annotations

import pytest

from ocr_workers import postal
from ocr_workers.company_names import company_name, level_of_company
from ocr_workers.name_levels import NameLevel
from ocr_workers.office_words import is_title_alone
from ocr_workers.person_names import level_of_person, person_name
from ocr_workers.titles import without_titles


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Mag. Ingrid Huber", "Ingrid Huber"),
        ("Dr. med. Hans Huber", "Hans Huber"),
        ("Dipl.-Ing. Karl Moser, MSc", "Karl Moser"),
        ("Univ.-Prof. Dr. Dr. h.c. mult. Otto Weiss", "Otto Weiss"),
        ("Dott.ssa Anna Rossi", "Anna Rossi"),
        ("Me Jean Dupont", "Jean Dupont"),
        ("Jane Doe MSc FRCS", "Jane Doe"),
        ("Jane Doe, MA", "Jane Doe"),
    ],
)
def test_a_title_is_no_part_of_a_name(printed: str, name: str) -> None:
    assert without_titles(printed) == name
    assert level_of_person(person_name(printed), person_name(name)) is NameLevel.EXACT


@pytest.mark.parametrize(
    "name", ["Magda Peeters", "Sigrid Holm", "Rachel Green", "Jean Paul Ba", "Ma Jun", "Me Dupont", "Marianne Lord"]
)
def test_a_name_that_looks_like_a_title_stays_whole(name: str) -> None:
    assert without_titles(name) == name


def test_what_tells_father_and_son_apart_is_no_title() -> None:
    assert level_of_person(person_name("Dr. Karl Moser jun."), person_name("Karl Moser")) is not NameLevel.EXACT


@pytest.mark.parametrize(
    "line", ["Frau Mag.", "Gent.le Sig.ra", "Egr. Sig.", "Herrn Dipl.-Ing.", "Ill.mo Sig. Avv.", "Aan de heer ir."]
)
def test_a_line_may_be_but_a_title(line: str) -> None:
    assert is_title_alone(line)


@pytest.mark.parametrize("line", ["Mag. Huber", "Spett.le", "Studio Rossi", "Frau Kern"])
def test_a_line_that_names_somebody_or_nobody_is_no_title_alone(line: str) -> None:
    assert not is_title_alone(line)


@pytest.mark.parametrize(
    "line", ["Gent.le Sig.ra Anna Rossi", "Egr.Sig. Anna Rossi", "Gent.ma Anna Rossi", "Egregia Signora Anna Rossi"]
)
def test_italian_courtesies_come_off(line: str) -> None:
    assert postal.without_honorific(line) == "Anna Rossi"


@pytest.mark.parametrize(
    ("printed", "registered"),
    [
        ("COOPERATIVA LA VELA", "Cooperativa La Vela S.c.a r.l."),
        ("Huber Dachbau", "Huber Dachbau e.U."),
        ("Kunze Handel", "Kunze Handel e. K."),
        ("Moser & Kern", "Moser & Kern OG"),
        ("Lindt Partner", "Lindt Partner PartG mbB"),
    ],
)
def test_a_name_without_its_legal_form_is_known(printed: str, registered: str) -> None:
    names = company_name(printed), company_name(registered)
    assert level_of_company(*names) is NameLevel.FORM_MISSING


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("La Vela S.c.a r.1", "La Vela S.c.a r.l."),
        ("La Vela soc. coop. a r.l.", "La Vela S.c.a r.l."),
        ("Mayr Ges.m.b.H.", "Mayr GmbH"),
    ],
)
def test_a_legal_form_is_the_same_however_it_is_written(one: str, other: str) -> None:
    assert level_of_company(company_name(one), company_name(other)) in {NameLevel.EXACT, NameLevel.FORM_MISSING}


@pytest.mark.parametrize(
    ("printed", "registered"),
    [
        ("Drukkerij Maas en Zonen B.V.", "Drukkerij Maas & Zn. BV"),
        ("Gebroeders Maes NV", "Gebr. Maes NV"),
        ("F.lli Rossi snc", "Fratelli Rossi S.n.c."),
    ],
)
def test_words_that_are_as_often_written_short_are_the_same(printed: str, registered: str) -> None:
    assert level_of_company(company_name(printed), company_name(registered)) is NameLevel.EXACT


def test_another_legal_form_is_another_company() -> None:
    assert level_of_company(company_name("Huber e.U."), company_name("Huber GmbH")) is NameLevel.OTHER_FORM

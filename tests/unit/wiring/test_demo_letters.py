"""The letters that demo, tests and benches are fed with: repeatable, valid, and true to their truth."""

from __future__ import annotations

import random

import numpy as np
import pytest
from stdnum import iban
from stdnum.util import get_cc_module

from wiring.demo.letters.batch import SideRole, demo_batch
from wiring.demo.letters.drawing import A4_HEIGHT_MM, A4_WIDTH_MM, Text
from wiring.demo.letters.files import tiff
from wiring.demo.letters.fonts import Family, FontMissing, font_file, width_mm
from wiring.demo.letters.layouts import Layout
from wiring.demo.letters.letter import LANGUAGES, WORDINGS, write_letter
from wiring.demo.letters.numbers import draw_iban, draw_vat_number
from wiring.demo.letters.paper_faults import Wear, tilted, turned, worn
from wiring.demo.letters.people_and_places import COUNTRIES_OF_LANGUAGE, STRANGER
from wiring.demo.letters.raster import raster
from wiring.demo.letters.truth import LetterKind, Recipient, RecipientKind

FIRM = Recipient("Meridian Logistics S.à r.l.", "Claire Weber", "12 rue du Fossé", "L-1536", "Luxembourg", "LU")
PERSON = Recipient("Jan Peeters", "", "Voorhout 4", "2514 ED", "Den Haag", "NL", RecipientKind.INDIVIDUAL)
ALL_KINDS = [(language, kind) for language in LANGUAGES for kind in LetterKind]


def test_the_same_seed_writes_the_same_letter() -> None:
    first = write_letter(5, FIRM, language="de", kind=LetterKind.INVOICE)

    assert write_letter(5, FIRM, language="de", kind=LetterKind.INVOICE) == first
    assert write_letter(6, FIRM, language="de", kind=LetterKind.INVOICE) != first


@pytest.mark.parametrize(("language", "kind"), ALL_KINDS)
def test_what_the_truth_says_is_printed(language: str, kind: LetterKind) -> None:
    for seed in range(3):
        truth = write_letter(seed, FIRM, language=language, kind=kind).truth
        text = "\n".join(line for page in truth.pages for line in page)
        unbroken = " ".join(text.split())
        assert FIRM.name in text
        assert f"{FIRM.postcode} {FIRM.city}" in text
        assert truth.sender in text
        assert truth.subject in unbroken
        assert truth.reference in text
        assert truth.iban is not None
        assert truth.iban in unbroken.replace(" ", "")
        assert "{" not in text


@pytest.mark.parametrize(("language", "kind"), ALL_KINDS)
def test_every_mark_stays_on_the_sheet(language: str, kind: LetterKind) -> None:
    for layout in Layout:
        for page in write_letter(9, FIRM, language=language, kind=kind, layout=layout).pages:
            texts = [mark for mark in page.marks if isinstance(mark, Text)]
            assert all(0 < mark.baseline_mm < A4_HEIGHT_MM - 5 for mark in texts)
            assert all(mark.x_mm + width_mm(mark.content, mark.style) < A4_WIDTH_MM - 3 for mark in texts)


@pytest.mark.parametrize(("language", "kind"), ALL_KINDS)
def test_every_template_can_be_filled(language: str, kind: LetterKind) -> None:
    words = WORDINGS[language].kinds[kind]
    known = dict.fromkeys(
        ("sender", "recipient", "reference", "customer", "total", "due", "date", "period", "iban", "percent", "city"),
        "x",
    )

    for template in (*words.subjects, *words.openings, *words.bodies, *words.endings):
        assert template.format(**known)


@pytest.mark.parametrize("pages", [1, 2, 3])
def test_a_letter_fills_as_many_pages_as_wanted(pages: int) -> None:
    letter = write_letter(3, FIRM, language="fr", kind=LetterKind.CONTRACT, pages=pages)

    assert len(letter.pages) == len(letter.truth.pages) == pages


@pytest.mark.parametrize("country", sorted({code for codes in COUNTRIES_OF_LANGUAGE.values() for code in codes}))
def test_account_and_tax_numbers_have_valid_check_digits(country: str) -> None:
    rng = random.Random(country)

    assert iban.is_valid(draw_iban(rng, country))
    checker = get_cc_module(country.lower(), "vat")
    assert checker is not None
    assert checker.is_valid(draw_vat_number(rng, country))


@pytest.mark.parametrize("family", list(Family))
def test_typefaces_are_found_by_name(family: Family) -> None:
    assert font_file(family, bold=False) != font_file(family, bold=True)


def test_a_missing_typeface_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wiring.demo.letters.fonts._FOLDERS", ())
    monkeypatch.setenv("PATH", "")
    font_file.cache_clear()
    with pytest.raises(FontMissing, match="apt install fonts-dejavu-core"):
        font_file(Family.DEJAVU_SANS, bold=False)


def test_a_tilt_turns_the_content_clockwise() -> None:
    sheet = np.full((400, 400), 255, dtype=np.uint8)
    sheet[200, :] = 0

    leaning = tilted(sheet, 5)

    left, right = (int(np.argmin(leaning[:, column])) for column in (50, 350))
    assert left < right


def test_a_quarter_turn_brings_the_top_to_the_right() -> None:
    sheet = np.full((40, 20), 255, dtype=np.uint8)
    sheet[0, :] = 0

    assert (turned(sheet, 90)[:, -1] == 0).all()


def test_faults_are_repeatable_and_leave_their_input_alone() -> None:
    sheet = raster(write_letter(1, PERSON, language="nl", kind=LetterKind.MEDICAL).pages[0], dpi=100)
    before = sheet.copy()
    wear = Wear(0.1, True, 0.2, 1.0, 180, 2, 4.0, 9, 70)

    first, second = (worn(sheet, wear, 3, other_side=sheet) for _ in range(2))

    assert (first == second).all()
    assert (sheet == before).all()
    assert (worn(sheet, wear, 4, other_side=sheet) != first).any()


def test_the_demo_batch_covers_what_a_mail_room_meets() -> None:
    batch = demo_batch(7, (FIRM, PERSON))
    sides = [side for sheet in batch.sheets for side in sheet.sides]

    assert {truth.language for truth in batch.letters} == set(LANGUAGES)
    assert sum(truth.recipient == STRANGER for truth in batch.letters) == 1
    assert {side.role for side in sides} == set(SideRole)
    assert {side.wear.turned_deg for side in sides} == {0, 180}
    assert any(side.wear.tilt_deg for side in sides)
    assert any(len(truth.pages) > 1 for truth in batch.letters)
    assert [sheet.number for sheet in batch.sheets] == list(range(1, len(batch.sheets) + 1))


def test_every_page_of_the_demo_batch_lies_in_the_feeder_once() -> None:
    batch = demo_batch(7, (FIRM, PERSON))

    fed = [(side.letter, side.page) for sheet in batch.sheets for side in sheet.sides if side.role is SideRole.LETTER]

    assert fed == [
        (index, page) for index, truth in enumerate(batch.letters) for page in range(1, len(truth.pages) + 1)
    ]


def test_a_demo_batch_without_recipients_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one recipient"):
        demo_batch(1, ())


def test_a_tiff_without_pages_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one page"):
        tiff([])

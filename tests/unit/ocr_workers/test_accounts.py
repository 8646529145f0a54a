"""Account and VAT numbers: read through look-alike letters, and told apart where their check digits are wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schwifty import IBAN

from ocr_workers.fields.accounts import find_failing_ibans, find_ibans
from ocr_workers.fields.registered_numbers import find_failing_vat_numbers, find_vat_numbers
from ocr_workers.fields.rows import Row, rows_of
from ocr_workers.understanding import as_values, field_values, understand
from tests.unit.ocr_workers.letter_readings import reading_of

GERMAN = "DE89370400440532013000"


def rows(*lines: str) -> tuple[Row, ...]:
    return rows_of([reading_of([(20, 100 + 6 * number, line) for number, line in enumerate(lines)])])


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("IBAN: DE89 37O4 0044 0532 0l30 00 BIC COBADEFF", GERMAN),
        ("DE89 3704 0044 0532 0130 00 - BIC DEUTDEFF", GERMAN),
        ("FR14 2004 1010 0505 0001 3M02 606 BIC", "FR1420041010050500013M02606"),
        ("NL91ABNA0417164300", "NL91ABNA0417164300"),
        ("ORDER AB12 CDEF GHIJ KLMN OPQR", None),
    ],
)
def test_letters_that_look_like_digits_are_read_as_digits_where_digits_stand(line: str, number: str | None) -> None:
    assert [found.value for found in find_ibans(rows(line))] == ([number] if number else [])


@given(st.sampled_from(["BE", "DE", "FR", "IT", "NL", "ES", "AT", "LU", "IE", "GB"]), st.randoms(use_true_random=False))
def test_every_countrys_numbers_are_read_in_groups(country: str, random: object) -> None:
    number = str(IBAN.random(country_code=country, random=random))  # type: ignore[arg-type]
    printed = " ".join(number[start : start + 4] for start in range(0, len(number), 4))

    assert [found.value for found in find_ibans(rows(f"IBAN {printed} BIC"))] == [number]


def test_wrong_check_digits_are_told_apart_and_never_sure() -> None:
    failing = rows("IBAN DE12 3456 7890 1234 5678 90", "USt-IdNr. DE123456789")

    assert find_ibans(failing) == ()
    assert find_vat_numbers(failing) == ()
    assert [found.value for found in find_failing_ibans(failing)] == ["DE12345678901234567890"]
    assert [found.value for found in find_failing_vat_numbers(failing)] == ["DE123456789"]
    assert all(found.confidence <= 0.3 for found in (*find_failing_ibans(failing), *find_failing_vat_numbers(failing)))


def test_a_bad_reading_of_a_right_number_is_not_shown_beside_it() -> None:
    both = rows("IBAN DE89 3704 0044 0532 0130 00", "Konto DE89 3704 0044 0532 0138 00")

    assert find_failing_ibans(both) == ()


def test_a_failing_account_is_shown_as_one_only_where_there_is_no_right_one() -> None:
    page = reading_of([(20, 100, "Konto DE89 3704 0044 0532 0130 01")])

    fields = field_values(as_values(understand([page], None)))

    assert fields["iban"]["fails_check"] is True
    assert "ibans" not in fields

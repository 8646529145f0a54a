"""Account and tax numbers that nobody owns, yet with valid check digits."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from schwifty import IBAN
from stdnum import iban
from stdnum.util import get_cc_module

if TYPE_CHECKING:
    import random

# Per country the shape of bank code, branch code and account number: 9 a digit, A a letter.
_ACCOUNT_SHAPES = {
    "BE": ("999", "", "9999999"),
    "DE": ("99999999", "", "9999999999"),
    "FR": ("99999", "99999", "99999999999"),
    "IE": ("AAAA", "999999", "99999999"),
    "IT": ("99999", "99999", "999999999999"),
    "LU": ("999", "", "9999999999999"),
    "NL": ("AAAA", "", "9999999999"),
}

# Most of these are drawn until the check digits fit; 97 tries on average at worst but for France.
_TAX_SHAPES = {
    "BE": "0499999999",
    "DE": "999999999",
    "FR": "99999999999",
    "IE": "9999999A",
    "IT": "99999999999",
    "LU": "99999999",
    "NL": "999999999B01",
}


def draw_iban(rng: random.Random, country: str) -> str:
    """A valid IBAN of `country` without blanks; the account behind it is invented."""
    while True:
        bank, branch, account = (_fill(rng, shape) for shape in _ACCOUNT_SHAPES[country])
        drawn = str(IBAN.generate(country, bank_code=bank, branch_code=branch, account_code=account))
        # Strict checkers also want the bank code to be one that was given out (Belgium).
        if iban.is_valid(drawn):
            return drawn


def grouped_iban(number: str) -> str:
    """The IBAN in groups of four, as letters print it."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))


def draw_vat_number(rng: random.Random, country: str) -> str:
    """A VAT number with valid check digits, with its country prefix.

    Raises:
        KeyError: The country is none of those that letters come from.
    """
    checker = get_cc_module(country.lower(), "vat")
    if checker is None:
        raise KeyError(country)
    while True:
        number = _fill(rng, _TAX_SHAPES[country])
        if checker.is_valid(number):
            return country + number


def draw_bic(rng: random.Random, country: str) -> str:
    """Eight letters of a bank identifier for an invented bank of `country`."""
    return f"{_fill(rng, 'AAAA')}{country}2{_fill(rng, 'A')}"


def draw_reference(rng: random.Random, shape: str) -> str:
    """A reference number of `shape`: 9 stands for a digit, A for a letter, all else for itself."""
    return _fill(rng, shape)


def _fill(rng: random.Random, shape: str) -> str:
    return "".join(_character(rng, mark) for mark in shape)


def _character(rng: random.Random, mark: str) -> str:
    if mark == "9":
        return rng.choice(string.digits)
    # I and O are left out: a reader of print cannot tell them from 1 and 0.
    return rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ") if mark == "A" else mark

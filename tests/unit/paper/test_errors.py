"""Errors say what to do next, and survive the way through the wall."""

from __future__ import annotations

import re

import pytest

from paper.errors import FileTooManyPages, PaperError, error_of


def _all_kinds(root: type[PaperError] = PaperError) -> list[type[PaperError]]:
    return [root, *(kind for child in root.__subclasses__() for kind in _all_kinds(child))]


def test_codes_are_unique_snake_case() -> None:
    codes = [kind.code for kind in _all_kinds()]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", code) for code in codes)


@pytest.mark.parametrize("kind", _all_kinds())
def test_error_is_rebuilt_from_code_and_context(kind: type[PaperError]) -> None:
    original = kind(page=3, detail="why")
    rebuilt = error_of(original.code, original.context)
    assert type(rebuilt) is kind
    assert str(rebuilt) == str(original)


def test_message_holds_the_facts() -> None:
    assert "12 pages and 10 are allowed" in str(FileTooManyPages(pages=12, max_pages=10))


def test_missing_fact_and_long_fact_do_no_harm() -> None:
    assert "? pages" in str(FileTooManyPages())
    assert len(str(FileTooManyPages(pages="9" * 10_000, max_pages=10))) < 400


def test_unknown_code_is_no_error() -> None:
    assert error_of("no_such_code", {}) is None

"""Text can be read on every ground it is used on, by day and by night."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

import archive_ui

TOKENS = (Path(archive_ui.__file__).parent / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
PAIRS = {
    name: (day, night)
    for name, day, night in re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", TOKENS)
}
TEXT_ON = [
    *product(("ink", "ink-soft", "accent", "accent-strong", "good", "warn", "bad"), ("ground", "card", "card-sunk")),
    ("on-accent", "accent"), ("on-accent", "accent-strong"), ("accent-strong", "accent-wash"), ("ink", "accent-wash"),
    ("ink-soft", "accent-wash"), ("good", "good-wash"), ("warn", "warn-wash"), ("bad", "bad-wash"),
    ("mark-ink", "mark"),
]  # fmt: skip
EDGES_ON = [*product(("edge-strong", "focus", "accent"), ("ground", "card", "card-sunk"))]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_the_standards_own() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize(("ink", "ground"), TEXT_ON)
def test_text_has_contrast(ink: str, ground: str) -> None:
    assert [
        round(contrast(a, b), 2) for a, b in zip(PAIRS[ink], PAIRS[ground], strict=True) if contrast(a, b) < 4.5
    ] == []


@pytest.mark.parametrize(("edge", "ground"), EDGES_ON)
def test_edges_of_controls_have_contrast(edge: str, ground: str) -> None:
    assert [
        round(contrast(a, b), 2) for a, b in zip(PAIRS[edge], PAIRS[ground], strict=True) if contrast(a, b) < 3
    ] == []


def test_no_sheet_names_a_colour_of_its_own() -> None:
    """Paper is white and marks are marker yellow whatever the look; everything else comes from the tokens."""
    sheets = Path(archive_ui.__file__).parent / "static" / "css"
    found = {
        colour
        for sheet in sheets.glob("*.css")
        if sheet.name != "tokens.css"
        for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text(encoding="utf-8"))
    }
    assert found <= {"#fff", "#ffd84d", "#a86a00"}

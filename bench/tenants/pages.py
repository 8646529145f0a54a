"""Letters set on a page as lines with boxes: letterhead, window, details, text, foot; worn as a noise family says."""

from __future__ import annotations

import random
from dataclasses import dataclass

from archive.reading import Blankness, Line, PageReading, TextSource, Word
from bench.tenants import envelopes
from bench.tenants.classes import Printed
from bench.tenants.directories import Directory, Party, draw_firm, draw_home, street_line
from bench.tenants.noise import Family, worn
from paper.geometry import Box, mm_to_px

DPI = 300.0
WINDOWS = ((22.0, 52.0), (25.0, 50.0), (108.0, 50.0), (112.0, 46.0), (20.0, 60.0), (100.0, 58.0))
RIGHT_HALF = 80.0
OWN_ADDRESS = 0.2
"""Share of letters with a window on the right whose sender's own address stands on the left."""
RATIO = 0.62
"""Width of a letter as a share of its height."""


@dataclass(frozen=True, slots=True)
class _Placed:
    left_mm: float
    top_mm: float
    text: str
    height_mm: float


def set_page(rng: random.Random, family: Family, printed: Printed, directory: Directory) -> PageReading:
    """The first page of a letter with this recipient, as read."""
    sender = printed.sender or _sender(rng, directory)
    left, top = rng.choice(WINDOWS)
    size = rng.choice((2.6, 3.0, 3.3))
    shift = (rng.uniform(-3, 3), rng.uniform(-4, 4))
    placed = _letterhead(rng, family, sender)
    if rng.random() < 0.35:
        text = f"{sender.name} · {street_line(sender.home)} · {sender.home.postcode} {sender.home.city}"
        small = size * rng.choice((0.6, 0.7, 0.75, 1.0))
        placed += _stack(left, top - 5, worn(rng, family, [text]), small)
    placed += _stack(left, top, worn(rng, family, printed.lines), size)
    if left > RIGHT_HALF and rng.random() < OWN_ADDRESS:
        own = [sender.name, *envelopes.address(rng, sender.home)]
        placed += _stack(22, rng.uniform(28, 44), worn(rng, family, own), size)
    placed += _details(rng, family, left)
    placed += _text(rng, family, printed)
    foot = f"{sender.name} - {street_line(sender.home)} - {sender.home.postcode} {sender.home.city} - Tel. 012 345 678"
    placed += _stack(25, 280, worn(rng, family, [foot]), 2.2)
    lines = tuple(_line(rng, family, each, shift) for each in placed if each.text)
    return PageReading(
        number=1, width_px=2480, height_px=3508, dpi=DPI, orientation_deg=0, skew_deg=0.0, blankness=Blankness.PRINTED,
        language=None, lines=lines, barcodes=(), confidence=family.confidence, source=TextSource.RECOGNISED,
    )  # fmt: skip


def _sender(rng: random.Random, directory: Directory) -> Party:
    country = rng.choice(directory.countries)
    firm, form = draw_firm(rng, country, directory.part)
    return Party(draw_home(rng, country, directory.part), firm=firm, form=form)


def _letterhead(rng: random.Random, family: Family, sender: Party) -> list[_Placed]:
    left = rng.choice((20.0, 25.0, 90.0, 130.0))
    name = worn(rng, family, [sender.name])
    rest = worn(rng, family, envelopes.address(rng, sender.home))
    if rng.random() < 0.5:
        return _stack(left, 12, name, 5.5) + _stack(left, 20, rest, 2.4)
    return _stack(left, 12, name, 5.5) + _stack(left, 20, [" - ".join(rest)], 2.2)


def _details(rng: random.Random, family: Family, window_left: float) -> list[_Placed]:
    left = 130.0 if window_left < 80 else 25.0
    lines = ["Datum: 12.03.2026", f"Ref.: {rng.randrange(10**5)}", f"Klantnr.: {rng.randrange(10**6)}"]
    return _stack(left, rng.choice((52.0, 60.0, 66.0)), worn(rng, family, rng.sample(lines, rng.randint(1, 3))), 2.6)


def _text(rng: random.Random, family: Family, printed: Printed) -> list[_Placed]:
    lines = [
        "Betreft / Objet / Betreff: 2026-0815",
        "Lorem ipsum dolor sit amet, consetetur sadipscing elitr, sed diam",
    ]
    if printed.mentions:
        lines.insert(2, f"met {printed.mentions} overeengekomen / avec / mit {printed.mentions}")
    lines += ["nonumy eirmod tempor invidunt ut labore et dolore magna aliquyam erat, sed diam voluptua"] * 3
    return _stack(25, 105, worn(rng, family, lines), 2.8)


def _stack(left: float, top: float, lines: list[str], height: float) -> list[_Placed]:
    return [_Placed(left, top + index * height * 1.55, text, height) for index, text in enumerate(lines)]


def _line(rng: random.Random, family: Family, placed: _Placed, shift: tuple[float, float]) -> Line:
    words, x = [], placed.left_mm + shift[0]
    y, height = placed.top_mm + shift[1], placed.height_mm
    letter = height * RATIO
    for part in placed.text.split():
        box = Box(mm_to_px(x, DPI), mm_to_px(y, DPI), mm_to_px(letter * len(part), DPI), mm_to_px(height, DPI))
        words.append(Word(part, box, min(1.0, max(0.2, rng.gauss(family.confidence, 0.05)))))
        x += letter * (len(part) + 0.8)
    return Line(tuple(words), 0)

"""What a sender's stationery looks like: logo, letterhead, footer, typefaces and the grey of its house colour."""

from __future__ import annotations

import enum
import random
from dataclasses import dataclass

from wiring.demo.letters.drawing import A4_WIDTH_MM, Ellipse, Mark, Polygon, Stroke, Text, box, rule
from wiring.demo.letters.fonts import Family, Style, shrunk_to_fit, width_mm
from wiring.demo.letters.layouts import FOOTER_TOP_MM, LEFT_MM, RIGHT_MM
from wiring.demo.letters.numbers import grouped_iban
from wiring.demo.letters.people_and_places import Sender
from wiring.demo.letters.wording import LanguageWording

_LOGO_TOP_MM = 14.0
_LOGO_MM = 15.0
FOOTER_LEADING_MM = 3.3


class Logo(enum.Enum):
    """The shapes that stand for a sender."""

    DISC = "disc"
    RING = "ring"
    BARS = "bars"
    TRIANGLE = "triangle"
    TILES = "tiles"
    NONE = "none"


class HeadPlace(enum.Enum):
    """Where the letterhead stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Stationery:
    """One sender's look.

    Attributes:
        body: Typeface and size of the text.
        head: Typeface of the name in the letterhead.
        logo: Its shape.
        place: Where the letterhead stands.
        accent: Grey of the house colour, 0 to 255.
        banded: Whether a dark band with white lettering runs across the top.
        ruled: Whether a line divides letterhead and footer from the text.
        sender_lines: Whether the sender's address stands under the name.
    """

    body: Style
    head: Style
    logo: Logo
    place: HeadPlace
    accent: int
    banded: bool
    ruled: bool
    sender_lines: bool


def draw_stationery(rng: random.Random) -> Stationery:
    """Invent the look of a sender."""
    family = rng.choice((*Family, Family.LIBERATION_SANS, Family.LIBERATION_SERIF))
    mono = family in {Family.LIBERATION_MONO, Family.DEJAVU_MONO}
    wide = family in {Family.DEJAVU_SANS, Family.DEJAVU_SERIF} or mono
    heads = (Family.LIBERATION_SANS, Family.LIBERATION_SERIF, Family.DEJAVU_SANS)
    place = rng.choice(tuple(HeadPlace))
    return Stationery(
        body=Style(family, rng.choice((9.0, 9.5) if wide else (10.0, 10.5, 11.0))),
        head=Style(rng.choice(heads), rng.choice((15.0, 17.0, 20.0)), bold=True),
        logo=rng.choice(tuple(Logo)),
        place=place,
        accent=rng.choice((0, 40, 70, 100)),
        banded=rng.random() < 0.2,
        ruled=rng.random() < 0.5,
        sender_lines=rng.random() < 0.6,
    )


def letterhead(look: Stationery, sender: Sender) -> tuple[Mark, ...]:
    """The marks at the top of a first page, above 44 mm."""
    if look.banded:
        return _band(look, sender)
    logo_mm = 0.0 if look.logo is Logo.NONE else _LOGO_MM + 4
    head = shrunk_to_fit(sender.name, look.head, RIGHT_MM - LEFT_MM - logo_mm)
    name_mm = max(width_mm(sender.name, head), width_mm(sender.strap, _strap_style(look)))
    left = _left_edge(look.place, logo_mm + name_mm)
    marks: list[Mark] = [*_logo(look, left, _LOGO_TOP_MM)]
    text_left = left + logo_mm
    marks.append(Text(text_left, 21.5, sender.name, head, look.accent))
    marks.append(Text(text_left, 27, sender.strap, _strap_style(look), 60))
    if look.sender_lines:
        address = f"{sender.street} · {sender.postcode} {sender.city}"
        marks.append(Text(text_left, 31.5, address, look.body.sized(8), 30))
    if look.ruled:
        marks.append(rule(LEFT_MM - 5, 36, RIGHT_MM - LEFT_MM + 10, 0.35, look.accent))
    return tuple(marks)


def footer(look: Stationery, sender: Sender, wording: LanguageWording, *, with_account: bool) -> tuple[Mark, ...]:
    """Three columns of small print below 272 mm: address, ways to reach the sender, numbers."""
    labels, small = wording.labels, look.body.sized(7, bold=False)
    numbers = [f"{labels['vat_number']} {sender.vat_number}"]
    if with_account:
        numbers = [f"IBAN {grouped_iban(sender.iban)}", f"BIC {sender.bic}", *numbers]
    columns = (
        (sender.name, sender.street, f"{sender.postcode} {sender.city}"),
        (f"{labels['phone']} {sender.phone}", sender.email, sender.website),
        tuple(numbers),
    )
    marks: list[Mark] = []
    if look.ruled:
        marks.append(rule(LEFT_MM, FOOTER_TOP_MM - 2, RIGHT_MM - LEFT_MM, 0.2, look.accent))
    for index, column in enumerate(columns):
        # A different first baseline per column keeps neighbours from being read as one line of truth.
        marks += _column(column, LEFT_MM + 56 * index, FOOTER_TOP_MM + 2 + 0.001 * index, small)
    return tuple(marks)


def _column(lines: tuple[str, ...], left: float, baseline: float, style: Style) -> list[Mark]:
    return [Text(left, baseline + FOOTER_LEADING_MM * row, line, style, 40) for row, line in enumerate(lines)]


def _band(look: Stationery, sender: Sender) -> tuple[Mark, ...]:
    ink = min(look.accent, 70)
    return (
        box(0, 8, A4_WIDTH_MM, 20, ink),
        Text(LEFT_MM, 20, sender.name, shrunk_to_fit(sender.name, look.head, RIGHT_MM - LEFT_MM), 255),
        Text(LEFT_MM, 33, sender.strap, _strap_style(look), 40),
    )


def _strap_style(look: Stationery) -> Style:
    return look.head.sized(9.5, bold=False)


def _left_edge(place: HeadPlace, width: float) -> float:
    match place:
        case HeadPlace.LEFT:
            return LEFT_MM
        case HeadPlace.CENTRE:
            return max((A4_WIDTH_MM - width) / 2, LEFT_MM)
        case HeadPlace.RIGHT:
            return max(RIGHT_MM - width, LEFT_MM)


def _logo(look: Stationery, x: float, y: float) -> tuple[Mark, ...]:
    size, ink = _LOGO_MM, look.accent
    match look.logo:
        case Logo.DISC:
            return (Ellipse(x, y, size, size, ink), Ellipse(x + 4, y + 4, size - 8, size - 8, 255))
        case Logo.RING:
            return (
                Ellipse(x, y, size, size, ink, 1.6),
                Stroke(((x + 3, y + 11), (x + 7, y + 4), (x + 12, y + 10)), 1.2, ink),
            )
        case Logo.BARS:
            return tuple(box(x + 4 * bar, y + size - 4 * (bar + 1), 3, 4 * (bar + 1), ink) for bar in range(3))
        case Logo.TRIANGLE:
            return (Polygon(((x, y + size), (x + size / 2, y), (x + size, y + size)), ink),)
        case Logo.TILES:
            return tuple(box(x + 7 * (tile % 2), y + 7 * (tile // 2), 6, 6, ink + 30 * tile) for tile in range(4))
        case Logo.NONE:
            return ()

"""How a sender prints a recipient: names, roles and addresses in the customs of a country."""

from __future__ import annotations

import random

from bench.tenants.directories import Home, Party, Person, street_line
from bench.tenants.places import Country


def address(rng: random.Random, home: Home, *, plain: bool = False) -> list[str]:
    """The street or the post box, the place, and sometimes the country."""
    country = home.country
    street = (
        rng.choice(country.boxes).format(home.box)
        if home.box and rng.random() < 0.7
        else _street(rng, home, plain=plain)
    )
    lines = [street]
    if rng.random() < 0.05 and not plain:
        lines = [f"{rng.choice(('Gebouw', 'Bâtiment', 'Building', 'Haus'))} {rng.choice('ABC')}", street]
    lines += _place(rng, home, plain=plain)
    if rng.random() < 0.15:
        lines.append(rng.choice(country.country_lines))
    return lines


def _street(rng: random.Random, home: Home, *, plain: bool) -> str:
    line = street_line(home)
    if not plain and rng.random() < 0.15:
        for whole, short in home.country.abbreviations:
            line = line.replace(whole, short)
    if home.country.number_first and rng.random() < 0.3:
        line = line.replace(" ", ", ", 1)
    if home.unit and rng.random() < 0.25:
        line = line.removesuffix(home.unit).rstrip(", ")
    return line


def _place(rng: random.Random, home: Home, *, plain: bool) -> list[str]:
    city = home.city.upper() if rng.random() < 0.3 else home.city
    if home.country.code == "GB":
        return [city, home.postcode] if rng.random() < 0.7 else [f"{city} {home.postcode}"]
    prefix = home.country.prefix if not plain and rng.random() < 0.12 else ""
    if home.country.code == "FR" and rng.random() < 0.1:
        city += " CEDEX"
    if home.country.code == "IT" and rng.random() < 0.4:
        city += f" ({city[:2].upper()})"
    return [f"{prefix}{home.postcode} {city}"]


def person(rng: random.Random, who: Person, country: Country, *, titled: float = 0.5) -> str:
    """A person in full: with or without title, surname first and in capitals or not."""
    title = rng.choice(country.women_titles if who.is_woman else country.men_titles)
    roll = rng.random()
    if roll < 0.15:
        name = f"{who.surname.upper()} {who.given}"
    elif roll < 0.25:
        name = f"{who.surname} {who.given}"
    else:
        name = f"{who.given} {who.surname}"
    return f"{title} {name}" if rng.random() < titled else name


def firm(rng: random.Random, party: Party) -> str:
    """A firm with its legal form, written one way or another."""
    form = party.form
    if rng.random() < 0.3:
        form = form.replace(".", "") if "." in form else _dotted(form)
    name = f"{party.firm} {form}"
    roll = rng.random()
    if roll < 0.12:
        name = name.upper()
    elif roll < 0.18 and party.home.country.code in {"BE", "NL", "LU"}:
        name = f"{form} {party.firm}"
    if rng.random() < 0.12:
        name = f"{rng.choice(party.home.country.firm_titles)} {name}"
    return name


def addressee(rng: random.Random, party: Party) -> str:
    """Whoever it is, in full."""
    return person(rng, party.person, party.home.country) if party.person else firm(rng, party)


def _dotted(form: str) -> str:
    return ".".join(form) + "." if form.isupper() and 2 <= len(form) <= 3 else form

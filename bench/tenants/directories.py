"""Directories of tenants full of look-alikes, drawn from a seed.

Every directory has namesakes in other towns and legal forms, groups behind one door, business centres, couples,
fathers and sons with one initial, spellings that differ in a letter, brands and former names, post boxes, and
persons who are tenants beside the firm that they work for.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

from bench.tenants.places import COUNTRIES, Country, half
from ocr_workers.legal_forms import same_form
from ocr_workers.postal import plain, plain_name
from ocr_workers.tenant_match import TenantCandidate

GROUP_WORDS = ("Holding", "Services", "Invest", "Participations", "Group", "Finance", "Logistics", "Immo")


@dataclass(frozen=True, slots=True)
class Home:
    """Where somebody's post goes; `box` is a post box's number, in place of the street where mail names it."""

    country: Country
    street: str
    number: str
    unit: str
    postcode: str
    city: str
    box: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person's names; `maiden` is "" for none."""

    given: str
    surname: str
    is_woman: bool
    second: str = ""
    maiden: str = ""

    @property
    def name(self) -> str:
        """Given names and surname."""
        return " ".join(part for part in (self.given, self.second, self.surname) if part)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who gets letters: a person, or a firm with its legal form."""

    home: Home
    person: Person | None = None
    firm: str = ""
    form: str = ""
    aliases: tuple[str, ...] = ()
    tenant_id: str = ""
    other_homes: tuple[Home, ...] = ()
    customer_number: str = ""

    @property
    def name(self) -> str:
        """As registered."""
        return self.person.name if self.person else f"{self.firm} {self.form}".strip()


@dataclass(slots=True)
class Directory:
    """The tenants of one operator."""

    part: str
    countries: tuple[Country, ...]
    tenants: list[Party] = field(default_factory=list)
    centres: list[Home] = field(default_factory=list)
    candidates: tuple[TenantCandidate, ...] = ()


def draw_directory(rng: random.Random, part: str) -> Directory:
    """50 to 500 tenants of one to four countries."""
    main = rng.choice(COUNTRIES)
    others = rng.sample(COUNTRIES, rng.randint(0, 3))
    directory = Directory(part, tuple(dict.fromkeys((main, main, *others))))
    size = round(50 * 10 ** rng.random())
    directory.centres = [_home(rng, directory, country=main) for _ in range(rng.randint(1, 3))]
    while len(directory.tenants) < size:
        _add(directory, *_household(rng, directory) if rng.random() < 0.4 else _business(rng, directory))
    directory.candidates = tuple(candidate_of(party) for party in directory.tenants)
    return directory


def candidate_of(party: Party) -> TenantCandidate:
    """The tenant as the matching knows it."""
    homes = (party.home, *party.other_homes)
    addresses = tuple(text for home in homes for text in spelled(home))
    kind = "individual" if party.person else "business"
    return TenantCandidate(party.tenant_id, (party.name,), party.aliases, addresses, kind)


def spelled(home: Home) -> list[str]:
    """The addresses of a directory's rows: the street, and the post box where there is one."""
    place = f"{home.postcode} {home.city}"
    rows = [f"{street_line(home)}\n{place}"]
    if home.box:
        rows.append(f"{home.country.boxes[0].format(home.box)}\n{place}")
    return rows


def street_line(home: Home) -> str:
    """Street and number in the country's order, with the unit."""
    if home.country.number_first:
        line = f"{home.number} {home.street}"
        return f"{line}, {home.unit}" if home.unit else line
    if not home.unit:
        return f"{home.street} {home.number}"
    return f"{home.street} {home.number}{'' if home.unit[0] in '-/' else ' '}{home.unit}"


def draw_person(rng: random.Random, country: Country, part: str) -> Person:
    """Anybody."""
    woman = rng.random() < 0.5
    given = rng.choice(country.women if woman else country.men)
    second = rng.choice(country.women if woman else country.men) if rng.random() < 0.08 else ""
    surnames = half(country.surnames, part)
    maiden = rng.choice(surnames) if woman and rng.random() < 0.2 else ""
    return Person(given, rng.choice(surnames), woman, second if second != given else "", maiden)


def draw_firm(rng: random.Random, country: Country, part: str) -> tuple[str, str]:
    """A firm's name without and its legal form."""
    trade = rng.choice(country.trades)
    stem = rng.choice(half(country.stems, part)) if rng.random() < 0.65 else rng.choice(half(country.surnames, part))
    return trade.format(stem), rng.choice(country.forms)


def draw_home(rng: random.Random, country: Country, part: str) -> Home:
    """Some door."""
    street = rng.choice(half(country.streets, part))
    postcode, city = rng.choice(country.places)
    number = str(rng.randrange(1, 220)) + (rng.choice("abAB") if rng.random() < 0.06 else "")
    unit = rng.choice(country.units).format(rng.randrange(1, 40)) if rng.random() < 0.25 else ""
    box = str(rng.randrange(10, 9999)) if rng.random() < 0.08 else ""
    return Home(country, street, number, unit, postcode, city, box)


def _home(rng: random.Random, directory: Directory, country: Country | None = None) -> Home:
    return draw_home(rng, country or rng.choice(directory.countries), directory.part)


def _add(directory: Directory, *parties: Party) -> None:
    known = {_identity(party) for party in directory.tenants}
    for party in parties:
        if _identity(party) not in known:
            tenant_id = f"t{len(directory.tenants)}"
            directory.tenants.append(replace(party, tenant_id=tenant_id))


def _identity(party: Party) -> tuple[str, str]:
    """What no two tenants share: the name, however its form is dotted, and the door."""
    return plain(party.name).replace(" ", ""), f"{party.home.street} {party.home.number}"


def _household(rng: random.Random, directory: Directory) -> list[Party]:
    home = _home(rng, directory)
    first = draw_person(rng, home.country, directory.part)
    people = [first]
    if rng.random() < 0.12:
        partner = draw_person(rng, home.country, directory.part)
        people.append(replace(partner, surname=first.surname if rng.random() < 0.6 else partner.surname))
    if rng.random() < 0.05:
        people.append(_with_same_initial(rng, first, home.country))
    parties = [Party(home, person, aliases=_person_aliases(rng, person)) for person in people]
    if rng.random() < 0.08:
        # A namesake elsewhere, with the name spelled alike or the same.
        away = _home(rng, directory, home.country)
        parties.append(Party(away, replace(first, second="")))
    if rng.random() < 0.08:
        near = _neighbour_in(first.surname, home.country.surnames)
        parties.append(Party(_home(rng, directory, home.country), replace(first, surname=near)))
    return parties


def _with_same_initial(rng: random.Random, person: Person, country: Country) -> Person:
    alike = [name for name in (*country.men, *country.women) if name[0] == person.given[0] and name != person.given]
    given = rng.choice(alike) if alike else person.given + "a"
    return Person(given, person.surname, given in country.women)


def _person_aliases(rng: random.Random, person: Person) -> tuple[str, ...]:
    aliases = []
    if person.maiden:
        aliases.append(f"{person.given} {person.maiden}")
    if rng.random() < 0.1:
        aliases.append(f"{person.given[0]}. {person.surname}")
    return tuple(aliases)


def _business(rng: random.Random, directory: Directory) -> list[Party]:
    in_centre = rng.random() < 0.15
    home = rng.choice(directory.centres) if in_centre else _home(rng, directory)
    if in_centre:
        home = replace(home, unit=home.country.units[0].format(rng.randrange(1, 60)) if rng.random() < 0.5 else "")
    firm, form = draw_firm(rng, home.country, directory.part)
    first = Party(home, firm=firm, form=form, aliases=_firm_aliases(rng, directory, home.country))
    return [first, *_relations(rng, directory, first)]


def _relations(rng: random.Random, directory: Directory, first: Party) -> list[Party]:
    country, roll = first.home.country, rng.random()
    away = _home(rng, directory, country)
    other_form = rng.choice([form for form in country.forms if form != first.form])
    if roll < 0.05:
        return [replace(first, home=away, aliases=())]
    if roll < 0.10:
        home = away if rng.random() < 0.6 or same_form(*map(plain_name, (first.form, other_form))) else first.home
        return [replace(first, home=home, form=other_form, aliases=())]
    if roll < 0.17:
        words = rng.sample(GROUP_WORDS, rng.randint(1, 3))
        return [replace(first, firm=f"{first.firm} {word}", aliases=()) for word in words]
    if roll < 0.22:
        near = _spelled_alike(first.firm, country)
        return [replace(first, home=away, firm=near, aliases=())] if near else []
    if roll < 0.28:
        worker = draw_person(rng, country, directory.part)
        return [Party(away if rng.random() < 0.7 else first.home, worker)]
    return []


def _firm_aliases(rng: random.Random, directory: Directory, country: Country) -> tuple[str, ...]:
    aliases = []
    if rng.random() < 0.15:
        aliases.append(
            rng.choice(half(country.stems, directory.part)) + " " + rng.choice(("Online", "Direct", "Plus", "Shop"))
        )
    if rng.random() < 0.1:
        former, form = draw_firm(rng, country, directory.part)
        aliases.append(f"{former} {form}")
    return tuple(aliases)


def near_twin(party: Party) -> Party | None:
    """The same party but for a letter or two of its name; None where no such name is known."""
    if party.person:
        surname = _neighbour_in(party.person.surname, party.home.country.surnames)
        return replace(party, person=replace(party.person, surname=surname), aliases=())
    near = _spelled_alike(party.firm, party.home.country)
    return replace(party, firm=near, aliases=()) if near else None


def _neighbour_in(name: str, names: tuple[str, ...]) -> str:
    index = names.index(name) if name in names else 0
    return names[index ^ 1] if index ^ 1 < len(names) else names[index - 1]


def _spelled_alike(firm: str, country: Country) -> str:
    for stock in (country.surnames, country.stems):
        for word in stock:
            if word in firm:
                return firm.replace(word, _neighbour_in(word, stock))
    return ""

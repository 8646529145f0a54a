"""The classes of letters: who is really meant, and how the recipient is printed.

`clear`: a tenant's, with a printed recipient that leaves no doubt; it should be filed without a person.
`unsure`: a tenant's, but print alone does not prove it; filing it is no fault if it is right.
`nobody`: no tenant's at all, or not for the mail room to decide; filing it is always wrong.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from bench.tenants import envelopes
from bench.tenants.directories import (
    Directory,
    Party,
    Person,
    draw_firm,
    draw_home,
    draw_person,
)

Lines = list[str]
Draw = Callable[[random.Random, Directory], "Printed | None"]


@dataclass(frozen=True, slots=True)
class Printed:
    """A recipient's block and whose it really is; `sender` writes the letterhead, `mentions` stands in the text."""

    lines: Lines
    tenant_id: str | None
    sender: Party | None = None
    mentions: str = ""
    two_windows: bool = False


@dataclass(frozen=True, slots=True)
class LetterClass:
    """A class with its share among letters, and whether the matching was tuned on it."""

    name: str
    kind: str
    weight: float
    draw: Draw
    is_tuned: bool = True


class Classes(list[LetterClass]):
    """A list of classes that letters are drawn by."""

    def add(self, name: str, kind: str, weight: float, *, tuned: bool = True) -> Callable[[Draw], Draw]:
        """Keep a way of drawing a letter under a name; None from it means that the directory has no such tenant."""

        def keep(draw: Draw) -> Draw:
            self.append(LetterClass(name, kind, weight, draw, tuned))
            return draw

        return keep


def draw_tenant_firm(rng: random.Random, directory: Directory) -> Party | None:
    """A tenant that is a firm."""
    found = [party for party in directory.tenants if party.firm]
    return rng.choice(found) if found else None


def draw_tenant_person(rng: random.Random, directory: Directory) -> tuple[Party, Person] | None:
    """A tenant that is a person."""
    found = [party for party in directory.tenants if party.person]
    if not found:
        return None
    party = rng.choice(found)
    assert party.person is not None
    return party, party.person


def employee_of(rng: random.Random, party: Party, directory: Directory) -> str:
    """Somebody who works there, as printed."""
    return envelopes.person(rng, draw_person(rng, party.home.country, directory.part), party.home.country)


def has_twin(directory: Directory, party: Party) -> bool:
    """Whether another tenant bears the same name, or for persons the same surname, at the same door."""
    core = party.firm.casefold() or (party.person.surname if party.person else "")
    return any(
        other.tenant_id != party.tenant_id
        and other.home.street == party.home.street
        and other.home.number == party.home.number
        and (other.firm.casefold() == core if party.firm else bool(other.person and other.person.surname == core))
        for other in directory.tenants
    )


def has_sister(directory: Directory, party: Party) -> bool:
    """Whether another tenant at the door has this firm's name and a word more."""
    return any(
        other.tenant_id != party.tenant_id
        and other.firm.startswith(party.firm)
        and other.home.street == party.home.street
        for other in directory.tenants
    )


def anybody(rng: random.Random, directory: Directory) -> Party:
    """A stranger: a firm or a person whose name is no tenant's."""
    country = rng.choice(directory.countries)
    known = {party.name for party in directory.tenants}
    while True:
        home = draw_home(rng, country, directory.part)
        firm, form = draw_firm(rng, country, directory.part)
        party = Party(home, firm=firm, form=form)
        if rng.random() < 0.5:
            party = Party(home, draw_person(rng, country, directory.part))
        if party.name not in known:
            return party

"""The classes of letters: who is really meant, and how the recipient is printed.

`clear`: a tenant's, with a printed recipient that leaves no doubt; it should be filed without a person.
`unsure`: a tenant's, but print alone does not prove it; filing it is no fault if it is right.
`nobody`: no tenant's at all, or not for the mail room to decide; filing it is always wrong.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from bench.tenants import envelopes
from bench.tenants.directories import (
    GROUP_WORDS,
    Directory,
    Party,
    Person,
    draw_firm,
    draw_home,
    draw_person,
    near_twin,
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


CLASSES: list[LetterClass] = []


def _class(name: str, kind: str, weight: float, *, tuned: bool = True) -> Callable[[Draw], Draw]:
    def keep(draw: Draw) -> Draw:
        CLASSES.append(LetterClass(name, kind, weight, draw, tuned))
        return draw

    return keep


def _firm(rng: random.Random, directory: Directory) -> Party | None:
    found = [party for party in directory.tenants if party.firm]
    return rng.choice(found) if found else None


def _person(rng: random.Random, directory: Directory) -> tuple[Party, Person] | None:
    found = [party for party in directory.tenants if party.person]
    if not found:
        return None
    party = rng.choice(found)
    assert party.person is not None
    return party, party.person


def _worker(rng: random.Random, party: Party, directory: Directory) -> str:
    return envelopes.person(rng, draw_person(rng, party.home.country, directory.part), party.home.country)


def _has_twin(directory: Directory, party: Party) -> bool:
    """Whether another tenant bears the same name, or for persons the same surname, at the same door."""
    core = party.firm.casefold() or (party.person.surname if party.person else "")
    return any(
        other.tenant_id != party.tenant_id
        and other.home.street == party.home.street
        and other.home.number == party.home.number
        and (other.firm.casefold() == core if party.firm else bool(other.person and other.person.surname == core))
        for other in directory.tenants
    )


def _has_sister(directory: Directory, party: Party) -> bool:
    """Whether another tenant at the door has this firm's name and a word more."""
    return any(
        other.tenant_id != party.tenant_id
        and other.firm.startswith(party.firm)
        and other.home.street == party.home.street
        for other in directory.tenants
    )


@_class("full name and address", "clear", 16)
def _plain(rng: random.Random, directory: Directory) -> Printed | None:
    party = rng.choice(directory.tenants)
    return Printed([envelopes.addressee(rng, party), *envelopes.address(rng, party.home)], party.tenant_id)


@_class("firm, for the attention of somebody", "clear", 7)
def _attention(rng: random.Random, directory: Directory) -> Printed | None:
    party = _firm(rng, directory)
    if not party:
        return None
    mark = rng.choice(party.home.country.attention).format(_worker(rng, party, directory))
    lines = [envelopes.firm(rng, party), mark]
    if rng.random() < 0.15:
        lines.reverse()
    return Printed([*lines, *envelopes.address(rng, party.home)], party.tenant_id)


@_class("firm, with a department", "clear", 5)
def _department(rng: random.Random, directory: Directory) -> Printed | None:
    party = _firm(rng, directory)
    if not party:
        return None
    department = rng.choice(party.home.country.departments)
    return Printed([envelopes.firm(rng, party), department, *envelopes.address(rng, party.home)], party.tenant_id)


@_class("firm, then an employee's bare name", "clear", 3)
def _employee(rng: random.Random, directory: Directory) -> Printed | None:
    party = _firm(rng, directory)
    if not party:
        return None
    lines = [envelopes.firm(rng, party), _worker(rng, party, directory)]
    return Printed([*lines, *envelopes.address(rng, party.home)], party.tenant_id)


@_class("an employee with a title, then the firm", "clear", 3)
def _employee_first(rng: random.Random, directory: Directory) -> Printed | None:
    party = _firm(rng, directory)
    if not party:
        return None
    country = party.home.country
    worker = envelopes.person(rng, draw_person(rng, country, directory.part), country, titled=1.0)
    return Printed([worker, envelopes.firm(rng, party), *envelopes.address(rng, party.home)], party.tenant_id)


@_class("firm without its legal form", "clear", 4)
def _formless(rng: random.Random, directory: Directory) -> Printed | None:
    party = _firm(rng, directory)
    if not party or _has_twin(directory, party) or _has_sister(directory, party):
        return None
    return Printed([party.firm, *envelopes.address(rng, party.home)], party.tenant_id)


@_class("alias, brand or former name", "clear", 5)
def _alias(rng: random.Random, directory: Directory) -> Printed | None:
    found = [party for party in directory.tenants if any("." not in alias[:3] for alias in party.aliases)]
    if not found:
        return None
    party = rng.choice(found)
    alias = rng.choice([alias for alias in party.aliases if "." not in alias[:3]])
    return Printed([alias, *envelopes.address(rng, party.home)], party.tenant_id)


@_class("person with a second given name or its initial", "clear", 2, tuned=False)
def _second_name(rng: random.Random, directory: Directory) -> Printed | None:
    drawn = _person(rng, directory)
    if not drawn or not drawn[1].second:
        return None
    party, who = drawn
    second = who.second if rng.random() < 0.4 else f"{who.second[0]}."
    return Printed([f"{who.given} {second} {who.surname}", *envelopes.address(rng, party.home)], party.tenant_id)


@_class("married name joined to the maiden name", "clear", 2, tuned=False)
def _joined(rng: random.Random, directory: Directory) -> Printed | None:
    drawn = _person(rng, directory)
    if not drawn or not drawn[1].maiden:
        return None
    party, who = drawn
    title = rng.choice(party.home.country.women_titles)
    name = f"{title} {who.given} {who.surname}-{who.maiden}"
    return Printed([name, *envelopes.address(rng, party.home)], party.tenant_id)


@_class("name cut off by the window", "clear", 2)
def _cut_off(rng: random.Random, directory: Directory) -> Printed | None:
    found = [party for party in directory.tenants if party.firm and len(party.name) > 24]
    if not found:
        return None
    party = rng.choice(found)
    cut = party.name[: rng.randint(max(18, len(party.firm) - 4), len(party.name) - 1)].rstrip()
    rivals = [other for other in directory.tenants if other.name.startswith(cut[:16])]
    if len(rivals) > 1:
        return None
    return Printed([cut, *envelopes.address(rng, party.home)], party.tenant_id)


@_class("firm's name over two lines", "clear", 2, tuned=False)
def _two_lines(rng: random.Random, directory: Directory) -> Printed | None:
    found = [party for party in directory.tenants if party.firm and len(party.firm.split()) > 1]
    if not found:
        return None
    party = rng.choice(found)
    words = party.name.split()
    at = rng.randrange(1, len(words))
    lines = [" ".join(words[:at]), " ".join(words[at:])]
    return Printed([*lines, *envelopes.address(rng, party.home)], party.tenant_id)


@_class("another tenant writes to a tenant", "clear", 4)
def _from_tenant(rng: random.Random, directory: Directory) -> Printed | None:
    party, sender = rng.choice(directory.tenants), _firm(rng, directory)
    if not sender or sender.tenant_id == party.tenant_id:
        return None
    lines = [envelopes.addressee(rng, party), *envelopes.address(rng, party.home)]
    return Printed(lines, party.tenant_id, sender=sender)


@_class("another tenant is named in the text", "clear", 3)
def _mentioned(rng: random.Random, directory: Directory) -> Printed | None:
    party, other = rng.choice(directory.tenants), rng.choice(directory.tenants)
    lines = [envelopes.addressee(rng, party), *envelopes.address(rng, party.home)]
    return Printed(lines, party.tenant_id, mentions=other.name)


@_class("at the business centre, in full", "clear", 4)
def _in_centre(rng: random.Random, directory: Directory) -> Printed | None:
    doors = {(home.street, home.number) for home in directory.centres}
    found = [party for party in directory.tenants if (party.home.street, party.home.number) in doors]
    if not found:
        return None
    party = rng.choice(found)
    return Printed([envelopes.addressee(rng, party), *envelopes.address(rng, party.home)], party.tenant_id)


@_class("postal endorsements above the name", "clear", 2, tuned=False)
def _endorsed(rng: random.Random, directory: Directory) -> Printed | None:
    party = rng.choice(directory.tenants)
    mark = rng.choice(
        ("Aangetekend", "PERSOONLIJK", "Recommandé avec AR", "Personnel et confidentiel", "Einschreiben",
         "Persönlich / Vertraulich", "Raccomandata A/R", "Private & Confidential", "PRIORITY", "Strictly private")
    )  # fmt: skip
    return Printed([mark, envelopes.addressee(rng, party), *envelopes.address(rng, party.home)], party.tenant_id)


@_class("couple, of whom one is a tenant", "unsure", 1.5)
def _couple(rng: random.Random, directory: Directory) -> Printed | None:
    drawn = _person(rng, directory)
    if not drawn or _has_twin(directory, drawn[0]):
        return None
    party, who = drawn
    name = party.home.country.couple.format(f"{who.given} {who.surname}" if rng.random() < 0.5 else who.surname)
    return Printed([name, *envelopes.address(rng, party.home)], party.tenant_id)


@_class("surname and initial", "unsure", 3)
def _initial(rng: random.Random, directory: Directory) -> Printed | None:
    drawn = _person(rng, directory)
    if not drawn or _has_twin(directory, drawn[0]):
        return None
    party, who = drawn
    title = rng.choice(party.home.country.women_titles if who.is_woman else party.home.country.men_titles)
    name = f"{who.given[0]}. {who.surname}"
    return Printed(
        [f"{title} {name}" if rng.random() < 0.6 else name, *envelopes.address(rng, party.home)], party.tenant_id
    )


@_class("family by its surname", "unsure", 1)
def _family(rng: random.Random, directory: Directory) -> Printed | None:
    drawn = _person(rng, directory)
    if not drawn:
        return None
    party, who = drawn
    tenant_id = None if _has_twin(directory, party) else party.tenant_id
    return Printed([party.home.country.family.format(who.surname), *envelopes.address(rng, party.home)], tenant_id)


@_class("moved, to an address that nobody has", "unsure", 1.5)
def _moved(rng: random.Random, directory: Directory) -> Printed | None:
    party = rng.choice(directory.tenants)
    home = draw_home(rng, party.home.country, directory.part)
    return Printed([envelopes.addressee(rng, party), *envelopes.address(rng, home)], party.tenant_id)


@_class("name alone, no address", "unsure", 1)
def _bare(rng: random.Random, directory: Directory) -> Printed | None:
    party = rng.choice(directory.tenants)
    tenant_id = party.tenant_id if [each.name for each in directory.tenants].count(party.name) == 1 else None
    return Printed([envelopes.addressee(rng, party)], tenant_id)


@_class("trade name with the group's word left out", "unsure", 1, tuned=False)
def _group_left_out(rng: random.Random, directory: Directory) -> Printed | None:
    found = [party for party in directory.tenants if party.firm.split()[-1:] and party.firm.split()[-1] in GROUP_WORDS]
    if not found:
        return None
    party = rng.choice(found)
    # Printed like this the mother company is as likely meant.
    return Printed([party.firm.rsplit(" ", 1)[0], *envelopes.address(rng, party.home)], None)


@_class("stranger", "nobody", 4)
def _stranger(rng: random.Random, directory: Directory) -> Printed | None:
    party = _anybody(rng, directory)
    return Printed([envelopes.addressee(rng, party), *envelopes.address(rng, party.home)], None)


@_class("stranger with a tenant's name in another town", "nobody", 2.5)
def _namesake(rng: random.Random, directory: Directory) -> Printed | None:
    party = rng.choice(directory.tenants)
    home = draw_home(rng, party.home.country, directory.part)
    if home.city == party.home.city:
        return None
    name = envelopes.addressee(rng, party)
    doors = [(each.home.street, each.home.number, each.home.city) for each in directory.tenants]
    return (
        None if (home.street, home.number, home.city) in doors else Printed([name, *envelopes.address(rng, home)], None)
    )


@_class("stranger with a tenant's name but for a letter, in its town", "nobody", 1.5)
def _near_stranger(rng: random.Random, directory: Directory) -> Printed | None:
    party = rng.choice(directory.tenants)
    twin = near_twin(party)
    if twin is None or any(each.name == twin.name for each in directory.tenants):
        return None
    number = str(int("".join(filter(str.isdigit, party.home.number))) + rng.choice((-4, -2, 2, 4, 10)))
    home = replace(party.home, number=number.lstrip("-"), unit="", box="")
    return Printed([envelopes.addressee(rng, twin), *envelopes.address(rng, home)], None)


@_class("other legal form in another town", "nobody", 1)
def _other_form(rng: random.Random, directory: Directory) -> Printed | None:
    party = _firm(rng, directory)
    if not party:
        return None
    form = rng.choice([form for form in party.home.country.forms if form != party.form])
    home = draw_home(rng, party.home.country, directory.part)
    other = replace(party, form=form, home=home, aliases=())
    return Printed([envelopes.firm(rng, other), *envelopes.address(rng, home)], None)


@_class("another firm at a tenant's door", "nobody", 1.5)
def _other_firm_at_door(rng: random.Random, directory: Directory) -> Printed | None:
    party = rng.choice(directory.tenants)
    firm, form = draw_firm(rng, party.home.country, directory.part)
    if any(firm.casefold() in other.name.casefold() for other in directory.tenants):
        return None
    other = replace(party, person=None, firm=firm, form=form, aliases=())
    return Printed([envelopes.firm(rng, other), *envelopes.address(rng, party.home)], None)


@_class("another person at a tenant's door", "nobody", 1)
def _other_person_at_door(rng: random.Random, directory: Directory) -> Printed | None:
    party = rng.choice(directory.tenants)
    who = draw_person(rng, party.home.country, directory.part)
    if any(other.person and other.person.surname == who.surname for other in directory.tenants):
        return None
    return Printed([envelopes.person(rng, who, party.home.country), *envelopes.address(rng, party.home)], None)


@_class("a tenant's relative at the tenant's door", "nobody", 1.5)
def _relative(rng: random.Random, directory: Directory) -> Printed | None:
    drawn = _person(rng, directory)
    if not drawn:
        return None
    party, who = drawn
    country = party.home.country
    near = [name for name in (*country.men, *country.women) if name[:3] == who.given[:3] and name != who.given]
    given = rng.choice(near) if near and rng.random() < 0.6 else rng.choice((*country.men, *country.women))
    relative = Person(given, who.surname, given in country.women)
    names = [each.person for each in directory.tenants if each.person]
    if any(other.surname == who.surname and given in (other.given, other.second) for other in names):
        return None
    return Printed([envelopes.person(rng, relative, country), *envelopes.address(rng, party.home)], None)


@_class("a relative by the same initial, at the tenant's door", "nobody", 0.15)
def _relative_initial(rng: random.Random, directory: Directory) -> Printed | None:
    drawn = _person(rng, directory)
    if not drawn:
        return None
    party, who = drawn
    if any("." in alias for alias in party.aliases):
        return None  # the tenant says that such mail is the tenant's
    return Printed([f"{who.given[0]}. {who.surname}", *envelopes.address(rng, party.home)], None)


@_class("the tenant's group, a sister that is no tenant", "nobody", 1)
def _sister(rng: random.Random, directory: Directory) -> Printed | None:
    party = _firm(rng, directory)
    if not party:
        return None
    names = {each.firm for each in directory.tenants}
    sister = replace(party, firm=f"{party.firm} {rng.choice(GROUP_WORDS)}", aliases=())
    if sister.firm in names:
        return None
    return Printed([envelopes.firm(rng, sister), *envelopes.address(rng, party.home)], None)


@_class("numbered sister at the same door", "nobody", 0.5, tuned=False)
def _numbered(rng: random.Random, directory: Directory) -> Printed | None:
    party = _firm(rng, directory)
    if not party:
        return None
    sister = replace(party, firm=f"{party.firm} {rng.choice(('II', 'III', '2', '3', 'B', 'C'))}", aliases=())
    return Printed([envelopes.firm(rng, sister), *envelopes.address(rng, party.home)], None)


@_class("a stranger care of a tenant", "nobody", 1)
def _care_of(rng: random.Random, directory: Directory) -> Printed | None:
    party, stranger = rng.choice(directory.tenants), _anybody(rng, directory)
    care = rng.choice(party.home.country.care_of).format(party.name)
    return Printed([envelopes.addressee(rng, stranger), care, *envelopes.address(rng, party.home)], None)


@_class("a firm that is no tenant, for the attention of a tenant", "nobody", 0.7)
def _attention_at_stranger(rng: random.Random, directory: Directory) -> Printed | None:
    drawn = _person(rng, directory)
    if not drawn:
        return None
    party, who = drawn
    home = draw_home(rng, party.home.country, directory.part)
    firm, form = draw_firm(rng, party.home.country, directory.part)
    if any(firm.casefold() in other.name.casefold() for other in directory.tenants):
        return None
    mark = rng.choice(party.home.country.attention).format(envelopes.person(rng, who, party.home.country))
    at = home if rng.random() < 0.6 else party.home
    return Printed([f"{firm} {form}", mark, *envelopes.address(rng, at)], None)


@_class("a tenant writes to a stranger", "nobody", 2)
def _tenant_writes(rng: random.Random, directory: Directory) -> Printed | None:
    sender, stranger = _firm(rng, directory), _anybody(rng, directory)
    lines = [envelopes.addressee(rng, stranger), *envelopes.address(rng, stranger.home)]
    return Printed(lines, None, sender=sender) if sender else None


@_class("a stranger's letter that names a tenant in its text", "nobody", 1, tuned=False)
def _stranger_mentions(rng: random.Random, directory: Directory) -> Printed | None:
    stranger, tenant = _anybody(rng, directory), rng.choice(directory.tenants)
    lines = [envelopes.addressee(rng, stranger), *envelopes.address(rng, stranger.home)]
    return Printed(lines, None, mentions=f"{tenant.name}, {tenant.home.street} {tenant.home.number}")


@_class("a tenant's name as a building, a stranger above it", "nobody", 0.5, tuned=False)
def _building(rng: random.Random, directory: Directory) -> Printed | None:
    party = _firm(rng, directory)
    if not party:
        return None
    firm, form = draw_firm(rng, party.home.country, directory.part)
    if any(firm.casefold() in other.name.casefold() for other in directory.tenants):
        return None
    return Printed([f"{firm} {form}", party.name, *envelopes.address(rng, party.home)], None)


def _anybody(rng: random.Random, directory: Directory) -> Party:
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

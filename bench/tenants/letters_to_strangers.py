"""Letters that are no tenant's, or not for the mail room to decide: filing one is always wrong."""

from __future__ import annotations

import random
from dataclasses import replace

from bench.tenants import envelopes
from bench.tenants.classes import (
    Classes,
    Printed,
    anybody,
    draw_tenant_firm,
    draw_tenant_person,
)
from bench.tenants.directories import (
    GROUP_WORDS,
    Directory,
    Person,
    draw_firm,
    draw_home,
    draw_person,
    near_twin,
)

CLASSES = Classes()


@CLASSES.add("stranger", "nobody", 4)
def _stranger(rng: random.Random, directory: Directory) -> Printed | None:
    party = anybody(rng, directory)
    return Printed([envelopes.addressee(rng, party), *envelopes.address(rng, party.home)], None)


@CLASSES.add("stranger with a tenant's name in another town", "nobody", 2.5)
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


@CLASSES.add("stranger with a tenant's name but for a letter, in its town", "nobody", 1.5)
def _near_stranger(rng: random.Random, directory: Directory) -> Printed | None:
    party = rng.choice(directory.tenants)
    twin = near_twin(party)
    if twin is None or any(each.name == twin.name for each in directory.tenants):
        return None
    number = str(int("".join(filter(str.isdigit, party.home.number))) + rng.choice((-4, -2, 2, 4, 10)))
    home = replace(party.home, number=number.lstrip("-"), unit="", box="")
    return Printed([envelopes.addressee(rng, twin), *envelopes.address(rng, home)], None)


@CLASSES.add("other legal form in another town", "nobody", 1)
def _other_form(rng: random.Random, directory: Directory) -> Printed | None:
    party = draw_tenant_firm(rng, directory)
    if not party:
        return None
    form = rng.choice([form for form in party.home.country.forms if form != party.form])
    home = draw_home(rng, party.home.country, directory.part)
    other = replace(party, form=form, home=home, aliases=())
    return Printed([envelopes.firm(rng, other), *envelopes.address(rng, home)], None)


@CLASSES.add("another firm at a tenant's door", "nobody", 1.5)
def _other_firm_at_door(rng: random.Random, directory: Directory) -> Printed | None:
    party = rng.choice(directory.tenants)
    firm, form = draw_firm(rng, party.home.country, directory.part)
    if any(firm.casefold() in other.name.casefold() for other in directory.tenants):
        return None
    other = replace(party, person=None, firm=firm, form=form, aliases=())
    return Printed([envelopes.firm(rng, other), *envelopes.address(rng, party.home)], None)


@CLASSES.add("another person at a tenant's door", "nobody", 1)
def _other_person_at_door(rng: random.Random, directory: Directory) -> Printed | None:
    party = rng.choice(directory.tenants)
    who = draw_person(rng, party.home.country, directory.part)
    if any(other.person and other.person.surname == who.surname for other in directory.tenants):
        return None
    return Printed([envelopes.person(rng, who, party.home.country), *envelopes.address(rng, party.home)], None)


@CLASSES.add("a tenant's relative at the tenant's door", "nobody", 1.5)
def _relative(rng: random.Random, directory: Directory) -> Printed | None:
    drawn = draw_tenant_person(rng, directory)
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


@CLASSES.add("a relative by the same initial, at the tenant's door", "nobody", 0.15)
def _relative_initial(rng: random.Random, directory: Directory) -> Printed | None:
    drawn = draw_tenant_person(rng, directory)
    if not drawn:
        return None
    party, who = drawn
    if any("." in alias for alias in party.aliases):
        return None  # the tenant says that such mail is the tenant's
    # Of chance of its own, so that the letters that follow stay those of earlier figures.
    own = random.Random(f"{party.tenant_id} {who.name} {party.home.street}")
    country = party.home.country
    title = own.choice(own.choice((country.women_titles, country.men_titles)))
    name = f"{who.given[0]}. {who.surname}"
    line = f"{title} {name}" if own.random() < 0.6 else name
    return Printed([line, *envelopes.address(rng, party.home)], None)


@CLASSES.add("the tenant's group, a sister that is no tenant", "nobody", 1)
def _sister(rng: random.Random, directory: Directory) -> Printed | None:
    party = draw_tenant_firm(rng, directory)
    if not party:
        return None
    names = {each.firm for each in directory.tenants}
    sister = replace(party, firm=f"{party.firm} {rng.choice(GROUP_WORDS)}", aliases=())
    if sister.firm in names:
        return None
    return Printed([envelopes.firm(rng, sister), *envelopes.address(rng, party.home)], None)


@CLASSES.add("numbered sister at the same door", "nobody", 0.5, tuned=False)
def _numbered(rng: random.Random, directory: Directory) -> Printed | None:
    party = draw_tenant_firm(rng, directory)
    if not party:
        return None
    sister = replace(party, firm=f"{party.firm} {rng.choice(('II', 'III', '2', '3', 'B', 'C'))}", aliases=())
    return Printed([envelopes.firm(rng, sister), *envelopes.address(rng, party.home)], None)


@CLASSES.add("a stranger care of a tenant", "nobody", 1)
def _care_of(rng: random.Random, directory: Directory) -> Printed | None:
    party, stranger = rng.choice(directory.tenants), anybody(rng, directory)
    care = rng.choice(party.home.country.care_of).format(party.name)
    return Printed([envelopes.addressee(rng, stranger), care, *envelopes.address(rng, party.home)], None)


@CLASSES.add("a firm that is no tenant, for the attention of a tenant", "nobody", 0.7)
def _attention_at_stranger(rng: random.Random, directory: Directory) -> Printed | None:
    drawn = draw_tenant_person(rng, directory)
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


@CLASSES.add("a tenant writes to a stranger", "nobody", 2)
def _tenant_writes(rng: random.Random, directory: Directory) -> Printed | None:
    sender, stranger = draw_tenant_firm(rng, directory), anybody(rng, directory)
    lines = [envelopes.addressee(rng, stranger), *envelopes.address(rng, stranger.home)]
    return Printed(lines, None, sender=sender) if sender else None


@CLASSES.add("a stranger's letter that names a tenant in its text", "nobody", 1, tuned=False)
def _stranger_mentions(rng: random.Random, directory: Directory) -> Printed | None:
    stranger, tenant = anybody(rng, directory), rng.choice(directory.tenants)
    lines = [envelopes.addressee(rng, stranger), *envelopes.address(rng, stranger.home)]
    return Printed(lines, None, mentions=f"{tenant.name}, {tenant.home.street} {tenant.home.number}")


@CLASSES.add("a tenant's name as a building, a stranger above it", "nobody", 0.5, tuned=False)
def _building(rng: random.Random, directory: Directory) -> Printed | None:
    party = draw_tenant_firm(rng, directory)
    if not party:
        return None
    firm, form = draw_firm(rng, party.home.country, directory.part)
    if any(firm.casefold() in other.name.casefold() for other in directory.tenants):
        return None
    return Printed([f"{firm} {form}", party.name, *envelopes.address(rng, party.home)], None)

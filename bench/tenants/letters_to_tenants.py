"""Letters that are a tenant's: with a recipient that leaves no doubt, or one that print alone does not prove."""

from __future__ import annotations

import random

from bench.tenants import envelopes
from bench.tenants.classes import (
    Classes,
    Printed,
    draw_tenant_firm,
    draw_tenant_person,
    employee_of,
    has_sister,
    has_twin,
)
from bench.tenants.directories import (
    GROUP_WORDS,
    Directory,
    draw_home,
    draw_person,
)

CLASSES = Classes()


@CLASSES.add("full name and address", "clear", 16)
def _plain(rng: random.Random, directory: Directory) -> Printed | None:
    party = rng.choice(directory.tenants)
    return Printed([envelopes.addressee(rng, party), *envelopes.address(rng, party.home)], party.tenant_id)


@CLASSES.add("firm, for the attention of somebody", "clear", 7)
def _attention(rng: random.Random, directory: Directory) -> Printed | None:
    party = draw_tenant_firm(rng, directory)
    if not party:
        return None
    mark = rng.choice(party.home.country.attention).format(employee_of(rng, party, directory))
    lines = [envelopes.firm(rng, party), mark]
    if rng.random() < 0.15:
        lines.reverse()
    return Printed([*lines, *envelopes.address(rng, party.home)], party.tenant_id)


@CLASSES.add("firm, with a department", "clear", 5)
def _department(rng: random.Random, directory: Directory) -> Printed | None:
    party = draw_tenant_firm(rng, directory)
    if not party:
        return None
    department = rng.choice(party.home.country.departments)
    return Printed([envelopes.firm(rng, party), department, *envelopes.address(rng, party.home)], party.tenant_id)


@CLASSES.add("firm, then an employee's bare name", "clear", 3)
def _employee(rng: random.Random, directory: Directory) -> Printed | None:
    party = draw_tenant_firm(rng, directory)
    if not party:
        return None
    lines = [envelopes.firm(rng, party), employee_of(rng, party, directory)]
    return Printed([*lines, *envelopes.address(rng, party.home)], party.tenant_id)


@CLASSES.add("an employee with a title, then the firm", "clear", 3)
def _employee_first(rng: random.Random, directory: Directory) -> Printed | None:
    party = draw_tenant_firm(rng, directory)
    if not party:
        return None
    country = party.home.country
    worker = envelopes.person(rng, draw_person(rng, country, directory.part), country, titled=1.0)
    return Printed([worker, envelopes.firm(rng, party), *envelopes.address(rng, party.home)], party.tenant_id)


@CLASSES.add("firm without its legal form", "clear", 4)
def _formless(rng: random.Random, directory: Directory) -> Printed | None:
    party = draw_tenant_firm(rng, directory)
    if not party or has_twin(directory, party) or has_sister(directory, party):
        return None
    return Printed([party.firm, *envelopes.address(rng, party.home)], party.tenant_id)


@CLASSES.add("alias, brand or former name", "clear", 5)
def _alias(rng: random.Random, directory: Directory) -> Printed | None:
    found = [party for party in directory.tenants if any("." not in alias[:3] for alias in party.aliases)]
    if not found:
        return None
    party = rng.choice(found)
    alias = rng.choice([alias for alias in party.aliases if "." not in alias[:3]])
    return Printed([alias, *envelopes.address(rng, party.home)], party.tenant_id)


@CLASSES.add("person with a second given name or its initial", "clear", 2, tuned=False)
def _second_name(rng: random.Random, directory: Directory) -> Printed | None:
    drawn = draw_tenant_person(rng, directory)
    if not drawn or not drawn[1].second:
        return None
    party, who = drawn
    second = who.second if rng.random() < 0.4 else f"{who.second[0]}."
    return Printed([f"{who.given} {second} {who.surname}", *envelopes.address(rng, party.home)], party.tenant_id)


@CLASSES.add("married name joined to the maiden name", "clear", 2, tuned=False)
def _joined(rng: random.Random, directory: Directory) -> Printed | None:
    drawn = draw_tenant_person(rng, directory)
    if not drawn or not drawn[1].maiden:
        return None
    party, who = drawn
    title = rng.choice(party.home.country.women_titles)
    name = f"{title} {who.given} {who.surname}-{who.maiden}"
    return Printed([name, *envelopes.address(rng, party.home)], party.tenant_id)


@CLASSES.add("name cut off by the window", "clear", 2)
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


@CLASSES.add("firm's name over two lines", "clear", 2, tuned=False)
def _two_lines(rng: random.Random, directory: Directory) -> Printed | None:
    found = [party for party in directory.tenants if party.firm and len(party.firm.split()) > 1]
    if not found:
        return None
    party = rng.choice(found)
    words = party.name.split()
    at = rng.randrange(1, len(words))
    lines = [" ".join(words[:at]), " ".join(words[at:])]
    return Printed([*lines, *envelopes.address(rng, party.home)], party.tenant_id)


@CLASSES.add("another tenant writes to a tenant", "clear", 4)
def _from_tenant(rng: random.Random, directory: Directory) -> Printed | None:
    party, sender = rng.choice(directory.tenants), draw_tenant_firm(rng, directory)
    if not sender or sender.tenant_id == party.tenant_id:
        return None
    lines = [envelopes.addressee(rng, party), *envelopes.address(rng, party.home)]
    return Printed(lines, party.tenant_id, sender=sender)


@CLASSES.add("another tenant is named in the text", "clear", 3)
def _mentioned(rng: random.Random, directory: Directory) -> Printed | None:
    party, other = rng.choice(directory.tenants), rng.choice(directory.tenants)
    lines = [envelopes.addressee(rng, party), *envelopes.address(rng, party.home)]
    return Printed(lines, party.tenant_id, mentions=other.name)


@CLASSES.add("at the business centre, in full", "clear", 4)
def _in_centre(rng: random.Random, directory: Directory) -> Printed | None:
    doors = {(home.street, home.number) for home in directory.centres}
    found = [party for party in directory.tenants if (party.home.street, party.home.number) in doors]
    if not found:
        return None
    party = rng.choice(found)
    return Printed([envelopes.addressee(rng, party), *envelopes.address(rng, party.home)], party.tenant_id)


@CLASSES.add("postal endorsements above the name", "clear", 2, tuned=False)
def _endorsed(rng: random.Random, directory: Directory) -> Printed | None:
    party = rng.choice(directory.tenants)
    mark = rng.choice(
        ("Aangetekend", "PERSOONLIJK", "Recommandé avec AR", "Personnel et confidentiel", "Einschreiben",
         "Persönlich / Vertraulich", "Raccomandata A/R", "Private & Confidential", "PRIORITY", "Strictly private")
    )  # fmt: skip
    return Printed([mark, envelopes.addressee(rng, party), *envelopes.address(rng, party.home)], party.tenant_id)


@CLASSES.add("couple, of whom one is a tenant", "unsure", 1.5)
def _couple(rng: random.Random, directory: Directory) -> Printed | None:
    drawn = draw_tenant_person(rng, directory)
    if not drawn or has_twin(directory, drawn[0]):
        return None
    party, who = drawn
    name = party.home.country.couple.format(f"{who.given} {who.surname}" if rng.random() < 0.5 else who.surname)
    return Printed([name, *envelopes.address(rng, party.home)], party.tenant_id)


@CLASSES.add("surname and initial", "unsure", 3)
def _initial(rng: random.Random, directory: Directory) -> Printed | None:
    drawn = draw_tenant_person(rng, directory)
    if not drawn or has_twin(directory, drawn[0]):
        return None
    party, who = drawn
    title = rng.choice(party.home.country.women_titles if who.is_woman else party.home.country.men_titles)
    name = f"{who.given[0]}. {who.surname}"
    return Printed(
        [f"{title} {name}" if rng.random() < 0.6 else name, *envelopes.address(rng, party.home)], party.tenant_id
    )


@CLASSES.add("family by its surname", "unsure", 1)
def _family(rng: random.Random, directory: Directory) -> Printed | None:
    drawn = draw_tenant_person(rng, directory)
    if not drawn:
        return None
    party, who = drawn
    tenant_id = None if has_twin(directory, party) else party.tenant_id
    return Printed([party.home.country.family.format(who.surname), *envelopes.address(rng, party.home)], tenant_id)


@CLASSES.add("moved, to an address that nobody has", "unsure", 1.5)
def _moved(rng: random.Random, directory: Directory) -> Printed | None:
    party = rng.choice(directory.tenants)
    home = draw_home(rng, party.home.country, directory.part)
    return Printed([envelopes.addressee(rng, party), *envelopes.address(rng, home)], party.tenant_id)


@CLASSES.add("name alone, no address", "unsure", 1)
def _bare(rng: random.Random, directory: Directory) -> Printed | None:
    party = rng.choice(directory.tenants)
    tenant_id = party.tenant_id if [each.name for each in directory.tenants].count(party.name) == 1 else None
    return Printed([envelopes.addressee(rng, party)], tenant_id)


@CLASSES.add("trade name with the group's word left out", "unsure", 1, tuned=False)
def _group_left_out(rng: random.Random, directory: Directory) -> Printed | None:
    found = [party for party in directory.tenants if party.firm.split()[-1:] and party.firm.split()[-1] in GROUP_WORDS]
    if not found:
        return None
    party = rng.choice(found)
    # Printed like this the mother company is as likely meant.
    return Printed([party.firm.rsplit(" ", 1)[0], *envelopes.address(rng, party.home)], None)

"""The tenants of one operator, prepared once for matching many letters.

Thousands of tenants are looked through for each letter; only those that share a door, a rare word or most of a name
with what is printed are compared in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from ocr_workers import legal_forms, postal
from ocr_workers.address_match import KnownAddress, PrintedAddress, alikeness, known_address
from ocr_workers.company_names import CompanyName, company_name, level_of_company
from ocr_workers.households import is_of_other_sex
from ocr_workers.name_levels import NameLevel
from ocr_workers.person_names import PersonName, level_of_person, person_name
from ocr_workers.print_confusion import folded
from ocr_workers.recipient_lines import NamedLine, RecipientNames

INDIVIDUAL = "individual"
ALIKE = 0.72
"""Share of a name's letters that must agree before two names are compared in full."""
SHORTEST_WORD = 4
MOST_BY_WORDS = 40
MOST_BY_LETTERS = 30


@dataclass(frozen=True, slots=True)
class TenantCandidate:
    """A tenant who may be meant.

    Attributes:
        tenant_id: Whatever the caller knows the tenant by.
        names: Names as registered.
        aliases: Other names under which mail arrives (trade names, former names, brands).
        addresses: Addresses, each as one text ("Kerkstraat 12, 1000 Brussel"; commas or line ends part its lines).
        kind: "business", "individual" or "operator".
        identifiers: VAT, enterprise and other numbers that are the tenant's alone.
    """

    tenant_id: str
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    kind: str = "business"
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownTenant:
    """A candidate, prepared: each name as a company's, a person's, or both."""

    candidate: TenantCandidate
    companies: tuple[CompanyName, ...]
    persons: tuple[PersonName, ...]
    addresses: tuple[KnownAddress, ...]

    def level_of(self, line: NamedLine) -> NameLevel:
        """How well a printed name agrees with the best of the tenant's names."""
        names = self.companies
        if line.is_titled:
            # "Familie Conti" is no letter to Conti Srl, "Herrn Karl Conti" may be one to the trader of that name.
            names = tuple(name for name in names if len(name.core.split()) > 1)
        levels = [level_of_company(line.company, name) for name in names]
        levels += [_of_one_person(line, name) for name in self.persons]
        return min(levels, key=_ORDER.__getitem__, default=NameLevel.NONE)


def _of_one_person(line: NamedLine, name: PersonName) -> NameLevel:
    level = level_of_person(line.person, name)
    is_close = _ORDER[level] < _ORDER[NameLevel.RELATIVE]
    return NameLevel.RELATIVE if is_close and is_of_other_sex(line.text, name.words[0]) else level


_ORDER = {level: place for place, level in enumerate(NameLevel)}


class TenantDirectory:
    """The candidates of one operator; knows who may be meant by a recipient's block."""

    def __init__(self, candidates: Iterable[TenantCandidate]) -> None:
        """Prepare the candidates; their order does not matter."""
        self.tenants = tuple(_known(each) for each in sorted(candidates, key=lambda each: each.tenant_id))
        self._doors: defaultdict[tuple[str, str, str], set[int]] = defaultdict(set)
        self._streets: defaultdict[str, defaultdict[tuple[str, str], set[int]]] = defaultdict(lambda: defaultdict(set))
        self._words: defaultdict[str, set[int]] = defaultdict(set)
        self._spellings: dict[str, set[int]] = {}
        for index, tenant in enumerate(self.tenants):
            self._take(index, tenant)
        self._keys = list(self._spellings)

    def likely(self, names: RecipientNames, printed: PrintedAddress) -> list[KnownTenant]:
        """Everybody who might be meant, in the order of their ids."""
        found = set(self._by_door(printed))
        for line in names.named:
            found.update(self._by_letters(line))
            found.update(self._by_words(line))
        return [self.tenants[index] for index in sorted(found)]

    def shares(self, address: KnownAddress) -> bool:
        """Whether several tenants have this address, as in a business centre or at the mail room's own door."""
        return len(self._doors.get(address.door, ())) > 1

    def has_namesake(self, tenant: KnownTenant, address: KnownAddress, name: PersonName) -> bool:
        """Whether another tenant at the address's door, of whichever flat, has a word of this name."""
        others = (self.tenants[index] for index in self._doors.get(address.door, ()))
        return any(
            not set(name.folds).isdisjoint(person.folds)
            for other in others
            if other.candidate.tenant_id != tenant.candidate.tenant_id
            for person in other.persons
        )

    def _take(self, index: int, tenant: KnownTenant) -> None:
        for address in tenant.addresses:
            self._doors[address.door].add(index)
            self._streets[address.postcode][address.street, address.street_in_full].add(index)
        for word in {word for name in tenant.companies for word in name.core.split()}:
            self._words[folded(word)].add(index)
        for word in {word for person in tenant.persons for word in person.folds}:
            self._words[word].add(index)
        for key in _spellings(tenant):
            self._spellings.setdefault(key, set()).add(index)

    def _by_door(self, printed: PrintedAddress) -> Iterator[int]:
        for code in printed.postcodes:
            for street, tenants in self._streets[code].items() if code in self._streets else ():
                if any(alikeness(line, *street) for line in printed.lines):
                    yield from tenants

    def _by_letters(self, line: NamedLine) -> Iterator[int]:
        for query in {line.company.folded, line.company.folded_core, "".join(sorted(line.person.folds))}:
            alike = process.extract(
                query, self._keys, scorer=Levenshtein.normalized_similarity, score_cutoff=ALIKE, limit=MOST_BY_LETTERS
            )
            for key, _, _ in alike:
                yield from self._spellings[key]

    def _by_words(self, line: NamedLine) -> Iterator[int]:
        votes: defaultdict[int, float] = defaultdict(float)
        for word in {folded(word) for word in line.company.plain.split()}:
            holders = self._words.get(word, ()) if len(word) >= SHORTEST_WORD else ()
            for index in holders:
                votes[index] += 1.0 / len(holders)
        yield from sorted(votes, key=lambda index: (-votes[index], index))[:MOST_BY_WORDS]


def as_directory(candidates: Sequence[TenantCandidate] | TenantDirectory) -> TenantDirectory:
    """The candidates, prepared if they are not yet."""
    return candidates if isinstance(candidates, TenantDirectory) else TenantDirectory(candidates)


def _known(candidate: TenantCandidate) -> KnownTenant:
    names = (*candidate.names, *candidate.aliases)
    bare = [postal.without_honorific(name) for name in names]
    if candidate.kind == INDIVIDUAL:
        firms = [name for name in bare if legal_forms.names_a_form(postal.plain_name(name))]
        people = [name for name in bare if name not in firms]
    else:
        firms, people = bare, []
    return KnownTenant(
        candidate,
        tuple(company_name(name) for name in firms),
        tuple(person_name(name) for name in people),
        tuple(known_address(text) for text in candidate.addresses),
    )


def _spellings(tenant: KnownTenant) -> Iterator[str]:
    for name in tenant.companies:
        yield name.folded
        yield name.folded_core
    for person in tenant.persons:
        yield "".join(sorted(person.folds))

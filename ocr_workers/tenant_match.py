"""Whose letter it is.

Giving a letter to the wrong tenant is the worst that this program can do; leaving
one for a person to assign is a nuisance. So only the recipient's own block counts,
never a letterhead or the text; a name and an address have to agree; whatever
contradicts lowers; and a second tenant who might be meant lowers too.

How likely a tenant is stands in one table, by how well the name agrees and how
well the address does. The figures are judgements, checked by the tests against
look-alikes; they are to be replaced by counts once people have corrected enough.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from ocr_workers import postal
from ocr_workers.name_match import NameLevel, Naming, level_of_name, namings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocr_workers.address_block import RecipientBlock
    from ocr_workers.postal import PostalAddress

DEFAULT_BOUND = 0.9
MOST_RUNNERS_UP = 3
SAME_STREET = 84.0
"""Similarity (0 to 100) from which two street names are one, badly read or abbreviated."""
CLEAR_PRINT = 0.8
"""Below this mean word confidence a name that differs in a letter may be either of two."""


class AddressLevel(enum.Enum):
    """How well a printed address agrees with one that a tenant has."""

    AGREES = "address agrees"
    SHARED = "address agrees, but other tenants have it too"
    PARTLY = "address agrees in part"
    UNKNOWN = "no address to compare"
    OTHER_NUMBER = "same street, other number"
    OTHER_PLACE = "other address"


@dataclass(frozen=True, slots=True)
class TenantCandidate:
    """A tenant who may be meant.

    Attributes:
        tenant_id: Whatever the caller knows the tenant by.
        names: Names as registered.
        aliases: Other names under which mail arrives (trade names, former names, brands).
        addresses: Addresses, each as one text ("Kerkstraat 12, 1000 Brussel"; commas or line ends part its lines).
        kind: "business", "individual" or "operator".
    """

    tenant_id: str
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    kind: str = "business"


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """Another tenant who might be meant, and how likely that looked by itself (0 to 1)."""

    tenant_id: str
    confidence: float


@dataclass(frozen=True, slots=True)
class TenantMatch:
    """Whose letter it most likely is.

    Attributes:
        tenant_id: The likeliest tenant; None where nothing speaks for anybody.
        confidence: Probability from 0 to 1 that it is this tenant's letter; below the caller's bound a person decides.
        evidence: What spoke for and against, each one short phrase.
        runners_up: The next likeliest, most likely first.
    """

    tenant_id: str | None
    confidence: float
    evidence: tuple[str, ...] = ()
    runners_up: tuple[RunnerUp, ...] = ()


NOBODY = TenantMatch(None, 0.0, ("no recipient found",))

_PROBABILITY = {
    #                   AGREES SHARED PARTLY UNKNOWN OTHER_NUMBER OTHER_PLACE
    NameLevel.EXACT: (0.995, 0.985, 0.96, 0.92, 0.60, 0.50),
    NameLevel.MISREAD: (0.985, 0.95, 0.92, 0.78, 0.35, 0.25),
    NameLevel.FORM_MISSING: (0.96, 0.90, 0.85, 0.60, 0.35, 0.25),
    NameLevel.INITIALS: (0.93, 0.85, 0.70, 0.45, 0.25, 0.15),
    NameLevel.NEAR: (0.93, 0.75, 0.60, 0.40, 0.15, 0.10),
    NameLevel.RELATIVE: (0.80, 0.50, 0.40, 0.30, 0.10, 0.08),
    NameLevel.WITHIN: (0.85, 0.60, 0.50, 0.35, 0.15, 0.08),
    NameLevel.OTHER_FORM: (0.70, 0.45, 0.40, 0.30, 0.15, 0.08),
    NameLevel.NONE: (0.45, 0.10, 0.05, 0.0, 0.0, 0.0),
}
_COLUMN = {level: column for column, level in enumerate(AddressLevel)}
_NAMING_FACTOR = {Naming.ADDRESSEE: 1.0, Naming.ATTENTION: 0.75, Naming.CARE_OF: 0.75}


@dataclass(frozen=True, slots=True)
class _Verdict:
    tenant: TenantCandidate
    probability: float
    name: NameLevel
    naming: Naming
    address: AddressLevel
    read_as: str


def match_tenant(block: RecipientBlock | None, candidates: Sequence[TenantCandidate]) -> TenantMatch:
    """The tenant to whom a letter with this recipient's block belongs, with the probability that it is so."""
    if block is None:
        return NOBODY
    printed = postal.parse_address(block.lines)
    shared = _shared_addresses(printed, candidates)
    verdicts = [_judge(block, printed, candidate, shared=shared) for candidate in candidates]
    ranked = sorted((v for v in verdicts if v.probability > 0), key=lambda v: v.probability, reverse=True)
    if not ranked:
        return TenantMatch(None, 0.0, ("no tenant has this name or address",))
    return _among_rivals(block, ranked)


def _among_rivals(block: RecipientBlock, ranked: Sequence[_Verdict]) -> TenantMatch:
    best, rivals = ranked[0], ranked[1:]
    odds = [_odds(verdict.probability) for verdict in ranked]
    confidence = odds[0] / (1.0 + sum(odds)) * _block_factor(block)
    evidence = [best.name.value + (f" ({best.naming.value})" if best.naming is not Naming.ADDRESSEE else "")]
    evidence.append(best.address.value)
    if _might_be_misread(block, best, rivals):
        confidence = min(confidence, 0.8)
        evidence.append("poor print, and another tenant's name differs by a letter")
    if rivals and rivals[0].probability > 0.3:
        evidence.append("another tenant might be meant")
    if block.confidence < 0.7:
        evidence.append("recipient's place on the page is unusual")
    runners_up = tuple(RunnerUp(v.tenant.tenant_id, v.probability) for v in rivals[:MOST_RUNNERS_UP])
    return TenantMatch(best.tenant.tenant_id, round(confidence, 4), tuple(evidence), runners_up)


def _odds(probability: float) -> float:
    return probability / (1.0 - probability)


def _block_factor(block: RecipientBlock) -> float:
    # A block that only half looks like a recipient's may be a letterhead or a branch office.
    return min(1.0, 0.55 + 0.45 * block.confidence / 0.7)


def _might_be_misread(block: RecipientBlock, best: _Verdict, rivals: Sequence[_Verdict]) -> bool:
    if block.word_confidence >= CLEAR_PRINT or best.address in {AddressLevel.AGREES, AddressLevel.PARTLY}:
        return False
    return any(rival.name in {NameLevel.MISREAD, NameLevel.NEAR} for rival in rivals)


def _judge(block: RecipientBlock, printed: PostalAddress, candidate: TenantCandidate, *, shared: bool) -> _Verdict:
    address = _level_of_addresses(printed, candidate)
    if address is AddressLevel.AGREES and shared:
        address = AddressLevel.SHARED
    verdicts = [
        _verdict(candidate, level_of_name(text, name, candidate.kind), naming, address, text)
        for naming, text in namings_of(block.lines)
        for name in (*candidate.names, *candidate.aliases)
    ]
    nameless = _verdict(candidate, NameLevel.NONE, Naming.ADDRESSEE, address, "")
    return max([*verdicts, nameless], key=lambda verdict: verdict.probability)


def _verdict(
    candidate: TenantCandidate, name: NameLevel, naming: Naming, address: AddressLevel, read_as: str
) -> _Verdict:
    probability = _PROBABILITY[name][_COLUMN[address]] * _NAMING_FACTOR[naming]
    return _Verdict(candidate, probability, name, naming, address, read_as)


def _shared_addresses(printed: PostalAddress, candidates: Sequence[TenantCandidate]) -> bool:
    """Whether several tenants have the printed address, as in a business centre or at the mail room's own door."""
    agreeing = (c for c in candidates if _level_of_addresses(printed, c) is AddressLevel.AGREES)
    return sum(1 for _ in agreeing) > 1


def _level_of_addresses(printed: PostalAddress, candidate: TenantCandidate) -> AddressLevel:
    known = [postal.parse_address(tuple(text.splitlines())) for text in candidate.addresses]
    levels = [compare_addresses(printed, address) for address in known if address.is_known]
    return min(levels, key=lambda level: _COLUMN[level], default=AddressLevel.UNKNOWN)


def compare_addresses(printed: PostalAddress, known: PostalAddress) -> AddressLevel:
    """How well two addresses agree; a number that differs weighs more than a street that was read badly."""
    if not printed.is_known or not known.is_known:
        return AddressLevel.UNKNOWN
    same_code = bool(printed.postcode) and printed.postcode == known.postcode
    same_street = _same_street(printed.street, known.street)
    if same_street and printed.number == known.number:
        return _of_same_door(printed, known, same_code=same_code)
    if same_street and (same_code or not printed.postcode):
        return AddressLevel.OTHER_NUMBER
    if same_code and not (printed.street and known.street):
        return AddressLevel.PARTLY
    return AddressLevel.OTHER_PLACE


def _of_same_door(printed: PostalAddress, known: PostalAddress, *, same_code: bool) -> AddressLevel:
    if printed.unit and known.unit and printed.unit != known.unit:
        return AddressLevel.OTHER_NUMBER
    if same_code:
        return AddressLevel.AGREES
    same_city = bool(printed.city) and fuzz.ratio(printed.city, known.city) >= SAME_STREET
    if same_city or not (printed.postcode or printed.city):
        return AddressLevel.PARTLY
    return AddressLevel.OTHER_PLACE


def _same_street(one: str, other: str) -> bool:
    return bool(one and other) and fuzz.ratio(_street_key(one), _street_key(other)) >= SAME_STREET


def _street_key(street: str) -> str:
    words = [_STREET_WORDS.get(word, word) for word in street.split()]
    return _STREET_ENDING.sub("str", " ".join(words))


_STREET_ENDING = re.compile(r"str(?:aat|a\w{0,3}e)?\b")
"""Street, in German and Dutch, in full or abbreviated; what models without an ß make of it included."""
_STREET_WORDS = {
    "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "blvd": "boulevard", "bvd": "boulevard",
    "pl": "place", "ch": "chemin", "chee": "chaussee", "imp": "impasse", "rte": "route", "st": "saint", "ste": "sainte",
    "v": "via", "pza": "piazza", "rd": "road", "sq": "square", "ln": "laan", "pln": "plein",
}  # fmt: skip

"""Whose letter it is.

Giving a letter to the wrong tenant is the worst that this program can do; leaving
one for a person to assign is a nuisance. So only the recipient's own block counts,
never a letterhead or the text; a name and an address have to agree; whatever
contradicts lowers; and a second tenant who might be meant lowers too.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ocr_workers.address_match import (
    ORDER,
    AddressLevel,
    KnownAddress,
    PrintedAddress,
    level_of_address,
    printed_address,
)
from ocr_workers.name_levels import NameLevel
from ocr_workers.recipient_lines import NamedLine, Naming, RecipientNames, names_a_person, names_of
from ocr_workers.tenant_clues import CONFIRMED_TWICE, NO_CLUE, Clue, Clues
from ocr_workers.tenant_directory import (
    INDIVIDUAL,
    KnownTenant,
    TenantCandidate,
    TenantDirectory,
    as_directory,
)
from ocr_workers.tenant_odds import (
    ADDRESS_LIKELIHOOD,
    ATTENTION_ELSEWHERE,
    CLUE_ODDS,
    HOST,
    MOST_AGAINST_PRINT,
    MOST_REFUSED,
    MOST_SURE,
    NAME_LIKELIHOOD,
    NOT_ALONE,
    NUMBER_PRINTED,
    REFERENCE_KNOWN,
    REFERENCE_OF_ANOTHER,
    RIGHT,
    SENT_BACK,
    SPELLING_KNOWN,
)
from ocr_workers.titled_initials import leave_one_person

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr_workers.address_block import RecipientBlock

MOST_RUNNERS_UP = 3
USUAL_BLOCK = 0.7
"""A block that looks less like a recipient's than this lowers every probability."""
READ_WELL = 0.9
"""Below this mean confidence of a block's words a letter in it may be another's shape."""
RIVAL_WORTH_TELLING = 0.02
"""A rival is spoken of from this share of the likelihood."""
FULLY = frozenset((AddressLevel.AGREES, AddressLevel.SHARED))
NOT_ALONE_SAID = "somebody else is addressed too"
SEVERAL = "a couple or a family is addressed, and another tenant lives there"
OTHER_ADDRESS = "another address may be the recipient's"
SAME_NAME = frozenset(
    (NameLevel.EXACT, NameLevel.MISREAD, NameLevel.FORM_MISSING, NameLevel.FULLER, NameLevel.NEAR, NameLevel.SPELLED)
)
ADDRESSED_OTHERWISE = 0.05
"""How likely mail for a tenant names the tenant as host, or for attention, only."""

__all__ = ["NOBODY", "RunnerUp", "TenantCandidate", "TenantMatch", "match_tenant"]


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


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one tenant fits the block.

    Attributes:
        probability: That the letter is this tenant's if no other tenant might be meant.
        likelihood: How likely this tenant's mail is printed so; for weighing tenants against each other.
        doubts: What stands against it besides.
        clues: What is known of it beside the block.
    """

    tenant: KnownTenant
    probability: float
    likelihood: float
    name: NameLevel
    naming: Naming
    address: AddressLevel
    doubts: tuple[str, ...] = ()
    clues: tuple[str, ...] = ()

    @property
    def is_contradicted(self) -> bool:
        """Whether print speaks against this tenant, so that nothing else may file the letter."""
        return bool(
            self.doubts
            or self.naming is not Naming.ADDRESSEE
            or self.address in {AddressLevel.OTHER_NUMBER, AddressLevel.OTHER_PLACE}
            or self.name in {NameLevel.NONE, NameLevel.WITHIN, NameLevel.OTHER_FORM}
        )

    @property
    def rank(self) -> tuple[float, float, str]:
        """Best first when sorted; ids decide between equals, so that no order of candidates does."""
        return (-self.probability, -self.likelihood, self.tenant.candidate.tenant_id)


def match_tenant(
    block: RecipientBlock | None,
    candidates: Sequence[TenantCandidate] | TenantDirectory,
    clues: Clues | None = None,
) -> TenantMatch:
    """The tenant to whom a letter with this recipient's block belongs, with the probability that it is so.

    Args:
        block: The recipient as printed; None where none was found.
        candidates: Everybody who may be meant; prepared as a directory where many letters are matched.
        clues: What else is known, by tenant id.
    """
    if block is None:
        return NOBODY
    names, printed = names_of(block.lines), printed_address(block.lines)
    directory = as_directory(candidates)
    is_badly_read = block.word_confidence < READ_WELL
    likely = directory.likely(names, printed)
    judged = (_judge(names, printed, tenant, directory, is_badly_read=is_badly_read) for tenant in likely)
    verdicts = [_weighed(each, (clues or {}).get(each.tenant.candidate.tenant_id, NO_CLUE)) for each in judged]
    ranked = sorted((each for each in verdicts if each.probability > 0), key=lambda each: each.rank)
    if not ranked:
        return TenantMatch(None, 0.0, ("no tenant has this name or address",))
    return _among_rivals(block, ranked)


def _among_rivals(block: RecipientBlock, ranked: Sequence[Verdict]) -> TenantMatch:
    best, rivals = ranked[0], ranked[1:]
    whole = sum(each.likelihood for each in ranked)
    share = best.likelihood / whole if whole else 1.0 / len(ranked)
    confidence = best.probability * share * _block_factor(block, best)
    if _is_another_named(block, best.tenant):
        confidence = min(confidence, NOT_ALONE)
    runners_up = tuple(RunnerUp(each.tenant.candidate.tenant_id, each.probability) for each in rivals[:MOST_RUNNERS_UP])
    evidence = tuple(_evidence(block, best, is_rivalled=share < 1 - RIVAL_WORTH_TELLING))
    return TenantMatch(best.tenant.candidate.tenant_id, round(confidence, 4), evidence, runners_up)


def _evidence(block: RecipientBlock, best: Verdict, *, is_rivalled: bool) -> Iterator[str]:
    yield best.name.value + (f" ({best.naming.value})" if best.naming is not Naming.ADDRESSEE else "")
    yield best.address.value
    yield from best.doubts
    yield from best.clues
    if is_rivalled:
        yield "another tenant might be meant"
    if _is_another_named(block, best.tenant):
        yield OTHER_ADDRESS
    if _block_factor(block, best) < 1:
        yield "recipient's place on the page is unusual"


def _is_another_named(block: RecipientBlock, tenant: KnownTenant) -> bool:
    """Whether an address that may be the recipient's as well names somebody else."""
    return any(not any(tenant.level_of(line) in SAME_NAME for line in names_of(lines).named) for lines in block.others)


def _weighed(verdict: Verdict, clue: Clue) -> Verdict:
    """The verdict with what is known beside the block; an own number or an old confirmation moves the odds."""
    said = [(phrase, ratio) for phrase, ratio in CLUE_ODDS if _speaks(phrase, clue)]
    if not said or verdict.probability <= 0:
        return verdict
    is_doubtful = verdict.is_contradicted and clue.spelling < CONFIRMED_TWICE
    ratio = math.prod(math.sqrt(ratio) if ratio > 1 and is_doubtful else ratio for _, ratio in said)
    odds = verdict.probability / (1 - verdict.probability) * ratio
    most = MOST_AGAINST_PRINT if is_doubtful else MOST_SURE
    lowered = min(odds / (1 + odds), MOST_REFUSED if clue.is_refused or clue.is_elsewhere else most)
    return replace(
        verdict, probability=lowered, likelihood=verdict.likelihood * ratio, clues=tuple(phrase for phrase, _ in said)
    )  # fmt: skip


def _speaks(phrase: str, clue: Clue) -> bool:
    return {
        NUMBER_PRINTED: clue.has_number,
        REFERENCE_KNOWN: clue.reference > 0,
        SPELLING_KNOWN: clue.spelling > 0,
        SENT_BACK: clue.is_refused,
        REFERENCE_OF_ANOTHER: clue.is_elsewhere,
    }[phrase]


def _block_factor(block: RecipientBlock, best: Verdict) -> float:
    # A block that only half looks like a recipient's may be a letterhead or a branch office; in a window, with a
    # tenant's address in it, it is a recipient's whose postcode was badly read.
    if block.stands_in_window and best.address in {*FULLY, AddressLevel.DOOR, AddressLevel.FIGURE, AddressLevel.PARTLY}:
        return 1.0
    return min(1.0, 0.55 + 0.45 * block.confidence / USUAL_BLOCK)


def _judge(
    names: RecipientNames,
    printed: PrintedAddress,
    tenant: KnownTenant,
    directory: TenantDirectory,
    *,
    is_badly_read: bool,
) -> Verdict:
    address, known = _address_level(printed, tenant, directory)
    verdicts = []
    for line in names.named:
        name = tenant.level_of(line)
        if name is NameLevel.GIVEN_MISREAD:
            # On a page that reads well a given name that nobody knows is a relative's rare one.
            name = NameLevel.NEAR if is_badly_read else NameLevel.RELATIVE
        is_initials = name is NameLevel.INITIALS and known is not None and address in FULLY
        if is_initials and known and leave_one_person(line, tenant, printed, known, directory):
            name = NameLevel.TITLED_INITIALS
        is_one_of_them = line.addresses_several and (known is None or directory.shares(known))
        verdicts.append(_of_line(names, line, tenant, name, address, is_one_of_them=is_one_of_them))
    nameless = _verdict(tenant, NameLevel.NONE, Naming.ADDRESSEE, address)
    return max([*verdicts, nameless], key=lambda verdict: (verdict.likelihood, verdict.probability))


def _address_level(
    printed: PrintedAddress, tenant: KnownTenant, directory: TenantDirectory
) -> tuple[AddressLevel, KnownAddress | None]:
    found = [(level_of_address(printed, known), known) for known in tenant.addresses]
    level, known = min(found, key=lambda pair: ORDER[pair[0]], default=(AddressLevel.UNKNOWN, None))
    if level is AddressLevel.PLACE and len({known.is_box for known in tenant.addresses}) > 1:
        level = AddressLevel.OTHER_PLACE  # it has a street and a box, and neither is printed
    is_shared = level is AddressLevel.AGREES and known is not None and directory.shares(known)
    return (AddressLevel.SHARED if is_shared else level), known


def _of_line(
    names: RecipientNames,
    line: NamedLine,
    tenant: KnownTenant,
    name: NameLevel,
    address: AddressLevel,
    *,
    is_one_of_them: bool,
) -> Verdict:
    doubts = _doubts(names, line, tenant)
    verdict = _verdict(tenant, name, line.naming, address, (*doubts, *([SEVERAL] if is_one_of_them else [])))
    if line.naming is Naming.ATTENTION and names.companies:
        return replace(verdict, likelihood=verdict.likelihood * ATTENTION_ELSEWHERE)
    return verdict


def _verdict(
    tenant: KnownTenant, name: NameLevel, naming: Naming, address: AddressLevel, doubts: tuple[str, ...] = ()
) -> Verdict:
    probability = RIGHT[name][ORDER[address]]
    likelihood = NAME_LIKELIHOOD[name] * ADDRESS_LIKELIHOOD[address]
    if naming is not Naming.ADDRESSEE:
        probability, likelihood = min(probability, HOST), likelihood * ADDRESSED_OTHERWISE
    if doubts:
        probability, likelihood = min(probability, NOT_ALONE), likelihood * ADDRESSED_OTHERWISE
    return Verdict(tenant, probability, likelihood, name, naming, address, doubts)


def _doubts(names: RecipientNames, line: NamedLine, tenant: KnownTenant) -> tuple[str, ...]:
    """Whoever else is addressed: nobody may stand beside a person, and only persons beside a company."""
    others = names.meant - set(range(line.first, line.last + 1))
    if tenant.candidate.kind != INDIVIDUAL:
        below = {index for index in others if index > line.last and index not in names.companies}
        others = others - names.persons - below
    is_beside = any(tenant.candidate.kind == INDIVIDUAL or not names_a_person(part) for part in line.beside)
    return (NOT_ALONE_SAID,) if (others or is_beside) and line.naming is Naming.ADDRESSEE else ()

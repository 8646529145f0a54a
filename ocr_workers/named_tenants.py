"""Tenants whom a letter names in its text only, offered to the person who decides and never filed by.

Contracts, payslips and reports of physicians often print no recipient's block: a party, an employee or a patient is all
they name. Who is named is not always who is written to, so that such a match stays far below any bound for filing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ocr_workers.address_match import printed_address
from ocr_workers.fields.parties import Party, Role
from ocr_workers.recipient_lines import names_of
from ocr_workers.tenant_match import NOBODY, SAME_NAME, RunnerUp, TenantMatch

if TYPE_CHECKING:
    from ocr_workers.tenant_directory import KnownTenant, TenantDirectory

NAMED_ALONE, NAMED_AMONG = 0.3, 0.2
"""How likely a letter is the only tenant's that it names, and one of several's; both for a person to decide."""
NAMED = "the text names the tenant as a party"


def offer_named(match: TenantMatch, parties: Sequence[Party], directory: TenantDirectory) -> TenantMatch:
    """The match, or where nobody was matched the tenants who are named in the text, takers before givers."""
    if match.tenant_id is not None or not parties:
        return match
    takers_first = sorted(parties, key=lambda party: party.role is not Role.TAKER)
    named = list(dict.fromkeys(each.candidate.tenant_id for each in _named(takers_first, directory)))
    if not named:
        return match
    confidence = NAMED_ALONE if len(named) == 1 else NAMED_AMONG
    others = tuple(RunnerUp(each, NAMED_AMONG) for each in named[1:])
    kept = tuple(each for each in match.runners_up if each.tenant_id not in named)
    besides = tuple(each for each in match.evidence if each not in NOBODY.evidence)
    return TenantMatch(named[0], confidence, (NAMED, *besides), (*others, *kept))


def _named(parties: Sequence[Party], directory: TenantDirectory) -> Iterator[KnownTenant]:
    for party in parties:
        names, nowhere = names_of((party.name.value,)), printed_address(())
        for tenant in directory.likely(names, nowhere):
            if any(tenant.level_of(line) in SAME_NAME for line in names.named):
                yield tenant

"""Whose letter a document is: its printed recipient, what an invoice states in data, and what people said before."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from archive.recipient_history import recall
from kernel.ids import TenantId
from kernel.tenancy.directory import TenantView
from kernel.tenancy.repository import candidates_of, version_of_candidates
from ocr_workers.address_block import RecipientBlock
from ocr_workers.e_invoice.parties import Party
from ocr_workers.named_tenants import offer_named
from ocr_workers.recipient_clues import TraceKey, traces_of
from ocr_workers.recipient_lines import NamedLine, Naming
from ocr_workers.tenant_clues import Clues, Traces, clues_of, same_number
from ocr_workers.tenant_directory import TenantCandidate, TenantDirectory
from ocr_workers.tenant_match import SAME_NAME, RunnerUp, TenantMatch, match_tenant
from ocr_workers.understanding import Understanding
from paper.geometry import Box

CONTRADICTED = 0.3
STATED_SURELY = 0.9
MOST_OPERATORS = 16
MAY_WRITE = "the tenant may be the sender"
NAMES_TENANT = "the e-invoice names the tenant"
NAMES_ANOTHER = "the e-invoice names somebody else"


@dataclass(frozen=True, slots=True)
class Found:
    """Whose the letter is, the traces it leaves, and the tenants among whom it was looked for."""

    match: TenantMatch
    traces: Traces
    directory: TenantDirectory


class Directories:
    """Operators' tenants as the matching wants them, prepared anew only when somebody was added or renamed."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = threading.Lock()
        self._kept: dict[TenantId, tuple[tuple[tuple[str, int], ...], TenantDirectory]] = {}

    def of(self, session: Session, operator_id: TenantId) -> TenantDirectory:
        """The tenants for whom this operator scans, and itself; needs the system scope."""
        version = version_of_candidates(session, operator_id)
        with self._lock:
            kept = self._kept.get(operator_id)
        if kept and kept[0] == version:
            return kept[1]
        directory = TenantDirectory(_candidate(each) for each in candidates_of(session, operator_id))
        with self._lock:
            if len(self._kept) >= MOST_OPERATORS:
                self._kept.pop(next(iter(self._kept)))
            self._kept[operator_id] = (version, directory)
        return directory


def find_tenant(
    session: Session,
    directory: TenantDirectory,
    operator_id: TenantId,
    understood: Understanding,
    buyer: Party | None,
    trace_key: TraceKey | None,
) -> Found:
    """Whose letter it is, within a reading transaction of the platform's own."""
    traces = traces_of(understood, trace_key(operator_id)) if trace_key else Traces()
    said = recall(session, operator_id, traces.all) if traces.all else ()
    clues = clues_of(traces, said, _numbers(understood, buyer), _own_numbers(directory))
    sender = understood.sender.value if understood.sender else None
    block = understood.recipient
    printed = doubt_the_sender(match_tenant(block, directory, clues), sender, block, directory)
    match = heed_invoice(printed, buyer, directory, clues)
    return Found(offer_named(match, understood.parties, directory), traces, directory)


def doubt_the_sender(
    match: TenantMatch, sender: str | None, block: RecipientBlock | None, directory: TenantDirectory
) -> TenantMatch:
    """Lower a tenant who may be the writer, the block that was found being the writer's own address.

    So it is where the letterhead bears the tenant's name or the tenant signs, and where an address that stands like a
    letterhead is all that tells who writes.
    """
    if match.tenant_id is None or block is None:
        return match
    tenant = next(each for each in directory.tenants if each.candidate.tenant_id == match.tenant_id)
    writers = [*([sender] if sender else []), *block.signatories]
    names = (NamedLine(name, Naming.ADDRESSEE, 0, 0) for name in writers)
    is_unsigned = sender is None and block.may_be_letterhead
    if not is_unsigned and not any(tenant.level_of(name) in SAME_NAME for name in names):
        return match
    return replace(match, confidence=min(match.confidence, CONTRADICTED), evidence=(*match.evidence, MAY_WRITE))


def heed_invoice(printed: TenantMatch, buyer: Party | None, directory: TenantDirectory, clues: Clues) -> TenantMatch:
    """The match that follows from print and from the buyer whom an electronic invoice states in data."""
    if buyer is None or not buyer.name:
        return printed
    stated = match_tenant(_as_block(buyer), directory, clues)
    if _is_another(buyer, stated.tenant_id, directory):
        return replace(printed, confidence=min(printed.confidence, CONTRADICTED), evidence=(NAMES_ANOTHER,))
    if stated.tenant_id == printed.tenant_id:
        best = max(printed, stated, key=lambda match: match.confidence)
        return replace(best, evidence=(*best.evidence, NAMES_TENANT)) if best.tenant_id else printed
    if stated.confidence >= STATED_SURELY and printed.confidence < CONTRADICTED:
        return replace(stated, evidence=(*stated.evidence, NAMES_TENANT))
    others = (RunnerUp(stated.tenant_id, stated.confidence),) if stated.tenant_id else ()
    return TenantMatch(
        printed.tenant_id, min(printed.confidence, CONTRADICTED), (*printed.evidence, NAMES_ANOTHER),
        (*others, *(each for each in printed.runners_up if each.tenant_id != stated.tenant_id)),
    )  # fmt: skip


def _as_block(buyer: Party) -> RecipientBlock:
    """A buyer as a recipient's block that was printed perfectly."""
    names = tuple(dict.fromkeys(name for name in (buyer.name,) if name))
    return RecipientBlock((*names, *buyer.address_lines), Box(0, 0, 1, 1), 1.0, 1.0, "left")


def _is_another(buyer: Party, tenant_id: str | None, directory: TenantDirectory) -> bool:
    """Whether the invoice states a number for its buyer that is none of the tenant's, who has such numbers."""
    stated = [number for number in (buyer.vat_number, buyer.enterprise_number) if number]
    own = _own_numbers(directory).get(tenant_id or "", ())
    return bool(stated and own) and not any(same_number(one, other) for one in stated for other in own)


def _numbers(understood: Understanding, buyer: Party | None) -> frozenset[str]:
    printed = {found.value for found in (*understood.vat_numbers, *understood.enterprise_numbers)}
    stated = {number for number in (buyer.vat_number, buyer.enterprise_number) if number} if buyer else set()
    return frozenset(printed | stated)


def _own_numbers(directory: TenantDirectory) -> Mapping[str, Sequence[str]]:
    return {each.candidate.tenant_id: each.candidate.identifiers for each in directory.tenants}


def _candidate(tenant: TenantView) -> TenantCandidate:
    addresses = tuple(f"{a.street}\n{a.postcode} {a.city}" for a in tenant.addresses)
    return TenantCandidate(
        tenant.id, (tenant.name,), tenant.aliases, addresses, tenant.kind.value, tenant.identifiers
    )  # fmt: skip

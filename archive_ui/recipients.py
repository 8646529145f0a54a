"""Whose letter it may be: what the machine proposes, and everybody else it could be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from archive.views import DocumentView
from kernel.ids import TenantId
from kernel.tenancy.directory import TenantView

MOST_OTHERS = 12


@dataclass(frozen=True, slots=True)
class Proposal:
    """A recipient that the machine considered; `confidence` from 0 to 1."""

    tenant: TenantView
    confidence: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the form offers.

    Attributes:
        chosen: The tenant that is ticked, if any.
        others: Further tenants, as far as the filter lets them through and the list is long.
        left_out: How many more the filter lets through.
    """

    proposals: tuple[Proposal, ...]
    others: tuple[TenantView, ...]
    left_out: int
    chosen: TenantId | None
    wanted: str


def choice_for(
    document: DocumentView, served: Mapping[TenantId, TenantView], wanted: str = "", chosen: str = ""
) -> Choice:
    """Proposals first, then everybody else whose name or address holds the words of `wanted`."""
    proposals = tuple(_proposals(document.proposals, served))
    proposed = {proposal.tenant.id for proposal in proposals}
    others = [tenant for tenant in served.values() if tenant.id not in proposed]
    return _offered(proposals, others, wanted, _chosen(chosen, served, proposals))


def choice_of_all(served: Mapping[TenantId, TenantView], wanted: str = "", chosen: str = "") -> Choice:
    """Everybody whose name or address holds the words of `wanted`; nobody is proposed."""
    return _offered((), served.values(), wanted, _chosen(chosen, served, ()))


def only_match(served: Mapping[TenantId, TenantView], wanted: str) -> TenantId | None:
    """The one tenant that the words leave, if they leave one."""
    found = [tenant.id for tenant in served.values() if _holds(tenant, wanted)] if wanted.strip() else []
    return found[0] if len(found) == 1 else None


def is_looked_for(tenant: TenantView, wanted: str) -> bool:
    """Whether the words, if there are any, are about this tenant."""
    return _holds(tenant, wanted)


def _offered(
    proposals: tuple[Proposal, ...], others: Iterable[TenantView], wanted: str, chosen: TenantId | None
) -> Choice:
    # A choice never vanishes from the form because the filter changed.
    shown = [tenant for tenant in others if tenant.id == chosen or _holds(tenant, wanted)]
    shown.sort(key=lambda tenant: tenant.id != chosen)
    return Choice(proposals, tuple(shown[:MOST_OTHERS]), max(len(shown) - MOST_OTHERS, 0), chosen, wanted)


def _proposals(stored: Iterable[dict[str, Any]], served: Mapping[TenantId, TenantView]) -> Iterable[Proposal]:
    """Only tenants of this operator: one that left since is no choice any more."""
    for values in stored:
        tenant = served.get(TenantId(str(values.get("tenant_id"))))
        if tenant is not None:
            confidence = float(values.get("confidence") or 0.0)
            yield Proposal(tenant, confidence, tuple(str(phrase) for phrase in values.get("evidence") or ()))


def _chosen(chosen: str, served: Mapping[TenantId, TenantView], proposals: tuple[Proposal, ...]) -> TenantId | None:
    if TenantId(chosen) in served:
        return TenantId(chosen)
    return proposals[0].tenant.id if proposals else None


def _holds(tenant: TenantView, wanted: str) -> bool:
    places = (f"{a.street} {a.postcode} {a.city}" for a in tenant.addresses)
    text = _plain(" ".join((tenant.name, *tenant.aliases, *places)))
    return all(word in text for word in _plain(wanted).split())


def _plain(text: str) -> str:
    """Without accents and case."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in split if not unicodedata.combining(character))

"""In whose name a transaction runs: one tenant, or the platform itself."""

from __future__ import annotations

from dataclasses import dataclass

from kernel.ids import TenantId


@dataclass(frozen=True, slots=True)
class TenantScope:
    """Only rows of this tenant can be seen or written."""

    tenant_id: TenantId


@dataclass(frozen=True, slots=True)
class SystemScope:
    """The platform's own work across tenants: relay, hand-over, verification.

    Never opened on behalf of a person; `reason` says why it is needed and is
    there for the reader of the code.
    """

    reason: str


Scope = TenantScope | SystemScope

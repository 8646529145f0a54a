"""What the reading workers need from the rest of the house."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from archive.cover_sheets import SheetKey
from kernel.blobs.api import BlobStore
from kernel.clock import Clock
from kernel.ids import TenantId
from kernel.outbox.inbox import RetryPolicy
from kernel.unit_of_work import Database
from ocr_workers.recipient_clues import TraceKey
from ocr_workers.tenant_finding import Directories
from paper.sandbox import Sandbox, SandboxLimits

FILING_BOUND = 0.99


class PurposeKeys(Protocol):
    """Where a tenant's key for one purpose comes from."""

    def key_for(self, tenant_id: TenantId, purpose: bytes) -> bytes:
        """32 bytes of the tenant's own, gone when its key is destroyed."""


@dataclass(frozen=True, slots=True)
class OcrDeps:
    """Plain values and ports; built once by `wiring`.

    Attributes:
        filing_bound: A document whose owner is less sure than this waits for a person, 0 to 1.
        page_limits: What reading one page may take.
        profile: What matters most in the archive's PDF: "text" or "lossless".
        embeds_received: Let the received file travel inside the archive's PDF where a document is all of it.
        document_limits: What composing one document may take.
        retry: How often a page or document is tried.
        keys: Of the tenants, for what is learned from their corrections; without them nothing is.
        sheet_key: The key with which an organisation seals its cover sheets; without it none is believed.
        trace_key: The key under which it remembers whose letters were whose; without it nothing is remembered.
        directories: Its tenants, prepared for matching.
    """

    database: Database
    blobs: BlobStore
    sandbox: Sandbox
    clock: Clock
    filing_bound: float = FILING_BOUND
    profile: str = "text"
    embeds_received: bool = False
    page_limits: SandboxLimits = field(default_factory=SandboxLimits)
    document_limits: SandboxLimits = field(default_factory=SandboxLimits)
    retry: RetryPolicy = field(default_factory=RetryPolicy)
    sheet_key: SheetKey | None = None
    trace_key: TraceKey | None = None
    directories: Directories = field(default_factory=Directories)
    keys: PurposeKeys | None = None

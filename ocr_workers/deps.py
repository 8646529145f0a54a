"""What the reading workers need from the rest of the house."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.cover_sheets import SheetKey
from kernel.blobs.api import BlobStore
from kernel.clock import Clock
from kernel.outbox.inbox import RetryPolicy
from kernel.unit_of_work import Database
from paper.sandbox import Sandbox, SandboxLimits

FILING_BOUND = 0.99


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
        sheet_key: The key with which an organisation seals its cover sheets; without it none is believed.
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

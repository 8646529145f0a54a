"""The traces that a letter leaves of its recipient: who writes, under which number, to whom as printed."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kernel.ids import TenantId
from ocr_workers import postal
from ocr_workers.print_confusion import folded
from ocr_workers.tenant_clues import Traces

if TYPE_CHECKING:
    from ocr_workers.address_block import RecipientBlock
    from ocr_workers.understanding import Understanding

TraceKey = Callable[[TenantId], bytes]
"""The key under which an operator organisation's traces are made."""
KEY_PURPOSE = b"postkamer recipient traces"
SHORTEST_REFERENCE = 4
MOST_SENDERS = 4


def traces_of(understood: Understanding, key: bytes) -> Traces:
    """The letter's traces under the operator's key; none where it does not say who writes."""
    senders = list(_senders(understood))[:MOST_SENDERS]
    reference, recipient = _reference(understood), _as_printed(understood.recipient)
    return Traces(
        tuple(_trace(key, "reference", sender, reference) for sender in senders if reference),
        tuple(_trace(key, "spelling", sender, recipient) for sender in senders if recipient),
    )


def _senders(understood: Understanding) -> Iterator[str]:
    """What tells the sender from all others, surest first: the same letter next month may show only one of them."""
    yield from (f"vat {found.value}" for found in understood.vat_numbers[:1])
    yield from (f"account {found.value}" for found in understood.ibans[:1])
    if understood.sender:
        yield f"name {folded(postal.plain_name(understood.sender.value))}"


def _reference(understood: Understanding) -> str:
    found = understood.customer_reference
    kept = "".join(mark for mark in (found.value if found else "").upper() if mark.isalnum())
    return kept if len(kept) >= SHORTEST_REFERENCE else ""


def _as_printed(block: RecipientBlock | None) -> str:
    """The whole block, so that another street or another person above the name is another recipient."""
    return "|".join(folded(postal.plain(line)) for line in block.lines) if block else ""


def _trace(key: bytes, kind: str, sender: str, shown: str) -> str:
    message = f"{kind}\0{sender}\0{shown}".encode()
    return hmac.new(key, message, hashlib.sha256).hexdigest()

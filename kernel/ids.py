"""Typed identifiers: random, so that none tells how many came before it."""

from __future__ import annotations

import uuid
from typing import NewType

TenantId = NewType("TenantId", str)
UserId = NewType("UserId", str)
IntakeId = NewType("IntakeId", str)
BatchId = NewType("BatchId", str)
PageId = NewType("PageId", str)
DocumentId = NewType("DocumentId", str)
EventId = NewType("EventId", str)
MessageId = NewType("MessageId", str)


def new_id() -> str:
    """A fresh random identifier: 32 hexadecimal digits (RFC 9562 §5.4, version 4)."""
    return uuid.uuid4().hex


def derived_id(name_space: str, name: str) -> str:
    """The same identifier for the same pair, every time (RFC 9562 §5.5, version 5).

    Args:
        name_space: An identifier made by this module.
        name: What is named within it.
    """
    return uuid.uuid5(uuid.UUID(name_space), name).hex

"""The secret of the link that a closed mailbox leaves: shown once, and written into one mail when it is erased."""

from __future__ import annotations

import datetime as dt

from identity.one_time import mailed_token
from kernel.ids import TenantId


def closed_secret(tenant_id: TenantId, closed_at: dt.datetime, key: bytes) -> str:
    """The secret for a mailbox closed at that moment; the same every time, so that only its hash need be kept."""
    return mailed_token(f"closed {tenant_id} {closed_at.astimezone(dt.UTC).isoformat()}", key)

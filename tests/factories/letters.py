"""Made-up documents for search tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from indexer.engines.api import Amount, IndexedDocument
from kernel.ids import DocumentId, TenantId

TENANT = TenantId("a" * 32)
OTHER_TENANT = TenantId("b" * 32)


def letter(document_id: str, text: str = "", *, tenant_id: TenantId = TENANT, **fields: Any) -> IndexedDocument:  # noqa: ANN401 - as many types as fields
    """A document with `text`; every field can be named."""
    date = fields.pop("date", None)
    values: dict[str, Any] = {
        "subject": "",
        "sender": "",
        "reference": "",
        "kind": None,
        "date": date,
        "sorted_on": date or dt.date(2024, 1, 1),
        "amounts": (),
        "language": "nl",
        **fields,
    }
    return IndexedDocument(document_id=DocumentId(document_id), tenant_id=tenant_id, text=text, **values)


def euros(*amounts: float) -> tuple[Amount, ...]:
    """Amounts in euro."""
    return tuple(Amount(round(amount * 100), "EUR") for amount in amounts)

"""The register of tables: every `models` module is imported here once, so that the one metadata is whole."""

from __future__ import annotations

from types import ModuleType

import archive.cuts.models
import archive.erasure.models
import archive.export.models
import archive.holds.models
import archive.models
import archive.organising.models
import archive.sharing.models
import identity.models
import indexer.models
import ingest.models
import integrations.models
import kernel.audit.models
import kernel.outbox.models
import kernel.tenancy.models
import notifications.models
from kernel.db import Base

TABLES: tuple[ModuleType, ...] = (
    kernel.tenancy.models,
    kernel.outbox.models,
    kernel.audit.models,
    identity.models,
    archive.models,
    archive.cuts.models,
    archive.erasure.models,
    archive.holds.models,
    archive.export.models,
    archive.organising.models,
    archive.sharing.models,
    ingest.models,
    indexer.models,
    integrations.models,
    notifications.models,
)
METADATA = Base.metadata
TENANT_TABLES: tuple[str, ...] = tuple(
    sorted(table.name for table in METADATA.tables.values() if "tenant_id" in table.columns)
)
"""Names of the tables whose rows belong to one tenant: what row-level security must cover."""

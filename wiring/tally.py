"""How much there is of what, and which failures wait for a person."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.lifecycle import DocumentState, IntakeState
from archive.repository import failed_pages, list_documents, list_intake
from ingest.refused import list_refused
from kernel.blobs.api import BlobStore
from kernel.outbox.integrity import given_up_deliveries
from kernel.tenancy.repository import list_tenants
from wiring.blob_references import named_in_order, spare_keys
from wiring.schema import METADATA
from wiring.under_way import UnderWay, forgotten_runs

TABLES = METADATA.tables
# Nobody looks at more; the number of all of them is among the counts.
MOST_FAILURES = 10_000
# A blob is put before the row that names it: for a day it counts as on its way.
SWEPT_AFTER = dt.timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Failure:
    """A row that says that something failed: kept, shown, and to be retried by a person."""

    kind: str
    id: str
    cause: str | None
    tenant_id: str | None = None


def count_rows(session: Session, work: UnderWay) -> dict[str, Any]:
    """Rows by state; received items by channel as well."""
    return {
        "tenants": len(list_tenants(session, with_closed=True)),
        "channels": _by_channel(session),
        **{table: _by_state(session, table) for table in ("batches", "pages", "documents", "deliveries")},
        "under_way": {
            "events": len(work.events),
            "deliveries": len(work.deliveries),
            "dead_leases": len(work.dead_leases),
        },
    }


def count_stored_blobs(session: Session, blobs: BlobStore, now: dt.datetime) -> dict[str, Any]:
    """Blobs that rows name, and others; the old ones among these can be swept."""
    counts = {"referenced": 0, "unreferenced": 0, "to_sweep": 0}
    for tenant in list_tenants(session, with_closed=True):
        counts["referenced"] += sum(1 for _ in named_in_order(session, tenant.id))
        for _, moment in spare_keys(session, blobs, tenant.id):
            counts["unreferenced"] += 1
            counts["to_sweep"] += now - moment > SWEPT_AFTER
    return {"blobs": counts}


def visible_failures(session: Session, now: dt.datetime) -> Iterator[Failure]:
    """What was given up and is shown to people, with its cause; and runs that nobody closed, with what to do."""
    for item in list_intake(session, (IntakeState.QUARANTINED,), limit=MOST_FAILURES):
        yield Failure("intake item", item.intake_id, item.cause_code, item.tenant_id)
    for page in failed_pages(session, limit=MOST_FAILURES):
        yield Failure("page", page.page_id, page.failure_code)
    for document in list_documents(session, (DocumentState.FAILED,), limit=MOST_FAILURES):
        yield Failure("document", document.document_id, document.failure_code, document.tenant_id)
    for file in list_refused(session, limit=MOST_FAILURES):
        yield Failure("refused file", file.refused_id, file.cause_code, file.tenant_id)
    for message_id, actor, code in given_up_deliveries(session):
        yield Failure("delivery", message_id, f"{actor}: {code}")
    for run in forgotten_runs(session, now):
        yield Failure("open run", run.batch_id, run.advice, run.tenant_id)


def _by_state(session: Session, table: str) -> dict[str, int]:
    state = TABLES[table].c.state
    return {row[0].value: row[1] for row in session.execute(select(state, func.count()).group_by(state))}


def _by_channel(session: Session) -> dict[str, dict[str, int]]:
    items = TABLES["intake_items"].c
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for channel, state, count in session.execute(
        select(items.channel, items.state, func.count()).group_by(items.channel, items.state)
    ):
        found[channel][state.value] = count
    return dict(found)

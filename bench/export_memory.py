"""How much memory and time an export of many letters takes.

    python bench/export_memory.py --letters 10000 [--kilobytes 30] [--form zip]

Letters are rows that name a few files of random bytes, sealed on disk as in earnest; the export is made by the
worker's own code. Run it with few and with many letters: memory must not grow with their number.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from archive.export.forms import ExportForm
from archive.export.orders import OrderExport, get_export, order_export
from archive.export.work import ExportDeps, build_export
from archive.lifecycle import DocumentState
from archive.models import Document, Original
from kernel.blobs.directory import DirectoryBlobStore
from kernel.clock import SystemClock
from kernel.db import Base, open_engine
from kernel.ids import MessageId, TenantId, UserId, new_id
from kernel.outbox.inbox import Ticket
from kernel.outbox.models import Delivery, DeliveryState, OutboxEvent
from kernel.tenancy.directory import TenantKind
from kernel.tenancy.directory_changes import AddTenant, add_tenant
from kernel.tenancy.keys import KeyRing
from kernel.tenancy.master_key import MasterKey
from kernel.tenancy.scope import SystemScope, TenantScope
from kernel.unit_of_work import Database
from wiring import schema

SYSTEM = SystemScope("a benchmark fills a tenant")
FILES = 40


def fill(deps: ExportDeps, tenant_id: TenantId, letters: int, size: int) -> None:
    """Letters of one page, each with a PDF and an original out of a few files."""
    chance = random.Random(7)
    stored = [deps.blobs.put(tenant_id, io.BytesIO(chance.randbytes(size))) for _ in range(FILES)]
    day = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    with deps.database.unit_of_work(SYSTEM) as uow:
        for number in range(letters):
            pdf, original = stored[number % FILES], stored[(number * 7 + 1) % FILES]
            document_id = new_id()
            at = day + dt.timedelta(minutes=number)
            uow.session.add(
                Document(
                    id=document_id, tenant_id=tenant_id, state=DocumentState.FILED, received_at=at, filed_at=at,
                    cut_confidence=1.0, page_count=0, pdf_key=pdf.key, sender=f"Sender {number % 100}",
                    subject=f"Letter {number}", proposals=[], fields={}, version=1,
                )
            )  # fmt: skip
            uow.session.flush()
            uow.session.add(
                Original(
                    tenant_id=tenant_id, document_id=document_id, position=0, blob_key=original.key,
                    sha256=original.sha256, size_bytes=original.size_bytes, media_type="application/pdf",
                    file_name="letter.pdf", is_whole=True,
                )
            )  # fmt: skip
            if number % 500 == 499:
                uow.session.flush()
                uow.session.expunge_all()
        uow.commit()


def order(deps: ExportDeps, tenant_id: TenantId, form: ExportForm) -> Ticket:
    """An export of everything, and leave to work on it."""
    with deps.database.unit_of_work(TenantScope(tenant_id)) as uow:
        view = order_export(uow, OrderExport(tenant_id, UserId("bench"), form), deps.clock.now())
        uow.session.flush()
        fact = next(each for each in uow.session.query(OutboxEvent) if each.name == "ExportOrdered")
        message_id = MessageId(new_id())
        uow.session.add(
            Delivery(
                id=message_id, tenant_id=tenant_id, event_id=fact.id, actor="archive.build_export", queue="exports",
                payload=fact.payload, state=DeliveryState.RUNNING, attempts=1, due_at=deps.clock.now(),
                publish_failures=0,
            )
        )  # fmt: skip
        uow.commit()
    return Ticket(message_id, tenant_id, {"export_id": view.export_id}, 1, False, None)


def main() -> None:
    """Measure once."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--letters", type=int, default=10_000)
    asked.add_argument("--kilobytes", type=int, default=30)
    asked.add_argument("--form", choices=[form.value for form in ExportForm], default="zip")
    given = asked.parse_args()
    assert schema.METADATA is Base.metadata
    with tempfile.TemporaryDirectory() as name:
        clock = SystemClock()
        database = Database(open_engine(f"sqlite:///{Path(name) / 'bench.db'}"), clock)
        Base.metadata.create_all(database.engine)
        keys = KeyRing(MasterKey(os.urandom(32)), database, clock)
        tenant_id = add_tenant(AddTenant(TenantKind.BUSINESS, "Bench"), database.unit_of_work(SYSTEM), keys, clock)
        deps = ExportDeps(database, DirectoryBlobStore(Path(name) / "blobs", keys), clock)
        fill(deps, tenant_id, given.letters, given.kilobytes * 1024)
        ticket = order(deps, tenant_id, ExportForm(given.form))
        before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
        build_export(deps, ticket)
        seconds, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with database.reading(TenantScope(tenant_id)) as session:
            view = get_export(session, ticket.payload["export_id"])
    sys.stdout.write(
        f"{given.letters} letters, {(view.size_bytes or 0) / 1e6:.0f} MB: {seconds:.1f} s, "
        f"peak {after / 1024:.0f} MiB ({(after - before) / 1024:+.0f} MiB over what filling took)\n"
    )


if __name__ == "__main__":
    main()

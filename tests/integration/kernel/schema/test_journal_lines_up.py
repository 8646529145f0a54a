from __future__ import annotations

import threading

from sqlalchemy import Engine

from kernel.audit.journal import AuditFact, append, chain_end, verify_chain
from kernel.ids import TenantId, new_id
from kernel.tenancy.directory import TenantKind
from kernel.tenancy.models import Tenant
from kernel.tenancy.scope import SystemScope, TenantScope
from kernel.unit_of_work import Database
from tests.fakes.clock import START, FakeClock
from wiring.migrate import migrate

SYSTEM = SystemScope("tests set up every tenant")
WRITERS, EACH = 4, 8


def test_writers_of_one_journal_line_up(empty: Engine) -> None:
    migrate(empty)
    database, tenant_id = Database(empty, FakeClock()), TenantId(new_id())
    with database.unit_of_work(SYSTEM) as uow:
        uow.session.add(Tenant(id=tenant_id, kind=TenantKind.BUSINESS, name="A", created_at=START))
        uow.commit()

    def write(writer: int) -> None:
        for number in range(EACH):
            fact = AuditFact(tenant_id, f"u{writer}", "document_filed", "document", str(number))
            with database.unit_of_work(TenantScope(tenant_id)) as uow:
                append(uow.session, fact, START)
                uow.commit()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading(TenantScope(tenant_id)) as session:
        assert verify_chain(session, tenant_id) == []
        assert chain_end(session, tenant_id).sequence == WRITERS * EACH

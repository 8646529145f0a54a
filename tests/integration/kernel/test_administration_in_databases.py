"""What administration asks of each kind of database: whom an operator serves, what waits and failed, who did what."""

from __future__ import annotations

import hashlib

from sqlalchemy import Engine

from archive.failures import count_given_up, given_up
from integrations.deliveries import count_failed_messages, failed_messages
from kernel.audit.journal import FIRST_HASH, ChainEnd, verify_part
from kernel.audit.queries import JournalQuestion, actions_known, actors_known, every_entry, find_entries
from kernel.ids import TenantId, new_id
from kernel.outbox.models import Delivery, DeliveryState, OutboxEvent
from kernel.outbox.overview import count_given_up_work, given_up_work, queue_lengths
from kernel.tenancy.directory import TenantKind
from kernel.tenancy.directory_changes import AddTenant, AddUser, add_tenant, add_user
from kernel.tenancy.keys import KeyRing
from kernel.tenancy.master_key import MasterKey
from kernel.tenancy.naming import ChangeNames, PartKind, change_names
from kernel.tenancy.people_served import count_people_served, find_people_served
from kernel.tenancy.repository import served_by
from kernel.tenancy.roles import Role
from kernel.tenancy.scope import SystemScope, TenantScope
from kernel.tenancy.served import count_served, find_served, resume_tenant, suspend_tenant
from kernel.unit_of_work import Database
from tests.fakes.clock import FakeClock
from wiring.migrate import migrate

SYSTEM = SystemScope("tests look at every tenant")


def test_every_question_is_answered_for_whom_the_operator_serves_alone(empty: Engine) -> None:
    migrate(empty)
    database, clock = Database(empty, FakeClock()), FakeClock()
    keys = KeyRing(MasterKey(hashlib.sha256(b"tests").digest()), database, clock)

    def added(name: str, operator: TenantId | None = None) -> TenantId:
        kind = TenantKind.BUSINESS if operator else TenantKind.OPERATOR
        return add_tenant(AddTenant(kind, name, operator_id=operator), database.unit_of_work(SYSTEM), keys, clock)

    one, other = added("Scanhuis Noord"), added("Scanhuis Zuid")
    ours, theirs = added("Café Zuid", one), added("Garage Zuid", other)
    for email, tenant in (("an@example.org", ours), ("bo@example.org", theirs)):
        add_user(AddUser(email, "An", roles=((tenant, Role.OWNER),)), database.unit_of_work(SYSTEM), clock)
    change = ChangeNames(ours, PartKind.ALIAS, "Bar 100%_Zuid", None, "an")
    assert change_names(change, database.unit_of_work(SYSTEM), clock) == []
    for tenant in (ours, theirs):
        for state in (DeliveryState.FAILED, DeliveryState.DUE):
            _deliver(database, tenant, state, clock)
    suspend_tenant(one, ours, "chief", database.unit_of_work(SYSTEM), clock)

    with database.reading(SYSTEM) as session:
        assert [row.is_suspended for row in find_served(session, one, "zuid 100%_", limit=9)] == [True]
        assert find_served(session, one, "garage", limit=9) == []
        assert count_served(session, one) == count_people_served(session, one) == 1
        assert [each.user.email for each in find_people_served(session, one, "AN", limit=9)] == ["an@example.org"]
        (queue,) = queue_lengths(session, served_by(one))
        assert (queue.queue, queue.waiting, queue.running, queue.oldest_at) == ("mail", 1, 0, clock.now())
        assert [work.tenant_id for work in given_up_work(session, served_by(one), {"x"}, limit=9)] == [ours]
        assert count_given_up_work(session, served_by(one), {"notifications.send_mail"}) == 0
        assert not given_up(session, served_by(one), limit=9)
        assert set(count_given_up(session, served_by(one)).values()) == {0}
        assert count_failed_messages(session, served_by(one)) == len(failed_messages(session, served_by(one), limit=9))
    resume_tenant(one, ours, "chief", database.unit_of_work(SYSTEM), clock)

    with database.reading(TenantScope(ours)) as session:
        deeds = ["tenant_added", "tenant_name_added", "tenant_resumed", "tenant_suspended", "user_added"]
        assert actions_known(session, ours) == deeds
        assert actors_known(session, ours) == ["an", "chief", "system:cli"]
        assert len(find_entries(session, ours, JournalQuestion(actor="chief"))) == 2
        assert len(list(every_entry(session, ours, JournalQuestion()))) == len(deeds)
        part = verify_part(session, ours, ChainEnd(0, FIRST_HASH), 100)
        assert (part.breaks, part.reached.sequence, part.is_over) == ((), len(deeds), True)
        assert actions_known(session, theirs) == []


def _deliver(database: Database, tenant_id: TenantId, state: DeliveryState, clock: FakeClock) -> None:
    event_id, now = new_id(), clock.now()
    with database.unit_of_work(SYSTEM) as uow:
        uow.session.add(OutboxEvent(id=event_id, tenant_id=tenant_id, name="MessageDue", payload={}, occurred_at=now))
        uow.session.flush()
        uow.session.add(
            Delivery(
                id=new_id(), event_id=event_id, tenant_id=tenant_id, actor="notifications.send_mail", queue="mail",
                payload={}, state=state, due_at=now,
            )
        )  # fmt: skip
        uow.commit()

"""Exports as a worker makes them, in the tests' own time."""

from __future__ import annotations

from sqlalchemy import select

from archive.export.forms import ExportForm
from archive.export.orders import OrderExport, order_export
from archive.export.work import ExportDeps, build_export
from kernel.ids import DocumentId, MessageId, TenantId, UserId, derived_id
from kernel.outbox.inbox import Ticket
from kernel.outbox.models import Delivery, DeliveryState, OutboxEvent
from kernel.tenancy.scope import TenantScope
from tests.integration.archive_ui.house import TOWN, House


def deps_of(house: House) -> ExportDeps:
    return ExportDeps(house.database, house.blobs, house.clock)


def ordered_export(
    house: House, tenant: str, form: ExportForm = ExportForm.ZIP, chosen: tuple[DocumentId, ...] | None = None
) -> str:
    """An export that waits for a worker."""
    tenant_id = house.tenants[tenant]
    with house.database.unit_of_work(TenantScope(tenant_id)) as uow:
        view = order_export(uow, OrderExport(tenant_id, UserId("u" * 32), form, chosen), house.clock.now())
        uow.commit()
    return view.export_id


def ticket_for(house: House, export_id: str) -> Ticket:
    """Leave to work on it, as the inbox gives it."""
    with house.database.unit_of_work(TOWN) as uow:
        facts = uow.session.scalars(select(OutboxEvent).where(OutboxEvent.name == "ExportOrdered"))
        (fact,) = (each for each in facts if each.payload["export_id"] == export_id)
        message_id = MessageId(derived_id(fact.id, "archive.build_export"))
        if uow.session.get(Delivery, message_id) is None:
            uow.session.add(
                Delivery(
                    id=message_id, tenant_id=fact.tenant_id, event_id=fact.id, actor="archive.build_export",
                    queue="exports", payload=fact.payload, state=DeliveryState.RUNNING, attempts=1,
                    due_at=house.clock.now(), publish_failures=0,
                )
            )  # fmt: skip
        uow.commit()
    return Ticket(message_id, TenantId(fact.tenant_id), dict(fact.payload), 1, False, None)


def work_off_exports(house: House) -> None:
    """A worker makes everything that is ordered."""
    with house.database.reading(TOWN) as session:
        facts = session.scalars(select(OutboxEvent).where(OutboxEvent.name == "ExportOrdered"))
        waiting = [each.payload["export_id"] for each in facts]
    for export_id in waiting:
        make(house, export_id)


def make(house: House, export_id: str) -> None:
    """A worker makes one."""
    build_export(deps_of(house), ticket_for(house, export_id))


def made_export(
    house: House, tenant: str, form: ExportForm = ExportForm.ZIP, chosen: tuple[DocumentId, ...] | None = None
) -> str:
    """A finished export."""
    export_id = ordered_export(house, tenant, form, chosen)
    make(house, export_id)
    return export_id

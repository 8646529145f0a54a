"""Who handles a letter, as the screens tell it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from archive.leases import Lease, live_leases, take_lease, take_over_lease
from archive_ui.people import names_of
from archive_ui.routes import TenantVisit
from kernel.ids import DocumentId


@dataclass(frozen=True, slots=True)
class Handling:
    """A lease with its holder's name."""

    holder: str
    until: dt.datetime
    is_mine: bool


def take(visit: TenantVisit, document_id: DocumentId) -> Handling:
    """Handle the letter from now on, if nobody else does."""
    with visit.unit_of_work() as uow:
        lease = take_lease(uow.session, document_id, visit.user_id, visit.deps.clock.now())
        uow.commit()
    return _handlings(visit, [lease])[document_id]


def take_over(visit: TenantVisit, document_id: DocumentId) -> None:
    """Handle the letter from now on, whoever did."""
    with visit.unit_of_work() as uow:
        take_over_lease(uow.session, document_id, visit.user_id, visit.deps.clock.now())
        uow.commit()


def handled_by_others(visit: TenantVisit) -> dict[DocumentId, Handling]:
    """The letters that are somebody else's work at present, by id."""
    with visit.reading() as session:
        leases = live_leases(session, visit.deps.clock.now()).values()
    return _handlings(visit, [lease for lease in leases if lease.holder_id != visit.user_id])


def _handlings(visit: TenantVisit, leases: list[Lease]) -> dict[DocumentId, Handling]:
    names = names_of(visit.deps.database, {lease.holder_id for lease in leases})
    return {
        lease.document_id: Handling(names.get(lease.holder_id, "–"), lease.until, lease.holder_id == visit.user_id)
        for lease in leases
    }

"""What is done by the clock: sweeping blobs that no row names, forgetting what nobody needs any more."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Protocol

from archive.erasure.closing import OFFERED_FOR, ClosingDeps, erase_closed, forget_offers
from archive.erasure.erasing import erase_due
from archive.export.orders import forget_exports
from identity.delegations import end_expired
from identity.one_time import forget_tokens
from identity.sessions import forget_sessions
from identity.throttle import forget_attempts
from ingest.sources.upload import forget_unfinished
from kernel.logs import get_logger
from kernel.outbox.retention import forget_applied
from kernel.tenancy.closing import people_shut_out
from kernel.tenancy.scope import SystemScope
from notifications.announcing import KEPT as NEWS_KEPT
from notifications.announcing import forget_told
from notifications.devices import forget_devices
from wiring.settings import Settings
from wiring.sweep import SweepParts, sweep_blobs
from wiring.upkeep_lock import UpkeepUnderWay, upkeep_lock

HOUSEKEEPING = SystemScope("housekeeping removes what is past its time, for every tenant")
EVERY = dt.timedelta(hours=1)
SIGN_IN_ATTEMPTS_KEPT = dt.timedelta(days=2)
# The mail to an old address is written from the token that changed it, perhaps a while later.
TOKENS_KEPT = dt.timedelta(days=2)
# Longer than any broker or channel repeats itself.
DELIVERIES_KEPT = dt.timedelta(days=30)
# Nobody goes on with a large file after so long; until then its parts take room.
UNFINISHED_UPLOADS_KEPT = dt.timedelta(days=7)
log = get_logger(__name__)


class HousekeepingParts(SweepParts, Protocol):
    """The parts of a platform that housekeeping needs."""

    @property
    def settings(self) -> Settings:
        """Tell which data folder is swept."""

    @property
    def closing(self) -> ClosingDeps:
        """What erasing what is due needs."""


@dataclass(slots=True)
class Housekeeping:
    """Does its round once an hour; `step` may be called as often as one likes."""

    parts: HousekeepingParts
    due_at: dt.datetime | None = field(default=None)

    def step(self) -> bool:
        """Do the round if an hour has passed; the first comes an hour after the start."""
        now = self.parts.clock.now()
        if self.due_at is None:
            self.due_at = now + EVERY
        if now < self.due_at:
            return False
        self.due_at = now + EVERY
        self.round(now)
        return False

    def round(self, now: dt.datetime) -> None:
        """One round."""
        erased = erase_due(self.parts.closing.erasure)
        tenants = erase_closed(self.parts.closing)
        blobs = self._sweep()
        with self.parts.database.unit_of_work(HOUSEKEEPING) as uow:
            forget_sessions(uow.session, now)
            forget_tokens(uow.session, now - TOKENS_KEPT)
            forget_offers(uow.session, now - OFFERED_FOR)
            end_expired(uow, now)
            forget_told(uow.session, now - NEWS_KEPT)
            forget_devices(uow.session, people_shut_out(uow.session))
            forget_attempts(uow.session, now - SIGN_IN_ATTEMPTS_KEPT)
            deliveries = forget_applied(uow.session, now - DELIVERIES_KEPT)
            exports = forget_exports(uow.session, now)
            uploads = forget_unfinished(uow.session, now - UNFINISHED_UPLOADS_KEPT)
            uow.commit()
        log.info(
            "housekeeping_done",
            blobs=blobs,
            deliveries=deliveries,
            uploads=uploads,
            exports=exports,
            erased=erased,
            tenants_erased=tenants,
        )

    def _sweep(self) -> int | None:
        """How many blobs went; None while a backup needs them to stay, the next round sweeps then."""
        try:
            with upkeep_lock(self.parts.settings.data_dir):
                return sweep_blobs(self.parts).blobs
        except UpkeepUnderWay as error:
            log.info("sweep_put_off", code=error.code)
            return None

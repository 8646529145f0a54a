"""A mail room that tells other programs, and a server of theirs that notes what it is told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from integrations.actors import ANNOUNCERS
from integrations.announcing import IntegrationDeps, announce, give_up_announcing
from integrations.deliveries import DeliveryView, list_deliveries, make_due
from integrations.endpoints import AddEndpoint, NewSecret, add_endpoint
from integrations.errors import ServerSilent
from integrations.messages import SUBSCRIBABLE
from integrations.post import Answer
from integrations.sending import give_up_sending, send_webhook
from kernel.broker import Job, run_delivery
from kernel.ids import TenantId
from kernel.outbox.inbox import Inbox
from kernel.outbox.relay import Relay, RelayLimits
from kernel.tenancy.scope import TenantScope
from tests.factories.mail_room import MailRoom
from tests.factories.outbox import TEST_SCOPE, NotingPublisher
from wiring.event_routes import routes_by_name

ACTOR = "ann"


def key_of(tenant_id: TenantId) -> bytes:
    """A key per tenant."""
    return tenant_id.encode().ljust(32, b"k")


@dataclass(slots=True)
class NotingPost:
    """Somebody's server: answers with `statuses` one after the other, then with the last for ever; None is silence."""

    statuses: list[int | None] = field(default_factory=lambda: [204])
    retry_after_s: int | None = None
    told: list[tuple[str, dict[str, str], str]] = field(default_factory=list)

    def send(self, url: str, headers: dict[str, str], body: str) -> Answer:
        """Note it and answer."""
        self.told.append((url, headers, body))
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        if status is None:
            raise ServerSilent("silent")
        return Answer(status, self.retry_after_s)


class TellingMailRoom(MailRoom):
    """Relay and actors of the integrations, run by hand."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.post = NotingPost()
        self.integrations = IntegrationDeps(self.database, self.clock, self.post, key_of)
        self.inbox = Inbox(self.database, self.clock, "worker", dt.timedelta(minutes=1))
        self.publisher = NotingPublisher()
        limits = RelayLimits(100, dt.timedelta(hours=1))
        self.relay = Relay(self.database, self.clock, self.publisher, routes_by_name(), limits)
        self.jobs = {name: self._announcer(name) for name in ANNOUNCERS} | {"integrations.send_webhook": self._sender()}

    def endpoint(self, tenant_id: TenantId, url: str = "https://erp.example/hooks") -> NewSecret:
        """An address that wants everything."""
        order = AddEndpoint(tenant_id, url, SUBSCRIBABLE, "ERP", ACTOR)
        return add_endpoint(order, self.database.unit_of_work(TenantScope(tenant_id)), key_of, self.clock)

    def tell(self) -> None:
        """Deliver what the outbox holds until nothing is left, every message twice."""
        while True:
            self.relay.run_once()
            due = [(actor, message_id) for actor, _, message_id in self.publisher.published if actor in self.jobs]
            self.publisher.published.clear()
            if not due:
                return
            for actor, message_id in due * 2:
                run_delivery(self.inbox, self.jobs[actor], message_id)

    def clock_strikes(self) -> int:
        """What the clock sets going is told; tells how many messages that were."""
        due = make_due(self.database.unit_of_work(TEST_SCOPE), self.clock.now())
        self.tell()
        return due

    def deliveries(self, endpoint: NewSecret) -> list[DeliveryView]:
        """Messages to one address."""
        with self.database.reading(TenantScope(endpoint.view.tenant_id)) as session:
            return list_deliveries(session, endpoint.view.endpoint_id)

    def _announcer(self, name: str) -> Job:
        deps = self.integrations
        return Job(name, "webhooks", partial(announce, deps, ANNOUNCERS[name]), partial(give_up_announcing, deps))

    def _sender(self) -> Job:
        work, give_up = partial(send_webhook, self.integrations), partial(give_up_sending, self.integrations)
        return Job("integrations.send_webhook", "webhooks", work, give_up)

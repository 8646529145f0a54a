"""A mail room that writes to people, and a postbox that keeps what they get."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from archive.intake import discard_item
from archive.organising.aspects import Aspect, AspectKind, Hand
from archive.organising.changing import Organise, organise
from archive.seen import mark_seen
from archive.task_kinds import DueBasis, ProposedTask, TaskAction
from archive.tasks import propose_tasks
from identity.models import VerifiedEmail
from kernel.broker import Job, run_delivery
from kernel.ids import DocumentId, IntakeId, TenantId, UserId, new_id
from kernel.outbox.inbox import Inbox
from kernel.outbox.relay import Relay, RelayLimits
from kernel.tenancy.directory_changes import AddUser, add_user
from kernel.tenancy.repository import get_user
from kernel.tenancy.roles import Role
from kernel.tenancy.scope import TenantScope
from kernel.unit_of_work import UnitOfWork
from notifications.actors import NOTED
from notifications.announcing import Announcer
from notifications.choices import choose, choose_hours
from notifications.deps import NotificationDeps
from notifications.devices import DeviceAddress, add_device, devices_of
from notifications.hours import Hours
from notifications.kinds import Choice, Kind, Rhythm
from notifications.mailer import Mail
from notifications.noting import give_up_noting, note_event
from notifications.push_service import DeviceGone, PushRefused, PushUnavailable
from notifications.pushing import PushingDeps, give_up_push, push_news
from notifications.sending import give_up_mail, send_mail
from tests.factories.mail_room import MailRoom
from tests.factories.outbox import TEST_SCOPE, NotingPublisher
from tests.factories.push_browser import PushBrowser
from wiring.announcements import announcing_deps, noting_deps
from wiring.event_routes import routes_by_name
from wiring.mail import LetterOf

MAIL_KEY = b"k" * 32
ORIGIN = "https://post.example"


@dataclass(slots=True)
class Postbox:
    """Keeps the mails that left the house."""

    mails: list[Mail] = field(default_factory=list)

    def send(self, mail: Mail) -> None:
        """Keep one."""
        self.mails.append(mail)

    def subjects(self, to: str) -> list[str]:
        """What one person got, told by message id once however often it was sent."""
        return [mail.subject for mail in {mail.message_id: mail for mail in self.mails if mail.to == to}.values()]


@dataclass(slots=True)
class Devices:
    """The browsers of people, by the endpoint of each: what they show, and which are away or gone."""

    shown: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    away: set[str] = field(default_factory=set)
    refusing: set[str] = field(default_factory=set)

    def push(self, device: DeviceAddress, message: bytes) -> None:
        """Show one message, or answer as the push service of such a browser."""
        if device.endpoint in self.gone:
            raise DeviceGone("gone")
        if device.endpoint in self.away:
            raise PushUnavailable("away")
        if device.endpoint in self.refusing:
            raise PushRefused("refused")
        self.shown.append((device.endpoint, json.loads(message)))

    def bodies(self, endpoint: str) -> list[str]:
        """What one browser shows: a notice with the tag of one before takes its place."""
        return [said["body"] for said in {said["tag"]: said for to, said in self.shown if to == endpoint}.values()]


class AnnouncingMailRoom(MailRoom):
    """Relay, actors and clock of the mails of counts, run by hand."""

    def __init__(self, folder: Path, engine: Engine | None = None) -> None:
        super().__init__(folder, engine)
        self.postbox = Postbox()
        letter_of = LetterOf(self.database, self.clock, MAIL_KEY, ORIGIN)
        noting = noting_deps(self.database, self.clock)
        self.devices = Devices()
        pushing = PushingDeps(self.database, self.clock, self.devices, letter_of.news)
        self.notifications = NotificationDeps(self.database, self.clock, self.postbox, letter_of, noting, pushing)
        self.inbox = Inbox(self.database, self.clock, "worker", dt.timedelta(minutes=1))
        self.publisher = NotingPublisher()
        limits = RelayLimits(1_000, dt.timedelta(hours=1))
        self.relay = Relay(self.database, self.clock, self.publisher, routes_by_name(), limits)
        self.jobs = {name: self._noter(name) for name in NOTED} | self._senders()

    def person(
        self, handle: str, *tenants: TenantId, language: str = "en", role: Role = Role.OWNER, is_verified: bool = True
    ) -> UserId:
        """Somebody who works for some tenants, reached at their address unless that is denied."""
        roles = tuple((tenant, role) for tenant in tenants)
        uow: UnitOfWork = self.database.unit_of_work(TEST_SCOPE)
        user_id = add_user(AddUser(f"{handle}@example.be", handle.title(), language, roles), uow, self.clock)
        if is_verified:
            with self.database.unit_of_work(TEST_SCOPE) as uow:
                email = get_user(uow.session, user_id).email
                uow.session.add(VerifiedEmail(user_id=user_id, email=email, verified_at=self.clock.now()))
                uow.commit()
        return user_id

    def operator_person(self, handle: str) -> UserId:
        """Somebody who indexes at the operator organisation."""
        return self.person(handle, self.operator, role=Role.OPERATOR)

    def open(self, document_id: DocumentId, user_id: UserId) -> None:
        """Somebody opens a letter."""
        with self.database.unit_of_work(TEST_SCOPE) as uow:
            mark_seen(uow.session, document_id, user_id, self.clock.now())
            uow.commit()

    def uploaded_letter(self, tenant_id: TenantId, user_id: UserId) -> DocumentId:
        """A letter that somebody sends to their own mailbox, filed."""
        item = self.receive(tenant_id, new_id().encode(), received_by=user_id)
        self.unpack(item.intake_id)
        for page_id in self.pages(item.batch_id):
            self.read(page_id)
        (document_id,) = self.separate(item.batch_id, self.pages(item.batch_id))
        self.file(document_id, tenant_id)
        return document_id

    def assign(self, tenant_id: TenantId, who: UserId, whom: UserId | None, document_id: DocumentId) -> None:
        """Somebody gives a letter to somebody, or to nobody."""
        now = self.clock.now()
        with self.database.unit_of_work(TenantScope(tenant_id)) as uow:
            hand = Hand(tenant_id, who, now, now.date())
            organise(uow, Organise(hand, Aspect(AspectKind.ASSIGNEE), whom, (document_id,)))
            uow.commit()

    def discard(self, intake_id: IntakeId) -> None:
        """Somebody decides that a file is no mail."""
        with self.database.unit_of_work(TEST_SCOPE) as uow:
            discard_item(uow, intake_id, "user", self.clock.now())
            uow.commit()

    def task(self, document_id: DocumentId, *, in_days: int) -> None:
        """The letter asks to be paid within so many days; a second time, it is another day."""
        due_on = self.clock.now().date() + dt.timedelta(days=in_days)
        with self.database.unit_of_work(TEST_SCOPE) as uow:
            task = ProposedTask(TaskAction.PAY, due_on, DueBasis.STATED, 0.9, "to be paid by", 1)
            propose_tasks(uow.session, document_id, [task])
            uow.commit()

    def choose(self, user_id: UserId, tenant_id: TenantId, rhythm: Rhythm, *kinds: Kind) -> None:
        """What somebody wants to be told; of everything where nothing is named."""
        choice = Choice(rhythm, frozenset(kinds or Kind))
        with self.database.unit_of_work(TEST_SCOPE) as uow:
            choose(uow.session, tenant_id, user_id, choice, self.clock.now())
            uow.commit()

    def hours(self, user_id: UserId, quiet_from_h: int, quiet_until_h: int, zone: str = "Europe/Brussels") -> None:
        """When somebody wants quiet."""
        with self.database.unit_of_work(TEST_SCOPE) as uow:
            choose_hours(uow.session, user_id, Hours(zone, quiet_from_h * 60, quiet_until_h * 60))
            uow.commit()

    def subscribe(self, user_id: UserId, browser: PushBrowser) -> None:
        """Somebody turns notices on in one of their browsers."""
        with self.database.unit_of_work(TEST_SCOPE) as uow:
            add_device(uow.session, user_id, browser.address, "Firefox on Linux", self.clock.now())
            uow.commit()

    def endpoints(self, user_id: UserId) -> list[str]:
        """The hashes of the browsers that somebody is told on."""
        with self.database.reading(TEST_SCOPE) as session:
            return [device.endpoint_hash for device in devices_of(session, user_id)]

    def device_ids(self, user_id: UserId) -> list[str]:
        """The browsers that somebody is told on, the latest first."""
        with self.database.reading(TEST_SCOPE) as session:
            return [device.id for device in devices_of(session, user_id)]

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

    def let_pass(self, **time: float) -> None:
        """Tell what there is to tell, let time pass, and look twice whose turn has come: as two processes would."""
        self.tell()
        self.clock.advance(**time)
        for _ in range(2):
            Announcer(announcing_deps(self.database, self.clock)).step()
        self.tell()

    def _noter(self, name: str) -> Job:
        noting = self.notifications.noting
        return Job(name, "mail", partial(note_event, noting, NOTED[name]), partial(give_up_noting, noting))

    def _senders(self) -> dict[str, Job]:
        deps, pushing = self.notifications, self.notifications.pushing
        mail, push = "notifications.send_mail", "notifications.push_news"
        return {
            mail: Job(mail, "mail", partial(send_mail, deps), partial(give_up_mail, deps)),
            push: Job(push, "mail", partial(push_news, pushing), partial(give_up_push, pushing)),
        }

"""The one place where the parts meet: settings in, a platform out.

Everything is built when it is first asked for, so that `tenant list` opens a
database and nothing else, and only a worker starts a sandbox.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cached_property, partial

import dramatiq
from sqlalchemy import Engine

import archive.export.actors
import indexer.actors
import ingest.actors
import integrations.actors
import notifications.actors
import ocr_workers.actors
from archive.cover_sheet_code import KEY_PURPOSE
from archive.erasure.certificates import Signer
from archive.erasure.closing import ClosingDeps
from archive.erasure.erasing import ErasureDeps
from archive.export.work import ExportDeps
from identity.door import Door, RelyingParty
from identity.passwords import Passwords
from identity.sealing import Vault
from indexer.deps import IndexerDeps
from indexer.engines.api import SearchEngine
from indexer.search import SearchService
from ingest.receive import IntakeDeps, IntakeLimits
from ingest.sources.hot_folder import HotFolder, HotFolderWatch
from ingest.unpacking import UnpackingDeps
from integrations.announcing import IntegrationDeps
from integrations.deliveries import make_due
from integrations.post import HttpPost
from kernel.blobs.api import BlobStore
from kernel.blobs.directory import DirectoryBlobStore
from kernel.blobs.s3 import S3BlobStore
from kernel.broker import BrokerPublisher, memory_broker, rabbitmq_broker
from kernel.clock import SystemClock
from kernel.db import open_engine
from kernel.ids import TenantId, new_id
from kernel.outbox.inbox import Inbox, RetryPolicy
from kernel.outbox.relay import Relay, RelayLimits
from kernel.tenancy.keys import KeyRing
from kernel.tenancy.master_key import MasterKey, create_master_key_file, derive
from kernel.tenancy.repository import find_tenant
from kernel.tenancy.roles import Role
from kernel.tenancy.scope import SystemScope
from kernel.unit_of_work import Database
from notifications.announcing import Announcer
from notifications.deps import NotificationDeps
from notifications.push_service import Sender
from ocr_workers.deps import OcrDeps
from ocr_workers.recipient_clues import KEY_PURPOSE as TRACES
from paper.sandbox import SandboxLimits, SandboxPool
from wiring import event_routes
from wiring.announcements import announcing_deps, noting_deps
from wiring.mail import LetterOf, mailer_of
from wiring.metrics import DeliveryMeasures
from wiring.push import push_sender, pushing_deps
from wiring.runtime import Loop, Runtime, WorkerGroup
from wiring.schedule import Housekeeping
from wiring.sealed_content import s3_place
from wiring.search_engines import search_engine
from wiring.settings import HotFolderSetting, Settings

MIB = 1024 * 1024
SIGN_IN = SystemScope("a person may belong to several tenants")
CONFIGURATION = SystemScope("settings name tenants of any operator")
DUE_MESSAGES = SystemScope("the clock sets messages to every tenant's programs going")
WEBHOOK_THREADS = 2


class Platform:
    """A configured Postkamer; use as many parts of it as the work needs, then `close` it."""

    def __init__(self, settings: Settings) -> None:
        """Keep the settings; nothing is opened yet."""
        self.settings = settings
        self.clock = SystemClock()
        self.worker_id = new_id()

    @cached_property
    def engine(self) -> Engine:
        """The database's engine."""
        return open_engine(self.settings.database)

    @cached_property
    def database(self) -> Database:
        """Hands out units of work."""
        return Database(self.engine, self.clock)

    @cached_property
    def master_key(self) -> MasterKey:
        """The key that wraps every tenant's; made on first use."""
        path = self.settings.master_key
        return MasterKey.load(path) if path.exists() else create_master_key_file(path)

    @cached_property
    def keys(self) -> KeyRing:
        """The tenants' keys."""
        return KeyRing(self.master_key, self.database, self.clock)

    def sheet_key(self, operator_id: TenantId) -> bytes:
        """The key with which an operator organisation seals its cover sheets."""
        return self.keys.key_for(operator_id, KEY_PURPOSE)

    def trace_key(self, operator_id: TenantId) -> bytes:
        """The key under which an operator organisation remembers whose letters were whose."""
        return self.keys.key_for(operator_id, TRACES)

    @cached_property
    def blobs(self) -> BlobStore:
        """Where content is kept."""
        if self.settings.s3 is None:
            return DirectoryBlobStore(self.settings.data_dir / "blobs", self.keys)
        return S3BlobStore(s3_place(self.settings.s3, self.settings.data_dir), self.keys)

    @cached_property
    def intake(self) -> IntakeDeps:
        """What channels need to accept an item."""
        settings = self.settings
        limits = IntakeLimits(
            bytes_per_file=settings.max_file_mb * MIB,
            pages_per_file=settings.max_pages,
            pixels_per_page=settings.max_page_megapixels * 1_000_000,
        )
        return IntakeDeps(self.database, self.blobs, self.clock, limits)

    @cached_property
    def search_engine(self) -> SearchEngine:
        """The indexes; a cache that `reindex` makes anew."""
        return search_engine(self.settings, derive(self.master_key.key, b"search index seals"), self.database)

    @cached_property
    def search(self) -> SearchService:
        """Search, as screens and commands use it."""
        return SearchService(self.database, self.search_engine)

    @cached_property
    def door(self) -> Door:
        """What signing in needs."""
        return Door(
            new_uow=lambda: self.database.unit_of_work(SIGN_IN),
            clock=self.clock,
            passwords=Passwords(),
            throttle_key=derive(self.master_key.key, b"sign-in throttling"),
            vault=Vault(derive(self.master_key.key, b"second factor secrets")),
            mail_key=derive(self.master_key.key, b"tokens in mails"),
            strict_roles=frozenset(Role(role) for role in self.settings.second_factor_roles),
            relying_party=RelyingParty(self.settings.host_name, self.settings.origin),
        )

    @cached_property
    def sandbox(self) -> SandboxPool:
        """Where strangers' bytes are opened."""
        isolation = "bubblewrap" if self.settings.sandbox == "required" else "auto"
        return SandboxPool(self.settings.reading_processes, "ocr_workers.page_process", isolation=isolation)

    @cached_property
    def broker(self) -> dramatiq.Broker:
        """The transport."""
        if self.settings.is_embedded:
            return memory_broker()
        return rabbitmq_broker(self.settings.transport.get_secret_value())

    @cached_property
    def inbox(self) -> Inbox:
        """Counts this process's attempts."""
        return Inbox(self.database, self.clock, self.worker_id, self.settings.lease, self.measures)

    @cached_property
    def measures(self) -> DeliveryMeasures:
        """What this process's workers do, in figures."""
        return DeliveryMeasures()

    @cached_property
    def relay(self) -> Relay:
        """The only publisher."""
        limits = RelayLimits(self.settings.in_flight, dt.timedelta(seconds=self.settings.redeliver_s))
        publisher = BrokerPublisher(self.broker)
        return Relay(self.database, self.clock, publisher, event_routes.routes_by_name(), limits)

    def declare_workers(self) -> None:
        """Let this process's broker run the actors that take and read pages."""
        retry = RetryPolicy(attempts=self.settings.page_attempts)
        unpacking = UnpackingDeps(self.database, self.blobs, self.sandbox, self.clock, self.intake.limits, retry)
        ingest.actors.declare_actors(self.broker, self.inbox, unpacking)
        ocr_workers.actors.declare_actors(self.broker, self.inbox, self.ocr)
        archive.export.actors.declare_actors(self.broker, self.inbox, self.exports)

    @cached_property
    def exports(self) -> ExportDeps:
        """What making exports needs."""
        kept = dt.timedelta(days=self.settings.export_days)
        return ExportDeps(self.database, self.blobs, self.clock, kept)

    @cached_property
    def closing(self) -> ClosingDeps:
        """What erasing for good needs."""
        signer = Signer(derive(self.master_key.key, b"certificates of erasure"))
        erasure = ErasureDeps(self.database, self.clock, signer)
        return ClosingDeps(erasure, self.keys, self.blobs, self.search_engine.drop)

    def declare_indexer(self) -> None:
        """Let this process's broker run the actor that writes the indexes."""
        indexer.actors.declare_actors(self.broker, self.inbox, self.indexer)

    def declare_announcers(self) -> None:
        """Let this process's broker run the actors that tell other programs, and people by mail."""
        integrations.actors.declare_actors(self.broker, self.inbox, self.integrations)
        notifications.actors.declare_actors(self.broker, self.inbox, self.notifications)

    @cached_property
    def notifications(self) -> NotificationDeps:
        """What sending mails needs."""
        letter_of = LetterOf(self.database, self.clock, self.door.mail_key, self.settings.origin)
        noting = noting_deps(self.database, self.clock)
        pushing = pushing_deps(
            self.database, self.clock, self.push_sender, letter_of.news,
            allow_loopback=self.settings.webhooks_to_this_machine,
        )  # fmt: skip
        mailer = mailer_of(self.settings, self.clock)
        return NotificationDeps(self.database, self.clock, mailer, letter_of, noting, pushing)

    @cached_property
    def push_sender(self) -> Sender:
        """Who this installation is to the push services of people's browsers."""
        return push_sender(self.settings, self.master_key)

    @cached_property
    def integrations(self) -> IntegrationDeps:
        """What telling other programs needs."""
        post = HttpPost(allow_loopback=self.settings.webhooks_to_this_machine)
        return IntegrationDeps(self.database, self.clock, post, self.webhook_key_of)

    def webhook_key_of(self, tenant_id: TenantId) -> bytes:
        """The key from which a tenant's webhook secrets are derived."""
        return derive(self.keys.tenant_key(tenant_id).address_key, b"webhook secrets")

    @cached_property
    def indexer(self) -> IndexerDeps:
        """What indexing needs."""
        return IndexerDeps(self.database, self.blobs, self.search_engine, self.clock)

    @cached_property
    def ocr(self) -> OcrDeps:
        """What reading needs."""
        timeout_s = self.settings.page_timeout_s
        return OcrDeps(
            database=self.database, blobs=self.blobs, sandbox=self.sandbox, clock=self.clock,
            filing_bound=self.settings.filing_bound, profile=self.settings.profile,
            embeds_received=self.settings.embed_received,
            page_limits=SandboxLimits(wall_s=timeout_s, cpu_s=int(timeout_s)),
            # Exact scans of five hundred pages are half a gigabyte, and composing holds three times that (ADR 3).
            document_limits=SandboxLimits(
                wall_s=2 * timeout_s, cpu_s=int(2 * timeout_s), memory_mb=6_144, file_mb=1_536
            ),
            retry=RetryPolicy(attempts=self.settings.page_attempts), sheet_key=self.sheet_key,
            keys=self.keys, trace_key=self.trace_key,
        )  # fmt: skip

    def hot_folders(self) -> list[HotFolderWatch]:
        """The watched folders of the settings, with their tenants looked up."""
        return [HotFolderWatch(self.intake, self._hot_folder(each)) for each in self.settings.hot_folders]

    def _hot_folder(self, given: HotFolderSetting) -> HotFolder:
        with self.database.reading(CONFIGURATION) as session:
            owner = find_tenant(session, given.owner).id
            addressee = find_tenant(session, given.addressee).id if given.addressee else None
        folder = HotFolder(given.path, owner, addressee)
        if not given.allowed_uids:
            return folder
        return HotFolder(given.path, owner, addressee, frozenset(given.allowed_uids))

    def close(self) -> None:
        """End what was started: sandboxes, indexes, connections."""
        for name, end in (("sandbox", "close"), ("search_engine", "close"), ("broker", "close"), ("engine", "dispose")):
            part = self.__dict__.get(name)
            if part is not None:
                getattr(part, end)()


def embedded_runtime(platform: Platform, *, folders: bool = True) -> Runtime:
    """Relay, workers and indexer in this process, on its own memory; watched folders and housekeeping if wanted."""
    platform.declare_workers()
    platform.declare_indexer()
    platform.declare_announcers()
    platform.relay.take_back_everything()
    queues = (*event_routes.WORKER_QUEUES, *event_routes.INDEXER_QUEUES)
    group = WorkerGroup(platform.broker, queues, platform.settings.reading_processes + 2)
    beside = (*folder_loops(platform), housekeeping_loop(platform)) if folders else ()
    telling: list[Loop | WorkerGroup] = [group, exporting(platform), *announcing(platform), *lease_loops(platform)]
    return Runtime([*telling, relay_loop(platform), *beside])


def worker_runtime(platform: Platform) -> Runtime:
    """The workers that take and read pages, as a process of their own."""
    platform.declare_workers()
    group = WorkerGroup(platform.broker, event_routes.WORKER_QUEUES, platform.settings.reading_processes)
    return Runtime([*lease_loops(platform), group, exporting(platform)])


def exporting(platform: Platform) -> WorkerGroup:
    """What makes exports, one at a time in a thread of its own: a large one holds up no page."""
    return WorkerGroup(platform.broker, event_routes.EXPORT_QUEUES, 1)


def indexer_runtime(platform: Platform) -> Runtime:
    """The one process that writes the indexes: one thread, because an index has one writer."""
    platform.declare_indexer()
    return Runtime([*lease_loops(platform), WorkerGroup(platform.broker, event_routes.INDEXER_QUEUES, 1)])


def relay_runtime(platform: Platform) -> Runtime:
    """The relay, the watched folders and what tells other programs, as a process of their own."""
    platform.declare_announcers()
    telling: list[Loop | WorkerGroup] = [*lease_loops(platform), *announcing(platform)]
    return Runtime([*telling, relay_loop(platform), *folder_loops(platform), housekeeping_loop(platform)])


def relay_loop(platform: Platform) -> Loop:
    """The relay's rounds; restful when nothing happens, at once when something does."""
    return Loop("relay", lambda: platform.relay.run_once() > 0, pause_s=0.2)


def announcing(platform: Platform) -> tuple[WorkerGroup, Loop, Loop]:
    """What tells other programs and people, in threads of its own: a slow server of somebody's holds up no page."""
    group = WorkerGroup(platform.broker, event_routes.WEBHOOK_QUEUES, WEBHOOK_THREADS)
    announcer = Announcer(announcing_deps(platform.database, platform.clock))
    webhooks = Loop("webhooks", partial(_messages_due, platform), pause_s=2)
    return group, webhooks, Loop("announcements", announcer.step, pause_s=20)


def _messages_due(platform: Platform) -> bool:
    return make_due(platform.database.unit_of_work(DUE_MESSAGES), platform.clock.now()) > 0


def housekeeping_loop(platform: Platform) -> Loop:
    """What is done by the clock."""
    return Loop("housekeeping", Housekeeping(platform).step, pause_s=60)


def lease_loops(platform: Platform) -> Iterable[Loop]:
    """Keeps what this process works on from being taken for lost."""
    yield Loop("leases", partial(_idle, platform.inbox.renew_leases), pause_s=platform.settings.lease_s / 4)


def folder_loops(platform: Platform) -> Iterable[Loop]:
    """Looks into every watched folder again and again."""
    for watch in platform.hot_folders():
        yield Loop("hot_folder", partial(_idle, watch.look), pause_s=platform.settings.hot_folder_every_s)


def _idle(step: Callable[[], object]) -> bool:
    step()
    return False

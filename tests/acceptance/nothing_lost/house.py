"""A mail room set up for a trial: its settings, its tenants, and ways to look at it from outside."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Select, func, select

from archive.batches import retry_page
from archive.filing import retry_document
from archive.intake import retry_item
from archive.integrity import Violation
from archive.lifecycle import DocumentState, IntakeState, PageState
from archive.models import Document, IntakeItem, Page
from identity.sign_in import set_password
from kernel.ids import DocumentId, IntakeId, PageId, TenantId
from kernel.outbox.integrity import given_up_deliveries, retry_delivery
from kernel.outbox.models import Delivery, DeliveryState
from kernel.tenancy.directory import TenantKind
from kernel.tenancy.directory_changes import AddTenant, AddUser, add_tenant, add_user
from kernel.tenancy.roles import Role
from kernel.tenancy.scope import SystemScope
from kernel.unit_of_work import Database, UnitOfWork
from tests.acceptance.nothing_lost.ledger import CUT_OFF
from wiring.container import Platform
from wiring.migrate import migrate
from wiring.services.daemon import LOOPBACK, free_ports
from wiring.settings import Settings, load_settings
from wiring.under_way import under_way
from wiring.verify import snapshots, verify_all

EMAIL, PASSWORD = "els@bakkerij.example", "een lange zin over zeven broden"
TRIAL = SystemScope("a trial sets up its tenants and acts for their people")
PERSON = "user:trial"
LOOK_EVERY_S = 0.25
QUIET_S = 420.0
# A killed program's sandbox hangs up by itself; on a busy machine that takes a moment.
HANG_UP_S = 30.0
RETRIES = 5


@dataclass(frozen=True, slots=True)
class House:
    """A mail room, and the one place that looks at it while its processes come and go.

    Attributes:
        environment: The settings of its processes.
        sign_in: E-mail address and password of a member of the tenant.
    """

    folder: Path
    platform: Platform
    environment: Mapping[str, str]
    operator_id: TenantId
    tenant_id: TenantId
    web_address: tuple[str, int]
    sign_in: tuple[str, str] = (EMAIL, PASSWORD)

    @property
    def database(self) -> Database:
        """Its rows."""
        return self.platform.database

    @property
    def hot_folder(self) -> Path:
        """The watched folder."""
        return self.folder / "hot"

    @property
    def desk(self) -> Path:
        """Where files lie that are ingested by command."""
        return self.folder / "desk"

    def count_applied(self) -> int:
        """How many deliveries took effect so far."""
        with self.database.reading(TRIAL) as session:
            applied = select(func.count()).where(Delivery.state == DeliveryState.APPLIED)
            return session.scalar(applied) or 0

    def wait_until_quiet(self) -> None:
        """Wait until every event was told and every delivery took effect or was given up."""
        end = time.monotonic() + QUIET_S
        while left := self._under_way():
            assert time.monotonic() < end, f"not done yet: {json.dumps(left)[:4_000]}"
            time.sleep(LOOK_EVERY_S)

    def retry_what_was_given_up(self) -> int:
        """Do what people do with failures that only came of being killed; tells how many there were."""
        now = self.platform.clock.now()
        with self.database.unit_of_work(TRIAL) as uow:
            count = _retry_rows(uow, self.platform)
            for message_id, actor, _ in list(given_up_deliveries(uow.session)):
                if actor == "indexer.index_document":
                    count += retry_delivery(uow.session, message_id, now)
            uow.commit()
        return count

    def settle(self) -> int:
        """Wait for quiet, and retry until nothing is left to retry; tells how much there was.

        Raises:
            AssertionError: Something fails again and again.
        """
        retried = 0
        self.wait_until_quiet()
        for _ in range(RETRIES):
            found = self.retry_what_was_given_up()
            if not found:
                return retried
            retried += found
            self.wait_until_quiet()
        raise AssertionError(f"this fails again and again: {self._failures()}")

    def _failures(self) -> str:
        return "; ".join(map(str, verify_all(self.platform).failures))[:4_000]

    def sweep_half_written(self) -> int:
        """What `sweep` does after a minute, at once, as nobody writes any more; tells how many files went."""
        return self.platform.blobs.sweep_temporary(self.platform.clock.now() + dt.timedelta(minutes=1))

    def violations(self) -> tuple[str, ...]:
        """Every invariant that does not hold, with all processes ended or at rest."""
        end = time.monotonic() + HANG_UP_S
        while (found := self._violations()) and time.monotonic() < end and _only_sandboxes(found):
            time.sleep(LOOK_EVERY_S)
        return tuple(f"{each.invariant} {each.subject}: {each.problem}" for each in found)

    def _violations(self) -> tuple[Violation, ...]:
        return verify_all(self.platform, quiet_s=0).violations

    def _under_way(self) -> list[str]:
        with snapshots(self.database, self.platform.clock).reading(TRIAL) as session:
            work = under_way(session, self.platform.clock.now())
        return [*work.events, *(" ".join(delivery) for delivery in work.deliveries)]


@contextmanager
def open_house(
    folder: Path, settings: Mapping[str, object] | None = None, build: Callable[[Settings], Platform] = Platform
) -> Iterator[House]:
    """Set up a mail room with an operator and a tenant, one member of which may upload."""
    given = {"data_dir": folder / "data", "log_level": "INFO", "lease_s": 3, "redeliver_s": 5, **(settings or {})}
    for place in ("hot", "desk"):
        (folder / place).mkdir(parents=True)
    platform = build(load_settings(**given))
    try:
        migrate(platform.engine)
        operator_id = _tenant(platform, "Scanhuis Noord", TenantKind.OPERATOR)
        tenant_id = _tenant(platform, "Bakkerij Peeters", TenantKind.BUSINESS, operator_id)
        _member(platform, tenant_id)
        (port,) = free_ports(1)
        environment = _environment(platform.settings, folder / "hot", tenant_id, port)
        yield House(folder, platform, environment, operator_id, tenant_id, (LOOPBACK, port))
    finally:
        platform.close()


def _environment(settings: Settings, hot_folder: Path, tenant_id: TenantId, port: int) -> dict[str, str]:
    """Settings with which killed work is taken up again within seconds."""
    watched = [{"path": str(hot_folder), "owner": tenant_id, "addressee": tenant_id}]
    given = {
        "POSTKAMER_DATA": str(settings.data_dir),
        "POSTKAMER_DATABASE_URL": settings.database,
        "POSTKAMER_TRANSPORT": settings.transport.get_secret_value(),
        "POSTKAMER_LISTEN": f"{LOOPBACK}:{port}",
        "POSTKAMER_READING_PROCESSES": str(settings.reading_processes),
        "POSTKAMER_LEASE_S": str(settings.lease_s),
        "POSTKAMER_REDELIVER_S": str(settings.redeliver_s),
        "POSTKAMER_HOT_FOLDERS": json.dumps(watched),
        "POSTKAMER_HOT_FOLDER_EVERY_S": "0.3",
        "POSTKAMER_LOG_LEVEL": settings.log_level,
    }
    return {name: str(value) for name, value in given.items()}


def _tenant(platform: Platform, name: str, kind: TenantKind, operator_id: TenantId | None = None) -> TenantId:
    wanted = AddTenant(kind, name, language="nl", operator_id=operator_id)
    return add_tenant(wanted, platform.database.unit_of_work(TRIAL), platform.keys, platform.clock)


def _member(platform: Platform, tenant_id: TenantId) -> None:
    wanted = AddUser(EMAIL, "Els Peeters", "nl", ((tenant_id, Role.MEMBER),))
    user_id = add_user(wanted, platform.database.unit_of_work(TRIAL), platform.clock)
    set_password(user_id, PASSWORD, platform.door)


def _retry_rows(uow: UnitOfWork, platform: Platform) -> int:
    now = platform.clock.now()
    items = _ids(uow, select(IntakeItem.id).where(
        IntakeItem.state == IntakeState.QUARANTINED, IntakeItem.cause_code == CUT_OFF
    ))  # fmt: skip
    for item_id in items:
        retry_item(uow, IntakeId(item_id), PERSON, now)
    pages = _ids(uow, select(Page.id).where(Page.state == PageState.FAILED))
    for page_id in pages:
        retry_page(uow, PageId(page_id), PERSON, now)
    # A page that is read again takes its document along; looked at afterwards, those are not found here.
    documents = _ids(uow, select(Document.id).where(Document.state == DocumentState.FAILED))
    for document_id in documents:
        retry_document(uow, DocumentId(document_id), PERSON, now)
    return len(items) + len(pages) + len(documents)


def _ids(uow: UnitOfWork, wanted: Select[str]) -> list[str]:
    return list(uow.session.scalars(wanted))


def _only_sandboxes(found: tuple[Violation, ...]) -> bool:
    return all(each.invariant == "I9" and each.subject.startswith("process") for each in found)

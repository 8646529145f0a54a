"""A tenant's webhook addresses: added, paused, given a new secret, removed."""

from __future__ import annotations

import datetime as dt
import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from integrations.errors import EndpointRefused, TooManyEndpoints
from integrations.lifecycle import ENDPOINT, EndpointMove, EndpointState
from integrations.messages import SUBSCRIBABLE, Topic, secret_of
from integrations.models import WebhookEndpoint
from kernel.audit.journal import AuditFact, append
from kernel.clock import Clock
from kernel.errors import NotFound
from kernel.ids import TenantId, new_id
from kernel.unit_of_work import UnitOfWork

LONGEST_URL, LONGEST_DESCRIPTION, MOST_ENDPOINTS = 2000, 200, 20
OLD_SECRET_LASTS = dt.timedelta(hours=24)
TenantKeyOf = Callable[[TenantId], bytes]
"""Hands out the key from which a tenant's webhook secrets are derived."""


@dataclass(frozen=True, slots=True)
class AddEndpoint:
    """An address as a tenant orders it.

    Attributes:
        actor: A user's id, or ``system:`` and the room or key that acts.
        allows_http: Plain HTTP is taken too; for tests and for trying things out on one machine.
    """

    tenant_id: TenantId
    url: str
    topics: frozenset[Topic]
    description: str
    actor: str
    allows_http: bool = False


@dataclass(frozen=True, slots=True)
class EndpointView:
    """An address as it may be shown.

    Attributes:
        failing_since: Since when it has taken nothing; None while it answers.
    """

    endpoint_id: str
    tenant_id: TenantId
    url: str
    topics: frozenset[Topic]
    description: str
    state: EndpointState
    generation: int
    created_at: dt.datetime
    rotated_at: dt.datetime | None
    failing_since: dt.datetime | None


@dataclass(frozen=True, slots=True)
class NewSecret:
    """An address with the secret that signs its messages; it is shown now and not again."""

    view: EndpointView
    secret: str = field(repr=False)


def add_endpoint(command: AddEndpoint, uow: UnitOfWork, key_of: TenantKeyOf, clock: Clock) -> NewSecret:
    """Tell an address of what happens from now on.

    Raises:
        EndpointRefused: The address or the choice of topics will not do.
        TooManyEndpoints: The tenant has enough.
    """
    _check(command)
    with uow:
        _check_number(uow.session, command.tenant_id)
        row = WebhookEndpoint(
            id=new_id(), tenant_id=command.tenant_id, url=command.url, description=command.description.strip(),
            topics=sorted(topic.value for topic in command.topics), state=ENDPOINT.initial, generation=1,
            created_at=clock.now(),
        )  # fmt: skip
        uow.session.add(row)
        _journal(uow.session, row, command.actor, "webhook_added", clock.now())
        uow.commit()
    return NewSecret(_view(row), secret_of(key_of(command.tenant_id), row.id, row.generation))


def list_endpoints(session: Session) -> list[EndpointView]:
    """The addresses of the session's tenant, the oldest first."""
    rows = select(WebhookEndpoint).where(WebhookEndpoint.removed_at.is_(None))
    return [_view(row) for row in session.scalars(rows.order_by(WebhookEndpoint.created_at, WebhookEndpoint.id))]


def get_endpoint(session: Session, endpoint_id: str) -> EndpointView:
    """One address of the session's tenant.

    Raises:
        NotFound: There is none.
    """
    return _view(endpoint_row(session, endpoint_id))


def rotate_secret(endpoint_id: str, actor: str, uow: UnitOfWork, key_of: TenantKeyOf, clock: Clock) -> NewSecret:
    """Give an address a new secret; for a day its messages are signed with the old one too.

    Raises:
        NotFound: There is no such address.
    """
    with uow:
        row = endpoint_row(uow.session, endpoint_id, for_update=True)
        row.generation, row.rotated_at = row.generation + 1, clock.now()
        _journal(uow.session, row, actor, "webhook_secret_rotated", clock.now())
        uow.commit()
    return NewSecret(_view(row), secret_of(key_of(TenantId(row.tenant_id)), row.id, row.generation))


def move_endpoint(endpoint_id: str, move: EndpointMove, actor: str, uow: UnitOfWork, clock: Clock) -> EndpointView:
    """Pause an address or resume it; what happens while it is paused is not told later.

    Raises:
        NotFound: There is no such address.
        MoveRefused: Its state does not allow it.
    """
    with uow:
        row = endpoint_row(uow.session, endpoint_id, for_update=True)
        row.state = ENDPOINT.next(row.state, move)
        if row.state is EndpointState.ACTIVE:
            row.failing_since = None
        _journal(uow.session, row, actor, f"webhook_{row.state.value}", clock.now())
        uow.commit()
    return _view(row)


def remove_endpoint(endpoint_id: str, actor: str, uow: UnitOfWork, clock: Clock) -> None:
    """Tell an address nothing any more; its deliveries stay to be looked at.

    Raises:
        NotFound: There is no such address.
    """
    with uow:
        row = endpoint_row(uow.session, endpoint_id, for_update=True)
        row.removed_at = clock.now()
        _journal(uow.session, row, actor, "webhook_removed", clock.now())
        uow.commit()


def restore_endpoint(endpoint_id: str, actor: str, uow: UnitOfWork, clock: Clock) -> EndpointView:
    """Tell an address again that was removed by mistake, with the secret it had; what happened meanwhile is not told.

    Raises:
        NotFound: There never was such an address.
        TooManyEndpoints: The tenant has enough by now.
    """
    with uow:
        row = uow.session.get(WebhookEndpoint, endpoint_id, with_for_update=True)
        if row is None:
            raise NotFound("there is no such webhook; look at the list", endpoint_id=endpoint_id)
        if row.removed_at is not None:
            _check_number(uow.session, TenantId(row.tenant_id))
            row.removed_at = None
            _journal(uow.session, row, actor, "webhook_restored", clock.now())
            uow.commit()
    return _view(row)


def secrets_at(endpoint: EndpointView, tenant_key: bytes, at: dt.datetime) -> list[str]:
    """The secrets that sign a message now: the present one, and for a day the one before."""
    secrets = [secret_of(tenant_key, endpoint.endpoint_id, endpoint.generation)]
    if endpoint.rotated_at is not None and at - endpoint.rotated_at < OLD_SECRET_LASTS:
        secrets.append(secret_of(tenant_key, endpoint.endpoint_id, endpoint.generation - 1))
    return secrets


def _check(command: AddEndpoint) -> None:
    try:
        parts = urlsplit(command.url)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise EndpointRefused("this is no address; write it as https://host/path", reason="address") from error
    schemes = {"https", "http"} if command.allows_http else {"https"}
    if parts.scheme not in schemes or not host or len(command.url) > LONGEST_URL or not command.url.isprintable():
        message = "an address begins with https:// and names a host, as https://erp.example/hooks"
        raise EndpointRefused(message, reason="address")
    if not command.allows_http and _is_private(host):
        message = "the address leads into a private network, where nothing is ever sent; use a public one"
        raise EndpointRefused(message, reason="private")
    if parts.username or parts.password or parts.fragment:
        message = "leave names, passwords and fragments out of the address; messages are signed instead"
        raise EndpointRefused(message, reason="secret")
    if not command.topics or not command.topics <= SUBSCRIBABLE:
        raise EndpointRefused("choose at least one thing that the address is to be told of", reason="topics")
    if len(command.description.strip()) > LONGEST_DESCRIPTION:
        raise EndpointRefused(f"describe the address in at most {LONGEST_DESCRIPTION} signs", reason="description")


def _is_private(host: str) -> bool:
    """An address of a private network, spelled out, or this machine by name; what a name stands for is seen later."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def _check_number(session: Session, tenant_id: TenantId) -> None:
    mine = WebhookEndpoint.tenant_id == tenant_id, WebhookEndpoint.removed_at.is_(None)
    if (session.scalar(select(func.count()).select_from(WebhookEndpoint).where(*mine)) or 0) >= MOST_ENDPOINTS:
        raise TooManyEndpoints(f"a tenant has at most {MOST_ENDPOINTS} addresses; remove one that is not used")


def endpoint_row(session: Session, endpoint_id: str, *, for_update: bool = False) -> WebhookEndpoint:
    """The row of an address that was not removed; NotFound where there is none."""
    wanted = select(WebhookEndpoint).where(WebhookEndpoint.id == endpoint_id, WebhookEndpoint.removed_at.is_(None))
    row = session.scalars(wanted.with_for_update() if for_update else wanted).one_or_none()
    if row is None:
        raise NotFound("there is no such webhook; look at the list", endpoint_id=endpoint_id)
    return row


def _view(row: WebhookEndpoint) -> EndpointView:
    return EndpointView(
        endpoint_id=row.id, tenant_id=TenantId(row.tenant_id), url=row.url,
        topics=frozenset(Topic(topic) for topic in row.topics), description=row.description, state=row.state,
        generation=row.generation, created_at=row.created_at, rotated_at=row.rotated_at,
        failing_since=row.failing_since,
    )  # fmt: skip


def _journal(session: Session, row: WebhookEndpoint, actor: str, action: str, at: dt.datetime) -> None:
    append(session, AuditFact(TenantId(row.tenant_id), actor, action, "webhook", row.id), at)

"""Who is there: the one place where the screens ask about people and tenants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from identity.delegations import DelegationView, delegations_of
from identity.door import Door
from identity.sessions import look_up, touch
from identity.sign_in import sign_out
from kernel.errors import MoveRefused, NotFound
from kernel.ids import TenantId, UserId
from kernel.tenancy.directory import TenantKind, TenantView, UserView
from kernel.tenancy.repository import candidates_of, get_tenant, get_user, memberships_of
from kernel.tenancy.roles import Permission, Role, allows
from kernel.tenancy.scope import SystemScope
from kernel.unit_of_work import Database

# Who may see which tenant is not a tenant's own row; the guard asks it before any tenant is entered.
DIRECTORY = SystemScope("the screens ask who somebody is and which tenants are theirs")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in."""

    user_id: UserId
    name: str
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class Place:
    """A tenant as one person may see it.

    Attributes:
        until: A person from outside may see it until then; None for members.
    """

    tenant_id: TenantId
    name: str
    is_operator: bool
    role: Role
    until: dt.datetime | None = None

    def may(self, permission: Permission) -> bool:
        """Whether the person's role here includes `permission`."""
        return allows(self.role, permission, at_operator=self.is_operator)

    @property
    def first_page(self) -> str:
        """The route where somebody begins who comes in here."""
        if self.may(Permission.READ_DOCUMENTS):
            return "inbox"
        return "administration" if self.may(Permission.SERVE_TENANTS) else "upload"


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A live session and whose it is.

    Attributes:
        is_fresh: The person proved who they are only minutes ago.
        has_second_factor: More than a password was shown.
    """

    session_id: str
    person: Person
    is_fresh: bool
    has_second_factor: bool


def session_of(database: Database, door: Door, token: str) -> OpenSession | None:
    """The session that a token names, kept awake; None where it ended or never was."""
    now = door.clock.now()
    with database.reading(DIRECTORY) as session:
        found = look_up(session, token, now, door.limits)
    if found is None:
        return None
    if found.is_due_to_touch:
        with database.unit_of_work(DIRECTORY) as uow:
            touch(uow.session, found.session_id, now)
            uow.commit()
    return OpenSession(found.session_id, _person(found.user), found.is_fresh, found.has_second_factor)


def end_session(database: Database, door: Door, open_session: OpenSession) -> None:
    """End a session on the server, whatever cookies are still about."""
    uow = database.unit_of_work(DIRECTORY)
    sign_out(open_session.session_id, open_session.person.user_id, uow, door.clock)


def browser_family(user_agent: str) -> str:
    """What a browser is called, for the person's own list of sessions; never its whole signature."""
    families = (
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    )
    systems = (("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iOS"), ("Windows", "Windows"), ("Mac OS", "macOS"))
    family = next((name for sign, name in families if sign in user_agent), "Browser")
    system = next((name for sign, name in (*systems, ("Linux", "Linux")) if sign in user_agent), "")
    return f"{family} on {system}" if system else family


def places_of(database: Database, user_id: UserId, at: dt.datetime) -> tuple[Place, ...]:
    """The tenants that a person may see: their own by name, then those that let them in for a time."""
    with database.reading(DIRECTORY) as session:
        memberships = memberships_of(session, user_id)
        own = {membership.tenant_id for membership in memberships}
        lent = [view for view in delegations_of(session, user_id, at) if view.tenant_id not in own]
        visited = [_visited(get_tenant(session, view.tenant_id), view) for view in lent]
    inside = [Place(m.tenant_id, m.tenant_name, m.tenant_kind is TenantKind.OPERATOR, m.role) for m in memberships]
    return (*inside, *(place for place in visited if place is not None))


def _visited(tenant: TenantView, leave: DelegationView) -> Place | None:
    if tenant.closed_at or tenant.kind is TenantKind.OPERATOR:
        return None
    return Place(tenant.id, tenant.name, False, leave.role, leave.expires_at)


def tenants_served(database: Database, operator_id: TenantId) -> dict[TenantId, TenantView]:
    """Whoever a letter of this operator may be for: those it serves, and itself, by name."""
    with database.reading(DIRECTORY) as session:
        tenants = candidates_of(session, operator_id)
    return {tenant.id: tenant for tenant in sorted(tenants, key=lambda tenant: tenant.name.casefold())}


def names_of(database: Database, user_ids: Iterable[str]) -> Mapping[str, str]:
    """What people are called, by id; those who are no people ("system:filing") are left out."""
    people = [UserId(wanted) for wanted in user_ids if ":" not in wanted]
    with database.reading(DIRECTORY) as session:
        return {user_id: name for user_id in people if (name := _name_of(session, user_id))}


def _name_of(session: Session, user_id: UserId) -> str | None:
    try:
        return get_user(session, user_id).name
    except NotFound:
        return None


def _person(user: UserView) -> Person:
    return Person(user.id, user.name, user.email, user.language)


def has_operator(database: Database, tenant_id: TenantId) -> bool:
    """Whether an operator organisation scans for the tenant."""
    with database.reading(DIRECTORY) as session:
        return get_tenant(session, tenant_id).operator_id is not None


def operator_of(database: Database, tenant_id: TenantId) -> TenantId:
    """The operator organisation that scans for the tenant.

    Raises:
        MoveRefused: Nobody does.
    """
    with database.reading(DIRECTORY) as session:
        operator_id = get_tenant(session, tenant_id).operator_id
    if operator_id is None:
        message = "nobody scans for this mailbox; there is nowhere to send the letter back to"
        raise MoveRefused(message)
    return operator_id

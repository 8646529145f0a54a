"""Who is there: the one place where the screens ask about people and tenants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from identity.sessions import look_up, touch
from identity.sign_in import Door, SignIn, sign_in, sign_out
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
    """A tenant as one person may see it."""

    tenant_id: TenantId
    name: str
    is_operator: bool
    role: Role

    def may(self, permission: Permission) -> bool:
        """Whether the person's role here includes `permission`."""
        return allows(self.role, permission, at_operator=self.is_operator)


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A live session and whose it is."""

    session_id: str
    person: Person


def begin_session(door: Door, email: str, password: str, address: str, browser: str) -> str:
    """Let somebody in; the answer is the token for the cookie.

    Raises:
        SignInRefused: Address and password do not belong together.
        TooManyAttempts: Too many tries went wrong.
    """
    return sign_in(SignIn(email, password, address, browser), door).token


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
    return OpenSession(found.session_id, _person(found.user))


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


def places_of(database: Database, user_id: UserId) -> tuple[Place, ...]:
    """The tenants that a person may see, by name."""
    with database.reading(DIRECTORY) as session:
        memberships = memberships_of(session, user_id)
    return tuple(Place(m.tenant_id, m.tenant_name, m.tenant_kind is TenantKind.OPERATOR, m.role) for m in memberships)


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

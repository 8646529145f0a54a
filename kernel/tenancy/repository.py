"""Questions to the directory: who is there, who serves whom, and who may do what. Answers are values, never rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from kernel.errors import NotFound
from kernel.ids import TenantId, UserId
from kernel.tenancy.directory import (
    EmailRefused,
    MembershipView,
    PostalAddress,
    TenantKind,
    TenantView,
    UserView,
    normal_email,
)
from kernel.tenancy.models import Membership, Tenant, TenantAddress, TenantAlias, TenantIdentifier, User
from kernel.tenancy.roles import Role

IDS_AT_ONCE = 500


def list_tenants(session: Session, *, with_closed: bool = False) -> list[TenantView]:
    """All tenants, operators first, then by name; needs the system scope."""
    wanted = select(Tenant) if with_closed else select(Tenant).where(Tenant.closed_at.is_(None))
    views = _views(session, wanted)
    return sorted(views, key=lambda view: (view.kind is not TenantKind.OPERATOR, view.name.casefold(), view.id))


def get_tenant(session: Session, tenant_id: TenantId) -> TenantView:
    """One tenant with its names and addresses.

    Raises:
        NotFound: There is no such tenant.
    """
    found = _views(session, select(Tenant).where(Tenant.id == tenant_id))
    if not found:
        raise NotFound("there is no such tenant; look at the list of tenants", tenant_id=tenant_id)
    return found[0]


def find_tenant(session: Session, id_or_name: str) -> TenantView:
    """The open tenant that a person at the command line means: by id, or by name whatever its case.

    Raises:
        NotFound: Nobody, or more than one, answers to it.
    """
    wanted = id_or_name.strip().casefold()
    found = [view for view in list_tenants(session) if wanted in (view.id, view.name.casefold())]
    if len(found) != 1:
        count = len(found) or "no"
        raise NotFound(f"{count} tenants are called {id_or_name!r}; give the id that `postkamer tenant list` shows")
    return found[0]


def candidates_of(session: Session, operator_id: TenantId) -> tuple[TenantView, ...]:
    """Whoever a letter scanned by this operator may be for: whom it serves, and itself; needs the system scope."""
    served = or_(Tenant.operator_id == operator_id, Tenant.id == operator_id)
    return tuple(_views(session, select(Tenant).where(served, Tenant.closed_at.is_(None)).order_by(Tenant.id)))


def served_by(operator_id: TenantId) -> Select[str]:
    """The ids of whom an operator serves and of itself, closed ones too; narrows questions in the system scope."""
    return select(Tenant.id).where(or_(Tenant.operator_id == operator_id, Tenant.id == operator_id))


def version_of_candidates(session: Session, operator_id: TenantId) -> tuple[tuple[str, int], ...]:
    """What changes whenever `candidates_of` would answer otherwise: who is there, and how often each was renamed."""
    served = or_(Tenant.operator_id == operator_id, Tenant.id == operator_id)
    wanted = select(Tenant.id, Tenant.names_version).where(served, Tenant.closed_at.is_(None)).order_by(Tenant.id)
    return tuple((tenant_id, version) for tenant_id, version in session.execute(wanted))


def find_user_by_email(session: Session, email: str) -> UserView | None:
    """The person with this address, however it was typed; None for nobody, or for what is no address."""
    try:
        wanted = normal_email(email)
    except EmailRefused:
        return None
    row = session.scalars(select(User).where(User.email == wanted)).one_or_none()
    return user_view(row) if row else None


def get_user(session: Session, user_id: UserId) -> UserView:
    """One person.

    Raises:
        NotFound: There is no such person.
    """
    row = session.get(User, user_id)
    if row is None:
        raise NotFound("there is no such user; look at the list of users", user_id=user_id)
    return user_view(row)


def list_users(session: Session) -> list[UserView]:
    """Everybody who can sign in, by address."""
    return [user_view(row) for row in session.scalars(select(User).order_by(User.email))]


def memberships_of(session: Session, user_id: UserId) -> tuple[MembershipView, ...]:
    """The open tenants that a person works for, by name; needs the system scope."""
    rows = session.execute(
        select(Membership, Tenant)
        .join(Tenant, Tenant.id == Membership.tenant_id)
        .where(Membership.user_id == user_id, Tenant.closed_at.is_(None))
        .order_by(Tenant.name, Tenant.id)
    )
    return tuple(
        MembershipView(TenantId(tenant.id), tenant.name, tenant.kind, membership.role) for membership, tenant in rows
    )


def members_of(session: Session, tenant_id: TenantId) -> tuple[tuple[UserView, Role], ...]:
    """Who works for a tenant and as what, by name."""
    rows = session.execute(
        select(User, Membership.role)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.tenant_id == tenant_id)
        .order_by(User.name, User.id)
    )
    return tuple((user_view(user), role) for user, role in rows)


def role_of(session: Session, user_id: UserId, tenant_id: TenantId) -> Role | None:
    """The person's part in a tenant; None for nobody's, and for whoever was disabled."""
    return session.scalars(
        select(Membership.role)
        .join(User, User.id == Membership.user_id)
        .where(Membership.user_id == user_id, Membership.tenant_id == tenant_id, User.disabled_at.is_(None))
    ).one_or_none()


def user_view(row: User) -> UserView:
    """The person as a value."""
    return UserView(UserId(row.id), row.email, row.name, row.language, row.disabled_at)


def _views(session: Session, wanted: Select[Tenant]) -> list[TenantView]:
    rows = session.scalars(wanted).all()
    ids = [row.id for row in rows]
    aliases = _aliases(session, ids)
    addresses = _addresses(session, ids)
    numbers = _identifiers(session, ids)
    return [_view(row, aliases[row.id], addresses[row.id], numbers[row.id]) for row in rows]


def _view(
    row: Tenant, aliases: Sequence[str], addresses: Sequence[PostalAddress], identifiers: Sequence[str]
) -> TenantView:
    return TenantView(
        id=TenantId(row.id),
        kind=row.kind,
        name=row.name,
        language=row.language,
        operator_id=TenantId(row.operator_id) if row.operator_id else None,
        aliases=tuple(aliases),
        addresses=tuple(addresses),
        created_at=row.created_at,
        closed_at=row.closed_at,
        identifiers=tuple(identifiers),
    )


def _aliases(session: Session, ids: Sequence[str]) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for some in _portions(ids):
        wanted = select(TenantAlias).where(TenantAlias.tenant_id.in_(some)).order_by(TenantAlias.name)
        for row in session.scalars(wanted):
            found[row.tenant_id].append(row.name)
    return found


def _addresses(session: Session, ids: Sequence[str]) -> Mapping[str, list[PostalAddress]]:
    found: defaultdict[str, list[PostalAddress]] = defaultdict(list)
    for some in _portions(ids):
        wanted = select(TenantAddress).where(TenantAddress.tenant_id.in_(some))
        for row in session.scalars(wanted.order_by(TenantAddress.city, TenantAddress.street, TenantAddress.id)):
            found[row.tenant_id].append(PostalAddress(row.street, row.postcode, row.city, row.country))
    return found


def _identifiers(session: Session, ids: Sequence[str]) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for some in _portions(ids):
        wanted = select(TenantIdentifier).where(TenantIdentifier.tenant_id.in_(some)).order_by(TenantIdentifier.value)
        for row in session.scalars(wanted):
            found[row.tenant_id].append(row.value)
    return found


def _portions(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """A few hundred at a time: databases limit how many values one statement may carry."""
    for start in range(0, len(ids), IDS_AT_ONCE):
        yield ids[start : start + IDS_AT_ONCE]

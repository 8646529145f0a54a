"""Tables of tenants, their names, their people and their keys."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kernel.db import Base, TenantOwned, UtcDateTime
from kernel.ids import new_id
from kernel.tenancy.directory import TenantKind
from kernel.tenancy.roles import Role


class Tenant(Base):
    """Whose mail it is. Not itself tenant-owned: it is what owning means.

    Attributes:
        operator_id: The operator organisation that scans for this tenant, if any.
        name: The registered name.
        language: ISO 639-1 code in which the tenant is addressed.
        closed_at: Since when nothing more is received for it.
        names_version: Grows whenever names, addresses or numbers are replaced.
    """

    __tablename__ = "tenants"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    kind: Mapped[TenantKind]
    name: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2), default="en")
    operator_id: Mapped[str | None] = mapped_column(ForeignKey("tenants.id"), index=True)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    names_version: Mapped[int] = mapped_column(default=0, server_default="0")


class TenantIdentifier(TenantOwned, Base):
    """A number that is this tenant's alone: of VAT, of an enterprise, of a register; capitals and digits only."""

    __tablename__ = "tenant_identifiers"
    __table_args__ = (UniqueConstraint("tenant_id", "value"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    value: Mapped[str] = mapped_column(String(40))


class TenantAlias(TenantOwned, Base):
    """Another name under which post arrives for a tenant: trade name, person, abbreviation, reference."""

    __tablename__ = "tenant_aliases"
    __table_args__ = (UniqueConstraint("tenant_id", "name"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(200))


class TenantAddress(TenantOwned, Base):
    """Where post for a tenant is sent; `street` holds house and box number as written."""

    __tablename__ = "tenant_addresses"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    street: Mapped[str] = mapped_column(String(200))
    postcode: Mapped[str] = mapped_column(String(20))
    city: Mapped[str] = mapped_column(String(100))
    country: Mapped[str] = mapped_column(String(2), default="BE")


class TenantKey(Base):
    """The tenant's key, wrapped by the master key; without this row the tenant's content is gone.

    Not narrowed by tenant: the blob store asks for it by tenant id, in the platform's name.
    """

    __tablename__ = "tenant_keys"

    tenant_id: Mapped[str] = mapped_column(ForeignKey("tenants.id"), primary_key=True)
    wrapped_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    destroyed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class User(Base):
    """A person who signs in; what they may do is said by memberships."""

    __tablename__ = "users"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2), default="en")
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    disabled_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class Membership(Base):
    """What one person may do for one tenant."""

    __tablename__ = "memberships"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    tenant_id: Mapped[str] = mapped_column(ForeignKey("tenants.id"), primary_key=True, index=True)
    role: Mapped[Role]

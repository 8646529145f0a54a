"""The directory's values: tenants, people and their parts, as other packages see them."""

from __future__ import annotations

import datetime as dt
import enum
import re
import unicodedata
from dataclasses import dataclass

from kernel.errors import PlatformError
from kernel.ids import TenantId, UserId
from kernel.tenancy.roles import Role

LONGEST_EMAIL = 254
EMAIL = re.compile(r"[^@\s\x00-\x1f\x7f]{1,64}@[^@\s\x00-\x1f\x7f.]+(\.[^@\s\x00-\x1f\x7f.]+)*")


class EmailRefused(PlatformError):
    """This is no e-mail address; look for a missing @, a space or a stray sign."""

    code = "email_refused"


class TenantKind(enum.Enum):
    """What a tenant is; an operator organisation scans for the others."""

    BUSINESS = "business"
    INDIVIDUAL = "individual"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """Where post is sent.

    Attributes:
        street: Street with house and box number, as written.
        country: ISO 3166-1 alpha-2 code.
    """

    street: str
    postcode: str
    city: str
    country: str = "BE"


@dataclass(frozen=True, slots=True)
class TenantView:
    """A tenant with every name and address under which post arrives for it.

    Attributes:
        language: ISO 639-1 code in which the tenant is addressed.
        operator_id: The operator organisation that scans for it, if any.
        closed_at: Since when nothing more is received for it.
        identifiers: Numbers that are the tenant's alone (VAT, enterprise), in capitals and digits.
    """

    id: TenantId
    kind: TenantKind
    name: str
    language: str
    operator_id: TenantId | None
    aliases: tuple[str, ...]
    addresses: tuple[PostalAddress, ...]
    created_at: dt.datetime
    closed_at: dt.datetime | None
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UserView:
    """A person who signs in."""

    id: UserId
    email: str
    name: str
    language: str
    disabled_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class MembershipView:
    """What one person may do for one tenant."""

    tenant_id: TenantId
    tenant_name: str
    tenant_kind: TenantKind
    role: Role


def normal_email(text: str) -> str:
    """The one spelling under which an address is kept and found: NFKC, lower case, no outer spaces.

    Raises:
        EmailRefused: It is no address.
    """
    email = unicodedata.normalize("NFKC", text).strip().lower()
    if len(email) > LONGEST_EMAIL or not EMAIL.fullmatch(email):
        raise EmailRefused("this is no e-mail address; look for a missing @, a space or a stray sign")
    return email

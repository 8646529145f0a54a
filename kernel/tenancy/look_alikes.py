"""Names and numbers by which another tenant of the same operator could be meant as well.

Letters are told apart by what is printed on them, so what two tenants have in common
tells nothing. Whoever gives a tenant another name is told before letters show it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from kernel.ids import TenantId
from kernel.tenancy.models import Tenant, TenantAlias, TenantIdentifier

# Ends of names that tell what kind of company it is, never which one.
LEGAL_FORMS = frozenset(
    [
        "nv",
        "sa",
        "bv",
        "bvba",
        "sprl",
        "srl",
        "cv",
        "cvba",
        "sc",
        "scrl",
        "vzw",
        "asbl",
        "ag",
        "gmbh",
        "kg",
        "ohg",
        "ug",
        "ev",
        "ltd",
        "llc",
        "plc",
        "inc",
        "spa",
        "snc",
        "sas",
        "sarl",
        "eurl",
        "commv",
        "snc",
        "vof",
        "maatschap",
        "stichting",
        "se",
    ]
)
# Above this two names differ in a letter or two, as scans make them differ.
CLOSE = 88.0


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Another tenant whom the same words could mean.

    Attributes:
        is_same: Nothing tells the two apart; otherwise a letter or two do.
    """

    tenant_id: TenantId
    is_same: bool


def look_alikes_of_name(session: Session, tenant_id: TenantId, name: str) -> list[LookAlike]:
    """Others of the same operator, and the operator, who bear this name or nearly; needs the system scope."""
    wanted = plain_name(name)
    found: dict[TenantId, bool] = {}
    for other, theirs in _names_of_others(session, tenant_id):
        known = plain_name(theirs)
        if known == wanted:
            found[other] = True
        elif fuzz.ratio(known, wanted) >= CLOSE:
            found.setdefault(other, False)
    return [LookAlike(other, is_same) for other, is_same in sorted(found.items())]


def holders_of_number(session: Session, tenant_id: TenantId, number: str) -> list[LookAlike]:
    """Others of the same operator who have this number, with or without its country; needs the system scope."""
    bare = number[2:] if number[:2].isalpha() else number
    same = or_(TenantIdentifier.value == number, TenantIdentifier.value == bare)
    longer = TenantIdentifier.value.like(f"__{bare}")
    wanted = select(TenantIdentifier.tenant_id, TenantIdentifier.value).where(or_(same, longer))
    rows = session.execute(wanted.where(TenantIdentifier.tenant_id.in_(_others(session, tenant_id)))).all()
    holders = {TenantId(row[0]) for row in rows if _bare(row[1]) == bare}
    return [LookAlike(other, is_same=True) for other in sorted(holders)]


def plain_name(name: str) -> str:
    """A name as it is compared: no accents, case, signs or legal form; "De Kroon N.V." is "de kroon"."""
    split = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss").replace(".", ""))
    plain = "".join(mark for mark in split if not unicodedata.combining(mark))
    words = re.findall(r"[^\W_]+", plain)
    telling = [word for word in words if word not in LEGAL_FORMS]
    return " ".join(telling or words)


def _bare(number: str) -> str:
    return number[2:] if number[:2].isalpha() else number


def _names_of_others(session: Session, tenant_id: TenantId) -> Iterator[tuple[TenantId, str]]:
    others = _others(session, tenant_id)
    for row in session.execute(select(Tenant.id, Tenant.name).where(Tenant.id.in_(others))):
        yield TenantId(row[0]), row[1]
    for row in session.execute(
        select(TenantAlias.tenant_id, TenantAlias.name).where(TenantAlias.tenant_id.in_(others))
    ):
        yield TenantId(row[0]), row[1]


def _others(session: Session, tenant_id: TenantId) -> Select[str]:
    """Whoever a letter scanned by the same operator may be for, but this tenant; nobody where nobody scans."""
    operator_id = session.scalar(select(Tenant.operator_id).where(Tenant.id == tenant_id)) or tenant_id
    served = or_(Tenant.operator_id == operator_id, Tenant.id == operator_id)
    return select(Tenant.id).where(served, Tenant.id != tenant_id, Tenant.closed_at.is_(None))

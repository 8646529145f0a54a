"""People, as the operator organisation that serves them may help: let in after wrong tries, freed of lost factors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from identity.door import Door
from identity.errors import HelpRefused
from identity.factors import factors_of
from identity.journal import tell_tenants, tenants_told
from identity.second_factor import forget_factors
from identity.throttle import Origin, forgive, waits_until
from kernel.errors import NotFound
from kernel.ids import TenantId, UserId
from kernel.tenancy.people_served import PersonServed, find_people_served, get_person_served
from kernel.tenancy.repository import get_tenant, get_user


@dataclass(frozen=True, slots=True)
class PersonHelped:
    """Somebody whom the operator may help.

    Attributes:
        waits_until: Too many tries went wrong; until then no other is looked at.
    """

    person: PersonServed
    has_second_factor: bool
    waits_until: dt.datetime | None
    email: str = field(repr=False)


def people_served(
    session: Session, operator_id: TenantId, wanted: str, door: Door, *, limit: int, offset: int = 0
) -> Sequence[PersonHelped]:
    """The operator's own people and those of whom it serves, by name; needs the system scope."""
    found = find_people_served(session, operator_id, wanted, limit=limit, offset=offset)
    now = door.clock.now()
    return [
        PersonHelped(each, factors_of(session, each.user.id).is_any, _wait(session, each, door, now), each.user.email)
        for each in found
    ]


def unlock(operator_id: TenantId, user_id: UserId, actor: UserId, door: Door) -> None:
    """Let somebody try again at once whose tries went wrong; every mailbox of theirs reads of it in its journal.

    Raises:
        NotFound: The operator serves nobody who is this person's.
    """
    now = door.clock.now()
    with door.new_uow() as uow:
        _check_served(uow.session, operator_id, user_id)
        for account in _accounts(uow.session, user_id, door):
            forgive(uow.session, account, now)
        tell_tenants(uow.session, user_id, "sign_in_unlocked", now, actor)
        uow.commit()


def reset_factors(operator_id: TenantId, user_id: UserId, actor: UserId, door: Door) -> None:
    """Take app, passkeys and recovery codes from somebody who lost them; the person is told by mail.

    Raises:
        NotFound: The operator serves nobody who is this person's.
        HelpRefused: The person comes in elsewhere too, where this operator has no say; or it is the one who acts.
    """
    if user_id == actor:
        raise HelpRefused("change your own second step on your account page", reason="self")
    with door.new_uow() as uow:
        _check_served(uow.session, operator_id, user_id)
        for tenant_id in tenants_told(uow.session, user_id, door.clock.now()):
            view = get_tenant(uow.session, tenant_id)
            if operator_id not in (view.id, view.operator_id):
                raise HelpRefused(
                    "this person comes in elsewhere too; ask whoever runs this machine", reason="elsewhere"
                )
    forget_factors(user_id, door, actor=actor)


def _check_served(session: Session, operator_id: TenantId, user_id: UserId) -> None:
    if get_person_served(session, operator_id, user_id) is None:
        raise NotFound("there is no such person among those you serve; look at the list")


def _wait(session: Session, each: PersonServed, door: Door, now: dt.datetime) -> dt.datetime | None:
    waits = [waits_until(session, hashed, now, door.back_off) for hashed in _accounts(session, each.user.id, door)]
    return max((wait for wait in waits if wait is not None), default=None)


def _accounts(session: Session, user_id: UserId, door: Door) -> tuple[str, ...]:
    """Under which names tries of this person are counted: the address, and the second step apart from it."""
    email = get_user(session, user_id).email
    names = (email, f"second factor {user_id}")
    return tuple(Origin.of(door.throttle_key, name, "").account for name in names)

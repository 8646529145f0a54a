from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from identity.models import WebSession
from identity.sessions import (
    NewSession,
    SessionLimits,
    SignedIn,
    create_session,
    end_all,
    end_session,
    forget_sessions,
    list_sessions,
    look_up,
    touch,
)
from kernel.tenancy.directory_changes import disable_user
from tests.unit.identity.conftest import SYSTEM, House

LIMITS = SessionLimits(idle=dt.timedelta(minutes=30), absolute=dt.timedelta(hours=8))


def begin(house: House, user_agent: str = "Firefox on Linux") -> NewSession:
    with house.database.unit_of_work(SYSTEM) as uow:
        begun = create_session(uow.session, house.an, user_agent, house.clock.now(), LIMITS)
        uow.commit()
    return begun


def seen(house: House, token: str) -> SignedIn | None:
    with house.database.reading(SYSTEM) as session:
        return look_up(session, token, house.clock.now(), LIMITS)


def touched(house: House, begun: NewSession) -> None:
    with house.database.unit_of_work(SYSTEM) as uow:
        touch(uow.session, begun.id, house.clock.now())
        uow.commit()


def test_knows_whose_token_it_is(house: House) -> None:
    found = seen(house, begin(house).token)
    assert found is not None
    assert (found.user.id, found.is_due_to_touch) == (house.an, False)


@pytest.mark.parametrize("token", ["", "x", "\ud800", "A" * 43])
def test_knows_nobody_by_another_token(house: House, token: str) -> None:
    begin(house)
    assert seen(house, token) is None


def test_keeps_no_token(house: House) -> None:
    begun = begin(house)
    with house.database.reading(SYSTEM) as session:
        row = session.scalars(select(WebSession)).one()
    assert begun.token not in {str(value) for value in vars(row).values()}
    assert begun.token not in repr(begun)
    assert seen(house, begun.id) is None
    assert len(begun.token) >= 43


def test_falls_idle(house: House) -> None:
    begun = begin(house)
    house.clock.advance(minutes=29)
    found = seen(house, begun.token)
    assert found is not None
    assert found.is_due_to_touch
    house.clock.advance(minutes=1)
    assert seen(house, begun.token) is None


def test_stays_alive_while_it_is_used_but_not_for_ever(house: House) -> None:
    begun = begin(house)
    lived = 0
    while seen(house, begun.token):
        touched(house, begun)
        house.clock.advance(minutes=20)
        lived += 20
    assert lived == 8 * 60


def test_ends_once(house: House) -> None:
    begun, other = begin(house), begin(house)
    with house.database.unit_of_work(SYSTEM) as uow:
        end_session(uow.session, begun.id, house.clock.now())
        end_session(uow.session, begun.id, house.clock.now())
        uow.commit()
    assert seen(house, begun.token) is None
    assert seen(house, other.token) is not None


def test_ends_all_but_the_present_one(house: House) -> None:
    here, there = begin(house), begin(house)
    with house.database.unit_of_work(SYSTEM) as uow:
        assert end_all(uow.session, house.an, house.clock.now(), but=here.id) == 1
        uow.commit()
    assert seen(house, there.token) is None
    assert seen(house, here.token) is not None


def test_lists_only_live_ones(house: House) -> None:
    begin(house, "Edge on Windows")
    house.clock.advance(minutes=31)
    begin(house)
    with house.database.reading(SYSTEM) as session:
        found = list_sessions(session, house.an, house.clock.now(), LIMITS)
    assert [view.user_agent for view in found] == ["Firefox on Linux"]


def test_ends_with_the_person_being_disabled(house: House) -> None:
    begun = begin(house)
    disable_user(house.an, house.database.unit_of_work(SYSTEM), house.clock)
    assert seen(house, begun.token) is None


def test_forgets_what_is_over(house: House) -> None:
    begin(house)
    house.clock.advance(days=2)
    with house.database.unit_of_work(SYSTEM) as uow:
        forget_sessions(uow.session, house.clock.now())
        assert uow.session.scalars(select(WebSession)).all() == []

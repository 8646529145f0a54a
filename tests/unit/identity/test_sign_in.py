from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from sqlalchemy import select

from identity.errors import PasswordRefused, SignInRefused, TooManyAttempts
from identity.models import Credential, SignInAttempt
from identity.passwords import Passwords
from identity.sessions import NewSession, look_up
from identity.sign_in import SignIn, change_password, end_sessions, set_password, sign_in, sign_out
from identity.throttle import BackOff, forget_attempts
from kernel.audit.journal import latest, verify_chain
from kernel.tenancy.directory_changes import AddUser, add_user, disable_user
from tests.unit.identity.conftest import CHEAP, EMAIL, PASSWORD, SYSTEM, House

WRONG = "orange kayak under seven clouds"


def come(house: House, email: str = EMAIL, password: str = PASSWORD, address: str = "192.0.2.7") -> NewSession:
    begun = sign_in(SignIn(email, password, address), house.door)
    assert isinstance(begun, NewSession)
    return begun


def fail(house: House, times: int, **how: Any) -> None:  # noqa: ANN401 - whatever `come` takes
    for _ in range(times):
        with pytest.raises(SignInRefused):
            come(house, **{"password": WRONG, **how})
        house.clock.advance(milliseconds=1)


def is_live(house: House, begun: NewSession) -> bool:
    with house.database.reading(SYSTEM) as session:
        return look_up(session, begun.token, house.clock.now(), house.door.limits) is not None


@pytest.mark.parametrize("typed", [EMAIL, " AN@Example.BE "])
def test_lets_in_with_the_right_password(house: House, typed: str) -> None:
    begun = come(house, typed)
    assert begun.user_id == house.an
    assert is_live(house, begun)
    assert house.journal()[0] == "signed_in"


def test_refuses_everyone_else_in_the_same_words(house: House) -> None:
    add_user(AddUser("nopassword@example.be", "B"), house.database.unit_of_work(SYSTEM), house.clock)
    disabled = add_user(AddUser("gone@example.be", "C"), house.database.unit_of_work(SYSTEM), house.clock)
    set_password(disabled, PASSWORD, house.door)
    disable_user(disabled, house.database.unit_of_work(SYSTEM), house.clock)
    told = set()
    for email, password in (
        (EMAIL, WRONG),
        ("nobody@example.be", PASSWORD),
        ("nopassword@example.be", PASSWORD),
        ("gone@example.be", PASSWORD),
        ("no address", PASSWORD),
        ("", ""),
    ):
        with pytest.raises(SignInRefused) as caught:
            come(house, email, password)
        told.add((type(caught.value), str(caught.value)))
    assert len(told) == 1


def test_compares_with_no_transaction_open_and_once_for_everyone(house: House) -> None:
    compared: list[str | None] = []

    class Watching(Passwords):
        def matches(self, password_hash: str | None, password: str) -> bool:
            with house.database.unit_of_work(SYSTEM) as uow:
                # On SQLite a second writer would wait for the first.
                uow.session.scalars(select(SignInAttempt)).all()
            compared.append(password_hash)
            return super().matches(password_hash, password)

    door = dataclasses.replace(house.door, passwords=Watching(time_cost=1, memory_kib=8, lanes=1))
    for email in (EMAIL, "nobody@example.be"):
        with pytest.raises(SignInRefused):
            sign_in(SignIn(email, WRONG, "192.0.2.7"), door)
    assert [kept is None for kept in compared] == [False, True]


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.be"])
def test_slows_down_guessing_at_an_account(house: House, email: str) -> None:
    fail(house, 5, email=email)
    with pytest.raises(TooManyAttempts) as caught:
        come(house, email)
    assert caught.value.temporary
    assert caught.value.retry_after_s == 2
    house.clock.advance(seconds=2)
    fail(house, 1, email=email)
    with pytest.raises(TooManyAttempts) as caught:
        come(house, email)
    assert caught.value.retry_after_s == 4


def test_looks_at_no_password_while_waiting(house: House) -> None:
    fail(house, 5)
    with pytest.raises(TooManyAttempts):
        come(house)
    house.clock.advance(seconds=3)
    assert is_live(house, come(house))


def test_forgives_after_a_success_and_after_a_day(house: House) -> None:
    fail(house, 4)
    come(house)
    house.clock.advance(seconds=1)
    fail(house, 5)
    house.clock.advance(days=1, seconds=1)
    fail(house, 4)


def test_slows_down_guessing_at_many_accounts_from_one_address(house: House) -> None:
    for number in range(30):
        fail(house, 1, email=f"user{number}@example.be")
    with pytest.raises(TooManyAttempts):
        come(house)
    assert is_live(house, come(house, address="198.51.100.1"))


def test_waits_no_longer_than_it_says() -> None:
    back_off = BackOff()
    waits = [back_off.wait_after(failures, 5) for failures in range(60)]
    assert waits == sorted(waits)
    assert waits[-1] == back_off.longest_wait


def test_keeps_no_address_of_a_stranger(house: House) -> None:
    fail(house, 1, email="stranger@example.org")
    with house.database.reading(SYSTEM) as session:
        row = session.scalars(select(SignInAttempt)).one()
    assert {len(row.account), len(row.origin)} == {64}
    assert "stranger" not in str(vars(row))


def test_forgets_old_attempts(house: House) -> None:
    fail(house, 2)
    house.clock.advance(days=31)
    with house.database.unit_of_work(SYSTEM) as uow:
        forget_attempts(uow.session, house.clock.now())
        assert uow.session.scalars(select(SignInAttempt)).all() == []


def test_tells_the_journal_of_failures_with_the_next_success(house: House) -> None:
    fail(house, 3)
    come(house)
    with house.database.reading(SYSTEM) as session:
        newest = latest(session, house.tenant)[0]
        assert verify_chain(session, house.tenant) == []
    assert (newest.actor, newest.details) == (house.an, {"failures_before": 3})


def test_takes_over_a_new_cost_at_the_next_sign_in(house: House) -> None:
    dearer = Passwords(time_cost=2, memory_kib=8, lanes=1)
    sign_in(SignIn(EMAIL, PASSWORD, "192.0.2.7"), dataclasses.replace(house.door, passwords=dearer))
    with house.database.reading(SYSTEM) as session:
        kept = session.get_one(Credential, house.an).password_hash
    assert not dearer.is_outdated(kept)
    assert CHEAP.matches(kept, PASSWORD)


def test_signs_out(house: House) -> None:
    begun = come(house)
    sign_out(begun.id, house.an, house.database.unit_of_work(SYSTEM), house.clock)
    assert not is_live(house, begun)
    assert house.journal()[0] == "signed_out"


def test_changes_a_password_and_ends_the_other_sessions(house: House) -> None:
    here, there = come(house), come(house)
    change_password(house.an, PASSWORD, "yellow boats sail past nine towers", here.id, house.door)
    assert (is_live(house, here), is_live(house, there)) == (True, False)
    assert house.journal()[0] == "password_changed"
    fail(house, 1, password=PASSWORD)
    come(house, password="yellow boats sail past nine towers")


def test_changes_no_password_without_the_old_one(house: House) -> None:
    here = come(house)
    house.clock.advance(seconds=1)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            change_password(house.an, WRONG, "yellow boats sail past nine towers", here.id, house.door)
    with pytest.raises(TooManyAttempts):
        change_password(house.an, WRONG, "yellow boats sail past nine towers", here.id, house.door)


@pytest.mark.parametrize("new", ["short", "an@example.be an", "peeterspeeters"])
def test_takes_no_weak_password(house: House, new: str) -> None:
    with pytest.raises(PasswordRefused):
        set_password(house.an, new, house.door)
    come(house)


def test_a_password_set_by_another_ends_all_sessions(house: House) -> None:
    begun = come(house)
    set_password(house.an, "yellow boats sail past nine towers", house.door, actor="system:cli")
    assert not is_live(house, begun)


def test_ends_all_sessions_on_demand(house: House) -> None:
    here, there = come(house), come(house)
    uow = house.database.unit_of_work(SYSTEM)
    assert end_sessions(house.an, uow, house.clock, actor=house.an, but=here.id) == 1
    assert (is_live(house, here), is_live(house, there)) == (True, False)

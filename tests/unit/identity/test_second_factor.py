from __future__ import annotations

import dataclasses

import pyotp
import pytest
from sqlalchemy import select

from identity.errors import CodeRefused, SecretDamaged, SignInRefused, TokenRefused, TooManyAttempts
from identity.factors import factors_of
from identity.models import RecoveryCode, TotpFactor
from identity.sealing import Vault
from identity.second_factor import (
    SecondHalf,
    confirm_app,
    finish_sign_in,
    forget_factors,
    offer_app,
    remove_app,
    renew_codes,
)
from identity.sessions import NewSession, look_up
from identity.sign_in import Halfway, SignIn, sign_in
from kernel.errors import NotFound
from kernel.tenancy.directory_changes import disable_user
from tests.unit.identity.conftest import EMAIL, PASSWORD, SYSTEM, House


def come(house: House) -> NewSession | Halfway:
    return sign_in(SignIn(EMAIL, PASSWORD, "192.0.2.7"), house.door)


def half(house: House) -> str:
    come_in = come(house)
    assert isinstance(come_in, Halfway)
    return come_in.token


def enrol(house: House) -> tuple[pyotp.TOTP, tuple[str, ...]]:
    """An app that counts, the session that set it up, and the recovery codes; half a minute has passed."""
    begun = come(house)
    assert isinstance(begun, NewSession)
    app = pyotp.TOTP(offer_app(house.an, house.door).secret)
    codes = confirm_app(house.an, app.at(house.clock.now()), begun.id, house.door)
    house.clock.advance(seconds=30)
    return app, codes


def finish(house: House, token: str, code: str, address: str = "192.0.2.7") -> NewSession:
    return finish_sign_in(SecondHalf(token, code, address), house.door)


def test_a_password_is_enough_until_the_app_was_confirmed(house: House) -> None:
    offer_app(house.an, house.door)
    assert isinstance(come(house), NewSession)


def test_an_offer_stays_the_same_until_it_is_confirmed(house: House) -> None:
    assert offer_app(house.an, house.door) == offer_app(house.an, house.door)
    enrol(house)
    with pytest.raises(NotFound):
        offer_app(house.an, house.door)


def test_a_wrong_first_code_switches_nothing_on(house: House) -> None:
    offer_app(house.an, house.door)
    with pytest.raises(CodeRefused):
        confirm_app(house.an, "000000", "s", house.door)
    assert isinstance(come(house), NewSession)


def test_with_an_app_the_password_gets_one_halfway(house: House) -> None:
    app, _ = enrol(house)
    token = half(house)
    with house.database.reading(SYSTEM) as session:
        assert look_up(session, token, house.clock.now(), house.door.limits) is None
    begun = finish(house, token, app.at(house.clock.now()))
    with house.database.reading(SYSTEM) as session:
        found = look_up(session, begun.token, house.clock.now(), house.door.limits)
    assert found is not None
    assert found.has_second_factor
    assert house.journal()[:2] == ["signed_in", "second_factor_asked"]


def test_setting_up_an_app_ends_other_sessions(house: House) -> None:
    before = come(house)
    assert isinstance(before, NewSession)
    enrol(house)
    with house.database.reading(SYSTEM) as session:
        assert look_up(session, before.token, house.clock.now(), house.door.limits) is None


def test_a_code_works_once(house: House) -> None:
    app, _ = enrol(house)
    code = app.at(house.clock.now())
    finish(house, half(house), code)
    with pytest.raises(CodeRefused):
        finish(house, half(house), code)


def test_the_code_that_set_the_app_up_does_not_open_the_door(house: House) -> None:
    begun = come(house)
    assert isinstance(begun, NewSession)
    app = pyotp.TOTP(offer_app(house.an, house.door).secret)
    code = app.at(house.clock.now())
    confirm_app(house.an, code, begun.id, house.door)
    with pytest.raises(CodeRefused):
        finish(house, half(house), code)


def test_a_wrong_code_leaves_the_first_half_good(house: House) -> None:
    app, _ = enrol(house)
    token = half(house)
    with pytest.raises(CodeRefused):
        finish(house, token, "000000")
    assert finish(house, token, app.at(house.clock.now())).user_id == house.an


def test_the_first_half_is_good_once_and_for_ten_minutes(house: House) -> None:
    app, _ = enrol(house)
    token = half(house)
    finish(house, token, app.at(house.clock.now()))
    house.clock.advance(minutes=1)
    with pytest.raises(TokenRefused):
        finish(house, token, app.at(house.clock.now()))
    late = half(house)
    house.clock.advance(minutes=10)
    with pytest.raises(TokenRefused):
        finish(house, late, app.at(house.clock.now()))


def test_knowing_the_password_does_not_clear_the_count_of_wrong_codes(house: House) -> None:
    enrol(house)
    for number in range(5):
        with pytest.raises(CodeRefused):
            finish(house, half(house), f"{number:06}", f"192.0.2.{number}")
        house.clock.advance(milliseconds=1)
    with pytest.raises(TooManyAttempts):
        finish(house, half(house), "000009", "198.51.100.1")


def test_recovery_codes_open_once_each_however_they_are_typed(house: House) -> None:
    _, codes = enrol(house)
    assert len(set(codes)) == 10
    finish(house, half(house), codes[3].upper().replace("-", " "))
    with pytest.raises(CodeRefused):
        finish(house, half(house), codes[3])
    finish(house, half(house), codes[4])
    with house.database.reading(SYSTEM) as session:
        assert factors_of(session, house.an).codes_left == 8


def test_new_recovery_codes_take_the_place_of_the_old(house: House) -> None:
    _, old = enrol(house)
    new = renew_codes(house.an, house.door)
    assert not set(old) & set(new)
    with pytest.raises(CodeRefused):
        finish(house, half(house), old[0])
    finish(house, half(house), new[0])


def test_neither_secret_nor_codes_can_be_read_in_the_tables(house: House) -> None:
    app, codes = enrol(house)
    with house.database.reading(SYSTEM) as session:
        sealed = session.get_one(TotpFactor, house.an).sealed_secret
        hashes = set(session.scalars(select(RecoveryCode.code_hash)))
    assert app.secret.encode() not in sealed
    assert not {code.replace("-", "") for code in codes} & hashes


def test_a_sealed_secret_in_anothers_row_opens_nothing(house: House) -> None:
    vault = Vault(b"k" * 32)
    sealed = vault.seal(b"secret", house.an)
    assert vault.open(sealed, house.an) == b"secret"
    for other_vault, owner in ((vault, "b" * 32), (Vault(b"o" * 32), house.an)):
        with pytest.raises(SecretDamaged):
            other_vault.open(sealed, owner)  # type: ignore[arg-type]  # any id of anybody else
    assert Vault(b"o" * 32, retired=[b"k" * 32]).open(sealed, house.an) == b"secret"
    for place in range(len(sealed)):
        with pytest.raises(SecretDamaged):
            vault.open(sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :], house.an)


def test_without_the_app_the_password_is_enough_and_codes_are_gone(house: House) -> None:
    _, codes = enrol(house)
    remove_app(house.an, house.door)
    assert isinstance(come(house), NewSession)
    with house.database.reading(SYSTEM) as session:
        assert factors_of(session, house.an).codes_left == 0
    with pytest.raises(NotFound):
        renew_codes(house.an, house.door)
    assert codes


def test_who_lost_everything_is_let_in_again_by_somebody_else(house: House) -> None:
    enrol(house)
    forget_factors(house.an, house.door)
    assert isinstance(come(house), NewSession)
    with house.database.reading(SYSTEM) as session:
        assert not factors_of(session, house.an).is_any
    assert "second_factors_forgotten" in house.journal()


def test_who_was_disabled_between_the_halves_stays_out(house: House) -> None:
    app, _ = enrol(house)
    token = half(house)
    disable_user(house.an, house.database.unit_of_work(SYSTEM), house.clock)
    with pytest.raises(SignInRefused):
        finish(house, token, app.at(house.clock.now()))


def test_secrets_stay_out_of_what_is_printed(house: House) -> None:
    app, _ = enrol(house)
    command = SecondHalf("token", "123456", "192.0.2.7")
    assert "123456" not in repr(command)
    assert "token" not in repr(dataclasses.replace(command, user_agent="x")).replace("token=", "")
    assert app.secret not in repr(house.door)

from __future__ import annotations

import copy
import json

import pytest

from identity.errors import PasskeyRefused, TokenRefused, TooManyAttempts
from identity.factors import factors_of
from identity.passkeys import (
    Answer,
    Visitor,
    confirm_with_passkey,
    offer_registration,
    offer_sign_in,
    register,
    remove_passkey,
    rename_passkey,
    sign_in_with_passkey,
)
from identity.sessions import NewSession, look_up
from identity.sign_in import Halfway, SignIn, sign_in
from kernel.errors import NotFound
from kernel.ids import UserId
from kernel.tenancy.directory_changes import AddUser, add_user, disable_user
from tests.fakes.authenticator import PRESENT, Authenticator
from tests.unit.identity.conftest import EMAIL, PASSWORD, SYSTEM, House

FROM = Visitor("192.0.2.7", "Firefox on Linux")


def begun(house: House) -> NewSession:
    entrance = sign_in(SignIn(EMAIL, PASSWORD, "192.0.2.7"), house.door)
    assert isinstance(entrance, NewSession)
    return entrance


def add(house: House, device: Authenticator, name: str = "Telephone") -> tuple[str, ...]:
    challenge = offer_registration(house.an, house.door)
    answer = Answer(challenge.ticket, device.create(challenge.options))
    return register(house.an, answer, name, begun(house).id, house.door)


def come(house: House, device: Authenticator) -> NewSession:
    challenge = offer_sign_in(house.door)
    return sign_in_with_passkey(Answer(challenge.ticket, device.get(challenge.options)), FROM, house.door)


def test_a_passkey_signs_in_without_a_password(house: House) -> None:
    device = Authenticator()
    assert len(add(house, device)) == 10
    session_begun = come(house, device)
    with house.database.reading(SYSTEM) as session:
        found = look_up(session, session_begun.token, house.clock.now(), house.door.limits)
    assert found is not None
    assert found.user.id == house.an
    assert found.has_second_factor
    assert house.journal()[:2] == ["signed_in", "passkey_added"]


def test_with_a_passkey_a_password_alone_gets_one_halfway(house: House) -> None:
    add(house, Authenticator())
    assert isinstance(sign_in(SignIn(EMAIL, PASSWORD, "192.0.2.7"), house.door), Halfway)


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://localhost:8601"},
        {"rp_id": "evil.example"},
        {"flags": PRESENT},
        {"flags": 0},
    ],
)
def test_an_answer_from_elsewhere_or_without_the_owner_is_refused(house: House, lie: dict[str, object]) -> None:
    with pytest.raises(PasskeyRefused):
        add(house, Authenticator(**lie))  # type: ignore[arg-type]  # one of its fields
    device = Authenticator()
    house.clock.advance(minutes=1)
    add(house, device)
    for name, value in lie.items():
        setattr(device, name, value)
    with pytest.raises(PasskeyRefused):
        come(house, device)


def test_a_challenge_is_good_for_one_answer_and_ten_minutes(house: House) -> None:
    device = Authenticator()
    add(house, device)
    challenge = offer_sign_in(house.door)
    answer = Answer(challenge.ticket, device.get(challenge.options))
    sign_in_with_passkey(answer, FROM, house.door)
    with pytest.raises(TokenRefused):
        sign_in_with_passkey(answer, FROM, house.door)
    late = offer_sign_in(house.door)
    house.clock.advance(minutes=10)
    with pytest.raises(TokenRefused):
        sign_in_with_passkey(Answer(late.ticket, device.get(late.options)), FROM, house.door)


def test_the_answer_to_another_challenge_is_refused(house: House) -> None:
    device = Authenticator()
    add(house, device)
    one, other = offer_sign_in(house.door), offer_sign_in(house.door)
    with pytest.raises(PasskeyRefused):
        sign_in_with_passkey(Answer(one.ticket, device.get(other.options)), FROM, house.door)


def test_a_copy_is_noticed_by_its_count(house: House) -> None:
    device = Authenticator()
    add(house, device)
    copied = copy.copy(device)
    come(house, device)
    with pytest.raises(PasskeyRefused, match="copied"):
        come(house, copied)
    assert house.journal()[0] == "passkey_copy_suspected"
    come(house, device)


def test_a_device_that_keeps_no_count_is_welcome(house: House) -> None:
    device = Authenticator(counts=False)
    add(house, device)
    come(house, device)
    come(house, device)


def test_a_strangers_key_under_a_known_name_is_refused(house: House) -> None:
    add(house, Authenticator())
    impostor = Authenticator(user_handle=bytes.fromhex(house.an))
    with pytest.raises(PasskeyRefused):
        come(house, impostor)


def test_a_known_key_with_anothers_handle_is_refused(house: House) -> None:
    device = Authenticator()
    add(house, device)
    device.user_handle = bytes(16)
    with pytest.raises(PasskeyRefused):
        come(house, device)


def test_nobodys_passkey_is_slowed_down(house: House) -> None:
    device = Authenticator(user_handle=bytes(16))
    for _ in range(5):
        with pytest.raises(PasskeyRefused):
            come(house, device)
        house.clock.advance(milliseconds=1)
    with pytest.raises(TooManyAttempts):
        come(house, device)


@pytest.mark.parametrize("nonsense", ["", "{}", "null", "[]", '{"id": "x"}', '{"id": 3, "rawId": 4}', "\x00"])
def test_nonsense_is_refused_like_a_wrong_answer(house: House, nonsense: str) -> None:
    challenge = offer_sign_in(house.door)
    with pytest.raises(PasskeyRefused):
        sign_in_with_passkey(Answer(challenge.ticket, nonsense), FROM, house.door)
    registration = offer_registration(house.an, house.door)
    with pytest.raises(PasskeyRefused):
        register(house.an, Answer(registration.ticket, nonsense), "x", begun(house).id, house.door)


def test_nobody_registers_for_somebody_else(house: House) -> None:
    other = add_user(AddUser("bo@example.be", "Bo"), house.database.unit_of_work(SYSTEM), house.clock)
    challenge = offer_registration(house.an, house.door)
    answer = Answer(challenge.ticket, Authenticator().create(challenge.options))
    with pytest.raises(PasskeyRefused):
        register(other, answer, "x", "s", house.door)


def test_the_same_device_is_not_registered_twice(house: House) -> None:
    device = Authenticator()
    challenge = offer_registration(house.an, house.door)
    session_id = begun(house).id
    register(house.an, Answer(challenge.ticket, device.create(challenge.options)), "x", session_id, house.door)
    again = offer_registration(house.an, house.door)
    assert [known["type"] for known in json.loads(again.options)["excludeCredentials"]] == ["public-key"]
    with pytest.raises(PasskeyRefused):
        register(house.an, Answer(again.ticket, device.create(again.options)), "x", session_id, house.door)


def test_names_change_and_a_removed_passkey_opens_nothing(house: House) -> None:
    device = Authenticator()
    add(house, device)
    with house.database.reading(SYSTEM) as session:
        (kept,) = factors_of(session, house.an).passkeys
    rename_passkey(house.an, kept.passkey_id, " My  key ", house.door)
    with house.database.reading(SYSTEM) as session:
        assert factors_of(session, house.an).passkeys[0].name == "My key"
    with pytest.raises(NotFound):
        rename_passkey(UserId("b" * 32), kept.passkey_id, "x", house.door)
    with pytest.raises(NotFound):
        remove_passkey(UserId("b" * 32), kept.passkey_id, house.door)
    remove_passkey(house.an, kept.passkey_id, house.door)
    with pytest.raises(PasskeyRefused):
        come(house, device)
    with house.database.reading(SYSTEM) as session:
        assert factors_of(session, house.an).codes_left == 0


def test_one_proves_oneself_with_ones_own_passkey_only(house: House) -> None:
    device = Authenticator()
    add(house, device)
    for user_id, is_right in ((house.an, True), (UserId("b" * 32), False)):
        challenge = offer_sign_in(house.door)
        answer = Answer(challenge.ticket, device.get(challenge.options))
        if is_right:
            confirm_with_passkey(user_id, answer, FROM, "s", house.door)
        else:
            with pytest.raises(PasskeyRefused):
                confirm_with_passkey(user_id, answer, FROM, "s", house.door)


def test_a_disabled_persons_passkey_opens_nothing(house: House) -> None:
    device = Authenticator()
    add(house, device)
    disable_user(house.an, house.database.unit_of_work(SYSTEM), house.clock)
    with pytest.raises(PasskeyRefused):
        come(house, device)

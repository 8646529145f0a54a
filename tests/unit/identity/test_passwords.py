from __future__ import annotations

import pytest

from identity.errors import PasswordRefused
from identity.passwords import Passwords, check_strength
from tests.unit.identity.conftest import CHEAP, PASSWORD


def test_keeps_a_password_so_that_it_can_only_be_compared() -> None:
    kept = CHEAP.hash(PASSWORD)
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept
    assert kept != CHEAP.hash(PASSWORD)
    assert CHEAP.matches(kept, PASSWORD)
    assert not CHEAP.matches(kept, PASSWORD + " ")


def test_takes_letters_as_equal_however_they_were_composed() -> None:
    assert CHEAP.matches(CHEAP.hash("cafe\u0301 met gele regenjas"), "caf\u00e9 met gele regenjas")


def test_matches_nobody() -> None:
    assert not CHEAP.matches(None, PASSWORD)
    assert not CHEAP.matches(None, "the password of an account that does not exist")
    assert not CHEAP.matches("not a hash", PASSWORD)


def test_does_the_same_work_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []

    class Noting:
        def verify(self, password_hash: str, password: str) -> bool:
            compared.append(password_hash.rpartition("$")[0].rpartition("$")[0])
            return False

    passwords = Passwords(time_cost=1, memory_kib=8, lanes=1)
    kept = passwords.hash(PASSWORD)
    monkeypatch.setattr(passwords, "_hasher", Noting())
    passwords.matches(kept, PASSWORD)
    passwords.matches(None, PASSWORD)
    assert len(compared) == 2
    assert compared[0] == compared[1]


def test_knows_a_hash_made_at_another_cost() -> None:
    dearer = Passwords(time_cost=2, memory_kib=8, lanes=1)
    kept = CHEAP.hash(PASSWORD)
    assert (dearer.is_outdated(kept), CHEAP.is_outdated(kept)) == (True, False)
    assert dearer.matches(kept, PASSWORD)


@pytest.mark.parametrize("password", ["", "short", "elevensigns", "x" * 201])
def test_refuses_a_wrong_length(password: str) -> None:
    with pytest.raises(PasswordRefused, match="signs"):
        check_strength(password)


@pytest.mark.parametrize(
    "password",
    ["password1234", "123456789012", "qwertyuiopas", "aaaaaaaaaaaaaa", "an.peeters@example.be", "peeterspeeters"],
)
def test_refuses_what_is_easy_to_guess(password: str) -> None:
    with pytest.raises(PasswordRefused, match="guess"):
        check_strength(password, ("An Peeters", "an.peeters@example.be"))


@pytest.mark.parametrize(
    "password", [PASSWORD, "q7#Vd0!mZx2pLw", "ünïque wörter über berg und tal", "x9" * 3 + PASSWORD * 5]
)
def test_takes_a_good_one(password: str) -> None:
    check_strength(password, ("An Peeters",))

"""Passwords: how they are kept, compared, and which ones are taken (NIST SP 800-63B §3.1.1)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from identity.errors import PasswordRefused

SHORTEST = 12
LONGEST = 200
# zxcvbn's time grows with the square of the length; what follows only adds strength.
JUDGED = 64
SAFE_SCORE = 3


class Passwords:
    """Hashes and compares with argon2id (RFC 9106 §4, second recommendation, unless told otherwise).

    Takes tens of milliseconds by design: call it with no transaction open.
    """

    def __init__(self, *, time_cost: int = 3, memory_kib: int = 65_536, lanes: int = 4) -> None:
        """Set the cost; a change is taken over at each person's next sign-in."""
        self._hasher = PasswordHasher(time_cost=time_cost, memory_cost=memory_kib, parallelism=lanes, type=Type.ID)
        self._nobodys = self._hasher.hash("the password of an account that does not exist")

    def hash(self, password: str) -> str:
        """The form in which a password is kept."""
        return self._hasher.hash(_normal(password))

    def matches(self, password_hash: str | None, password: str) -> bool:
        """Whether the password belongs to the hash; None, for nobody's account, takes just as long."""
        try:
            self._hasher.verify(password_hash or self._nobodys, _normal(password))
        except (VerificationError, InvalidHashError):
            return False
        return password_hash is not None

    def is_outdated(self, password_hash: str) -> bool:
        """Whether the hash was made at another cost than today's."""
        return self._hasher.check_needs_rehash(password_hash)


def check_strength(password: str, about_person: Sequence[str] = ()) -> None:
    """Let a new password pass, or say what is wrong with it.

    Args:
        password: As typed.
        about_person: Words an attacker would try first: name, address, tenant.

    Raises:
        PasswordRefused: It is too short, too long or too easy to guess.
    """
    normal = _normal(password)
    if len(normal) < SHORTEST:
        raise PasswordRefused(
            f"this password is too short; use at least {SHORTEST} signs, a few words do well", reason="short"
        )
    if len(normal) > LONGEST:
        raise PasswordRefused(f"this password is too long; use at most {LONGEST} signs", reason="long")
    if zxcvbn(normal[:JUDGED], user_inputs=_words(about_person))["score"] < SAFE_SCORE:
        message = "this password is easy to guess; use a few words that do not belong together"
        raise PasswordRefused(message, reason="guessable")


def _normal(password: str) -> str:
    """One form for one password, whichever keyboard composed its letters."""
    return unicodedata.normalize("NFKC", password)


def _words(about_person: Sequence[str]) -> list[str]:
    whole = [text.lower() for text in about_person]
    return whole + [word for text in whole for word in text.replace("@", " ").replace(".", " ").split()]

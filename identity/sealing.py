"""Secrets that the program must be able to read again, sealed at rest.

A sealed secret is: format (4 bytes), id of the key (8), nonce (12), and the secret
sealed by AES-256-GCM. Whose it is is bound in, so that a sealed secret moved to
another person's row opens nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from identity.errors import SecretDamaged
from kernel.ids import UserId
from kernel.tenancy.master_key import KEY_ID_BYTES, derive

FORMAT = b"PKS1"
NONCE_BYTES = 12
NONCE_AT = len(FORMAT) + KEY_ID_BYTES
SEALED_AT = NONCE_AT + NONCE_BYTES


class Vault:
    """Seals and opens; safe to share between threads."""

    def __init__(self, key: bytes, *, retired: Sequence[bytes] = ()) -> None:
        """Keep the key of 32 bytes; `retired` ones still open what was sealed with them."""
        self._key_id = _id_of(key)
        self._keys = {_id_of(each): AESGCM(each) for each in (*retired, key)}

    def seal(self, secret: bytes, owner: UserId) -> bytes:
        """The sealed form of one person's secret."""
        head, nonce = FORMAT + self._key_id, secrets.token_bytes(NONCE_BYTES)
        return head + nonce + self._keys[self._key_id].encrypt(nonce, secret, _bound(head, owner))

    def open(self, sealed: bytes, owner: UserId) -> bytes:
        """The secret.

        Raises:
            SecretDamaged: It was altered, is somebody else's, or was sealed with a key that is not here.
        """
        head, nonce = sealed[:NONCE_AT], sealed[NONCE_AT:SEALED_AT]
        try:
            return self._keys[head[len(FORMAT) :]].decrypt(nonce, sealed[SEALED_AT:], _bound(head, owner))
        except (KeyError, InvalidTag, ValueError) as error:
            message = "a sealed secret does not open; start with the master key that it was sealed with"
            raise SecretDamaged(message, user_id=owner) from error


def _id_of(key: bytes) -> bytes:
    return derive(key, b"postkamer sealed secret key id", KEY_ID_BYTES)


def _bound(head: bytes, owner: UserId) -> bytes:
    return b"postkamer sealed secret\0" + head + owner.encode()

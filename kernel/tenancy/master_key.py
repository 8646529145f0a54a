"""The master key: it wraps every tenant's key and is itself kept outside the database."""

from __future__ import annotations

import hashlib
import itertools
import os
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kernel.errors import Misconfigured

KEY_BYTES = 32
KEY_ID_BYTES = 8
# 32 random bytes show fewer than 20 different values, or fewer than 12 different
# steps from one to the next, less than once in 10^15 keys.
FEWEST_VALUES = 20
FEWEST_STEPS = 12
OTHERS_MAY = stat.S_IRWXG | stat.S_IRWXO
EXAMPLE_WORDS = ("", "changeme", "example", "master", "password", "postkamer", "secret", "test")
EXAMPLES = frozenset(hashlib.sha256(word.encode()).digest() for word in EXAMPLE_WORDS)


class MasterKeyRefused(Misconfigured):
    """The master key cannot be used as it stands; the message says why and what to do."""

    code = "master_key_refused"


class MasterKeyExists(Misconfigured):
    """A master key is there already and is never overwritten: without it all content is lost."""

    code = "master_key_exists"


@dataclass(frozen=True, slots=True)
class MasterKey:
    """256 random bits that wrap the tenants' keys.

    Attributes:
        key: The bits; never shown.
        key_id: 8 bytes that tell keys apart without telling the key.
    """

    key: bytes = field(repr=False)
    key_id: bytes = field(init=False)

    def __post_init__(self) -> None:
        """Refuse keys that anyone could guess.

        Raises:
            MasterKeyRefused: The key has the wrong length or is not random.
        """
        if len(self.key) != KEY_BYTES:
            raise MasterKeyRefused("the master key must be 64 hexadecimal digits; create one with `postkamer up`")
        if is_guessable(self.key):
            raise MasterKeyRefused("the master key is an example or follows a pattern; use one made of random bytes")
        object.__setattr__(self, "key_id", derive(self.key, b"postkamer master key id", KEY_ID_BYTES))

    @classmethod
    def load(cls, path_or_value: Path | str) -> MasterKey:
        """The key in a file, or given as 64 hexadecimal digits.

        Raises:
            MasterKeyRefused: No such file, others may read it, or the key is weak.
        """
        if isinstance(path_or_value, str) and _is_hexadecimal(path_or_value.strip()):
            return cls(bytes.fromhex(path_or_value.strip()))
        return cls(_read_private(Path(path_or_value)))


def create_master_key_file(path: Path) -> MasterKey:
    """Make a key of random bits and keep it durably where only its owner can read it.

    Raises:
        MasterKeyExists: Something is at `path` already.
    """
    key = MasterKey(secrets.token_bytes(KEY_BYTES))
    try:
        create_private_file(path, key.key.hex() + "\n")
    except FileExistsError as error:
        raise MasterKeyExists(f"{path} exists; keep it, or move it away yourself if it is truly unused") from error
    return key


def create_private_file(path: Path, text: str) -> None:
    """Make a file that only its owner may read, durably, and whole or not at all whenever the program is killed.

    Raises:
        FileExistsError: Something is at `path` already.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    building = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(building, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        # A link, because a rename would replace what another process has made meanwhile.
        path.hardlink_to(building)
    finally:
        building.unlink()
    _sync_directory(path.parent)


def derive(key: bytes, purpose: bytes, length: int = KEY_BYTES) -> bytes:
    """A key for one purpose, from which neither `key` nor its sisters can be told (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=purpose).derive(key)


def is_guessable(key: bytes) -> bool:
    """Whether a key is a known example, a phrase, or too regular to be random."""
    steps = {(after - before) % 256 for before, after in itertools.pairwise(key)}
    is_phrase = all(32 <= byte < 127 for byte in key)
    is_regular = len(set(key)) < FEWEST_VALUES or len(steps) < FEWEST_STEPS
    return is_phrase or is_regular or key in EXAMPLES


def _is_hexadecimal(text: str) -> bool:
    return len(text) == 2 * KEY_BYTES and all(digit in "0123456789abcdefABCDEF" for digit in text)


def _read_private(path: Path) -> bytes:
    try:
        file = path.open("rb")
    except OSError as error:
        raise MasterKeyRefused(f"the master key file {path} cannot be opened: {error.strerror}") from error
    with file:
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode):
            raise MasterKeyRefused(f"{path} is not a file; name the file that holds the master key")
        if state.st_mode & OTHERS_MAY:
            raise MasterKeyRefused(f"others can read the master key; run: chmod 600 {path}")
        text = file.read(4 * KEY_BYTES).decode("ascii", "replace").strip()
    if not _is_hexadecimal(text):
        raise MasterKeyRefused(f"{path} does not hold 64 hexadecimal digits; restore the master key from its backup")
    return bytes.fromhex(text)


def _sync_directory(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

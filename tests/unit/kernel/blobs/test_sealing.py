from __future__ import annotations

import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.blobs.api import BlobDamaged
from kernel.blobs.sealing import HEADER_BYTES, OVERHEAD_BYTES, ContentMeasure, seal, unseal
from kernel.ids import TenantId
from tests.fakes.blob_store import FakeKeys

TENANT, OTHER = TenantId("a" * 32), TenantId("b" * 32)
SECRETS = FakeKeys().tenant_key(TENANT)
LETTER = b"Sehr geehrte Damen und Herren, " * 9


def sealed(content: bytes) -> tuple[bytes, str]:
    """The sealed form and the address of `content`."""
    seen = ContentMeasure(SECRETS)
    whole = b"".join(seal(io.BytesIO(content), TENANT, SECRETS, seen))
    return whole, seen.stored().key


SEALED, KEY = sealed(LETTER)


@given(st.binary(max_size=5000))
def test_opens_to_what_was_sealed(content: bytes) -> None:
    whole, key = sealed(content)
    assert len(whole) == len(content) + OVERHEAD_BYTES
    assert unseal(whole, TENANT, key, SECRETS) == content


def test_seals_the_same_content_differently_each_time() -> None:
    whole, key = sealed(LETTER)
    assert key == KEY
    assert whole[HEADER_BYTES:] != SEALED[HEADER_BYTES:]
    assert LETTER[:8] not in whole


def test_notices_every_single_flipped_bit() -> None:
    for position in range(len(SEALED) * 8):
        damaged = bytearray(SEALED)
        damaged[position // 8] ^= 1 << position % 8
        with pytest.raises(BlobDamaged):
            unseal(bytes(damaged), TENANT, KEY, SECRETS)


def test_notices_every_truncation() -> None:
    for length in range(len(SEALED)):
        with pytest.raises(BlobDamaged):
            unseal(SEALED[:length], TENANT, KEY, SECRETS)


@settings(max_examples=300)
@given(st.data())
def test_notices_arbitrary_damage(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(SEALED)))
    end = data.draw(st.integers(start, len(SEALED)))
    damaged = SEALED[:start] + data.draw(st.binary(max_size=64)) + SEALED[end:]
    if damaged == SEALED:
        return
    with pytest.raises(BlobDamaged):
        unseal(damaged, TENANT, KEY, SECRETS)


def test_refuses_a_sound_blob_at_another_address() -> None:
    other, _ = sealed(b"another letter of the same tenant")
    with pytest.raises(BlobDamaged):
        unseal(other, TENANT, KEY, SECRETS)


def test_refuses_a_blob_moved_to_another_tenant_even_under_the_same_key() -> None:
    with pytest.raises(BlobDamaged):
        unseal(SEALED, OTHER, KEY, SECRETS)


def test_refuses_noise() -> None:
    chance = random.Random(7)
    for size in (0, 1, OVERHEAD_BYTES - 1, OVERHEAD_BYTES, 4000):
        with pytest.raises(BlobDamaged):
            unseal(chance.randbytes(size), TENANT, KEY, SECRETS)


def test_shows_no_key_when_printed() -> None:
    assert SECRETS.encryption_key.hex() not in repr(SECRETS)
    assert repr(SECRETS) == "TenantSecrets()"

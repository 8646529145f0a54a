"""A certificate is genuine as it was written, and in no other way."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from archive.erasure.certificates import CertificateView, Signer, is_genuine
from tests.fakes.clock import START

SIGNER = Signer(b"s" * 32)
BODY = '{"subject": {"id": "%s", "kind": "document"}}' % ("d" * 32)
FILE = CertificateView("c" * 32, "document", "d" * 32, START, BODY, SIGNER.sign(BODY.encode())).file()


def test_what_was_signed_is_genuine() -> None:
    assert is_genuine(FILE, SIGNER.public_key)
    assert not is_genuine(FILE, Signer(b"x" * 32).public_key)


@given(st.integers(0, len(BODY) - 1), st.characters())
def test_a_changed_letter_is_noticed(place: int, sign: str) -> None:
    read = json.loads(FILE)
    changed = BODY[:place] + sign + BODY[place + 1 :]
    file = json.dumps({**read, "certificate": changed}).encode("utf-8", "surrogatepass")
    assert is_genuine(file, SIGNER.public_key) == (changed == BODY)


@given(st.binary(max_size=200))
def test_rubbish_is_no_certificate(rubbish: bytes) -> None:
    assert not is_genuine(rubbish, SIGNER.public_key)

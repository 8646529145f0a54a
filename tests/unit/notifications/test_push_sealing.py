"""What is sealed for a browser is what the standard says, and only that browser opens it."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key, generate_private_key
from hypothesis import given
from hypothesis import strategies as st

from notifications.push_sealing import (
    LONGEST,
    PADDED_TO,
    RECORD_BYTES,
    BrowserKeys,
    DeviceRefused,
    from_base64url,
    padded,
    seal,
    to_base64url,
)
from tests.factories.push_browser import SECRET, PushBrowser

# RFC 8291 §5 and Appendix A.
OUR_KEY = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
BROWSER_KEY = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
BROWSER_SECRET = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
    "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)
BROWSER = PushBrowser(key=derive_private_key(2**200 + 5, SECP256R1()))


def keys_of(browser: PushBrowser) -> BrowserKeys:
    return BrowserKeys.of(browser.address.public_key, browser.address.secret)


def test_the_example_of_the_standard_comes_out_byte_for_byte() -> None:
    ours = derive_private_key(int.from_bytes(from_base64url(OUR_KEY), "big"), SECP256R1())
    keys = BrowserKeys.of(BROWSER_KEY, BROWSER_SECRET)
    sealed = seal(b"When I grow up, I want to be a watermelon", keys, ours, from_base64url(SALT))
    assert to_base64url(sealed) == SEALED


@given(message=st.binary(max_size=LONGEST), salt=st.binary(min_size=16, max_size=16), number=st.integers(1, 2**200))
def test_the_browser_opens_what_was_sealed_for_it(message: bytes, salt: bytes, number: int) -> None:
    sealed = seal(message, keys_of(BROWSER), derive_private_key(number, SECP256R1()), salt)
    assert BROWSER.open(sealed) == message
    assert len(sealed) <= RECORD_BYTES


def test_no_other_browser_opens_it_and_no_byte_of_it_can_be_changed() -> None:
    sealed = seal(b"3 new letters", keys_of(BROWSER), generate_private_key(SECP256R1()), b"s" * 16)
    with pytest.raises(InvalidTag):
        PushBrowser().open(sealed)
    with pytest.raises(InvalidTag):
        BROWSER.open(sealed[:-1] + bytes([sealed[-1] ^ 1]))


def test_one_letter_looks_as_long_as_a_hundred() -> None:
    assert len(padded(b'{"body": "1 new letter"}')) == len(padded(b'{"body": "100 new letters"}')) == PADDED_TO


def test_a_message_that_no_push_service_takes_is_not_sealed() -> None:
    with pytest.raises(ValueError, match=str(LONGEST)):
        seal(b"x" * (LONGEST + 1), keys_of(BROWSER), generate_private_key(SECP256R1()), b"s" * 16)


@pytest.mark.parametrize(
    ("public_key", "secret"),
    [
        ("", BROWSER_SECRET),
        ("no key!", BROWSER_SECRET),
        (BROWSER_KEY[:-4], BROWSER_SECRET),
        # On no point of the curve: such a key would tell whoever made it about ours.
        (to_base64url(b"\x04" + b"\x01" * 64), BROWSER_SECRET),
        (BROWSER_KEY, ""),
        (BROWSER_KEY, "short"),
        (BROWSER_KEY, to_base64url(SECRET + b"1")),
        (BROWSER_KEY, "ééééééééééééééééééééé="),
    ],
)
def test_what_is_no_key_is_refused(public_key: str, secret: str) -> None:
    with pytest.raises(DeviceRefused):
        BrowserKeys.of(public_key, secret)

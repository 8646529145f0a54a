from __future__ import annotations

import base64
import datetime as dt

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity.totp import STEP_S, enrolment_uri, matching_step, new_secret

# RFC 6238, appendix B: the SHA-1 key, and the last six of the eight digits printed there.
RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
RFC_CODES = [
    (59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037"),
    (20000000000, "353130"),
]  # fmt: skip
NOW = dt.datetime(2026, 3, 2, 9, 0, 7, tzinfo=dt.UTC)
STEP = int(NOW.timestamp()) // STEP_S


def code_at(step: int, secret: str = RFC_SECRET) -> str:
    return pyotp.TOTP(secret).generate_otp(step)


@pytest.mark.parametrize(("seconds", "code"), RFC_CODES)
def test_agrees_with_the_standard(seconds: int, code: str) -> None:
    at = dt.datetime.fromtimestamp(seconds, dt.UTC)
    assert matching_step(RFC_SECRET, code, at, 0) == seconds // STEP_S


@pytest.mark.parametrize("drift", [-1, 0, 1])
def test_takes_one_step_either_way(drift: int) -> None:
    assert matching_step(RFC_SECRET, code_at(STEP + drift), NOW, 0) == STEP + drift


@pytest.mark.parametrize("drift", [-3, -2, 2, 3])
def test_takes_no_more_drift_than_that(drift: int) -> None:
    assert matching_step(RFC_SECRET, code_at(STEP + drift), NOW, 0) is None


@pytest.mark.parametrize("used", [STEP, STEP + 1])
def test_takes_no_code_twice_and_none_from_before(used: int) -> None:
    assert matching_step(RFC_SECRET, code_at(STEP), NOW, used) is None
    assert matching_step(RFC_SECRET, code_at(STEP - 1), NOW, used) is None


def test_overlooks_the_gap_that_apps_show() -> None:
    code = code_at(STEP)
    assert matching_step(RFC_SECRET, f" {code[:3]} {code[3:]} ", NOW, 0) == STEP


@given(st.text(max_size=12))
def test_anything_else_is_no_code(typed: str) -> None:
    right = {code_at(STEP + drift) for drift in (-1, 0, 1)}
    assert (matching_step(RFC_SECRET, typed, NOW, 0) is not None) == ("".join(typed.split()) in right)


def test_every_secret_is_new_and_long_enough() -> None:
    secrets = {new_secret() for _ in range(50)}
    assert len(secrets) == 50
    assert all(len(base64.b32decode(secret)) == 20 for secret in secrets)


def test_the_app_is_told_whose_code_it_is() -> None:
    assert enrolment_uri(RFC_SECRET, "an@example.be").startswith("otpauth://totp/Postkamer:an%40example.be?secret=")

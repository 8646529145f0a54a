"""Codes of authenticator apps (RFC 6238): six digits, thirty seconds, SHA-1, as every app understands them."""

from __future__ import annotations

import datetime as dt

import pyotp
from pyotp.utils import strings_equal

STEP_S = 30
# RFC 6238 §5.2: one step either way makes up for clocks that disagree and for slow fingers.
DRIFT_STEPS = 1
ISSUER = "Postkamer"


def new_secret() -> str:
    """A fresh secret: 160 random bits (RFC 4226 §4, R6), base32."""
    return pyotp.random_base32(32)


def enrolment_uri(secret: str, email: str) -> str:
    """The address that an app reads from the QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def matching_step(secret: str, code: str, at: dt.datetime, used_step: int) -> int | None:
    """The time step that the code belongs to; None for a wrong code, and for one used before.

    Args:
        secret: Base32.
        code: As typed; spaces are overlooked.
        at: The present moment.
        used_step: The step whose code was taken last; neither it nor an earlier one is taken again.
    """
    typed, now = "".join(code.split()), int(at.timestamp()) // STEP_S
    generator = pyotp.TOTP(secret)
    steps = range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1)
    found = [step for step in steps if strings_equal(generator.generate_otp(step), typed)]
    return next((step for step in found if step > used_step), None)

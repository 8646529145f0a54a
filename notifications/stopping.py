"""The link that stops mails without signing in (RFC 8058): signed, so that only who got a mail can use it.

It never runs out: a mail of last year must still be answerable. All that it opens is
silence, which the same link takes back.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re

from kernel.ids import UserId

USER_ID = re.compile(r"[0-9a-f]{32}")
# 128 bits: enough that nobody guesses one, short enough for a header line.
MAC_BYTES = 16


def stop_token(user_id: UserId, key: bytes) -> str:
    """What stands in the links of one person's mails."""
    return f"{user_id}.{_mac(user_id, key)}"


def whose_token(token: str, key: bytes) -> UserId | None:
    """Whose mails a link is about; None where it was not made here, or not copied whole."""
    user_id, _, mac = token.partition(".")
    if not USER_ID.fullmatch(user_id) or not hmac.compare_digest(mac.encode(), _mac(user_id, key).encode()):
        return None
    return UserId(user_id)


def _mac(user_id: str, key: bytes) -> str:
    digest = hmac.digest(key, f"stop announcements\0{user_id}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:MAC_BYTES]).rstrip(b"=").decode()

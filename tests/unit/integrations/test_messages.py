"""What a webhook says: ids only, signed so that the standard's own library takes it."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from integrations.messages import Message, Topic, body_of, headers_of, secret_of

AT = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
MESSAGE = Message("a" * 32, Topic.DOCUMENT_FILED, "d" * 32, AT)
KEY = b"k" * 32


def test_it_carries_ids_and_no_content() -> None:
    assert json.loads(body_of(MESSAGE)) == {
        "type": "document.filed", "timestamp": "2026-03-02T09:00:00Z", "data": {"document_id": "d" * 32},
    }  # fmt: skip


def test_the_receivers_library_accepts_it_and_nothing_else() -> None:
    secret, body = secret_of(KEY, "e" * 32, 1), body_of(MESSAGE)
    headers = headers_of(MESSAGE, body, [secret], dt.datetime.now(dt.UTC))

    assert Webhook(secret).verify(body, headers)["type"] == "document.filed"
    for wrong_secret, wrong_body in ((secret_of(KEY, "f" * 32, 1), body), (secret, body.replace("d", "e", 1))):
        with pytest.raises(WebhookVerificationError):
            Webhook(wrong_secret).verify(wrong_body, headers)


def test_an_old_secret_is_good_beside_the_new_one() -> None:
    old, new, body = secret_of(KEY, "e" * 32, 1), secret_of(KEY, "e" * 32, 2), body_of(MESSAGE)
    headers = headers_of(MESSAGE, body, [new, old], dt.datetime.now(dt.UTC))

    assert Webhook(old).verify(body, headers) == Webhook(new).verify(body, headers)


def test_secrets_differ_by_tenant_endpoint_and_generation() -> None:
    secrets = {secret_of(key, endpoint, n) for key in (KEY, b"l" * 32) for endpoint in ("e", "f") for n in (1, 2)}
    assert len(secrets) == 8

"""Somebody with a browser that knows neither scripts nor pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.integration.archive_ui.house import PASSWORD

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Visitor:
    """Opens pages and sends their forms; signed in as `who`, or nobody."""

    def __init__(self, app: Flask, who: str | None = None, scheme: str = "http") -> None:
        self.client: FlaskClient = app.test_client()
        self._base = f"{scheme}://localhost"
        if who is not None:
            answer = self.sign_in(f"{who}@example.org", PASSWORD)
            assert answer.status_code == 303, answer.text

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> TestResponse:
        return self.client.get(address, base_url=self._base, headers=dict(headers or {}), buffered=True)

    def sign_in(self, email: str, password: str, wanted: str = "/") -> TestResponse:
        return self.send("/sign-in", {"email": email, "password": password, "next": wanted})

    def token(self) -> str:
        """A form token of this browser's, as any page with a form carries it."""
        found = TOKEN.search(self.get("/nowhere").text)
        assert found is not None
        return found[1]

    def send(self, address: str, values: Mapping[str, object] | None = None) -> TestResponse:
        """Send a form of ours."""
        headers = {"Referer": f"{self._base}/"}
        form = {"csrf_token": self.token(), **(values or {})}
        return self.client.post(address, data=form, base_url=self._base, headers=headers)

    def call(self, method: str, address: str, **options: object) -> TestResponse:
        """What the upload module sends."""
        headers = {"X-CSRFToken": self.token(), "Accept": "application/json", "Referer": f"{self._base}/"}
        return self.client.open(address, method=method, base_url=self._base, headers=headers, **options)  # type: ignore[arg-type]  # werkzeug's own keywords

"""A program with a key, or with something that is none."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import Flask
from werkzeug.test import TestResponse

from archive_ui.deps import UiDeps
from identity.api_keys import AddApiKey, KeyScope, NewApiKey, add_api_key
from identity.throttle import BackOff
from tests.integration.archive_ui.house import TOWN, House

READ, UPLOAD = KeyScope.READ, KeyScope.UPLOAD
HANDOVER, WEBHOOKS = KeyScope.HANDOVER, KeyScope.WEBHOOKS
EVERYTHING = tuple(KeyScope)
A_YEAR = dt.timedelta(days=365)


def new_key(house: House, tenant: str = "kroon", scopes: Sequence[KeyScope] = EVERYTHING) -> NewApiKey:
    """A key for one of the town's tenants."""
    order = AddApiKey(house.tenants[tenant], "ERP", frozenset(scopes), A_YEAR)
    return add_api_key(order, house.database.unit_of_work(TOWN), house.clock)


def without_back_off(deps: UiDeps) -> UiDeps:
    """For tests that show useless keys by the dozen."""
    patient = replace(deps.door, back_off=BackOff(free_per_account=10_000, free_per_origin=10_000))
    return replace(deps, door=patient, settings=replace(deps.settings, api_requests_per_minute=1_000_000))


class Program:
    """Calls the API with whatever key it was given; None sends no header."""

    def __init__(self, app: Flask, key: str | None = None) -> None:
        self._client = app.test_client()
        self._headers = {} if key is None else {"Authorization": f"Bearer {key}"}

    def call(
        self, method: str, address: str, headers: Mapping[str, str] | None = None, **options: object
    ) -> TestResponse:
        merged = {**self._headers, **(headers or {})}
        return self._client.open(f"/api/v1{address}", method=method, headers=merged, buffered=True, **options)  # type: ignore[arg-type]  # werkzeug's own keywords

    def get(self, address: str, **query: object) -> TestResponse:
        return self.call("GET", address, query_string=query or None)

    def send(self, files: Sequence[tuple[str, bytes]], headers: Mapping[str, str] | None = None) -> TestResponse:
        """Files in one form."""
        form = {"files": [(io.BytesIO(content), name) for name, content in files]}
        return self.call("POST", "/files", headers, data=form)

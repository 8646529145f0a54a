"""What openapi.json says is what the API does: requests drawn from the description, answers held against it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import hypothesis.strategies as st
import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode

from archive.repository import InboxCursor
from archive_ui.api.app import ROUTES
from archive_ui.api.routes import ApiRoute
from archive_ui.app import create_app
from archive_ui.paging import write_cursor
from ingest.receive import shown_name
from kernel.ids import DocumentId
from tests.integration.archive_ui.api.program import Program, new_key, without_back_off
from tests.integration.archive_ui.house import build_house

MOMENTS = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001 - hypothesis adds the zone itself
CURSORS = st.builds(lambda at, number: write_cursor(InboxCursor(at, DocumentId(number.hex))), MOMENTS, st.uuids())
# A file above the limit is refused as too large, not as misunderstood.
REFUSED = [*range(400, 407), 409, 411, 413, 415, 422, 429]
CONFIG = schemathesis.Config.from_dict({"checks": {"negative_data_rejection": {"expected-statuses": REFUSED}}})
# Few and always the same: this is to notice drift in every run, and no search for rare defects.
DRAWN = settings(
    max_examples=12, deadline=None, database=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, str]:
    """An empty house's application, and a key for everything."""
    house = build_house(tmp_path_factory.mktemp("described"))
    return create_app(without_back_off(house.deps)), new_key(house).secret


@pytest.fixture(scope="module")
def description(described: tuple[Flask, str]) -> schemathesis.BaseSchema:
    # What no pattern can say: cursors are ours to give out, and a name has to hold something that can be shown.
    schemathesis.openapi.format("cursor", CURSORS)
    schemathesis.openapi.format("webhook-address", st.uuids().map(lambda each: f"https://erp.example/{each.hex}"))
    schemathesis.openapi.format("file-name", st.text(min_size=1).filter(shown_name))
    schemathesis.openapi.format("name", st.text(min_size=1, max_size=40).filter(_is_name))
    schema: schemathesis.BaseSchema = schemathesis.openapi.from_wsgi(
        "/api/v1/openapi.json", described[0], config=CONFIG
    )
    return schema


def _is_name(text: str) -> bool:
    plain = " ".join(text.split())
    return bool(plain) and plain.isprintable()


def place_of(route: ApiRoute) -> str:
    """The route's address as the description writes it."""
    return "/api" + route.rule.replace("int:", "").replace("<", "{").replace(">", "}")


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["as described", "not so"])
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_answers_are_as_described(
    described: tuple[Flask, str], description: schemathesis.BaseSchema, route: ApiRoute, mode: GenerationMode
) -> None:
    operation = description[place_of(route)][route.method]

    @DRAWN
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {described[1]}"})

    check()


def test_anybody_may_read_the_description(described: tuple[Flask, str]) -> None:
    document = Program(described[0]).get("/openapi.json").get_json()
    assert document["openapi"].startswith("3.1.")
    told = {(place, method.upper()) for place, methods in document["paths"].items() for method in methods}
    assert told == {(place_of(route), route.method) for route in ROUTES}

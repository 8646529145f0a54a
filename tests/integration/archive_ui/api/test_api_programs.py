"""What bookkeeping does all day: take documents over, and be told; and what a key may ask in a minute."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from dataclasses import replace

import pytest
from flask import Flask
from standardwebhooks import Webhook

from archive_ui.app import create_app
from integrations.erp_handover import offer
from integrations.messages import Topic
from kernel.tenancy.scope import TenantScope
from tests.integration.archive_ui.api.program import Program, new_key
from tests.integration.archive_ui.town import Town


@pytest.fixture
def program(own_app: Flask, own_town: Town) -> Program:
    kroon = own_town.house.tenants["kroon"]
    with own_town.house.database.unit_of_work(TenantScope(kroon)) as uow:
        offer(uow.session, kroon, own_town.filed, Topic.DOCUMENT_FILED, own_town.house.clock.now())
        uow.commit()
    return Program(own_app, new_key(own_town.house).secret)


def test_a_document_is_fetched_acknowledged_and_off_the_list(program: Program, own_town: Town) -> None:
    (offered,) = program.get("/handover").get_json()["offers"]
    document_id = offered["document"]["document_id"]
    assert document_id == own_town.filed
    answer = {"offered_at": offered["offered_at"], "reference": "PURCH-1"}
    first = program.call("POST", f"/handover/{document_id}/acknowledge", json=answer)
    again = program.call("POST", f"/handover/{document_id}/acknowledge", json=answer)

    assert (first.status_code, again.status_code) == (200, 200)
    assert first.get_json()["state"] == "acknowledged"
    assert program.get("/handover").get_json() == {"offers": [], "next_cursor": None}
    assert program.call("POST", f"/handover/{document_id}/replay").get_json()["state"] == "offered"
    assert len(program.get("/handover").get_json()["offers"]) == 1


def test_an_older_offer_is_not_acknowledged(program: Program, own_town: Town) -> None:
    answer = {"offered_at": "2020-01-01T00:00:00Z"}
    refused = program.call("POST", f"/handover/{own_town.filed}/acknowledge", json=answer)

    assert (refused.status_code, refused.get_json()["code"]) == (409, "offer_outdated")


def test_the_package_holds_everything_and_no_path_out_of_its_folder(program: Program, own_town: Town) -> None:
    answer = program.get(f"/handover/{own_town.filed}/package")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as package:
        names = package.namelist()
        told = json.loads(package.read("document.json"))
        pdf = package.read("document.pdf")

    assert answer.mimetype == "application/zip"
    assert names[:2] == ["document.json", "document.pdf"]
    assert len(names) == 2 + len(told["document"]["originals"]) > 2
    assert all(not name.startswith(("/", "..")) and "\\" not in name for name in names)
    assert told["document"]["document_id"] == own_town.filed
    assert pdf == program.get(f"/documents/{own_town.filed}/pdf").data
    assert program.get(f"/handover/{own_town.filed}/package").data == answer.data


def test_a_webhook_is_ordered_paused_resumed_given_a_secret_and_removed(program: Program) -> None:
    ordered = program.call("POST", "/webhooks", json={"url": "https://erp.example/in", "topics": ["document.filed"]})
    webhook = f"/webhooks/{ordered.get_json()['webhook_id']}"
    assert ordered.status_code == 201
    assert Webhook(ordered.get_json()["secret"]).sign("m", dt.datetime.now(dt.UTC), "{}").startswith("v1,")
    assert "secret" not in program.get(webhook).get_json()
    assert program.call("POST", f"{webhook}/pause").get_json()["state"] == "paused"
    assert program.call("POST", f"{webhook}/resume").get_json()["state"] == "active"
    assert program.call("POST", f"{webhook}/secret").get_json()["secret"] != ordered.get_json()["secret"]
    sent = program.call("POST", f"{webhook}/test").get_json()
    assert program.get(f"{webhook}/deliveries").get_json() == {"deliveries": [sent]}
    assert program.call("DELETE", webhook).status_code == 200
    assert program.get(webhook).status_code == 404
    assert program.get("/webhooks").get_json() == {"webhooks": []}


def test_an_address_within_the_house_is_refused_at_the_door(program: Program) -> None:
    refused = program.call("POST", "/webhooks", json={"url": "http://10.0.0.1/", "topics": ["document.filed"]})

    assert (refused.status_code, refused.get_json()["code"]) == (422, "endpoint_refused")


def test_a_key_is_told_how_much_it_may_ask_and_stopped_at_the_end(own_town: Town) -> None:
    deps = own_town.house.deps
    app = create_app(replace(deps, settings=replace(deps.settings, api_requests_per_minute=3)))
    hasty, other = (Program(app, new_key(own_town.house).secret) for _ in range(2))
    answers = [hasty.get("/documents") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["RateLimit"].split(";")[1] for answer in answers] == ["r=2", "r=1", "r=0", "r=0"]
    assert answers[3].get_json()["code"] == "rate_exceeded"
    assert 1 <= int(answers[3].headers["Retry-After"]) <= 60
    assert other.get("/documents").status_code == 200

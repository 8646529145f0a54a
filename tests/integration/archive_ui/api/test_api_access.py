"""Every operation of the API, for every kind of key: who is let in, and that nothing leaks either way."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from archive_ui.api.app import ROUTES, create_api
from archive_ui.app import create_app
from identity.api_keys import AddApiKey, KeyScope, add_api_key, revoke_api_key
from ingest.sources.upload import StartUpload, begin
from integrations.announcing import send_test
from integrations.endpoints import AddEndpoint, add_endpoint
from integrations.erp_handover import offer
from integrations.messages import SUBSCRIBABLE, Topic
from kernel.ids import UserId
from kernel.tenancy.scope import TenantScope
from tests.integration.archive_ui.api.program import (
    HANDOVER,
    READ,
    UPLOAD,
    WEBHOOKS,
    Program,
    new_key,
    without_back_off,
)
from tests.integration.archive_ui.exports_made import made_export
from tests.integration.archive_ui.house import TOWN
from tests.integration.archive_ui.town import CANARY, Town, build_town
from tests.integration.archive_ui.visitor import Visitor

# The whole of what a key may be good for, spelled out a second time: an operation without a line here fails.
NEEDED: Mapping[str, KeyScope] = {
    "receive_files": UPLOAD, "start_upload": UPLOAD, "upload": UPLOAD, "add_part": UPLOAD, "finish_upload": UPLOAD,
    "file": READ, "documents": READ, "document": READ, "document_pdf": READ, "document_text": READ,
    "document_original": READ, "search": READ, "labels": READ, "folders": READ, "document_order": READ,
    "set_labels": KeyScope.ORGANISE, "set_folder": KeyScope.ORGANISE, "notes": READ, "add_note": KeyScope.ORGANISE,
    "change_note": KeyScope.ORGANISE, "remove_note": KeyScope.ORGANISE, "make_label": KeyScope.ORGANISE,
    "change_label": KeyScope.ORGANISE, "remove_label": KeyScope.ORGANISE, "make_folder": KeyScope.ORGANISE,
    "rename_folder": KeyScope.ORGANISE, "remove_folder": KeyScope.ORGANISE,
    "handover": HANDOVER, "offer": HANDOVER, "handover_package": HANDOVER, "acknowledge": HANDOVER,
    "refuse_offer": HANDOVER, "offer_again": HANDOVER,
    "webhooks": WEBHOOKS, "order_webhook": WEBHOOKS, "webhook": WEBHOOKS, "remove_webhook": WEBHOOKS,
    "renew_webhook_secret": WEBHOOKS, "pause_webhook": WEBHOOKS, "resume_webhook": WEBHOOKS,
    "order_export": KeyScope.EXPORT, "export": KeyScope.EXPORT, "export_file": KeyScope.EXPORT,
    "test_webhook": WEBHOOKS, "webhook_deliveries": WEBHOOKS, "replay_delivery": WEBHOOKS,
}  # fmt: skip
OPERATIONS = [(route.name, route.method) for route in ROUTES]
BODIES: Mapping[str, Mapping[str, object]] = {
    "/exports": {"form": "csv"},
    "/labels": {"label_ids": []},
    "/folder": {"folder_id": None},
    "/notes": {"text": "seen"},
    "/uploads": {"file_name": "large.pdf", "size_bytes": 7},
    "/webhooks": {"url": "https://erp.example/in", "topics": ["document.filed"]},
    "/acknowledge": {"offered_at": "2026-03-02T09:00:00Z"},
    "/refuse": {"offered_at": "2026-03-02T09:00:00Z", "reason": "no such supplier"},
}
# Bodies of those that are not told apart by how the address ends.
ORGANISED: Mapping[tuple[str, str], Mapping[str, object]] = {
    ("POST", "/labels"): {"name": "Programs", "colour": "teal"},
    ("POST", "/folders"): {"name": "Programs"},
}
RENAMED = re.compile(r"/(labels|folders|notes)/\w+$")
USELESS = ("none", "wrong", "revoked", "expired", "basic")


@pytest.fixture(scope="module")
def api_town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return build_town(tmp_path_factory.mktemp("api"))


@pytest.fixture(scope="module")
def api_app(api_town: Town) -> Flask:
    return create_app(without_back_off(api_town.house.deps))


@pytest.fixture(scope="module")
def keys(api_town: Town) -> Mapping[str, str | None]:
    """One of each kind."""
    house = api_town.house
    revoked = new_key(house)
    revoke_api_key(house.tenants["kroon"], revoked.view.key_id, house.database.unit_of_work(TOWN), house.clock)
    short = AddApiKey(house.tenants["kroon"], "short", frozenset(KeyScope), dt.timedelta(seconds=1))
    expired = add_api_key(short, house.database.unit_of_work(TOWN), house.clock)
    house.clock.advance(seconds=1)
    good = {scope.value: new_key(house, scopes=[scope]).secret for scope in KeyScope}
    return {
        "none": None, "wrong": f"postkamer_{'0' * 12}_{'A' * 43}", "revoked": revoked.secret, "expired": expired.secret,
        **good, "stranger": new_key(house, "lumiere").secret, "basic": None,
    }  # fmt: skip


@pytest.fixture(scope="module")
def upload_id(api_town: Town) -> str:
    start = StartUpload(api_town.house.tenants["kroon"], UserId("u"), f"{CANARY}.pdf", 7)
    return begin(api_town.house.deps.intake, start).upload_id


Addresses = Callable[[str], str]


@dataclass(frozen=True)
class Things:
    """What De Kroon has that an address can name."""

    upload_id: str
    webhook_id: str
    spare_webhook_id: str
    delivery_id: str
    export_id: str
    label_id: str
    spare_label_id: str
    folder_id: str
    spare_folder_id: str
    note_id: str
    spare_note_id: str


@pytest.fixture(scope="module")
def things(api_app: Flask, api_town: Town, keys: Mapping[str, str | None], upload_id: str) -> Things:
    house, kroon = api_town.house, api_town.house.tenants["kroon"]
    order = AddEndpoint(kroon, f"https://erp.example/{CANARY}", SUBSCRIBABLE, CANARY, "ann")
    webhook, spare = (
        add_endpoint(order, house.database.unit_of_work(TenantScope(kroon)), house.deps.webhook_key_of, house.clock)
        for _ in range(2)
    )
    sent = send_test(webhook.view.endpoint_id, house.database.unit_of_work(TenantScope(kroon)), house.clock)
    with house.database.unit_of_work(TenantScope(kroon)) as uow:
        offer(uow.session, kroon, api_town.filed, Topic.DOCUMENT_FILED, house.clock.now())
        uow.commit()
    export_id = made_export(house, "kroon")
    program = Program(api_app, keys[KeyScope.ORGANISE.value])
    labels = [program.call("POST", "/labels", json={"name": name}).get_json()["label_id"] for name in ("a", "b")]
    folders = [program.call("POST", "/folders", json={"name": name}).get_json()["folder_id"] for name in ("a", "b")]
    about = f"/documents/{api_town.filed}/notes"
    notes = [program.call("POST", about, json={"text": text}).get_json()["note_id"] for text in ("a", "b")]
    return Things(
        upload_id, webhook.view.endpoint_id, spare.view.endpoint_id, sent.delivery_id, export_id,
        *labels, *folders, *notes,
    )  # fmt: skip


@pytest.fixture(scope="module")
def at(api_town: Town, things: Things) -> Addresses:
    """The address of an operation, naming De Kroon's things."""
    return lambda endpoint: address(api_town, things, endpoint)


def address(town: Town, things: Things, endpoint: str) -> str:
    """The operation's address, naming De Kroon's things."""
    route = next(route for route in ROUTES if route.name == endpoint)
    # What an operation removes is not what the others look for.
    spared = ("webhook", "label", "folder", "note")
    of = {
        each: getattr(things, f"spare_{each}_id" if endpoint == f"remove_{each}" else f"{each}_id") for each in spared
    }
    values: dict[str, Any] = {
        "document_id": town.filed, "file_id": town.quarantined["kroon"].intake_id, "upload_id": things.upload_id,
        "number": 0, "webhook_id": of["webhook"], "delivery_id": things.delivery_id,
        "export_id": things.export_id, "label_id": of["label"], "folder_id": of["folder"], "note_id": of["note"],
    }  # fmt: skip
    built = route.rule.removeprefix("/v1").replace("int:", "")
    for name, value in values.items():
        built = built.replace(f"<{name}>", str(value))
    return built + {"search": f"?q={CANARY}", "add_part": "?offset=0"}.get(endpoint, "")


def ask(program: Program, method: str, url: str) -> TestResponse:
    if url == "/files":
        return program.send([(f"{method}.pdf", b"a file")])
    if (method, url) in ORGANISED:
        return program.call(method, url, json=ORGANISED[method, url])
    if method == "PATCH" and (word := RENAMED.search(url)):
        return program.call(method, url, json={"text" if word[1] == "notes" else "name": "otherwise"})
    for end, body in BODIES.items():
        if method in {"POST", "PUT"} and url.endswith(end):
            return program.call(method, url, json=body)
    return program.call(method, url, data=b"part" if method == "PUT" or "offset" in url else b"")


def test_every_rule_of_the_map_is_judged_here(api_town: Town) -> None:
    rules = list(create_api(api_town.house.deps).url_map.iter_rules())
    assert {rule.endpoint for rule in rules} == set(NEEDED) | {"openapi"}
    assert {rule.endpoint: rule.methods for rule in rules if "OPTIONS" in (rule.methods or ())} == {}
    assert {route.name: route.needs for route in ROUTES} == NEEDED


@pytest.mark.parametrize("which", USELESS)
@pytest.mark.parametrize(("endpoint", "method"), OPERATIONS)
def test_useless_keys_look_alike(
    api_app: Flask, keys: Mapping[str, str | None], at: Addresses, which: str, endpoint: str, method: str
) -> None:  # fmt: skip
    program, url = Program(api_app, keys[which]), at(endpoint)
    headers = {"Authorization": "Basic b3duZXI6eA=="} if which == "basic" else None
    answer = program.call(method, url, headers)
    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="postkamer"'
    assert answer.data == Program(api_app).get("/documents").data
    assert CANARY not in answer.text


@pytest.mark.parametrize("which", [scope.value for scope in KeyScope])
@pytest.mark.parametrize(("endpoint", "method"), OPERATIONS)
def test_a_key_is_good_for_its_scope_only(
    api_app: Flask, keys: Mapping[str, str | None], at: Addresses, which: str, endpoint: str, method: str
) -> None:  # fmt: skip
    answer = ask(Program(api_app, keys[which]), method, at(endpoint))
    if NEEDED[endpoint].value == which:
        # The other tests show what comes of it; here, that it is not refused for want of a right.
        assert answer.status_code in {200, 201, 202, 409}
    else:
        assert (answer.status_code, answer.get_json()["code"]) == (403, "not_allowed")
        assert CANARY not in answer.text


@pytest.mark.parametrize(("endpoint", "method"), OPERATIONS)
def test_another_tenants_things_are_not_there(
    api_app: Flask, api_town: Town, keys: Mapping[str, str | None], things: Things, endpoint: str, method: str
) -> None:
    stranger = Program(api_app, keys["stranger"])
    url = address(api_town, things, endpoint)
    answer = ask(stranger, method, url)
    assert CANARY.encode() not in answer.data
    if any(name in url for name in (api_town.filed, *astuple(things), api_town.quarantined["kroon"].intake_id)):
        nobodys = ask(stranger, method, url.replace(url.split("/")[2].partition("?")[0], "f" * 32))
        assert answer.status_code == nobodys.status_code == 404
        assert answer.data == nobodys.data


def test_search_counts_nothing_of_others(api_app: Flask, keys: Mapping[str, str | None]) -> None:
    answer = Program(api_app, keys["stranger"]).get("/search", q="water").get_json()
    assert (answer["total"], answer["hits"]) == (0, [])


def test_who_signed_in_on_the_screens_is_nobody_here(api_app: Flask) -> None:
    assert Visitor(api_app, "owner").get("/api/v1/documents").status_code == 401


def test_a_key_opens_no_screen(api_app: Flask, api_town: Town, keys: Mapping[str, str | None]) -> None:
    home = f"/t/{api_town.house.tenants['kroon']}/inbox"
    answer = Visitor(api_app).get(home, {"Authorization": f"Bearer {keys['read']}", "Accept": "application/json"})
    assert answer.status_code in {401, 404}


def test_no_cookie_and_no_other_site(api_app: Flask, keys: Mapping[str, str | None]) -> None:
    program = Program(api_app, keys["read"])
    answers = [program.get("/documents"), program.get("/nowhere"), program.call("OPTIONS", "/documents")]
    assert [answer.status_code for answer in answers] == [200, 404, 405]
    for answer in answers:
        assert "Set-Cookie" not in answer.headers
        assert not [name for name, _ in answer.headers if name.lower().startswith("access-control-")]
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Vary"] == "Authorization"


def test_useless_keys_are_slowed_down_and_good_ones_are_not(own_app: Flask, own_town: Town) -> None:
    good = Program(own_app, new_key(own_town.house).secret)
    useless = Program(own_app, "postkamer_guess")
    statuses = [useless.get("/documents").status_code for _ in range(6)]
    assert statuses == [401] * 5 + [429]
    assert int(useless.get("/documents").headers["Retry-After"]) >= 1
    assert good.get("/documents").status_code == 200
    # People who share the address with a forgotten program still sign in.
    Visitor(own_app, "owner")

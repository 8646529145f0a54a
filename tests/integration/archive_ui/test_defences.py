"""Headers on every answer, form tokens on every change, cookies that nobody else can read or set."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from archive_ui.app import ROUTES, create_app
from tests.integration.archive_ui.house import PASSWORD, build_house
from tests.integration.archive_ui.town import Town
from tests.integration.archive_ui.visitor import Visitor

# The link in a mail is its own proof: mail programs press it without a form (RFC 8058, section 3.2).
PROVEN_BY_LINK = {"stop_mails"}
UNSAFE = [
    (route.rule, method)
    for route in ROUTES
    for method in route.methods
    if method != "GET" and route.name not in PROVEN_BY_LINK
]


def addresses(town: Town) -> list[str]:
    home = f"/t/{town.house.tenants['kroon']}"
    letter = f"{home}/documents/{town.filed}"
    return [
        "/", "/sign-in", "/healthz", "/nowhere", f"{home}/inbox", f"{home}/upload", f"{home}/received",
        f"{home}/search?q=water", f"{home}/quarantine", f"{home}/indexing", letter, f"{letter}/edit", f"{letter}/pdf",
        f"{letter}/pages/1.webp", f"{letter}/pages/9.webp", f"{letter}/originals/0", f"{letter}/text",
    ]  # fmt: skip


def test_every_answer_carries_the_headers(app: Flask, town: Town) -> None:
    visitor = Visitor(app, "owner")
    for url in addresses(town):
        headers = visitor.get(url).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"], url
        assert "unsafe" not in headers["Content-Security-Policy"], url
        assert headers["X-Content-Type-Options"] == "nosniff", url
        assert headers["X-Frame-Options"] == "DENY", url
        assert headers["Cache-Control"] == "no-store", url


def test_assets_are_kept_and_letters_are_not(app: Flask) -> None:
    visitor = Visitor(app)
    assert "immutable" in visitor.get("/static/css/base.css?v=1").headers["Cache-Control"]
    assert visitor.get("/static/css/base.css").headers["Cache-Control"] == "no-cache"


def test_pages_hold_nothing_that_the_policy_would_stop(app: Flask, town: Town) -> None:
    visitor = Visitor(app, "owner")
    for url in addresses(town):
        answer = visitor.get(url)
        if answer.mimetype == "text/html":
            assert " style=" not in answer.text
            assert " onclick=" not in answer.text
            assert "<style" not in answer.text


# Whoever the rest of the guard lets in, so that nothing but the missing token stops them.
ABLE = {"/indexing": "operator", "/cover-sheets": "operator", "/administration": "chief"}


@pytest.mark.parametrize(("rule", "method"), UNSAFE)
def test_no_change_without_our_own_forms_token(app: Flask, town: Town, rule: str, method: str) -> None:
    who = next((one for part, one in ABLE.items() if part in rule), "owner")
    tenant = town.house.tenants["kroon" if who == "owner" else "operator"]
    url = rule.replace("<tenant>", tenant).replace("<document_id>", town.filed)
    for part, value in (("<int:number>", "1"), ("<stand>", "90"), ("<served_id>", town.house.tenants["kroon"])):
        url = url.replace(part, value)
    url = re.sub(r"<[a-z]+_id>", "0" * 32, url)
    visitor = Visitor(app, who)
    for forged in ({}, {"csrf_token": "forged"}):
        assert visitor.client.open(url, method=method, data=forged).status_code == 400


def test_the_session_cookie_is_out_of_reach(tmp_path: Path) -> None:
    app = create_app(build_house(tmp_path, served_over_https=True).deps)
    visitor = Visitor(app, scheme="https")
    answer = visitor.sign_in("owner@example.org", PASSWORD)
    assert answer.status_code == 303
    kept = {line.partition("=")[0]: line for line in answer.headers.getlist("Set-Cookie")}
    line = kept["__Host-postkamer_session"]
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(line.split("; "))
    assert "Domain" not in line
    assert "max-age" in visitor.get("/").headers["Strict-Transport-Security"]


def test_signing_in_makes_older_form_tokens_worthless(own_app: Flask) -> None:
    visitor = Visitor(own_app)
    before = visitor.token()
    visitor.sign_in("owner@example.org", PASSWORD)
    assert visitor.client.post("/sign-out", data={"csrf_token": before}).status_code == 400


def test_signing_out_ends_the_session_on_the_server(own_app: Flask) -> None:
    visitor = Visitor(own_app, "owner")
    cookie = visitor.client.get_cookie("postkamer_session")
    assert cookie is not None
    answer = visitor.send("/sign-out")
    assert answer.headers["Clear-Site-Data"]
    thief = Visitor(own_app)
    thief.client.set_cookie("postkamer_session", cookie.value)
    assert thief.get("/").headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "https://evil.example/", "/\\evil.example", "\\\\evil", "javascript:alert(1)", "/\tx"]
)
def test_signing_in_never_leads_elsewhere(app: Flask, wanted: str) -> None:
    answer = Visitor(app).sign_in("owner@example.org", PASSWORD, wanted)
    assert answer.headers["Location"] == "/"


def test_a_wrong_password_tells_nothing_about_the_account(own_app: Flask) -> None:
    visitor = Visitor(own_app)
    known, unknown = (visitor.sign_in(f"{who}@example.org", "wrong " * 4) for who in ("owner", "nobody"))
    assert known.status_code == unknown.status_code == 401
    strip = str.maketrans("", "", "0123456789")
    assert len(known.text.translate(strip)) - len("owner") - len(unknown.text.translate(strip)) + len("nobody") < 200


def test_too_many_tries_are_told_to_wait(own_app: Flask) -> None:
    visitor = Visitor(own_app)
    statuses = [visitor.sign_in("owner@example.org", f"wrong {n}").status_code for n in range(12)]
    assert statuses[-1] == 429


def test_what_strangers_sent_is_only_ever_downloaded(app: Flask, town: Town) -> None:
    visitor = Visitor(app, "owner")
    home = f"/t/{town.house.tenants['kroon']}"
    for url in (
        f"{home}/documents/{town.filed}/originals/0",
        f"{home}/quarantine/files/{town.quarantined['kroon'].intake_id}/original",
    ):
        answer = visitor.get(url)
        assert answer.mimetype == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_defect_shows_no_trace(own_app: Flask, own_town: Town) -> None:
    own_town.house.blobs.content.clear()
    visitor = Visitor(own_app, "owner")
    answer = visitor.get(f"/t/{own_town.house.tenants['kroon']}/documents/{own_town.filed}/pdf")
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "blob_missing" in answer.text

"""Every route of the url map, for everybody: who is let in, who is refused, and that nothing leaks either way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from archive_ui.app import ROUTES
from archive_ui.routes import OpenRoute, PersonRoute, TenantRoute
from tests.integration.archive_ui.town import CANARY, Town
from tests.integration.archive_ui.visitor import Visitor

# The accountant and the clerk come from outside, for a time.
READERS = {"viewer", "member", "owner", "operator", "accountant", "clerk"}
WRITERS = READERS - {"viewer", "accountant"}
# The chief owns the operator organisation, reads nobody's mail, and administers the mailboxes that it serves.
AT_OPERATOR = {"operator", "chief"}
OWNERS = {"owner", "chief"}
UPLOADERS = WRITERS | {"chief"}
# An operator keeps other people's mail: it lets none of it out.
SHARERS = {"member", "owner", "clerk"}
# The whole of what may be opened, spelled out a second time: a route without a line here fails.
TENANT_ROUTES: Mapping[str, set[str]] = {
    "people": OWNERS, "send_invitation": OWNERS, "set_role": OWNERS, "remove_member": OWNERS,
    "end_access": OWNERS, "take_back_invitation": OWNERS,
    "settings": OWNERS, "names": OWNERS, "change_names": OWNERS, "erp": OWNERS, "offer_again": OWNERS,
    "api_keys": OWNERS, "new_key": OWNERS, "make_key": OWNERS, "change_key": OWNERS,
    "webhooks": OWNERS, "add_webhook": OWNERS, "webhook": OWNERS, "change_webhook": OWNERS, "replay_message": OWNERS,
    "journal": OWNERS, "journal_csv": OWNERS, "journal_check": OWNERS,
    "administration": {"chief"}, "system_health": {"chief"}, "served_tenants": {"chief"},
    "new_served_tenant": {"chief"}, "add_served_tenant": {"chief"}, "served_tenant": {"chief"},
    "change_served_tenant": {"chief"}, "served_journal": {"chief"}, "served_journal_csv": {"chief"},
    "served_check": {"chief"}, "served_people": {"chief"}, "unlock_person": {"chief"}, "reset_person": {"chief"},
    "work": {"chief"}, "retry_work": {"chief"},
    "search_suggestions": READERS, "forget_searches": READERS, "save_search": READERS, "run_saved_search": READERS,
    "rename_saved_search": READERS, "delete_saved_search": READERS, "restore_saved_search": READERS,
    "inbox": READERS, "inbox_words": READERS, "search": READERS, "received": READERS, "received_list": READERS,
    "document": READERS, "page_image": READERS, "thumbnail": READERS,
    "document_pdf": READERS, "document_original": READERS, "document_text": READERS,
    "document_edit": WRITERS, "edit_document": WRITERS, "change_task": WRITERS, "send_document_back": WRITERS,
    "upload": UPLOADERS, "upload_files": UPLOADERS, "start_upload": UPLOADERS, "upload_progress": UPLOADERS,
    "add_part": UPLOADERS, "finish_upload": UPLOADERS,
    "quarantine": WRITERS, "quarantined_original": WRITERS,
    "retry_file": UPLOADERS, "discard_file": UPLOADERS, "retry_page": UPLOADERS, "retry_document": UPLOADERS,
    "failed_page_original": WRITERS, "take_up_document": UPLOADERS, "settle_refused": UPLOADERS,
    "indexing": {"operator"}, "indexing_next": {"operator"}, "indexing_one": {"operator"},
    "index_document": {"operator"}, "renew_lease": {"operator"}, "take_over_lease": {"operator"},
    "cover_sheets": {"operator"}, "print_cover_sheet": {"operator"}, "cover_sheet_again": {"operator"},
    "withdraw_cover_sheet": {"operator"}, "restore_cover_sheet": {"operator"}, "refused_cover_sheet": {"operator"},
    "release_lease": {"operator"}, "page_words": READERS, "take_words": WRITERS,
    "wall": {"operator"}, "wall_figures": {"operator"}, "payment_code": READERS,
    "exports": SHARERS, "order_export": SHARERS, "exports_list": SHARERS, "export_file": SHARERS,
    "order_export_again": SHARERS, "remove_export": SHARERS,
    "retention": {"owner"}, "keep_rules": {"owner"}, "bin_due": {"owner"}, "erasure_certificate": {"owner"},
    "bin_letters": {"owner"}, "restore_letters": {"owner"},
    "bin_document": {"owner"}, "restore_document": {"owner"}, "change_hold": {"owner"},
    "closing": {"owner"}, "close_account": {"owner"},
    "sharing": SHARERS, "make_share": SHARERS, "withdraw_share": SHARERS, "restore_share": SHARERS,
    "finish_letter": UPLOADERS, "turn_page": WRITERS, "turn_back": WRITERS, "document_progress": READERS,
    "change_guide": READERS, "pages": WRITERS, "change_pages": WRITERS, "undo_pages": WRITERS,
    "chosen_letters": READERS, "choose_letters": READERS, "mark_letters": READERS, "undo_organising": READERS,
    "organise_letters": WRITERS, "labels": READERS, "add_label": WRITERS, "change_label": WRITERS,
    "add_folder": WRITERS, "change_folder": WRITERS, "write_note": WRITERS, "change_note": WRITERS,
    "calendar": READERS, "make_calendar": READERS, "end_calendar": READERS,
}  # fmt: skip
OPEN_ROUTES = {
    "sign_in",
    "begin_session",
    "second_factor",
    "finish_sign_in",
    "challenge_anybody",
    "sign_in_with_passkey",
    "forgotten",
    "ask_reset",
    "reset",
    "reset_password",
    "verify",
    "verify_email",
    "new_address",
    "use_new_address",
    "leave",
    "come_back",
    "provider_keys",
    "invitation",
    "join_anew",
    "closed",
    "reopen_account",
    "closing_certificate",
    "shared",
    "open_shared",
    "shared_page",
    "shared_pdf",
    "shared_original",
    "show_stop_mails",
    "stop_mails",
    "sign_out",
    "set_language",
    "set_look",
    "calendar_feed",
    "health",
    "notice_worker",
    "static",
}
PERSON_ROUTES = {
    "account",
    "announcements",
    "keep_announcements",
    "take_up_mails",
    "turn_on_notices",
    "turn_off_notices",
    "change_person",
    "change_password",
    "end_one_session",
    "end_other_sessions",
    "confirm",
    "confirm_presence",
    "app",
    "confirm_app",
    "remove_app",
    "renew_codes",
    "confirm_with_passkey",
    "challenge_person",
    "add_passkey",
    "rename_passkey",
    "remove_passkey",
    "send_verification",
    "join",
    "show_link",
    "tie",
    "untie",
    "leave_place",
    "ask_new_address",
    "home",
    "shortcuts",
    "set_shortcuts",
}
# What the addresses below name, though there is none.
NOBODYS = {
    "search_id",

    "upload_id",
    "change_id",
    "moment",
    "user_id",
    "delegation_id",
    "invitation_id",
    "link_id",
    "export_id",
    "certificate_id",
    "key_id",
    "webhook_id",
    "delivery_id",
    "offered_id",
}  # fmt: skip
REFUSALS = {401, 403, 404}
SIGNED_IN: dict[tuple[int, str], Visitor] = {}


def cases() -> Iterator[tuple[str, str]]:
    for route in ROUTES:
        for method in route.methods:
            yield route.name, method


def address(app: Flask, town: Town, endpoint: str, tenant: str, objects_of: str) -> str:
    """The route's address at `tenant`, naming things of `objects_of`."""
    document = town.waiting[0] if objects_of == "operator" else town.filed
    if endpoint in {"retry_document", "take_up_document"}:
        document = town.failed[objects_of]
    values: dict[str, Any] = {
        "tenant": town.house.tenants[tenant], "document_id": document, "number": 1, "position": 0,
        "intake_id": town.quarantined[objects_of].intake_id, "page_id": town.failed_pages[objects_of],
        "upload_id": "0" * 32, "search_id": "0" * 32, "change_id": "0" * 32, "task_id": town.tasks[objects_of],
        "user_id": "0" * 32, "delegation_id": "0" * 32, "key_id": "0" * 12, "webhook_id": "0" * 32,
        "delivery_id": "0" * 32, "offered_id": "0" * 32, "served_id": town.house.tenants["kroon"],
        "invitation_id": "0" * 32, "link_id": "0" * 32, "export_id": "0" * 32, "certificate_id": "0" * 32,
        "stand": "90", "moment": "2026-03-02T09:00:00+00:00", "refused_id": town.refused[objects_of],
        "sheet_id": town.cover_sheet, "sheet_page_id": town.refused_sheet,
        "label_id": town.words[objects_of].label_id, "folder_id": town.words[objects_of].folder_id,
        "note_id": town.words[objects_of].note_id,
    }  # fmt: skip
    with app.test_request_context("/"):
        built: str = app.url_for(endpoint, **{k: v for k, v in values.items() if _takes(app, endpoint, k)})
    return built.removeprefix("http://localhost")


def _takes(app: Flask, endpoint: str, name: str) -> bool:
    return any(name in rule.arguments for rule in app.url_map.iter_rules(endpoint))


def known(app: Flask, who: str) -> Visitor:
    """Somebody who signed in before, once for all the cases of one town."""
    if (id(app), who) not in SIGNED_IN:
        SIGNED_IN[id(app), who] = Visitor(app, who)
    return SIGNED_IN[id(app), who]


def ask(visitor: Visitor, method: str, url: str) -> TestResponse:
    if method == "GET":
        return visitor.get(url)
    return visitor.send(url) if method == "POST" else visitor.call(method, url, data=b"")


def test_every_route_of_the_map_is_judged_here(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert endpoints == set(TENANT_ROUTES) | OPEN_ROUTES | PERSON_ROUTES
    kinds = {OpenRoute: OPEN_ROUTES - {"static"}, PersonRoute: PERSON_ROUTES, TenantRoute: set(TENANT_ROUTES)}
    for kind, names in kinds.items():
        assert {route.name for route in ROUTES if isinstance(route, kind)} == names


@pytest.mark.parametrize(("endpoint", "method"), [case for case in cases() if case[0] in TENANT_ROUTES])
def test_nobody_gets_in_without_signing_in(app: Flask, town: Town, endpoint: str, method: str) -> None:
    answer = ask(Visitor(app), method, address(app, town, endpoint, "kroon", "kroon"))
    assert answer.status_code in {303, 401}
    if answer.status_code == 303:
        assert answer.headers["Location"].startswith("/sign-in?next=")
    assert CANARY not in answer.text


@pytest.mark.parametrize("who", sorted(READERS | AT_OPERATOR))
@pytest.mark.parametrize(("endpoint", "method"), [case for case in cases() if case[0] in TENANT_ROUTES])
def test_a_member_gets_in_where_the_role_says_so(
    worn_app: Flask, worn_town: Town, who: str, endpoint: str, method: str
) -> None:
    home = "operator" if who in AT_OPERATOR else "kroon"
    answer = ask(known(worn_app, who), method, address(worn_app, worn_town, endpoint, home, home))
    if who not in TENANT_ROUTES[endpoint]:
        assert answer.status_code == 403
        assert CANARY not in answer.text
    elif NOBODYS & worn_app.url_map._rules_by_endpoint[endpoint][0].arguments:
        # Nobody began this upload, or was ever let in; the answer to those who may is about that, not about them.
        assert answer.status_code in {400, 404}
    else:
        assert answer.status_code not in REFUSALS
        assert answer.status_code < 500


@pytest.mark.parametrize("who", ["stranger", "operator", "former"])
@pytest.mark.parametrize(("endpoint", "method"), [case for case in cases() if case[0] in TENANT_ROUTES])
def test_a_tenant_that_is_not_ones_own_looks_like_none(
    app: Flask, town: Town, who: str, endpoint: str, method: str
) -> None:
    visitor = known(app, who)
    real = ask(visitor, method, address(app, town, endpoint, "kroon", "kroon"))
    tenant_id = town.house.tenants["kroon"]
    unknown = ask(visitor, method, address(app, town, endpoint, "kroon", "kroon").replace(tenant_id, "f" * 32))
    assert real.status_code == unknown.status_code == 404
    assert CANARY not in real.text
    assert "Kroon" not in real.text


@pytest.mark.parametrize(("endpoint", "method"), [case for case in cases() if case[0] in TENANT_ROUTES])
def test_naming_another_tenants_things_at_home_finds_nothing(
    app: Flask, town: Town, endpoint: str, method: str
) -> None:
    answer = ask(known(app, "stranger"), method, address(app, town, endpoint, "lumiere", "kroon"))
    assert CANARY not in answer.text
    assert CANARY.encode() not in answer.data
    if _names_a_thing(app, endpoint) and TENANT_ROUTES[endpoint] - AT_OPERATOR:
        assert answer.status_code in {400, 404}


def _names_a_thing(app: Flask, endpoint: str) -> bool:
    return bool(app.url_map._rules_by_endpoint[endpoint][0].arguments - {"tenant"})


@pytest.mark.parametrize(
    "question", ["?q=water", f"?q={CANARY}*", "?kind=invoice", "?q=sender:vivaqua", "?first=2020-01-01"]
)
def test_search_and_its_count_stay_at_home(app: Flask, town: Town, question: str) -> None:
    tenant_id = town.house.tenants["lumiere"]
    answer = Visitor(app, "stranger").get(f"/t/{tenant_id}/search{question}")
    assert answer.status_code == 200
    assert town.filed not in answer.text
    assert "Vivaqua" not in answer.text


def test_an_operator_cannot_file_with_a_tenant_it_does_not_serve(own_app: Flask, own_town: Town) -> None:
    operator = own_town.house.tenants["operator"]
    url = f"/t/{operator}/indexing/{own_town.waiting[0]}"
    answer = Visitor(own_app, "operator").send(url, {"do": "file", "version": "2", "tenant_id": "e" * 32})
    assert answer.status_code == 422

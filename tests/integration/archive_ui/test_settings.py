"""What owners set for their mailbox: names that letters are matched by, keys and webhooks of programs, the journal."""

from __future__ import annotations

import csv
import io
import re

import pytest
from flask import Flask
from sqlalchemy import text

from identity.api_keys import ApiKeyView, list_api_keys
from integrations.announcing import send_test
from integrations.endpoints import EndpointView, list_endpoints
from integrations.erp_handover import AnswerHandover, answer_handover, offer
from integrations.lifecycle import HandoverMove
from integrations.messages import Topic
from kernel.ids import TenantId
from kernel.tenancy.repository import get_tenant
from kernel.tenancy.scope import TenantScope
from tests.integration.archive_ui.house import TOWN, House
from tests.integration.archive_ui.town import CANARY, Town
from tests.integration.archive_ui.visitor import Visitor


def at(house: House, rest: str, tenant: str = "kroon") -> str:
    return f"/t/{house.tenants[tenant]}/{rest}"


def names(house: House, tenant: str = "kroon") -> tuple[str, ...]:
    with house.database.reading(TOWN) as session:
        return get_tenant(session, house.tenants[tenant]).aliases


def undo_of(page: str) -> str:
    found = re.search(r'<form class="notice notice--success"[^>]* action="([^"]*)"', page)
    assert found is not None
    return found[1].replace("&amp;", "&")


def test_the_hub_tells_how_things_stand(screens: Flask, house: House) -> None:
    page = Visitor(screens, "owner").get(at(house, "settings")).text
    assert "3 members" in page
    assert "1 address" in page
    for rest in ("people", "names", "api-keys", "webhooks", "bookkeeping", "journal"):
        assert f'href="{at(house, rest)}"' in page


def test_a_name_is_added_withdrawn_and_taken_back(screens: Flask, house: House) -> None:
    owner = Visitor(screens, "owner")
    form = {"kind": "alias", "do": "add", "text": "  De  Gouden Kroon "}
    assert owner.send(at(house, "names"), form).status_code == 303
    assert names(house) == ("De Gouden Kroon",)
    owner.send(at(house, "names"), {"kind": "alias", "do": "withdraw", "old_text": "De Gouden Kroon"})
    assert names(house) == ()
    owner.send(undo_of(owner.get(at(house, "names")).text))
    assert names(house) == ("De Gouden Kroon",)


def test_renaming_keeps_the_old_name(screens: Flask, house: House) -> None:
    owner = Visitor(screens, "owner")
    owner.send(at(house, "names"), {"kind": "name", "do": "add", "text": "Kroon Dranken nv"})
    assert names(house) == ("Brouwerij De Kroon nv",)
    assert "Kroon Dranken nv" in owner.get(at(house, "settings")).text


@pytest.mark.parametrize("written", ["Studio Lumiere", "STUDIO LUMIÈRE S.P.R.L."])
def test_another_mailboxs_name_is_refused_without_telling_whose(screens: Flask, house: House, written: str) -> None:
    owner = Visitor(screens, "owner")
    answer = owner.send(at(house, "names"), {"kind": "alias", "do": "add", "text": written})
    assert answer.status_code == 422
    assert "could mean somebody else" in answer.text
    assert "Lumière sprl" not in answer.text
    assert names(house) == ()


def test_a_name_like_another_mailboxs_is_kept_with_a_warning(screens: Flask, house: House) -> None:
    owner = Visitor(screens, "owner")
    owner.send(at(house, "names"), {"kind": "alias", "do": "add", "text": "Studio Lumiera"})
    page = owner.get(at(house, "names")).text
    assert "is called nearly the same" in page
    assert "Lumière" not in page
    assert names(house) == ("Studio Lumiera",)


def test_addresses_and_numbers(screens: Flask, house: House) -> None:
    owner, here = Visitor(screens, "owner"), house.tenants["kroon"]
    address = {"street": "Kouter 1", "postcode": "9000", "city": "Gent", "country": "be"}
    owner.send(at(house, "names"), {"kind": "address", "do": "add", **address})
    owner.send(at(house, "names"), {"kind": "number", "do": "add", "text": "BE 0428.759.497"})
    refused = owner.send(at(house, "names"), {"kind": "number", "do": "add", "text": "12"})
    assert "6 to 40 letters and digits" in refused.text
    with house.database.reading(TOWN) as session:
        tenant = get_tenant(session, here)
    assert tenant.identifiers == ("BE0428759497",)
    assert [place.street for place in tenant.addresses] == ["Kerkstraat 7", "Kouter 1"]
    # Somebody else's number is nobody's to take, with its country or without.
    other = Visitor(screens, "stranger").send(
        at(house, "names", "lumiere"), {"kind": "number", "do": "add", "text": "0428759497"}
    )
    assert other.status_code == 422


def test_a_key_is_shown_once_works_and_is_revoked(screens: Flask, house: House) -> None:
    owner = Visitor(screens, "owner")
    page = owner.send(at(house, "api-keys/new"), {"name": "ERP", "scope": ["read"], "days": "30"}).text
    found = re.search(r"postkamer_\w{12}_[\w-]+", page)
    assert found is not None
    assert found[0] not in owner.get(at(house, "api-keys")).text
    program = {"Authorization": f"Bearer {found[0]}"}
    assert screens.test_client().get("/api/v1/documents", headers=program).status_code == 200
    (key,) = _keys(house)
    owner.send(at(house, f"api-keys/{key.key_id}"))
    assert screens.test_client().get("/api/v1/documents", headers=program).status_code == 401
    owner.send(undo_of(owner.get(at(house, "api-keys")).text))
    assert screens.test_client().get("/api/v1/documents", headers=program).status_code == 200


def test_a_key_revoked_long_ago_stays_so(screens: Flask, house: House) -> None:
    owner = Visitor(screens, "owner")
    owner.send(at(house, "api-keys/new"), {"name": "ERP", "scope": ["read"], "days": "30"})
    (key,) = _keys(house)
    owner.send(at(house, f"api-keys/{key.key_id}"))
    house.clock.advance(minutes=11)
    owner.send(at(house, f"api-keys/{key.key_id}"), {"do": "restore"})
    assert "too long ago" in owner.get(at(house, "api-keys")).text
    assert _keys(house)[0].revoked_at is not None


@pytest.mark.parametrize(
    ("form", "said"), [({"name": " ", "scope": ["read"]}, "a name of 1 to 80"), ({"name": "ERP"}, "at least one thing")]
)
def test_a_key_for_nothing_is_not_made(screens: Flask, house: House, form: dict[str, object], said: str) -> None:
    answer = Visitor(screens, "owner").send(at(house, "api-keys/new"), form)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert not _keys(house)


def test_making_a_key_asks_who_it_is_after_a_while(screens: Flask, house: House) -> None:
    owner = Visitor(screens, "owner")
    house.clock.advance(minutes=40)
    answer = owner.get(at(house, "api-keys/new"))
    assert "/confirm" in answer.headers["Location"]


def test_a_webhook_from_its_address_to_its_end(screens: Flask, house: House) -> None:
    owner = Visitor(screens, "owner")
    order = {"url": "https://erp.example/hooks", "description": "ERP", "topic": ["document.filed"]}
    made = owner.send(at(house, "webhooks"), order).text
    secret = re.search(r"whsec_[\w+/=]+", made)
    assert secret is not None
    (endpoint,) = _endpoints(house)
    one = at(house, f"webhooks/{endpoint.endpoint_id}")
    assert secret[0] not in owner.get(one).text
    owner.send(one, {"do": "test"})
    assert "On its way" in owner.get(one).text
    owner.send(one, {"do": "pause"})
    assert "Paused" in owner.get(one).text
    owner.send(one, {"do": "resume"})
    renewed = owner.send(one, {"do": "secret"}).text
    assert "whsec_" in renewed
    assert secret[0] not in renewed
    owner.send(one, {"do": "remove"})
    assert not _endpoints(house)
    owner.send(undo_of(owner.get(at(house, "webhooks")).text))
    assert [each.endpoint_id for each in _endpoints(house)] == [endpoint.endpoint_id]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://10.0.0.7/hooks", "private network"),
        ("https://[::1]/", "private network"),
        ("https://localhost/hooks", "private network"),
        ("http://erp.example/", "begins with https"),
        ("https://u:p@erp.example/", "Leave names, passwords"),
    ],
)
def test_addresses_that_are_told_nothing(screens: Flask, house: House, url: str, said: str) -> None:
    answer = Visitor(screens, "owner").send(at(house, "webhooks"), {"url": url, "topic": ["document.filed"]})
    assert (answer.status_code, said in answer.text) == (422, True)
    assert not _endpoints(house)


def test_a_message_that_was_given_up_says_why_and_is_sent_again(screens: Flask, house: House) -> None:
    owner = Visitor(screens, "owner")
    owner.send(at(house, "webhooks"), {"url": "https://erp.example/", "topic": ["document.filed"]})
    (endpoint,) = _endpoints(house)
    sent = send_test(endpoint.endpoint_id, house.database.unit_of_work(_scope(house)), house.clock)
    with house.database.unit_of_work(TOWN) as uow:
        gave_up = "UPDATE webhook_deliveries SET state='FAILED', error_code='address_forbidden', attempts=1"
        uow.session.execute(text(gave_up))
        uow.commit()
    one = at(house, f"webhooks/{endpoint.endpoint_id}")
    assert "private network" in owner.get(one).text
    owner.send(f"{one}/deliveries/{sent.delivery_id}")
    assert "On its way" in owner.get(one).text


def test_what_bookkeeping_refused_is_offered_again(own_app: Flask, own_town: Town) -> None:
    owner, house, letter = Visitor(own_app, "owner"), own_town.house, own_town.filed
    with house.database.unit_of_work(_scope(house)) as uow:
        offer(uow.session, house.tenants["kroon"], letter, Topic.DOCUMENT_FILED, house.clock.now())
        uow.commit()
    refusal = AnswerHandover(letter, HandoverMove.REFUSE, "key:erp", reason="no such supplier")
    answer_handover(refusal, house.database.unit_of_work(_scope(house)), house.clock)
    page = owner.get(at(own_town.house, "bookkeeping")).text
    assert "no such supplier" in page
    assert CANARY in page
    owner.send(at(own_town.house, f"bookkeeping/{letter}/offer"))
    assert "Waits to be taken over" in owner.get(at(own_town.house, "bookkeeping")).text


def test_the_journal_is_looked_through_by_person_kind_and_day(screens: Flask, house: House) -> None:
    owner = Visitor(screens, "owner")
    owner.send(at(house, "names"), {"kind": "alias", "do": "add", "text": CANARY})
    owner.get(at(house, "names"))
    page = owner.get(at(house, "journal?action=tenant_name_added")).text
    assert "Name, address or number added" in page
    assert "Olga Peeters" in page
    assert CANARY not in page
    for question in ("actor=nobody", "first=2031-01-01", "last=2001-01-01", "action=none"):
        assert "Nothing fits" in owner.get(at(house, f"journal?{question}")).text


def test_the_journal_goes_on_where_the_page_ends(screens: Flask, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive_ui.journal_view.PAGE", 3)
    owner = Visitor(screens, "owner")
    pages, address = [], at(house, "journal")
    while address:
        pages.append(owner.get(address).text)
        found = re.search(r'href="([^"]*before=\d+)"', pages[-1])
        address = found[1].replace("&amp;", "&") if found else ""
    assert len(pages) > 2
    assert "Mailbox added" in pages[-1]
    assert "Mailbox added" not in pages[0].split("<tbody>")[1]


def test_the_exported_journal_holds_ids_and_codes_and_never_content(screens: Flask, house: House) -> None:
    owner = Visitor(screens, "owner")
    owner.send(at(house, "names"), {"kind": "alias", "do": "add", "text": f"=1+1 {CANARY}"})
    answer = owner.get(at(house, "journal.csv"))
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["action"] for row in rows} >= {"user_added", "tenant_name_added", "journal_exported"}
    assert [int(row["sequence"]) for row in rows] == list(range(1, len(rows) + 1))
    assert CANARY not in answer.text


def test_the_chain_is_verified_step_by_step(screens: Flask, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive_ui.journal_view.VERIFIED_AT_ONCE", 2)
    assert "is as it was written" in _verified(Visitor(screens, "owner"), house)


def test_a_changed_entry_shows_with_what_to_do(screens: Flask, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive_ui.journal_view.VERIFIED_AT_ONCE", 2)
    with house.database.unit_of_work(TOWN) as uow:
        forged = "UPDATE audit_entries SET actor='somebody' WHERE sequence=2 AND tenant_id=:tenant"
        uow.session.execute(text(forged), {"tenant": house.tenants["kroon"]})
        uow.commit()
    page = _verified(Visitor(screens, "owner"), house)
    assert "tampered with at 1 place" in page
    assert "this entry was changed afterwards" in page
    assert "Restore a backup" in page


def test_what_was_verified_so_far_cannot_be_made_up(screens: Flask, house: House) -> None:
    page = Visitor(screens, "owner").get(at(house, "journal/check?so_far=made-up.signature")).text
    assert "is as it was written" in page


def _verified(visitor: Visitor, house: House) -> str:
    page = visitor.get(at(house, "journal/check")).text
    for _ in range(50):
        found = re.search(r'hx-get="([^"]+)"', page)
        if found is None:
            return page
        page = visitor.get(found[1]).text
    raise AssertionError("the verification never ends")


def _scope(house: House) -> TenantScope:
    return TenantScope(TenantId(house.tenants["kroon"]))


def _keys(house: House) -> list[ApiKeyView]:
    with house.database.reading(_scope(house)) as session:
        return list_api_keys(session, house.tenants["kroon"])


def _endpoints(house: House) -> list[EndpointView]:
    with house.database.reading(_scope(house)) as session:
        return list_endpoints(session)

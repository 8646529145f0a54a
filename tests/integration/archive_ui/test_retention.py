"""Letting go: holds, rules with their preview, the bin with its way back, and erasure that leaves nothing behind."""

from __future__ import annotations

import datetime as dt
import json

from flask import Flask
from sqlalchemy import select

from archive.erasure.certificates import Signer, is_genuine
from archive.erasure.erasing import ErasureDeps, erase_due
from archive.lifecycle import DocumentState
from archive.models import Document, Original, Page
from kernel.audit.journal import history_of, verify_chain
from kernel.outbox.models import OutboxEvent
from kernel.tenancy.isolation import foreign_links
from kernel.tenancy.models import User
from tests.integration.archive_ui.certificate_mails import ORIGIN, certificate_mails, prove_address
from tests.integration.archive_ui.exports_made import made_export
from tests.integration.archive_ui.house import TOWN
from tests.integration.archive_ui.town import CANARY, Town
from tests.integration.archive_ui.visitor import Visitor
from wiring.blob_references import check_all_blobs, references
from wiring.schema import METADATA

SIGNER = Signer(b"s" * 32)
# What the journal and the certificate may keep: ids, never content.
TELLS = {"audit_entries", "erasure_certificates", "outbox_events", "deliveries"}


def at(town: Town, rest: str) -> str:
    return f"/t/{town.house.tenants['kroon']}/{rest}"


def letter(town: Town, rest: str = "") -> str:
    return at(town, f"documents/{town.filed}{rest}")


def deps_of(town: Town) -> ErasureDeps:
    return ErasureDeps(town.house.database, town.house.clock, SIGNER)


def state_of(town: Town) -> DocumentState | None:
    with town.house.database.reading(TOWN) as session:
        row = session.get(Document, town.filed)
    return row.state if row else None


def version_of(town: Town) -> int:
    with town.house.database.reading(TOWN) as session:
        return session.get_one(Document, town.filed).version


def to_bin(town: Town, owner: Visitor) -> int:
    """Press the button; the status of the answer."""
    return owner.send(letter(town, "/bin"), {"version": version_of(town)}).status_code


def rows_with(town: Town, words: str) -> set[str]:
    """Names of the tables in which these words stand anywhere."""
    with town.house.database.reading(TOWN) as session:
        return {
            table.name
            for table in METADATA.sorted_tables
            for row in session.execute(select(table))
            if any(words in str(value) for value in row)
        }


def test_a_letter_goes_to_the_bin_and_comes_back(own_app: Flask, own_town: Town) -> None:
    owner = Visitor(own_app, "owner")
    assert to_bin(own_town, owner) == 303
    assert state_of(own_town) is DocumentState.BINNED
    inbox = owner.get(at(own_town, "inbox")).text
    assert f"documents/{own_town.filed}/restore" in inbox
    assert f'documents/{own_town.filed}"' not in inbox
    assert f"documents/{own_town.filed}/restore" in owner.get(letter(own_town)).text
    # Also what was shared by link is out of reach meanwhile; nothing of it can be edited back into sight.
    assert owner.send(letter(own_town, "/share"), {"form": "pdf", "days": "7"}).status_code == 409

    assert owner.send(letter(own_town, "/restore")).status_code == 303
    assert state_of(own_town) is DocumentState.FILED
    assert owner.send(letter(own_town, "/restore")).status_code == 409
    own_town.house.clock.advance(days=31)
    erase_due(deps_of(own_town))
    assert state_of(own_town) is DocumentState.FILED


def test_a_legal_hold_stops_rule_wish_and_sending_back(own_app: Flask, own_town: Town) -> None:
    owner = Visitor(own_app, "owner")
    owner.send(letter(own_town, "/hold"), {"do": "place"})
    owner.send(at(own_town, "retention"), {"years-other": "0", "years-invoice": "0"})
    own_town.house.clock.advance(days=400)

    owner = Visitor(own_app, "owner")
    assert own_town.filed not in owner.get(at(own_town, "retention")).text
    assert to_bin(own_town, owner) == 409
    # Nor do its pages go into another letter, which could.
    cut = {"do": "split", "at": "2", "version": version_of(own_town)}
    assert "A legal hold keeps this letter" in owner.send(letter(own_town, "/pages"), cut).text
    owner.send(at(own_town, "retention/due"), {"document": own_town.filed})
    assert state_of(own_town) is DocumentState.FILED

    owner.send(letter(own_town, "/hold"), {"do": "lift"})
    assert own_town.filed in owner.get(at(own_town, "retention")).text
    owner.send(at(own_town, "retention/due"), {"document": own_town.filed})
    assert state_of(own_town) is DocumentState.BINNED


def test_nothing_goes_without_a_rule_and_nothing_before_its_year_is_over(own_app: Flask, own_town: Town) -> None:
    house = own_town.house
    house.clock.advance(days=4000)
    owner = Visitor(own_app, "owner")
    assert own_town.filed not in owner.get(at(own_town, "retention")).text
    years = house.clock.now().year - 2026
    owner.send(at(own_town, "retention"), {"years-invoice": str(years)})
    assert own_town.filed not in owner.get(at(own_town, "retention")).text
    owner.send(at(own_town, "retention"), {"years-invoice": str(years - 1)})
    assert own_town.filed in owner.get(at(own_town, "retention")).text
    assert owner.send(at(own_town, "retention"), {"years-invoice": "soon"}).status_code == 422


def test_erasure_leaves_ids_and_a_certificate_and_nothing_else(own_app: Flask, own_town: Town) -> None:
    house, owner = own_town.house, Visitor(own_app, "owner")
    kroon = house.tenants["kroon"]
    with house.database.reading(TOWN) as session:
        pages = list(session.scalars(select(Page.id).where(Page.document_id == own_town.filed)))
        original = session.scalars(select(Original).where(Original.document_id == own_town.filed)).one()
    assert rows_with(own_town, f"Vivaqua {CANARY}")
    export_id = made_export(house, "kroon")
    owner.send(letter(own_town, "/share"), {"form": "pdf", "days": "90"})
    to_bin(own_town, owner)

    house.clock.advance(days=29)
    erase_due(deps_of(own_town))
    assert state_of(own_town) is DocumentState.BINNED
    house.clock.advance(days=1)
    assert erase_due(deps_of(own_town)) == 1
    assert erase_due(deps_of(own_town)) == 0

    assert state_of(own_town) is None
    assert rows_with(own_town, f"Vivaqua {CANARY}") == set()
    assert rows_with(own_town, own_town.filed) <= TELLS
    assert not any(rows_with(own_town, page_id) - TELLS for page_id in pages)
    with house.database.reading(TOWN) as session:
        named = {key for tenant_id, key in references(session) if tenant_id == kroon}
        assert original.blob_key not in named
        assert list(check_all_blobs(session, house.blobs)) == []
        assert list(foreign_links(session, METADATA)) == []
        assert verify_chain(session, kroon) == []
        told = session.scalars(select(OutboxEvent).where(OutboxEvent.name == "DocumentErased")).all()
        assert own_town.filed in {each.payload["document_id"] for each in told}
    # A file that held it goes as well.
    assert Visitor(own_app, "owner").get(at(own_town, f"exports/{export_id}/file")).status_code == 404


def test_the_certificate_proves_what_went(own_app: Flask, own_town: Town) -> None:
    house, owner = own_town.house, Visitor(own_app, "owner")
    with house.database.reading(TOWN) as session:
        sha256 = session.scalars(select(Original.sha256).where(Original.document_id == own_town.filed)).one()
    to_bin(own_town, owner)
    house.clock.advance(days=30)
    erase_due(deps_of(own_town))

    with house.database.reading(TOWN) as session:
        records = history_of(session, house.tenants["kroon"], "document", own_town.filed)
    certificate_id = records[-1].details["certificate"]
    owner = Visitor(own_app, "owner")
    assert str(certificate_id) in owner.get(at(own_town, "retention")).text
    file = owner.get(at(own_town, f"retention/certificates/{certificate_id}")).data
    assert is_genuine(file, SIGNER.public_key)
    body = json.loads(json.loads(file)["certificate"])
    assert body["subject"] == {"kind": "document", "id": own_town.filed}
    assert body["originals"][0]["sha256"] == sha256
    assert body["rule"] == "by hand"
    assert body["asked_by"] == house.users["owner"]
    assert any("Backups" in each for each in body["statements"])
    assert dt.datetime.fromisoformat(body["erased_at"]) == house.clock.now().replace(microsecond=0)
    assert CANARY not in file.decode()


def test_whoever_put_letters_into_the_bin_is_offered_the_certificate(own_app: Flask, own_town: Town) -> None:
    house, owner = own_town.house, Visitor(own_app, "owner")
    prove_address(own_app, own_town, "owner")
    to_bin(own_town, owner)
    house.clock.advance(days=30)
    erase_due(deps_of(own_town))
    (mail,) = certificate_mails(own_town)
    assert mail.to == "owner@example.org"
    assert f"{ORIGIN}{at(own_town, 'retention')}" in mail.text
    assert CANARY not in mail.subject + mail.text
    # Who may no longer see it is no longer told of it.
    with house.database.unit_of_work(TOWN) as uow:
        uow.session.get_one(User, house.users["owner"]).disabled_at = house.clock.now()
        uow.commit()
    assert certificate_mails(own_town) == []

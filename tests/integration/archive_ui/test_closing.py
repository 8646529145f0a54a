"""Closing an account: nobody comes in any more, thirty days to come back, and an erasure that nobody can undo."""

from __future__ import annotations

import hashlib
import io
import json
import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from archive.erasure.certificates import Signer, is_genuine
from archive.erasure.closing import ClosingDeps, erase_closed, forget_offers
from archive.erasure.erasing import ErasureDeps
from indexer.engines.api import IndexMissing
from kernel.audit.journal import latest, verify_chain
from kernel.blobs.directory import DirectoryBlobStore
from kernel.tenancy.keys import KeyDestroyed, KeyRing
from kernel.tenancy.master_key import MasterKey
from kernel.tenancy.models import Tenant, TenantKey, User
from tests.integration.archive_ui.api.program import Program, new_key
from tests.integration.archive_ui.certificate_mails import ORIGIN, certificate_mails, prove_address
from tests.integration.archive_ui.house import PASSWORD, TOWN
from tests.integration.archive_ui.town import CANARY, Town
from tests.integration.archive_ui.visitor import Visitor
from wiring.schema import METADATA

ADDRESS = re.compile(r'value="http://localhost:8600(/closed/[A-Za-z0-9_-]{43})"')
SIGNER = Signer(b"s" * 32)


# The town's own: its tenants' keys are wrapped by it.
MASTER = MasterKey(hashlib.sha256(b"a town for the screens").digest())


def deps_of(town: Town, folder: Path) -> ClosingDeps:
    """As in earnest: files sealed on disk, under keys that the database keeps wrapped."""
    house = town.house
    keys = KeyRing(MASTER, house.database, house.clock)
    erasure = ErasureDeps(house.database, house.clock, SIGNER)
    return ClosingDeps(erasure, keys, DirectoryBlobStore(folder, keys), house.engine.drop)


def close(app: Flask, town: Town) -> str:
    """The address of the link that was shown."""
    url = f"/t/{town.house.tenants['kroon']}/closing"
    owner = Visitor(app, "owner")
    assert owner.get(url).status_code == 200
    assert owner.send(url).status_code == 422
    found = ADDRESS.search(owner.send(url, {"taken": "on"}).text)
    assert found is not None
    return found[1]


def test_nobody_comes_in_and_the_link_opens_it_again(own_app: Flask, own_town: Town, tmp_path: Path) -> None:
    inbox = f"/t/{own_town.house.tenants['kroon']}/inbox"
    member, program = Visitor(own_app, "member"), Program(own_app, new_key(own_town.house).secret)
    assert member.get(inbox).status_code == 200
    address = close(own_app, own_town)

    # Who has nowhere else to go is signed out and refused.
    assert member.get(inbox).status_code == 303
    assert Visitor(own_app).sign_in("member@example.org", PASSWORD).status_code != 303
    assert Visitor(own_app, "accountant").get(inbox).status_code == 404
    assert program.get("/documents").status_code == 401
    assert Visitor(own_app, "stranger").get("/").status_code in {200, 303}

    stranger = Visitor(own_app)
    assert stranger.get(address).status_code == 200
    assert stranger.get(f"/closed/{'A' * 43}").status_code == 404
    assert stranger.send(f"{address}/reopen").status_code == 303
    assert Visitor(own_app, "member").get(inbox).status_code == 200
    assert stranger.get(address).status_code == 404

    own_town.house.clock.advance(days=31)
    assert erase_closed(deps_of(own_town, tmp_path / "blobs")) == 0


def test_after_its_days_of_grace_it_is_gone_for_everybody(own_app: Flask, own_town: Town, tmp_path: Path) -> None:
    house, deps = own_town.house, deps_of(own_town, tmp_path / "blobs")
    kroon, lumiere = house.tenants["kroon"], house.tenants["lumiere"]
    letter = deps.blobs.put(kroon, io.BytesIO(f"a letter about {CANARY}".encode())).key
    theirs = deps.blobs.put(lumiere, io.BytesIO(b"permis")).key
    assert CANARY.encode() in deps.blobs.read(kroon, letter)
    address = close(own_app, own_town)

    house.clock.advance(days=29)
    assert erase_closed(deps) == 0
    house.clock.advance(days=1)
    kept = {path: path.read_bytes() for path in tmp_path.glob("blobs/*/*/*")}
    assert len(kept) == 2
    assert erase_closed(deps) == 1
    assert erase_closed(deps) == 0
    assert list(deps.blobs.keys(kroon)) == []

    # Not even somebody who kept a copy of the sealed files can open them.
    house.clock.advance(seconds=5)
    for path, sealed in kept.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(sealed)
    with pytest.raises(KeyDestroyed):
        deps.blobs.read(kroon, letter)
    assert deps.blobs.read(lumiere, theirs) == b"permis"
    with house.database.reading(TOWN) as session:
        assert session.get_one(TenantKey, kroon).wrapped_key is None
    with pytest.raises(IndexMissing):
        house.engine.document_ids(kroon)
    assert_nothing_is_left(own_town)

    page = Visitor(own_app).get(address)
    assert page.status_code == 200
    file = Visitor(own_app).get(f"{address}/certificate").data
    assert is_genuine(file, SIGNER.public_key)
    assert json.loads(json.loads(file)["certificate"])["subject"] == {"kind": "tenant", "id": kroon}
    assert CANARY not in file.decode()
    assert Visitor(own_app).send(f"{address}/reopen").status_code == 409


def test_the_certificate_is_offered_where_the_closer_was_reached_before(
    own_app: Flask, own_town: Town, tmp_path: Path
) -> None:
    house, deps = own_town.house, deps_of(own_town, tmp_path / "blobs")
    prove_address(own_app, own_town, "owner")
    address = close(own_app, own_town)
    house.clock.advance(days=31)
    assert erase_closed(deps) == 1
    (mail,) = certificate_mails(own_town)
    assert mail.to == "owner@example.org"
    assert f"{ORIGIN}{address}" in mail.text
    assert "Kroon" not in mail.subject + mail.text
    with house.database.unit_of_work(TOWN) as uow:
        assert forget_offers(uow.session, house.clock.now()) == 0
        house.clock.advance(days=2)
        assert forget_offers(uow.session, house.clock.now()) == 1
        uow.commit()
    assert certificate_mails(own_town) == []
    assert_nothing_is_left(own_town)


def test_nobody_is_written_to_at_an_address_that_was_never_proven(
    own_app: Flask, own_town: Town, tmp_path: Path
) -> None:
    close(own_app, own_town)
    own_town.house.clock.advance(days=31)
    assert erase_closed(deps_of(own_town, tmp_path / "blobs")) == 1
    assert certificate_mails(own_town) == []


def assert_nothing_is_left(town: Town) -> None:
    kroon = town.house.tenants["kroon"]
    with town.house.database.reading(TOWN) as session:
        for table in METADATA.sorted_tables:
            for row in session.execute(select(table)):
                assert not any(CANARY in str(value) or "De Kroon" in str(value) for value in row), table.name
        assert session.get_one(Tenant, kroon).name == "erased"
        assert session.get_one(User, town.house.users["member"]).email.endswith("@erased.invalid")
        assert session.get_one(User, town.house.users["stranger"]).name == "Sylvie Dubois"
        assert verify_chain(session, kroon) == []
        assert latest(session, kroon, limit=1)[0].action == "tenant_erased"

"""Exports: ordered on the screen, made by a worker however often it dies, downloaded whole and in part."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from archive.export.forms import ExportForm
from archive.export.integrity import export_parts
from archive.export.lifecycle import ExportState
from archive.export.models import Export
from archive.export.orders import forget_exports, get_export
from archive.export.work import build_export, give_up_export
from archive.models import Document
from kernel.audit.journal import history_of
from kernel.blobs.api import BlobStoreFull
from kernel.ids import DocumentId
from kernel.outbox.inbox import AlreadyApplied
from tests.integration.archive_ui.bags import bag_info, faults_of
from tests.integration.archive_ui.exports_made import (
    deps_of,
    made_export,
    make,
    ordered_export,
    ticket_for,
    work_off_exports,
)
from tests.integration.archive_ui.house import TOWN
from tests.integration.archive_ui.town import CANARY, Town
from tests.integration.archive_ui.visitor import Visitor


def at(town: Town, rest: str, tenant: str = "kroon") -> str:
    return f"/t/{town.house.tenants[tenant]}/exports{rest}"


def download(app: Flask, town: Town, export_id: str) -> bytes:
    answer = Visitor(app, "member").get(at(town, f"/{export_id}/file"))
    assert answer.status_code == 200
    content: bytes = answer.data
    return content


def actions(town: Town, export_id: str) -> list[str]:
    with town.house.database.reading(TOWN) as session:
        return [each.action for each in history_of(session, town.house.tenants["kroon"], "export", export_id)]


def only_export(town: Town) -> str:
    with town.house.database.reading(TOWN) as session:
        return str(session.scalars(select(Export.id)).one())


def test_everything_is_taken_along_and_nothing_of_others(own_app: Flask, own_town: Town) -> None:
    member = Visitor(own_app, "member")
    answer = member.send(at(own_town, ""), {"what": "everything", "form": "zip", "separator": ","})
    assert answer.status_code == 303
    export_id = only_export(own_town)
    assert 'hx-trigger="every 2s' in member.get(at(own_town, "")).text

    work_off_exports(own_town.house)
    assert f"{export_id}/file" in member.get(at(own_town, "/list")).text
    with zipfile.ZipFile(io.BytesIO(download(own_app, own_town, export_id))) as unpacked:
        assert unpacked.testzip() is None
        names = unpacked.namelist()
        listed = list(csv.DictReader(io.StringIO(unpacked.read("documents.csv").decode())))
        folder = next(name for name in names if own_town.filed in name).rpartition("/")[0]
        told = json.loads(unpacked.read(f"{folder}/document.json"))
        pdf = unpacked.read(f"{folder}/document.pdf")
    assert len(listed) == 3
    (row,) = (row for row in listed if row["document_id"] == own_town.filed)
    assert (row["sender"], row["amount"], row["pdf"]) == (f"Vivaqua {CANARY}", "1234.50", f"{folder}/document.pdf")
    assert told["pdf"]["path"] == "document.pdf"
    assert pdf.startswith(b"%PDF")
    assert any(name.startswith(f"{folder}/originals/1 ") for name in names)
    # What never became a letter is taken along as it came.
    assert any(name.startswith("received/") and name.endswith("loon.pdf") for name in names)
    assert not any("Mairie" in name for name in names)
    assert actions(own_town, export_id) == ["export_ordered", "export_made", "export_downloaded"]


def test_what_people_added_is_taken_along_and_only_ones_own_star(own_app: Flask, own_town: Town) -> None:
    member, letter = Visitor(own_app, "member"), own_town.filed
    mark = f"/t/{own_town.house.tenants['kroon']}/letters"
    member.send(f"{mark}/mark", {"document": [letter], "do": "star"})
    people = own_town.house.users
    member.send(f"{mark}/organise", {"document": [letter], "do": "assign", "user_id": people["owner"]})
    told, rows = {}, {}
    for who in ("member", "owner"):
        answer = Visitor(own_app, who).send(at(own_town, ""), {"what": "documents", "document": letter, "form": "zip"})
        assert answer.status_code == 303
        with own_town.house.database.reading(TOWN) as session:
            export_id = session.scalars(select(Export.id).where(Export.ordered_by == people[who])).one()
        make(own_town.house, export_id)
        with zipfile.ZipFile(io.BytesIO(download(own_app, own_town, export_id))) as unpacked:
            (rows[who],) = csv.DictReader(io.StringIO(unpacked.read("documents.csv").decode()))
            name = next(each for each in unpacked.namelist() if each.endswith("document.json"))
            told[who] = json.loads(unpacked.read(name))

    row = rows["member"]
    assert (row["labels"], row["folder"]) == (f"Belasting {CANARY}", f"Map {CANARY}")
    assert (row["takes_care"], row["next_due"]) == ("Olga Peeters", "2026-03-15")
    assert row["tasks"] == "pay 2026-03-15 (open)"
    assert row["notes"] == f"Olga Peeters: Bel hen eerst {CANARY}"
    assert (row["starred"], rows["owner"]["starred"]) == ("yes", "")
    document = told["member"]
    assert (document["labels"], document["folder"]) == ([f"Belasting {CANARY}"], f"Map {CANARY}")
    assert (document["is_starred"], told["owner"]["is_starred"]) == (True, False)
    assert [(note["author"], note["text"]) for note in document["notes"]] == [
        ("Olga Peeters", f"Bel hen eerst {CANARY}")
    ]


def test_a_bag_is_valid_for_the_tool_of_those_who_made_the_format(
    own_app: Flask, own_town: Town, tmp_path: Path
) -> None:
    export_id = made_export(own_town.house, "kroon", ExportForm.BAGIT)
    with zipfile.ZipFile(io.BytesIO(download(own_app, own_town, export_id))) as unpacked:
        unpacked.extractall(tmp_path / "unpacked")
    (folder,) = (tmp_path / "unpacked").iterdir()
    assert faults_of(folder) == []
    assert bag_info(folder)["Source-Organization"] == "Brouwerij De Kroon nv"

    changed = next(folder.glob("data/documents/*/document.pdf"))
    changed.write_bytes(b"changed")
    assert faults_of(folder) == [str(changed.relative_to(folder)), "Payload-Oxum"]


def test_a_search_and_chosen_letters_are_taken_along(own_app: Flask, own_town: Town) -> None:
    member = Visitor(own_app, "member")
    member.send(at(own_town, ""), {"what": "search", "q": "Proximus", "form": "csv", "separator": ";"})
    work_off_exports(own_town.house)
    listed = download(own_app, own_town, only_export(own_town))
    assert listed.startswith(b"\xef\xbb\xbfdocument_id;")
    assert listed.count(b"\r\n") == 2
    assert b"Proximus" in listed

    assert member.send(at(own_town, ""), {"what": "search", "q": "giraffe"}).status_code == 422
    assert member.send(at(own_town, ""), {"what": "documents"}).status_code == 422


def test_another_tenants_letter_is_not_taken_along_though_it_was_named(own_app: Flask, own_town: Town) -> None:
    with own_town.house.database.reading(TOWN) as session:
        theirs = session.scalars(
            select(Document.id).where(Document.tenant_id == own_town.house.tenants["lumiere"])
        ).one()
    export_id = made_export(own_town.house, "kroon", ExportForm.ZIP, (DocumentId(theirs), own_town.filed))
    with zipfile.ZipFile(io.BytesIO(download(own_app, own_town, export_id))) as unpacked:
        assert unpacked.read("missing.txt").decode() == f"{theirs} not_found\n"
        assert not any(theirs in name for name in unpacked.namelist())
    with own_town.house.database.reading(TOWN) as session:
        assert get_export(session, export_id).missing == 1


def test_a_download_goes_on_where_it_broke_off(own_app: Flask, own_town: Town) -> None:
    export_id = made_export(own_town.house, "kroon")
    whole = download(own_app, own_town, export_id)
    visitor, url = Visitor(own_app, "member"), at(own_town, f"/{export_id}/file")
    tag = visitor.get(url).headers["ETag"]

    part = visitor.get(url, {"Range": "bytes=100-", "If-Range": tag})
    assert (part.status_code, part.data) == (206, whole[100:])
    assert part.headers["Content-Range"] == f"bytes 100-{len(whole) - 1}/{len(whole)}"
    assert visitor.get(url, {"Range": "bytes=100-", "If-Range": '"other"'}).data == whole
    assert visitor.get(url, {"Range": f"bytes={len(whole)}-"}).status_code == 416
    # Going on is no further taking away.
    assert actions(own_town, export_id).count("export_downloaded") == 3


def test_a_worker_that_dies_leaves_an_order_that_another_makes_whole(own_town: Town) -> None:
    house = own_town.house
    export_id = ordered_export(house, "kroon")

    class Dying:
        def __init__(self) -> None:
            self.reads = 0

        def __getattr__(self, name: str) -> object:
            return getattr(house.blobs, name)

        def read(self, tenant_id: object, key: str) -> bytes:
            self.reads += 1
            if self.reads == 3:
                raise KeyboardInterrupt
            return house.blobs.read(tenant_id, key)  # type: ignore[arg-type]  # as it was handed in

    deps = deps_of(house)
    ticket = ticket_for(house, export_id)
    with pytest.raises(KeyboardInterrupt):
        build_export(type(deps)(deps.database, Dying(), deps.clock), ticket)  # type: ignore[arg-type]  # a blob store in all but name
    with house.database.reading(TOWN) as session:
        assert get_export(session, export_id).state is ExportState.ORDERED
        assert list(export_parts(session)) == []

    make(house, export_id)
    with house.database.reading(TOWN) as session:
        first = get_export(session, export_id)
    # The broker delivers it once more; nothing is made twice.
    with pytest.raises(AlreadyApplied):
        build_export(deps, ticket)
    with house.database.reading(TOWN) as session:
        assert get_export(session, export_id) == first


def test_one_that_failed_is_shown_and_can_be_tried_again(own_app: Flask, own_town: Town) -> None:
    house, member = own_town.house, Visitor(own_app, "member")
    export_id = ordered_export(house, "kroon")
    give_up_export(deps_of(house), ticket_for(house, export_id), BlobStoreFull("no room"))
    assert f"{export_id}/again" in member.get(at(own_town, "")).text
    assert member.get(at(own_town, f"/{export_id}/file")).status_code == 404

    assert member.send(at(own_town, f"/{export_id}/again")).status_code == 303
    with house.database.reading(TOWN) as session:
        assert get_export(session, export_id).state is ExportState.ORDERED


def test_the_file_goes_after_its_time_and_the_journal_stays(own_app: Flask, own_town: Town) -> None:
    house = own_town.house
    export_id = made_export(house, "kroon")
    house.clock.advance(days=7)
    with house.database.unit_of_work(TOWN) as uow:
        assert forget_exports(uow.session, house.clock.now()) == 1
        uow.commit()
    with house.database.reading(TOWN) as session:
        assert list(export_parts(session)) == []
    assert Visitor(own_app, "member").get(at(own_town, f"/{export_id}/file")).status_code == 404
    assert actions(own_town, export_id)[-1] == "export_removed"


def test_nothing_travels_while_nothing_changed(own_app: Flask, own_town: Town) -> None:
    made_export(own_town.house, "kroon")
    member = Visitor(own_app, "member")
    first = member.get(at(own_town, "/list"))
    again = member.get(at(own_town, "/list"), {"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")

"""The Python client against the real server: every method, over HTTP."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from postkamer_client import Client, Refused
from werkzeug.serving import make_server

from archive_ui.app import create_app
from integrations.erp_handover import offer
from integrations.messages import Topic
from kernel.tenancy.scope import TenantScope
from tests.integration.archive_ui.api.program import new_key
from tests.integration.archive_ui.town import Town, build_town


@pytest.fixture
def client_town(tmp_path: Path) -> Town:
    return build_town(tmp_path)


@pytest.fixture
def server(client_town: Town) -> Iterator[str]:
    deps = client_town.house.deps
    app = create_app(replace(deps, settings=replace(deps.settings, upload_chunk_bytes=4, api_requests_per_minute=60)))
    serving = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=serving.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{serving.port}"
    serving.shutdown()
    serving.server_close()


@pytest.fixture
def client(server: str, client_town: Town) -> Client:
    return Client(server, new_key(client_town.house).secret)


def test_documents_are_listed_and_fetched(client: Client, client_town: Town) -> None:
    listed = [document["document_id"] for document in client.documents()]

    assert client_town.filed in listed
    assert client.document(client_town.filed)["document_id"] == client_town.filed
    assert client.pdf(client_town.filed).startswith(b"%PDF")
    assert "verbruik" in client.text(client_town.filed).lower()
    assert client.original(client_town.filed, 0)
    assert [hit["document"]["document_id"] for hit in client.search("verbruik")] == [client_town.filed]


def test_files_are_sent_whole_and_in_parts(client: Client, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF a letter")
    first, again = (client.send(letter, idempotency_key="k") for _ in range(2))
    large = client.send_large(letter)

    assert [each["files"][0]["is_repeat"] for each in (first, again)] == [False, True]
    assert large["duplicate_of"] == first["files"][0]["file_id"]
    assert client.file(large["file_id"])["size_bytes"] == len(b"%PDF a letter")


def test_documents_are_put_in_order(client: Client, client_town: Town) -> None:
    letter = client_town.filed
    made, again = client.label("Booked", colour="green"), client.label("booked")
    folder = client.folder("2026", parent_id=client.folder("Suppliers")["folder_id"])
    assert made == again
    assert made in client.labels()
    assert client.put_labels(letter, [made["label_id"]]) == [made]
    assert client.put_in_folder(letter, folder["folder_id"])["folder"]["path"] == "Suppliers / 2026"

    first, repeated = (client.add_note(letter, "Booked as 118", idempotency_key="118") for _ in range(2))
    assert first == repeated
    assert [note["note_id"] for note in client.notes(letter)].count(first["note_id"]) == 1
    with pytest.raises(Refused, match=r"natural_key_taken|other content"):
        client.add_note(letter, "Booked as 119", idempotency_key="118")


def test_a_document_is_handed_over(client: Client, client_town: Town) -> None:
    kroon = client_town.house.tenants["kroon"]
    with client_town.house.database.unit_of_work(TenantScope(kroon)) as uow:
        offer(uow.session, kroon, client_town.filed, Topic.DOCUMENT_FILED, client_town.house.clock.now())
        uow.commit()
    (offered,) = client.offers()
    document_id = offered["document"]["document_id"]
    with zipfile.ZipFile(io.BytesIO(client.package(document_id))) as package:
        assert "document.pdf" in package.namelist()
    with pytest.raises(Refused) as refusal:
        client.acknowledge(document_id, "2020-01-01T00:00:00Z")

    assert refusal.value.code == "offer_outdated"
    assert client.acknowledge(document_id, offered["offered_at"], reference="P-1")["reference"] == "P-1"
    assert list(client.offers()) == []
    with pytest.raises(Refused, match="move_refused"):
        client.refuse(document_id, offered["offered_at"], "too late")


def test_a_useless_key_is_refused_with_a_reason(server: str) -> None:
    with pytest.raises(Refused, match="api_key_needed"):
        next(Client(server, "postkamer_nothing").documents())


def test_who_asks_too_often_waits_as_long_as_the_server_says(server: str, client_town: Town) -> None:
    pauses: list[float] = []
    hasty = Client(server, new_key(client_town.house).secret, pause=pauses.append)
    for _ in range(60):
        hasty.document(client_town.filed)
    with pytest.raises(Refused, match="rate_exceeded"):
        hasty.document(client_town.filed)

    assert len(pauses) == 4
    assert all(1 <= pause <= 60 for pause in pauses)

"""Exports by a program: ordered, followed with a tag, taken away."""

from __future__ import annotations

import io
import zipfile

from flask import Flask

from tests.integration.archive_ui.api.program import Program, new_key
from tests.integration.archive_ui.exports_made import make
from tests.integration.archive_ui.town import Town


def test_a_program_takes_documents_along(own_app: Flask, own_town: Town) -> None:
    program = Program(own_app, new_key(own_town.house).secret)
    ordered = program.call("POST", "/exports", json={"form": "zip", "documents": [own_town.filed]})
    assert (ordered.status_code, ordered.get_json()["state"]) == (202, "ordered")
    export_id = ordered.get_json()["export_id"]
    assert program.get(f"/exports/{export_id}/file").status_code == 404

    tag = program.get(f"/exports/{export_id}").headers["ETag"]
    assert program.call("GET", f"/exports/{export_id}", {"If-None-Match": tag}).status_code == 304
    make(own_town.house, export_id)
    status = program.call("GET", f"/exports/{export_id}", {"If-None-Match": tag})
    assert (status.status_code, status.get_json()["state"]) == (200, "ready")

    file = program.get(f"/exports/{export_id}/file").data
    assert len(file) == status.get_json()["size_bytes"]
    with zipfile.ZipFile(io.BytesIO(file)) as unpacked:
        assert any(own_town.filed in name for name in unpacked.namelist())


def test_a_search_that_finds_nothing_is_no_order_for_everything(own_app: Flask, own_town: Town) -> None:
    program = Program(own_app, new_key(own_town.house).secret)
    assert program.call("POST", "/exports", json={"search": "giraffe"}).status_code == 409
    both = program.call("POST", "/exports", json={"search": "water", "documents": [own_town.filed]})
    assert both.status_code == 422

"""A page's words for the script that lets people click them, and what a chosen word means for a field."""

from __future__ import annotations

from typing import Any

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive.reading import PageReading, Word
from archive.repository import get_document
from archive_ui.page_values import values_for
from archive_ui.routes import TenantRoute, TenantVisit
from archive_ui.viewing import page_at, reading_of
from kernel.errors import NotFound
from kernel.ids import DocumentId
from kernel.tenancy.roles import Permission

LONGEST_TEXT = 2_000


def show_words(visit: TenantVisit, document_id: str, number: int) -> ResponseReturnValue:
    """The words of a page, line by line, with their places in pixels of the upright page."""
    with visit.reading() as session:
        document = get_document(session, DocumentId(document_id))
    reading = reading_of(visit.deps.blobs, visit.tenant_id, page_at(document, number))
    if reading is None:
        message = "no words were read on this page; type what you see"
        raise NotFound(message)
    return jsonify(_values(reading))


def take_words(visit: TenantVisit) -> ResponseReturnValue:
    """What the chosen words are for the field: a date, an amount, a text; 422 where they are nothing of the kind.

    The words come in the body: no letter's text ever stands in an address, and so in a log.
    """
    del visit
    text, line = (request.form.get(name, "")[:LONGEST_TEXT] for name in ("text", "line"))
    values = values_for(request.form.get("field", ""), text, line)
    if values is None:
        return jsonify({"title": gettext("This does not fit into the field. Choose other words, or type it.")}), 422
    return jsonify({"values": dict(values)})


def _values(reading: PageReading) -> dict[str, Any]:
    lines = [[_word(word) for word in line.words] for line in reading.lines]
    return {"width": reading.width_px, "height": reading.height_px, "lines": lines}


def _word(word: Word) -> list[Any]:
    box = word.box
    return [word.text, box.x, box.y, box.width, box.height]


ROUTES = (
    TenantRoute(
        "/t/<tenant>/documents/<document_id>/pages/<int:number>/words",
        "page_words",
        show_words,
        Permission.READ_DOCUMENTS,
    ),
    TenantRoute("/t/<tenant>/words", "take_words", take_words, Permission.EDIT_DOCUMENTS, ("POST",)),
)

"""The program's asynchronous flow on one screen: which fact sets which actors going."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.events import (
    BatchRead,
    DocumentChanged,
    DocumentDoubted,
    DocumentFiled,
    DocumentLeft,
    DocumentSeparated,
    DocumentTakenUp,
    FileReceived,
    PageReceived,
    PagesLeft,
)
from identity.events import MessageDue
from integrations.events import WebhookDue
from kernel.events import Event
from kernel.outbox.relay import Route

INTAKE, PAGES, DOCUMENTS, INDEX, WEBHOOKS = "intake", "pages", "documents", "index", "webhooks"
MAIL = "mail"
INDEX_DOCUMENT = Route("indexer.index_document", INDEX)
LEARN = Route("ocr_workers.learn_document", DOCUMENTS)

ROUTES: Mapping[type[Event], Sequence[Route]] = {
    FileReceived: (Route("ingest.unpack_file", INTAKE),),
    PageReceived: (Route("ocr_workers.read_page", PAGES),),
    BatchRead: (Route("ocr_workers.separate_batch", DOCUMENTS),),
    DocumentSeparated: (Route("ocr_workers.understand_document", DOCUMENTS),),
    DocumentTakenUp: (Route("ocr_workers.assemble_plainly", DOCUMENTS),),
    DocumentFiled: (INDEX_DOCUMENT, LEARN, Route("integrations.announce_filed", WEBHOOKS)),
    DocumentDoubted: (INDEX_DOCUMENT,),
    DocumentChanged: (INDEX_DOCUMENT, LEARN, Route("integrations.announce_changed", WEBHOOKS)),
    DocumentLeft: (INDEX_DOCUMENT, Route("integrations.announce_left", WEBHOOKS)),
    PagesLeft: (Route("ingest.release_sources", INTAKE),),
    MessageDue: (Route("notifications.send_mail", MAIL),),
    WebhookDue: (Route("integrations.send_webhook", WEBHOOKS),),
}

WORKER_QUEUES = (INTAKE, PAGES, DOCUMENTS)
INDEXER_QUEUES = (INDEX,)
# What talks to machines that are not ours, and waits for them.
WEBHOOK_QUEUES = (WEBHOOKS, MAIL)


def routes_by_name() -> dict[str, Sequence[Route]]:
    """The routes as the relay looks them up: by the event's name."""
    return {event.__name__: routes for event, routes in ROUTES.items()}

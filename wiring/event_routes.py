"""The program's asynchronous flow on one screen: which fact sets which actors going."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.erasure.events import CertificateReady, DocumentErased
from archive.events import (
    BatchRead,
    DocumentAssigned,
    DocumentChanged,
    DocumentDoubted,
    DocumentFiled,
    DocumentLeft,
    DocumentOrganised,
    DocumentSeparated,
    DocumentTakenUp,
    FileReceived,
    ItemQuarantined,
    PageReceived,
    PagesLeft,
)
from archive.export.events import ExportOrdered
from identity.events import MessageDue
from integrations.events import WebhookDue
from kernel.events import Event
from kernel.outbox.relay import Route
from notifications.events import AnnouncementDue, PushDue

INTAKE, PAGES, DOCUMENTS, INDEX, WEBHOOKS = "intake", "pages", "documents", "index", "webhooks"
MAIL = "mail"
EXPORTS = "exports"
INDEX_DOCUMENT = Route("indexer.index_document", INDEX)
LEARN = Route("ocr_workers.learn_document", DOCUMENTS)
RECOUNT = Route("ocr_workers.recount_tasks", DOCUMENTS)
NOTE_LETTER = Route("notifications.note_letter", MAIL)
SEND_MAIL = Route("notifications.send_mail", MAIL)

ROUTES: Mapping[type[Event], Sequence[Route]] = {
    FileReceived: (Route("ingest.unpack_file", INTAKE),),
    PageReceived: (Route("ocr_workers.read_page", PAGES),),
    BatchRead: (Route("ocr_workers.separate_batch", DOCUMENTS),),
    DocumentSeparated: (Route("ocr_workers.understand_document", DOCUMENTS),),
    DocumentTakenUp: (Route("ocr_workers.assemble_plainly", DOCUMENTS),),
    DocumentFiled: (INDEX_DOCUMENT, LEARN, RECOUNT, Route("integrations.announce_filed", WEBHOOKS), NOTE_LETTER),
    DocumentDoubted: (INDEX_DOCUMENT,),
    DocumentChanged: (INDEX_DOCUMENT, LEARN, RECOUNT, Route("integrations.announce_changed", WEBHOOKS)),
    DocumentOrganised: (INDEX_DOCUMENT,),
    DocumentLeft: (INDEX_DOCUMENT, Route("integrations.announce_left", WEBHOOKS)),
    DocumentErased: (INDEX_DOCUMENT,),
    CertificateReady: (SEND_MAIL,),
    PagesLeft: (Route("ingest.release_sources", INTAKE),),
    DocumentAssigned: (Route("notifications.note_assigned", MAIL),),
    ItemQuarantined: (Route("notifications.note_quarantine", MAIL),),
    MessageDue: (SEND_MAIL,),
    AnnouncementDue: (SEND_MAIL,),
    PushDue: (Route("notifications.push_news", MAIL),),
    ExportOrdered: (Route("archive.build_export", EXPORTS),),
    WebhookDue: (Route("integrations.send_webhook", WEBHOOKS),),
}

WORKER_QUEUES = (INTAKE, PAGES, DOCUMENTS)
INDEXER_QUEUES = (INDEX,)
# Long work that nobody waits for beside: it never takes a page's turn.
EXPORT_QUEUES = (EXPORTS,)
# What talks to machines that are not ours, and waits for them.
WEBHOOK_QUEUES = (WEBHOOKS, MAIL)


def routes_by_name() -> dict[str, Sequence[Route]]:
    """The routes as the relay looks them up: by the event's name."""
    return {event.__name__: routes for event, routes in ROUTES.items()}

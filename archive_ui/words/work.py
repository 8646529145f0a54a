"""What queues, tasks and given-up things are called, and why they were."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext

from archive_ui.words.causes import cause_of
from archive_ui.words.names import Text
from archive_ui.words.programs import delivery_cause

QUEUES: Mapping[str, Text] = {
    "intake": lazy_gettext("Files to be opened"),
    "pages": lazy_gettext("Pages to be read"),
    "documents": lazy_gettext("Letters to be understood"),
    "index": lazy_gettext("Letters to be made findable"),
    "webhooks": lazy_gettext("Programs to be told"),
    "mail": lazy_gettext("Mails to be sent"),
    "exports": lazy_gettext("Exports to be made"),
}

FAILED_KINDS: Mapping[str, Text] = {
    "file": lazy_gettext("Files in quarantine"),
    "page": lazy_gettext("Pages that could not be read"),
    "letter": lazy_gettext("Letters that failed"),
    "message": lazy_gettext("Messages that no program took"),
    "work": lazy_gettext("Other work"),
}

TASKS: Mapping[str, Text] = {
    "indexer.index_document": lazy_gettext("Make a letter findable"),
    "ingest.release_sources": lazy_gettext("Let go of what was scanned"),
    "integrations.announce_changed": lazy_gettext("Tell programs of a change"),
    "integrations.announce_filed": lazy_gettext("Tell programs of a filed letter"),
    "integrations.announce_left": lazy_gettext("Tell programs of a letter that left"),
    "notifications.note_assigned": lazy_gettext("Note a letter for somebody's mail"),
    "notifications.note_letter": lazy_gettext("Note a new letter for mails"),
    "notifications.note_quarantine": lazy_gettext("Note a file in quarantine for mails"),
    "notifications.push_news": lazy_gettext("Show a notice on a device"),
    "notifications.send_mail": lazy_gettext("Send a mail"),
    "ocr_workers.learn_document": lazy_gettext("Learn from a correction"),
    "ocr_workers.recount_tasks": lazy_gettext("Count again what letters ask for"),
    "ocr_workers.separate_batch": lazy_gettext("Separate a batch into letters"),
}

_WORK_CAUSES: Mapping[str, Text] = {
    "mailer_unavailable": lazy_gettext("The mail server did not answer. See the doctor's findings."),
    "mail_refused": lazy_gettext("The mail server refused the mail for good. Look at the address."),
    "push_unavailable": lazy_gettext("The push service of a browser did not answer."),
    "push_refused": lazy_gettext("The push service of a browser refused a notice for good. Look at the clock."),
    "server_silent": lazy_gettext("The push service of a browser did not answer."),
    "address_forbidden": lazy_gettext("The address leads into a private network; nothing was sent."),
}


def work_cause(kind: str, code: str | None) -> Text:
    """Why something was given up, in a sentence."""
    if kind == "message":
        return delivery_cause(code, None)
    if code is not None and code in _WORK_CAUSES:
        return _WORK_CAUSES[code]
    return cause_of(code).title

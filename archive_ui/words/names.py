"""What kinds, states, roles and channels are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext

from archive.lifecycle import DocumentState
from kernel.tenancy.roles import Role

# A lazily translated text; Flask-Babel ships no types.
Text = Any

KINDS: Mapping[str, Text] = {
    "invoice": lazy_gettext("Invoice"),
    "credit_note": lazy_gettext("Credit note"),
    "reminder": lazy_gettext("Payment reminder"),
    "bank_statement": lazy_gettext("Bank statement"),
    "insurance": lazy_gettext("Insurance"),
    "tax": lazy_gettext("Tax"),
    "utility": lazy_gettext("Utilities"),
    "contract": lazy_gettext("Contract"),
    "medical": lazy_gettext("Medical"),
    "payslip": lazy_gettext("Payslip"),
    "advertising": lazy_gettext("Advertising"),
    "registered_mail_notice": lazy_gettext("Registered-mail notice"),
    "court": lazy_gettext("Court"),
    "letter": lazy_gettext("Letter"),
    "other": lazy_gettext("Other"),
}

DOCUMENT_STATES: Mapping[DocumentState, Text] = {
    DocumentState.ASSEMBLING: lazy_gettext("Being read"),
    DocumentState.NEEDS_INDEXING: lazy_gettext("Waiting for a check"),
    DocumentState.FILED: lazy_gettext("Filed"),
    DocumentState.FAILED: lazy_gettext("Could not be processed"),
    DocumentState.DISSOLVED: lazy_gettext("Its pages are in other letters"),
    DocumentState.BINNED: lazy_gettext("In the bin"),
}

ROLES: Mapping[Role, Text] = {
    Role.OWNER: lazy_gettext("Owner"),
    Role.MEMBER: lazy_gettext("Member"),
    Role.VIEWER: lazy_gettext("Reader"),
    Role.OPERATOR: lazy_gettext("Operator"),
}

# What somebody from outside may do.
LENT: Mapping[Role, Text] = {
    Role.VIEWER: lazy_gettext("read"),
    Role.MEMBER: lazy_gettext("read and file"),
}

CHANNELS: Mapping[str, Text] = {
    "scan": lazy_gettext("Scanner"),
    "upload": lazy_gettext("Web upload"),
    "hot_folder": lazy_gettext("Watched folder"),
    "api": lazy_gettext("API"),
    "cli": lazy_gettext("Command line"),
}

FIELDS: Mapping[str, Text] = {
    "kind": lazy_gettext("Kind"),
    "document_date": lazy_gettext("Date on the letter"),
    "sender": lazy_gettext("Sender"),
    "subject": lazy_gettext("Subject"),
    "reference": lazy_gettext("Reference"),
    "amount_minor": lazy_gettext("Amount"),
    "currency": lazy_gettext("Currency"),
    "language": lazy_gettext("Language"),
}

LANGUAGES: Mapping[str, Text] = {
    "en": lazy_gettext("English"),
    "nl": lazy_gettext("Dutch"),
    "fr": lazy_gettext("French"),
    "de": lazy_gettext("German"),
    "it": lazy_gettext("Italian"),
}


def kind_name(kind: str | None) -> str:
    """What a kind of document is called; a code without a name stands for itself."""
    return named(KINDS, kind) if kind else str(lazy_gettext("Document"))


def named(names: Mapping[Any, Text], code: object) -> str:
    """The name of a code; one without a name stands for itself, legibly."""
    return str(names[code]) if code in names else str(code).replace("_", " ")

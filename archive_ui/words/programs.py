"""What is said about programs: what their keys are for, what they are told, and how that went."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext

from archive_ui.words.names import Text
from identity.api_keys import KeyScope
from integrations.lifecycle import DeliveryState, EndpointState, HandoverState
from integrations.messages import Topic

KEY_SCOPES: Mapping[KeyScope, Text] = {
    KeyScope.READ: lazy_gettext("Read and search letters"),
    KeyScope.UPLOAD: lazy_gettext("Hand in files"),
    KeyScope.HANDOVER: lazy_gettext("Take letters over into bookkeeping"),
    KeyScope.WEBHOOKS: lazy_gettext("Set up webhooks"),
    KeyScope.EXPORT: lazy_gettext("Take letters along as a file"),
    KeyScope.ORGANISE: lazy_gettext("Label letters, move them and write notes"),
}

TOPICS: Mapping[Topic, Text] = {
    Topic.DOCUMENT_FILED: lazy_gettext("A letter was filed"),
    Topic.DOCUMENT_CHANGED: lazy_gettext("A letter was changed"),
    Topic.DOCUMENT_LEFT: lazy_gettext("A letter left this mailbox"),
    Topic.TEST: lazy_gettext("A test"),
}

ENDPOINT_STATES: Mapping[EndpointState, Text] = {
    EndpointState.ACTIVE: lazy_gettext("Being told"),
    EndpointState.PAUSED: lazy_gettext("Paused"),
    EndpointState.GONE: lazy_gettext("Gone: its server said so"),
}

DELIVERY_STATES: Mapping[DeliveryState, Text] = {
    DeliveryState.WAITING: lazy_gettext("On its way"),
    DeliveryState.DELIVERED: lazy_gettext("Taken"),
    DeliveryState.FAILED: lazy_gettext("Given up"),
}

HANDOVER_STATES: Mapping[HandoverState, Text] = {
    HandoverState.OFFERED: lazy_gettext("Waits to be taken over"),
    HandoverState.ACKNOWLEDGED: lazy_gettext("Taken over"),
    HandoverState.REFUSED: lazy_gettext("Refused"),
}

DELIVERY_CAUSES: Mapping[str, Text] = {
    "server_silent": lazy_gettext("The server did not answer in time. See that it is up and its certificate valid."),
    "address_forbidden": lazy_gettext(
        "The name stands for an address in a private network, so nothing was sent. Use one that the internet can reach."
    ),
    "endpoint_gone": lazy_gettext("The server said that nobody is there any more."),
}


def delivery_cause(code: str | None, status: int | None) -> Text:
    """Why a message was not taken; nothing where it was."""
    if code is not None and code in DELIVERY_CAUSES:
        return DELIVERY_CAUSES[code]
    if status is not None and not 200 <= status < 300:
        return lazy_gettext(
            "The server answered with %(status)d. It takes a message by answering with 200 to 299.", status=status
        )
    return code or ""

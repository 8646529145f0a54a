"""State tables of what is sent to other programs; pure."""

from __future__ import annotations

import enum

from kernel.state_table import Table


class EndpointState(enum.Enum):
    """Whether an address is told anything."""

    ACTIVE = "active"
    PAUSED = "paused"
    GONE = "gone"


class EndpointMove(enum.Enum):
    """What may happen to an address; GONE is what its server answered (HTTP 410)."""

    PAUSE = "pause"
    RESUME = "resume"
    LEAVE = "leave"


class DeliveryState(enum.Enum):
    """How far one message to one address has come."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


class DeliveryMove(enum.Enum):
    """What may happen to a message."""

    TRY_AGAIN = "try again"
    SUCCEED = "succeed"
    GIVE_UP = "give up"
    REPLAY = "replay"


class HandoverState(enum.Enum):
    """Whether bookkeeping has taken a document over."""

    OFFERED = "offered"
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"


class HandoverMove(enum.Enum):
    """What may happen to a document that is handed over; OFFER is said again when it changed."""

    OFFER = "offer"
    ACKNOWLEDGE = "acknowledge"
    REFUSE = "refuse"


ENDPOINT = Table(
    name="webhook endpoint",
    states=EndpointState,
    events=EndpointMove,
    initial=EndpointState.ACTIVE,
    moves={
        (EndpointState.ACTIVE, EndpointMove.PAUSE): EndpointState.PAUSED,
        (EndpointState.ACTIVE, EndpointMove.RESUME): EndpointState.ACTIVE,
        (EndpointState.ACTIVE, EndpointMove.LEAVE): EndpointState.GONE,
        (EndpointState.PAUSED, EndpointMove.PAUSE): EndpointState.PAUSED,
        (EndpointState.PAUSED, EndpointMove.RESUME): EndpointState.ACTIVE,
        (EndpointState.PAUSED, EndpointMove.LEAVE): EndpointState.GONE,
        (EndpointState.GONE, EndpointMove.RESUME): EndpointState.ACTIVE,
        (EndpointState.GONE, EndpointMove.LEAVE): EndpointState.GONE,
    },
)

DELIVERY = Table(
    name="webhook delivery",
    states=DeliveryState,
    events=DeliveryMove,
    initial=DeliveryState.WAITING,
    moves={
        (DeliveryState.WAITING, DeliveryMove.TRY_AGAIN): DeliveryState.WAITING,
        (DeliveryState.WAITING, DeliveryMove.SUCCEED): DeliveryState.DELIVERED,
        (DeliveryState.WAITING, DeliveryMove.GIVE_UP): DeliveryState.FAILED,
        (DeliveryState.FAILED, DeliveryMove.REPLAY): DeliveryState.WAITING,
        (DeliveryState.DELIVERED, DeliveryMove.REPLAY): DeliveryState.WAITING,
    },
)

HANDOVER = Table(
    name="ERP hand-over",
    states=HandoverState,
    events=HandoverMove,
    initial=HandoverState.OFFERED,
    moves={
        (HandoverState.OFFERED, HandoverMove.OFFER): HandoverState.OFFERED,
        (HandoverState.OFFERED, HandoverMove.ACKNOWLEDGE): HandoverState.ACKNOWLEDGED,
        (HandoverState.OFFERED, HandoverMove.REFUSE): HandoverState.REFUSED,
        (HandoverState.ACKNOWLEDGED, HandoverMove.OFFER): HandoverState.OFFERED,
        (HandoverState.ACKNOWLEDGED, HandoverMove.ACKNOWLEDGE): HandoverState.ACKNOWLEDGED,
        (HandoverState.REFUSED, HandoverMove.OFFER): HandoverState.OFFERED,
        (HandoverState.REFUSED, HandoverMove.ACKNOWLEDGE): HandoverState.ACKNOWLEDGED,
        (HandoverState.REFUSED, HandoverMove.REFUSE): HandoverState.REFUSED,
    },
)

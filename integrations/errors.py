"""What goes wrong with other programs."""

from __future__ import annotations

from kernel.errors import PlatformError


class EndpointRefused(PlatformError):
    """The address cannot be told anything; the message says what to change."""

    code = "endpoint_refused"


class TooManyEndpoints(PlatformError):
    """The tenant has as many addresses as it may; remove one first."""

    code = "too_many_endpoints"


class ServerSilent(PlatformError):
    """The server at the address did not answer, or not in time."""

    code = "server_silent"
    temporary = True


class AddressForbidden(PlatformError):
    """The address leads into a network that is not public; nothing was sent."""

    code = "address_forbidden"


class OfferOutdated(PlatformError):
    """The document was offered again since it was fetched: fetch it again, then answer."""

    code = "offer_outdated"

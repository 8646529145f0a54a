"""Sending a message to somebody's server, and nowhere else.

The address comes from a tenant. It may name a host that resolves into the network of
the mail room (a database, a cloud's metadata service), now or by the time it is called:
so the name is resolved once, the address it gives is checked, and that very address is
called. Redirections are answers, never followed.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Protocol

import requests
from requests_hardened import Config, Manager
from requests_hardened.ip_filter import InvalidIPAddress

from integrations.errors import AddressForbidden, ServerSilent
from integrations.messages import USER_AGENT

CONNECT_S, ANSWER_S = 5.0, 15.0
MOST_ANSWER_BYTES = 4096
# The library's own warning names hosts and addresses, which belong in no log.
logging.getLogger("requests_hardened.ip_filter").disabled = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said.

    Attributes:
        retry_after_s: How long it asked to be left alone; None where it did not say.
    """

    status: int
    retry_after_s: int | None = None

    @property
    def is_success(self) -> bool:
        """Whether the message was taken."""
        return 200 <= self.status < 300


class Post(Protocol):
    """Takes messages to servers."""

    def send(self, url: str, headers: dict[str, str], body: str) -> Answer:
        """Deliver one message.

        Raises:
            ServerSilent: There was no answer.
            AddressForbidden: The address is none of the public network's.
        """


class HttpPost:
    """The real one.

    Args:
        allow_loopback: Let addresses of this machine be called; for tests and for trying things out.
    """

    def __init__(self, *, allow_loopback: bool = False) -> None:
        self._manager = Manager(
            Config(
                ip_filter_enable=True, ip_filter_allow_loopback_ips=allow_loopback, never_redirect=True,
                default_timeout=(CONNECT_S, ANSWER_S), user_agent_override=USER_AGENT,
            )
        )  # fmt: skip

    def send(self, url: str, headers: dict[str, str], body: str | bytes) -> Answer:
        """See `Post.send`."""
        try:
            with self._manager.get_session() as session:
                # Proxies and .netrc of the machine's environment are not the tenant's business.
                session.trust_env = False
                answer = session.request("POST", url, headers=headers, data=_bytes(body), stream=True)
                answer.raw.read(MOST_ANSWER_BYTES)
                return Answer(answer.status_code, _seconds(answer.headers.get("Retry-After")))
        except InvalidIPAddress as error:
            raise AddressForbidden("the address leads into a private network; use a public one") from error
        except (requests.RequestException, OSError, ValueError) as error:
            raise ServerSilent("the server did not answer; check that it is up and its certificate valid") from error


def _bytes(body: str | bytes) -> bytes:
    return body.encode() if isinstance(body, str) else body


def _seconds(header: str | None) -> int | None:
    # A date is allowed there too (RFC 9110 §10.2.3); it is rare, and our own pause serves as well.
    return int(header) if header is not None and header.isascii() and header.isdigit() else None

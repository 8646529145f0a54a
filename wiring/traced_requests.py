"""Every request to the screens and the API within a trace, which goes along with whatever the request sets going."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from kernel.ids import new_id
from kernel.logs import traced

# W3C Trace Context: version, trace id, parent id, flags. A trace of zeros is none.
TRACEPARENT = re.compile(r"[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")
HEADER = "X-Request-Id"

Environment = dict[str, Any]
Application = Callable[[Environment, Callable[..., Any]], Iterable[bytes]]


class TracedRequests:
    """WSGI middleware: takes the caller's trace (`traceparent`) or begins one, and tells it in the answer."""

    def __init__(self, application: Application) -> None:
        """Stand in front of `application`."""
        self._application = application

    def __call__(self, environment: Environment, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Let the application answer."""
        given = TRACEPARENT.fullmatch(environment.get("HTTP_TRACEPARENT", ""))
        trace_id = given[1] if given else new_id()

        def start(status: str, headers: list[tuple[str, str]], *more: object) -> object:
            return start_response(status, [*headers, (HEADER, trace_id)], *more)

        with traced(trace_id):
            return self._application(environment, start)

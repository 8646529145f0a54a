"""A request's trace is the caller's or a fresh one, is told in the answer, and goes along with what it sets going."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from kernel.logs import current_trace
from wiring.traced_requests import TracedRequests

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


def ask(traceparent: str | None) -> tuple[str | None, str]:
    """The trace within the application, and the one that the answer tells."""
    within: list[str | None] = []
    told: dict[str, str] = {}

    def application(_: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        within.append(current_trace())
        start("200 OK", [("Content-Type", "text/plain")])
        return [b"ok"]

    environment = {} if traceparent is None else {"HTTP_TRACEPARENT": traceparent}
    assert list(TracedRequests(application)(environment, lambda _, headers: told.update(headers))) == [b"ok"]
    assert current_trace() is None
    return within[0], told["X-Request-Id"]


def test_the_callers_trace_goes_on() -> None:
    assert ask(f"00-{TRACE}-00f067aa0ba902b7-01") == (TRACE, TRACE)


@pytest.mark.parametrize(
    "given", [None, "", "nonsense", f"00-{'0' * 32}-00f067aa0ba902b7-01", f"00-{TRACE}-x\r\nEvil: 1", TRACE]
)
def test_whoever_gives_none_gets_a_fresh_one(given: str | None) -> None:
    within, told = ask(given)
    assert within == told != TRACE
    assert re.fullmatch(r"[0-9a-f]{32}", told)

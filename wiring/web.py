"""The screens, served: Flask behind waitress, in this process's threads."""

from __future__ import annotations

import threading
from functools import partial
from types import TracebackType
from typing import Any, Self

from waitress.server import create_server

from archive_ui.app import create_app
from archive_ui.deps import UiDeps, UiSettings
from kernel.tenancy.master_key import MasterKey, derive
from wiring.container import Platform
from wiring.health import look_at_all
from wiring.providers import providers_of
from wiring.traced_requests import TracedRequests

SERVER_THREADS = 8
MIB = 1024 * 1024
FILES_PER_FORM = 5


class WebServer:
    """Serves the screens for as long as its block lasts; `address` is where."""

    def __init__(self, platform: Platform) -> None:
        """Open the port; an address that is taken fails here."""
        host, _, port = platform.settings.listen.rpartition(":")
        app = TracedRequests(create_app(ui_deps(platform)))
        self._server = create_server(
            app, host=host.strip("[]"), port=int(port), threads=SERVER_THREADS,
            max_request_body_size=form_bytes(platform), ident=None,
            **proxy_options(platform.settings.trusted_proxy),
        )  # fmt: skip
        self._thread = threading.Thread(target=self._server.run, name="web", daemon=True)
        # Port 0 lets the system choose one.
        bound = getattr(self._server, "effective_port", port)
        self.address = platform.settings.public_url or f"http://{host}:{bound}"

    def __enter__(self) -> Self:
        """Begin to answer."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop answering."""
        self._server.close()


def proxy_options(trusted_proxy: str | None) -> dict[str, Any]:
    """What waitress has to know of a proxy in front of it; without one nobody's forwarded headers are believed."""
    if trusted_proxy is None:
        return {}
    headers = {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"}
    return {"trusted_proxy": trusted_proxy, "trusted_proxy_headers": headers, "clear_untrusted_proxy_headers": True}


def form_bytes(platform: Platform) -> int:
    """Longest request: a form with several files of the largest size."""
    return FILES_PER_FORM * platform.settings.max_file_mb * MIB


def ui_deps(platform: Platform) -> UiDeps:
    """What the screens need, from the platform's parts."""
    settings = UiSettings(
        secret_key=form_secret(platform.master_key),
        served_over_https=platform.settings.served_over_https,
        form_bytes=form_bytes(platform),
        api_requests_per_minute=platform.settings.api_requests_per_minute,
        allows_http_webhooks=platform.settings.webhooks_to_this_machine,
        longest_share_days=platform.settings.longest_share_days,
        development=platform.settings.development,
    )
    return UiDeps(
        database=platform.database, blobs=platform.blobs, clock=platform.clock, intake=platform.intake,
        search=platform.search, door=platform.door, webhook_key_of=platform.webhook_key_of, settings=settings,
        sheet_key=platform.sheet_key, keys=platform.keys, examine=partial(look_at_all, platform),
        providers=providers_of(platform.settings), push_key=platform.push_sender.public_key,
    )  # fmt: skip


def form_secret(master_key: MasterKey) -> str:
    """The secret that signs form tokens: the same on every machine that serves the screens."""
    return derive(master_key.key, b"form tokens").hex()

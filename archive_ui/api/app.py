"""The API as an application of its own: no cookies, no forms, no pages, and its own answer to every error."""

from __future__ import annotations

from flask import Flask, Response, g, jsonify

from archive_ui.api import documents, exports, files, handover, organising, organising_words, webhooks
from archive_ui.api.openapi import describe
from archive_ui.api.problems import install_problems
from archive_ui.api.routes import ApiRoute, install_routes
from archive_ui.deps import UiDeps
from archive_ui.headers import ALWAYS, HSTS

MOUNTED_AT = "/api"
ROUTES: tuple[ApiRoute, ...] = (
    *files.ROUTES,
    *documents.ROUTES,
    *organising_words.ROUTES,
    *organising.ROUTES,
    *handover.ROUTES,
    *webhooks.ROUTES,
    *exports.ROUTES,
)


def create_api(deps: UiDeps) -> Flask:
    """The WSGI application that answers below `MOUNTED_AT`."""
    api = Flask("archive_ui.api", static_folder=None)
    api.config["MAX_CONTENT_LENGTH"] = deps.settings.form_bytes
    description = describe(ROUTES, deps.intake.limits.bytes_per_file)
    api.add_url_rule("/v1/openapi.json", "openapi", lambda: jsonify(description), provide_automatic_options=False)
    install_problems(api)
    install_routes(api, deps, ROUTES)
    _install_headers(api, served_over_https=deps.settings.served_over_https)
    return api


def _install_headers(api: Flask, *, served_over_https: bool) -> None:
    """Those of the screens, and nothing that lets another site's script read an answer."""

    @api.after_request
    def add(response: Response) -> Response:
        response.headers.update(ALWAYS)
        if "allowance" in g:
            response.headers.update(g.allowance.headers())
        if served_over_https:
            response.headers["Strict-Transport-Security"] = HSTS
        response.headers["Cache-Control"] = "no-store"
        response.headers["Vary"] = "Authorization"
        return response

"""The screens, put together, and the API beside them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, g, request, url_for
from jinja2 import StrictUndefined
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from archive_ui.api.app import MOUNTED_AT, create_api
from archive_ui.cookies import install_cookies
from archive_ui.deps import UiDeps
from archive_ui.errors import install_errors
from archive_ui.formats import install_formats
from archive_ui.headers import install_headers
from archive_ui.languages import LANGUAGE_NAMES, current_language, install_languages
from archive_ui.pages import (
    account,
    administration,
    administration_mailboxes,
    administration_people,
    announcements,
    api_keys,
    authenticator,
    calendar_feed,
    closing,
    cover_sheets,
    devices,
    documents,
    downloads,
    erp,
    exports,
    failed_jobs,
    first_run,
    identifiers,
    inbox,
    indexing,
    invitation,
    journal,
    looks,
    mail_links,
    organising,
    organising_words,
    outside,
    page_words,
    passkeys,
    people_here,
    quarantine,
    rearranging,
    received,
    retention,
    rotating,
    search,
    search_saved,
    search_suggestions,
    settings,
    shared,
    sharing,
    sign_in,
    tasks,
    upload,
    wall,
    webhooks,
)
from archive_ui.pages.search import marked_parts
from archive_ui.routes import Route, install_routes
from archive_ui.words import names
from archive_ui.words import tasks as task_words
from archive_ui.words.causes import NOTES, cause_of
from archive_ui.words.evidence import evidence_text
from archive_ui.words.first_steps import STEPS as FIRST_STEPS
from archive_ui.words.hints import hint_text
from archive_ui.words.shortcuts import SHORTCUTS
from kernel.tenancy.roles import Permission

SHORTEST_SECRET = 32
STATIC = Path(__file__).parent / "static"
ROUTES: tuple[Route, ...] = (
    *sign_in.ROUTES,
    *account.ROUTES,
    *announcements.ROUTES,
    *devices.ROUTES,
    *authenticator.ROUTES,
    *passkeys.ROUTES,
    *mail_links.ROUTES,
    *outside.ROUTES,
    *invitation.ROUTES,
    *people_here.ROUTES,
    *settings.ROUTES,
    *identifiers.ROUTES,
    *api_keys.ROUTES,
    *webhooks.ROUTES,
    *erp.ROUTES,
    *journal.ROUTES,
    *administration.ROUTES,
    *administration_mailboxes.ROUTES,
    *administration_people.ROUTES,
    *failed_jobs.ROUTES,
    *inbox.ROUTES,
    *first_run.ROUTES,
    *calendar_feed.ROUTES,
    *organising.ROUTES,
    *organising_words.ROUTES,
    *upload.ROUTES,
    *received.ROUTES,
    *documents.ROUTES,
    *downloads.ROUTES,
    *search.ROUTES,
    *search_saved.ROUTES,
    *search_suggestions.ROUTES,
    *indexing.ROUTES,
    *quarantine.ROUTES,
    *cover_sheets.ROUTES,
    *looks.ROUTES,
    *page_words.ROUTES,
    *wall.ROUTES,
    *rearranging.ROUTES,
    *rotating.ROUTES,
    *exports.ROUTES,
    *retention.ROUTES,
    *closing.ROUTES,
    *sharing.ROUTES,
    *shared.ROUTES,
    *tasks.ROUTES,
)

# What belongs to one link of the navigation.
SETTINGS_PAGES = tuple(
    route.name
    for page in (identifiers, api_keys, webhooks, erp, journal, exports, retention, closing)
    for route in page.ROUTES
)
ADMINISTRATION_PAGES = tuple(
    route.name
    for page in (administration, administration_mailboxes, administration_people, failed_jobs)
    for route in page.ROUTES
)


def create_app(deps: UiDeps) -> Flask:
    """The web application; any WSGI server with threads may serve it.

    Raises:
        ValueError: The secret key is too short to keep anybody from guessing it.
    """
    if len(deps.settings.secret_key) < SHORTEST_SECRET:
        message = f"the secret key needs at least {SHORTEST_SECRET} characters; let the program make one"
        raise ValueError(message)
    app = Flask("archive_ui", root_path=str(Path(__file__).parent))
    app.config["MAX_CONTENT_LENGTH"] = deps.settings.form_bytes
    app.jinja_env.undefined = StrictUndefined
    install_headers(app, served_over_https=deps.settings.served_over_https)
    install_cookies(app, deps.settings)
    install_languages(app, deps.settings)
    install_formats(app, deps.settings.time_zone)
    install_errors(app)
    install_routes(app, deps, (*ROUTES, *looks.DEVELOPMENT_ROUTES) if deps.settings.development else ROUTES)
    _teach_templates(app, deps)
    # Mounted below everything else of Flask's: no cookie, form token or page of the screens ever meets a program.
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {MOUNTED_AT: create_api(deps)})  # type: ignore[method-assign]
    return app


def _teach_templates(app: Flask, deps: UiDeps) -> None:
    """The words and questions that every template may use."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(kind_name=names.kind_name, evidence=evidence_text, hint=hint_text, cause=cause_of)
    app.jinja_env.tests["duplicate"] = lambda row: row.duplicate_of is not None
    app.jinja_env.globals.update(
        asset=_asset, named=names.named, names=names, task_words=task_words, marked_parts=marked_parts,
        assembling_tag=rotating.assembling_tag, first_steps=FIRST_STEPS,
        Permission=Permission, NOTES=NOTES, SETTINGS_PAGES=SETTINGS_PAGES, ADMINISTRATION_PAGES=ADMINISTRATION_PAGES,
        now=deps.clock.now, shortcut_groups=SHORTCUTS, LOOKS=looks.LOOKS,
        languages={code: LANGUAGE_NAMES[code] for code in deps.settings.languages},
    )  # fmt: skip

    @app.context_processor
    def who_and_where() -> dict[str, Any]:
        return {
            "person": g.get("person"), "places": g.get("places", ()), "place": g.get("place"),
            "look": looks.chosen_look(), "listens_to_keys": looks.listens_to_keys(),
            "passkey_origin": deps.door.relying_party.origin,
            "ways_in": [each.provider for each in deps.providers], "language": current_language(),
            "here": request.full_path.rstrip("?") if request.method == "GET" else "/",
        }  # fmt: skip


def _asset(name: str) -> str:
    """The address of one of our own files, which changes whenever the file does."""
    return url_for("static", filename=name, v=_fingerprint(name))


@cache
def _fingerprint(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]

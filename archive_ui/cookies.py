"""Two cookies: one names the session that the server keeps, one holds what a form needs."""

from __future__ import annotations

from flask import Flask, Request
from werkzeug.wrappers import Response

from archive_ui.deps import UiSettings

# The prefix makes browsers refuse the cookie unless it is Secure, for the whole host and from no sub-domain.
HOST_PREFIX = "__Host-"
SESSION = "postkamer_session"
FORM = "postkamer_form"
HALFWAY = "postkamer_halfway"
HALFWAY_S = 600


def cookie_name(settings: UiSettings, name: str) -> str:
    """The cookie's name as the browser is to keep it."""
    return f"{HOST_PREFIX}{name}" if settings.served_over_https else name


def install_cookies(app: Flask, settings: UiSettings) -> None:
    """Flask's own cookie carries the form token, notices and the chosen language; nothing that signs anybody in."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME=cookie_name(settings, FORM),
        SESSION_COOKIE_SECURE=settings.served_over_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
    )


def session_token(settings: UiSettings, request: Request) -> str | None:
    """The token of the server-side session that the browser showed, if any."""
    return request.cookies.get(cookie_name(settings, SESSION))


def keep_session_token(settings: UiSettings, response: Response, token: str) -> None:
    """Give the browser the token until it closes; the server decides how long it is good."""
    response.set_cookie(
        cookie_name(settings, SESSION), token, secure=settings.served_over_https, httponly=True, samesite="Lax",
        path="/",
    )  # fmt: skip


def halfway_token(settings: UiSettings, request: Request) -> str:
    """What the browser got when the password was right and a second factor was asked for; empty without it."""
    return request.cookies.get(cookie_name(settings, HALFWAY), "")


def keep_halfway_token(settings: UiSettings, response: Response, token: str) -> None:
    """Give the browser what it needs for the second half of signing in."""
    response.set_cookie(
        cookie_name(settings, HALFWAY), token, max_age=HALFWAY_S, secure=settings.served_over_https, httponly=True,
        samesite="Lax", path="/",
    )  # fmt: skip


def forget_halfway_token(settings: UiSettings, response: Response) -> None:
    """The second half is over."""
    response.delete_cookie(
        cookie_name(settings, HALFWAY), secure=settings.served_over_https, httponly=True, samesite="Lax", path="/"
    )


def forget_session_token(settings: UiSettings, response: Response) -> None:
    """Take the token back, with everything else that the browser kept of us."""
    response.delete_cookie(
        cookie_name(settings, SESSION), secure=settings.served_over_https, httponly=True, samesite="Lax", path="/"
    )
    response.headers["Clear-Site-Data"] = '"cache", "storage"'

"""The headers that every answer carries, whatever the view says."""

from __future__ import annotations

from flask import Flask, Response, request

# Nothing but our own files, and no inline style or script anywhere: a letter's words can never become a program.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": the form token check on HTTPS looks at the referrer of our own pages.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
HSTS = "max-age=63072000; includeSubDomains"
ASSETS_KEPT = "public, max-age=31536000, immutable"
ASSETS_ASKED = "no-cache"
# Pages whose address is a secret: it is told to nobody, and kept in no list.
TOLD_TO_NOBODY = ("/shared/", "/closed/", "/mails/stop/")
KEPT_QUIET = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive"}
# itsme asks for half an hour at least; a new key is published that long before it is used.
KEYS_KEPT = "public, max-age=1800"


def install_headers(app: Flask, *, served_over_https: bool) -> None:
    """Set them after every request, errors included."""

    @app.after_request
    def add(response: Response) -> Response:
        response.headers.update(ALWAYS)
        if request.path.startswith(TOLD_TO_NOBODY):
            response.headers.update(KEPT_QUIET)
        if served_over_https:
            response.headers["Strict-Transport-Security"] = HSTS
        response.headers["Cache-Control"] = _caching()
        response.headers.add("Vary", "Cookie")
        return response


def _caching() -> str:
    """Letters are kept by no browser; our own assets for a year, under an address that changes with them."""
    if request.endpoint == "provider_keys":
        return KEYS_KEPT
    if request.endpoint != "static":
        return "no-store"
    return ASSETS_KEPT if "v" in request.args else ASSETS_ASKED

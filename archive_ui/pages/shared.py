"""What a share link opens, for somebody who has nothing but the link.

Looking at the page changes nothing, because programs that look at mails follow links too; a press of the button counts
as an opening, and lets this browser look and download for half an hour. Wrong, too old and withdrawn look alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from archive.repository import get_document
from archive.sharing.forms import SharedForm
from archive.sharing.links import token_hash
from archive.sharing.opening import LinkRefused, OpenLink, Refusal, count_opening, find_link, note_refusal
from archive.views import DocumentView
from archive_ui.languages import choose_language
from archive_ui.pages.downloads import attachment, fit_name
from archive_ui.routes import Caller, OpenRoute
from archive_ui.strangers import admit_stranger, forgive
from archive_ui.viewing import page_at
from archive_ui.words.refusals import REFUSALS
from identity.errors import TooManyAttempts
from kernel.errors import NotFound
from kernel.tenancy.scope import SystemScope, TenantScope

LOOK_UP = SystemScope("a share link names no tenant; its secret alone leads to one")
# In the form cookie, which is signed: which links this browser opened, and until when that is good.
OPENED = "opened_links"
OPEN_FOR = dt.timedelta(minutes=30)
MOST_REMEMBERED = 8
LONGEST_PASSWORD = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """A link that this browser may look behind."""

    link: OpenLink
    document: DocumentView


def show_shared(caller: Caller, token: str) -> ResponseReturnValue:
    """What it is and a button; the document itself where this browser opened it just now."""
    if "language" in request.args:
        if request.args["language"] in caller.deps.settings.languages:
            choose_language(request.args["language"])
        return redirect(url_for("shared", token=token), 303)
    found = _opened(caller, token)
    if found is not None:
        return render_template("shared_open.html", token=token, link=found.link, document=found.document)
    try:
        link = _live_link(caller, token)
    except TooManyAttempts as error:
        return _too_many(error)
    return _closed() if link is None else render_template("shared.html", token=token, link=link, problem=None)


def open_shared(caller: Caller, token: str) -> ResponseReturnValue:
    """Count an opening, if the password is right where there is one."""
    try:
        link = _live_link(caller, token)
        if link is None:
            return _closed()
        if not _password_fits(caller, link):
            problem = REFUSALS["sign_in_refused"]
            return render_template("shared.html", token=token, link=link, problem=problem), 403
        with caller.deps.database.unit_of_work(TenantScope(link.tenant_id)) as uow:
            count_opening(uow.session, link, caller.deps.clock.now())
            uow.commit()
    except TooManyAttempts as error:
        return _too_many(error)
    except LinkRefused:
        return _closed()
    _remember(link, caller.deps.clock.now())
    return redirect(url_for("shared", token=token), 303)


def show_shared_page(caller: Caller, token: str, number: int) -> ResponseReturnValue:
    """A page as a picture that we drew ourselves."""
    return _given(caller, token, SharedForm.PDF, lambda found: _page_image(caller, found, number))


def download_shared_pdf(caller: Caller, token: str) -> ResponseReturnValue:
    """The searchable PDF, under a name that tells nothing."""
    return _given(caller, token, SharedForm.PDF, lambda found: _pdf(caller, found))


def download_shared_original(caller: Caller, token: str, position: int) -> ResponseReturnValue:
    """What was received, byte for byte, under a name that tells nothing."""
    return _given(caller, token, SharedForm.ORIGINAL, lambda found: _original(caller, found, position))


def _given(caller: Caller, token: str, form: SharedForm, give: Callable[[Opened], Response]) -> ResponseReturnValue:
    """The bytes if the link hands out this form and this browser opened it; else back to the page that says so."""
    found = _opened(caller, token)
    if found is None:
        return redirect(url_for("shared", token=token), 303)
    if found.link.form not in (form, SharedForm.BOTH):
        raise NotFound("this link does not hand that out; ask whoever sent it")
    return give(found)


def _page_image(caller: Caller, found: Opened, number: int) -> Response:
    key = page_at(found.document, number).image_key
    if key is None:
        raise NotFound("there is no picture of this page")
    return Response(caller.deps.blobs.read(found.link.tenant_id, key), mimetype="image/webp")


def _pdf(caller: Caller, found: Opened) -> Response:
    if found.document.pdf_key is None:
        raise NotFound("the document is being read again; try in a moment")
    content = caller.deps.blobs.read(found.link.tenant_id, found.document.pdf_key)
    return attachment(content, "document.pdf", "application/pdf")


def _original(caller: Caller, found: Opened, position: int) -> Response:
    kept = next((each for each in found.document.originals if each.position == position), None)
    if kept is None:
        raise NotFound("the document has no such original")
    ending = fit_name(kept.file_name).rpartition(".")[2] if "." in kept.file_name else "bin"
    return attachment(caller.deps.blobs.read(found.link.tenant_id, kept.blob_key), f"original-{position + 1}.{ending}")


def _live_link(caller: Caller, token: str) -> OpenLink | None:
    """The link if it opens the document; tries that lead nowhere are counted, and slow down the next ones.

    Raises:
        TooManyAttempts: This network address has to wait.
    """
    now = caller.deps.clock.now()
    with caller.deps.database.reading(LOOK_UP) as reading:
        link = find_link(reading, token, now)
    if link is not None and link.refusal is None:
        return link
    admit_stranger(caller, token_hash(token))
    if link is not None and link.refusal is not None:
        _note(caller, link, link.refusal)
    return None


def _password_fits(caller: Caller, link: OpenLink) -> bool:
    if link.password_hash is None:
        return True
    attempt_id = admit_stranger(caller, link.link_id)
    typed = request.form.get("password", "")[:LONGEST_PASSWORD]
    if not caller.deps.door.passwords.matches(link.password_hash, typed):
        _note(caller, link, Refusal.PASSWORD)
        return False
    forgive(caller, attempt_id)
    return True


def _note(caller: Caller, link: OpenLink, why: Refusal) -> None:
    with caller.deps.database.unit_of_work(TenantScope(link.tenant_id)) as uow:
        note_refusal(uow.session, link, why, caller.deps.clock.now())
        uow.commit()


def _opened(caller: Caller, token: str) -> Opened | None:
    """The document, if this browser opened it just now and nothing but the last opening ended the link meanwhile."""
    remembered, now = session.get(OPENED, {}), caller.deps.clock.now()
    if not remembered:
        return None
    with caller.deps.database.reading(LOOK_UP) as reading:
        link = find_link(reading, token, now)
    if link is None or link.refusal not in (None, Refusal.USED_UP):
        return None
    if remembered.get(link.link_id, 0) <= now.timestamp():
        return None
    with caller.deps.database.reading(TenantScope(link.tenant_id)) as reading:
        return Opened(link, get_document(reading, link.document_id))


def _remember(link: OpenLink, now: dt.datetime) -> None:
    kept = {each: until for each, until in session.get(OPENED, {}).items() if until > now.timestamp()}
    latest = sorted(kept.items(), key=lambda pair: pair[1])[-(MOST_REMEMBERED - 1) :]
    session[OPENED] = {**dict(latest), link.link_id: (now + OPEN_FOR).timestamp()}


def _closed() -> ResponseReturnValue:
    return render_template("shared_closed.html", too_many=False), 404


def _too_many(error: TooManyAttempts) -> ResponseReturnValue:
    response = make_response(render_template("shared_closed.html", too_many=True), 429)
    response.headers["Retry-After"] = str(error.retry_after_s)
    return response


_SHARED = "/shared/<token>"
ROUTES = (
    OpenRoute(_SHARED, "shared", show_shared, hides_address=True),
    OpenRoute(_SHARED, "open_shared", open_shared, ("POST",), hides_address=True),
    OpenRoute(f"{_SHARED}/pages/<int:number>.webp", "shared_page", show_shared_page, hides_address=True),
    OpenRoute(f"{_SHARED}/document.pdf", "shared_pdf", download_shared_pdf, hides_address=True),
    OpenRoute(f"{_SHARED}/originals/<int:position>", "shared_original", download_shared_original, hides_address=True),
)

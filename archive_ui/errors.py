"""Which answer each error gets: status, words and what to do next. Nothing else of an error ever leaves the house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import (
    Flask,
    Response,
    current_app,
    flash,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException

from archive_ui.routes import ProofNeeded, SecondFactorNeeded, SignInNeeded
from archive_ui.words.names import Text
from archive_ui.words.refusals import refusal_text
from kernel.errors import PlatformError
from kernel.logs import get_logger

log = get_logger(__name__)
RETRY_AFTER_S = "10"
FEW_MINUTES_S = 300


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person is told, and the HTTP status that goes with it."""

    status: int
    title: Text
    advice: Text


_LATER = lazy_gettext("Nothing was lost. Wait a moment, then do it again.")
_OPERATOR = lazy_gettext("Nothing was changed. Tell your operator; the code and the time help to find the cause.")
_SMALLER = lazy_gettext("Split it into smaller files, then upload those.")

NOT_FOUND = Answer(
    404,
    lazy_gettext("There is nothing here"),
    lazy_gettext("It may have been moved, or it belongs to somebody else. Start again from your inbox."),
)
NOT_ALLOWED = Answer(
    403,
    lazy_gettext("You may not do this here"),
    lazy_gettext("Ask an owner of this mailbox to do it, or to give you the right."),
)
DEFECT = Answer(500, lazy_gettext("Something went wrong on our side"), _OPERATOR)
TOO_MANY = Answer(
    429, lazy_gettext("Too many tries"), lazy_gettext("Wait a few minutes, then try again. Nothing was changed.")
)
BUSY = Answer(503, lazy_gettext("This is busy at the moment"), _LATER)
_CHANGED = Answer(
    409,
    lazy_gettext("Somebody else was faster"),
    lazy_gettext("Go back and open the page again to see how it stands now, then repeat your change."),
)

ANSWERS: Mapping[str, Answer] = {
    "not_found": NOT_FOUND,
    "not_allowed": NOT_ALLOWED,
    "changed_meanwhile": _CHANGED,
    "move_refused": _CHANGED,
    "handled_by_another": Answer(
        409,
        lazy_gettext("Somebody else handles this letter"),
        lazy_gettext("Take the next one, or open it again and take it over."),
    ),
    "arrangement_refused": Answer(
        409,
        lazy_gettext("The pages cannot be put like that"),
        lazy_gettext("Nothing was moved. Open the letter again to see how its pages lie now."),
    ),
    "natural_key_taken": Answer(
        409, lazy_gettext("This upload was used for another file"), lazy_gettext("Upload the file again.")
    ),
    "upload_offset_wrong": Answer(
        409, lazy_gettext("A part of the upload is missing"), lazy_gettext("Go on from where it stopped.")
    ),
    "upload_incomplete": Answer(
        409, lazy_gettext("The upload is not complete"), lazy_gettext("Send the rest, then finish it.")
    ),
    "on_hold": Answer(
        409,
        lazy_gettext("A legal hold keeps this letter"),
        lazy_gettext("It stays until the hold is lifted. Lift it first, if that is lawful."),
    ),
    "saved_search_refused": Answer(
        422,
        lazy_gettext("The search was not saved"),
        lazy_gettext("Give it a name. If you have thirty saved searches, delete one that you no longer need."),
    ),
    "organising_refused": Answer(
        422,
        lazy_gettext("This cannot be done like that"),
        lazy_gettext("Go back, then choose or write something else."),
    ),
    "invitation_refused": Answer(
        422, lazy_gettext("This cannot be given here"), lazy_gettext("Go back, then choose another role or day.")
    ),
    "token_refused": Answer(
        410,
        lazy_gettext("This link no longer works"),
        lazy_gettext("It was used before, is too old, or was not copied whole. Ask for a new one."),
    ),
    "too_many_attempts": TOO_MANY,
    "file_too_large": Answer(413, lazy_gettext("The file is too large"), _SMALLER),
    "file_name_missing": Answer(
        400, lazy_gettext("The file has no name"), lazy_gettext("Give it a name, then upload it again.")
    ),
    "blob_store_full": Answer(507, lazy_gettext("The archive has no room left"), _OPERATOR),
    "blob_store_unavailable": Answer(503, lazy_gettext("The archive does not answer"), _LATER),
    "blob_missing": Answer(500, lazy_gettext("The stored content is missing"), _OPERATOR),
    "blob_damaged": Answer(500, lazy_gettext("The stored content is damaged"), _OPERATOR),
    "key_destroyed": Answer(
        410,
        lazy_gettext("The content was erased for good"),
        lazy_gettext("Nobody can bring it back. The journal tells who erased it."),
    ),
}

_UNCLEAR = (
    lazy_gettext("This request cannot be understood"),
    lazy_gettext("Go back, open the page again, then repeat what you did."),
)
STATUSES: Mapping[int, Answer] = {
    400: Answer(400, *_UNCLEAR),
    # A download that goes on beyond the end; programs know what that means.
    416: Answer(416, *_UNCLEAR),
    403: NOT_ALLOWED,
    404: NOT_FOUND,
    405: NOT_FOUND,
    429: TOO_MANY,
    413: Answer(413, lazy_gettext("This is too much at once"), lazy_gettext("Upload fewer or smaller files.")),
}

FORM_TOO_OLD = Answer(
    400,
    lazy_gettext("This form is no longer valid"),
    lazy_gettext("You may have signed in again meanwhile. Go back, open the page again, then repeat what you did."),
)


def answer_to(error: Exception) -> Answer:
    """The answer that `error` gets; whatever nobody foresaw is our defect."""
    match error:
        case CSRFError():
            return FORM_TOO_OLD
        case PlatformError():
            return _answer_to_ours(error)
        case HTTPException(code=int(status)):
            return STATUSES.get(status, DEFECT if status >= 500 else STATUSES[400])
        case OperationalError() | InterfaceError():
            # The database is away or its disk is full; nothing was committed.
            return ANSWERS["blob_store_unavailable"]
        case _:
            return DEFECT


def _answer_to_ours(error: PlatformError) -> Answer:
    if error.code in ANSWERS:
        return ANSWERS[error.code]
    if error.temporary:
        return BUSY
    said = refusal_text(error)
    # What a form says beside its field can be refused on another way in as well.
    return DEFECT if said == error.code else Answer(422, ANSWERS["organising_refused"].title, said)


def install_errors(app: Flask) -> None:
    """Answer every error in one way, in the language of the page."""
    app.register_error_handler(SignInNeeded, _ask_to_sign_in)
    app.register_error_handler(ProofNeeded, _ask_for_proof)
    app.register_error_handler(SecondFactorNeeded, _ask_for_second_factor)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(Exception, _answer_error)


def wants_json() -> bool:
    """Whether a program asks: the upload module takes JSON only."""
    return request.accept_mimetypes.best == "application/json"


def _answer_http(error: HTTPException) -> ResponseReturnValue:
    # A redirect is an HTTPException for Werkzeug; it is none of our business here.
    if error.code is not None and error.code < 400:
        return error
    return _answer_error(error)


def _answer_error(error: Exception) -> ResponseReturnValue:
    answer = answer_to(error)
    if answer.status >= 500:
        log.error("request_failed", path_rule=str(request.url_rule), code=_code(error), exc_info=error)
    response = _as_json(answer, error) if wants_json() else _as_page(answer, _code(error))
    if answer.status == BUSY.status:
        response.headers["Retry-After"] = RETRY_AFTER_S
    if answer.status == TOO_MANY.status:
        waits_s = error.context.get("retry_after_s") if isinstance(error, PlatformError) else None
        response.headers["Retry-After"] = str(waits_s or FEW_MINUTES_S)
    return response


def _as_page(answer: Answer, code: str) -> Response:
    return make_response(render_template("error.html", answer=answer, code=code), answer.status)


def _as_json(answer: Answer, error: Exception) -> Response:
    values: dict[str, Any] = {"code": _code(error), "title": str(answer.title), "advice": str(answer.advice)}
    if isinstance(error, PlatformError) and "expected" in error.context:
        values["expected"] = error.context["expected"]
    return make_response(jsonify(values), answer.status)


def _ask_to_sign_in(error: Exception) -> ResponseReturnValue:
    """A page that was asked for opens after signing in; a program is told, a fragment sends the whole page there."""
    del error
    if wants_json():
        needed = Answer(401, lazy_gettext("Sign in"), lazy_gettext("Sign in again, then go on."))
        return _as_json(needed, SignInNeeded(""))
    wanted = request.full_path.rstrip("?") if request.method == "GET" and not _is_fragment() else "/"
    address = f"{url_for('sign_in')}?next={quote(wanted, safe='')}"
    if _is_fragment():
        return Response(status=401, headers={"HX-Redirect": address})
    return redirect(address, 303)


def _ask_for_proof(error: Exception) -> ResponseReturnValue:
    """Type the password again; what a form would have changed is asked for once more afterwards."""
    del error
    if wants_json():
        needed = Answer(401, lazy_gettext("Is it still you?"), lazy_gettext("Open the page again, then go on."))
        return _as_json(needed, ProofNeeded(""))
    if request.method == "GET":
        wanted = request.full_path.rstrip("?")
    else:
        wanted = request.path if _is_page(request.path) else url_for("account")
    return redirect(url_for("confirm", next=wanted), 303)


def _is_page(path: str) -> bool:
    """Whether what a form was sent to can be looked at too."""
    adapter = current_app.url_map.bind("")
    return adapter.test(path, "GET")


def _ask_for_second_factor(error: Exception) -> ResponseReturnValue:
    """The account page is where a second factor is set up."""
    del error
    flash(lazy_gettext("This mailbox asks for a second step at sign-in. Set one up here, then go on."), "problem")
    address = url_for("account", _anchor="second-step")
    if _is_fragment():
        return Response(status=401, headers={"HX-Redirect": address})
    return redirect(address, 303)


def _is_fragment() -> bool:
    return request.headers.get("HX-Request") == "true"


def _code(error: Exception) -> str:
    if isinstance(error, PlatformError):
        return error.code
    return f"http_{error.code}" if isinstance(error, HTTPException) else "defect"

"""Every error as a problem document (RFC 9457), in English: programs read the code, their makers the rest.

As on the screens, nothing of an error leaves the house but its code and words that are written here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, json, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from archive_ui.api.rate import Allowance, RateExceeded
from archive_ui.errors import RETRY_AFTER_S
from identity.errors import TooManyAttempts
from kernel.errors import PlatformError
from kernel.logs import get_logger

log = get_logger(__name__)
MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:postkamer:problem:"


class KeyNeeded(PlatformError):
    """No key came with the request, or one that opens nothing."""

    code = "api_key_needed"


class RequestInvalid(PlatformError):
    """The request says something that the API does not understand; `errors` in the context names each place."""

    code = "request_invalid"


@dataclass(frozen=True, slots=True)
class Problem:
    """What a program is told, and the HTTP status that goes with it."""

    status: int
    title: str
    detail: str


_SEND_REST = "Go on from `expected_offset`."
_SMALLER = "Split the file, then send the pieces."
_LATER = "Nothing was lost. Repeat the request after the time in Retry-After, with the same Idempotency-Key."
_OPERATOR = "Nothing was changed. Tell the operator the code and the time."
_REINDEX = "The archive itself is untouched. The operator has to run `postkamer reindex` for this tenant."
DEFECT = Problem(500, "Something went wrong on our side", _OPERATOR)
BUSY = Problem(503, "This is busy at the moment", _LATER)
UNCLEAR = Problem(400, "This request cannot be understood", "Compare it with /api/v1/openapi.json.")
NOT_FOUND = Problem(404, "There is nothing here", "It does not exist, or it belongs to another tenant.")

PROBLEMS: Mapping[str, Problem] = {
    "api_key_needed": Problem(
        401, "A valid API key is needed", "Send `Authorization: Bearer KEY` with a key that has neither expired nor "
        "been revoked.",
    ),
    "not_allowed": Problem(403, "The key may not do this", "Use a key with the scope that this operation needs."),
    "not_found": NOT_FOUND,
    "request_invalid": Problem(422, "Something in the request is wrong", "`errors` names each place and the reason."),
    "too_many_attempts": Problem(
        429, "Too many requests with keys that open nothing", "Wait for the time in Retry-After, then use a valid key."
    ),
    "handled_by_another": Problem(
        409, "Somebody handles this letter at present", "Repeat the request once they have filed or left it."
    ),
    "on_hold": Problem(
        409, "A legal hold keeps this letter", "It stays until somebody lifts the hold; repeat the request then."
    ),
    "saved_search_refused": Problem(
        422, "The search was not saved", "Give it a name; where there are thirty already, delete one first."
    ),
    "organising_refused": Problem(422, "This makes no sense as it is written", "Compare it with openapi.json."),
    "invitation_refused": Problem(422, "This cannot be given here", "Choose another role or day."),
    "token_refused": Problem(410, "This link no longer works", "Ask for a new one."),
    "rate_exceeded": Problem(429, "This key asks too often", "Wait for the time in Retry-After."),
    "arrangement_refused": Problem(
        409, "The pages cannot be put like that", "Nothing was moved; fetch the letter again."
    ),
    "natural_key_taken": Problem(
        409, "This Idempotency-Key was used for other content", "Send the file under a new Idempotency-Key."
    ),
    "changed_meanwhile": Problem(409, "Somebody else was faster", "Look again, then repeat the change."),
    "move_refused": Problem(409, "This is not possible any more", "Look at the state again."),
    "offer_outdated": Problem(409, "The document was offered again since", "Fetch it again, then answer that offer."),
    "endpoint_refused": Problem(
        422, "This webhook cannot be told anything", "It needs an https address of a public host, without a name or "
        "password in it, and at least one topic.",
    ),
    "too_many_endpoints": Problem(409, "There are enough webhooks", "Remove one that is not used."),
    "export_refused": Problem(
        409, "This export cannot be made at present", "Choose fewer letters, or wait until another export is finished."
    ),
    "upload_offset_wrong": Problem(409, "The part does not begin where the last one ended", _SEND_REST),
    "upload_incomplete": Problem(409, "Bytes of the upload are missing", _SEND_REST),
    "file_too_large": Problem(413, "The file is too large", _SMALLER),
    "file_name_missing": Problem(422, "The file has no name", "Send it with its name."),
    "blob_store_full": Problem(507, "The archive has no room left", _OPERATOR),
    "blob_store_unavailable": Problem(503, "The archive does not answer", _LATER),
    "blob_missing": Problem(500, "The stored content is missing", _OPERATOR),
    "blob_damaged": Problem(500, "The stored content is damaged", _OPERATOR),
    "key_destroyed": Problem(410, "The content was erased for good", "Nobody can bring it back."),
    "index_broken": Problem(503, "The search index is broken", _REINDEX),
    "index_missing": Problem(503, "The search index is missing", _REINDEX),
}  # fmt: skip

STATUSES: Mapping[int, Problem] = {
    404: Problem(404, "There is no such address", "Compare it with /api/v1/openapi.json."),
    405: Problem(405, "This address does not take this method", "The header Allow names those that it takes."),
    411: Problem(411, "The length of the body is not announced", "Send the header Content-Length."),
    413: Problem(413, "This is too much at once", "Send fewer or smaller files, or upload in parts."),
    415: Problem(415, "The body is of a kind that is not taken here", "Send the Content-Type that openapi.json names."),
    416: Problem(416, "The file has no such range", "Ask for a range within the file, or for the whole."),
}


def problem_of(error: Exception) -> Problem:
    """The problem that `error` is; whatever nobody foresaw is our defect."""
    match error:
        case PlatformError(code=code) if code in PROBLEMS:
            return PROBLEMS[code]
        case PlatformError(temporary=True):
            return BUSY
        case HTTPException(code=int(status)):
            return STATUSES.get(status, DEFECT if status >= 500 else UNCLEAR)
        case _:
            return DEFECT


def problem_values(error: Exception) -> dict[str, Any]:
    """The members of the problem document (RFC 9457 §3.1), `code` and what else helps to go on."""
    problem, code = problem_of(error), _code(error)
    values = {
        "type": f"{TYPE_PREFIX}{code}", "title": problem.title, "status": problem.status, "detail": problem.detail,
        "code": code,
    }  # fmt: skip
    context = error.context if isinstance(error, PlatformError) else {}
    extras = {"expected": "expected_offset", "errors": "errors"}
    return values | {shown: context[name] for name, shown in extras.items() if name in context}


def install_problems(api: Flask) -> None:
    """Answer every error in this one way."""
    api.register_error_handler(Exception, answer_error)


def answer_error(error: Exception) -> ResponseReturnValue:
    """The problem document, with the headers that tell a program what to do next."""
    values = problem_values(error)
    if values["status"] >= 500:
        log.error("api_request_failed", path_rule=str(request.url_rule), code=values["code"], exc_info=error)
    response = Response(json.dumps(values), values["status"], mimetype=MEDIA_TYPE)
    response.headers.update(_headers(error, values["status"]))
    return response


def _headers(error: Exception, status: int) -> dict[str, str]:
    match error:
        case TooManyAttempts(retry_after_s=seconds):
            return {"Retry-After": str(seconds)}
        case RateExceeded(context={"allowance": Allowance(reset_s=seconds) as allowance}):
            return {"Retry-After": str(seconds)} | allowance.headers()
        case KeyNeeded():
            return {"WWW-Authenticate": 'Bearer realm="postkamer"'}
        case PlatformError(temporary=True) if status == BUSY.status:
            return {"Retry-After": RETRY_AFTER_S}
        case MethodNotAllowed(valid_methods=methods):
            return {"Allow": ", ".join(sorted(methods or ()))}
        case _:
            return {}


def _code(error: Exception) -> str:
    if isinstance(error, PlatformError):
        return error.code
    return f"http_{error.code}" if isinstance(error, HTTPException) else "defect"

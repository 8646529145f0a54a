"""Files come in, whole or in parts, and can be followed until every page has its place."""

from __future__ import annotations

from flask import request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import LengthRequired, RequestEntityTooLarge

from archive.intake import AcceptedItem
from archive.repository import get_intake, trace
from archive_ui.api.problems import RequestInvalid, problem_of
from archive_ui.api.routes import ApiRoute, ApiVisit
from archive_ui.api.rows import document_row
from archive_ui.api.values import (
    AcceptedFile,
    AcceptedFiles,
    FileState,
    PartQuestion,
    RefusedFile,
    ReplayHeaders,
    StartedUpload,
    UploadState,
)
from identity.api_keys import KeyScope
from ingest.errors import FileNameMissing, FileTooLarge
from ingest.receive import shown_name
from ingest.sources.upload import StartUpload, UploadView, append, begin, finish, receive_upload, view
from kernel.ids import IntakeId

FILES = "files"
FILES_BODY = {
    "type": "object",
    "required": [FILES],
    "properties": {FILES: {"type": "array", "minItems": 1, "items": {"type": "string", "format": "binary"}}},
}
PART_BODY = {"type": "string", "format": "binary", "minLength": 1}


def receive_files(visit: ApiVisit, told: ReplayHeaders) -> AcceptedFiles:
    """Accept the files of a form; what is in the answer survives anything but the loss of the disk."""
    files = [file for file in request.files.getlist(FILES) if file.filename is not None]
    if not files:
        errors = [{"where": f"body.{FILES}", "reason": "send at least one file, with its name"}]
        raise RequestInvalid("no file came with the request", errors=errors)
    accepted: list[AcceptedFile] = []
    refused: list[tuple[FileStorage, FileTooLarge | FileNameMissing]] = []
    for position, file in enumerate(files):
        try:
            accepted.append(_receive(visit, file, _natural_key(visit, told, position)))
        except (FileTooLarge, FileNameMissing) as error:
            refused.append((file, error))
    if not accepted:
        raise refused[0][1]
    return AcceptedFiles(files=accepted, refused=[_refused(file, error) for file, error in refused])


def show_file(visit: ApiVisit, file_id: str) -> FileState:
    """How far a file has come, why it is in quarantine, and which documents it became."""
    with visit.reading() as session:
        item, fate = get_intake(session, IntakeId(file_id)), trace(session, IntakeId(file_id))
    return FileState(
        file_id=item.intake_id, file_name=item.file_name, state=item.state, cause=item.cause_code,
        received_at=item.received_at, size_bytes=item.size_bytes, sha256=item.sha256, media_type=item.media_type,
        page_count=item.page_count, duplicate_of=item.duplicate_of, is_over=fate.is_over,
        documents=[document_row(document) for document in fate.documents],
    )  # fmt: skip


def start_upload(visit: ApiVisit, body: StartedUpload) -> UploadState:
    """Announce a large file; its parts follow."""
    if not shown_name(body.file_name):
        raise FileNameMissing("this name holds nothing that can be shown; send another")
    start = StartUpload(visit.tenant_id, visit.user_id, body.file_name, body.size_bytes)
    return _state(visit, begin(visit.deps.intake, start))


def show_upload(visit: ApiVisit, upload_id: str) -> UploadState:
    """Where to go on after a break."""
    return _state(visit, view(visit.deps.intake, visit.tenant_id, upload_id))


def add_part(visit: ApiVisit, upload_id: str, asked: PartQuestion) -> UploadState:
    """Add the next part; what is in the answer is safe."""
    length = request.content_length
    if length is None:
        raise LengthRequired
    if length > visit.deps.settings.upload_chunk_bytes:
        raise RequestEntityTooLarge
    if length == 0:
        raise RequestInvalid("this part is empty", errors=[{"where": "body", "reason": "a part has bytes"}])
    stream = request.stream
    state = append(visit.deps.intake, visit.tenant_id, upload_id, asked.offset, stream)  # type: ignore[arg-type]  # Werkzeug's stream is a BinaryIO in all but name
    return _state(visit, state)


def finish_upload(visit: ApiVisit, upload_id: str) -> AcceptedFile:
    """Accept the whole file; finishing twice is the same file."""
    name = view(visit.deps.intake, visit.tenant_id, upload_id).file_name
    return _accepted(name, finish(visit.deps.intake, visit.tenant_id, upload_id))


def _receive(visit: ApiVisit, file: FileStorage, natural_key: str | None) -> AcceptedFile:
    name, stream = file.filename or "", file.stream
    item = receive_upload(visit.deps.intake, visit.tenant_id, visit.user_id, name, stream, natural_key)  # type: ignore[arg-type]  # as above
    return _accepted(shown_name(name), item)


def _natural_key(visit: ApiVisit, told: ReplayHeaders, position: int) -> str | None:
    """One name for one file of one request: two programs of a tenant may both count from 1."""
    if told.idempotency_key is None:
        return None
    return f"api {visit.key.key_id} {position} {told.idempotency_key}"


def _accepted(name: str, item: AcceptedItem) -> AcceptedFile:
    return AcceptedFile(
        file_id=item.intake_id, file_name=name, is_repeat=item.is_repeat, duplicate_of=item.duplicate_of
    )


def _refused(file: FileStorage, error: FileTooLarge | FileNameMissing) -> RefusedFile:
    return RefusedFile(file_name=shown_name(file.filename or ""), code=error.code, title=problem_of(error).title)


def _state(visit: ApiVisit, state: UploadView) -> UploadState:
    return UploadState(
        upload_id=state.upload_id, file_name=state.file_name, size_bytes=state.size_bytes,
        received_bytes=state.received_bytes, longest_part_bytes=visit.deps.settings.upload_chunk_bytes,
        file_id=state.intake_id,
    )  # fmt: skip


_UPLOAD = "/v1/uploads/<upload_id>"
_WRITE = KeyScope.UPLOAD
ROUTES = (
    ApiRoute(
        "/v1/files", "receive_files", receive_files, _WRITE, "Send files", AcceptedFiles, "POST", 201,
        headers=ReplayHeaders, media=("multipart/form-data", FILES_BODY), problems=(400, 409, 413, 415, 422, 507),
    ),
    ApiRoute("/v1/files/<file_id>", "file", show_file, KeyScope.READ, "Follow a file", FileState, problems=(404,)),
    ApiRoute(
        "/v1/uploads", "start_upload", start_upload, _WRITE, "Begin to send a large file", UploadState, "POST", 201,
        body=StartedUpload, problems=(400, 413, 415, 422),
    ),
    ApiRoute(_UPLOAD, "upload", show_upload, _WRITE, "Ask where to go on", UploadState, problems=(404,)),
    ApiRoute(
        _UPLOAD, "add_part", add_part, _WRITE, "Send the next part", UploadState, "PATCH", query=PartQuestion,
        media=("application/octet-stream", PART_BODY), problems=(404, 409, 411, 413, 422, 507),
    ),
    ApiRoute(
        f"{_UPLOAD}/finish", "finish_upload", finish_upload, _WRITE, "Accept the whole file", AcceptedFile, "POST", 201,
        problems=(404, 409, 413, 422, 507),
    ),
)  # fmt: skip

"""Uploading: a plain form for whole files, and parts that can be resumed for large ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import BinaryIO, cast

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from archive.intake import AcceptedItem
from archive_ui.errors import answer_to
from archive_ui.routes import TenantRoute, TenantVisit
from ingest.errors import FileNameMissing, FileTooLarge
from ingest.sources.upload import SentForm, StartUpload, UploadView, append, begin, finish, finish_as_letter, view
from kernel.ids import new_id
from kernel.tenancy.roles import Permission

FORM_KEY = re.compile(r"[0-9a-f]{32}")
# More sheets than anybody photographs one by one; what is longer is a file of its own.
MOST_PAGES = 200
ACCEPTED = ".pdf,.tif,.tiff,.jpg,.jpeg,.png,.webp,.heic,.heif,.xml,.p7m,application/pdf,application/xml,image/*"


def show_upload(visit: TenantVisit) -> ResponseReturnValue:
    """The form; the script makes it a drop zone with progress where it may run."""
    settings, limits = visit.deps.settings, visit.deps.intake.limits
    return render_template(
        "upload.html",
        accepted=ACCEPTED,
        chunk_bytes=settings.upload_chunk_bytes,
        limit_bytes=limits.bytes_per_file,
        form_key=new_id(),
    )


def upload_files(visit: TenantVisit) -> ResponseReturnValue:
    """Accept the files of a plain form.

    The form carries a key of its own, so that sending it twice is receiving it once. With `together`, the files are
    the pages of one letter, in their order.
    """
    files = [file for file in request.files.getlist("files") if file.filename]
    if not files:
        flash(gettext("Choose at least one file."), "problem")
        return redirect(url_for("upload"), 303)
    form = SentForm(visit.tenant_id, visit.user_id, _form_key())
    # Werkzeug's stream is a BinaryIO in all but name.
    named = [(file.filename or "", cast("BinaryIO", file.stream)) for file in files]
    accepted = _one_letter(visit, form, named) if request.form.get("together") else _each(visit, form, named)
    return redirect(url_for("received" if accepted else "upload"), 303)


def start_upload(visit: TenantVisit) -> ResponseReturnValue:
    """Announce a large file: `{"file_name": ..., "size_bytes": ...}`."""
    values = request.get_json(silent=True)
    match values:
        case {"file_name": str(file_name), "size_bytes": int(size_bytes)} if file_name.strip():
            start = StartUpload(visit.tenant_id, visit.user_id, file_name, size_bytes)
        case _:
            raise BadRequest
    return jsonify(_upload_values(begin(visit.deps.intake, start))), 201


def show_progress(visit: TenantVisit, upload_id: str) -> ResponseReturnValue:
    """How far an upload has come, for those who come back to it."""
    return jsonify(_upload_values(view(visit.deps.intake, visit.tenant_id, upload_id)))


def add_part(visit: TenantVisit, upload_id: str) -> ResponseReturnValue:
    """Add the bytes of the request at `?offset=`."""
    offset = request.args.get("offset", type=int)
    if offset is None:
        raise BadRequest
    if request.content_length is None or request.content_length > visit.deps.settings.upload_chunk_bytes:
        raise RequestEntityTooLarge
    stream = request.stream
    state = append(visit.deps.intake, visit.tenant_id, upload_id, offset, stream)  # type: ignore[arg-type]  # as above
    return jsonify(_upload_values(state))


def finish_upload(visit: TenantVisit, upload_id: str) -> ResponseReturnValue:
    """Accept the whole file."""
    item = finish(visit.deps.intake, visit.tenant_id, upload_id)
    values = {
        "intake_id": item.intake_id, "batch_id": item.batch_id, "is_duplicate": item.duplicate_of is not None,
        "received_url": url_for("received"),
    }  # fmt: skip
    return jsonify(values), 201


def finish_letter(visit: TenantVisit) -> ResponseReturnValue:
    """Accept whole files as the pages of one letter: `{"upload_ids": [...]}`, in their order."""
    match request.get_json(silent=True):
        case {"upload_ids": [*upload_ids]} if 0 < len(upload_ids) <= MOST_PAGES and _are_texts(upload_ids):
            items = finish_as_letter(visit.deps.intake, visit.tenant_id, upload_ids)
        case _:
            raise BadRequest
    values = {
        "batch_id": items[0].batch_id, "pages": len(items), "received_url": url_for("received"),
        "is_duplicate": all(item.duplicate_of is not None for item in items),
    }  # fmt: skip
    return jsonify(values), 201


def _each(visit: TenantVisit, form: SentForm, files: Sequence[tuple[str, BinaryIO]]) -> list[AcceptedItem]:
    """Accept file by file; one that is refused does not stop the others."""
    accepted: list[AcceptedItem] = []
    for name, content in files:
        try:
            accepted.append(form.receive(visit.deps.intake, name, content))
        except (FileTooLarge, FileNameMissing) as error:
            flash(f"{name}: {answer_to(error).title}", "problem")
    _tell(accepted)
    return accepted


def _one_letter(visit: TenantVisit, form: SentForm, files: Sequence[tuple[str, BinaryIO]]) -> list[AcceptedItem]:
    """Accept all files as one letter, or none: a letter with a page missing is worse than one to be sent again."""
    if len(files) > MOST_PAGES:
        flash(gettext("Nothing was received: a letter has at most %(num)d photos here.", num=MOST_PAGES), "problem")
        return []
    try:
        accepted = form.receive_as_letter(visit.deps.intake, files)
    except (FileTooLarge, FileNameMissing) as error:
        flash(gettext("Nothing was received: %(cause)s", cause=answer_to(error).title), "problem")
        return []
    flash(
        ngettext("A letter of %(num)d page was received.", "A letter of %(num)d pages was received.", len(accepted)),
        "success",
    )
    return accepted


def _are_texts(values: Sequence[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def _form_key() -> str:
    """The key that the form was rendered with; a fresh one where a program sent none."""
    given = request.form.get("form_key", "")
    return given if FORM_KEY.fullmatch(given) else new_id()


def _upload_values(state: UploadView) -> dict[str, object]:
    return {
        "upload_id": state.upload_id, "file_name": state.file_name, "size_bytes": state.size_bytes,
        "received_bytes": state.received_bytes, "is_finished": state.intake_id is not None,
    }  # fmt: skip


def _tell(accepted: list[AcceptedItem]) -> None:
    if not accepted:
        return
    flash(ngettext("%(num)d file received.", "%(num)d files received.", len(accepted)), "success")
    duplicates = sum(item.duplicate_of is not None for item in accepted)
    if duplicates:
        flash(ngettext("%(num)d of them was here before.", "%(num)d of them were here before.", duplicates), "notice")


ROUTES = (
    TenantRoute("/t/<tenant>/upload", "upload", show_upload, Permission.UPLOAD),
    TenantRoute("/t/<tenant>/upload", "upload_files", upload_files, Permission.UPLOAD, ("POST",)),
    TenantRoute("/t/<tenant>/uploads", "start_upload", start_upload, Permission.UPLOAD, ("POST",)),
    TenantRoute("/t/<tenant>/uploads/letter", "finish_letter", finish_letter, Permission.UPLOAD, ("POST",)),
    TenantRoute("/t/<tenant>/uploads/<upload_id>", "upload_progress", show_progress, Permission.UPLOAD),
    TenantRoute("/t/<tenant>/uploads/<upload_id>", "add_part", add_part, Permission.UPLOAD, ("PATCH",)),
    TenantRoute("/t/<tenant>/uploads/<upload_id>/finish", "finish_upload", finish_upload, Permission.UPLOAD, ("POST",)),
)

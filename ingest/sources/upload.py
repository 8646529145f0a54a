"""Uploads: a file at once, or a large one in parts that can be resumed after a break."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, BinaryIO, NoReturn, cast

from sqlalchemy import delete
from sqlalchemy.orm import Session

from archive.intake import AcceptedItem, NewItem, known_item
from ingest.errors import FileTooLarge, UploadIncomplete, UploadOffsetWrong
from ingest.models import Upload
from ingest.receive import IntakeDeps, receive, receive_together, shown_name
from kernel.blobs.api import BlobStore
from kernel.errors import MoveRefused, NotFound
from kernel.ids import IntakeId, TenantId, UserId, new_id
from kernel.tenancy.scope import TenantScope

CHANNEL = "upload"
HASHED_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class StartUpload:
    """What the sender says before the first part."""

    tenant_id: TenantId
    user_id: UserId
    file_name: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class UploadView:
    """How far an upload has come; the next part begins at `received_bytes`."""

    upload_id: str
    file_name: str
    size_bytes: int
    received_bytes: int
    intake_id: str | None


def receive_upload(
    deps: IntakeDeps,
    tenant_id: TenantId,
    user_id: UserId,
    file_name: str,
    content: BinaryIO,
    idempotency_key: str | None = None,
) -> AcceptedItem:
    """Accept a file that arrives at once; the same key twice is the same upload.

    Raises:
        FileTooLarge: There are more bytes than the limit.
        FileNameMissing: It has no name.
        BlobStoreFull: There is no room.
        NaturalKeyTaken: The key was used for other content.
    """
    return receive(deps, _item(tenant_id, user_id, file_name, idempotency_key or new_id()), content)


@dataclass(slots=True)
class SentForm:
    """A form with files that a browser may send twice: by a double click, the back button, or a lost answer.

    A file is known by the form it was chosen in and by what is in it, so that the same form may be sent again
    with another file; the same content twice in one sending is two files, as its sender sees it.

    Attributes:
        form_key: What the form was rendered with.
    """

    tenant_id: TenantId
    user_id: UserId
    form_key: str
    _seen: Counter[str] = field(default_factory=Counter)

    def receive(self, deps: IntakeDeps, file_name: str, content: BinaryIO) -> AcceptedItem:
        """Accept one file of the form; `content` can be read twice. Raises what `receive_upload` does."""
        sha256 = _sha256(content)
        self._seen[sha256] += 1
        key = f"form {self.user_id} {self.form_key} {sha256} {self._seen[sha256]}"
        return receive_upload(deps, self.tenant_id, self.user_id, file_name, content, key)

    def receive_as_letter(self, deps: IntakeDeps, files: Sequence[tuple[str, BinaryIO]]) -> list[AcceptedItem]:
        """Accept all files of the form as the pages of one letter, in their order; each can be read twice.

        The form with other files, or in another order, is another letter. Raises what `receive_together` does.
        """
        whole = hashlib.sha256("".join(_sha256(content) for _, content in files).encode()).hexdigest()
        job = f"letter {self.user_id} {self.form_key} {whole}"
        items = [
            (_item(self.tenant_id, self.user_id, name, f"{job} {place}"), content)
            for place, (name, content) in enumerate(files)
        ]
        return receive_together(deps, items, job)


def begin(deps: IntakeDeps, start: StartUpload) -> UploadView:
    """Announce a large file.

    Raises:
        FileTooLarge: It would pass the limit.
    """
    if not 0 <= start.size_bytes <= deps.limits.bytes_per_file:
        message = f"this file is larger than {deps.limits.bytes_per_file} bytes; split it, then upload the pieces"
        raise FileTooLarge(message)
    with deps.database.unit_of_work(TenantScope(start.tenant_id)) as uow:
        row = Upload(
            tenant_id=start.tenant_id, user_id=start.user_id, file_name=shown_name(start.file_name),
            size_bytes=start.size_bytes, started_at=deps.clock.now(), parts=[], received_bytes=0, id=new_id(),
        )  # fmt: skip
        uow.session.add(row)
        uow.commit()
        return _view(row)


def append(deps: IntakeDeps, tenant_id: TenantId, upload_id: str, offset: int, chunk: BinaryIO) -> UploadView:
    """Add the next part; when this returns, it is safe.

    Raises:
        NotFound: There is no such upload in this scope.
        UploadOffsetWrong: The part does not begin where the last one ended.
        FileTooLarge: More bytes came than were announced.
    """
    _check_offset(view(deps, tenant_id, upload_id), offset)
    part = deps.blobs.put(tenant_id, chunk)
    with deps.database.unit_of_work(TenantScope(tenant_id)) as uow:
        row = uow.session.get(Upload, upload_id, with_for_update=True)
        if row is None:
            raise _unknown(upload_id)
        _check_offset(_view(row), offset)
        if offset + part.size_bytes > row.size_bytes:
            message = "more bytes came than were announced; start the upload again"
            raise FileTooLarge(message)
        row.parts = [*row.parts, [part.key, part.size_bytes]]
        row.received_bytes = offset + part.size_bytes
        uow.commit()
        return _view(row)


def finish(deps: IntakeDeps, tenant_id: TenantId, upload_id: str) -> AcceptedItem:
    """Accept the whole file; finishing twice is the same item.

    Raises:
        NotFound: There is no such upload in this scope.
        UploadIncomplete: Bytes are missing.
    """
    with deps.database.reading(TenantScope(tenant_id)) as session:
        row = session.get(Upload, upload_id)
        if row is None:
            raise _unknown(upload_id)
        state, parts, user_id = _view(row), list(row.parts), row.user_id
        if state.intake_id is not None:
            return known_item(session, IntakeId(state.intake_id))
    _require_whole(state)
    content = cast("BinaryIO", _Joined(deps.blobs, tenant_id, parts))
    key = f"resumable {upload_id}"
    accepted = receive_upload(deps, tenant_id, UserId(user_id), state.file_name, content, key)
    _mark_done(deps, tenant_id, {upload_id: accepted})
    return accepted


def finish_as_letter(deps: IntakeDeps, tenant_id: TenantId, upload_ids: Sequence[str]) -> list[AcceptedItem]:
    """Accept whole files as the pages of one letter, in the order given; finishing twice is the same letter.

    Raises:
        NotFound: One of the uploads is not in this scope, or none is named.
        UploadIncomplete: Bytes of one are missing.
        MoveRefused: One of them was received by itself before.
    """
    with deps.database.reading(TenantScope(tenant_id)) as session:
        rows = [session.get(Upload, upload_id) or _missing(upload_id) for upload_id in dict.fromkeys(upload_ids)]
        known = [known_item(session, IntakeId(row.intake_id)) for row in rows if row.intake_id is not None]
    if not rows:
        raise _unknown("")
    if known:
        return _known_letter(known, rows)
    for row in rows:
        _require_whole(_view(row))
    job = f"letter of uploads {hashlib.sha256(' '.join(row.id for row in rows).encode()).hexdigest()}"
    items = [
        (
            _item(tenant_id, UserId(row.user_id), row.file_name, f"resumable {row.id}"),
            cast("BinaryIO", _Joined(deps.blobs, tenant_id, row.parts)),
        )
        for row in rows
    ]
    accepted = receive_together(deps, items, job)
    _mark_done(deps, tenant_id, {row.id: item for row, item in zip(rows, accepted, strict=True)})
    return accepted


def view(deps: IntakeDeps, tenant_id: TenantId, upload_id: str) -> UploadView:
    """How far an upload has come.

    Raises:
        NotFound: There is no such upload in this scope.
    """
    with deps.database.reading(TenantScope(tenant_id)) as session:
        row = session.get(Upload, upload_id)
        if row is None:
            raise _unknown(upload_id)
        return _view(row)


def forget_unfinished(session: Session, before: dt.datetime) -> int:
    """Give up uploads that began before this moment and were never finished; their parts are swept later.

    Returns:
        How many there were.
    """
    unfinished = delete(Upload).where(Upload.intake_id.is_(None), Upload.started_at < before)
    return len(session.scalars(unfinished.returning(Upload.id)).all())


class _Joined(io.RawIOBase):
    """The parts of an upload as one stream; one part in memory at a time."""

    def __init__(self, blobs: BlobStore, tenant_id: TenantId, parts: Sequence[Sequence[Any]]) -> None:
        super().__init__()
        self._parts: Iterator[bytes] = (blobs.read(tenant_id, part[0]) for part in parts)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """`size` bytes, fewer only at the end; everything when it is negative."""
        while size < 0 or len(self._rest) < size:
            part = next(self._parts, b"")
            if not part:
                break
            self._rest += part
        end = len(self._rest) if size < 0 else size
        chunk, self._rest = self._rest[:end], self._rest[end:]
        return chunk


def _item(tenant_id: TenantId, user_id: UserId, file_name: str, natural_key: str) -> NewItem:
    return NewItem(
        tenant_id=tenant_id, channel=CHANNEL, natural_key=natural_key, file_name=shown_name(file_name),
        received_by=user_id, addressee_id=tenant_id,
    )  # fmt: skip


def _sha256(content: BinaryIO) -> str:
    """Of what comes from here on; the stream stands where it stood."""
    start = content.tell()
    digest = hashlib.sha256()
    for piece in iter(partial(content.read, HASHED_AT_ONCE), b""):
        digest.update(piece)
    content.seek(start)
    return digest.hexdigest()


def _known_letter(known: list[AcceptedItem], rows: Sequence[Upload]) -> list[AcceptedItem]:
    """The answer to one more wish to finish the same letter."""
    if len(known) != len(rows) or len({item.batch_id for item in known}) != 1:
        message = "one of these files was received by itself already; send the letter again as a whole"
        raise MoveRefused(message)
    return known


def _mark_done(deps: IntakeDeps, tenant_id: TenantId, accepted: Mapping[str, AcceptedItem]) -> None:
    """Note at once what each upload became, so that no letter is ever half marked."""
    with deps.database.unit_of_work(TenantScope(tenant_id)) as uow:
        for upload_id, item in accepted.items():
            done = uow.session.get(Upload, upload_id)
            # It may have come to its end in the moment it was forgotten; what was accepted stays accepted.
            if done is not None:
                done.intake_id, done.parts = item.intake_id, []
        uow.commit()


def _require_whole(state: UploadView) -> None:
    if state.received_bytes != state.size_bytes:
        message = "bytes are missing; send the rest, then finish the upload"
        raise UploadIncomplete(message, expected=state.received_bytes)


def _missing(upload_id: str) -> NoReturn:
    raise _unknown(upload_id)


def _check_offset(state: UploadView, offset: int) -> None:
    if state.received_bytes != offset:
        message = f"the next part begins at byte {state.received_bytes}; go on from there"
        raise UploadOffsetWrong(message, expected=state.received_bytes)


def _unknown(upload_id: str) -> NotFound:
    return NotFound("there is no such upload here; start it again", upload_id=upload_id)


def _view(row: Upload) -> UploadView:
    return UploadView(row.id, row.file_name, row.size_bytes, row.received_bytes, row.intake_id)

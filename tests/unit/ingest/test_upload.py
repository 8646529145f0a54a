"""Uploads in parts: resumed where they stopped, whole or not at all."""

from __future__ import annotations

import io

import pytest

from ingest.errors import FileTooLarge, UploadIncomplete, UploadOffsetWrong
from ingest.sources import upload
from ingest.sources.upload import StartUpload, UploadView
from kernel.errors import NotFound
from kernel.ids import UserId
from tests.factories.mail_room import MailRoom

ANN = UserId("ann")


def begin(room: MailRoom, size_bytes: int) -> UploadView:
    return upload.begin(room.deps, StartUpload(room.bakery, ANN, "letter.pdf", size_bytes))


def test_parts_become_one_item_with_the_whole_content(room: MailRoom) -> None:
    started = begin(room, 6)
    upload.append(room.deps, room.bakery, started.upload_id, 0, io.BytesIO(b"abc"))
    upload.append(room.deps, room.bakery, started.upload_id, 3, io.BytesIO(b"def"))

    upload.finish(room.deps, room.bakery, started.upload_id)

    assert b"abcdef" in room.blobs.content.values()


def test_finishing_twice_is_the_same_item(room: MailRoom) -> None:
    started = begin(room, 3)
    upload.append(room.deps, room.bakery, started.upload_id, 0, io.BytesIO(b"abc"))

    first = upload.finish(room.deps, room.bakery, started.upload_id)

    assert upload.view(room.deps, room.bakery, started.upload_id).intake_id == first.intake_id
    assert upload.finish(room.deps, room.bakery, started.upload_id).intake_id == first.intake_id


def test_a_part_that_does_not_follow_is_told_where_to_go_on(room: MailRoom) -> None:
    started = begin(room, 6)
    upload.append(room.deps, room.bakery, started.upload_id, 0, io.BytesIO(b"abc"))

    with pytest.raises(UploadOffsetWrong) as refused:
        upload.append(room.deps, room.bakery, started.upload_id, 0, io.BytesIO(b"abc"))

    assert refused.value.context["expected"] == 3


def test_an_upload_with_missing_bytes_cannot_be_finished(room: MailRoom) -> None:
    started = begin(room, 6)

    with pytest.raises(UploadIncomplete):
        upload.finish(room.deps, room.bakery, started.upload_id)


def test_more_bytes_than_announced_are_refused(room: MailRoom) -> None:
    started = begin(room, 2)

    with pytest.raises(FileTooLarge):
        upload.append(room.deps, room.bakery, started.upload_id, 0, io.BytesIO(b"abc"))


def test_an_upload_over_the_limit_is_refused_before_its_first_byte(room: MailRoom) -> None:
    with pytest.raises(FileTooLarge):
        begin(room, 1_001)


def test_another_tenants_upload_looks_like_none(room: MailRoom) -> None:
    started = begin(room, 3)

    with pytest.raises(NotFound):
        upload.append(room.deps, room.garage, started.upload_id, 0, io.BytesIO(b"abc"))

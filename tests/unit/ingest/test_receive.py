"""Accepting: once whatever is repeated, refused clearly, never half."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from archive.intake import NaturalKeyTaken
from archive.models import IntakeItem
from ingest.errors import FileNameMissing, FileTooLarge
from ingest.receive import shown_name
from kernel.blobs.api import BlobStoreFull
from tests.factories.mail_room import MailRoom
from tests.factories.outbox import TEST_SCOPE


def items(room: MailRoom) -> int:
    with room.database.reading(TEST_SCOPE) as session:
        return session.scalar(select(func.count()).select_from(IntakeItem)) or 0


def test_the_bytes_are_kept_for_the_tenant_and_the_fact_is_told(room: MailRoom) -> None:
    room.receive(room.bakery, b"a letter")

    assert b"a letter" in room.blobs.content.values()
    assert room.told() == ["FileReceived"]


def test_the_same_delivery_again_is_the_same_item(room: MailRoom) -> None:
    first = room.receive(room.bakery, b"a letter", key="job-1")
    again = room.receive(room.bakery, b"a letter", key="job-1")

    assert again.intake_id == first.intake_id
    assert again.is_repeat
    assert room.told() == ["FileReceived"]


def test_another_content_under_a_used_key_is_refused(room: MailRoom) -> None:
    room.receive(room.bakery, b"a letter", key="job-1")

    with pytest.raises(NaturalKeyTaken, match="new key"):
        room.receive(room.bakery, b"another letter", key="job-1")


def test_the_same_letter_twice_is_kept_and_shown_as_a_duplicate(room: MailRoom) -> None:
    first = room.receive(room.bakery, b"a letter")
    second = room.receive(room.bakery, b"a letter")

    assert not second.is_repeat
    assert second.duplicate_of == first.intake_id


def test_another_tenants_same_letter_is_no_duplicate(room: MailRoom) -> None:
    room.receive(room.bakery, b"a letter")

    assert room.receive(room.garage, b"a letter").duplicate_of is None


def test_a_file_over_the_limit_is_refused_and_nothing_is_kept(room: MailRoom) -> None:
    with pytest.raises(FileTooLarge, match="split it"):
        room.receive(room.bakery, b"x" * 1_001)

    assert items(room) == 0
    assert room.blobs.content == {}


def test_a_file_of_just_the_limit_is_accepted(room: MailRoom) -> None:
    room.receive(room.bakery, b"x" * 1_000)

    assert items(room) == 1


def test_a_full_store_accepts_nothing(room: MailRoom) -> None:
    room.blobs.room_bytes = 3

    with pytest.raises(BlobStoreFull):
        room.receive(room.bakery, b"a letter")

    assert items(room) == 0


def test_a_file_without_a_name_is_refused(room: MailRoom) -> None:
    with pytest.raises(FileNameMissing):
        room.receive(room.bakery, b"a letter", file_name=" ")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("letter.pdf", "letter.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\post\\letter.pdf", "letter.pdf"),
        ("let\u202etxt.exe", "lettxt.exe"),
        ("a\x00b\nc.pdf", "abc.pdf"),
        ("x" * 400, "x" * 255),
    ],
)
def test_a_strangers_file_name_is_shown_without_tricks(given: str, shown: str) -> None:
    assert shown_name(given) == shown

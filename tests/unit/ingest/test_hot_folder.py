"""A watched folder: files at rest are taken once, everything else is left alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.sources.hot_folder import REFUSED, HotFolder, HotFolderWatch, Look
from tests.factories.mail_room import MailRoom


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "post"
    path.mkdir()
    return path


@pytest.fixture
def watch(room: MailRoom, folder: Path) -> HotFolderWatch:
    return HotFolderWatch(room.deps, HotFolder(folder, room.operator))


def test_a_file_at_rest_is_accepted_and_then_removed(room: MailRoom, folder: Path, watch: HotFolderWatch) -> None:
    (folder / "letter.pdf").write_bytes(b"a letter")

    assert watch.look() == []
    assert len(watch.look()) == 1
    assert not (folder / "letter.pdf").exists()
    assert b"a letter" in room.blobs.content.values()


def test_a_file_that_grows_is_left_until_it_rests(folder: Path, watch: HotFolderWatch) -> None:
    (folder / "letter.pdf").write_bytes(b"a let")
    watch.look()
    (folder / "letter.pdf").write_bytes(b"a letter that grew")

    assert watch.look() == []
    assert len(watch.look()) == 1


def test_links_folders_and_unfinished_files_are_not_taken(folder: Path, watch: HotFolderWatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (folder / "link.pdf").symlink_to(tmp_path / "secret")
    (folder / "sub.pdf").mkdir()
    (folder / "letter.pdf.part").write_text("half")
    (folder / ".hidden").write_text("hidden")

    watch.look()

    assert watch.look() == []
    assert (tmp_path / "secret").exists()


def test_a_strangers_file_is_not_taken(room: MailRoom, folder: Path) -> None:
    (folder / "letter.pdf").write_text("a letter")
    watch = HotFolderWatch(room.deps, HotFolder(folder, room.operator, allowed_uids=frozenset({4_000_000})))
    watch.look()

    assert watch.look() == []
    assert (folder / "letter.pdf").exists()


def test_a_file_over_the_limit_is_set_aside_where_people_see_it(folder: Path, watch: HotFolderWatch) -> None:
    (folder / "huge.pdf").write_bytes(b"x" * 1_001)
    watch.look()

    assert watch.look() == []
    assert (folder / REFUSED / "huge.pdf").exists()


def test_a_file_stays_when_it_cannot_be_kept(room: MailRoom, folder: Path, watch: HotFolderWatch) -> None:
    (folder / "letter.pdf").write_text("a letter")
    room.blobs.room_bytes = 1
    watch.look()

    assert watch.look() == []
    assert (folder / "letter.pdf").exists()


def test_a_file_that_was_accepted_but_not_removed_is_the_same_item(room: MailRoom, folder: Path) -> None:
    (folder / "letter.pdf").write_text("a letter")
    cut_off = WatchThatDiesBeforeRemoving(room.deps, HotFolder(folder, room.operator))
    cut_off.look()
    (first,) = cut_off.look()

    after_restart = HotFolderWatch(room.deps, HotFolder(folder, room.operator))
    after_restart.look()
    (again,) = after_restart.look()

    assert again.intake_id == first.intake_id
    assert again.is_repeat
    assert not (folder / "letter.pdf").exists()


class WatchThatDiesBeforeRemoving(HotFolderWatch):
    """Accepts a file and is gone before it can remove it."""

    def _remove_if_unchanged(self, path: Path, seen: Look) -> None:
        del path, seen


def test_a_file_with_a_name_of_another_encoding_is_taken(room: MailRoom, folder: Path, watch: HotFolderWatch) -> None:
    (folder / os.fsdecode(b"caf\xe9.pdf")).write_bytes(b"a letter")
    watch.look()

    assert len(watch.look()) == 1
    assert list(folder.iterdir()) == []


def test_a_file_that_is_refused_stops_no_other(room: MailRoom, folder: Path) -> None:
    (folder / "a.pdf").write_bytes(b"x" * 2_000)
    (folder / "b.pdf").write_bytes(b"a letter")
    watch = HotFolderWatch(room.deps, HotFolder(folder, room.operator))
    watch.look()

    assert len(watch.look()) == 1
    assert [path.name for path in (folder / REFUSED).iterdir()] == ["a.pdf"]


def test_a_second_refused_file_does_not_replace_the_first(folder: Path, watch: HotFolderWatch) -> None:
    for content in (b"x" * 2_000, b"y" * 2_000):
        (folder / "a.pdf").write_bytes(content)
        watch.look()
        watch.look()

    assert sorted(path.read_bytes()[:1] for path in (folder / REFUSED).iterdir()) == [b"x", b"y"]

"""A watched folder: files at rest are taken once, everything else is left alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from archive.intake import NewItem
from archive.repository import get_intake
from ingest.refused import RefusedView, list_refused, settle_refused
from ingest.sources import hot_folder
from ingest.sources.hot_folder import REFUSED, HotFolder, HotFolderWatch, Look
from kernel.blobs.api import BlobStoreFull, KeyDestroyed
from tests.factories.mail_room import MailRoom
from tests.factories.outbox import TEST_SCOPE


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
    assert {path.name for path in (folder / REFUSED).iterdir()} == {"a.pdf", "a.pdf.txt"}


def test_a_second_refused_file_does_not_replace_the_first(folder: Path, watch: HotFolderWatch) -> None:
    for content in (b"x" * 2_000, b"y" * 2_000):
        (folder / "a.pdf").write_bytes(content)
        watch.look()
        watch.look()

    assert sorted(path.read_bytes()[:1] for path in (folder / REFUSED).glob("*.pdf")) == [b"x", b"y"]


def test_a_note_beside_a_refused_file_says_why_and_what_to_do(folder: Path, watch: HotFolderWatch) -> None:
    name = "a" * 240 + ".pdf"
    (folder / name).write_bytes(b"x" * 2_000)
    watch.look()
    watch.look()

    assert not (folder / name).exists()
    (note,) = (folder / REFUSED).glob("*.txt")
    assert "[file_too_large]" in note.read_text()
    assert "watched folder again" in note.read_text()


def refused_rows(room: MailRoom) -> list[RefusedView]:
    with room.database.reading(TEST_SCOPE) as session:
        return list_refused(session)


def test_a_refused_file_is_a_row_that_people_see(room: MailRoom, folder: Path, watch: HotFolderWatch) -> None:
    (folder / "a.pdf").write_bytes(b"x" * 2_000)
    watch.look()
    watch.look()

    (row,) = refused_rows(room)
    assert (row.file_name, row.kept_as, row.size_bytes, row.cause_code) == ("a.pdf", "a.pdf", 2_000, "file_too_large")
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        settle_refused(uow.session, row.refused_id, "user", room.clock.now())
        uow.commit()
    assert refused_rows(room) == []
    assert (folder / REFUSED / "a.pdf").exists(), "whoever takes it off the list does not take the file"


def test_a_death_between_row_and_move_makes_no_second_row(
    room: MailRoom, folder: Path, watch: HotFolderWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    (folder / "a.pdf").write_bytes(b"x" * 2_000)
    watch.look()
    monkeypatch.setattr(os, "rename", power_cut)
    with pytest.raises(KeyboardInterrupt):
        watch.look()
    monkeypatch.undo()
    watch.look()
    watch.look()

    assert len(refused_rows(room)) == 1
    assert {path.name for path in (folder / REFUSED).iterdir()} == {"a.pdf", "a.pdf.txt"}


def test_what_cannot_be_recorded_is_refused_at_the_next_look(
    room: MailRoom, folder: Path, watch: HotFolderWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise OperationalError("the database is away", None, Exception())

    (folder / "a.pdf").write_bytes(b"x" * 2_000)
    watch.look()
    monkeypatch.setattr("ingest.sources.hot_folder.record_refusal", away)
    with pytest.raises(OperationalError):
        watch.look()
    assert list((folder / REFUSED).iterdir()) == []
    assert (folder / "a.pdf").exists()
    monkeypatch.undo()
    watch.look()
    watch.look()

    assert len(refused_rows(room)) == 1


def test_a_refused_file_and_its_note_replace_nothing(folder: Path, watch: HotFolderWatch) -> None:
    (folder / REFUSED).mkdir()
    (folder / REFUSED / "a.pdf.txt").write_text("somebody's")
    (folder / "a.pdf").write_bytes(b"x" * 2_000)
    watch.look()
    watch.look()

    assert (folder / REFUSED / "a.pdf.txt").read_text() == "somebody's"
    assert (folder / REFUSED / "a-1.pdf").read_bytes() == b"x" * 2_000


def test_a_folder_of_refused_files_that_is_a_link_is_not_used(
    folder: Path, watch: HotFolderWatch, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / REFUSED).symlink_to(elsewhere)
    (folder / "a.pdf").write_bytes(b"x" * 2_000)
    (folder / "b.pdf").write_bytes(b"a letter")
    watch.look()

    assert len(watch.look()) == 1
    assert list(elsewhere.iterdir()) == []
    assert (folder / "a.pdf").exists()


def test_two_names_that_look_alike_are_two_items(room: MailRoom, folder: Path, watch: HotFolderWatch) -> None:
    for name in (b"caf\xe9.pdf", b"caf\xea.pdf", b"\x01", b"\xe2\x80\xae", b"x" * 250 + b"1", b"x" * 250 + b"2"):
        (folder / os.fsdecode(name)).write_bytes(name[-1:])
    watch.look()

    taken = watch.look()
    assert len({item.intake_id for item in taken}) == 6
    with room.database.reading(TEST_SCOPE) as session:
        names = sorted(get_intake(session, item.intake_id).file_name for item in taken)
    assert [name[:8] for name in names] == ["caf\ufffd.pdf", "caf\ufffd.pdf", "unnamed", "unnamed", "x" * 8, "x" * 8]


def test_a_file_that_cannot_be_opened_looked_at_or_removed_stops_no_other(
    folder: Path, watch: HotFolderWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a-open.pdf", "b-look.pdf", "c-remove.pdf", "d-fine.pdf"):
        (folder / name).write_text(name)
    really_open, really_look, really_remove = os.open, Path.lstat, Path.unlink

    def open_most(path: Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        _refuse(path, "a-open.pdf")
        return really_open(path, flags, mode, dir_fd=dir_fd)

    def look_at_most(path: Path) -> os.stat_result:
        _refuse(path, "b-look.pdf")
        return really_look(path)

    def remove_most(path: Path) -> None:
        _refuse(path, "c-remove.pdf")
        really_remove(path)

    monkeypatch.setattr(os, "open", open_most)
    monkeypatch.setattr(Path, "lstat", look_at_most)
    monkeypatch.setattr(Path, "unlink", remove_most)
    watch.look()

    assert len(watch.look()) == 2
    monkeypatch.undo()
    assert {path.name for path in folder.iterdir()} == {"a-open.pdf", "b-look.pdf", "c-remove.pdf"}


def _refuse(path: Path, name: str) -> None:
    if Path(path).name == name:
        raise PermissionError


def test_a_refusal_that_is_not_about_the_file_leaves_it(
    folder: Path, watch: HotFolderWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def erased(*_: object) -> None:
        raise KeyDestroyed("this tenant was erased")

    (folder / "a.pdf").write_text("a letter")
    monkeypatch.setattr(hot_folder, "receive", erased)
    watch.look()

    assert watch.look() == []
    assert (folder / "a.pdf").exists()


def test_nothing_more_is_tried_when_there_is_no_room(
    room: MailRoom, folder: Path, watch: HotFolderWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def full(_deps: object, new: NewItem, _content: object) -> None:
        tried.append(new.file_name)
        raise BlobStoreFull("no room")

    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_text(name)
    monkeypatch.setattr(hot_folder, "receive", full)
    watch.look()

    assert watch.look() == []
    assert tried == ["a.pdf"]
    assert len(list(folder.iterdir())) == 2

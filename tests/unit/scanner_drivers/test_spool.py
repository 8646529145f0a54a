"""The spool keeps what it was given until the platform has it, and never drops what it cannot read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from scanner_drivers.api import ScannedSide, ScannerIdentity, Side
from scanner_drivers.errors import SpoolBusy, SpoolUnwritable
from scanner_drivers.spool import IMAGE, JOBS, SIDECAR, LastSheet, Spool

JOB = "scan:station-1/morning"


def scanned(sheet: int, image: bytes = b"image", side: Side = Side.FRONT) -> ScannedSide:
    scanner = ScannerIdentity("test:0", "Noname", "tester", "7")
    return ScannedSide(sheet, side, image, "image/png", 300, scanner, {"mode": "Gray"})


def test_a_side_comes_back_as_it_was_put_after_a_restart(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        spool.put(JOB, 4, scanned(1, b"page four", Side.BACK))

    with Spool(tmp_path) as spool:
        (side,) = spool.pending()

    assert side.image() == b"page four"
    assert (side.job, side.sheet, side.side, side.dpi) == (JOB, 4, Side.BACK, 300)
    assert side.natural_key == "scan:station-1/morning/4/back"
    assert side.scanner == ScannerIdentity("test:0", "Noname", "tester", "7")
    assert side.options == {"mode": "Gray"}


def test_sides_wait_in_the_order_of_scanning(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        for sheet in range(1, 13):
            spool.put(JOB, sheet, scanned(sheet))

        assert [side.sheet for side in spool.pending()] == list(range(1, 13))


def test_only_an_acknowledged_side_goes(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        first, second = (spool.put(JOB, sheet, scanned(sheet)) for sheet in (1, 2))
        spool.acknowledge(first)

        assert list(spool.pending()) == [second]
        assert spool.pending_count() == 1


@pytest.mark.parametrize("part", [IMAGE, SIDECAR])
@pytest.mark.parametrize("damage", [b"", b"{}"])
def test_a_damaged_side_is_set_aside_and_the_others_go_on(tmp_path: Path, part: str, damage: bytes) -> None:
    with Spool(tmp_path) as spool:
        damaged, whole = (spool.put(JOB, sheet, scanned(sheet)) for sheet in (1, 2))
        (damaged.folder / part).write_bytes(damage)

        assert list(spool.pending()) == [whole]
        (aside,) = spool.set_aside()

    assert (aside / IMAGE).exists()
    assert (aside / SIDECAR).exists()


def test_what_a_crash_left_half_done_is_set_aside(tmp_path: Path) -> None:
    half = tmp_path / ".building-00000001"
    half.mkdir()
    (half / IMAGE).write_bytes(b"half an im")

    with Spool(tmp_path) as spool:
        (aside,) = spool.set_aside()

    assert (aside / IMAGE).read_bytes() == b"half an im"


def test_the_last_sheet_of_a_job_is_known_after_everything_was_delivered(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        spool.acknowledge(spool.put(JOB, 9, scanned(1)))

    with Spool(tmp_path) as spool:
        assert spool.last_sheet(JOB) == 9
        assert spool.last_sheet("another job") == 0


def test_which_sides_of_the_last_sheet_were_kept_is_known_after_everything_was_delivered(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        for side in Side:
            spool.acknowledge(spool.put(JOB, 1, scanned(1, side=side)))
        spool.acknowledge(spool.put(JOB, 2, scanned(2)))

    with Spool(tmp_path) as spool:
        assert spool.last_kept(JOB) == LastSheet(2, frozenset({Side.FRONT}))
        spool.put(JOB, 2, scanned(2, side=Side.BACK))
        assert spool.last_kept(JOB) == LastSheet(2, frozenset(Side))


def test_a_side_that_was_kept_and_not_noted_counts_after_its_delivery(tmp_path: Path) -> None:
    def die(step: str) -> None:
        if step == "kept":
            raise KeyboardInterrupt

    with Spool(tmp_path, checkpoint=die) as spool, pytest.raises(KeyboardInterrupt):
        spool.put(JOB, 3, scanned(1))
    with Spool(tmp_path) as spool:
        for side in spool.pending():
            spool.acknowledge(side)

    with Spool(tmp_path) as spool:
        assert spool.last_sheet(JOB) == 3


def test_a_note_that_an_older_version_left_means_whole_sheets(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        spool.acknowledge(spool.put(JOB, 5, scanned(1)))
        (note,) = (tmp_path / JOBS).iterdir()
        note.write_bytes(b"5")
        assert spool.last_kept(JOB) == LastSheet(5, frozenset(Side))


def test_a_spool_belongs_to_one_process_at_a_time(tmp_path: Path) -> None:
    with Spool(tmp_path), pytest.raises(SpoolBusy, match="give every station its own"):
        Spool(tmp_path)
    Spool(tmp_path).close()


def test_a_full_disk_names_the_sheet_to_scan_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with Spool(tmp_path) as spool:
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(SpoolUnwritable, match="front of sheet 3 was not kept"):
            spool.put(JOB, 3, scanned(3))
        monkeypatch.undo()

        assert spool.put(JOB, 3, scanned(3, b"again")).image() == b"again"
        assert len(spool.set_aside()) == 1


def test_file_and_folder_are_durable_before_a_side_counts_as_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    real = os.fsync

    def noting(handle: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        real(handle)

    monkeypatch.setattr(os, "fsync", noting)
    with Spool(tmp_path, checkpoint=done.append) as spool:
        spool.put(JOB, 1, scanned(1))

    assert done == [
        "file", "image_written", "file", "sidecar_written", "folder", "renamed", "folder", "kept",
        "file", "folder", "noted",
    ]  # fmt: skip

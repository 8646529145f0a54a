"""R3: the disk of blobs, database and indexes is full: senders are told, nothing is half there, room heals it all."""

from __future__ import annotations

import http.client
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from archive.models import IntakeItem
from kernel.blobs.api import BlobStoreFull
from kernel.blobs.directory import TEMPORARY
from tests.acceptance.nothing_lost.bent_platform import at_work
from tests.acceptance.nothing_lost.hand_in import hand_in, send_once
from tests.acceptance.nothing_lost.house import TRIAL, House, open_house
from tests.acceptance.nothing_lost.ledger import Ledger, compare
from tests.acceptance.nothing_lost.small_disk import SmallDisk, small_disk
from tests.acceptance.nothing_lost.web_client import NotAnswered, WebClient
from tests.factories.tiny_mail import TinyFile, mixed_mail, printed_pdf
from wiring.services.daemon import LOOPBACK, wait_until
from wiring.web import WebServer

KIB = 1024
PATIENCE_S = 120.0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk") as disk:
        yield disk


@pytest.fixture
def house(tmp_path: Path, disk: SmallDisk) -> Iterator[House]:
    settings = {"data_dir": disk.folder / "data", "listen": f"{LOOPBACK}:0", "reading_processes": 1}
    with open_house(tmp_path / "house", settings) as house:
        yield house


def heavy_file(name: str, size_bytes: int) -> TinyFile:
    """A file that no compression makes smaller; only its weight matters."""
    return TinyFile(name, os.urandom(size_bytes), 0, "file_unknown_type")


def test_the_sender_is_told_and_nothing_is_half_there(disk: SmallDisk, house: House) -> None:
    file = heavy_file("heavy.bin", 512 * KIB)
    disk.fill(256 * KIB)

    with pytest.raises(BlobStoreFull):
        send_once(house, file)
    check_nothing_there(house)

    disk.make_room()
    assert not send_once(house, file).is_repeat


def test_the_browser_is_told(disk: SmallDisk, house: House) -> None:
    with WebServer(house.platform) as server:
        host, _, port = server.address.removeprefix("http://").partition(":")
        client = WebClient(host, int(port), *house.sign_in, house.tenant_id)
        client.sign_in()
        disk.fill(256 * KIB)
        with pytest.raises(NotAnswered) as told:
            client.submit_form(heavy_file("heavy.bin", 512 * KIB))
        assert told.value.args == (http.client.INSUFFICIENT_STORAGE,)
        check_nothing_there(house)
        disk.make_room()
        client.submit_form(heavy_file("heavy.bin", 512 * KIB))


def test_a_commit_that_finds_no_room_accepts_nothing(disk: SmallDisk, house: House) -> None:
    blob = house.platform.blobs.put(house.tenant_id, io.BytesIO(printed_pdf("small").content))
    disk.fill(0)

    # The content is there already, so that it is the database that finds no room.
    with pytest.raises((BlobStoreFull, OperationalError)):
        send_once(house, printed_pdf("small"))
    disk.make_room()
    check_nothing_there(house)

    assert not send_once(house, printed_pdf("small")).is_repeat
    assert blob.key in {key for key, _ in house.platform.blobs.keys(house.tenant_id)}


@pytest.mark.slow
def test_work_that_finds_no_room_is_done_when_there_is(disk: SmallDisk, house: House) -> None:
    ledger = Ledger()
    hand_in(house, ledger, mixed_mail(3, 20, recognised=0))
    disk.fill(32 * KIB)
    with at_work(house.platform):
        wait_until(lambda: stands_still(house), PATIENCE_S, "nobody noticed that the disk is full")
        disk.make_room()
        house.settle()
    account = compare(ledger, house.database)
    assert (account.lost, account.doubled, account.wrong) == ((), (), ())
    assert house.violations() == ()


def stands_still(house: House) -> bool:
    """The disk has taken all that it can."""
    facts = os.statvfs(house.platform.settings.data_dir)
    return facts.f_bavail * facts.f_frsize < 64 * KIB


def check_nothing_there(house: House) -> None:
    """Neither a row, nor a piece of a file."""
    with house.database.reading(TRIAL) as session:
        assert session.scalar(select(func.count()).select_from(IntakeItem)) == 0
    assert list((house.platform.settings.data_dir / "blobs" / TEMPORARY).iterdir()) == []

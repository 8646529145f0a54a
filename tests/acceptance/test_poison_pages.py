"""R8: pages that crash their reader, hang it or eat its memory, among good ones."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.lifecycle import DocumentState, IntakeState, PageState
from archive.models import Document, IntakeItem, Page
from kernel.outbox.inbox import RetryPolicy
from kernel.outbox.models import Delivery, DeliveryState
from paper.sandbox import SandboxLimits
from tests.acceptance.nothing_lost.bent_platform import Bends, BentPlatform, at_work
from tests.acceptance.nothing_lost.hand_in import hand_in
from tests.acceptance.nothing_lost.house import TRIAL, House, open_house
from tests.acceptance.nothing_lost.ledger import Ledger, compare
from tests.acceptance.nothing_lost.misbehaving_tasks import POISONED_PAGE
from tests.factories.tiny_mail import TinyFile, mixed_mail, printed_pdf

ATTEMPTS = 2
BENDS = Bends(
    tasks_module="tests.acceptance.nothing_lost.misbehaving_tasks",
    limits=SandboxLimits(wall_s=8, cpu_s=8, memory_mb=1024),
    retry=RetryPolicy(attempts=ATTEMPTS, first_wait=dt.timedelta(milliseconds=200)),
)
POISONS = {"crash": "sandbox_crashed", "hang": "sandbox_timed_out", "memory": "sandbox_out_of_memory"}


def poisoned(kind: str, pages: int = 3) -> TinyFile:
    """A good file but for one word behind its end, which only the bent tasks heed."""
    good = printed_pdf(f"poison-{kind}", pages)
    return replace(good, content=good.content + f"\n% poison-{kind}\n".encode())


@pytest.mark.slow
def test_fails_visibly_and_harms_nobody_else(tmp_path: Path) -> None:
    good = mixed_mail(8, 40, recognised=0)
    bad = [poisoned(kind) for kind in POISONS]
    unopenable = replace(poisoned("file"), pages=0, cause="sandbox_crashed")
    files = [*good, *bad, unopenable]
    random.Random(8).shuffle(files)
    with open_house(tmp_path, {"reading_processes": 2}, lambda given: BentPlatform(given, BENDS)) as house:
        ledger = Ledger()
        with at_work(house.platform):
            hand_in(house, ledger, files)
            house.wait_until_quiet()
        account = compare(ledger, house.database)
        assert (account.lost, account.doubled, account.wrong) == ((), (), ())
        assert house.violations() == ()
        for kind, code in POISONS.items():
            check_flagged(house, f"poison-{kind}.pdf", code)
        check_quarantined(house, unopenable.name)
        check_no_other_failure(house)


def check_flagged(house: House, file_name: str, code: str) -> None:
    """The bad page is flagged; its document went on with all pages."""
    with house.database.reading(TRIAL) as session:
        item = session.scalars(select(IntakeItem).where(IntakeItem.file_name == file_name)).one()
        pages = session.scalars(select(Page).where(Page.intake_id == item.id).order_by(Page.number)).all()
        document = session.scalars(select(Document).where(Document.id == pages[0].document_id)).one()
        assert [page.failure_code for page in pages] == [None, code, None]
        assert pages[POISONED_PAGE - 1].state is PageState.FAILED
        assert document.state in {DocumentState.FILED, DocumentState.NEEDS_INDEXING}
        assert document.page_count == len(pages)
        assert document.pdf_key is not None


def check_quarantined(house: House, file_name: str) -> None:
    """The file that could not even be opened is kept with its cause."""
    with house.database.reading(TRIAL) as session:
        item = session.scalars(select(IntakeItem).where(IntakeItem.file_name == file_name)).one()
        assert (item.state, item.cause_code) == (IntakeState.QUARANTINED, "sandbox_crashed")


def check_no_other_failure(house: House) -> None:
    """Nothing was given up but the poison, and nothing was tried more often than it may be."""
    with house.database.reading(TRIAL) as session:
        given_up = session.scalars(select(Delivery).where(Delivery.state == DeliveryState.FAILED)).all()
        readings = session.scalars(select(Delivery).where(Delivery.actor == "ocr_workers.read_page")).all()
    assert len(given_up) == len(POISONS) + 1
    assert max(delivery.attempts for delivery in readings) <= ATTEMPTS

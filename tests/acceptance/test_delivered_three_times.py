"""R7: every upload is sent three times at once, every message is delivered three times to several threads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select

from archive.models import Document
from kernel.outbox.models import Delivery, DeliveryState, OutboxEvent
from kernel.outbox.relay import Publisher
from tests.acceptance.nothing_lost.bent_platform import Bends, BentPlatform, Tripling, at_work
from tests.acceptance.nothing_lost.hand_in import send_once
from tests.acceptance.nothing_lost.house import TRIAL, House, open_house
from tests.acceptance.nothing_lost.ledger import Ledger, compare
from tests.factories.tiny_mail import TinyFile, mixed_mail

PAGES = 70
TRANSPORTS = (
    pytest.param(False, id="sqlite and memory"),
    pytest.param(True, id="postgresql and rabbitmq", marks=[pytest.mark.rabbitmq, pytest.mark.postgresql]),
)


@pytest.mark.slow
@pytest.mark.parametrize("in_cluster", TRANSPORTS)
def test_takes_effect_once(tmp_path: Path, request: pytest.FixtureRequest, in_cluster: bool) -> None:
    settings: dict[str, object] = {"reading_processes": 2}
    if in_cluster:
        settings["database_url"] = request.getfixturevalue("postgresql_url")
        settings["transport"] = request.getfixturevalue("rabbitmq_url")
    publishers: list[Tripling] = []

    def triple(usual: Publisher) -> Publisher:
        publishers.append(Tripling(usual))
        return publishers[-1]

    with open_house(tmp_path, settings, lambda given: BentPlatform(given, Bends(triple))) as house:
        files = mixed_mail(7, PAGES, recognised=1)
        ledger = Ledger()
        with at_work(house.platform):
            send_each_three_times(house, ledger, files)
            house.wait_until_quiet()
        account = compare(ledger, house.database)
        assert (account.lost, account.doubled, account.wrong) == ((), (), ())
        assert house.violations() == ()
        assert min(Counter(publishers[0].published).values()) >= 3
        check_effects(house)


def send_each_three_times(house: House, ledger: Ledger, files: Sequence[TinyFile]) -> None:
    """Three at once, which all have to be told the same item."""
    with ThreadPoolExecutor(3) as threads:
        for file in files:
            entry = ledger.add(file, "upload")
            answers = list(threads.map(lambda _, sent=file: send_once(house, sent), range(3)))
            assert len({answer.intake_id for answer in answers}) == 1
            assert [answer.is_repeat for answer in answers].count(False) == 1
            entry.is_answered = True


def check_effects(house: House) -> None:
    """Each document was filed once, and no delivery needed a second attempt."""
    with house.database.reading(TRIAL) as session:
        documents = session.scalar(select(func.count()).select_from(Document))
        filed = session.scalar(select(func.count()).where(OutboxEvent.name == "DocumentFiled"))
        states = set(session.scalars(select(Delivery.state)))
    assert filed == documents
    assert states == {DeliveryState.APPLIED}

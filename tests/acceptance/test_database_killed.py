"""R5: PostgreSQL dies as in a power cut while mail comes in, several times."""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path

import pytest

from tests.acceptance.nothing_lost.bent_platform import at_work
from tests.acceptance.nothing_lost.hand_in import hand_in
from tests.acceptance.nothing_lost.house import open_house
from tests.acceptance.nothing_lost.ledger import Ledger, compare
from tests.acceptance.nothing_lost.senders import Sender
from tests.factories.tiny_mail import mixed_mail
from wiring.services.postgresql import PostgresqlServer

DEATHS = 3


@pytest.mark.slow
@pytest.mark.postgresql
def test_nothing_is_lost_when_postgresql_is_killed(tmp_path: Path, own_postgresql: PostgresqlServer) -> None:
    own_postgresql.start()
    chance = random.Random(5)
    with open_house(tmp_path, {"database_url": own_postgresql.url, "reading_processes": 1}) as house:
        files, ledger = mixed_mail(5, 60, recognised=1), Ledger()
        killed = threading.Event()

        def send() -> None:
            hand_in(house, ledger, files[:-5])
            killed.wait()
            hand_in(house, ledger, files[-5:])

        with at_work(house.platform):
            sender = Sender("uploads", send)
            sender.start()
            for _ in range(DEATHS):
                time.sleep(chance.uniform(0.3, 1.5))
                own_postgresql.kill()
                time.sleep(chance.uniform(0.0, 0.5))
                own_postgresql.start()
            killed.set()
            while sender.is_busy():
                time.sleep(0.1)
            house.settle()
        account = compare(ledger, house.database)
        assert (account.lost, account.doubled, account.wrong) == ((), (), ())
        assert house.violations() == ()

"""R1 on several machines: web, relay, worker and indexer are killed one by one while mail comes in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.nothing_lost.house import open_house
from tests.factories.crash_trial import CrashTrial, TrialSize

ROLES = {
    "relay": (["run", "relay"], 3.0),
    "indexer": (["run", "indexer"], 2.0),
    "worker": (["run", "worker"], 4.0),
    "web": (["run", "web"], 2.0),
}


@pytest.mark.slow
@pytest.mark.rabbitmq
@pytest.mark.postgresql
@pytest.mark.timeout(1_800)
def test_nothing_is_lost_or_doubled_when_any_role_is_killed(
    tmp_path: Path, rabbitmq_url: str, postgresql_url: str
) -> None:
    settings = {"database_url": postgresql_url, "transport": rabbitmq_url, "reading_processes": 2}
    with open_house(tmp_path, settings) as house:
        trial = CrashTrial(house, TrialSize.from_environment(), ROLES)
        report = trial.run()
        report.tell()
        assert report.account.lost == ()
        assert report.account.doubled == ()
        assert report.account.wrong == ()
        assert report.violations == ()
        assert report.account.counts["pages"] >= trial.size.pages

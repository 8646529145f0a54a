"""R1 on one machine: the one process of `up` is killed again and again while mail comes in by every channel."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from tests.acceptance.nothing_lost.house import open_house
from tests.factories.crash_trial import CrashTrial, Lifetimes, TrialSize

ROLES = {"up": (["up"], 1.0)}


@pytest.mark.slow
@pytest.mark.timeout(1_800)
def test_nothing_is_lost_or_doubled_when_the_program_is_killed(tmp_path: Path) -> None:
    with open_house(tmp_path, {"reading_processes": 1}) as house:
        trial = CrashTrial(house, TrialSize.from_environment(), ROLES, Lifetimes(longest_s=4))
        report = trial.run()
        report.tell()
        assert report.account.lost == ()
        assert report.account.doubled == ()
        assert report.account.wrong == ()
        assert report.violations == ()
        assert report.account.counts["pages"] >= trial.size.pages
        with house.platform.engine.connect() as connection:
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"

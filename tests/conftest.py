"""What holds for every test: unit tests reach no network, and chance is the same in every run."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import settings
from pytest_socket import disable_socket, enable_socket

pytest_plugins = ["tests.services.fixtures", "tests.services.empty_databases"]

SEED = 20_261_122
UNIT_TESTS = Path(__file__).parent / "unit"

# No deadline: the machine under the tests is shared, and a slow run is no wrong answer.
settings.register_profile("postkamer", derandomize=True, deadline=None)
settings.load_profile("postkamer")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Close the network to unit tests (sockets of this machine's own kernel stay open) and open it to the others."""
    if item.path.is_relative_to(UNIT_TESTS):
        disable_socket(allow_unix_socket=True)
    else:
        enable_socket()


@pytest.fixture(autouse=True)
def _same_chance_every_time() -> None:
    """Seed Python's generator; NumPy generators are made with an explicit seed where they are used."""
    random.seed(SEED)

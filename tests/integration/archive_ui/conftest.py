"""Towns for the screens: one to look at, shared by all; one to change, fresh for each test."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from archive_ui.app import create_app
from tests.integration.archive_ui.house import House, build_alike, build_house
from tests.integration.archive_ui.town import Town, build_town


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """To look at only."""
    return build_town(tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="session")
def app(town: Town) -> Flask:
    """The screens of the shared town."""
    return create_app(town.house.deps)


@pytest.fixture(scope="session")
def worn_town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """For everybody to try everything in; what a test finds done already is refused as such, not as forbidden."""
    return build_town(tmp_path_factory.mktemp("worn"))


@pytest.fixture(scope="session")
def worn_app(worn_town: Town) -> Flask:
    """The screens of the worn town."""
    return create_app(worn_town.house.deps)


@pytest.fixture
def own_town(tmp_path: Path) -> Town:
    """To change."""
    return build_town(tmp_path, list_length=2)


@pytest.fixture
def own_app(own_town: Town) -> Flask:
    """The screens of a town of one's own."""
    return create_app(own_town.house.deps)


@pytest.fixture(scope="session")
def model_house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """People and mailboxes without letters, for others to be built alike."""
    return build_house(tmp_path_factory.mktemp("model"))


@pytest.fixture
def house(model_house: House, tmp_path: Path) -> House:
    """People and mailboxes without letters, to change."""
    return build_alike(model_house, tmp_path)


@pytest.fixture
def screens(house: House) -> Flask:
    """The screens of that house."""
    return create_app(house.deps)

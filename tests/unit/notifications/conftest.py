from __future__ import annotations

from pathlib import Path

import pytest

from tests.factories.announcing_mail_room import AnnouncingMailRoom


@pytest.fixture
def room(tmp_path: Path) -> AnnouncingMailRoom:
    return AnnouncingMailRoom(tmp_path)

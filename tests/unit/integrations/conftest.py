from __future__ import annotations

from pathlib import Path

import pytest

from tests.factories.telling_mail_room import TellingMailRoom


@pytest.fixture
def room(tmp_path: Path) -> TellingMailRoom:
    return TellingMailRoom(tmp_path)

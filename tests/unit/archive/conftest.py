from __future__ import annotations

from pathlib import Path

import pytest

from tests.factories.mail_room import MailRoom


@pytest.fixture
def room(tmp_path: Path) -> MailRoom:
    return MailRoom(tmp_path)

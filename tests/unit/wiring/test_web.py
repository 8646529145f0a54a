"""What several machines that serve the same screens have in common."""

from __future__ import annotations

import contextlib
from pathlib import Path

from kernel.tenancy.master_key import create_master_key_file
from wiring.container import Platform
from wiring.settings import Settings
from wiring.web import ui_deps


def test_a_form_of_one_machine_can_be_sent_to_another(tmp_path: Path) -> None:
    key = tmp_path / "master.key"
    made = create_master_key_file(key)
    secrets = set()
    for name in ("web-1", "web-2"):
        settings = Settings(data_dir=tmp_path / name, master_key_file=key)
        (tmp_path / name).mkdir()
        with contextlib.closing(Platform(settings)) as platform:
            secrets.add(ui_deps(platform).settings.secret_key)
    assert len(secrets) == 1
    assert made.key.hex() not in secrets

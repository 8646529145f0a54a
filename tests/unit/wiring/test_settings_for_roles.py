"""What a role's process is started with is what its supervisor was: nothing is starred out on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from wiring.settings import Settings, as_environment, load_settings


def test_secrets_arrive_as_they_were_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = Settings(
        data_dir=tmp_path, transport=SecretStr("amqp://jan:word@127.0.0.1/"), monitor_token=SecretStr("opensesame"),
        database_url=SecretStr("postgresql://jan:word@127.0.0.1/post"), monitor_listen="127.0.0.1:9600",
        search_engine="tantivy",
    )  # fmt: skip
    for name, value in as_environment(given).items():
        monkeypatch.setenv(name, value)
    assert load_settings() == given

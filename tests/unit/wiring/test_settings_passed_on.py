"""Settings reach the processes that we start whole, secrets and all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kernel.errors import Misconfigured
from wiring.providers import providers_of
from wiring.settings import Settings, as_environment, load_settings

SMTP = {"host": "mail.example", "port": 465, "security": "tls", "username": "postkamer", "password": "secret one"}
OIDC = {"name": "company", "label": "Company", "issuer": "https://id.example", "client_id": "p", "client_secret": "two"}


def settings(folder: Path, **other: Any) -> Settings:  # noqa: ANN401 - each setting has its own type
    return load_settings(data_dir=folder, **other)


def test_nested_settings_arrive_with_their_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = settings(tmp_path, smtp=SMTP, oidc=[OIDC, {**OIDC, "name": "other"}], second_factor_roles=["operator"])
    for name, value in as_environment(given).items():
        monkeypatch.setenv(name, value)
    arrived = load_settings()
    assert (arrived.smtp, arrived.oidc) == (given.smtp, given.oidc)
    assert arrived.second_factor_roles == ["operator"]


def test_what_is_not_set_is_not_passed_on(tmp_path: Path) -> None:
    passed = as_environment(settings(tmp_path))
    assert {"POSTKAMER_SMTP", "POSTKAMER_OIDC", "POSTKAMER_S3"} & passed.keys() == set()


def test_secrets_stay_out_of_what_is_printed(tmp_path: Path) -> None:
    given = settings(tmp_path, smtp=SMTP, oidc=[OIDC])
    printed = f"{given!r} {providers_of(given)[0].provider!r}"
    assert "secret one" not in printed
    assert "two" not in printed


@pytest.mark.parametrize(
    ("profile", "levels"), [("generic", ()), ("itsme", None), ("franceconnect-plus", ("eidas2", "eidas3"))]
)
def test_a_profile_asks_for_its_levels_unless_told_otherwise(
    tmp_path: Path, profile: str, levels: tuple[str, ...] | None
) -> None:
    usual = providers_of(settings(tmp_path, oidc=[{**OIDC, "profile": profile}]))[0].provider
    told = providers_of(settings(tmp_path, oidc=[{**OIDC, "profile": profile, "acr_values": ["mine"]}]))[0].provider
    assert told.acr_values == ("mine",)
    if levels is not None:
        assert usual.acr_values == levels
    else:
        assert usual.acr_values[0].startswith("http://itsme.services/")


@pytest.mark.parametrize(
    "wrong",
    [
        {"smtp": {**SMTP, "security": "never"}},
        {"oidc": [{**OIDC, "name": "A/B"}]},
        {"oidc": [{**OIDC, "profile": "unknown"}]},
        {"second_factor_roles": ["king"]},
    ],
)
def test_what_makes_no_sense_is_named_and_not_shown(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(Misconfigured) as caught:
        settings(tmp_path, **wrong)
    assert next(iter(wrong)) in str(caught.value)
    assert "secret one" not in str(caught.value)


@pytest.mark.parametrize(
    ("public_url", "origin", "host"),
    [
        (None, "http://localhost:8600", "localhost"),
        ("https://post.example/", "https://post.example", "post.example"),
        ("https://post.example:8443/x", "https://post.example:8443", "post.example"),
    ],
)
def test_passkeys_are_made_for_the_host_that_browsers_see(
    tmp_path: Path, public_url: str | None, origin: str, host: str
) -> None:
    given = settings(tmp_path, public_url=public_url)
    assert (given.origin, given.host_name) == (origin, host)

"""Settings reach the processes that we start whole, secrets and all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import ECKey, RSAKey

from identity.oidc_provider import Provider
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


PIN = "http://itsme.services/v2/claim/acr_advanced"
LEVELS = [
    ("generic", (), ()),
    ("itsme", (PIN,), (PIN, "http://itsme.services/V2/claim/acr_advanced")),
    ("franceconnect-plus", ("eidas2",), ("eidas2", "eidas3")),
]


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A key to sign with and one to open with."""
    folder = tmp_path_factory.mktemp("keys")
    (folder / "sign.pem").write_bytes(ECKey.generate_key("P-256").as_pem(private=True))
    (folder / "open.pem").write_bytes(RSAKey.generate_key(2048).as_pem(private=True))
    return {"signing_key_files": [folder / "sign.pem"], "decryption_key_files": [folder / "open.pem"]}


def provider(folder: Path, **other: object) -> Provider:
    return providers_of(settings(folder, oidc=[{**OIDC, **other}]))[0].provider


@pytest.mark.parametrize(("profile", "asked", "taken"), LEVELS)
def test_a_profile_asks_for_its_levels_unless_told_otherwise(
    tmp_path: Path, keys: dict[str, Any], profile: str, asked: tuple[str, ...], taken: tuple[str, ...]
) -> None:
    usual = provider(tmp_path, profile=profile, **keys)
    assert (usual.acr_values, usual.acr_accepted) == (asked, taken)
    told = provider(tmp_path, profile=profile, acr_values=["mine"], **keys)
    assert (told.acr_values, told.acr_accepted) == (("mine",), ())
    assert provider(tmp_path, profile=profile, acr_accepted=["mine"], **keys).acr_accepted == ("mine",)


@pytest.mark.parametrize(
    ("profile", "missing"),
    [
        ("itsme", "signing_key_files"),
        ("itsme", "decryption_key_files"),
        ("franceconnect-plus", "decryption_key_files"),
    ],
)
def test_a_profile_that_goes_by_keys_is_not_used_without_them(
    tmp_path: Path, keys: dict[str, Any], profile: str, missing: str
) -> None:
    with pytest.raises(Misconfigured, match=missing):
        provider(tmp_path, profile=profile, **{**keys, missing: []})


def test_a_provider_is_asked_with_a_secret_or_a_key(tmp_path: Path, keys: dict[str, Any]) -> None:
    assert provider(tmp_path, client_secret="", **keys).client_secret == ""
    with pytest.raises(Misconfigured, match="signing_key_files"):
        provider(tmp_path, client_secret="")


@pytest.mark.filterwarnings("ignore:Key size:joserfc.errors.SecurityWarning")
@pytest.mark.parametrize("wrong", ["", "no key", "short", "curve"])
def test_a_key_of_no_use_is_refused_at_the_start(tmp_path: Path, wrong: str) -> None:
    pem = {
        "short": RSAKey.generate_key(1024).as_pem(private=True),
        "curve": ECKey.generate_key("P-521").as_pem(private=True),
    }.get(wrong, wrong.encode())
    (tmp_path / "key.pem").write_bytes(pem)
    with pytest.raises(Misconfigured, match=r"key\.pem"):
        provider(tmp_path, signing_key_files=[tmp_path / "key.pem"])
    with pytest.raises(Misconfigured, match=r"nowhere\.pem"):
        provider(tmp_path, decryption_key_files=[tmp_path / "nowhere.pem"])


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

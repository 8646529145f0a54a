"""Settings: read once, here, from the environment and one TOML file; passed down as plain values.

Every setting can be given as `POSTKAMER_<NAME>` in the environment or as a key of
the file that `POSTKAMER_CONFIG` names, or else of `postkamer.toml` in the data
folder; the environment wins.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import AliasChoices, BaseModel, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from kernel.errors import Misconfigured

CONFIG_VARIABLE = "POSTKAMER_CONFIG"
FILE_NAME = "postkamer.toml"
MEMORY = "memory:"
# Settings of several parts, some of them secret; a process that we start gets them whole.
NESTED_SECRETS = ("s3", "smtp", "oidc")


class HotFolderSetting(BaseModel):
    """A watched folder: its path, who keeps what it holds, and whose mail that is if it is always the same."""

    path: Path
    owner: str
    addressee: str | None = None
    allowed_uids: list[int] = Field(default_factory=list)


class SmtpSetting(BaseModel):
    """The server that mails are handed to; `none` is for one on this machine only."""

    host: str
    port: int = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    username: str | None = None
    password: SecretStr | None = None
    ca_file: Path | None = None


class OidcSetting(BaseModel):
    """A provider of accounts elsewhere; `profile` brings the scopes and levels that it is asked with.

    Attributes:
        signing_key_files: Private keys in PEM, for providers that take no secret; the first signs, all are published.
        decryption_key_files: Private keys in PEM that open sealed tokens; the first is published, all open.
    """

    name: str = Field(pattern=r"^[a-z0-9-]{1,40}$")
    label: str
    issuer: str
    client_id: str
    client_secret: SecretStr = SecretStr("")
    profile: Literal["generic", "itsme", "franceconnect-plus"] = "generic"
    scopes: list[str] | None = None
    acr_values: list[str] | None = None
    acr_accepted: list[str] | None = None
    secret_in_form: bool | None = None
    signing_key_files: list[Path] = Field(default_factory=list)
    decryption_key_files: list[Path] = Field(default_factory=list)
    asserts_to_issuer: bool = False


class S3Setting(BaseModel):
    """Where an S3 store is; credentials come from here or from the usual AWS places."""

    bucket: str
    endpoint_url: str | None = None
    region: str | None = None
    access_key: str | None = None
    secret_key: SecretStr | None = None


class Settings(BaseSettings):
    """All that a person can set.

    Attributes:
        data_dir: Folder of the embedded database, blobs, indexes and keys.
        database_url: `sqlite:///…` or `postgresql://…`; SQLite in the data folder by default.
        transport: `memory:` (relay and workers in one process) or `amqp://…` (RabbitMQ).
        s3: Keep blobs in an S3 store instead of the data folder.
        master_key_file: The key that wraps every tenant's key; made on first use in the data folder by default.
        listen: Address and port of the screens.
        public_url: How browsers reach the screens; https here makes cookies secure.
        trusted_proxy: Address of the reverse proxy whose word on the caller's address is taken.
        reading_processes: Pages read at the same time; the machine's cores by default.
        profile: What matters most in the archive's PDFs: `text` (small: print in black and white, pictures where there
            are any) or `lossless` (the scan as it was received); the received file is kept beside either.
        embed_received: Let the received file travel inside the archive's PDF too, where one document is all of it.
        filing_bound: Documents whose owner is less sure than this wait for a person, 0 to 1.
        lease_s: After so many seconds without a sign of life a worker's work is given to another.
        redeliver_s: After so many seconds a message that no worker began is published again.
        private_services: "postgresql" and "rabbitmq" as servers of our own in the data folder, for trying things out.
        development: Show `/_components`, the page of all parts of the screens.
        smtp: The server that mails are handed to; without one they become files in the data folder's `mail/`.
        oidc: Providers of accounts elsewhere (OpenID Connect) that may be tied to accounts here.
        mail_sender: From whom mails come.
        second_factor_roles: Whoever has one of these roles gets in only with a second factor.
        api_requests_per_minute: What one API key may ask for, at each process that serves the API.
        webhooks_to_this_machine: Let webhooks call addresses of this machine over plain HTTP, for trying things out.
        export_days: For so many days the file of a finished export is kept.
        longest_share_days: For so many days a link that shares a document may last at most; 7 unless its maker says so.
        monitor_listen: Address and port where this process tells monitoring how it is (`/healthz`, `/readyz`,
            `/metrics`); nowhere by default. With `up` and RabbitMQ each role takes the next port after it.
        monitor_token: Whoever asks for `/metrics` must send it as a bearer token; needed beyond the loopback interface.
        search_engine: `whoosh` (pure Python, right up to some 4,000 letters a tenant), `tantivy` (for any number of
            them) or `postgresql` (in that database, for many machines); run `reindex` after changing it.
        sandbox: `auto`, or `required` to refuse to start without full isolation.
    """

    model_config = SettingsConfigDict(env_prefix="POSTKAMER_", env_nested_delimiter="__", extra="forbid")

    data_dir: Path = Field(
        default=Path("var"), validation_alias=AliasChoices("data_dir", "POSTKAMER_DATA", "POSTKAMER_DATA_DIR")
    )
    database_url: SecretStr | None = None
    transport: SecretStr = SecretStr(MEMORY)
    s3: S3Setting | None = None
    master_key_file: Path | None = None
    listen: str = "127.0.0.1:8600"
    public_url: str | None = None
    trusted_proxy: str | None = None
    reading_processes: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1)
    profile: str = Field(default="text", pattern="^(text|lossless)$")
    embed_received: bool = False
    filing_bound: float = Field(default=0.99, ge=0.5, le=1)
    max_file_mb: int = Field(default=200, ge=1)
    max_pages: int = Field(default=2_000, ge=1)
    max_page_megapixels: int = Field(default=60, ge=1)
    page_attempts: int = Field(default=3, ge=1)
    page_timeout_s: float = Field(default=180, gt=0)
    lease_s: float = Field(default=60, gt=0)
    redeliver_s: float = Field(default=300, gt=0)
    in_flight: int = Field(default=64, ge=1)
    hot_folders: list[HotFolderSetting] = Field(default_factory=list)
    hot_folder_every_s: float = Field(default=2, gt=0)
    smtp: SmtpSetting | None = None
    oidc: list[OidcSetting] = Field(default_factory=list)
    mail_sender: str = "Postkamer <postkamer@localhost>"
    second_factor_roles: list[Literal["owner", "member", "viewer", "operator"]] = Field(default_factory=list)
    private_services: list[str] = Field(default_factory=list)
    api_requests_per_minute: int = Field(default=600, ge=1)
    webhooks_to_this_machine: bool = False
    export_days: int = Field(default=7, ge=1, le=90)
    longest_share_days: int = Field(default=90, ge=1, le=366)
    monitor_listen: str | None = None
    monitor_token: SecretStr | None = None
    search_engine: str = Field(default="whoosh", pattern="^(whoosh|tantivy|postgresql)$")
    sandbox: str = Field(default="auto", pattern="^(auto|required)$")
    development: bool = False
    log_level: str = "INFO"
    log_json: bool = True

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments first, then the environment, then the file."""
        del dotenv_settings, file_secret_settings
        file = settings_file(init_settings().get("data_dir"))
        given = (init_settings, env_settings)
        return (*given, TomlConfigSettingsSource(settings_cls, file)) if file else given

    @property
    def database(self) -> str:
        """The database's URL, spelled out."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_dir.resolve() / 'postkamer.db'}"

    @property
    def is_embedded(self) -> bool:
        """Relay and workers run in one process, on this process's own memory."""
        return self.transport.get_secret_value() == MEMORY

    @property
    def master_key(self) -> Path:
        """Where the master key is kept."""
        return self.master_key_file or self.data_dir / "keys" / "master.key"

    @property
    def served_over_https(self) -> bool:
        """Browsers come over https, so cookies may insist on it."""
        return (self.public_url or "").startswith("https://")

    @property
    def origin(self) -> str:
        """Scheme, host and port under which browsers see the screens; `localhost` where nothing else was said."""
        if self.public_url is None:
            return f"http://localhost:{self.listen.rpartition(':')[2]}"
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def host_name(self) -> str:
        """The host's name within the origin; passkeys are made for it."""
        return urlsplit(self.origin).hostname or "localhost"

    @property
    def lease(self) -> dt.timedelta:
        """How long a worker may be silent."""
        return dt.timedelta(seconds=self.lease_s)


def settings_file(data_dir: Path | None = None) -> Path | None:
    """The file of settings: the one that `POSTKAMER_CONFIG` names, or `postkamer.toml` in the data folder."""
    named = os.environ.get(CONFIG_VARIABLE)
    if named:
        return Path(named)
    folder = data_dir or Path(os.environ.get("POSTKAMER_DATA") or os.environ.get("POSTKAMER_DATA_DIR") or "var")
    beside = folder / FILE_NAME
    return beside if beside.is_file() else None


def load_settings(**overrides: Any) -> Settings:  # noqa: ANN401 - each setting has its own type, checked by the model
    """Read the settings.

    Raises:
        Misconfigured: A setting is unknown or makes no sense; the message names it, never its value.
    """
    file = os.environ.get(CONFIG_VARIABLE)
    if file and not Path(file).is_file():
        message = f"the file that {CONFIG_VARIABLE} names does not exist; correct the path"
        raise Misconfigured(message)
    try:
        return Settings(**overrides)
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        message = f"settings need a correction: {problems}"
        raise Misconfigured(message) from None


def as_environment(settings: Settings) -> dict[str, str]:
    """The settings as environment variables, for processes that we start ourselves."""
    dumped = settings.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    dumped["data"] = str(settings.data_dir.resolve())
    dumped.pop("data_dir", None)
    for secret in ("database_url", "transport", "monitor_token"):
        if secret in dumped:
            dumped[secret] = getattr(settings, secret).get_secret_value()
    for nested in NESTED_SECRETS:
        dumped.pop(nested, None)
    spelled = {f"POSTKAMER_{key.upper()}": _spell(value) for key, value in dumped.items()}
    nested_ones = {name: getattr(settings, name) for name in NESTED_SECRETS}
    whole = {name: value for name, value in nested_ones.items() if value}
    return spelled | {f"POSTKAMER_{name.upper()}": _spell_secrets(value) for name, value in whole.items()}


def _spell(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _spell_secrets(setting: BaseModel | list[BaseModel]) -> str:
    """A nested setting as JSON, its secrets spelled out: it goes to a process of our own and nowhere else."""
    if isinstance(setting, list):
        return json.dumps([_revealed(each) for each in setting])
    return json.dumps(_revealed(setting))


def _revealed(model: BaseModel) -> dict[str, Any]:
    values = model.model_dump(mode="json", exclude_none=True)
    spelled = {name: getattr(model, name) for name in values}
    return values | {name: value.get_secret_value() for name, value in spelled.items() if isinstance(value, SecretStr)}

"""What the screens need from the rest of the house, given to them once."""

from __future__ import annotations

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from archive.cover_sheets import SheetKey
from archive_ui.finding import Searcher
from archive_ui.health import Examine
from identity.door import Door
from identity.oidc_provider import ProviderClient
from ingest.receive import IntakeDeps
from integrations.endpoints import TenantKeyOf
from kernel.blobs.api import BlobStore
from kernel.clock import Clock
from kernel.tenancy.keys import KeyRing
from kernel.unit_of_work import Database

LANGUAGES = ("en", "nl", "fr", "de", "it")
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class UiSettings:
    """Plain values of one installation.

    Attributes:
        secret_key: Signs the form tokens; at least 32 random characters.
        served_over_https: Cookies are then `Secure` with the `__Host-` prefix, and HSTS is sent.
        time_zone: In which moments are shown.
        languages: ISO 639-1 codes offered; the first is the fallback.
        upload_chunk_bytes: Length of one part of a resumable upload.
        form_bytes: Longest request with a form and its files.
        list_length: Rows on one page of a list.
        api_requests_per_minute: What one API key may ask for.
        allows_http_webhooks: Programs may be told over plain HTTP; for tests and for trying things out.
        index_within_h: Hours within which a letter is to be indexed; what waits longer is shown as late.
        longest_share_days: For so many days a share link may last at most.
        development: Show `/_components`, the page of all parts; for those who build pages.
    """

    secret_key: str
    served_over_https: bool = True
    time_zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Brussels"))
    languages: tuple[str, ...] = LANGUAGES
    upload_chunk_bytes: int = 4 * MEGABYTE
    form_bytes: int = 1024 * MEGABYTE
    list_length: int = 30
    api_requests_per_minute: int = 600
    allows_http_webhooks: bool = False
    index_within_h: int = 8
    longest_share_days: int = 90
    development: bool = False


@dataclass(frozen=True, slots=True)
class UiDeps:
    """The ports of the screens; wiring fills them.

    Attributes:
        push_key: What browsers subscribe with, so that their push services take notices of ours and of nobody else.
    """

    database: Database
    blobs: BlobStore
    clock: Clock
    intake: IntakeDeps
    search: Searcher
    door: Door
    webhook_key_of: TenantKeyOf
    sheet_key: SheetKey
    keys: KeyRing
    examine: Examine
    settings: UiSettings
    providers: tuple[ProviderClient, ...] = ()
    push_key: str = ""

"""Where data is kept: folders, blob store, master key, room, and the clock that dates it all."""

from __future__ import annotations

import datetime as dt
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kernel.blobs.s3 import S3BlobStore
from kernel.errors import PlatformError
from kernel.ids import TenantId
from kernel.tenancy.keys import TenantSecrets
from kernel.tenancy.master_key import KEY_BYTES, OTHERS_MAY, MasterKey, MasterKeyRefused
from wiring.blob_references import blob_folder
from wiring.probes.findings import Finding, bad, ok, warn
from wiring.sealed_content import s3_place
from wiring.settings import Settings

GIB = 1024**3
# Below the first intake will soon stop, below the second it is time to act.
LEAST_FREE = 1 * GIB
LITTLE_FREE = 5 * GIB
# No clock that is set right shows an earlier day.
EARLIEST = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
PROBE = TenantId("doctor")


def look_at_storage(settings: Settings, now: dt.datetime) -> Iterator[Finding]:
    """Every place that must be written to."""
    yield data_folder(settings.data_dir)
    yield blobs(settings)
    yield master_key(settings)
    yield room(settings.data_dir)
    yield clock(now)


def data_folder(folder: Path) -> Finding:
    """Who may look into the data folder: senders and subjects stand in the database as they were read."""
    if not folder.exists():
        return ok("data folder", f"{folder}, made on first use").saying("data_folder_new")
    if folder.stat().st_mode & OTHERS_MAY:
        found = f"{folder} is open to other users of this machine"
        return warn("data folder", found, f"chmod 700 {folder}").saying("data_folder_open")
    return ok("data folder", str(folder)).saying("data_folder")


def blobs(settings: Settings) -> Finding:
    """Whether the blob store takes content."""
    folder = blob_folder(settings)
    if folder is None:
        return _s3(settings)
    place = _nearest(folder)
    try:
        with tempfile.TemporaryFile(dir=place) as probe:
            probe.write(b"doctor")
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        advice = "let this user write there, or name another --data-dir"
        return bad("blob store", f"{place}: {error.strerror}", advice).saying("blobs_unwritable")
    return ok("blob store", str(folder) if folder.exists() else f"{folder}, made on first use").saying("blobs")


def master_key(settings: Settings) -> Finding:
    """The key without which nothing can be read."""
    path = settings.master_key
    if not path.exists():
        return _no_key(settings)
    try:
        MasterKey.load(path)
    except MasterKeyRefused as error:
        return bad("master key", str(path), str(error)).saying("master_key_refused")
    return ok("master key", f"{path}; keep a copy elsewhere, apart from the backups").saying("master_key")


def room(data_dir: Path, free: int | None = None) -> Finding:
    """Room on the volume of the data folder."""
    free = shutil.disk_usage(_nearest(data_dir)).free if free is None else free
    shown = f"{free / GIB:.1f} GiB free"
    if free < LEAST_FREE:
        advice = "make room now: intake refuses what it cannot keep; `postkamer sweep` may help"
        return bad("disk", shown, advice).saying("disk_full", free_bytes=free)
    if free < LITTLE_FREE:
        advice = "make room soon; `postkamer sweep` removes what nothing needs any more"
        return warn("disk", shown, advice).saying("disk_little", free_bytes=free)
    return ok("disk", shown).saying("disk", free_bytes=free)


def clock(now: dt.datetime) -> Finding:
    """The machine's clock."""
    shown = f"{now:%Y-%m-%d %H:%M} UTC"
    if now < EARLIEST:
        advice = "set the clock and keep it right with NTP: retention and evidence depend on it"
        return bad("clock", shown, advice).saying("clock_wrong", moment=shown)
    return ok("clock", shown).saying("clock", moment=shown)


def _no_key(settings: Settings) -> Finding:
    folder = blob_folder(settings)
    if folder is not None and folder.is_dir() and any(folder.iterdir()):
        advice = "restore the key from where it is kept: what is stored here cannot be read without it"
        return bad("master key", f"{settings.master_key} is gone", advice).saying("master_key_gone")
    return ok("master key", f"{settings.master_key}, made on first use").saying("master_key_new")


def _s3(settings: Settings) -> Finding:
    """Put a few sealed bytes into the bucket, and take them away again."""
    if settings.s3 is None:
        return ok("blob store", "a folder").saying("blobs")
    s3 = settings.s3
    try:
        # Nothing is made in the data folder: `doctor` only looks.
        store = S3BlobStore(replace(s3_place(s3, settings.data_dir), spool=None), _PassingKeys())
        store.delete(PROBE, store.put(PROBE, io.BytesIO(os.urandom(8))).key)
    except PlatformError as error:
        return bad("blob store", f"bucket {s3.bucket}: {error.code}", str(error)).saying(
            "bucket_refused", cause=error.code
        )
    return ok("blob store", f"bucket {s3.bucket}").saying("bucket")


class _PassingKeys:
    """Keys for one probe; nobody keeps them."""

    def __init__(self) -> None:
        self._secrets = TenantSecrets(os.urandom(KEY_BYTES), os.urandom(KEY_BYTES))

    def tenant_key(self, tenant_id: TenantId) -> TenantSecrets:
        """The same passing secrets for everybody."""
        del tenant_id
        return self._secrets


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    folder = folder.resolve()
    while not folder.is_dir():
        folder = folder.parent
    return folder

"""A platform for one command, on a database that has the present schema."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import ClassVar

from kernel.errors import Misconfigured
from kernel.tenancy.repository import list_tenants
from kernel.tenancy.scope import SystemScope
from wiring.container import Platform
from wiring.database_copy import kind_of, sqlite_file
from wiring.migrate import current_revision, migrate, pending_revisions
from wiring.settings import Settings

COMMAND_LINE = SystemScope("whoever runs commands on this machine is its administrator")


class NoDatabase(Misconfigured):
    """There is no database where the settings point; correct --data-dir, or make one with `migrate`."""

    code = "no_database"


class DatabaseOutdated(Misconfigured):
    """The database has an older schema than this program; run `migrate`."""

    code: ClassVar[str] = "database_outdated"


class MasterKeyGone(Misconfigured):
    """The tenants' keys are here and the master key that wraps them is not; put it back."""

    code = "master_key_gone"


@contextlib.contextmanager
def ready_platform(settings: Settings) -> Iterator[Platform]:
    """The platform on the database that is there.

    Raises:
        NoDatabase: There is none.
        DatabaseOutdated: It has to be migrated first; with data in it that is never done by the way.
        MasterKeyGone: There are tenants, and no master key; another one would open nothing.
    """
    if kind_of(settings.database) == "sqlite" and not sqlite_file(settings.database).exists():
        raise NoDatabase(f"there is no database in {settings.data_dir}; correct --data-dir, or run `postkamer migrate`")
    with contextlib.closing(Platform(settings)) as platform:
        _check_schema(platform)
        _check_key(platform)
        yield platform


@contextlib.contextmanager
def fresh_platform(settings: Settings) -> Iterator[Platform]:
    """As `ready_platform`, but where there is nothing yet, an empty database is made.

    Raises:
        DatabaseOutdated: There is data, and it has to be migrated first.
        MasterKeyGone: There are tenants, and no master key.
    """
    with contextlib.closing(Platform(settings)) as platform:
        if current_revision(platform.engine) is None:
            migrate(platform.engine)
        _check_schema(platform)
        _check_key(platform)
        yield platform


def _check_schema(platform: Platform) -> None:
    pending = pending_revisions(platform.engine)
    if pending:
        raise DatabaseOutdated(f"the database lacks {', '.join(pending)}; back it up, then run `postkamer migrate`")


def _check_key(platform: Platform) -> None:
    place = platform.settings.master_key
    if place.exists():
        return
    with platform.database.reading(COMMAND_LINE) as session:
        has_tenants = bool(list_tenants(session, with_closed=True))
    if has_tenants:
        raise MasterKeyGone(f"the master key is gone from {place}; put it back from where its copy is kept")

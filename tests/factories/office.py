"""An installation on real files, commanded by its own command line."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from sqlalchemy import update

from archive.reading import to_json
from ingest.receive import IntakeDeps
from kernel.ids import TenantId
from tests.factories.mail_room import MailRoom, page_reading
from tests.factories.outbox import TEST_SCOPE
from wiring.cli.main import main
from wiring.container import Platform
from wiring.schema import METADATA
from wiring.settings import Settings


class Office(MailRoom):
    """A mail room on the parts that a platform really has; workers' hands are still the factory's.

    Attributes:
        folder: Its data folder.
    """

    def __init__(self, folder: Path, environment: dict[str, str] | None = None) -> None:
        self.folder = folder
        self._environment = environment or {}
        self.operator = TenantId(self.json("tenant", "add", "Scan House", "--kind", "operator", "--json")["id"])
        self.bakery = TenantId(
            self.json("tenant", "add", "Bakkerij Peeters", "--operator", "Scan House", "--json")["id"]
        )
        self.platform = Platform(Settings(data_dir=folder))
        self.database, self.blobs = self.platform.database, self.platform.blobs  # type: ignore[assignment]
        self.clock = self.platform.clock  # type: ignore[assignment]
        self.deps: IntakeDeps = self.platform.intake

    def run(self, *arguments: str, stdin: str | None = None) -> Result:
        """Run one command on this installation."""
        command = ["--data-dir", str(self.folder), *arguments]
        return CliRunner(env=self._environment).invoke(main, command, input=stdin, catch_exceptions=False)

    def json(self, *arguments: str) -> Any:  # noqa: ANN401 - commands answer with values of their own
        """Run one command that has to succeed; its JSON answer."""
        result = self.run(*arguments)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def put(self, tenant_id: TenantId, text: str) -> str:
        """As the mail room's, with readings that can be indexed."""
        content = to_json(page_reading()) if text.startswith("reading of") else text.encode()
        return self.blobs.put(tenant_id, io.BytesIO(content)).key

    def tell_everything(self) -> None:
        """Play a relay that told every event, and workers that are done with them."""
        with self.database.unit_of_work(TEST_SCOPE) as uow:
            uow.session.execute(update(METADATA.tables["outbox_events"]).values(expanded_at=self.clock.now()))
            uow.commit()

    def blob_files(self) -> list[Path]:
        """Every stored blob, sorted."""
        return sorted(path for path in (self.folder / "blobs").rglob("*") if path.is_file())

    def close(self) -> None:
        """Let go of the files."""
        self.platform.close()

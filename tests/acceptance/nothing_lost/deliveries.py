"""One document through each channel, in steps that the other side may repeat after a death.

Each function is what the platform's side runs and what its sender does about it: `said` holds what the sender
heard before the death, and whatever it hears now is said at once.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ingest.sources.hot_folder import HotFolder, HotFolderWatch
from ingest.sources.scan_station import RunSide, ScanRun, close_run, open_run, receive_side
from ingest.sources.upload import StartUpload, append, begin, finish, receive_upload, view
from kernel.ids import TenantId, UserId
from scanner_drivers.simulated import SimulatedScanner, SimulatedSheet
from scanner_drivers.spool import Spool, SpooledSide
from scanner_drivers.station import ScanJob, Station
from tests.factories.tiny_mail import printed_pdf, scanned_sheet
from wiring.cli.main import main as command_line
from wiring.container import Platform
from wiring.settings import load_settings

FILE = printed_pdf("the-letter", 2)
PART_BYTES = 900
SHEETS = 2
USER = UserId("u" * 32)
ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Counter:
    """Where mail is handed in.

    Attributes:
        folder: Of this run; a fresh copy for each death.
        said: What the sender has heard so far.
        say: Tells the sender something; it is heard even if death follows.
    """

    folder: Path
    operator_id: TenantId
    tenant_id: TenantId
    said: Sequence[str]
    say: Callable[[str], None]

    def platform(self) -> Platform:
        """A platform as after a start."""
        return Platform(load_settings(data_dir=self.folder / "data"))


def by_upload(counter: Counter) -> None:
    """A file at once, under a key that is used again when no answer came."""
    platform = counter.platform()
    content = io.BytesIO(FILE.content)
    receive_upload(platform.intake, counter.tenant_id, USER, FILE.name, content, "key of the first try")
    counter.say(ACCEPTED)


def by_resumable_upload(counter: Counter) -> None:
    """A file in parts, gone on with where the server says that it stands."""
    intake, tenant_id = counter.platform().intake, counter.tenant_id
    begun = [line for line in counter.said if line != ACCEPTED]
    if not begun:
        start = StartUpload(tenant_id, USER, FILE.name, len(FILE.content))
        begun = [begin(intake, start).upload_id]
        counter.say(begun[0])
    state = view(intake, tenant_id, begun[0])
    while state.received_bytes < state.size_bytes and state.intake_id is None:
        part = io.BytesIO(FILE.content[state.received_bytes : state.received_bytes + PART_BYTES])
        state = append(intake, tenant_id, begun[0], state.received_bytes, part)
    finish(intake, tenant_id, begun[0])
    counter.say(ACCEPTED)


def by_hot_folder(counter: Counter) -> None:
    """A file in a watched folder; that it is gone is the answer."""
    place = counter.folder / "hot" / FILE.name
    watch = HotFolderWatch(counter.platform().intake, HotFolder(place.parent, counter.tenant_id, counter.tenant_id))
    while place.exists():
        watch.look()
    counter.say(ACCEPTED)


def by_scan_station(counter: Counter) -> None:
    """A pile of sheets through a station's spool; a sheet that was not kept is fed again."""
    intake = counter.platform().intake
    run = ScanRun(counter.operator_id, "front-desk", "pile")
    batch_id = open_run(intake, run)

    def deliver(side: SpooledSide) -> None:
        placed = RunSide(side.sheet - 1, side.sheet, 1, f"sheet-{side.sheet}.png")
        receive_side(intake, run, batch_id, placed, io.BytesIO(side.image()))

    with Spool(counter.folder / "spool") as spool:
        left = range(spool.last_sheet(run.job) + 1, SHEETS + 1)
        pile = [SimulatedSheet(partial(_sheet, sheet)) for sheet in left]
        station = Station(SimulatedScanner(pile), spool, deliver)
        report = station.run(ScanJob(run.job)) if pile else station.deliver_pending()
    assert report.pending == 0
    close_run(intake, run, batch_id, SHEETS)
    counter.say(ACCEPTED)


def by_command(counter: Counter) -> None:
    """A file by `ingest`; a command that was cut off is typed again."""
    os.environ["POSTKAMER_DATA"] = str(counter.folder / "data")
    arguments = ["ingest", str(counter.folder / "hot" / FILE.name), "--tenant", counter.tenant_id, "--json"]
    command_line(arguments, prog_name="postkamer", standalone_mode=False)
    counter.say(ACCEPTED)


def _sheet(number: int) -> bytes:
    return scanned_sheet(f"sheet {number}").content


CHANNELS: Mapping[str, Callable[[Counter], None]] = {
    "upload": by_upload,
    "resumable upload": by_resumable_upload,
    "hot folder": by_hot_folder,
    "scan station": by_scan_station,
    "command": by_command,
}
ITEMS: Mapping[str, int] = dict.fromkeys(CHANNELS, 1) | {"scan station": SHEETS}
"""How many intake items each channel's document has."""

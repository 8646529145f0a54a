"""What may become of an export."""

from __future__ import annotations

import enum

from kernel.state_table import Table


class ExportState(enum.Enum):
    """How far an export has come; the file of one that is GONE was removed after its time."""

    ORDERED = "ordered"
    READY = "ready"
    FAILED = "failed"
    GONE = "gone"


class ExportMove(enum.Enum):
    """What happens to an export."""

    FINISH = "be finished"
    FAIL = "fail"
    RETRY = "be retried"
    REMOVE = "be removed"


EXPORT = Table(
    name="export",
    states=ExportState,
    events=ExportMove,
    initial=ExportState.ORDERED,
    moves={
        (ExportState.ORDERED, ExportMove.FINISH): ExportState.READY,
        (ExportState.ORDERED, ExportMove.FAIL): ExportState.FAILED,
        (ExportState.FAILED, ExportMove.RETRY): ExportState.ORDERED,
        (ExportState.READY, ExportMove.REMOVE): ExportState.GONE,
        (ExportState.FAILED, ExportMove.REMOVE): ExportState.GONE,
    },
)

"""What can go wrong at a scanner: one class per case, worded for the person who stands beside it."""

from __future__ import annotations

from paper.errors import PaperError


class ScannerError(PaperError):
    """The scanner, or the way to it, failed; context `device`."""

    code = "scanner_error"
    advice = "The scanner {device} failed: look at its display, then start again."


class ScannerJammed(ScannerError):
    """Paper is stuck; sides that were reported before are safe; context `device`, `sheet`."""

    code = "scanner_jammed"
    temporary = True
    advice = "Paper is stuck in {device} at sheet {sheet}: free it, lay that sheet on top again, then continue."


class CoverOpen(ScannerError):
    """The scanner's cover stands open; context `device`, `sheet`."""

    code = "scanner_cover_open"
    temporary = True
    advice = "The cover of {device} is open: close it, lay sheet {sheet} on top again, then continue."


class DoubleFeed(ScannerError):
    """Two sheets ran in at once; context `device`, `sheet`."""

    code = "scanner_double_feed"
    temporary = True
    advice = (
        "Two sheets ran into {device} at once at sheet {sheet}: fan the pile, lay both on top again, then continue."
    )


class FeederEmpty(ScannerError):
    """There was no sheet at all; context `device`."""

    code = "scanner_feeder_empty"
    temporary = True
    advice = "The feeder of {device} is empty: lay the letters in, then start again."


class ScannerBusy(ScannerError):
    """Another program holds the scanner; context `device`."""

    code = "scanner_busy"
    temporary = True
    advice = "The scanner {device} is in use by another program: wait until it is done, then start again."


class ScannerGone(ScannerError):
    """The scanner does not answer or is unknown; context `device`, `detail`."""

    code = "scanner_gone"
    temporary = True
    advice = "The scanner {device} does not answer ({detail}): check cable and power, then start again."


class ScannerTimedOut(ScannerError):
    """No side came within the time allowed; context `device`, `seconds`."""

    code = "scanner_timed_out"
    temporary = True
    advice = "The scanner {device} sent nothing for {seconds} s: switch it off and on, then continue."


class ScannerRefused(ScannerError):
    """The scanner does not accept what was asked of it; context `device`, `detail`."""

    code = "scanner_refused"
    advice = "The scanner {device} refused the settings ({detail}): choose what its capabilities list."


class ScannerUnknown(ScannerError):
    """No driver answers to this address; context `uri`, `detail`."""

    code = "scanner_unknown"
    advice = "The scanner address {uri} cannot be used ({detail}): write simulated:FOLDER or sane:DEVICE."


class ScanProgramMissing(ScannerError):
    """The program that talks to scanners is not installed; context `program`."""

    code = "scan_program_missing"
    advice = "The program {program} is not installed; run: apt install sane-utils"


class SpoolError(PaperError):
    """The station's spool cannot be used."""

    code = "spool_error"
    advice = "The spool folder cannot be used: look at the station's disk."


class SpoolBusy(SpoolError):
    """Another station works on the same spool folder; context `folder`."""

    code = "spool_busy"
    advice = "Another station uses the spool folder {folder}: give every station its own."


class SpoolFull(SpoolError):
    """More sides wait for the platform than the station may keep; context `pending`, `limit`."""

    code = "spool_full"
    temporary = True
    advice = "{pending} sides wait to be handed over and {limit} may: scanning goes on once the platform answers again."


class SpoolUnwritable(SpoolError):
    """A side could not be put on disk; context `sheet`, `side`, `detail`."""

    code = "spool_unwritable"
    temporary = True
    advice = "The {side} of sheet {sheet} was not kept ({detail}): make room on its disk, then scan the sheet again."


class DeliveryFailed(PaperError):
    """The platform did not confirm that it keeps a side; it stays in the spool; context `detail`."""

    code = "delivery_failed"
    temporary = True
    advice = "The platform did not take over a scanned side ({detail}): it waits in the spool and is offered again."

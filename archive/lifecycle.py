"""What may become of intake items, batches, pages and documents."""

from __future__ import annotations

import enum

from kernel.state_table import Table


class IntakeState(enum.Enum):
    """How far a received file or scanned side has come."""

    RECEIVED = "received"
    UNPACKED = "unpacked"
    QUARANTINED = "quarantined"
    DISCARDED = "discarded"


class IntakeMove(enum.Enum):
    """What happens to an intake item; only a person discards one, and the journal tells who."""

    UNPACK = "be unpacked"
    QUARANTINE = "be put in quarantine"
    RETRY = "be retried"
    DISCARD = "be discarded"


INTAKE = Table(
    name="intake item",
    states=IntakeState,
    events=IntakeMove,
    initial=IntakeState.RECEIVED,
    moves={
        (IntakeState.RECEIVED, IntakeMove.UNPACK): IntakeState.UNPACKED,
        (IntakeState.RECEIVED, IntakeMove.QUARANTINE): IntakeState.QUARANTINED,
        (IntakeState.QUARANTINED, IntakeMove.RETRY): IntakeState.RECEIVED,
        (IntakeState.QUARANTINED, IntakeMove.DISCARD): IntakeState.DISCARDED,
    },
)


class BatchState(enum.Enum):
    """How far a batch has come."""

    OPEN = "open"
    CLOSED = "closed"
    READ = "read"
    SEPARATED = "separated"
    EMPTY = "empty"


class BatchMove(enum.Enum):
    """What happens to a batch."""

    CLOSE = "close"
    FINISH_READING = "finish reading"
    SEPARATE = "separate"
    FIND_EMPTY = "be found empty"


BATCH = Table(
    name="batch",
    states=BatchState,
    events=BatchMove,
    initial=BatchState.OPEN,
    moves={
        (BatchState.OPEN, BatchMove.CLOSE): BatchState.CLOSED,
        (BatchState.CLOSED, BatchMove.FINISH_READING): BatchState.READ,
        (BatchState.CLOSED, BatchMove.FIND_EMPTY): BatchState.EMPTY,
        (BatchState.READ, BatchMove.SEPARATE): BatchState.SEPARATED,
    },
)


class PageState(enum.Enum):
    """How far a page has come; FAILED pages are shown and the rest of the document goes on."""

    RECEIVED = "received"
    READ = "read"
    FAILED = "failed"


class PageMove(enum.Enum):
    """What happens to a page."""

    READ = "be read"
    FAIL = "fail"
    RETRY = "be retried"
    READ_AGAIN = "be read again"


PAGE = Table(
    name="page",
    states=PageState,
    events=PageMove,
    initial=PageState.RECEIVED,
    moves={
        (PageState.RECEIVED, PageMove.READ): PageState.READ,
        (PageState.RECEIVED, PageMove.FAIL): PageState.FAILED,
        (PageState.FAILED, PageMove.RETRY): PageState.RECEIVED,
        (PageState.READ, PageMove.READ_AGAIN): PageState.RECEIVED,
    },
)


class DocumentState(enum.Enum):
    """How far a document has come; one is DISSOLVED while all its pages are in others, BINNED until it is erased."""

    ASSEMBLING = "assembling"
    NEEDS_INDEXING = "needs_indexing"
    FILED = "filed"
    FAILED = "failed"
    DISSOLVED = "dissolved"
    BINNED = "binned"


class DocumentMove(enum.Enum):
    """What happens to a document.

    FILE and DOUBT are the machine's verdict, INDEX is a person's, SEND_BACK is a
    person's doubt, REASSEMBLE follows a page that was read after all or pages that were
    put right, DISSOLVE the last page that went to another document. BIN is an owner's wish
    to let it go, which RESTORE takes back as long as it is there.
    """

    FILE = "be filed"
    DOUBT = "be doubted"
    INDEX = "be indexed by hand"
    SEND_BACK = "be sent back"
    FAIL = "fail"
    RETRY = "be retried"
    REASSEMBLE = "be reassembled"
    DISSOLVE = "be dissolved"
    BIN = "be put in the bin"
    RESTORE = "be taken out of the bin"


DOCUMENT = Table(
    name="document",
    states=DocumentState,
    events=DocumentMove,
    initial=DocumentState.ASSEMBLING,
    moves={
        (DocumentState.ASSEMBLING, DocumentMove.FILE): DocumentState.FILED,
        (DocumentState.ASSEMBLING, DocumentMove.DOUBT): DocumentState.NEEDS_INDEXING,
        (DocumentState.ASSEMBLING, DocumentMove.FAIL): DocumentState.FAILED,
        (DocumentState.NEEDS_INDEXING, DocumentMove.INDEX): DocumentState.FILED,
        (DocumentState.NEEDS_INDEXING, DocumentMove.REASSEMBLE): DocumentState.ASSEMBLING,
        (DocumentState.FILED, DocumentMove.SEND_BACK): DocumentState.NEEDS_INDEXING,
        (DocumentState.FILED, DocumentMove.REASSEMBLE): DocumentState.ASSEMBLING,
        (DocumentState.FAILED, DocumentMove.RETRY): DocumentState.ASSEMBLING,
        (DocumentState.FAILED, DocumentMove.REASSEMBLE): DocumentState.ASSEMBLING,
        (DocumentState.ASSEMBLING, DocumentMove.DISSOLVE): DocumentState.DISSOLVED,
        (DocumentState.NEEDS_INDEXING, DocumentMove.DISSOLVE): DocumentState.DISSOLVED,
        (DocumentState.FILED, DocumentMove.DISSOLVE): DocumentState.DISSOLVED,
        (DocumentState.FAILED, DocumentMove.DISSOLVE): DocumentState.DISSOLVED,
        (DocumentState.DISSOLVED, DocumentMove.REASSEMBLE): DocumentState.ASSEMBLING,
        (DocumentState.FILED, DocumentMove.BIN): DocumentState.BINNED,
        (DocumentState.BINNED, DocumentMove.RESTORE): DocumentState.FILED,
    },
)

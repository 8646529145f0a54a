"""Entry points of reading for the workers: thin, one use case each."""

from __future__ import annotations

from functools import partial

import dramatiq

from kernel.broker import Job, declare
from kernel.outbox.inbox import Inbox
from ocr_workers.batch_work import give_up_batch, separate_batch
from ocr_workers.deps import OcrDeps
from ocr_workers.document_work import give_up_document, understand_document
from ocr_workers.learning_work import give_up_learning, learn_document
from ocr_workers.page_work import give_up_page, read_page
from ocr_workers.plain_work import assemble_plainly
from ocr_workers.task_work import give_up_recounting, recount_tasks


def declare_actors(broker: dramatiq.Broker, inbox: Inbox, deps: OcrDeps) -> None:
    """Let the workers of `broker` read pages, separate batches, understand documents and learn from corrections."""
    jobs = (
        Job("ocr_workers.read_page", "pages", partial(read_page, deps), partial(give_up_page, deps), deps.retry),
        Job(
            "ocr_workers.separate_batch", "documents",
            partial(separate_batch, deps), partial(give_up_batch, deps), deps.retry,
        ),
        Job(
            "ocr_workers.understand_document", "documents",
            partial(understand_document, deps), partial(give_up_document, deps), deps.retry,
        ),
        Job(
            "ocr_workers.assemble_plainly", "documents",
            partial(assemble_plainly, deps), partial(give_up_document, deps), deps.retry,
        ),
        Job(
            "ocr_workers.learn_document", "documents",
            partial(learn_document, deps), partial(give_up_learning, deps), deps.retry,
        ),
        Job(
            "ocr_workers.recount_tasks", "documents",
            partial(recount_tasks, deps), partial(give_up_recounting, deps), deps.retry,
        ),
    )  # fmt: skip
    for job in jobs:
        declare(broker, inbox, job)

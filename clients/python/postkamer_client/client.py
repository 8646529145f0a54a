"""The API's operations as methods; what the server answers is handed on as it is, in plain dictionaries."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import requests

Json = dict[str, Any]
TIMEOUT_S = 60.0
MOST_TRIES = 5
BUSY = frozenset({429, 503})
LONGEST_PAUSE_S = 60.0


class Refused(Exception):
    """The server refused.

    Attributes:
        status: HTTP status.
        code: The API's own code for the case, which never changes.
        problem: The whole problem document (RFC 9457).
    """

    def __init__(self, status: int, problem: Json) -> None:
        """Keep the problem document."""
        self.status, self.problem = status, problem
        self.code = str(problem.get("code", f"http_{status}"))
        super().__init__(f"{problem.get('title', 'refused')} ({self.code}): {problem.get('detail', '')}")


class Client:
    """One key's view of the API; use one per thread.

    Args:
        url: Where the screens are, for example ``https://post.example``.
        key: An API key.
        session: What speaks HTTP; a fresh `requests.Session` by default.
        pause: Waits so many seconds; `time.sleep` by default.
    """

    def __init__(
        self,
        url: str,
        key: str,
        *,
        session: requests.Session | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._base = f"{url.rstrip('/')}/api/v1"
        self._session = session or requests.Session()
        self._session.headers["Authorization"] = f"Bearer {key}"
        self._pause = pause

    def send(self, *paths: str | Path, idempotency_key: str | None = None) -> Json:
        """Send files; what is in the answer is safe.

        Raises:
            Refused: None of the files was received.
        """
        # Read at once: a repeat must send the same bytes.
        files = [("files", (Path(path).name, Path(path).read_bytes())) for path in paths]
        headers = {"Idempotency-Key": idempotency_key or uuid.uuid4().hex}
        return self._json("POST", "/files", files=files, headers=headers)

    def send_large(self, path: str | Path) -> Json:
        """Send one large file in parts; goes on where a part was lost.

        Raises:
            Refused: The file was not received.
        """
        path = Path(path)
        upload = self._json("POST", "/uploads", json={"file_name": path.name, "size_bytes": path.stat().st_size})
        with path.open("rb") as source:
            while upload["received_bytes"] < upload["size_bytes"]:
                source.seek(upload["received_bytes"])
                upload = self._add_part(upload, source.read(upload["longest_part_bytes"]))
        return self._json("POST", f"/uploads/{upload['upload_id']}/finish")

    def file(self, file_id: str) -> Json:
        """How far a file has come."""
        return self._json("GET", f"/files/{file_id}")

    def documents(self) -> Iterator[Json]:
        """The inbox, latest received first, to its end."""
        return self._pages("/documents", "documents")

    def document(self, document_id: str) -> Json:
        """One document."""
        return self._json("GET", f"/documents/{document_id}")

    def pdf(self, document_id: str) -> bytes:
        """Its searchable PDF/A."""
        return self._ask("GET", f"/documents/{document_id}/pdf").content

    def text(self, document_id: str) -> str:
        """Its text, a form feed between pages."""
        return self._ask("GET", f"/documents/{document_id}/text").content.decode()

    def original(self, document_id: str, number: int) -> bytes:
        """What was received, byte for byte."""
        return self._ask("GET", f"/documents/{document_id}/originals/{number}").content

    def search(self, question: str, *, limit: int = 20, offset: int = 0) -> Sequence[Json]:
        """What the index finds, the best first."""
        asked = {"q": question, "limit": limit, "offset": offset}
        hits: Sequence[Json] = self._json("GET", "/search", params=asked)["hits"]
        return hits

    def labels(self) -> Sequence[Json]:
        """Every label."""
        found: Sequence[Json] = self._json("GET", "/labels")["labels"]
        return found

    def label(self, name: str, *, colour: str = "grey") -> Json:
        """The label of that name, made if there is none."""
        return self._json("POST", "/labels", json={"name": name, "colour": colour})

    def folder(self, name: str, *, parent_id: str | None = None) -> Json:
        """The folder of that name in that place, made if there is none."""
        return self._json("POST", "/folders", json={"name": name, "parent_id": parent_id})

    def put_labels(self, document_id: str, label_ids: Sequence[str]) -> Sequence[Json]:
        """Let a document bear these labels and no others."""
        answer = self._json("PUT", f"/documents/{document_id}/labels", json={"label_ids": list(label_ids)})
        found: Sequence[Json] = answer["labels"]
        return found

    def put_in_folder(self, document_id: str, folder_id: str | None) -> Json:
        """Let a document lie in this folder, or in none."""
        return self._json("PUT", f"/documents/{document_id}/folder", json={"folder_id": folder_id})

    def notes(self, document_id: str) -> Sequence[Json]:
        """The notes on a document, in the order they were written."""
        found: Sequence[Json] = self._json("GET", f"/documents/{document_id}/notes")["notes"]
        return found

    def add_note(self, document_id: str, text: str, *, idempotency_key: str | None = None) -> Json:
        """Add a note; the same key adds it once."""
        headers = {"Idempotency-Key": idempotency_key or uuid.uuid4().hex}
        return self._json("POST", f"/documents/{document_id}/notes", json={"text": text}, headers=headers)

    def offers(self) -> Iterator[Json]:
        """What waits to be taken over by bookkeeping, the longest waiting first, to the end."""
        return self._pages("/handover", "offers")

    def package(self, document_id: str) -> bytes:
        """Everything of a document in one ZIP."""
        return self._ask("GET", f"/handover/{document_id}/package").content

    def acknowledge(self, document_id: str, offered_at: str, *, reference: str | None = None) -> Json:
        """Say that bookkeeping has it.

        Raises:
            Refused: `offer_outdated`: it changed since; fetch it again.
        """
        answer: Json = {"offered_at": offered_at} | ({"reference": reference} if reference else {})
        return self._json("POST", f"/handover/{document_id}/acknowledge", json=answer)

    def refuse(self, document_id: str, offered_at: str, reason: str) -> Json:
        """Say that bookkeeping cannot take it, and why."""
        answer = {"offered_at": offered_at, "reason": reason}
        return self._json("POST", f"/handover/{document_id}/refuse", json=answer)

    def _add_part(self, upload: Json, part: bytes) -> Json:
        address, place = f"/uploads/{upload['upload_id']}", {"offset": upload["received_bytes"]}
        try:
            return self._json("PATCH", address, params=place, data=part)
        except Refused as refusal:
            if refusal.code != "upload_offset_wrong":
                raise
            return self._json("GET", address)

    def _pages(self, address: str, name: str) -> Iterator[Json]:
        cursor: Mapping[str, str] = {}
        while True:
            page = self._json("GET", address, params={"limit": 100, **cursor})
            yield from page[name]
            if page["next_cursor"] is None:
                return
            cursor = {"cursor": page["next_cursor"]}

    def _json(self, method: str, address: str, **options: Any) -> Json:  # noqa: ANN401 - the keywords of requests
        told: Json = self._ask(method, address, **options).json()
        return told

    def _ask(self, method: str, address: str, **options: Any) -> requests.Response:  # noqa: ANN401 - as above
        for attempt in range(1, MOST_TRIES + 1):
            answer = self._session.request(method, self._base + address, timeout=TIMEOUT_S, **options)
            if answer.status_code not in BUSY or attempt == MOST_TRIES:
                break
            self._pause(_seconds(answer, attempt))
        if answer.ok:
            return answer
        problem = answer.json() if "json" in answer.headers.get("Content-Type", "") else {}
        raise Refused(answer.status_code, problem)


def _seconds(answer: requests.Response, attempt: int) -> float:
    asked = answer.headers.get("Retry-After", "")
    return min(float(asked) if asked.isdigit() else 2.0**attempt, LONGEST_PAUSE_S)

"""A person's browser, as far as sending files goes: signs in, uploads, and asks again where no answer came."""

from __future__ import annotations

import http.client
import json
import re
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from tests.factories.tiny_mail import TinyFile

TIMEOUT_S = 60.0
ASK_AGAIN_S = 0.1
FORM_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class NotAnswered(Exception):
    """No answer came, or one that says to come back later: the sender knows nothing."""


@dataclass(slots=True)
class Answer:
    """What the server said."""

    status: int
    body: bytes

    def values(self) -> dict[str, Any]:
        """The body as JSON."""
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass(slots=True)
class WebClient:
    """One person at one server, which may die at any moment."""

    host: str
    port: int
    email: str
    password: str
    tenant_id: str
    part_bytes: int = 1_000
    patience_s: float = 300.0
    _cookies: dict[str, str] = field(default_factory=dict)
    _token: str = ""

    def sign_in(self) -> None:
        """Come in, however often it takes."""
        self._insist(self._sign_in_once)

    def upload(self, file: TinyFile) -> str:
        """Send a file in parts, resuming until the server has answered that it keeps it; the item's id."""
        base = f"/t/{self.tenant_id}/uploads"
        begun: Answer = self._insist(
            lambda: self._json("POST", base, {"file_name": file.name, "size_bytes": len(file.content)})
        )
        place = f"{base}/{begun.values()['upload_id']}"
        received = 0
        while received < len(file.content):
            received = self._insist(lambda at=received: self._send_part(place, file.content, at))
        finished: Answer = self._insist(lambda: self._json("POST", f"{place}/finish", {}))
        return str(finished.values()["intake_id"])

    def insist_on_form(self, file: TinyFile) -> None:
        """Send a file by the plain form, the same form again and again until it is answered, as a person would."""
        form_key = uuid.uuid4().hex
        self._insist(lambda: self.submit_form(file, form_key))

    def submit_form(self, file: TinyFile, form_key: str = "") -> None:
        """Send a file by the plain form, once.

        Raises:
            NotAnswered: It may have been kept or not.
        """
        boundary = uuid.uuid4().hex
        parts = [
            (b'name="csrf_token"', self._token.encode()),
            (b'name="form_key"', form_key.encode()),
            (f'name="files"; filename="{file.name}"'.encode(), file.content),
        ]
        lines = [b"--%s\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n" % (boundary.encode(), *p) for p in parts]
        body = b"".join(lines) + f"--{boundary}--\r\n".encode()
        answer = self._ask("POST", f"/t/{self.tenant_id}/upload", body, f"multipart/form-data; boundary={boundary}")
        assert answer.status == http.client.SEE_OTHER, (answer.status, answer.body[-2_000:])

    def _sign_in_once(self) -> None:
        page = self._ask("GET", "/sign-in")
        if page.status == http.client.OK:
            self._token = _token_in(page)
            form = urlencode({"email": self.email, "password": self.password, "csrf_token": self._token})
            answer = self._ask("POST", "/sign-in", form.encode(), "application/x-www-form-urlencoded")
            if answer.status != http.client.SEE_OTHER:
                raise NotAnswered(answer.status)
        # Signing in changes the token of every form.
        self._token = _token_in(self._ask("GET", f"/t/{self.tenant_id}/upload"))

    def _send_part(self, place: str, content: bytes, at: int) -> int:
        """Send what follows; where that is not known any more, ask how far the upload has come."""
        part = content[at : at + self.part_bytes]
        try:
            answer = self._ask("PATCH", f"{place}?offset={at}", part, "application/octet-stream")
        except NotAnswered:
            answer = self._ask("GET", place)
        if answer.status == http.client.CONFLICT:
            answer = self._ask("GET", place)
        assert answer.status == http.client.OK, (answer.status, answer.body[-2_000:])
        return int(answer.values()["received_bytes"])

    def _json(self, method: str, path: str, values: Mapping[str, Any]) -> Answer:
        answer = self._ask(method, path, json.dumps(values).encode(), "application/json")
        assert answer.status == http.client.CREATED, (path, answer.status, answer.body[-2_000:])
        return answer

    def _insist(self, step: Any) -> Any:  # noqa: ANN401 - each step has an answer of its own
        end = time.monotonic() + self.patience_s
        while True:
            try:
                return step()
            except NotAnswered as error:
                if time.monotonic() > end:
                    raise TimeoutError("the screens never came back") from error
                time.sleep(ASK_AGAIN_S)

    def _ask(self, method: str, path: str, body: bytes | None = None, media_type: str = "") -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers |= {"Content-Type": media_type, "X-CSRFToken": self._token}
        connection = http.client.HTTPConnection(self.host, self.port, timeout=TIMEOUT_S)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            answer = Answer(response.status, response.read())
        except (OSError, http.client.HTTPException) as error:
            raise NotAnswered from error
        finally:
            connection.close()
        for value in response.headers.get_all("Set-Cookie", []):
            self._cookies.update({morsel.key: morsel.value for morsel in SimpleCookie(value).values()})
        if answer.status >= http.client.INTERNAL_SERVER_ERROR:
            raise NotAnswered(answer.status)
        return answer


def _token_in(answer: Answer) -> str:
    """The form token of a page.

    Raises:
        NotAnswered: This is another page.
    """
    found = FORM_TOKEN.search(answer.body.decode()) if answer.status == http.client.OK else None
    if found is None:
        raise NotAnswered(answer.status)
    return found[1]
